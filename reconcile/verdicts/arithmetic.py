"""What the figures of one article imply by arithmetic, indexed by the result.

    "3명이 숨지고 23명이 다쳤다"             →  26 people (sum), 20 people (difference), one 0.13 of the other (pair)
    "2만7000㎡의 허브를 확장해 27만㎡로"      →  a pair whose smaller is a tenth of the larger
    "302석 1편, 189석 2편과 1편"              →  302 × 1 + 189 × (2 + 1) = 869 (product)

Only few and close figures are combined: those of one sentence, or for pairs of one run of a block with no more than a
line between two of them. Each way knows how many of its kind the article has, since of many something always fits:
`bits` says how unlikely a fit is by chance. The model has two parts, and both are coarse:

- a result in a unit: results spread evenly over the magnitudes that the article's own results in that unit span, and
  a fit is as wide as the last digit that the figures give, or as the hedge of what it has to fit;
- a pair: of two figures that have nothing to do with each other the smaller is any share
  of the larger, evenly between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from math import log, log2
from typing import Literal

from reconcile.alignment.decimal import exact
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.text.sentences import sentences
from schemas.values import FigureValue

Key = tuple[str, int, int, str]
Way = Literal["sum", "difference", "pair", "product", "quotient"]

LEAST_SUM = 20
"""Sums below this are met by chance too often to tell anything."""
KIN: Mapping[str, frozenset[str]] = {"=casualties": frozenset({"=dead", "=injured", "=missing"})}
"""A total and what it is the total of."""
_REACH = 90
"""Characters between two figures of one run at most."""
_MOST_TERMS = 4
_NEIGHBOURS = 5
"""How many figures further on the other operand of a pair may stand."""
_MOST_FITTING = 256
"""Ways to one result that are looked at; more come only from texts that repeat themselves."""
_LEAST_CHANCE = 1e-6
_SPELLS = frozenset({"h", "d", "wk", "mo", "a"})
PAIR = "pair"
"""Key of all pairs, whatever their unit."""
ANY_COUNT = "any count"
"""Key of what is counted by two counters, sizes by their numbers."""
LEAST_SPAN = log(10)
"""Natural logarithm of the magnitudes that results span at least."""
_NO_PAIR = frozenset({"x", "%", "pp", "ratio", "score", "rank", "a", "stage"})
_LOOSE = frozenset({None, "item"})
"""Units that name no counted thing: such a figure takes the unit of its neighbours (241 of 1,204 homes)."""


@dataclass(frozen=True, slots=True)
class Implied:
    """One way from figures to a result. Of a pair, `result` is the smaller over the larger, which stands first."""

    way: Way
    operands: tuple[Mention, ...]
    unit: str | None
    result: Fraction
    tried: Sequence[tuple[Mention, ...]]
    """The operands of every way of this kind to this unit in the article."""
    span: float
    """Natural logarithm of the largest over the smallest exact result of the article, in this unit."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that others imply: the figure, the way to it, and how unlikely the fit is by chance."""

    target: Mention
    implied: Implied
    bits: float


def figure(mention: Mention) -> FigureValue:
    """The value of a mention that is known to be a figure."""
    assert isinstance(mention.detail.value, FigureValue)
    return mention.detail.value


def amount(mention: Mention) -> Fraction:
    """The number stated."""
    return exact(figure(mention).amount or "0")


def step(number: Fraction) -> Fraction:
    """The place of the last digit that is not zero: 10 for 870, 1/100 for 2.34; 1 for 0."""
    if number.denominator != 1:
        place = Fraction(1)
        while (number / place).denominator != 1 and place > Fraction(1, 10**9):
            place /= 10
        return place
    whole, size = abs(number.numerator), 1
    while whole and whole % 10 == 0:
        whole, size = whole // 10, size * 10
    return Fraction(size)


def bits(implied: Implied, low: float, high: float, tried: int) -> float:
    """How unlikely it is that one of so many results fits the interval by chance, in bits."""
    if implied.way == "pair":
        width = high - low
    else:
        half = float(min([step(implied.result), *(step(amount(m)) for m in implied.operands)])) / 2
        width = log((high + half) / max(low - half, half / 2)) / implied.span
    return -log2(min(max(width * tried, _LEAST_CHANCE), 1.0))


