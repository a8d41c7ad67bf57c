"""From a resolved date to its published form.

    [2025-03-01, 2025-04-01) month, part early   ->  [2025-03-01, 2025-03-11), edtf 2025-03-01/2025-03-10
    [2027-07-01, 2027-10-01) quarter             ->  edtf 2027-35

EDTF as ISO 8601-2:2019 and the Library of Congress's specification have it: quarters are 33-36, halves
40-41, seasons 21-24; weeks, parts and ranges are closed intervals. A time of day is written in full.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reconcile.knowledge import calendar
from reconcile.knowledge.calendar import Interval, days
from reconcile.languages.date_specs import Bound, Chain, Granularity, Part, Resolved, Spec
from schemas.values import DateValue, ResolvedFrom


def value_of(spec: Spec, found: Resolved, bound: Bound | None, chain: Chain) -> DateValue:
    """The value of a resolved mention: narrowed to its part, stretched to its written end, set to its hour.

    Raises ValueError or OverflowError when the calendar has no such day.
    """
    start, end = _narrow(ranged(spec, found), found.granularity, spec.part)
    origin = (
        None if found.origin is None else ResolvedFrom.unchecked(by=found.origin[0], date=found.origin[1].isoformat())
    )
    approximate = spec.approximate or spec.turn
    if spec.hour is not None and found.granularity == "day":
        first, last = _moments(spec, start, chain)
        return DateValue.unchecked(
            start=_written(first, spec.zone),
            end=_written(last, spec.zone),
            edtf=_written(first, spec.zone, ":00"),
            granularity="hour" if spec.minute is None else "minute",
            bound=bound,
            resolved_from=origin,
            approximate=approximate,
        )
    plain = not spec.span and (start, end) == (found.start, found.end)
    edtf = _edtf(start, end, found.granularity if plain else None)
    return DateValue.unchecked(
        start=start.isoformat(),
        end=end.isoformat(),
        edtf=edtf + "~" if approximate and "/" not in edtf else edtf,
        granularity="week" if spec.week_beginning else found.granularity,
        part=spec.part,
        bound=bound,
        resolved_from=origin,
        approximate=approximate,
    )


def stretch(first: DateValue, last: DateValue) -> DateValue | None:
    """From the beginning of one date to the end of another, or to the hour that it names.

    None where that is no stretch of time, where a date is not resolved, or where only one of the two has a clock time.
    """
    if first.start is None or last.start is None or last.end is None or first.bound in ("before", "after"):
        return None
    clock = "T" in first.start
    if clock != ("T" in last.start):
        return None
    end = last.start if clock else last.end
    if first.start >= end or "/" in first.edtf and first.part is None or "/" in last.edtf and last.part is None:
        return None
    return DateValue.unchecked(
        start=first.start,
        end=end,
        edtf=f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}",
        granularity=first.granularity if first.granularity == last.granularity else "minute" if clock else "day",
        resolved_from=first.resolved_from or last.resolved_from,
        approximate=first.approximate or last.approximate,
    )


def _moments(spec: Spec, day: date, chain: Chain) -> tuple[datetime, datetime]:
    """The first moment of a clock time and the one behind its last; "오후 6시부터 8시까지" ends in the afternoon."""
    hour = spec.hour or 0
    if spec.half_day and chain.link == day and chain.hour is not None and hour <= 12 <= chain.hour < hour + 12:
        hour += 12 if hour < 12 else 0
    step = timedelta(hours=1) if spec.minute is None else timedelta(minutes=1)
    first = datetime.combine(day, time()) + timedelta(hours=hour, minutes=spec.minute or 0)
    if spec.to_hour is None:
        return first, first + step
    last = datetime.combine(day, time()) + timedelta(hours=spec.to_hour, minutes=spec.to_minute or 0)
    return first, last if last > first else last + days(1)


def _written(moment: datetime, zone: str | None, seconds: str = "") -> str:
    """A moment in ISO 8601, with the offset of its zone on that day."""
    offset = ""
    if zone is not None:
        offset = zone if zone[:1] in "+-" else moment.replace(tzinfo=ZoneInfo(zone)).isoformat()[-6:]
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M}{seconds}{offset}"


def ranged(spec: Spec, found: Resolved) -> Interval:
    """The interval with its written second end: 27~29일, 2~3월, 2020-2023, 3월 1일~4월 2일.

    Raises ValueError when that end is no day of its month.
    """
    start, end = found.start, found.end
    if spec.rest and found.origin is not None:  # "the rest of the week"
        return max(start, found.origin[1]), end
    if spec.so_far and found.origin is not None:  # "the year to date"
        return start, min(end, found.origin[1] + days(1))
    if spec.near_weekday is not None:
        start += days((spec.near_weekday - start.weekday() + 3) % 7 - 3)
        end = start + days(1)
    if spec.week_beginning and found.granularity == "day":
        return start, start + days(7)
    if spec.to is None:
        return start, end
    if found.granularity == "day":
        month = date(start.year, spec.to_month, 1) if spec.to_month else start.replace(day=1)
        if spec.to_year:
            month = month.replace(year=spec.to_year)
        if not spec.to_month and spec.to < start.day:
            month = calendar.add_months(month, 1)
        last = month.replace(day=spec.to)
        if last < start:
            last = calendar.add_months(last, 12)
        return start, last + days(1)
    if found.granularity == "month":
        year = spec.to_year or start.year
        return start, calendar.month_of(year + (spec.to < start.month and not spec.to_year), spec.to)[1]
    if found.granularity == "quarter":
        return start, calendar.quarter_of(start.year, spec.to)[1]
    if found.granularity == "year" and spec.to > start.year:
        return start, calendar.year_of(spec.to)[1]
    return start, end


def _narrow(interval: Interval, granularity: Granularity, part: Part | None) -> Interval:
    """Early, mid and late: thirds of a month, quarter or season, halves of what is longer, the two ends of a week."""
    start, end = interval
    if part is None:
        return interval
    size = (end - start).days
    if granularity == "month":
        cuts = {"early": (0, 10), "mid": (10, 20), "late": (20, size)}[part]
    elif granularity == "week":
        cuts = {"early": (0, 3), "mid": (2, 5), "late": (3, size)}[part]
    elif granularity == "day":
        return interval
    else:
        months = (end.year - start.year) * 12 + end.month - start.month
        half, quarter = months // 2, months // 4
        if months == 3:
            low, high = {"early": (0, 1), "mid": (1, 2), "late": (2, 3)}[part]
        else:
            low, high = {"early": (0, half), "mid": (quarter, months - quarter), "late": (half, months)}[part]
        return calendar.add_months(start, low), calendar.add_months(start, high)
    return start + days(cuts[0]), start + days(cuts[1])


def _edtf(start: date, end: date, granularity: Granularity | None) -> str:
    year = f"{start.year:04d}"
    if granularity == "year" and end.year - start.year == 1:
        return year
    if granularity == "decade":
        return year[:3] + "X" if end.year - start.year == 10 else year[:2] + "XX"
    if granularity == "quarter":
        return f"{year}-{32 + (start.month + 2) // 3}"
    if granularity == "half":
        return f"{year}-{40 + (start.month > 6)}"
    if granularity == "season":
        return f"{year}-{20 + start.month // 3}"
    if granularity == "month":
        return f"{year}-{start.month:02d}"
    if end - start == days(1):
        return start.isoformat()
    if start.day == end.day == 1:
        last = end - days(1)
        if start.month == end.month == 1:
            return f"{year}/{last.year:04d}" if last.year != start.year else year
        first, final = f"{start:%Y-%m}", f"{last:%Y-%m}"
        return first if first == final else f"{first}/{final}"
    return f"{start.isoformat()}/{(end - days(1)).isoformat()}"


def unanchored(spec: Spec, bound: Bound | None) -> DateValue:
    """The value of a mention that nothing anchors: its EDTF has X for what is not known."""
    year = "XXXX" if spec.year is None else f"{spec.year:04d}"
    month = "XX" if spec.month is None else f"{spec.month:02d}"
    granularity: Granularity = "year"
    edtf = year
    if spec.hour is not None:
        granularity = "minute" if spec.minute is not None else "hour"
        day = "XX" if spec.day is None else f"{spec.day:02d}"
        edtf = f"{year}-{month}-{day}T{spec.hour % 24:02d}:{spec.minute or 0:02d}:00"
    elif spec.day is not None:
        granularity, edtf = "day", f"{year}-{month}-{spec.day:02d}"
    elif spec.holiday is not None or spec.days is not None or spec.weekday is not None or spec.daypart is not None:
        granularity, edtf = "day", f"{year}-{month}-XX"
    elif spec.weeks is not None or spec.iso_week is not None or spec.weekend:
        granularity, edtf = "week", f"{year}-XX-XX"
    elif spec.month is not None or spec.months is not None:
        granularity, edtf = "month", f"{year}-{month}"
    elif spec.quarter is not None or spec.quarters is not None:
        granularity, edtf = "quarter", year if spec.quarter is None else f"{year}-{32 + spec.quarter}"
    elif spec.half is not None:
        granularity, edtf = "half", f"{year}-{39 + spec.half}"
    elif spec.season is not None:
        granularity, edtf = "season", f"{year}-{20 + spec.season}"
    elif spec.decades is not None or spec.centuries is not None:
        granularity, edtf = "decade", "XXXX"
    elif spec.century is not None:
        granularity, edtf = "decade", f"{spec.century - 1:02d}XX"
    elif spec.decade is not None:
        granularity, edtf = "decade", "XXXX" if spec.decade < 0 else f"{spec.decade // 10:03d}X"
    elif spec.unit is not None:
        granularity = spec.unit
        edtf = {"year": "XXXX", "month": "XXXX-XX"}.get(spec.unit, "XXXX-XX-XX")
    return DateValue(edtf=edtf, granularity=granularity, part=spec.part, bound=bound, approximate=spec.approximate)
