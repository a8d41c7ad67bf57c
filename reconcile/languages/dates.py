"""From what a wording says about a date to a DateValue: the part that no language changes.

A language's reader turns each mention into a `Spec`, field by field, and this module resolves it
against a `Chain`, what the article has said so far:

    published 2026-01-17   "지난해 12월 …"       Spec(years=-1, month=12)    -> [2025-12-01, 2026-01-01)
                           "17일 오후 6시 42분"   Spec(day=17, hour=18, …)    -> [2026-01-17T18:42, T18:43)
                           "이튿날"              Spec(days=1, anchor=mention) -> [2026-01-18, 2026-01-19)
    not published          "11일"               Spec(day=11)                 -> null, edtf XXXX-XX-11

EDTF as ISO 8601-2:2019 and the Library of Congress's specification have it: quarters are 33-36, halves
40-41, seasons 21-24; weeks, parts and ranges are closed intervals. A time of day is written in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from reconcile.knowledge import calendar
from reconcile.knowledge.calendar import Interval, days
from schemas.values import DateValue, ResolvedFrom

Granularity = Literal["minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade"]
Part = Literal["early", "mid", "late"]
Bound = Literal["from", "until", "before", "after"]
By = Literal["published", "mention", "holiday"]

FIRST_YEAR, LAST_YEAR = 1, 9990


@dataclass(frozen=True, slots=True)
class Spec:
    """What a wording says about a date. A plural field is a shift from the anchor, a singular one a name.

    `amount` and `unit` are a distance (three years ago: -3, year); `nth` with `nth_of` picks a day, week
    or weekday of what contains it; `to` is the written end of a range, in the unit of its start;
    `direction` is what the wording itself says of past (-1) and future (+1).
    """

    year: int | None = None
    years: int | None = None
    decade: int | None = None
    half: int | None = None
    quarter: int | None = None
    quarters: int | None = None
    season: int | None = None
    month: int | None = None
    months: int | None = None
    weeks: int | None = None
    iso_week: int | None = None
    weekend: bool = False
    day: int | None = None
    days: int | None = None
    weekday: int | None = None
    nth: int | None = None
    nth_of: Literal["day", "week", "weekday"] | None = None
    holiday: str | None = None
    hour: int | None = None
    minute: int | None = None
    offset: str | None = None
    daypart: str | None = None
    amount: int | None = None
    unit: Literal["day", "week", "month", "year"] | None = None
    span: bool = False
    to: int | None = None
    to_month: int | None = None
    to_year: int | None = None
    part: Part | None = None
    direction: int | None = None
    anchor: Literal["published", "mention", "period"] = "published"
    approximate: bool = False
    week_beginning: bool = False
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """What an article has said of dates so far, in reading order."""

    published: date | None = None
    day: date | None = None
    period: Interval | None = None
    month: date | None = None
    year: int | None = None
    link: date | None = None

    def anchor(self) -> tuple[date, By] | None:
        """The date that relative wordings count from."""
        if self.published is not None:
            return self.published, "published"
        return None if self.day is None else (self.day, "mention")

    def next_sentence(self) -> Chain:
        """The chain where a sentence ends: the year of the last one no longer explains 전년."""
        return replace(self, year=None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval, how it was found, and what was assumed."""

    start: date
    end: date
    granularity: Granularity
    origin: tuple[By, date] | None = None
    assumptions: tuple[str, ...] = ()


