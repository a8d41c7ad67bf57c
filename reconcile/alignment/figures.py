"""How two figures stand to each other: the intervals that their wordings imply, held against each other in one unit.

약 97조 원            96조 9000억 원   same, rounded        their intervals meet and one is hedged
2.3조 원              2조 3400억 원    same, rounded        the finer rounds to the coarser as it is printed
200명 넘는            276명            same, within_bound
200명 넘는            1,200명          incomparable         true, and no answer to one question
약 석 달              12주             same, converted      a month is of no fixed length
1,204 homes           1,240 homes      different
27만㎡                8만 1675평       same, converted
절반                  51%              same, converted      a share told as a fraction is a round one
두 배로 늘었다        100% 증가        same, converted
3.5% 인상             3.5%p 인상       different, unit_slip points written as per cent are the commonest slip of all
3.5%                  12%p             incomparable         a rate and a distance between rates
100 companies         100 metres       incomparable         no question has both for an answer
"""

from __future__ import annotations

from fractions import Fraction

from reconcile.alignment import slips
from reconcile.alignment.figure_reading import Figure, Numbers, per_unit, read_figure
from reconcile.alignment.relating import (
    COMPATIBLE,
    CONTAINED,
    CONVERTED,
    DIFFERENT,
    DISJOINT,
    EQUAL,
    INCOMPARABLE,
    ROUNDED,
    WITHIN_BOUND,
    Relating,
)
from reconcile.knowledge import units
from schemas.values import FigureValue

_DIRECTED = frozenset({"ratio", "points", "currency"})
"""Dimensions in which a sign says the same as a direction: -5.2% and a fall of 5.2%."""
_DURATIONS = frozenset({"calendar", "time"})
_MONTH = Fraction(30436875, 1000000) * 86400
"""Seconds of a mean Gregorian month (400 years have 146,097 days)."""
_UPWARD = frozenset({"at_least", "over"})
_STRICT = frozenset({"over", "under"})


def relate_figures(a: FigureValue, b: FigureValue) -> Relating:
    """How two figures stand to each other; symmetric, exact.

    Numbers written at the same precision agree only when equal; intervals that merely touch do not meet.
    """
    x, y = read_figure(a), read_figure(b)
    if x.simple and y.simple and a.unit == b.unit:
        return _compared(x, y, x.own, y.own, False)
    if a.ordinal != b.ordinal:
        return INCOMPARABLE
    if a.terms is not None or b.terms is not None:
        return _terms(a, b)
    if a.change != b.change:
        if a.change and b.change:
            return DIFFERENT if a.unit == b.unit else INCOMPARABLE
        if x.counted or y.counted:
            return INCOMPARABLE  # one more dead is no toll
    if a.unit == b.unit:
        if a.change == b.change and (a.per is b.per or a.per == b.per):
            return _compared(x, y, x.own, y.own, False)
    elif x.loose or y.loose:
        if not all(f.loose or f.dimension in (None, "count") for f in (x, y)):
            return INCOMPARABLE
    elif x.counted and y.counted:
        return _counts_of_two_things(x, y)
    elif x.dimension != y.dimension or x.base is None or y.base is None:
        return _months_and_days(x, y) if x.dimension in _DURATIONS else _one_number_in_two_units(x, y)
    elif (a.change or b.change) and "x" in (a.unit, b.unit):
        return _growth(x, y)
    return _in_one_unit(x, y)


def _in_one_unit(x: Figure, y: Figure) -> Relating:
    """Figures that differ in unit, denominator or direction, with the numbers that may be held against each other."""
    a, b = x.value, y.value
    converted = not (a.unit == b.unit or x.loose or y.loose)
    one, two = (x.base, y.base) if converted else (x.own, y.own)
    assert one is not None and two is not None
    if a.per is not None and b.per is not None and a.per != b.per:
        first, second = per_unit(x, one), per_unit(y, two)
        if first is None or second is None or first[0] != second[0]:
            return INCOMPARABLE
        one, two, converted = first[1], second[1], True
    if a.change != b.change and x.dimension in _DIRECTED:
        told, signed = (a.change, two) if a.change else (b.change, one)
        if signed.amount is not None and signed.amount < 0:
            if told == "increase":
                return DIFFERENT
            one, two = (one, two.negated()) if a.change else (one.negated(), two)
    relating = _compared(x, y, one, two, converted)
    if (a.per is None) != (b.per is None) and relating is EQUAL:
        return COMPATIBLE
    if a.change != b.change and relating.standing == "different" and x.dimension not in _DIRECTED:
        return INCOMPARABLE  # by how much, and how much
    return relating


def _compared(x: Figure, y: Figure, one: Numbers, two: Numbers, converted: bool) -> Relating:
    if one.den != two.den:
        one, two = one.times(two.den), two.times(one.den)
    if one.amount is not None and two.amount is not None:
        if one.amount == two.amount and not converted:
            return _same_amount(x.value, y.value)
        if not x.hedged and not y.hedged:
            return _plain(x, y, one, two, converted)
    if not _meet(one, two):
        return _slip(x, y, one, two, converted)
    if _too_far(x.value, one, two) or _too_far(y.value, two, one):
        return INCOMPARABLE
    if x.value.bound or y.value.bound:
        return WITHIN_BOUND
    if converted:
        return CONVERTED
    if x.value.low is not None or y.value.low is not None:
        return _ranges(one, two)
    return ROUNDED


