"""Figures of one article that its own arithmetic tests: conversions and currencies in brackets, growth, totals.

52만㎡(약 15만7000평)                                   conversion consistent
1조1200억원(약 8억1000만달러), 7200만달러(약 1000억원)    exchange_rate consistent: one rate fits both
2020년 100만t에서 2024년 146만4100t으로 연평균 10%      growth consistent
모두 57명 … 21명, 19명, 17명                           total consistent

A calculation that works out is worth telling wherever it is found. One that does not is only an error where the text
leaves no other reading: a bracket with nothing else in it, a sentence with two amounts and two years and no more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from reconcile.alignment.decimal import exact, plain
from reconcile.alignment.figure_reading import read_figure
from reconcile.alignment.figures import relate_figures
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.verdicts.arithmetic import LEAST_SUM
from schemas.article import Article
from schemas.reconciliation import CheckKind
from schemas.values import DateValue, FigureValue

_RATE_TOLERANCE = Fraction(3, 100)
"""How far two implied exchange rates of one article may lie apart: amounts are rounded to a few digits."""
_OTHER_DAY = Fraction(135, 100)
"""Times one exchange rate from which another is no rate of another day."""
_CONVERTED_WRONG = Fraction(1, 10)
"""Share of an amount from which a conversion is not merely rounded."""
_GROWTH_TOLERANCE = 0.15
_GROWTH_WRONG = 1.0
"""Percentage points between a stated and a computed rate of growth: half the last digit and rounding of both ends;
and from where no rounding explains it."""
_GROWTH_REACH = 160
"""Characters before a rate of growth in which its two ends stand."""
_ROW = 90
"""Characters over which figures stand in a row."""
_NEARBY = 500
"""Characters within which a row's total is looked for."""
_OPEN, _CLOSE = ("(", "（"), (")", "）")
_SENTENCE_ENDS = (". ", "\n", "? ", "! ")


@dataclass(frozen=True, slots=True)
class Tested:
    """A check that was run: how it came out, and on what."""

    kind: CheckKind
    verdict: Literal["consistent", "inconsistent", "not_run"]
    params: dict[str, str | int | tuple[str, ...]]
    mentions: Sequence[Mention]
    comparison: str | None = None


def figure_checks(article: Article, mentions: Sequence[Mention]) -> Iterator[Tested]:
    """Every check of the figures of one article; `mentions` are all of it, in their order."""
    figures = [m for m in mentions if isinstance(m.detail.value, FigureValue)]
    pairs = [(a, b) for a, b in pairwise(figures) if _in_brackets(article.text, a, b)]
    for a, b in pairs:
        if (found := _conversion(a, b)) is not None:
            yield found
    yield from _exchange(pairs)
    yield from _growth(article.text, mentions, figures)
    yield from _totals(figures)


def _in_brackets(text: str, a: Mention, b: Mention) -> bool:
    """Whether `b` is all that stands in the bracket behind `a`: 1.2km(800m는 지하) tells of a part."""
    if not 0 < b.start - a.end <= 3 or not text.startswith(_CLOSE, b.end):
        return False
    between = text[a.end : b.start].strip()
    return between in _OPEN


# -- conversions and currencies --------------------------------------------------------------------------------------


def _conversion(a: Mention, b: Mention) -> Tested | None:
    first, second = _figure(a), _figure(b)
    if first.amount is None or second.amount is None or first.unit == second.unit or first.per or second.per:
        return None
    if first.unit is None or second.unit is None or not units.convertible(first.unit, second.unit):
        return None
    stated = exact(second.amount)
    worked = [units.convert(exact(first.amount), first.unit, second.unit)]
    if read_figure(first).shifted or read_figure(second).shifted or first.change:
        # 3C (5.4F) warmer: a difference has no zero to be shifted from.
        worked.append(worked[0] - units.convert(Fraction(0), first.unit, second.unit))
    nearest = min(worked, key=lambda w: abs(w - stated))
    gap = abs(nearest - stated)
    formula = f"{a.detail.text} = {plain(nearest, 5)} {second.unit}"
    params: dict[str, str | int | tuple[str, ...]] = {"formula": formula, "a": b.detail.text}
    fits = gap <= _RATE_TOLERANCE * abs(stated) or gap * 2 <= _last_digit(second.amount)
    if fits or relate_figures(first, second).standing == "same":
        return Tested("conversion", "consistent", params, [a, b])
    if gap <= _CONVERTED_WRONG * abs(stated) or first.bound or second.bound:
        return None
    return Tested("conversion", "inconsistent", params, [a, b])


def _last_digit(amount: str) -> Fraction:
    return Fraction(1, 10 ** len(amount.partition(".")[2]))


