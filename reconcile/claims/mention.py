"""Mentions: a detail with what its surroundings say it is about.

A detail by itself (`3명`) answers no question. A mention adds, free of any language, the features that alignment
compares: the stems around it by closeness, the noun it measures, the predicate over it, the dates, places and names
in its clause. Stems are concepts (`=dead`) where the lexicon knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

from reconcile.claims.build import Built, Found
from reconcile.claims.named_places import NOWHERE, NamedPlaces
from reconcile.claims.reading import Reading
from reconcile.claims.setting import Setting
from reconcile.claims.tallies import Asked, Tallies
from reconcile.claims.vector import Stems, Vector
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause
from reconcile.languages.lexicon import Change
from reconcile.languages.place_roles import PlaceRole
from reconcile.text.words import words
from schemas.article import BlockKind
from schemas.claim import Claim, Detail
from schemas.values import DateValue, FigureValue, Modality, Polarity, QuoteValue, Value

_AS_OF_REACH = 24
"""Characters around a figure in which a word for the time of counting belongs to it."""
_BESIDE = 16
"""Characters beside a date in which the word stands that tells what it is to the count."""
_DETAILS_AROUND = 24
"""Details of a clause that are looked at for its dates and names; only a clause of pathological length has more."""

_IN_DATELINE, _DATELINE_REACH = 4, 24
"""Details that a dateline may have, and characters between its place and its date."""

_PERIODS = frozenset({"quarter", "half", "year", "decade"})
_YEARS = frozenset({"year", "decade"})

FREE_OF_LANGUAGE = "=@#"
"""First characters of the names of concepts, of people and places, and of values."""

_YEAR_INFERRED = "year_inferred"

Recency = Literal["now", "current", "else"]
"""now: within `_NOW` days of the publication; current: a longer stretch that holds it (올해, this month)."""
_NOW = 3


class Meaning(Protocol):
    """What the sentence around a mention means, free of language."""

    def likeness(self, other: Any) -> float:
        """Cosine with another meaning, from -1 to 1."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Across:
    """What two languages share of a mention: concepts, senses of words, names under one key, values."""

    around: Vector
    near: frozenset[str]
    """What of it stands beside the detail."""
    concepts: frozenset[str]
    predicate: str | None
    names: frozenset[str]
    known_as: str | None
    """The key of its own name, where another script writes it otherwise."""
    meaning: Meaning | None


@dataclass(slots=True, eq=False)
class Mention:
    """One detail in its claim. `start`/`end` are offsets into the article's text. Never changed once made.

    Not `frozen`: its constructor would take three times as long, which is felt with this many fields.
    """

    article: str
    claim: str
    block: BlockKind
    detail: Detail
    setting: Setting
    """The wording around it."""
    measure: tuple[str, ...]
    """Stems of the noun phrase that the detail measures, counts or names, the head first."""
    concepts: frozenset[str]
    """What it counts, by concept: of its noun, or else of its predicate (사망자 3명, 3명이 숨졌다)."""
    predicate: str | None
    polarity: Polarity
    modality: Modality
    dates: tuple[DateValue, ...]
    """Dates in the same clause: the time that the detail is about."""
    names: frozenset[str]
    """Ids of the places, persons and organisations in the same clause."""
    part: bool
    """Whether the wording makes it a part of a whole (부상자 가운데 14명, of whom 14)."""
    some: bool
    """Whether it counts some of another count (two of them). It may agree with one that does not say."""
    whole: bool
    """Whether the wording tells of parts of it (600㎏ 가운데 30㎏, 30 of the 600)."""
    contrasts: Mapping[str, str]
    """Of a figure: axis → value of the words that set it beside others of its noun (age: adult)."""
    as_of: bool
    """Whether the wording counts up to a moment (지금까지, so far); of a date, whether it is that moment."""
    grown: Change | None
    """Of a figure: whether its clause tells that something grew or shrank to it."""
    past: bool
    """Whether the clause tells of something done."""
    subjects: tuple[str, ...]
    negations: tuple[str, ...]
    """Of a quote: its words that tell who, and those that turn it round."""
    other_time: bool
    """Whether a date of its clause lies elsewhere than the publication: last year, in March, five days ago."""
    past_year: bool
    """Whether all that its clause tells of time are years before that of the publication."""
    recency: Recency | None
    """Of a date: how it lies to the publication of its article; None where either is unknown."""
    to_come: bool | None
    """Of a date: whether it begins after the publication of its article; None where that is not known for sure."""
    frequency: int
    """How many details of its article have its value."""
    answers: Mapping[Asked, int]
    """How many values its article gives to each question that it may answer."""
    position: float
    """Where in the article, from 0 to 1."""
    places: NamedPlaces
    """Of a place: all that its article names."""
    place_role: PlaceRole | None
    """Of a place: what it is in its clause."""
    dateline: bool
    """Of a date: whether it tells when the report was written (ATLANTA, 9 September, …)."""
    language: str
    across: Across | None = None
    """Given where two languages are compared."""
    stated: Value | None = None
    """Its value as its own article has it, where others tell more of it (기 시장, who is 기운찬 there)."""
    key: tuple[str, int, int, str] = field(init=False)
    """A total order that depends on content only."""

    def __post_init__(self) -> None:
        self.key = (self.article, self.detail.start, self.detail.end, self.detail.kind)

    @property
    def start(self) -> int:
        return self.detail.start

    @property
    def end(self) -> int:
        return self.detail.end

    @property
    def context(self) -> Stems:
        """The stems around it by closeness."""
        return self.setting.context

    @property
    def around(self) -> Vector:
        """The context as a vector."""
        return self.setting.around

    @property
    def rest(self) -> str:
        """The text of its claim without its own."""
        return self.setting.rest

    @property
    def frames(self) -> tuple[str, ...]:
        """The letters and digits of its claim before it and behind it, or those of its sentence where the claim has too
        few to tell anything; then the same for each place of a chain."""
        return self.setting.frames

    @property
    def value(self) -> Value:
        """The value of its detail as the document shows it."""
        return self.detail.value if self.stated is None else self.stated


