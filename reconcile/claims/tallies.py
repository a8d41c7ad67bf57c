"""What is counted over one article: how rare a stem is, how often a value stands, how many answers a question has.

    사망자는 3명이다. … 14명이 다쳤다. … 부상자 23명 …      dead: one answer; injured: two

Two articles that each give one answer are likelier to answer one question than two that give several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import log2

from reconcile.claims.build import Built, Found
from reconcile.claims.reading import Reading
from reconcile.claims.vector import Stems, Vector, vector
from reconcile.knowledge import units
from schemas.values import DateValue, FigureValue, PlaceValue, Value

Readings = Sequence[tuple[Reading, Sequence[Built]]]
Asked = tuple[str, ...]
"""A line of values that can be held against each other, and one thing that says what is asked."""


_PARTITIVE_REACH = 16
"""Characters before a figure in which a partitive word still governs it."""


class Tallies:
    """The counts of one article; `stems` are the clauses that each stem stands in."""

    def __init__(self, readings: Readings, stems: Mapping[str, int]) -> None:
        most = sum(len(reading.clauses) for reading, _ in readings) + 2
        self._rarity = {stem: log2(most / (count + 1)) for stem, count in stems.items()}
        self._unseen = log2(most)
        self._frequency = _frequencies(readings)
        self._answers = _answers(readings)

    def weigh(self, context: Stems) -> Vector:
        """The stems by closeness times rarity: log2 of how few clauses have one (inverse document frequency)."""
        known, unseen = self._rarity, self._unseen
        return vector({stem: closeness * known.get(stem, unseen) for stem, closeness in context})

    def frequency(self, found: Found) -> int:
        """How many details in the body have the value of this one, itself counted."""
        return max(1, self._frequency[found.detail.kind, *value_key(found.detail.value)])

    def answers(self, reading: Reading, found: Found) -> Mapping[Asked, int]:
        """How many different values the article gives to each question that a detail may answer."""
        return {asked: max(1, self._answers[asked]) for asked in _asked(reading, found)}


def value_key(value: Value) -> tuple[Hashable, ...]:
    """What two details of one article share that say the same, however they are hedged."""
    if isinstance(value, FigureValue):
        return (value.amount, value.unit, value.change) if value.amount is not None else (value.low, value.high)
    if isinstance(value, DateValue):
        return (value.start, value.end) if value.start is not None else (value.edtf,)
    if isinstance(value, PlaceValue):
        return (value.id or value.path,)
    return (value,)


def is_part(reading: Reading, found: Found) -> bool:
    """Whether the wording makes a count a part of a whole (부상자 가운데 14명, of whom 14)."""
    candidate = found.candidate
    if not isinstance(candidate.value, FigureValue) or not units.is_counted(candidate.value.unit):
        return False
    before = reading.around.words_before(candidate.start, reading.clauses[found.clause], _PARTITIVE_REACH)
    return any(word in before for word in reading.reader.lexicon.partitives)


def _frequencies(readings: Readings) -> Counter[tuple[Hashable, ...]]:
    """In the body only: headlines and captions repeat what it says."""
    return Counter(
        (found.detail.kind, *value_key(found.detail.value))
        for reading, built in readings
        if reading.block.kind == "paragraph"
        for made in built
        for found in made.found
    )


def _answers(readings: Readings) -> Counter[Asked]:
    given: dict[Asked, set[tuple[Hashable, ...]]] = {}
    for reading, built in readings:
        for made in built:
            for found in made.found:
                if is_part(reading, found):
                    continue
                for asked in _asked(reading, found):
                    given.setdefault(asked, set()).add(value_key(found.detail.value))
    return Counter({asked: _told_apart(asked[0], values) for asked, values in given.items()})


def _told_apart(line: str, values: set[tuple[Hashable, ...]]) -> int:
    """How many answers there are; a stretch of time that holds another (17일, 17일 오전 8시) is the same answer."""
    if line != "date":
        return len(values)
    stretches = sorted(((str(v[0]), str(v[1])) for v in values if len(v) > 1), reverse=True)
    count, earliest = len(values) - len(stretches), "~"
    for _, end in stretches:  # the last to begin first
        if end < earliest:
            count, earliest = count + 1, end
    return count


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
