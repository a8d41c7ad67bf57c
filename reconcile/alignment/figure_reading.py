"""A figure made ready for comparing: its numbers as whole steps of one size, read once.

2.3조 원     →  amount 2.3조, implied 2.25조 to 2.35조, last printed digit 0.1조, all over the denominator 2
5.7 ha       →  the same, and once more in the base unit of areas
평당 1500만  →  and for comparing with a price of another area, per m2
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from reconcile.alignment.decimal import exact, significant_digits
from reconcile.alignment.relating import Memo
from reconcile.knowledge import units
from schemas.values import FigureValue, Per

LOOSE_UNITS = frozenset({"item", None})
"""Units that leave open what is counted: 7개, a bare 7. They meet any counter, and each other."""
_MEASURED_BY = frozenset({"length", "area", "volume", "mass"})
"""Dimensions of denominators that convert: a price by ㎡ is one by 평, but a count by day is none by month."""


_NO_OFFSET = Fraction(0)


class Numbers(NamedTuple):
    """What a figure states, as whole multiples of 1/den of one unit."""

    den: int
    amount: int | None
    low: int | None
    high: int | None
    """The interval that the wording implies; None: open."""
    printed: int
    """The last digit that was printed: 0.1 of 14.1, a hundred million of 5000억."""
    rounded: int
    """The last digit that is not zero: what whoever converts or rounds may have rounded to."""

    def times(self, n: int) -> Numbers:
        """The same numbers over a denominator `n` times as large."""
        return Numbers(
            self.den * n,
            None if self.amount is None else self.amount * n,
            None if self.low is None else self.low * n,
            None if self.high is None else self.high * n,
            self.printed * n,
            self.rounded * n,
        )

    def by(self, factor: Fraction, offset: Fraction = _NO_OFFSET) -> Numbers:
        """The numbers in another unit; steps know no offset."""
        times, by = factor.numerator * offset.denominator, factor.denominator * offset.denominator
        shift = offset.numerator * factor.denominator * self.den
        amount, low, high = (None if x is None else x * times + shift for x in (self.amount, self.low, self.high))
        return Numbers(self.den * by, amount, low, high, self.printed * times, self.rounded * times)

    def negated(self) -> Numbers:
        return self._replace(
            amount=None if self.amount is None else -self.amount,
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what comparing asks of it."""

    value: FigureValue
    own: Numbers
    base: Numbers | None
    """In the base unit of the dimension; None where the unit has no fixed factor."""
    dimension: str | None
    counted: bool
    loose: bool
    shifted: bool
    """Whether the unit's zero lies elsewhere than the base unit's (temperatures)."""
    hedged: bool
    simple: bool
    """A number and its unit, and nothing more."""
    digits: int
    """Significant digits of the amount."""


def _read(value: FigureValue) -> Figure:
    own = _numbers(value)
    if own.amount is not None and own.amount < 0 and units.is_counted(value.unit):
        own = own.negated()  # no count is negative: the sign is a dash
    row = units.table().get(value.unit) if value.unit is not None else None
    base = None
    if row is not None and row.factor is not None:
        offset = _NO_OFFSET if value.change else Fraction(row.offset)
        base = own.by(Fraction(row.factor), offset)
    loose = value.unit in LOOSE_UNITS
    dimension = units.dimension(value.unit)
    hedged = value.approximate or value.bound is not None or value.low is not None
    return Figure(
        value=value,
        own=own,
        base=base,
        dimension=dimension,
        counted=dimension == "count" and not loose,
        loose=loose,
        shifted=row is not None and row.offset != "0" and not value.change,
        hedged=hedged,
        simple=not (hedged or value.ordinal or value.terms or value.per or value.change or value.amount is None),
        digits=significant_digits(value.amount or "0"),
    )


read_figure = Memo(_read)


def per_unit(figure: Figure, numbers: Numbers) -> tuple[str, Numbers] | None:
    """`numbers` by the base unit of what they are stated by, and its dimension; None where that does not convert."""
    per = figure.value.per
    known = None if per is None else _per_factor(per)
    return None if known is None else (known[0], numbers.by(1 / known[1]))


def _per_factor(per: Per) -> tuple[str, Fraction] | None:
    row = units.table().get(per.unit)
    if row is None or row.factor is None or row.dimension not in _MEASURED_BY or not exact(per.amount):
        return None
    return row.dimension, exact(per.amount) * Fraction(row.factor)


def _numbers(value: FigureValue) -> Numbers:
    stated = [x for x in (value.amount, value.low, value.high, value.from_, value.to) if x is not None]
    decimals = max((len(x.partition(".")[2]) for x in stated), default=0)
    thin: int = int(10**decimals)
    parts = value.fraction[1] if value.fraction is not None and value.fraction[1] else 1
    den = 2 * thin * parts

    def whole(text: str | None) -> int | None:
        if text is None:
            return None
        if value.fraction is not None and text == value.amount:
            return value.fraction[0] * 2 * thin
        head, _, tail = text.partition(".")
        return int(head + tail.ljust(decimals, "0")) * 2 * parts

    amount, low, high = whole(value.amount), whole(value.from_), whole(value.to)
    start, end = whole(value.low), whole(value.high)
    printed = _printed(value, low, high, den)
    if value.bound is None and low is None and high is None:
        low, high = (amount, amount) if start is None else (start, end)
    fine = value.amount is not None and "." in value.amount and not value.approximate and value.bound is None
    if fine and amount is not None and low == high and value.fraction is None:
        low, high = amount - printed // 2, amount + printed // 2
    return Numbers(den, amount, low, high, printed, _rounded(value, den))


def _printed(value: FigureValue, low: int | None, high: int | None, den: int) -> int:
    if low is not None and high is not None and low != high:
        return high - low
    return den // int(10 ** len((value.amount or "").partition(".")[2]))


def _rounded(value: FigureValue, den: int) -> int:
    if value.fraction is not None:
        return _fraction_step(value.fraction, den)
    whole, _, decimals = (value.amount or "0").lstrip("-").partition(".")
    if decimals:
        return den // int(10 ** len(decimals))
    return den * int(10 ** (len(whole) - len(whole.rstrip("0"))))


def _fraction_step(fraction: tuple[int, int], den: int) -> int:
    """A share told as a fraction is good to 2.5 per cent of the whole, and to a tenth of itself."""
    return int(min(Fraction(1, 20), Fraction(*fraction) / 5) * den)