_Dated = tuple[Candidate, DateValue, Recency | None]
_NO_NAMES: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Near:
    """The dates with their recency, names and stages (1단계) in one clause, each with its candidate."""

    dates: list[_Dated]
    names: list[tuple[Candidate, str]]
    stages: list[tuple[Candidate, FigureValue]]
    written: Candidate | None = None
    """The date of a dateline."""


def mentions(reading: Reading, built: Sequence[Built], tallies: Tallies, places: NamedPlaces) -> Iterator[Mention]:
    """The mentions of the details of a passage's claims, in their order.

    `tallies` are those of its article, `places` its `named_places`.
    """
    near = _near(reading)
    for made in built:
        for found in made.found:
            named = places if found.detail.kind == "place" else NOWHERE
            yield _mention(reading, made.claim, found, near[found.clause], tallies, named)


def _near(reading: Reading) -> list[_Near]:
    by_clause = [_Near([], [], []) for _ in reading.clauses]
    counts = [0] * len(by_clause)
    for candidate, name in zip(reading.candidates, reading.names, strict=True):
        index = reading.around.clause_at(candidate.start)
        if not by_clause or counts[index] == _DETAILS_AROUND:
            continue
        counts[index] += 1
        if isinstance(candidate.value, DateValue):
            recency = _recency(candidate.value, reading.article.published)
            by_clause[index].dates.append((candidate, candidate.value, recency))
        if isinstance(candidate.value, FigureValue) and candidate.value.ordinal and candidate.value.unit:
            by_clause[index].stages.append((candidate, candidate.value))
        if name is not None and name[0] == "@":
            by_clause[index].names.append((candidate, name))
    _carry_periods(reading, by_clause)
    if by_clause:
        by_clause[0].written = _written(reading)
    return by_clause


def _written(reading: Reading) -> Candidate | None:
    """The date that stands in the dateline which a passage begins with."""
    end: int | None = None
    for candidate in reading.candidates[:_IN_DATELINE]:
        if candidate.kind == "place" and reading.reader.place_roles(reading.around.text, candidate) == "dateline":
            end = candidate.end
        elif candidate.kind == "date" and end is not None and candidate.start - end <= _DATELINE_REACH:
            return candidate
    return None


def _carry_periods(reading: Reading, by_clause: Sequence[_Near]) -> None:
    """Lets a sentence without a date go on in the year of the one before: 지난해 사고는 86건이다. 2명이 숨졌다."""
    sentence: tuple[int, int] | None = None
    told: list[_Dated] = []
    here: list[int] = []
    for index, clause in enumerate(reading.clauses):
        if clause.sentence != sentence:
            told = _period(by_clause, here)
            sentence, here = clause.sentence, []
        here.append(index)
        if told and not any(by_clause[i].dates for i in here):
            by_clause[index].dates.extend(told)


def _period(by_clause: Sequence[_Near], sentence: Sequence[int]) -> list[_Dated]:
    """The first year, or part of one, of a sentence that names no day."""
    dates = [date for index in sentence for date in by_clause[index].dates]
    return dates[:1] if all(value.granularity in _PERIODS for _, value, _ in dates) else []


