"""How two dates stand to each other.

2027년 3분기            2027년 하반기            same, contained
early 2028              the third quarter        different, disjoint
오후 7시                 오후 7시 30분             different, disjoint  a full hour is seven sharp
early 2028              late 2027                incomparable         parts of a year have no sharp ends
2026년까지              2027년                   different, disjoint  the bound is broken
2026년까지              2024년                   incomparable         the bound holds, and tells nothing of it
3일부터 5일까지          3일부터 6일까지            different            both ends are stated
11일 (no month)         2025-02-11               same, compatible
2월 11일 (no year)       2025-02-12               different, disjoint
11일 (no month)         2025-02-12               incomparable         of an unknown month
9:30 (no day)           9:50                     different, disjoint  either leaves out the same
12일 14:30 (+09:00)     11일                      same, compatible     a day elsewhere overlaps two days here
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reconcile.alignment.relating import (
    ACROSS_ZONES,
    COMPATIBLE,
    CONTAINED,
    DIFFERENT,
    DISJOINT,
    EQUAL,
    INCOMPARABLE,
    ROUNDED,
    WITHIN_BOUND,
    Memo,
    Relating,
)
from schemas.values import DateValue

HOUR, DAY = 60, 24 * 60
"""Times are counted in minutes."""
_REACH = {"minute": 3 * HOUR, "hour": 3 * HOUR, "day": 3 * DAY, "week": 7 * DAY, "month": 31 * DAY}
"""How far from a bound a time that keeps to it still answers what the bound tells."""
_SLACK = {"hour": HOUR, "day": DAY, "month": 31 * DAY}
"""How far an approximate time reaches."""
_MINUTE_SLACK = ((10, 10), (5, 5), (1, 1))
"""The same for a minute, by the step to which it is rounded: about 3:10 is ten minutes wide, about 3:12 hardly one, as
newsrooms hedge a time that they know to the minute as well (3시 12분께)."""
_EITHER_HEDGED = 5
"""Minutes within which two hedged times that differ decide nothing."""
_SOFT_PART = {"month": 4 * DAY, "quarter": 15 * DAY, "half": 31 * DAY, "year": 61 * DAY}
_SOFT_SEASON = 15 * DAY
"""How far the ends of 초, mid, 말 and of a season may be off: nothing is decided over so little."""
_HOUR_ROUNDED = 10
"""Minutes that are left out when a time is told by its hour."""
_EARLIEST, _LATEST = -12 * HOUR, 14 * HOUR
"""The zones of the earth: minutes from UTC."""
_UP = frozenset({"from", "after"})


@dataclass(frozen=True, slots=True)
class _Time:
    """A date with its ends in minutes on its own clock; both None when unanchored."""

    value: DateValue
    start: int | None
    end: int | None
    offset: int | None
    """Minutes from UTC, where stated."""
    slack: int
    soft: int
    clock: bool
    span: bool
    """Whether both ends are stated: 3일부터 5일까지."""
    digits: tuple[str, str, str, str, str]
    tells: bool
    """Whether anything of it is told in digits."""


def _read(value: DateValue) -> _Time:
    start, offset = _moment(value.start)
    end, _ = _moment(value.end)
    soft = _SOFT_PART.get(value.granularity, 0) if value.part else 0
    if value.granularity == "season":
        soft = _SOFT_SEASON
    holiday = value.resolved_from is not None and value.resolved_from.by == "holiday"
    return _Time(
        value=value,
        start=start,
        end=end,
        offset=offset,
        slack=_slack(value, start) if value.approximate else 0,
        soft=soft,
        clock=value.granularity in ("minute", "hour"),
        span="/" in value.edtf and value.granularity == "day" and not holiday,
        digits=_digits(value),
        tells=any(c.isdigit() for c in value.edtf),
    )


def _slack(value: DateValue, start: int | None) -> int:
    if value.granularity != "minute":
        return _SLACK.get(value.granularity, 0)
    minute = int(_digits(value)[-1] or 0) if start is None else start
    return next(reach for step, reach in _MINUTE_SLACK if minute % step == 0)


def _moment(text: str | None) -> tuple[int | None, int | None]:
    if text is None:
        return None, None
    minutes = date.fromisoformat(text[:10]).toordinal() * DAY
    if len(text) == 10:
        return minutes, None
    minutes += int(text[11:13]) * HOUR + int(text[14:16])
    zone = text[16:].lstrip(":0123456789.")
    if not zone:
        return minutes, None
    if zone == "Z":
        return minutes, 0
    sign = -1 if zone[0] == "-" else 1
    return minutes, sign * (int(zone[1:3]) * HOUR + int(zone[4:6]))


read_date = Memo(_read)


def relate_dates(a: DateValue, b: DateValue, *, two_zones: bool = False) -> Relating:
    """How two dates stand to each other; symmetric.

    `two_zones`: whether their clocks may be of two places (현지시간 in one of them), though neither states an offset.
    """
    x, y = read_date(a), read_date(b)
    if x.start is None or y.start is None or x.end is None or y.end is None:
        return _relate_unanchored(x, y)
    if x.offset is not None and y.offset is not None:
        if x.offset == y.offset:
            return _relate(x, y, x.start, x.end, y.start, y.end)
        return _relate(x, y, x.start - x.offset, x.end - x.offset, y.start - y.offset, y.end - y.offset)
    relating = _relate(x, y, x.start, x.end, y.start, y.end)
    if relating.standing == "different" and (two_zones or x.offset is not None or y.offset is not None):
        return _across_zones(x, y, relating)
    return relating


def _relate(x: _Time, y: _Time, start_x: int, end_x: int, start_y: int, end_y: int) -> Relating:
    bound_x, bound_y = x.value.bound, y.value.bound
    if bound_x != bound_y and (bound_x is None or bound_y is None or (bound_x in _UP) != (bound_y in _UP)):
        return _bounded(x, y, start_x, end_x, start_y, end_y)
    if start_x == start_y and end_x == end_y:
        return WITHIN_BOUND if bound_x != bound_y else EQUAL
    if start_x <= start_y and end_y <= end_x or start_y <= start_x and end_x <= end_y:
        if x.span and y.span:
            return DIFFERENT
        return _clocks(x, y, start_x, start_y) if x.clock and y.clock else CONTAINED
    slack = max(x.slack, y.slack)
    if start_x < end_y and start_y < end_x:
        if x.span and y.span:
            return DIFFERENT
        if x.soft and y.soft and x.value.part != y.value.part:
            return INCOMPARABLE  # early and mid of one year
        return ROUNDED if slack else COMPATIBLE
    if start_x - slack < end_y and start_y - slack < end_x:
        return ROUNDED
    if x.clock and y.clock and not bound_x:
        return _clocks(x, y, start_x, start_y)
    gap = max(start_x, start_y) - min(end_x, end_y)
    if bound_x is not None and not (x.clock and bound_x in _UP) and gap < _REACH.get(x.value.granularity, 0):
        return INCOMPARABLE  # counts run on: up to that day, up to the next
    soft = max(x.soft, y.soft)
    first, last = (x.value, y.value) if start_x < start_y else (y.value, x.value)
    if (first.part, last.part) == ("early", "late") and first.granularity == last.granularity:
        return DISJOINT  # the two ends of one month or year
    if soft and start_x - soft < end_y and start_y - soft < end_x:
        return INCOMPARABLE
    return DISJOINT


def _clocks(x: _Time, y: _Time, start_x: int, start_y: int) -> Relating:
    """A full hour against a minute: 7시 is seven sharp, and a few minutes more only to those who round."""
    inside = x.value.granularity != y.value.granularity and start_x // HOUR == start_y // HOUR
    if inside and (x.slack or y.slack):
        return CONTAINED
    apart = abs(start_x - start_y)
    if inside and apart <= _HOUR_ROUNDED:
        return CONTAINED
    if x.slack and y.slack and apart <= _EITHER_HEDGED:
        return INCOMPARABLE
    return INCOMPARABLE if "hour" in (x.value.granularity, y.value.granularity) and apart < HOUR // 2 else DISJOINT


def _bounded(x: _Time, y: _Time, start_x: int, end_x: int, start_y: int, end_y: int) -> Relating:
    """A bound against a plain date, or against a bound of the other direction.

    Of one and the same time either is an answer: "not before March" and "not until March" are one, and which words a
    negation turns round is seldom plain.
    """
    if start_x == start_y and end_x == end_y:
        return WITHIN_BOUND
    if x.value.bound is not None and y.value.bound is not None:
        holds = start_x < end_y if x.value.bound in _UP else start_y < end_x
        return INCOMPARABLE if holds else DISJOINT
    if x.value.bound is None:
        x, start_x, end_x, start_y, end_y = y, start_y, end_y, start_x, end_x
    grain, bound = x.value.granularity, x.value.bound
    inside = start_x <= start_y and end_y <= end_x
    if inside:
        return INCOMPARABLE if bound == "before" else CONTAINED
    if start_y <= start_x and end_x <= end_y:
        return CONTAINED
    reach = _REACH.get(grain, 0)
    if bound in _UP:
        gap, kept = start_y - end_x, end_y > start_x
    else:
        gap, kept = start_x - end_y, start_y < (start_x if bound == "before" else end_x)
    if not kept:
        return DISJOINT
    return WITHIN_BOUND if gap < reach else INCOMPARABLE


def _across_zones(x: _Time, y: _Time, relating: Relating) -> Relating:
    """Clocks of two places: how far one may be put forward or back, by the zones of the earth, to meet the other."""
    assert x.start is not None and x.end is not None and y.start is not None and y.end is not None
    least, most = _EARLIEST - _LATEST, _LATEST - _EARLIEST
    if x.offset is not None:
        least, most = x.offset - _LATEST, x.offset - _EARLIEST
    elif y.offset is not None:
        least, most = _EARLIEST - y.offset, _LATEST - y.offset
    if y.start + least >= x.end or y.end + most <= x.start:
        return relating
    if x.clock and y.clock:
        return INCOMPARABLE  # which clock the other reads is not known
    return ACROSS_ZONES


def _relate_unanchored(x: _Time, y: _Time) -> Relating:
    """Digits that both have must be the same; a day without its month, or a clock without its day, decides nothing."""
    if not (x.tells and y.tells):
        return INCOMPARABLE  # 이날 without a day to stand on
    if x.value.part != y.value.part:
        return INCOMPARABLE
    if x.value.edtf == y.value.edtf:
        return EQUAL
    first, second = x.digits, y.digits
    if first[1] and second[1] and (first[1] > _LAST_MONTH) != (second[1] > _LAST_MONTH):
        return INCOMPARABLE  # a month against a quarter or a season
    met, open_before = set(), False
    alike = [bool(p) == bool(q) for p, q in zip(first, second, strict=True)]
    for place, (p, q) in enumerate(zip(first, second, strict=True)):
        if not (p and q):
            open_before = open_before or place > 0  # a year may be left out, a month or a day may not
        elif p == q:
            met.add(place)
        elif x.clock and y.clock and place >= _AT_HOUR and (all(alike[_AT_MONTH:]) or _AT_HOUR in met):
            return _clocks_of_one_day(x, y)
        elif open_before or x.slack or y.slack or x.soft or y.soft or x.value.bound or y.value.bound:
            return INCOMPARABLE
        else:
            return DISJOINT
    told = _AT_DAY in met or _AT_HOUR in met or (_AT_MONTH in met and not (first[_AT_DAY] and second[_AT_DAY]))
    return COMPATIBLE if told else INCOMPARABLE


def _clocks_of_one_day(x: _Time, y: _Time) -> Relating:
    """Two clocks that leave out the same of their day, or tell one hour, as if of one day.

    Whether they are is for what stands around them to tell.
    """
    if x.value.bound != y.value.bound or x.value.bound not in (None, *_UP):
        return INCOMPARABLE
    start_x, start_y = (int(t.digits[_AT_HOUR]) * HOUR + int(t.digits[-1] or 0) for t in (x, y))
    if abs(start_x - start_y) <= max(x.slack, y.slack):
        return ROUNDED
    return _clocks(x, y, start_x, start_y)


_AT_MONTH, _AT_DAY, _AT_HOUR = 1, 2, 3
"""Places of the digits of a date."""
_LAST_MONTH = "12"


def _digits(value: DateValue) -> tuple[str, str, str, str, str]:
    """Year, month, day, hour and minute as far as they are told; a quarter or a season has its code for a month."""
    if "/" in value.edtf or value.granularity in ("week", "decade"):
        return ("", "", "", "", "")
    day, _, clock = value.edtf.rstrip("~?%").partition("T")
    year, month, number = (*day.split("-"), "", "")[:3]
    hour, minute = clock[:2], clock[3:5] if value.granularity == "minute" else ""
    return (_number(year), _number(month), _number(number), _number(hour), _number(minute))


def _number(digits: str) -> str:
    return digits if digits.isdigit() else ""
