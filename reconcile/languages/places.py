"""From place names found in an article to places: what the readers of all languages share.

    "양재동"                    → 서울특별시 서초구 양재동 (Korea has one)
    "남구" beside "부산 사하구"  → 부산광역시 남구 (five cities have one; the article's other places decide)
    "강남구 양재동"             → both parts, each with its own id, assumption containment_contradicted

Two passes: names that can mean one place only are anchors; every other name takes the place that shares the
nearest container with an anchor. A name that may be an ordinary word (`weak`) is dropped unless anchors
support it. Nothing is guessed between equals: the id stays null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.knowledge.gazetteer import Gazetteer, Place
from reconcile.languages.base import Candidate
from schemas.values import PlacePart, PlaceValue

# How much larger a city must be than its namesakes to be meant by the bare name.
DOMINANCE = 3
_ASSUMED = "larger_place_assumed"
_CONTEXT = "resolved_by_context"
_AMBIGUOUS = "ambiguous_place"
_CONTRADICTED = "containment_contradicted"


@dataclass(frozen=True, slots=True)
class Mention:
    """One written name: what it may be. `places` is empty for a name read by pattern, whose `level` is then given."""

    start: int
    end: int
    name: str
    places: tuple[Place, ...] = ()
    level: str = ""
    weak: bool = False
    rule: str = "gazetteer"
    assumptions: tuple[str, ...] = ()
    unresolved: bool = False
    """Known as a place from its surroundings: kept with a null id where no place of the gazetteer is supported."""
    noun: bool = False
    """Stands as a common noun (예산, the budget): read only where the article names the place itself."""
    silent: bool = False
    """Stands for something else (the authority of a place): tells where the article is, and is no place itself."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions written together, outermost first. `start`, `end` may cover more than the mentions do."""

    mentions: tuple[Mention, ...]
    start: int
    end: int


def resolve(passages: Sequence[Sequence[Chain]], gazetteer: Gazetteer) -> list[list[Candidate]]:
    """A candidate for every chain that stands for a place, passage by passage, in order of position."""
    anchors = _Anchors(gazetteer)
    certain: set[tuple[int, int]] = set()
    for number, passage in enumerate(passages):
        for chain in passage:
            if _is_certain(chain, gazetteer):
                certain.add((number, chain.start))
                anchors.add(_ids(chain, gazetteer))
    # Strong names with several meanings: read by the certain ones alone, so that none leans on another.
    read: dict[tuple[int, int], Candidate] = {}
    for number, passage in enumerate(passages):
        for chain in passage:
            if (number, chain.start) in certain or any(m.weak for m in chain.mentions):
                continue
            candidate = _read(chain, anchors, gazetteer)
            if candidate is not None and _AMBIGUOUS not in candidate.assumptions:
                read[number, chain.start] = candidate
    for candidate in read.values():
        anchors.add(_candidate_ids(candidate))
    out: list[list[Candidate]] = []
    for number, passage in enumerate(passages):
        found = [
            read.get((number, chain.start)) or _read(chain, anchors, gazetteer)
            for chain in passage
            if not chain.mentions[-1].silent
        ]
        out.append([candidate for candidate in found if candidate is not None])
    return out