def _mention(
    reading: Reading, claim: Claim, found: Found, near: _Near, tallies: Tallies, places: NamedPlaces
) -> Mention:
    candidate, around, lexicon = found.candidate, reading.around, reading.reader.lexicon
    clause = reading.clauses[found.clause]
    first, last = around.segment(candidate.start, clause)
    spoken_of = _spoken_of(near.dates, candidate, first, last) if near.dates else []
    figure = candidate.value if isinstance(candidate.value, FigureValue) else None
    predicate = clause.predicate.stem if clause.predicate else None
    return Mention(
        article=reading.article.id,
        claim=claim.id,
        block=reading.block.kind,
        detail=found.detail,
        setting=Setting(reading, claim, found, tallies),
        measure=found.measure,
        concepts=frozenset([s for s in found.measure if s[0] == "="]) or _concept(predicate),
        predicate=predicate,
        polarity=clause.polarity,
        modality=clause.modality,
        dates=tuple([value for _, value, _ in spoken_of]),
        names=frozenset([name for other, name in near.names if other is not candidate]) if near.names else _NO_NAMES,
        part=tallies.is_part(found.detail),
        some=tallies.is_some(found.detail),
        whole=figure is not None
        and (
            around.text.startswith(lexicon.wholes_behind, candidate.end)
            or around.text.endswith(lexicon.wholes_before, 0, candidate.start)
        ),
        contrasts=_contrasts(reading, candidate, near, (first, last)) if figure is not None else {},
        as_of=_counts_up_to(reading, candidate, clause),
        grown=_growth(reading, candidate) if figure is not None else None,
        past=clause.past,
        subjects=_matching(candidate.value, lexicon.quote_subject) if candidate.kind == "quote" else (),
        negations=_matching(candidate.value, lexicon.quote_negation) if candidate.kind == "quote" else (),
        other_time="else" in [recency for _, _, recency in spoken_of],
        past_year=candidate.kind == "figure"
        and bool(spoken_of)
        and all(_is_past_year(value, reading.article.published) for _, value, _ in spoken_of),
        recency=_recency(candidate.value, reading.article.published),
        to_come=_to_come(candidate, reading.article.published),
        frequency=tallies.frequency(found.detail),
        answers=tallies.answers(found.detail),
        places=places,
        place_role=reading.reader.place_roles(around.text, candidate) if candidate.kind == "place" else None,
        dateline=candidate is near.written,
        position=reading.position(found.detail.start),
        language=reading.reader.code,
    )


def _spoken_of(dates: Sequence[_Dated], candidate: Candidate, first: int, last: int) -> Sequence[_Dated]:
    """The dates of a clause that stand between `first` and `last`, or else all, but for the detail itself."""
    others = [dated for dated in dates if dated[0] is not candidate]
    return [dated for dated in others if first <= dated[0].start < last] or others


def _counts_up_to(reading: Reading, candidate: Candidate, clause: Clause) -> bool:
    lexicon = reading.reader.lexicon
    if isinstance(candidate.value, DateValue):
        text, start, end = reading.around.text, candidate.start, candidate.end
        before, behind = text[max(0, start - _BESIDE) : start].rstrip(), text[end : end + _BESIDE].lstrip()
        return before.casefold().endswith(lexicon.counting_dates) or behind.startswith(lexicon.counting_dates)
    if not isinstance(candidate.value, FigureValue):
        return False
    sentence = min(clause.sentence[1], candidate.end + _AS_OF_REACH)
    around = reading.around.text[max(clause.start, candidate.start - _AS_OF_REACH) : sentence]
    return _stands(lexicon.as_of_words, around.casefold())


def _growth(reading: Reading, candidate: Candidate) -> Change | None:
    text, start, end = reading.around.text, candidate.start, candidate.end
    return reading.reader.lexicon.growth(text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE])


def _contrasts(reading: Reading, candidate: Candidate, near: _Near, stretch: tuple[int, int]) -> Mapping[str, str]:
    first, last = stretch
    stages: dict[str, set[str]] = {}
    for other, value in near.stages:
        if other is not candidate and first <= other.start < last and value.unit and value.amount:
            stages.setdefault(value.unit, set()).add(value.amount)
    told = {unit: next(iter(amounts)) for unit, amounts in stages.items() if len(amounts) == 1}
    return reading.reader.lexicon.contrasts(reading.around.text[first:last]) | told


def _recency(value: object, published: str | None) -> Recency | None:
    if not isinstance(value, DateValue) or value.start is None or value.end is None or published is None:
        return None
    day, start, end = (date.fromisoformat(stamp[:10]) for stamp in (published, value.start, value.end))
    if value.granularity in ("minute", "hour", "day"):
        return "now" if abs((day - start).days) <= _NOW else "else"
    return "current" if start <= day < end else "else"


def _is_past_year(value: DateValue, published: str | None) -> bool:
    if value.granularity not in _YEARS or value.bound is not None or value.end is None or published is None:
        return False
    return value.end <= published[:10]


def _to_come(candidate: Candidate, published: str | None) -> bool | None:
    value = candidate.value
    if not isinstance(value, DateValue) or value.start is None or published is None:
        return None
    return None if _YEAR_INFERRED in candidate.assumptions else value.start[:10] > published[:10]


def _concept(predicate: str | None) -> frozenset[str]:
    return frozenset([predicate]) if predicate and predicate[0] == "=" else frozenset()


def _stands(wanted: Sequence[str], text: str) -> bool:
    return any(word in text for word in wanted)


def _matching(value: object, pattern: re.Pattern[str]) -> tuple[str, ...]:
    assert isinstance(value, QuoteValue)
    return tuple(sorted({w for w in words(value.text) if pattern.fullmatch(w)}))
