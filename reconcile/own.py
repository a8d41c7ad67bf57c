"""Own knowledge held against the packaged knowledge: what cannot stand beside it.

counter parcel, words 명      명 counts person already
place 해솔못 inside 중구       중구 may be any of six places
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from reconcile.errors import OwnKnowledgeRefused
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer, Place, UnknownContainer
from reconcile.languages.base import NOTHING, OwnKnowledge, Passage
from reconcile.languages.pack import pack
from schemas.knowledge import Contradiction, OwnPlace
from schemas.values import FigureValue

_PACKAGED_IDS = ("KR-", "GN-", "ISO-")
_SHOWN = 4


@lru_cache(maxsize=8)
def own_faults(own: OwnKnowledge) -> tuple[Contradiction, ...]:
    """What speaks against entries of `own`: units that are none, words taken, places that lie nowhere or twice."""
    return (*_counters(own), *_places(own))


def checked(own: OwnKnowledge) -> OwnKnowledge:
    """`own`, when it can stand. Raises OwnKnowledgeRefused."""
    if own != NOTHING and (found := own_faults(own)):
        raise OwnKnowledgeRefused(tuple(f"{fault.where}: {fault.problem}" for fault in found))
    return own


def _counters(own: OwnKnowledge) -> Iterator[Contradiction]:
    for at, counter in enumerate(own.counter):
        dimension = units.dimension(counter.unit)
        if counter.unit in units.table() and dimension != "count":
            yield Contradiction(("counter", at, "unit"), f"{counter.unit!r} is a unit of {dimension}, not a counter")
            continue
        for n, word in enumerate(counter.words):
            known = next((unit for code in _codes() if (unit := _unit_of(word, code))), None)
            if known is not None and known != counter.unit:
                path = ("counter", at, "words", n)
                yield Contradiction(
                    path, f"{word!r} is a word for {known!r} already, and cannot count {counter.unit!r}"
                )


def _codes() -> list[str]:
    folders = files("reconcile.languages").iterdir()
    return sorted(folder.name for folder in folders if folder.joinpath("pack.py").is_file())


def _unit_of(word: str, code: str) -> str | None:
    """The unit that a language's own reader makes of a number and this word, both taken whole; None for no unit."""
    reader = pack(code)
    for text in (f"3{word}", f"3 {word}"):
        for found in reader.figures([Passage("paragraph", text, ())], NOTHING)[0] if reader else ():
            if (found.start, found.end) == (0, len(text)) and isinstance(found.value, FigureValue):
                return found.value.unit
    return None


def _places(own: OwnKnowledge) -> Iterator[Contradiction]:
    packaged = Gazetteer.load()
    fine: list[OwnPlace] = []
    waiting = list(enumerate(own.place))
    for at, place in waiting:
        known = packaged.get(place.key)
        if place.id and place.id.startswith(_PACKAGED_IDS) and known is None:
            yield Contradiction(("place", at, "id"), f"the gazetteer has no {place.id!r}; own ids begin with OWN-")
        elif known is not None and place.inside:
            problem = (
                f"{place.id} is {_named(known, packaged)} of the gazetteer, whose container is known: leave it out"
            )
            yield Contradiction(("place", at, "inside"), problem)
        else:
            fine.append(place)
    gazetteer = packaged
    while True:
        try:
            gazetteer = packaged.with_own(tuple(fine))
        except UnknownContainer as error:
            lost = next(p for p in fine if (p.name, p.inside) == (error.place, error.inside))
            fine.remove(lost)
            yield Contradiction(("place", own.place.index(lost), "inside"), _lost(error, own, packaged))
        else:
            break
    for place in fine:
        parent = gazetteer.place(place.key).parent
        around = gazetteer.get(parent) if parent else None
        if around is not None and gazetteer.place(place.key).rank < around.rank:
            problem = f"a {place.level} cannot lie in {_named(around, gazetteer)}, a {around.level}"
            yield Contradiction(("place", own.place.index(place), "level"), problem)
            continue
        for known in packaged.lookup(place.name) if packaged.get(place.key) is None else ():
            if known.parent == parent and known.level == place.level:
                problem = f"the gazetteer has {_named(known, packaged)}: give id = {known.id!r} to add names to it"
                yield Contradiction(("place", own.place.index(place), "name"), problem)
                break


def _lost(error: UnknownContainer, own: OwnKnowledge, gazetteer: Gazetteer) -> str:
    if not error.found:
        if any(error.inside in (p.key, p.name, *p.aliases) for p in own.place):
            return f"{error.inside!r} lies nowhere itself, or inside {error.place!r}"
        return f"nobody knows a place {error.inside!r}; give its name, its id, or a [[place]] of its own"
    shown = ", ".join(f"{place.id} ({_named(place, gazetteer)})" for place in error.found[:_SHOWN])
    more = ", …" if len(error.found) > _SHOWN else ""
    return f"{error.inside!r} may be {len(error.found)} places: give one of {shown}{more}"


def _named(place: Place, gazetteer: Gazetteer) -> str:
    return " ".join(gazetteer.path(place.id)) if gazetteer.get(place.id) else place.name
