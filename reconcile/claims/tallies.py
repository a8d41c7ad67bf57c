"""What is counted over one article: how rare a stem is, how often a value stands, how many answers a question has.

    사망자는 3명이다. … 14명이 다쳤다. … 부상자 23명 …      dead: one answer; injured: two

Two articles that each give one answer are likelier to answer one question than two that give several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple

from reconcile.claims.build import Built, Found
from reconcile.claims.reading import Reading
from reconcile.claims.vector import Stems, Vector, vector
from reconcile.knowledge import units
from schemas.claim import Detail
from schemas.values import DateValue, FigureValue, PlaceValue, Value

Readings = Sequence[tuple[Reading, Sequence[Built]]]
Asked = tuple[str, ...]
"""A line of values that can be held against each other, and one thing that says what is asked."""


_NEW_YEAR = "-01-01"
_PARTITIVE_REACH = 16
"""Characters before a figure in which a partitive word still governs it."""


class _Told(NamedTuple):
    """What of a detail is counted."""

    kind: str
    value: tuple[Hashable, ...]
    asked: tuple[Asked, ...]
    part: bool
    some: bool
    body: bool
    """Whether it stands in the body: headlines and captions repeat what that says."""


class Tallies:
    """The counts of one article; `stems` are the clauses that each stem stands in."""

    def __init__(self, readings: Readings, stems: Mapping[str, int]) -> None:
        most = sum(len(reading.clauses) for reading, _ in readings) + 2
        self._rarity = {stem: log2(most / (count + 1)) for stem, count in stems.items()}
        self._unseen = log2(most)
        self._told = {
            found.detail.id: _told(reading, found)
            for reading, built in readings
            for made in built
            for found in made.found
        }
        self._frequency = Counter((told.kind, told.value) for told in self._told.values() if told.body)
        self._answers = _answers(self._told.values())

    def weigh(self, context: Stems) -> Vector:
        """The stems by closeness times rarity: log2 of how few clauses have one (inverse document frequency)."""
        known, unseen = self._rarity, self._unseen
        return vector({stem: closeness * known.get(stem, unseen) for stem, closeness in context})

    def is_part(self, detail: Detail) -> bool:
        """Whether the wording makes a count a part of a whole (부상자 가운데 14명, of whom 14)."""
        return self._told[detail.id].part

    def is_some(self, detail: Detail) -> bool:
        """Whether it counts no more than some of another count (two of them, one missing man found)."""
        return self._told[detail.id].some

    def frequency(self, detail: Detail) -> int:
        """How many details in the body have the value of this one, itself counted."""
        told = self._told[detail.id]
        return max(1, self._frequency[told.kind, told.value])

    def answers(self, detail: Detail) -> Mapping[Asked, int]:
        """How many different values the article gives to each question that a detail may answer."""
        return {asked: max(1, self._answers[asked]) for asked in self._told[detail.id].asked}


def _told(reading: Reading, found: Found) -> _Told:
    detail = found.detail
    body = reading.block.kind == "paragraph"
    part, some = _is_part(reading, found), _is_some(reading, found)
    return _Told(detail.kind, value_key(detail.value), tuple(_asked(reading, found)), part, some, body)


def value_key(value: Value) -> tuple[Hashable, ...]:
    """What two details of one article share that say the same, however they are hedged."""
    if isinstance(value, FigureValue):
        return (value.amount, value.unit, value.change) if value.amount is not None else (value.low, value.high)
    if isinstance(value, DateValue):
        return (value.start, value.end) if value.start is not None else (value.edtf,)
    if isinstance(value, PlaceValue):
        return (value.id or value.path,)
    return (value,)


def _is_part(reading: Reading, found: Found) -> bool:
    candidate = found.candidate
    if not isinstance(candidate.value, FigureValue) or not units.is_counted(candidate.value.unit):
        return False
    before = reading.around.words_before(candidate.start, reading.clauses[found.clause], _PARTITIVE_REACH)
    return any(word in before for word in reading.reader.lexicon.partitives)


def _is_some(reading: Reading, found: Found) -> bool:
    value, lexicon, clause = found.candidate.value, reading.reader.lexicon, reading.clauses[found.clause]
    if not isinstance(value, FigureValue) or not (value.unit is None or units.is_counted(value.unit)):
        return False
    if reading.around.text.startswith(lexicon.partitives_behind, found.candidate.end):
        return True
    before = reading.around.words_before(found.candidate.start, clause, _PARTITIVE_REACH)
    deed = clause.predicate.stem if clause.predicate else None
    return any(word in before for word in lexicon.partitives_short) or any(
        deed in lexicon.leaving.get(stem, ()) for stem in found.measure
    )


def _answers(details: Iterable[_Told]) -> Counter[Asked]:
    given: dict[Asked, set[tuple[Hashable, ...]]] = {}
    for told in details:
        for asked in () if told.part else told.asked:
            given.setdefault(asked, set()).add(told.value)
    return Counter({asked: _told_apart(asked[0], values) for asked, values in given.items()})


def _told_apart(line: str, values: set[tuple[Hashable, ...]]) -> int:
    """How many answers there are; a stretch of time that holds another (17일, 17일 오전 8시) is the same answer.

    Years are none where a day is told: the fires of last year, and this one.
    """
    if line != "date":
        return len(values)
    stretches = sorted(((str(v[0]), str(v[1])) for v in values if len(v) > 1), reverse=True)
    count, earliest = len(values) - len(stretches), "~"
    stretches = [s for s in stretches if not _whole_years(*s)] or stretches
    for _, end in stretches:  # the last to begin first
        if end < earliest:
            count, earliest = count + 1, end
    return count


def _whole_years(start: str, end: str) -> bool:
    return start[4:] == end[4:] == _NEW_YEAR


def _asked(reading: Reading, found: Found) -> Iterator[Asked]:
    """By its role, its noun and its concept; where a detail has none, by the predicate over it."""
    value, role = found.detail.value, found.detail.role
    predicate = reading.clauses[found.clause].predicate
    line: str = found.detail.kind
    if isinstance(value, FigureValue):
        line = units.dimension(value.unit) or value.unit or "count"
        concepts = {stem for stem in found.measure if stem[0] == "="}
        if not concepts and predicate is not None and predicate.stem[0] == "=":
            concepts = {predicate.stem}
        yield from ((line, "concept", stem) for stem in sorted(concepts))
        if found.measure:
            yield line, "noun", found.measure[0]
    elif not isinstance(value, DateValue):
        return
    if role is not None and role.id is not None:
        yield line, "role", role.id
    elif predicate is not None and not found.measure:
        yield line, "predicate", predicate.stem
