"""How alike two values that agree are, as a level: how much their meeting tells.

39.6% / 39.6%           equal_three     three digits that carry information
3명 / 세 명              equal_one       by itself nothing
97조 / 96조 9000억       rounded_close
340 / 304               swapped         not equal, but the same digits: one may be the other, written wrong
25 April / 25 May       step            not equal, and told apart by the month alone
"""

from __future__ import annotations

from fractions import Fraction

from reconcile.alignment.dates import DAY, read_date
from reconcile.alignment.decimal import exact, significant_digits
from reconcile.alignment.relating import Memo, Relating
from reconcile.alignment.scenes import WIDE, lie_together
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.claim import Detail
from schemas.values import DateValue, FigureValue, PlaceValue


def value_level(a: Mention, b: Mention, relating: Relating) -> str | None:
    """The level that the values reach; None where it says nothing of whether they answer one question."""
    value, other = a.detail.value, b.detail.value
    relation = relating.relation
    # By type, not isinstance: a model answers that slowly, and this is asked of every candidate pair.
    if type(value) is FigureValue and type(other) is FigureValue:
        if relating.standing != "same" and relation != "unit_slip":
            return "swapped" if _digits_swapped(value, other) else None
        digits = min(_telling_digits(a.detail), _telling_digits(b.detail))
        if relation == "unit_slip":
            return "slip" if digits > 1 else None
        distance = Fraction(0) if relation == "equal" else _distance(value, other)
        if distance == 0:
            return {1: "equal_one", 2: "equal_two"}.get(digits, "equal_three")
        if relation == "within_bound":
            return "bound_close" if distance is not None and distance <= _NEARBY and digits > 1 else "bound"
        if relation in ("rounded", "converted"):
            close = distance is not None and distance <= _CLOSE
            one = min(_information(value), _information(other)) == 1
            return f"{relation}_one" if one and not close else f"{relation}_close" if close else relation
        return relation
    if type(value) is DateValue and type(other) is DateValue:
        if relating.standing != "same":
            return _apart(value, other)
        level = _date_level(value, other, relation)
        if level is None or None in (a.recency, b.recency):
            return level
        if "current" in (a.recency, b.recency):
            return f"{level}_current"
        return f"{level}_now" if "now" in (a.recency, b.recency) else level
    if type(value) is PlaceValue and type(other) is PlaceValue:
        if relating.standing != "same":
            return lie_together(value, other)
        wide = value.level in WIDE or other.level in WIDE
        return f"{relation}_wide" if wide else relation
    return None


def _date_level(value: DateValue, other: DateValue, relation: str | None) -> str | None:
    if relation == "equal" or (relation == "within_bound" and value.granularity == other.granularity == "year"):
        finest = value.granularity if value.granularity == other.granularity else "longer"
        return finest if finest in ("minute", "hour", "day", "month", "year") else "longer"
    if relation == "contained":
        grains = sorted((_GRAINS.index(value.granularity), _GRAINS.index(other.granularity)))
        if grains[1] <= _DAY:
            return "contained_day"
        return "contained" if grains[1] - grains[0] < _FAR else "contained_far"
    return "bound" if relation == "within_bound" else relation


def _apart(value: DateValue, other: DateValue) -> str:
    """How far two dates that differ lie apart: in one of their digits, in less than the next longer unit, or more."""
    x, y = read_date(value), read_date(other)
    differing = [place for place, (p, q) in enumerate(zip(x.digits, y.digits, strict=True)) if p and q and p != q]
    years = abs(int(x.digits[0]) - int(y.digits[0])) if x.digits[0] and y.digits[0] else 0
    if len(differing) <= 1 and years <= _YEARS_NEAR and any(x.digits) and any(y.digits):
        return "step"
    if x.start is None or y.start is None:
        return "far"
    reach = next((r for grain, r in _NEAR if grain in (value.granularity, other.granularity)), _YEARS_NEAR * 366 * DAY)
    return "near" if abs(x.start - y.start) < reach else "far"


_YEARS_NEAR = 3
_NEAR = (("minute", DAY), ("hour", DAY), ("day", 31 * DAY), ("week", 31 * DAY))
"""Minutes within which two dates of a granularity lie near."""
_CLOSE = Fraction(1, 40)
_NEARBY = Fraction(1, 8)
"""Relative distances at which a rounded or bounded number tells: £4m for £3.96m, more than 600 for 640."""


def _digits_swapped(a: FigureValue, b: FigureValue) -> bool:
    """Whether one number is the other with two neighbouring digits exchanged: 304 for 340, 1,240 for 1,204."""
    if a.amount is None or b.amount is None or a.unit != b.unit or len(a.amount) != len(b.amount):
        return False
    first, second = a.amount.replace(".", ""), b.amount.replace(".", "")
    apart = [i for i, (x, y) in enumerate(zip(first, second, strict=False)) if x != y]
    if len(first) != len(second) or len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    return first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]


def _distance(a: FigureValue, b: FigureValue) -> Fraction | None:
    """How far two amounts lie apart, relative to the larger, in one unit; None where one is a range."""
    if a.amount is None or b.amount is None:
        return None
    first, second = exact(a.amount), exact(b.amount)
    if a.unit != b.unit and a.unit is not None and b.unit is not None and units.convertible(b.unit, a.unit):
        second = units.convert(second, b.unit, a.unit)
    larger = max(abs(first), abs(second))
    return abs(first - second) / larger if larger else Fraction(0)


_GRAINS = ("minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade")
_DAY = _GRAINS.index("day")
_FAR = 3
"""Steps between two granularities from which one contains too much to tell the other: a day in a quarter."""


def _information(value: FigureValue) -> int:
    stated = [significant_digits(x) for x in (value.amount, value.low, value.high) if x is not None]
    return max(stated, default=1)


def _read_digits(detail: Detail) -> int:
    """Digits that tell, of the amount or as written (1시간 20분 has more than its 80 minutes); 4,000 counts as two."""
    value = detail.value
    assert isinstance(value, FigureValue)
    written = significant_digits("".join(c for c in detail.text if c.isdigit()) or "0")
    amount = value.amount or value.high or "0"
    size = max(_information(value), written if value.low is None else 1)
    return max(size, 2) if len(amount.partition(".")[0]) >= 4 else size


_telling_digits = Memo(_read_digits)
