"""Claims of one passage, each model built once, when all that it holds is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reconcile.claims.reading import Reading
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause, Predicate, Spans
from reconcile.languages.quotes import Attribution
from reconcile.languages.roles import Measured
from schemas.claim import DETAIL_OF_KIND, Claim, Detail, Role
from schemas.span import Span
from schemas.values import (
    OrganisationValue,
    PersonValue,
    PlacePart,
    PlaceValue,
    QuoteValue,
    Speaker,
    StatementValue,
    Value,
)


class Found(NamedTuple):
    """A detail of a claim with what it was built from: `clause` is an index into the reading's clauses."""

    clause: int
    candidate: Candidate
    detail: Detail
    measure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A claim with what its details, in their order, were built from."""

    claim: Claim
    found: tuple[Found, ...]


def speakers(readings: Iterable[Reading]) -> dict[str, str]:
    """For each name of a person or an organisation the id of the first detail that has it."""
    first: dict[str, str] = {}
    for reading in readings:
        for candidate in reading.candidates if reading.clauses else ():
            if isinstance(candidate.value, PersonValue | OrganisationValue) and candidate.value.name not in first:
                start, end = reading.span(candidate.start, candidate.end)
                first[candidate.value.name] = _id(reading, start, end, candidate)
    return first


def build(reading: Reading, speaking: Mapping[str, str]) -> list[Built]:
    """The claims of a passage; `speaking` are the ids of the details that a quote's speaker may be."""
    clauses = reading.clauses
    if not clauses:
        return []
    starts = [clause.start for clause in clauses]
    by_clause: list[list[Candidate]] = [[] for _ in clauses]
    for candidate in reading.candidates:
        by_clause[max(bisect_right(starts, candidate.start) - 1, 0)].append(candidate)
    measured = _told(reading)
    text = reading.article.text
    sources = _Sources(reading.attributions)
    made: list[Built] = []
    for group in _groups(clauses, by_clause):
        first, last = clauses[group[0]], clauses[group[-1]]
        inside = [c for i in group for c in by_clause[i]]
        start, end = reading.span(first.start, max([last.end, *(c.end for c in inside)]))
        if not inside and not any(map(str.isalnum, text[start:end])):
            continue  # a row of marks states nothing
        source = sources.of(first.start, last.end)
        stating = next((i for i in reversed(group) if clauses[i].predicate is not None), group[-1])
        found = [_found(reading, i, c, measured.get((c.kind, c.start)), speaking) for i in group for c in by_clause[i]]
        found.append(_found(reading, stating, _statement(reading, clauses[stating]), None, speaking))
        found.sort(key=lambda f: (f.detail.start, f.detail.end, f.detail.kind))
        claim = Claim.unchecked(
            id=f"{reading.article.id}:{start}-{end}",
            article=reading.article.id,
            block=reading.block.kind,
            start=start,
            end=end,
            text=text[start:end],
            polarity=clauses[stating].polarity,
            modality=clauses[stating].modality,
            attribution=None if source is None else _span(reading, source),
            details=tuple([f.detail for f in found]),
        )
        made.append(Built(claim, tuple(found)))
    return made


def _told(reading: Reading) -> dict[tuple[str, int], Measured]:
    """What each figure measures and each date is the date of, by its kind and where it starts."""
    read = {"figure": reading.reader.roles, "date": reading.reader.events}
    return {
        (kind, start): told
        for kind, reader in read.items()
        for start, told in reader(reading.passage, reading.clauses, reading.candidates).items()
    }


class _Sources:
    """Attributions in order, asked for by clauses in order."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._rest: Iterator[Attribution] = iter(attributions)
        self._next = next(self._rest, None)

    def of(self, start: int, end: int) -> Attribution | None:
        """The attribution that governs [start, end)."""
        while self._next is not None and self._next.end <= start:
            self._next = next(self._rest, None)
        return self._next if self._next is not None and self._next.start < end else None


def _groups(clauses: Sequence[Clause], by_clause: Sequence[Sequence[Candidate]]) -> list[list[int]]:
    """Clause indices by claim: clauses under one quotation stay together."""
    groups: list[list[int]] = []
    held_until = -1
    for i, clause in enumerate(clauses):
        if i and clause.start < held_until:
            groups[-1].append(i)
        else:
            groups.append([i])
        for candidate in by_clause[i]:
            held_until = max(held_until, candidate.end)
    return groups


def _found(
    reading: Reading, clause: int, candidate: Candidate, measured: Measured | None, speaking: Mapping[str, str]
) -> Found:
    text = reading.article.text
    start, end = reading.span(candidate.start, candidate.end)
    role: Role | None = None
    measure: tuple[str, ...] = ()
    if measured is not None:
        first, last = reading.span(measured.start, measured.end)
        role = Role.unchecked(start=first, end=last, text=text[first:last], id=measured.concept)
        measure = measured.stems if candidate.kind == "figure" else ()
    detail = DETAIL_OF_KIND[candidate.kind].unchecked(
        id=_id(reading, start, end, candidate),
        start=start,
        end=end,
        text=text[start:end],
        role=role,
        rule=candidate.rule,
        assumptions=candidate.assumptions,
        value=_value(reading, candidate.value, speaking),
    )
    return Found(clause, candidate, detail, measure)  # type: ignore[arg-type]


def _value(reading: Reading, value: Value, speaking: Mapping[str, str]) -> Value:
    """The value as the article has it: offsets into its text, its speaker one of its details."""
    if isinstance(value, PlaceValue) and value.parts:
        parts = []
        for part in value.parts:
            start, end = reading.span(part.start, part.end)
            parts.append(PlacePart(level=part.level, id=part.id, start=start, end=end))
        return PlaceValue(id=value.id, path=value.path, level=value.level, parts=tuple(parts))
    if isinstance(value, QuoteValue) and value.speaker is not None and not value.speaker.detail:
        known = speaking.get(value.speaker.name)
        if known is not None:
            speaker = Speaker(name=value.speaker.name, detail=known)
            return QuoteValue(text=value.text, speaker=speaker, verbatim=value.verbatim)
    return value


def _statement(reading: Reading, clause: Clause) -> Candidate:
    predicate = clause.predicate or _whole(reading, clause)
    value = StatementValue.unchecked(
        predicate=predicate.stem.removeprefix("="), polarity=clause.polarity, modality=clause.modality
    )
    return Candidate("statement", predicate.start, predicate.end, value, "predicate" if clause.predicate else "clause")


def _whole(reading: Reading, clause: Clause) -> Predicate:
    """What stands for a predicate where none was read: the last content word, or all of the clause."""
    if clause.stems:
        named = Spans((c.start, c.end) for c in reading.candidates if c.kind != "quote")
        apart = [stem for stem in clause.stems if not named.hold(stem.start, stem.end) and stem.stem[-1].isalnum()]
        last = (apart or clause.stems)[-1]
        return Predicate(last.stem, last.start, last.end)
    text = reading.passage.text[clause.start : clause.end].strip()
    return Predicate(" ".join(text.casefold().split()), clause.start, clause.end)


def _id(reading: Reading, start: int, end: int, candidate: Candidate) -> str:
    return f"{reading.article.id}:{start}-{end}:{candidate.kind}"


def _span(reading: Reading, attribution: Attribution) -> Span:
    start, end = reading.span(attribution.source_start, attribution.source_end)
    return Span(start=start, end=end, text=reading.article.text[start:end])
