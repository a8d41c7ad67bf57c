"""Another place of the same level beside it, wherever the article names the place.

대구 북구 침산동 → 대구 북구 산격동, 대구 서구 침산동    Croydon → Bromley
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.bench.model import Change, Edit, Span, chance, choose
from reconcile.bench.source import Source, final
from reconcile.knowledge.gazetteer import Gazetteer, Place
from schemas.claim import PlaceDetail

_LEVELS = frozenset({"region", "county", "city", "district", "neighbourhood"})
_LEAST_PEOPLE = 60_000
"""Of a town outside Korea that may take another's place: one that readers know."""


def place_changes(source: Source, seed: int) -> Iterator[Change]:
    """Each link of each chain of places that is named for the first time in the article."""
    gazetteer = Gazetteer.load()
    done: set[str] = set()
    for detail in source.places:
        for start, end, id_ in _links(detail):
            name = source.text[start:end]
            if name in done or id_ is None:
                continue
            done.add(name)
            place = gazetteer.get(id_)
            if place is None or place.level not in _LEVELS or name not in place.names:
                source.skip("place", "not in the gazetteer by that name")
                continue
            change = _change(source, place, name, gazetteer, seed)
            if change is not None:
                yield change


def _links(detail: PlaceDetail) -> list[tuple[int, int, str | None]]:
    if detail.value.parts:
        return [(p.start, p.end, p.id) for p in detail.value.parts]
    return [(detail.start, detail.end, detail.value.id)]


def _change(source: Source, place: Place, name: str, gazetteer: Gazetteer, seed: int) -> Change | None:
    if any(
        id_ == place.id and source.text[a:b] != name and name not in source.text[a:b]
        for d in source.places
        for a, b, id_ in _links(d)
    ):
        source.skip("place", "told again by another name")
        return None
    options = [o for o in _others(source, place, name, gazetteer) if o not in source.text]
    if not options:
        source.skip("place", "no place to put there")
        return None
    new = choose(options, chance(seed, "place", source.text, name))
    spans = [(at, at + len(name)) for at in source.occurrences(name)]
    spans = [s for s in spans if source.may_edit(*s)]
    focus = tuple(s for s in spans if _named(source, s))
    if not focus:
        source.skip("place", "outside the text")
        return None
    return Change("place", place.level, tuple(Edit(a, b, new) for a, b in spans), focus)


def _named(source: Source, span: Span) -> bool:
    return any(a <= span[0] and span[1] <= b for d in source.places for a, b in [(d.start, d.end)])


def _others(source: Source, place: Place, name: str, gazetteer: Gazetteer) -> list[str]:
    """Names, of the same form, of the places of one level that lie where `place` does."""
    if place.parent is None:
        return []
    found = []
    korean = place.id.startswith("KR-")
    for id_ in gazetteer.children(place.parent):
        other = gazetteer.place(id_)
        if other.id == place.id or other.level != place.level or other.id[:4] != place.id[:4]:
            continue
        if not korean and place.level == "city" and other.population < _LEAST_PEOPLE:
            continue
        if korean and other.name[-1] != place.name[-1]:
            continue  # a province in the place of a city: 경남도 → 부산도
        same_form = [
            n
            for n in other.names
            if _form(n) == _form(name) and final(n) == final(name) and n.isascii() == name.isascii()
        ]
        same_form = [n for n in same_form if (known := gazetteer.lookup(n)) and known[0].id == id_ or korean]
        if source.words.joined:
            same_form = [n for n in same_form if n[-1] == name[-1] or len(n) == len(name) == 2]
        found += same_form[:1]
    return sorted(found)


def _form(name: str) -> tuple[bool, int]:
    """Whether the name ends in a word for its level (동, 구, 시), and how many words it has."""
    return name[-1] in "동구시군읍면리도가", len(name.split())
