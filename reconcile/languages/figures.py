"""From a number as written to a figure: what every language shares.

    27만㎡        Number(270000, step 10000), m2           →  amount 270000, from 265000, to 275000
    약 370명      Number(370, step 1), person, "about"     →  amount 370, approximate, from 365, to 375
    130여 명      Number(130, step 1), person, "and more"  →  amount 130, approximate, from 130, to 139
    more than 50  Number(50, step 1), bound over           →  amount 50, from 50, to null

A language reads the words; this module owns the interval that the wording implies and the way an
exact amount is written out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import Literal

from reconcile.knowledge import units
from schemas.values import FigureValue, Per

Bound = Literal["at_least", "over", "at_most", "under"]
Change = Literal["increase", "decrease"]
Hedge = Literal["about", "upward", "downward"]

HEDGES: tuple[Hedge, ...] = ("about", "upward", "downward")
BOUNDS: tuple[Bound, ...] = ("at_least", "over", "at_most", "under")
CHANGES: tuple[Change, ...] = ("increase", "decrease")

EXACT_BELOW = 10_000
SIGNIFICANT_DIGITS = 15
# A longer run of digits is an identifier or an accident, not an amount.
MOST_DIGITS = 30
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: `step` is the worth of one in its last written digit."""

    start: int
    end: int
    amount: Fraction
    step: Fraction = Fraction(1)
    fraction: tuple[int, int] | None = None
    spelled: bool = False

    def scaled(self, factor: Fraction | int, end: int | None = None) -> Number:
        """The number times `factor` (3 → 3만), reaching to `end`."""
        return replace(self, amount=self.amount * factor, step=self.step * factor, end=self.end if end is None else end)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit as written, up to `end`; `start` only where it stands before its number."""

    code: str
    end: int
    word: str = ""
    ordinal: bool = False
    start: int = -1


@dataclass(frozen=True, slots=True)
class Around:
    """Modifiers of a number: where they reach and what they say."""

    start: int
    end: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None
    per: Per | None = None


def plain(value: Fraction) -> str:
    """A plain decimal string without exponent: exact where the decimal ends, else 15 significant digits."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        # Enough digits for any terminating decimal: a denominator's length bounds its places.
        digits = len(str(abs(value.numerator))) + value.denominator.bit_length() + 2
    else:
        digits = SIGNIFICANT_DIGITS
    decimal = Context(prec=digits).divide(Decimal(value.numerator), Decimal(value.denominator))
    text = format(decimal, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def last_place(value: Fraction) -> Fraction:
    """The worth of the last non-zero digit: 370 → 10, 1.8 → 0.1, 0 → 0."""
    if value == 0:
        return Fraction(0)
    digits = Decimal(plain(abs(value))).normalize()
    return Fraction(Decimal(1).scaleb(int(digits.as_tuple().exponent)))


def interval(
    number: Number, *, bound: Bound | None = None, hedge: Hedge | None = None, counted: bool = False
) -> tuple[Fraction | None, Fraction | None]:
    """The closed interval that the wording implies; None for an open end.

    Bare numbers are exact below 10,000 and good to half a step of the last written digit from
    there on; 약 gives half a step of the last non-zero digit, 여 the way up to the next one
    (to the last whole number before it for what is counted), "nearly" the way down to it.
    """
    amount, place = number.amount, last_place(number.amount)
    if number.fraction is not None and hedge is not None:
        place = abs(amount) / 10
    if hedge == "about":
        low, high = amount - place / 2, amount + place / 2
    elif hedge == "upward":
        low, high = amount, amount + place - (1 if counted and place > 1 else 0)
    elif hedge == "downward":
        # Nearly 100 is no 10: a lone leading 1 says less about its place than 900 does.
        low, high = amount - (place / 5 if abs(amount) == place else place), amount
    elif abs(amount) >= EXACT_BELOW and number.step > 1 and bound is None:
        low, high = amount - number.step / 2, amount + number.step / 2
    else:
        low = high = amount
    if bound in ("at_least", "over"):
        return low, None
    if bound in ("at_most", "under"):
        return None, high
    return low, high


def figure(
    number: Number,
    unit: str | None = None,
    *,
    upper: Number | None = None,
    bound: Bound | None = None,
    hedge: Hedge | None = None,
    per: Per | None = None,
    change: Change | None = None,
    ordinal: bool = False,
) -> FigureValue:
    """The figure for a number, or for the range from `number` to `upper`."""
    start, end = interval(number, bound=bound, hedge=hedge, counted=units.is_counted(unit))
    if upper is not None:
        start, end = number.amount, upper.amount
        if bound in ("at_least", "over"):
            end = None
        elif bound in ("at_most", "under"):
            start = None
    return FigureValue(
        amount=None if upper else plain(number.amount),
        low=plain(number.amount) if upper else None,
        high=plain(upper.amount) if upper else None,
        fraction=number.fraction,
        unit=unit,
        bound=bound,
        per=per,
        change=change,
        approximate=hedge is not None,
        ordinal=ordinal,
        from_=None if start is None else plain(start),
        to=None if end is None else plain(end),
    )


def terms(parts: Iterable[Number], unit: Literal["score", "ratio"], hedge: Hedge | None = None) -> FigureValue:
    """A score (3 대 2: no amount) or a ratio (12.5 대 1: its amount the quotient)."""
    first, second = parts
    stated = (plain(first.amount), plain(second.amount))
    if unit == "score" or second.amount == 0:
        return FigureValue(unit=unit, terms=stated, approximate=hedge is not None)
    quotient = Number(first.start, second.end, first.amount / second.amount)
    return figure(quotient, unit, hedge=hedge).model_copy(update={"terms": stated})


def combined(parts: Iterable[tuple[Number, str]]) -> tuple[Number, str]:
    """Several amounts of one dimension as one, in the last unit named: 1시간 20분 → 80 min.

    Raises units.UnitError when the units do not convert into one another.
    """
    listed = list(parts)
    (first, _), (last, unit) = listed[0], listed[-1]
    amount = sum((units.convert(number.amount, code, unit) for number, code in listed), Fraction(0))
    return Number(first.start, last.end, amount, last.step, spelled=first.spelled), unit


class Marked:
    """Stretches of a text that hold no figure, merged, so that a question costs a binary search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def free(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` meets none of them."""
        return bisect_left(self._starts, end) == bisect_right(self._ends, start)


class ReadText:
    """A passage under reading: its text, the stretches without figures, and where its content begins and ends."""

    def __init__(self, text: str, blocked: Iterable[Span]) -> None:
        self.text = text
        self.blocked = Marked(blocked)
        self.first = len(text) - len(text.lstrip())
        self.last = len(text.rstrip(" .\n"))

    def whole(self, start: int, end: int) -> bool:
        """Whether the stretch is all that the passage says."""
        return start <= self.first and end >= self.last