def _same_amount(a: FigureValue, b: FigureValue) -> Relating:
    """One number on both sides: 1,900 and up to 1,900 agree; over 51 and under 51 do not."""
    if a.bound != b.bound:
        opposed = a.bound and b.bound and (a.bound in _UPWARD) != (b.bound in _UPWARD)
        return DISJOINT if opposed and {a.bound, b.bound} & _STRICT else WITHIN_BOUND
    return ROUNDED if a.approximate != b.approximate else EQUAL


def _plain(x: Figure, y: Figure, one: Numbers, two: Numbers, converted: bool) -> Relating:
    """Two numbers without a hedge: they agree when the finer one rounds to the coarser one as printed."""
    assert one.amount is not None and two.amount is not None
    apart = abs(one.amount - two.amount)
    larger = max(abs(one.amount), abs(two.amount))
    if apart * 5 > larger and not converted:
        return _slip(x, y, one, two, False)
    if converted:
        if x.value.fraction or y.value.fraction:
            return _fraction(x, y, one, two, apart, larger)
        if _converts(one, two, apart, larger, x.shifted or y.shifted):
            return CONVERTED
        return _slip(x, y, one, two, True)
    if one.printed != two.printed and apart * 2 <= max(one.printed, two.printed):
        if _rounds_unsaid(x.value, y.value, one, two):
            return ROUNDED
    elif apart * 100 <= larger * 3 and _round_hundreds(one, two, apart):
        return ROUNDED
    return _slip(x, y, one, two, False)


def _converts(one: Numbers, two: Numbers, apart: int, larger: int, shifted: bool) -> bool:
    """Whether one amount is the other in another unit, as printed: 240,000 sq ft and 22,300 ㎡, 5.7 ha and 14.1 acres.

    Whoever converts rounds the result, so either may be off by half the step of its last digit that is not zero. How
    far that is from the whole says nothing of a temperature, whose zero is anywhere.
    """
    if shifted:
        return apart * 2 <= max(one.printed, two.printed)
    if apart * 2 <= max(one.rounded, two.rounded) and apart * 20 <= larger:
        return True
    return apart * 2 <= max(one.printed, two.printed) and apart * 10 <= larger


def _fraction(x: Figure, y: Figure, one: Numbers, two: Numbers, apart: int, larger: int) -> Relating:
    """A share told as a fraction against one told in per cent: half and 51%, but nothing to decide on at 46%."""
    if apart * 2 <= max(one.rounded, two.rounded):
        return CONVERTED
    return INCOMPARABLE if apart * 100 <= larger * 15 else _slip(x, y, one, two, True)


def _rounds_unsaid(a: FigureValue, b: FigureValue, one: Numbers, two: Numbers) -> bool:
    """Whether the numbers are of a size, or printed with decimals, that newspapers round without saying so."""
    if "." in (a.amount or "") or "." in (b.amount or ""):
        return True
    return all(abs(n.amount or 0) >= 10_000 * n.den for n in (one, two))


def _round_hundreds(one: Numbers, two: Numbers, apart: int) -> bool:
    """Whether one is a round number of ten thousand or more, which the other rounds to: 12,000 for 12,048."""
    coarse, fine = (one, two) if one.rounded > two.rounded else (two, one)
    return (
        coarse.rounded >= 100 * coarse.printed
        and coarse.rounded > fine.rounded
        and apart * 2 <= coarse.rounded
        and abs(coarse.amount or 0) >= 10_000 * coarse.den
    )


def _meet(one: Numbers, two: Numbers) -> bool:
    low = two.low if one.low is None else one.low if two.low is None else max(one.low, two.low)
    high = two.high if one.high is None else one.high if two.high is None else min(one.high, two.high)
    if low is None or high is None:
        return True
    return low <= high if one.low == one.high or two.low == two.high else low < high