def published_day(published: str | None, timezone: str | None) -> date | None:
    """The local day of publication.

    `published` is an ISO date or date-time; one with an offset is moved to `timezone`, an IANA name.
    Raises ValueError when `published` is no ISO date.
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is not None and timezone is not None:
        moment = moment.astimezone(ZoneInfo(timezone))
    return moment.date()


def read_spec(spec: Spec, chain: Chain, lean: int, bound: Bound | None) -> tuple[DateValue, tuple[str, ...], Chain]:
    """The value of a mention, the assumptions made, and the chain after it.

    `lean` is the tense of its sentence: -1 past, +1 future, 0 unmarked, 2 a date that stands alone.
    A wording that names no possible date (31 February) is given unanchored, with the assumption `impossible`.
    """
    try:
        found = _resolve(spec, chain, lean)
    except (ValueError, OverflowError):
        return _unanchored(spec, bound), ("impossible",), chain
    if found is None:
        return _unanchored(spec, bound), (), chain
    return _value(spec, found, chain, bound), found.assumptions, _advance(spec, found, chain, bound)


# Resolving: one function a shape of wording, the first that answers wins.


def _resolve(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    for shape in (_decade, _distance, _day_shift, _week, _container, _holiday, _named_day, _weekday, _clock):
        found = shape(spec, chain, lean)
        if found is not None:
            return found
    return None


def _decade(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    if spec.decade is None:
        return None
    anchor = chain.anchor()
    decade, origin = spec.decade, None
    if decade < 0:  # "the decade": the one that holds the anchor
        if anchor is None:
            return None
        decade, origin = anchor[0].year // 10 * 10, (anchor[1], anchor[0])
    if spec.turn:  # "the end of the decade" is about the year that closes it
        return Resolved(date(decade + 9, 1, 1), date(decade + 11, 1, 1), "year", origin)
    return Resolved(date(decade, 1, 1), date(decade + 10, 1, 1), "decade", origin)


def _distance(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    if spec.amount is None or spec.unit is None:
        return None
    anchor = _anchor_of(spec, chain)
    if anchor is None:
        return None
    day, by = anchor
    if spec.weekday is not None:  # "two Sundays from now"
        step = (spec.weekday - day.weekday() - 1) % 7 + 1 if spec.amount > 0 else -((day.weekday() - spec.weekday - 1) % 7 + 1)
        hit = day + days(step + 7 * (spec.amount - (1 if spec.amount > 0 else -1)))
        return Resolved(hit, hit + days(1), "day", (by, day))
    moved = _moved(day, spec.amount, spec.unit)
    if spec.span:
        first = day + days(1) if spec.amount > 0 else day
        interval = (first, _moved(first, spec.amount, spec.unit)) if spec.amount > 0 else (moved, first)
        return Resolved(*interval, spec.unit if spec.unit != "year" else "year", (by, day))
    if spec.unit == "year":
        return Resolved(*calendar.year_of(moved.year), "year", (by, day))
    if spec.unit == "month":
        return Resolved(*calendar.month_of(moved.year, moved.month), "month", (by, day))
    return Resolved(moved, moved + days(1), "day", (by, day))


def _day_shift(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    if spec.days is None:
        return None
    anchor = _anchor_of(spec, chain)
    if anchor is None:
        return None
    day = anchor[0] + days(spec.days)
    if spec.day is not None and day.day != spec.day:  # "내일(30일)": the number wins
        return None
    return Resolved(day, day + days(1), "day", (anchor[1], anchor[0]))


def _week(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    anchor = chain.anchor()
    if spec.iso_week is not None and anchor is not None:
        monday = date.fromisocalendar(spec.year or anchor[0].year, spec.iso_week, 1)
        return Resolved(monday, monday + days(7), "week", None if spec.year else (anchor[1], anchor[0]))
    if anchor is None or (spec.weeks is None and not spec.weekend):
        return None
    day, by = anchor
    assumptions: tuple[str, ...] = ()
    weeks = spec.weeks
    if weeks is None:
        weeks = spec.direction or 0
        if spec.direction is None and lean == -1 and day.weekday() < 5:
            weeks, assumptions = -1, ("past_leaning",)
    within = calendar.week_of(day + days(7 * weeks))
    if spec.weekday is not None:
        hit = within[0] + days(spec.weekday)
        return Resolved(hit, hit + days(1), "day", (by, day))
    if spec.weekend:
        return Resolved(*calendar.weekend_of(within[0]), "day", (by, day), assumptions)
    return Resolved(*within, "week", (by, day))


def _container(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    """A year, half, quarter, season or month, or a counted day or week of one."""
    if spec.day is not None and spec.nth is None or spec.holiday is not None:
        return None
    if spec.nth is not None and not _names_container(spec):
        spec = replace(spec, months=0)
    if not _names_container(spec):
        return None
    year, origin, assumptions = _year_of(spec, chain, lean)
    if year is None:
        return None
    if spec.month is not None:
        found = Resolved(*calendar.month_of(year, spec.month), "month", origin, assumptions)
    elif spec.months is not None:
        assert origin is not None
        moved = calendar.add_months(origin[1], spec.months)
        found = Resolved(*calendar.month_of(moved.year, moved.month), "month", origin)
    elif spec.quarter is not None:
        found = Resolved(*calendar.quarter_of(year, spec.quarter), "quarter", origin, assumptions)
    elif spec.quarters is not None:
        assert origin is not None
        moved = calendar.add_months(origin[1], 3 * spec.quarters)
        found = Resolved(*calendar.quarter_of(moved.year, (moved.month + 2) // 3), "quarter", origin)
    elif spec.half is not None:
        found = Resolved(*calendar.half_of(year, spec.half), "half", origin, assumptions)
    elif spec.season is not None:
        found = Resolved(*calendar.season_of(year, spec.season), "season", origin, assumptions)
    else:
        found = Resolved(*calendar.year_of(year), "year", origin, assumptions)
    return _nth(spec, found)


def _names_container(spec: Spec) -> bool:
    named = (spec.year, spec.years, spec.half, spec.quarter, spec.quarters, spec.season, spec.month, spec.months)
    return any(x is not None for x in named)


def _nth(spec: Spec, found: Resolved) -> Resolved | None:
    if spec.nth is None:
        return found
    within = found.start, found.end
    if spec.nth_of == "week" and spec.weekday is None:
        week = calendar.nth_week(within, spec.nth)
        return None if week is None else replace(found, start=week[0], end=week[1], granularity="week")
    if spec.nth_of == "day":
        day: date | None = found.start + days(spec.nth - 1) if spec.nth > 0 else found.end + days(spec.nth)
    else:
        day = calendar.nth_weekday(within, spec.weekday or 0, spec.nth)
    return None if day is None else replace(found, start=day, end=day + days(1), granularity="day")


def _holiday(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    if spec.holiday is None:
        return None
    anchor = chain.anchor()
    if spec.year is not None:
        interval = calendar.holiday_of(spec.holiday, spec.year)
        return None if interval is None else Resolved(*interval, "day")
    if anchor is None:
        return None
    day = anchor[0]
    if spec.years is not None:
        options = [calendar.holiday_of(spec.holiday, day.year + spec.years)]
    else:
        options = [calendar.holiday_of(spec.holiday, day.year + shift) for shift in (-1, 0, 1)]
    known = [x for x in options if x is not None]
    interval = _lean(known, day, spec.direction or lean)
    if interval is None:
        return None
    return Resolved(*interval, "day", ("holiday", day), () if spec.years is not None else ("year_inferred",))


def _named_day(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    """A day of a month, with whatever of year and month is written; the rest is inferred."""
    if spec.day is None:
        return None
    if spec.year is not None and spec.month is not None:
        day = date(spec.year, spec.month, spec.day)
        clash = spec.weekday is not None and day.weekday() != spec.weekday
        return Resolved(day, day + days(1), "day", None, ("weekday_mismatch",) if clash else ())
    anchor = chain.anchor()
    if spec.months is None and spec.years is None and spec.month is None and spec.direction is None:
        chained = _from_chain(spec, chain)
        if chained is not None:
            return chained
    if anchor is None:
        return None
    day, by = anchor
    assumptions: tuple[str, ...] = ()
    if spec.months is not None:
        moved = calendar.add_months(day, spec.months)
        months = [moved]
    elif spec.month is not None and spec.years is not None:
        months = [date(day.year + spec.years, spec.month, 1)]
    elif spec.month is not None:
        reach = 6 if spec.weekday is not None or (spec.month, spec.day) == (2, 29) else 1
        months = [date(day.year + shift, spec.month, 1) for shift in range(-reach, reach + 1)]
        assumptions = ("year_inferred",)
    else:
        reach = 12 if spec.weekday is not None else 2
        months = [calendar.month_of(day.year, day.month + shift)[0] for shift in range(-reach, reach + 1)]
        assumptions = ("month_inferred",)
    options = list(_days_in(months, spec.day))
    agreeing = [x for x in options if spec.weekday is None or x[0].weekday() == spec.weekday]
    if not agreeing:
        assumptions += ("weekday_mismatch",)
    far = spec.weekday is not None and bool(agreeing)
    direction = spec.direction if spec.direction is not None else lean
    if direction == 0 and spec.month is not None or far and spec.direction is None:
        interval = min(agreeing or options, key=lambda x: (abs((x[0] - day).days), x[0]), default=None)
    else:
        interval = _lean(agreeing or options, day, direction)
    if interval is None:
        return None
    if assumptions and direction in (-1, 1) and spec.direction is None:
        assumptions += ("past_leaning" if direction < 0 else "future_leaning",)
    elif assumptions == ("month_inferred",):
        assumptions += ("past_leaning",)
    return Resolved(*interval, "day", (by, day), assumptions)


def _days_in(months: list[date], day: int) -> Iterator[Interval]:
    for month in months:
        start, end = calendar.month_of(month.year, month.month)
        hit = start + days(day - 1)
        if hit < end:
            yield hit, hit + days(1)


def _from_chain(spec: Spec, chain: Chain) -> Resolved | None:
    """A bare day that continues a list or range, or that lies in a period the article has named."""
    assert spec.day is not None
    if chain.link is not None:
        for start in (chain.link, calendar.add_months(chain.link.replace(day=1), 1)):
            for interval in _days_in([start], spec.day):
                if interval[0] >= chain.link or start.month == chain.link.month and chain.published is None:
                    return Resolved(*interval, "day", ("mention", chain.link), ("month_inferred",))
    if chain.period is not None:
        start, end = chain.period
        if (end - start).days <= 31:
            inside = [start + days(n) for n in range((end - start).days) if (start + days(n)).day == spec.day]
            if inside:
                return Resolved(inside[0], inside[0] + days(1), "day", ("mention", start), ("month_inferred",))
    if chain.published is None and chain.month is not None:
        for interval in _days_in([chain.month], spec.day):
            return Resolved(*interval, "day", ("mention", chain.month), ("month_inferred",))
    return None


def _weekday(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    anchor = chain.anchor()
    if spec.weekday is None or anchor is None:
        return None
    day, by = anchor
    direction = spec.direction if spec.direction is not None else lean
    ahead = (spec.weekday - day.weekday()) % 7
    if direction > 0:  # a date that stands alone, or "this coming", is never today
        hit = day + days(ahead or (7 if direction == 2 or spec.direction else 0))
    else:
        hit = day - days((7 - ahead) % 7 or (7 if spec.direction else 0))
    assumption = ("future_leaning",) if direction > 0 else ("past_leaning",)
    return Resolved(hit, hit + days(1), "day", (by, day), () if spec.direction else assumption)


def _clock(spec: Spec, chain: Chain, lean: int) -> Resolved | None:
    """A bare time of day belongs to the day last mentioned."""
    if spec.hour is None and spec.daypart is None:
        return None
    if chain.day is not None:
        return Resolved(chain.day, chain.day + days(1), "day", ("mention", chain.day))
    if chain.published is not None:
        return Resolved(chain.published, chain.published + days(1), "day", ("published", chain.published))
    return None


def _anchor_of(spec: Spec, chain: Chain) -> tuple[date, By] | None:
    if spec.anchor == "period":
        return None if chain.period is None else (chain.period[0], "mention")
    if spec.anchor == "mention" and chain.day is not None:
        return chain.day, "mention"
    return chain.anchor()


def _year_of(
    spec: Spec, chain: Chain, lean: int
) -> tuple[int | None, tuple[By, date] | None, tuple[str, ...]]:
    if spec.year is not None:
        return spec.year, None, ()
    if spec.years is not None and spec.anchor == "mention" and chain.year is not None:
        return chain.year + spec.years, ("mention", date(chain.year, 1, 1)), ()
    anchor = chain.anchor()
    if anchor is None:
        return None, None, ()
    day, origin = anchor[0], (anchor[1], anchor[0])
    if spec.years is not None:
        return day.year + spec.years, origin, ()
    if spec.months is not None or spec.quarters is not None:
        return day.year, origin, ()
    options = [(_inner(spec, day.year + shift), day.year + shift) for shift in (-1, 0, 1)]
    direction = spec.direction if spec.direction is not None else lean
    if direction < 0:
        fits = [year for (start, _), year in options if start <= day]
        if spec.direction is not None:
            fits = [year for (_, end), year in options if end <= day]
        year = fits[-1]
    elif direction > 0:
        year = [year for (_, end), year in options if end > day][0]
        if spec.direction is not None:
            year = [year for (start, end), year in options if start > day or end > day and start.month == day.month][0]
    elif spec.quarter is not None or spec.half is not None:
        year = day.year
    else:
        year = min(options, key=lambda x: (abs((x[0][0] - day).days), x[1]))[1]
    lean_name = ("past_leaning",) if direction < 0 else ("future_leaning",) if direction > 0 else ()
    return year, origin, ("year_inferred", *(() if spec.direction is not None else lean_name))


def _inner(spec: Spec, year: int) -> Interval:
    if spec.month is not None:
        return calendar.month_of(year, spec.month)
    if spec.quarter is not None:
        return calendar.quarter_of(year, spec.quarter)
    if spec.half is not None:
        return calendar.half_of(year, spec.half)
    return calendar.season_of(year, spec.season or 1)


def _lean(options: list[Interval], day: date, direction: int) -> Interval | None:
    """The latest option not after `day`, or for the future the earliest not before it."""
    if direction > 0:
        return next((x for x in options if x[1] > day), options[-1] if options else None)
    return next((x for x in reversed(options) if x[0] <= day), options[0] if options else None)


def _moved(day: date, amount: int, unit: str) -> date:
    if unit == "day":
        return day + days(amount)
    if unit == "week":
        return day + days(7 * amount)
    return calendar.add_months(day, amount * (12 if unit == "year" else 1))


# Values: narrowing, ranges, clock times, EDTF.


def _value(spec: Spec, found: Resolved, chain: Chain, bound: Bound | None) -> DateValue:
    start, end = _narrow(_ranged(spec, found), found.granularity, spec.part)
    origin = None if found.origin is None else ResolvedFrom(by=found.origin[0], date=found.origin[1].isoformat())
    approximate = spec.approximate or spec.turn
    if spec.hour is not None and found.granularity == "day":
        minute = spec.minute or 0
        step = timedelta(minutes=1) if spec.minute is not None else timedelta(hours=1)
        moment = datetime(start.year, start.month, start.day) + timedelta(hours=spec.hour, minutes=minute)
        offset = spec.offset or ""
        return DateValue(
            start=f"{moment:%Y-%m-%dT%H:%M}{offset}".zfill(16),
            end=f"{moment + step:%Y-%m-%dT%H:%M}{offset}".zfill(16),
            edtf=f"{moment:%Y-%m-%dT%H:%M}:00{offset}".zfill(19),
            granularity="minute" if spec.minute is not None else "hour",
            bound=bound,
            resolved_from=origin,
            approximate=approximate,
        )
    plain = (start, end) == (found.start, found.end)
    edtf = _edtf(start, end, found.granularity if plain else None)
    return DateValue(
        start=start.isoformat(),
        end=end.isoformat(),
        edtf=edtf + "~" if approximate and "/" not in edtf else edtf,
        granularity=found.granularity,
        part=spec.part,
        bound=bound,
        resolved_from=origin,
        approximate=approximate,
    )


def _ranged(spec: Spec, found: Resolved) -> Interval:
    """The interval with its written second end: 27~29일, 2~3월, 2020-2023, 3월 1일~4월 2일."""
    start, end = found.start, found.end
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
            last = last.replace(year=last.year + 1)
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
    """Early, mid and late: thirds of a month, halves of what is longer, the two ends of a week."""
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
        low, high = {"early": (0, months // 2), "mid": (months // 4, months - months // 4), "late": (months // 2, months)}[part]
        return calendar.add_months(start, low), calendar.add_months(start, high)
    return start + days(cuts[0]), start + days(cuts[1])


def _edtf(start: date, end: date, granularity: Granularity | None) -> str:
    year = f"{start.year:04d}"
    if granularity == "year" and end.year - start.year == 1:
        return year
    if granularity == "decade":
        return year[:3] + "X"
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
        return f"{start:%Y-%m}/{last:%Y-%m}"
    return f"{start.isoformat()}/{(end - days(1)).isoformat()}"


def _unanchored(spec: Spec, bound: Bound | None) -> DateValue:
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
    elif spec.decade is not None:
        granularity, edtf = "decade", "XXXX" if spec.decade < 0 else f"{spec.decade // 10:03d}X"
    elif spec.unit is not None:
        granularity = spec.unit
        edtf = {"year": "XXXX", "month": "XXXX-XX"}.get(spec.unit, "XXXX-XX-XX")
    return DateValue(edtf=edtf, granularity=granularity, part=spec.part, bound=bound, approximate=spec.approximate)


def _advance(spec: Spec, found: Resolved, chain: Chain, bound: Bound | None) -> Chain:
    """The chain after a mention. Only a plain day becomes the referent of 이날; 전날 and 까지 leave it alone."""
    chain = replace(chain, year=found.start.year)
    if found.granularity != "day":
        return replace(chain, month=found.start) if found.granularity == "month" else chain
    start, end = _ranged(spec, found)
    if end - start > days(1):
        return replace(chain, period=(start, end), month=start.replace(day=1))
    if bound == "until" and chain.link is not None and chain.link < start:
        return replace(chain, period=(chain.link, end))
    chain = replace(chain, link=start, month=start.replace(day=1))
    shifted = spec.days is not None and spec.days != 0
    if bound is not None or shifted and spec.anchor != "mention" and spec.direction is None:
        return chain
    if shifted and spec.days is not None and spec.days < 0:
        return chain
    return replace(chain, day=start)