def _exchange(pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[Tested]:
    rates: dict[tuple[str, str], list[tuple[Fraction, Mention, Mention]]] = {}
    for a, b in pairs:
        first, second = _figure(a), _figure(b)
        money = units.dimension(first.unit) == units.dimension(second.unit) == "currency"
        if not money or first.unit == second.unit or first.unit is None or second.unit is None:
            continue
        if first.bound or second.bound or first.per != second.per:
            continue
        x, y = exact(first.amount or "0"), exact(second.amount or "0")
        if x > 0 and y > 0:
            key = (min(first.unit, second.unit), max(first.unit, second.unit))
            rates.setdefault(key, []).append((y / x if first.unit == key[1] else x / y, a, b))
    for (cheap, dear), found in sorted(rates.items()):
        if len(found) < 2:
            continue
        values = [rate for rate, _, _ in found]
        apart = max(values) / min(values)
        if 1 + _RATE_TOLERANCE < apart < _OTHER_DAY:
            continue  # rounded to one digit, or a rate of another year
        formula = "; ".join(
            f"{a.detail.text} ≈ {b.detail.text} → 1 {dear} = {plain(r, 4)} {cheap}" for r, a, b in found
        )
        mentions = [m for _, a, b in found for m in (a, b)]
        verdict: Literal["consistent", "inconsistent"] = "consistent" if apart < _OTHER_DAY else "inconsistent"
        yield Tested("exchange_rate", verdict, {"formula": formula}, mentions)


# -- growth ----------------------------------------------------------------------------------------------------------


def _growth(text: str, mentions: Sequence[Mention], figures: Sequence[Mention]) -> Iterator[Tested]:
    """A yearly rate behind two amounts and two years."""
    rates = [m for m in figures if _is_yearly_rate(m)]
    if not rates:
        return
    dates = [m for m in mentions if isinstance(m.detail.value, DateValue)]
    for rate in rates:
        near, years = _before(figures, rate.start), _before(dates, rate.start)
        ends, span = _ends(near), _years(years)
        if ends is None or not span:
            continue
        low, high = ends
        grown = float(_amount(high) / _amount(low))
        value = _figure(rate)
        computed = (grown ** (1 / span) - 1) * 100
        stated = float(exact(value.amount or "0")) * (-1 if value.change == "decrease" else 1)
        formula = f"({high.detail.text} ÷ {low.detail.text})^(1/{span}) − 1 = {computed:.1f}%"
        params: dict[str, str | int | tuple[str, ...]] = {"formula": formula, "a": rate.detail.text}
        evenly = (grown - 1) * 100 / span
        off = min(abs(computed - stated), abs(evenly - stated))
        if abs(computed - stated) <= _GROWTH_TOLERANCE:
            yield Tested("growth", "consistent", params, [rate, low, high])
        elif off > _GROWTH_WRONG and _no_other_reading(text, near, years, rate):
            yield Tested("growth", "inconsistent", params, [rate, low, high])


def _is_yearly_rate(mention: Mention) -> bool:
    value = _figure(mention)
    if value.unit != "%" or value.amount is None or value.bound:
        return False
    return (value.per is not None and value.per.unit == "a") or any(s == "=average" for s, _ in mention.context)


def _no_other_reading(text: str, near: Sequence[Mention], years: Sequence[Mention], rate: Mention) -> bool:
    """Whether the sentence has these two amounts and these two years before the rate, and no more."""
    unit_of_ends = [m for m in near if _figure(m).unit not in (None, "%", "pp", "x")]
    if len(unit_of_ends) != 2 or len(years) != 2 or not _same_measure(*unit_of_ends):
        return False
    first = min(unit_of_ends[0].start, years[0].start)
    return not any(end in text[first : rate.start] for end in _SENTENCE_ENDS)


def _same_measure(a: Mention, b: Mention) -> bool:
    return not a.measure or not b.measure or bool(set(a.measure) & set(b.measure))


def _before(mentions: Sequence[Mention], offset: int) -> Sequence[Mention]:
    """The mentions, in order, that start in the stretch before `offset`."""
    first = bisect_left(mentions, offset - _GROWTH_REACH, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, offset, key=lambda m: m.start)]


def _ends(figures: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The last two amounts of one unit that are no conversions of each other: from, to."""
    by_unit: dict[str, list[Mention]] = {}
    for mention in figures:
        value = _figure(mention)
        if value.unit not in (None, "%", "pp", "x") and not value.approximate and _amount(mention) > 0:
            by_unit.setdefault(value.unit or "", []).append(mention)
    pairs = [(rows[-2], rows[-1]) for rows in by_unit.values() if len(rows) >= 2]
    return min(pairs, key=lambda p: p[0].start) if pairs else None


def _years(dates: Sequence[Mention]) -> int:
    starts = [v.start for m in dates if isinstance(v := m.detail.value, DateValue) and v.start is not None]
    found = sorted(int(start[:4]) for start in starts)
    return found[-1] - found[0] if found else 0


# -- totals ----------------------------------------------------------------------------------------------------------


def _totals(figures: Sequence[Mention]) -> Iterator[Tested]:
    """Three or more like figures in a row, and their sum nearby: worth saying when it works out."""
    by_unit: dict[str, list[Mention]] = {}
    for mention in figures:
        value = _figure(mention)
        counted = units.dimension(value.unit) == "count"
        if counted and value.amount is not None and not value.bound and not value.ordinal:
            by_unit.setdefault(value.unit or "", []).append(mention)
    for _, line in sorted(by_unit.items()):
        starts = [m.start for m in line]
        for at in range(len(line) - 2):
            if (found := _total_at(line, starts, at)) is not None:
                terms, whole = found
                formula = f"{' + '.join(m.detail.text for m in terms)} = {plain(_amount(whole))}"
                yield Tested("total", "consistent", {"formula": formula, "a": whole.detail.text}, [*terms, whole])


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


def _figure(mention: Mention) -> FigureValue:
    assert isinstance(mention.detail.value, FigureValue)
    return mention.detail.value


def _amount(mention: Mention) -> Fraction:
    return exact(_figure(mention).amount or "0")