def runs(mentions: Sequence[Mention], text: str) -> Iterator[list[list[Mention]]]:
    """Figures of one article that stand close together, the ones that state a plain number, by sentence."""
    run: list[list[Mention]] = []
    for mention in mentions:
        value = mention.detail.value
        # By type, not isinstance: most details are no figures, and a model tells that slowly.
        if type(value) is not FigureValue or value.amount is None or value.bound or value.ordinal:
            continue
        if amount(mention) <= 0:
            continue
        last = run[-1][-1] if run else None
        if last is None or mention.start - last.end > _REACH or mention.block != last.block:
            if run:
                yield run
            run = [[mention]]
        elif mention.start >= last.end:
            if len(sentences(text[last.end : mention.start] + "x")) > 1:
                run.append([])
            run[-1].append(mention)
    if run:
        yield run


def implied(extraction: Extraction) -> list[Implied]:
    """Everything that the figures of an article imply."""
    return implied_by(extraction.mentions, extraction.article.text)


def implied_by(mentions: Sequence[Mention], text: str) -> list[Implied]:
    """Everything that the figures of one article imply, in the order of its text."""
    found: list[_Found] = []
    for run in runs(mentions, text):
        whole = [m for sentence in run for m in sentence]
        found += _pairs(whole)
        found += _quotients(whole)
        for sentence in run:
            found += [*_sums(sentence), *_differences(sentence), *_products(sentence)]
    tried: dict[tuple[Way, str | None], list[tuple[Mention, ...]]] = {}
    results: dict[str | None, list[Fraction]] = {}
    for way, operands, unit, result in found:
        tried.setdefault((way, unit), []).append(operands)
        results.setdefault(unit, []).extend([result] if way != "pair" else [])
    spans = {unit: max(LEAST_SPAN, log(max(line) / min(line)) if line else 0.0) for unit, line in results.items()}
    return [
        Implied(way, operands, unit, result, tried[way, unit], spans[unit]) for way, operands, unit, result in found
    ]


_Found = tuple[Way, tuple[Mention, ...], str | None, Fraction]


def _lines(run: Sequence[Mention]) -> Iterator[tuple[str | None, list[Mention]]]:
    """The figures of a run by unit; one without a unit of its own takes that of the counted thing before it, or else
    of the first behind it.
    """
    lines: dict[str | None, list[Mention]] = {}
    counted = next((unit for m in run if units.is_counted(unit := figure(m).unit) and unit not in _LOOSE), None)
    for mention in run:
        unit = figure(mention).unit
        if unit in _LOOSE:
            unit = counted or unit
        elif units.is_counted(unit):
            counted = unit
        if unit not in _NO_PAIR:
            lines.setdefault(unit, []).append(mention)
    yield from ((unit, line) for unit, line in lines.items() if len(line) > 1)


def _sums(run: Sequence[Mention]) -> Iterator[_Found]:
    for unit, line in _lines(run):
        if units.dimension(unit) not in ("count", "currency", None):
            continue
        line = [m for m in line if not figure(m).approximate and figure(m).per is None]
        for size in range(2, _MOST_TERMS + 1):
            for at in range(len(line) - size + 1):
                terms = tuple(line[at : at + size])
                total = sum((amount(m) for m in terms), Fraction(0))
                if total >= LEAST_SUM:
                    yield "sum", terms, unit, total


def _differences(run: Sequence[Mention]) -> Iterator[_Found]:
    for unit, line in _lines(run):
        for p, q in _neighbours([m for m in line if not figure(m).approximate]):
            large, small, most, least = _ordered(p, q)
            if most > least >= step(most):
                yield "difference", (large, small), unit, most - least
    for p, q in _neighbours([m for m in run if figure(m).unit == "%" and not figure(m).change]):
        large, small, most, least = _ordered(p, q)
        if most != least:
            yield "difference", (large, small), "pp", most - least


