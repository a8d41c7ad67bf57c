"""What a written name may be, worked out once for each name: its places, and whether it may stand alone.

양재동 → strong;  화성 → weak (a planet), read before 에서;  칸 → only inside a chain (프랑스 칸)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reconcile.knowledge.gazetteer import Gazetteer, Place
from reconcile.languages.ko.placewords import Words, load_words
from schemas.knowledge import OwnPlace

_HANGUL = re.compile(r"[가-힣]+(?:[\d.·]+[가-힣]+| [가-힣]+)*")
_DISTRICTS = ("county", "city", "district", "neighbourhood")
_OUTER = ("continent", "country", "region")
Standing = Literal["yes", "weak", "no"]
"""Alone; alone where other places support it; only inside a chain."""


@dataclass(frozen=True, slots=True)
class Name:
    """`before_particle` is its standing before a particle of place or a direction (경주로), `before_strict` before one
    that hardly ever means anything else (강화에서)."""

    text: str
    places: tuple[Place, ...]
    level: str
    standing: Standing
    before_particle: Standing
    before_strict: Standing


class Names:
    """The names of a gazetteer and of places.toml as Korean reads them."""

    def __init__(self, gazetteer: Gazetteer, words: Words, own: tuple[OwnPlace, ...] = ()) -> None:
        self.gazetteer, self.words = gazetteer, words
        self._own = frozenset(name for place in own for name in (place.name, *place.aliases))
        self._names: dict[str, Name] = {}
        self._beginning: dict[str, tuple[tuple[int, ...], frozenset[str]]] = {}
        self._extra: dict[str, set[str]] = {}
        for written in (*words.aliases, *words.known, *self._own):
            self._extra.setdefault(written[:2], set()).add(written)
        self.heads = self._heads()

    def _heads(self) -> frozenset[str]:
        """The first two letters of every name; a name of one letter with each letter that may follow it."""
        heads = set(self.gazetteer.heads("가")) | self._extra.keys()
        after = {p[0] for p in (*self.words.particles, *self.words.suffixes, *self.words.foreign_suffixes)}
        after |= set(" ,.()·’'\"”-→/") | {""}
        return frozenset(heads.union(one + letter for one in heads if len(one) == 1 for letter in after))

    def beginning(self, head: str) -> tuple[tuple[int, ...], frozenset[str]]:
        """The names that may begin with these two letters: their lengths, longest first, and the names."""
        found = self._beginning.get(head)
        if found is None:
            packaged = self.gazetteer.beginning(head) if len(head) == 2 else ()
            single = (head[0],) if head[0] in self.gazetteer else ()
            names = frozenset((*packaged, *self._extra.get(head, ()), *single))
            found = tuple(sorted({len(name) for name in names}, reverse=True)), names
            self._beginning[head] = found
        return found

    def get(self, written: str) -> Name | None:
        """The name, or None where no place has it."""
        found = self._names.get(written)
        if found is None:
            places = self.places(written)
            level = places[0].level if places else self.words.known.get(written, "")
            if not level:
                return None
            standing = self._standing(written, places)
            placed = self._placed(written, places, standing)
            strict = self._strictly(written, places, standing, placed)
            found = Name(written, places, level, standing, placed, strict)
            self._names[written] = found
        return found

    def places(self, written: str) -> tuple[Place, ...]:
        """The places of a name, by the language's own names first."""
        if written in self._own:
            return self.gazetteer.lookup(written)
        if alias := self.words.aliases.get(written):
            return (self.gazetteer.place(alias),)
        found = self.gazetteer.lookup(written) if _HANGUL.fullmatch(written) else ()
        return tuple(sorted(found, key=_abroad)) if len(found) > 1 else found

    def _standing(self, written: str, places: tuple[Place, ...]) -> Standing:
        words = self.words
        if written in self._own:
            return "yes"
        if written in words.never:
            return "no"
        if written in words.weak:
            return "weak"
        if written in words.aliases or not places:
            return "yes"
        if places[0].level in _OUTER and not places[0].id.startswith("KR-"):
            return self._foreign(written, places)  # 중동 is a part of the world before it is anybody's 동
        levels = {p.level for p in places if p.id.startswith("KR-")}
        if levels == {"neighbourhood"}:
            if len(written) < 3 or written[-1] in "면가로":
                return "weak" if len(written) > (2 if written[-1] == "면" else 3) else "no"
            return "yes"
        return "yes" if levels else self._foreign(written, places)

    def _foreign(self, written: str, places: tuple[Place, ...]) -> Standing:
        words = self.words
        outer = any(p.level in _OUTER for p in places)
        if written in words.foreign_never or (len(written) == 1 and written not in words.foreign_alone):
            return "yes" if outer else "no"
        if outer or written in words.foreign_alone:
            return "yes"
        if len(written) > 2:
            return "yes" if places[0].population >= words.foreign_population else "weak"
        return "no"

    def _placed(self, written: str, places: tuple[Place, ...], standing: Standing) -> Standing:
        if standing == "weak" and written in self.words.located:
            return "yes"
        abroad = bool(places) and not any(p.id.startswith("KR-") for p in places)
        listed = written in self.words.never or written in self.words.foreign_never
        return "weak" if standing == "no" and abroad and not listed and len(written) == 2 else standing

    def _strictly(self, written: str, places: tuple[Place, ...], standing: Standing, placed: Standing) -> Standing:
        if standing != "weak":
            return placed
        abroad = bool(places) and places[0].id.startswith("GN-")
        sure = written in self.words.located_strictly or (abroad and written not in self.words.weak)
        return "yes" if sure else placed

    def counties(self, stem: str) -> tuple[Place, ...]:
        """The American counties that share a name with a place of this Korean name: 몽고메리 카운티."""
        english = {name for place in self.gazetteer.lookup(stem) for name in place.en}
        return tuple(c for name in sorted(english) for c in self.gazetteer.lookup(f"{name} County"))


def _abroad(place: Place) -> bool:
    """A Korean city comes before its foreign namesakes; parts of the world before both."""
    return place.level in _DISTRICTS and not place.id.startswith("KR-")


@lru_cache(maxsize=8)
def load_names(own: tuple[OwnPlace, ...] = ()) -> Names:
    """The names of the packaged gazetteer and a user's own places. Raises ValueError as `Gazetteer.load` does."""
    return Names(Gazetteer.load(own), load_words(), own)
