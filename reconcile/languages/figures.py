"""From a number as written to a figure: what every language shares.

    27만㎡        Number(270000, step 10000), m2           →  amount 270000, from 265000, to 275000
    약 370명      Number(370, step 1), person, "about"     →  amount 370, approximate, from 365, to 375
    130여 명      Number(130, step 1), person, "and more"  →  amount 130, approximate, from 130, to 139
    more than 50  Number(50, step 1), bound over           →  amount 50, from 50, to null

A language reads the words; this module owns the interval that the wording implies and the way an
exact amount is written out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from reconcile.knowledge import units
from schemas.values import FigureValue, Per

Bound = Literal["at_least", "over", "at_most", "under"]
Change = Literal["increase", "decrease"]
Hedge = Literal["about", "upward", "downward", "band"]

HEDGES: tuple[Hedge, ...] = ("about", "upward", "downward")
BOUNDS: tuple[Bound, ...] = ("at_least", "over", "at_most", "under")
CHANGES: tuple[Change, ...] = ("increase", "decrease")

EXACT_BELOW = 10_000
SIGNIFICANT_DIGITS = 15
NEARLY = 10
# Of what steps by more than this whole numbers are told: 1만 원대 ends at 19,999, but 30%대 at 39.9.
GREATEST_FINE_STEP = 10
# A longer run of digits is an identifier or an accident, not an amount.
MOST_DIGITS = 30

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
"""Fractions of one character, as in 2½."""

Amount = int | Fraction
"""An exact number: whole ones are ints, which cost a tenth of a Fraction."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: `step` is the worth of one in its last written digit.

    `place` is the worth of the last non-zero digit where the amount does not show it: 1시간 40분 is 100, good to ten.
    """

    start: int
    end: int
    amount: Amount
    step: Amount = 1
    fraction: tuple[int, int] | None = None
    spelled: bool = False
    place: Amount | None = None

    def scaled(self, factor: Amount, end: int | None = None) -> Number:
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


def decimal(written: str) -> tuple[Amount, Amount]:
    """The worth of plain digits ("12", "3.40", ".5") and of one in their last place."""
    whole, point, places = written.partition(".")
    if not point:
        return int(whole), 1
    scale: int = 10 ** len(places)
    return Fraction(int(whole + places), scale), Fraction(1, scale)


def vulgar(character: str) -> Fraction:
    """The worth of one of VULGAR."""
    return Fraction(unicodedata.numeric(character)).limit_denominator(10)


def size(value: Amount) -> Amount:
    """The amount without its sign."""
    return -value if value < 0 else value


def plain(value: Amount) -> str:
    """A plain decimal string without exponent: exact where the decimal ends, else 15 significant digits."""
    if value.denominator == 1:
        return str(value.numerator)
    bottom = value.denominator
    # A decimal that ends does so within as many places as its denominator has bits.
    places = bottom.bit_length()
    if pow(10, places, bottom):
        text = format(Context(prec=SIGNIFICANT_DIGITS).divide(Decimal(value.numerator), Decimal(bottom)), "f")
        if "." not in text:
            return text
    else:
        digits = str(abs(value.numerator) * 10**places // bottom).rjust(places + 1, "0")
        text = f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return text.rstrip("0").rstrip(".")


def last_place(value: Amount) -> Amount:
    """The worth of the last non-zero digit: 370 → 10, 1.8 → 0.1, 0 → 0."""
    if value == 0:
        return 0
    whole, _, places = plain(size(value)).partition(".")
    if places:
        return Fraction(1, 10 ** len(places))
    power: int = 10 ** (len(whole) - len(whole.rstrip("0")))
    return power


def _half(value: Amount) -> Amount:
    return value // 2 if isinstance(value, int) and value % 2 == 0 else Fraction(value, 2)


def interval(
    number: Number, *, bound: Bound | None = None, hedge: Hedge | None = None, counted: bool = False
) -> tuple[Amount | None, Amount | None]:
    """The closed interval that the wording implies; None for an open end.

    Bare numbers are exact below 10,000 and good to half a step of the last written digit from
    there on; 약 gives half a step of the last non-zero digit, 여 the way up to the next one
    (to the last whole number before it for what is counted), "nearly" the way down to it, a tenth of the
    amount at the most; a band (3억 원대) holds what begins as it does, and the next one no more.
    """
    amount = number.amount
    low: Amount = amount
    high: Amount = amount
    if hedge is not None:
        place = number.place or last_place(amount)
        if number.fraction is not None:
            place = size(amount) * Fraction(1, 10)
        if hedge == "about":
            low, high = amount - _half(place), amount + _half(place)
        elif hedge == "band":
            high = amount + place - (1 if place > GREATEST_FINE_STEP else Fraction(place, 100))
        elif hedge == "upward":
            high = amount + place - (1 if counted and place > 1 else 0)
        else:
            # Nearly 100 is no 10, and nearly two no one: a last digit that is most of the number says little.
            low = amount - min(place, size(amount) * Fraction(1, NEARLY))
    elif bound is None and number.step > 1 and size(amount) >= EXACT_BELOW:
        low, high = amount - _half(number.step), amount + _half(number.step)
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
    terms: tuple[str, ...] | None = None,
) -> FigureValue:
    """The figure for a number, or for the range from `number` to `upper`."""
    start, end = interval(number, bound=bound, hedge=hedge, counted=units.is_counted(unit))
    if upper is not None:
        start, end = number.amount, upper.amount
        if bound in ("at_least", "over"):
            end = None
        elif bound in ("at_most", "under"):
            start = None
    stated = plain(number.amount)
    return _value(
        None if upper else stated,
        stated if upper else None,
        plain(upper.amount) if upper else None,
        number.fraction,
        unit,
        terms,
        bound,
        per,
        change,
        hedge is not None,
        ordinal,
        None if start is None else stated if start is number.amount else plain(start),
        None if end is None else stated if end is number.amount else plain(end),
    )


# Articles say the same few amounts again and again, and a value is never changed.
@lru_cache(maxsize=2048)
def _value(
    amount: str | None,
    low: str | None,
    high: str | None,
    fraction: tuple[int, int] | None,
    unit: str | None,
    terms: tuple[str, ...] | None,
    bound: Bound | None,
    per: Per | None,
    change: Change | None,
    approximate: bool,
    ordinal: bool,
    start: str | None,
    end: str | None,
) -> FigureValue:
    return FigureValue(
        amount=amount,
        low=low,
        high=high,
        fraction=fraction,
        unit=unit,
        terms=terms,
        bound=bound,
        per=per,
        change=change,
        approximate=approximate,
        ordinal=ordinal,
        from_=start,
        to=end,
    )


def terms(parts: Iterable[Number], unit: Literal["score", "ratio"], hedge: Hedge | None = None) -> FigureValue:
    """A score (3 대 2: no amount) or a ratio (12.5 대 1: its amount the quotient)."""
    first, second = parts
    stated = (plain(first.amount), plain(second.amount))
    if unit == "score" or second.amount == 0:
        return FigureValue(unit=unit, terms=stated, approximate=hedge is not None)
    quotient = Number(first.start, second.end, Fraction(first.amount) / second.amount)
    return figure(quotient, unit, hedge=hedge, terms=stated)


def combined(parts: Iterable[tuple[Number, str]]) -> tuple[Number, str]:
    """Several amounts of one dimension as one, in the last unit named: 1시간 20분 → 80 min.

    Raises units.UnitError when the units do not convert into one another.
    """
    listed = list(parts)
    (first, _), (last, unit) = listed[0], listed[-1]
    amount = sum((units.convert(Fraction(number.amount), code, unit) for number, code in listed), Fraction(0))
    place = min(last_place(amount), last_place(last.amount)) if last.amount else None
    return Number(first.start, last.end, amount, last.step, spelled=first.spelled, place=place), unit
