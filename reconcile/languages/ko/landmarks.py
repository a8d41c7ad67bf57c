"""Landmarks and facilities in Korean: names known by the word that they end with.

문학터널 → landmark;  부산역 → 부산, and the station in it;  괌 공항 → 괌, and its airport
피해지역, 예정대로, 대학병원 → nothing: ordinary words that end alike
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reconcile.languages.ko.placenames import Names
from reconcile.languages.places import Mention

_HANGUL = re.compile(r"[가-힣]+")
_REST = re.compile(r"[가-힣A-Za-z0-9]*")
_NUMBER = re.compile(r" \d")
_WORD = re.compile(r"[가-힣A-Za-z0-9]{1,40}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """An ending found in a word: the word's text up to it, the ending, where it ends in the passage."""

    prefix: str
    suffix: str
    end: int
    rest: str


class Landmarks:
    """Reads the names that end with a word of places.toml's [landmarks]."""

    def __init__(self, names: Names) -> None:
        self._names, self._words = names, names.words
        words = names.words
        self.ends = re.compile("|".join(re.escape(word) for word in words.landmarks))
        """Finds every place where a landmark's name may end."""
        self._halls = re.compile(f" ({'|'.join(re.escape(word) for word in words.halls)})")

    def at(self, text: str, start: int, previous: Mention | None) -> tuple[Mention, ...]:
        """The landmark whose name begins with the word at `start`; one called by a place comes with that place."""
        best: _Mark | None = None
        for mark in self._marks(text, start):
            if self._named(mark, previous):
                best = mark
        if best is None:
            return ()
        words = self._words
        suffix, end, prefix = best.suffix, best.end, best.prefix
        if words.institution_after.match(text, end) or (
            suffix in words.halls_of_authority and best.rest in words.actor_particles
        ):
            return ()
        level = words.landmarks[suffix]
        if level == "county":
            return (Mention(start, end, f"{prefix}{suffix}", self._names.counties(prefix), level),)
        name = f"{prefix}{suffix}".replace("국제공항", "공항")
        if not prefix and previous is not None:
            rule = "landmark" if previous.places else "hall"
            return (Mention(start, end, previous.name + name, (), level, rule=rule),)
        places = self._names.places(prefix) if suffix in words.named_by_place else ()
        if not places or places[0].level == "neighbourhood" or not _HANGUL.fullmatch(prefix):
            return (Mention(start, end, name, (), level, rule="landmark"),)
        container = Mention(start, start + len(prefix), prefix, places, places[0].level, prefix in words.weak)
        return (container, Mention(start + len(prefix), end, name, (), level, rule="landmark"))

    def hall(self, text: str, at: int) -> Mention | None:
        """The hall named right after a venue that ends at `at`: 코엑스 그랜드볼룸."""
        match = self._halls.match(text, at)
        if match is None or not self._words.ends(_REST.match(text, match.end())[0]):  # type: ignore[index]
            return None
        return Mention(match.start(1), match.end(), match[1], (), "facility", rule="hall")

    def _marks(self, text: str, start: int) -> Iterator[_Mark]:
        word = _WORD.match(text, start)
        for match in self.ends.finditer(text, start, word.end() if word else start):
            rest = text[match.end() : word.end()] if word else ""
            if self._words.ends(rest) and not (rest == "로" and _NUMBER.match(text, word.end() if word else start)):
                yield _Mark(text[start : match.start()], match[0], match.end(), rest)

    def _named(self, mark: _Mark, previous: Mention | None) -> bool:
        """Whether the prefix names one: 문학+터널, 부산+항, 서울+시청; 공항 alone does after a place (괌 공항)."""
        words, prefix, suffix = self._words, mark.prefix, mark.suffix
        name = prefix + suffix
        inside = previous is not None and bool(previous.places)
        if not prefix or name in ("국제공항", "신공항"):
            return suffix in words.bare and previous is not None
        if suffix in words.named_by_place and (self._names.places(prefix) or self._names.places(prefix + suffix[0])):
            return name not in words.generic
        if name in words.generic or (name.endswith(words.compound) and not (suffix == "역" and len(name) == 3)):
            return False  # 피해지역, 공급권역, 기독교; 판교역 and 장지역 are stations
        if suffix in words.inside_only and not inside:
            return False  # 예정대로: as planned
        if suffix not in ("역", "공항", "국제공항") and suffix in words.named_by_place:
            return False
        return len(prefix) >= 2 and not prefix.isdigit()