def _too_far(hedged: FigureValue, one: Numbers, two: Numbers) -> bool:
    """Whether the other number keeps to a hedge and still is no answer to it: over 200 and 1,200; some 200 and 155.

    A lower bound is told as the last round number: it reaches to the next, or half as far again; an upper one to its
    half. 여 has its step in the interval; 약 and *nearly* are worth a fifth of the number.
    """
    if one.amount is None or two.amount is None:
        return False
    here, there = abs(one.amount), abs(two.amount)
    if hedged.bound is not None:
        if hedged.bound in _UPWARD:
            return there > here + max(one.rounded, here // 2)
        return there * 2 < here
    if hedged.approximate and one.low is not None and one.low < one.amount:
        return abs(one.amount - two.amount) * 5 > max(here, there)
    return False


def _ranges(one: Numbers, two: Numbers) -> Relating:
    """5~7 and 6; 수십 and 30~40. Ranges that only overlap may both be true."""
    if (one.low, one.high) == (two.low, two.high):
        return EQUAL
    assert one.low is not None and two.low is not None and one.high is not None and two.high is not None
    inside = one.low <= two.low and two.high <= one.high or two.low <= one.low and one.high <= two.high
    return CONTAINED if inside else COMPATIBLE


def _slip(x: Figure, y: Figure, one: Numbers, two: Numbers, converted: bool) -> Relating:
    """Two numbers that differ: by a slip where one explains it, else by themselves."""
    plainly = DISJOINT if x.hedged or y.hedged else DIFFERENT
    if not one.amount or not two.amount or x.value.bound is not None or y.value.bound is not None:
        return plainly
    digits = x.digits if abs(one.amount) <= abs(two.amount) else y.digits
    if converted and x.own.amount is not None and y.own.amount is not None:
        if x.own.amount * y.own.den == y.own.amount * x.own.den and digits > 1:
            return Relating("different", "unit_slip", "/".join(sorted((x.value.unit or "", y.value.unit or ""))))
        return plainly
    factor = slips.whole_slip(one.amount, two.amount, one.den, digits)
    return plainly if factor is None else Relating("different", "unit_slip", slips.cause(factor))


# -- figures of two kinds --------------------------------------------------------------------------------------------


def _terms(a: FigureValue, b: FigureValue) -> Relating:
    """Scores and ratios. A score may be told from either side."""
    if a.terms is None or b.terms is None or a.unit != b.unit:
        return INCOMPARABLE
    if a.terms == b.terms:
        return EQUAL
    return COMPATIBLE if a.unit == "score" and a.terms == b.terms[::-1] else DIFFERENT


def _counts_of_two_things(x: Figure, y: Figure) -> Relating:
    """640 people against 640 jobs: one newspaper counts the posts, another those who fill them.

    Equal counts may answer one question; unequal ones are never held against each other.
    """
    if x.value.per != y.value.per or x.digits < 2 or y.digits < 2:
        return INCOMPARABLE
    relating = _compared(x, y, x.own, y.own, False)
    return relating if relating.standing == "same" else INCOMPARABLE


def _months_and_days(x: Figure, y: Figure) -> Relating:
    """석 달 and 12주: near each other they are one length of time; no month is exact enough to tell two apart."""
    long, short = (x, y) if x.dimension == "calendar" else (y, x)
    if short.dimension not in _DURATIONS or x.value.per != y.value.per or long.base is None or short.base is None:
        return INCOMPARABLE
    one, two = long.base.by(_MONTH), short.base
    one, two = one.times(two.den), two.times(one.den)
    if one.amount is None or two.amount is None or one.amount * two.amount <= 0:
        return INCOMPARABLE
    near = abs(one.amount - two.amount) * 20 <= max(one.amount, two.amount)
    hedged = (x.hedged or y.hedged) and _meet(one, two)
    return CONVERTED if near or (hedged and not _too_far(long.value, one, two)) else INCOMPARABLE


def _one_number_in_two_units(x: Figure, y: Figure) -> Relating:
    """Units that do not convert, with the same number written before both: 6.4% and 6.4%p, $250,000 and £250,000.

    A rate and a distance between rates are two questions, and so are sums of two currencies; the same telling number
    of both is one written for the other. A round number of per cent is enough where both are told as changes: a rate
    cut of 1% is one of 1%p. A dollar may be any country's.
    """
    a, b = x.value, y.value
    money = x.dimension == y.dimension == "currency"
    if not (money or {a.unit, b.unit} == {"%", "pp"}) or a.per != b.per or a.amount is None or a.amount != b.amount:
        return INCOMPARABLE
    telling = x.digits > 1 or ("." in a.amount and not money)
    if not telling and (money or not (a.change and b.change)):
        return INCOMPARABLE
    if money and all(units.table()[unit].en.endswith("dollars") for unit in (a.unit, b.unit) if unit):
        return COMPATIBLE
    return Relating("different", "unit_slip", "/".join(sorted((a.unit or "", b.unit or ""))))


def _growth(x: Figure, y: Figure) -> Relating:
    """두 배로 늘었다 and 100% 증가; 절반으로 줄었다 and 50% 감소.

    "Rose 1.5 times" may mean to or by 1.5 times, and "a third" what is left or what went: either reading may agree.
    Only a multiple of more than one that no reading brings near the rate differs from it.
    """
    times, rate = (x, y) if x.value.unit == "x" else (y, x)
    if times.value.amount is None or rate.value.amount is None or rate.value.unit != "%":
        return INCOMPARABLE
    stated = Fraction(times.own.amount or 0, times.own.den)
    grown = Fraction(rate.own.amount or 0, rate.own.den * 100)
    down = rate.value.change == "decrease" or times.value.change == "decrease"
    if not rate.value.change:
        readings = [grown]
    else:
        readings = [1 - grown if down else 1 + grown, *([grown] if down or times.value.change else [])]
    gap = min(abs(stated - r) for r in readings)
    if gap * 20 <= stated:
        return CONVERTED
    hedged = times.hedged or rate.hedged
    apart = rate.value.change == "increase" and not times.value.change and stated > 1 and gap * 5 > stated
    return DIFFERENT if apart and not hedged else INCOMPARABLE
