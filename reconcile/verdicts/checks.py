"""What can be tested inside one article, or against packaged knowledge, and how it came out.

A check says what it found either way: a reader who sees that the growth rate was worked out trusts the figure more.
Only what the text itself makes testable is tested; nothing is flagged because a test could not be run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from reconcile.alignment.decimal import exact, plain
from reconcile.alignment.disputes import Question
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.verdicts.arithmetic import LEAST_SUM
from reconcile.verdicts.evidence import evidence
from reconcile.verdicts.ids import digest_id
from reconcile.verdicts.judge import WEEKDAY_MISMATCH, Judge
from reconcile.verdicts.places import chain_check, contradicted
from schemas.article import Article
from schemas.reconciliation import CheckKind, CheckResult, Comparison, Reason
from schemas.values import DateValue, FigureValue, PlaceValue

_RATE_TOLERANCE = Fraction(3, 100)
"""How far two implied exchange rates of one article may lie apart: amounts are rounded to a few digits."""
_GROWTH_TOLERANCE = 0.15
"""Percentage points between a stated and a computed rate of growth: half the last digit, and rounding of both ends."""
_ROW = 90
"""Characters over which figures stand in a row."""
_NEARBY = 500
"""Characters within which a row's total is looked for."""
_OPEN_BRACKET = re.compile(r"\s*\((?:약\s*|approximately\s*|about\s*|US)?\s*$")


