"""Mentions: a detail with what its surroundings say it is about.

A detail by itself (`3명`) answers no question. A mention adds, free of any language, the features that alignment
compares: the stems around it by closeness, the noun it measures, the predicate over it, the dates, places and names
in its clause. Stems are concepts (`=dead`) where the lexicon knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reconcile.claims.build import Built, Found
from reconcile.claims.reading import Reading
from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.text.words import words
from schemas.article import BlockKind
from schemas.claim import Detail
from schemas.values import DateValue, FigureValue, Modality, Polarity, QuoteValue

_PARTITIVE_REACH = 16
"""Characters before a figure in which a partitive word still governs it."""
_AS_OF_REACH = 24
"""Characters around a figure in which a word for the time of counting belongs to it."""
_DETAILS_AROUND = 24
"""Details of a clause that are looked at for its dates and names; only a clause of pathological length has more."""

Stems = tuple[tuple[str, float], ...]
"""Stems with their weight of closeness, 1 beside the detail, sorted by stem."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One detail in its claim. `start`/`end` are offsets into the article's text."""

    article: str
    claim: str
    block: BlockKind
    detail: Detail
    context: Stems
    measure: tuple[str, ...]
    """Stems of the noun phrase that the detail measures, counts or names, the head first."""
    predicate: str | None
    polarity: Polarity
    modality: Modality
    dates: tuple[DateValue, ...]
    """Dates in the same clause: the time that the detail is about."""
    names: tuple[str, ...]
    """Ids of the places, persons and organisations in the same clause."""
    part: bool
    """Whether the wording makes it a part of a whole (부상자 가운데 14명, of whom 14)."""
    whole: bool
    """Whether the wording tells of parts of it (600㎏ 가운데 30㎏, 30 of the 600)."""
    as_of: bool
    """Whether the wording counts up to a moment (지금까지, so far)."""
    past: bool
    """Whether the clause tells of something done."""
    subjects: tuple[str, ...]
    negations: tuple[str, ...]
    """Of a quote: its words that tell who, and those that turn it round."""
    position: float
    """Where in the article, from 0 to 1."""
    language: str

    @property
    def start(self) -> int:
        return self.detail.start

    @property
    def end(self) -> int:
        return self.detail.end

    @property
    def key(self) -> tuple[str, int, int, str]:
        """A total order that depends on content only."""
        return (self.article, self.detail.start, self.detail.end, self.detail.kind)


@dataclass(slots=True)
class _Near:
    """The dates and the names in one clause, each with its candidate."""

    dates: list[tuple[Candidate, DateValue]]
    names: list[tuple[Candidate, str]]


def mentions(reading: Reading, built: Sequence[Built]) -> Iterator[Mention]:
    """The mentions of the details of a passage's claims, in their order."""
    near = _near(reading)
    for made in built:
        for found in made.found:
            yield _mention(reading, made.claim.id, found, near[found.clause])


def _near(reading: Reading) -> list[_Near]:
    by_clause = [_Near([], []) for _ in reading.clauses]
    counts = [0] * len(by_clause)
    for candidate, name in zip(reading.candidates, reading.names, strict=True):
        index = reading.around.clause_at(candidate.start)
        if not by_clause or counts[index] == _DETAILS_AROUND:
            continue
        counts[index] += 1
        if isinstance(candidate.value, DateValue):
            by_clause[index].dates.append((candidate, candidate.value))
        if name is not None and name[0] == "@":
            by_clause[index].names.append((candidate, name))
    return by_clause


def _mention(reading: Reading, claim: str, found: Found, near: _Near) -> Mention:
    candidate, around, lexicon = found.candidate, reading.around, reading.reader.lexicon
    clause = reading.clauses[found.clause]
    first, last = around.segment(candidate.start, clause)
    dates = [(other, value) for other, value in near.dates if other is not candidate]
    close = [value for other, value in dates if first <= other.start < last]
    figure = candidate.value if isinstance(candidate.value, FigureValue) else None
    return Mention(
        article=reading.article.id,
        claim=claim,
        block=reading.block.kind,
        detail=found.detail,
        context=tuple(sorted(around.context(candidate.start, candidate.end).items())),
        measure=found.measure,
        predicate=clause.predicate.stem if clause.predicate else None,
        polarity=clause.polarity,
        modality=clause.modality,
        dates=tuple(close or [value for _, value in dates]),
        names=tuple(sorted({name for other, name in near.names if other is not candidate})),
        part=figure is not None
        and units.is_counted(figure.unit)
        and _stands(lexicon.partitives, around.words_before(candidate.start, clause, _PARTITIVE_REACH)),
        whole=figure is not None
        and (
            around.text.startswith(lexicon.wholes_behind, candidate.end)
            or around.text.endswith(lexicon.wholes_before, 0, candidate.start)
        ),
        as_of=figure is not None
        and _stands(
            lexicon.as_of_words,
            around.text[max(clause.start, candidate.start - _AS_OF_REACH) : candidate.end + _AS_OF_REACH].casefold(),
        ),
        past=clause.past,
        subjects=_matching(candidate.value, lexicon.quote_subject) if candidate.kind == "quote" else (),
        negations=_matching(candidate.value, lexicon.quote_negation) if candidate.kind == "quote" else (),
        position=found.detail.start / max(1, len(reading.article.text)),
        language=reading.reader.code,
    )


def _stands(wanted: Sequence[str], text: str) -> bool:
    return any(word in text for word in wanted)


def _matching(value: object, pattern: re.Pattern[str]) -> tuple[str, ...]:
    assert isinstance(value, QuoteValue)
    return tuple(sorted({w for w in words(value.text) if pattern.fullmatch(w)}))