def _pairs(run: Sequence[Mention]) -> Iterator[_Found]:
    for unit, line in _lines(run):
        for p, q in _neighbours(line):
            large, small, most, least = _ordered(p, q)
            if most != least and most >= LEAST_SUM and (_is_fine(most) or _is_fine(least)):
                yield "pair", (large, small), unit, least / most


def _ordered(p: Mention, q: Mention) -> tuple[Mention, Mention, Fraction, Fraction]:
    """The larger, the smaller, and their amounts."""
    first, second = amount(p), amount(q)
    return (p, q, first, second) if first > second else (q, p, second, first)


@lru_cache(maxsize=1 << 14)
def _is_fine(number: Fraction) -> bool:
    """Whether a number has two digits that tell."""
    return number / step(number) >= 10


def _products(run: Sequence[Mention]) -> Iterator[_Found]:
    """A rate times what it is a rate of; a size, told behind or before how many there are of it."""
    for p, q in _neighbours(run):
        for rate, count in ((p, q), (q, p)):
            per = figure(rate).per
            if per is not None and per.unit == figure(count).unit and exact(per.amount) > 0:
                yield "product", (rate, count), figure(rate).unit, amount(rate) * amount(count) / exact(per.amount)
    for total, terms in _weighted(run):
        yield "product", terms, ANY_COUNT, total


def _weighted(run: Sequence[Mention]) -> Iterator[tuple[Fraction, tuple[Mention, ...]]]:
    """302석 1편, 189석 2편과 1편: each size times the counts behind it, the whole run being of two units."""
    stretches = [(unit, list(line)) for unit, line in groupby(run, key=lambda m: figure(m).unit)]
    names = {unit for unit, _ in stretches}
    if len(names) != 2 or len(stretches) < 4 or len(stretches) % 2:
        return
    if None in names or not all(units.is_counted(unit) for unit in names):
        return
    sizes, counts = [line for _, line in stretches[::2]], [line for _, line in stretches[1::2]]
    if any(len(line) > 1 for line in sizes) or any(figure(m).approximate for m in run):
        return
    total = sum((amount(s[0]) * sum(amount(m) for m in c) for s, c in zip(sizes, counts, strict=True)), Fraction(0))
    yield total, tuple(run)


def _quotients(run: Sequence[Mention]) -> Iterator[_Found]:
    """A total over what it is shared out among: money per head, cars a day."""
    for p, q in _neighbours(run):
        for whole, count in ((p, q), (q, p)):
            unit, per = figure(whole).unit, figure(count).unit
            if unit == per or figure(whole).per is not None:
                continue
            money = units.dimension(unit) == "currency" and units.is_counted(per)
            if (money or (units.is_counted(unit) and per in _SPELLS)) and amount(count) > 1:
                yield "quotient", (whole, count), f"{unit}/{per}", amount(whole) / amount(count)


def _neighbours(line: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for i, p in enumerate(line):
        for q in line[i + 1 : i + 1 + _NEIGHBOURS]:
            yield p, q


class Ledger:
    """What the articles imply, looked up by the result. The order of adding makes no difference."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[float, tuple[Key, ...], Implied]]] = {}
        self._unsorted: set[str] = set()

    def add(self, implied: Iterable[Implied]) -> None:
        """What one article implies. Cost in proportion to it."""
        for found in implied:
            key = PAIR if found.way == "pair" else found.unit or ""
            self._rows.setdefault(key, []).append((float(found.result), tuple(m.key for m in found.operands), found))
            self._unsorted.add(key)

    def fitting(self, key: str, low: float, high: float) -> list[Implied]:
        """The ways to a result of that key (`PAIR`, or a unit) within the interval, ends included; smallest first."""
        rows = self._rows.get(key, [])
        if key in self._unsorted:
            self._unsorted.discard(key)
            rows.sort(key=lambda row: row[:2])
        first = bisect_left(rows, low, key=lambda row: row[0])
        last = bisect_right(rows, high, key=lambda row: row[0])
        return [found for _, _, found in rows[first : min(last, first + _MOST_FITTING)]]