class Checks:
    """Runs every check over a set of articles."""

    def __init__(
        self, articles: Sequence[Article], extractions: Sequence[Extraction], judge: Judge, gazetteer: Gazetteer
    ) -> None:
        self._articles = {a.id: a for a in articles}
        self._extractions = extractions
        self._judge = judge
        self._gazetteer = gazetteer

    def run(self, asked: Sequence[Question], comparisons: Sequence[Comparison]) -> tuple[CheckResult, ...]:
        """All checks, ordered by the article and place of their first evidence."""
        found = [
            *self._containment(asked, comparisons),
            *self._captions(asked, comparisons),
            *self._weekdays(asked, comparisons),
        ]
        for extraction in self._extractions:
            figures = [m for m in extraction.mentions if isinstance(m.detail.value, FigureValue)]
            pairs = list(self._bracketed(extraction.article, figures))
            found += self._conversions(pairs)
            found += self._exchange(pairs)
            found += self._growth(extraction, figures)
            found += self._totals(figures)
        return tuple(sorted(found, key=lambda c: (c.evidence[0].article, c.evidence[0].start, c.kind, c.id)))

    def _made(
        self,
        kind: CheckKind,
        verdict: Literal["consistent", "inconsistent", "not_run"],
        params: dict[str, str | int | tuple[str, ...]],
        mentions: Sequence[Mention],
        comparison: str | None = None,
    ) -> CheckResult:
        rows = sorted({m.key: m for m in mentions}.values(), key=lambda m: m.key)
        return CheckResult(
            id=digest_id("k", [kind, *(f"{m.article}:{m.start}-{m.end}" for m in rows)]),
            kind=kind,
            verdict=verdict,
            explanation=self._judge.explain(Reason(code=f"check.{kind}.{verdict}", params=params)),
            evidence=tuple(evidence(m, "context") for m in rows),
            comparison=comparison,
        )

    # -- places ------------------------------------------------------------------------------------------------------

    def _containment(self, asked: Sequence[Question], comparisons: Sequence[Comparison]) -> Iterator[CheckResult]:
        for question, comparison in zip(asked, comparisons, strict=True):
            for mention in question.mentions if question.kind == "place" else ():
                value = mention.detail.value
                if not isinstance(value, PlaceValue) or len(value.parts) < 2:
                    continue
                outer, inner = value.parts[-2], value.parts[-1]
                start = mention.detail.start
                params: dict[str, str | int | tuple[str, ...]] = {
                    "place": mention.detail.text[inner.start - start : inner.end - start],
                    "district": mention.detail.text[outer.start - start : outer.end - start],
                }
                if contradicted(mention):
                    yield self._made("place_containment", "inconsistent", params, [mention], comparison.id)
                elif outer.id is None or inner.id is None:
                    yield self._made("place_containment", "not_run", params, [mention])
                elif chain_check(value, self._gazetteer).consistent:
                    yield self._made("place_containment", "consistent", params, [mention])

    # -- captions and headings ---------------------------------------------------------------------------------------

    def _captions(self, asked: Sequence[Question], comparisons: Sequence[Comparison]) -> Iterator[CheckResult]:
        for question, comparison in zip(asked, comparisons, strict=True):
            if question.kind != "figure":
                continue
            for article in sorted({m.article for m in question.mentions}):
                own = [m for m in question.mentions if m.article == article]
                captions = [m for m in own if m.block == "caption"]
                bodies = [m for m in own if m.block == "paragraph"]
                if not captions or not bodies:
                    continue
                sides = [{m.key for m in side.mentions} for side in question.sides]
                for caption in captions:
                    agree = any(caption.key in side and bodies[0].key in side for side in sides)
                    params: dict[str, str | int | tuple[str, ...]] = {
                        "a": caption.detail.text, "b": bodies[0].detail.text,
                    }  # fmt: skip
                    link = None if agree else comparison.id
                    yield self._made(
                        "caption_body", "consistent" if agree else "inconsistent", params, [caption, bodies[0]], link
                    )

    # -- weekdays ----------------------------------------------------------------------------------------------------

    def _weekdays(self, asked: Sequence[Question], comparisons: Sequence[Comparison]) -> Iterator[CheckResult]:
        """Dates written with a weekday, against the calendar."""
        for question, comparison in zip(asked, comparisons, strict=True):
            for mention in question.mentions if question.kind == "date" else ():
                value = mention.detail.value
                pieces = set(mention.detail.rule.split("+"))
                if not isinstance(value, DateValue) or "weekday" not in pieces or not pieces & {"day", "month_day"}:
                    continue
                params: dict[str, str | int | tuple[str, ...]] = {
                    "a": mention.detail.text, "date": (value.start or value.edtf)[:10],
                }  # fmt: skip
                if value.start is None:
                    yield self._made("weekday", "not_run", params, [mention])
                elif WEEKDAY_MISMATCH in mention.detail.assumptions:
                    yield self._made("weekday", "inconsistent", params, [mention], comparison.id)
                else:
                    yield self._made("weekday", "consistent", params, [mention])

    # -- figures in brackets -----------------------------------------------------------------------------------------

    def _bracketed(self, article: Article, figures: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
        for a, b in pairwise(figures):
            if _OPEN_BRACKET.fullmatch(article.text[a.end : b.start]) and b.start - a.end <= 24:
                yield a, b

    def _conversions(self, pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[CheckResult]:
        for a, b in pairs:
            first, second = a.detail.value, b.detail.value
            assert isinstance(first, FigureValue) and isinstance(second, FigureValue)
            if first.amount is None or second.amount is None or first.unit == second.unit:
                continue
            if first.unit is None or second.unit is None or not units.convertible(first.unit, second.unit):
                continue
            worked = units.convert(exact(first.amount), first.unit, second.unit)
            stated = exact(second.amount)
            fits = stated != 0 and abs(worked / stated - 1) <= _RATE_TOLERANCE
            formula = f"{a.detail.text} = {plain(worked, 5)} {second.unit}"
            params: dict[str, str | int | tuple[str, ...]] = {"formula": formula, "a": b.detail.text}
            yield self._made("conversion", "consistent" if fits else "inconsistent", params, [a, b])

    def _exchange(self, pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[CheckResult]:
        rates: dict[tuple[str, str], list[tuple[Fraction, Mention, Mention]]] = {}
        for a, b in pairs:
            first, second = a.detail.value, b.detail.value
            assert isinstance(first, FigureValue) and isinstance(second, FigureValue)
            money = units.dimension(first.unit) == units.dimension(second.unit) == "currency"
            if money and first.unit != second.unit and first.amount and second.amount and first.unit and second.unit:
                x, y = exact(first.amount), exact(second.amount)
                if x and y:
                    key = (min(first.unit, second.unit), max(first.unit, second.unit))
                    rates.setdefault(key, []).append((y / x if first.unit == key[1] else x / y, a, b))
        for (cheap, dear), found in sorted(rates.items()):
            if len(found) < 2:
                continue
            values = [rate for rate, _, _ in found]
            fits = max(values) / min(values) - 1 <= _RATE_TOLERANCE
            formula = "; ".join(
                f"{a.detail.text} ≈ {b.detail.text} → 1 {dear} = {plain(r, 4)} {cheap}" for r, a, b in found
            )
            mentions = [m for _, a, b in found for m in (a, b)]
            yield self._made("exchange_rate", "consistent" if fits else "inconsistent", {"formula": formula}, mentions)

    # -- growth and totals -------------------------------------------------------------------------------------------

    def _growth(self, extraction: Extraction, figures: Sequence[Mention]) -> Iterator[CheckResult]:
        """A yearly rate beside two amounts and two years, in one sentence or run of clauses."""
        dates = [m for m in extraction.mentions if isinstance(m.detail.value, DateValue)]
        for rate in figures:
            value = rate.detail.value
            assert isinstance(value, FigureValue)
            yearly = value.per is not None and value.per.unit == "a" or "=average" in {s for s, _ in rate.context}
            if value.unit != "%" or value.amount is None or not yearly:
                continue
            near = _before(figures, rate.start)
            years = _before(dates, rate.start)
            ends = _ends(near)
            span = _years(years)
            if ends is None or span is None:
                continue
            low, high = ends
            a, b = low.detail.value, high.detail.value
            assert isinstance(a, FigureValue) and isinstance(b, FigureValue)
            growth = float(exact(b.amount or "0") / exact(a.amount or "1")) ** (1 / span) - 1
            stated = float(exact(value.amount)) * (-1 if value.change == "decrease" else 1)
            fits = abs(growth * 100 - stated) <= _GROWTH_TOLERANCE
            formula = f"({high.detail.text} ÷ {low.detail.text})^(1/{span}) − 1 = {growth * 100:.1f}%"
            params: dict[str, str | int | tuple[str, ...]] = {"formula": formula, "a": rate.detail.text}
            yield self._made("growth", "consistent" if fits else "inconsistent", params, [rate, low, high])

    def _totals(self, figures: Sequence[Mention]) -> Iterator[CheckResult]:
        """Three or more like figures in a row, and their sum nearby: worth saying when it works out."""
        by_unit: dict[str, list[Mention]] = {}
        for mention in figures:
            value = mention.detail.value
            assert isinstance(value, FigureValue)
            if (
                value.amount is not None
                and not value.bound
                and not value.ordinal
                and units.dimension(value.unit) == "count"
            ):
                by_unit.setdefault(value.unit or "", []).append(mention)
        for _, line in sorted(by_unit.items()):
            starts = [m.start for m in line]
            for at in range(len(line)):
                if (found := _total_at(line, starts, at)) is not None:
                    terms, whole = found
                    formula = f"{' + '.join(m.detail.text for m in terms)} = {plain(_amount(whole))}"
                    params: dict[str, str | int | tuple[str, ...]] = {"formula": formula, "a": whole.detail.text}
                    yield self._made("total", "consistent", params, [*terms, whole])


def _total_at(line: Sequence[Mention], starts: Sequence[int], at: int) -> tuple[Sequence[Mention], Mention] | None:
    """Three or four figures from `at` on that stand in a row, and the figure nearby that is their sum."""
    for size in (4, 3):
        terms = line[at : at + size]
        if len(terms) < size or terms[-1].end - terms[0].start > _ROW:
            continue
        total = sum((_amount(m) for m in terms), Fraction(0))
        if total < LEAST_SUM:
            continue
        near = range(bisect_left(starts, starts[at] - _NEARBY), bisect_left(starts, starts[at] + _NEARBY))
        for i in near:
            if not at <= i < at + size and _amount(line[i]) == total:
                return terms, line[i]
    return None


def _amount(mention: Mention) -> Fraction:
    value = mention.detail.value
    assert isinstance(value, FigureValue)
    return exact(value.amount or "0")


_GROWTH_REACH = 160
"""Characters before a rate of growth in which its two ends stand."""


def _before(mentions: Sequence[Mention], offset: int) -> Sequence[Mention]:
    """The mentions, in order, that start in the stretch before `offset`."""
    first = bisect_left(mentions, offset - _GROWTH_REACH, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, offset, key=lambda m: m.start)]


def _ends(figures: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The last two amounts of one unit that are no conversions of each other: from, to."""
    by_unit: dict[str, list[Mention]] = {}
    for mention in figures:
        value = mention.detail.value
        assert isinstance(value, FigureValue)
        if value.unit not in (None, "%", "pp", "x") and value.amount is not None and not value.approximate:
            by_unit.setdefault(value.unit or "", []).append(mention)
    pairs = [(rows[-2], rows[-1]) for rows in by_unit.values() if len(rows) >= 2]
    return min(pairs, key=lambda p: p[0].start) if pairs else None


def _years(dates: Sequence[Mention]) -> int | None:
    found = []
    for mention in dates:
        value = mention.detail.value
        assert isinstance(value, DateValue)
        if value.start is not None:
            found.append(int(value.start[:4]))
    span = max(found) - min(found) if len(found) >= 2 else 0
    return span or None