class _Anchors:
    """Places the article is known to speak of, and what contains them, by number of mentions."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._named: Counter[str] = Counter()
        self._within: Counter[str] = Counter()

    def add(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            self._named[id_] += 1
            for outer in (id_, *self._gazetteer.ancestors(id_)):
                self._within[outer] += 1

    def support(self, place: Place) -> tuple[int, int]:
        """(rank of the nearest container shared with an anchor plus one, anchors in it); (0, 0) for none.

        That both lie in Korea says nothing: most of what a Korean article names does.
        """
        if self._named[place.id]:
            return (place.rank + 2, self._named[place.id])
        if self._within[place.id]:
            return (place.rank + 1, self._within[place.id])
        for outer in self._gazetteer.ancestors(place.id):
            if outer != "ISO-KR" and self._within[outer]:
                return (self._gazetteer.place(outer).rank + 1, self._within[outer])
        return (0, 0)

    def outermost(self, places: Sequence[Place]) -> list[Place]:
        """The places that lie in no other of them."""
        ids = {p.id for p in places}
        return [p for p in places if ids.isdisjoint(self._gazetteer.ancestors(p.id))]

    def backs(self, place: Place, itself: bool = False) -> bool:
        """Whether the support is more than a country shared by places of different regions in it.

        With `itself`, only mentions of the place or of what it holds support it.
        """
        rank, _ = self.support(place)
        if itself:
            return rank > place.rank
        if rank != 2:
            return rank > 2
        parent = self._gazetteer.get(place.parent or "")
        return parent is None or parent.level == "country"


def _ids(chain: Chain, gazetteer: Gazetteer) -> list[str]:
    if len(chain.mentions) == 1:
        return [chain.mentions[0].places[0].id]
    check = gazetteer.check_candidates([m.places for m in chain.mentions])
    if check.consistent:
        return [id_ for id_ in check.ids if id_ is not None]
    return [check.outer.id] if check.outer else []


def _is_certain(chain: Chain, gazetteer: Gazetteer) -> bool:
    known = [m for m in chain.mentions if m.places]
    if not known or (len(known) == 1 and (known[0].weak or known[0].unresolved)):
        return False
    return len(known[-1].places) == 1 or (len(known) > 1 and len(_fitting(known, gazetteer)) == 1)


def _fitting(known: Sequence[Mention], gazetteer: Gazetteer) -> list[Place]:
    """The places of the innermost name that lie in some place of every outer one."""
    if len(known) == 1:
        return list(known[0].places)
    return [
        inner
        for inner in known[-1].places
        if all(any(gazetteer.may_hold(o, inner) for o in outer.places) for outer in known[:-1])
    ]


def _candidate_ids(candidate: Candidate) -> list[str]:
    return [candidate.value.id] if isinstance(candidate.value, PlaceValue) and candidate.value.id else []


def _read(chain: Chain, anchors: _Anchors, gazetteer: Gazetteer) -> Candidate | None:
    known = [m for m in chain.mentions if m.places]
    assumptions = {a: None for m in chain.mentions for a in m.assumptions}
    ids: dict[int, str | None] = {}
    if known:
        fitting = _fitting(known, gazetteer)
        if fitting:
            chosen, how = _choose(known[-1], fitting, anchors, len(known) > 1)
            if chosen is None and how != _AMBIGUOUS:
                return None
            if how:
                assumptions[how] = None
            if len(known) == 1:
                ids[known[0].start] = chosen.id if chosen else None
            else:
                links = [*(m.places for m in known[:-1]), (chosen,) if chosen else ()]
                for mention, id_ in zip(known, gazetteer.check_candidates(links).ids, strict=True):
                    ids[mention.start] = id_
        else:
            check = gazetteer.check_candidates([m.places for m in known])
            assumptions[_CONTRADICTED] = None
            for mention, id_ in zip(known, check.ids, strict=True):
                ids[mention.start] = id_
    return _candidate(chain, ids, tuple(assumptions), gazetteer)


def _choose(mention: Mention, places: Sequence[Place], anchors: _Anchors, in_chain: bool) -> tuple[Place | None, str]:
    """(place, assumption). No place and no assumption: the name is not one here."""
    if len(places) == 1:
        if mention.weak and not in_chain and not anchors.backs(places[0], mention.noun):
            return (None, _AMBIGUOUS if mention.unresolved else "")
        return (places[0], "")
    if not in_chain:  # 제주 is the province before its city
        places = anchors.outermost(places)
    if any(p.id.startswith("KR-") for p in places[:1]) and not any(anchors.backs(p) for p in places):
        places = [p for p in places if p.id.startswith("KR-")]  # put first: the article's own country
    supports = {p.id: anchors.support(p) for p in places}
    ranked = sorted(places, key=lambda p: supports[p.id], reverse=True)  # stable: the gazetteer's order breaks ties
    best, support = ranked[0], supports[ranked[0].id]
    if mention.weak and not in_chain and not anchors.backs(best, mention.noun):
        return (None, _AMBIGUOUS if mention.unresolved else "")
    if len(ranked) == 1:
        return (best, "")
    largest = max(places, key=lambda p: p.population)
    others = [p for p in places if p is not largest]
    if not anchors.backs(best) and all(largest.population > DOMINANCE * p.population for p in others):
        return (largest, _ASSUMED)
    if support > supports[ranked[1].id]:
        return (best, _CONTEXT)
    equal = [p for p in ranked if supports[p.id] == support]
    if equal[0].rank < equal[1].rank and not mention.unresolved:
        return (equal[0], _ASSUMED)
    if equal[0].population > DOMINANCE * equal[1].population:
        return (equal[0], _ASSUMED)
    if equal[0].id.startswith("KR-L") and all(p.id.startswith("KR-A") for p in equal[1:]):
        return (equal[0], _ASSUMED)
    return (None, _AMBIGUOUS)


def _candidate(
    chain: Chain, ids: dict[int, str | None], assumptions: tuple[str, ...], gazetteer: Gazetteer
) -> Candidate:
    last = chain.mentions[-1]
    id_ = ids.get(last.start)
    parts: tuple[PlacePart, ...] = ()
    if len(chain.mentions) == 1:
        path = gazetteer.path(id_) if id_ else (last.name,)
    elif _CONTRADICTED in assumptions:
        path = tuple(_name(m, ids.get(m.start), gazetteer) for m in chain.mentions)
    else:
        resolved = max((i for i, m in enumerate(chain.mentions) if ids.get(m.start)), default=-1)
        head = _path([i for m in chain.mentions if (i := ids.get(m.start))], gazetteer)
        outer = head if head else tuple(m.name for m in chain.mentions[: resolved + 1])
        path = (*outer, *(m.name for m in chain.mentions[resolved + 1 :]))
    if len(chain.mentions) > 1:
        parts = tuple(
            PlacePart(level=_level(m, ids.get(m.start), gazetteer), id=ids.get(m.start), start=m.start, end=m.end)
            for m in chain.mentions
        )
    value = PlaceValue(id=id_, path=path, level=_level(last, id_, gazetteer), parts=parts)
    own = id_ is not None and gazetteer.is_own(id_)
    return Candidate("place", chain.start, chain.end, value, "own.place" if own else f"place.{last.rule}", assumptions)


def _path(ids: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The path of the innermost place, over the written one around it where the gazetteer does not know that it is."""
    if not ids:
        return ()
    *outer, last = ids
    if outer and gazetteer.place(outer[-1]).level == "county" and not gazetteer.contains(outer[-1], last, True):
        return (*gazetteer.path(outer[-1]), gazetteer.place(last).name)
    return gazetteer.path(last)


def _level(mention: Mention, id_: str | None, gazetteer: Gazetteer) -> str:
    if id_:
        return gazetteer.place(id_).level
    return mention.level or (mention.places[0].level if mention.places else "locality")


def _name(mention: Mention, id_: str | None, gazetteer: Gazetteer) -> str:
    return gazetteer.place(id_).name if id_ else mention.name
