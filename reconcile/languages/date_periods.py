"""Resolving periods: decades, years, halves, quarters, seasons, months, weeks, and what is counted inside them.

Every function takes a Question and gives what it means, or None when its shape of wording is another.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reconcile.knowledge import calendar
from reconcile.knowledge.calendar import Interval, days
from reconcile.languages.date_specs import By, Question, Resolved, Spec


def long_period(ask: Question) -> Resolved | None:
    """A decade, or a century as the hundred years that share their first digits."""
    spec, chain = ask.spec, ask.chain
    if spec.century is not None:
        first = 100 * spec.century - 100
        return Resolved(date(first, 1, 1), date(first + 100, 1, 1), "decade")
    anchor = chain.anchor()
    shift = spec.centuries if spec.decades is None else spec.decades
    if shift is not None and anchor is not None:
        size = 100 if spec.decades is None else 10
        first = (anchor[0].year // size + shift) * size
        return Resolved(date(first, 1, 1), date(first + size, 1, 1), "decade", (anchor[1], anchor[0]))
    if spec.decade is None:
        return None
    decade, origin = spec.decade, None
    if decade < 0:  # "the decade": the one that holds the anchor
        if anchor is None:
            return None
        decade, origin = anchor[0].year // 10 * 10, (anchor[1], anchor[0])
    if spec.turn:  # "the end of the decade" is about the year that closes it
        return Resolved(date(decade + 9, 1, 1), date(decade + 11, 1, 1), "year", origin)
    return Resolved(date(decade, 1, 1), date(decade + 10, 1, 1), "decade", origin)


def week(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    anchor = chain.anchor()
    if spec.iso_week is not None and anchor is not None:
        monday = date.fromisocalendar(spec.year or anchor[0].year, spec.iso_week, 1)
        return Resolved(monday, monday + days(7), "week", None if spec.year else (anchor[1], anchor[0]))
    if anchor is None or spec.day is not None or (spec.weeks is None and not spec.weekend):
        return None
    day, by = anchor
    assumptions: tuple[str, ...] = ()
    weeks = spec.weeks
    if weeks is None:
        weeks = spec.direction or 0
        if spec.direction is None and ask.lean == -1 and day.weekday() < 5:
            weeks, assumptions = -1, ("past_leaning",)
    within = calendar.week_of(day + days(7 * weeks))
    if spec.weekday is not None:
        hit = within[0] + days(spec.weekday)
        return Resolved(hit, hit + days(1), "day", (by, day))
    if spec.weekend:
        return Resolved(*calendar.weekend_of(within[0]), "day", (by, day), assumptions)
    return Resolved(*within, "week", (by, day))


def same_period(ask: Question) -> Resolved | None:
    """The month, or the quarter or half, last mentioned, in another year: 전년 동월, 전년 동기.

    Without one, the year alone is said.
    """
    spec, chain = ask.spec, ask.chain
    if spec.same is None:
        return None
    size, start = "month", chain.month
    if spec.same == "period" and chain.part is not None:
        size, start = chain.part
    if start is None:
        return None
    year = start.year + (spec.years or 0)
    if size == "quarter":
        return Resolved(*calendar.quarter_of(year, (start.month + 2) // 3), "quarter", ("mention", start))
    if size == "half":
        return Resolved(*calendar.half_of(year, 1 + (start.month > 6)), "half", ("mention", start))
    return Resolved(*calendar.month_of(year, start.month), "month", ("mention", start))


def container(ask: Question) -> Resolved | None:
    """A year, half, quarter, season or month, or a counted day or week of one."""
    spec = ask.spec
    if (spec.day is not None and spec.nth is None) or spec.holiday is not None:
        return None
    if spec.nth is not None and spec.anchor != "period" and not _names_container(spec):
        spec = replace(spec, months=0)
    if not _names_container(spec):
        return None
    year, origin, assumptions = _year_of(replace(ask, spec=spec))
    if year is None:
        return None
    if spec.month is not None:
        found = Resolved(*calendar.month_of(year, spec.month), "month", origin, assumptions)
    elif spec.months is not None and origin is not None:
        origin = month_base(ask) or origin
        moved = calendar.add_months(origin[1], spec.months)
        found = Resolved(*calendar.month_of(moved.year, moved.month), "month", origin)
    elif spec.quarter is not None:
        found = Resolved(*calendar.quarter_of(year, spec.quarter), "quarter", origin, assumptions)
    elif spec.quarters is not None and origin is not None:
        if spec.anchor == "mention" and ask.chain.part is not None:
            origin = "mention", ask.chain.part[1]
        moved = calendar.add_months(origin[1], 3 * spec.quarters)
        found = Resolved(*calendar.quarter_of(moved.year, (moved.month + 2) // 3), "quarter", origin)
    elif spec.half is not None:
        found = Resolved(*calendar.half_of(year, spec.half), "half", origin, assumptions)
    elif spec.season is not None:
        found = Resolved(*calendar.season_of(year, spec.season), "season", origin, assumptions)
    else:
        found = Resolved(*calendar.year_of(year), "year", origin, assumptions)
    return _nth(spec, found)


def month_base(ask: Question) -> tuple[By, date] | None:
    """The month that a shift counts from, when that is one told before.

    같은 달 and 전월 say so themselves; 다음 달 does in the past tense ("5월 신청해 다음 달 허가를 받았다").
    """
    spec, month = ask.spec, ask.chain.month
    told = spec.anchor == "mention" or (ask.lean == -1 and spec.months is not None and spec.months > 0)
    return ("mention", month) if told and month is not None else None


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


def _year_of(ask: Question) -> tuple[int | None, tuple[By, date] | None, tuple[str, ...]]:
    spec, chain, lean = ask.spec, ask.chain, ask.lean
    if spec.year is not None:
        return spec.year, None, ()
    told = {"mention": chain.year, "story": chain.story}.get(spec.anchor)
    if spec.years is not None and told is not None:
        return told + spec.years, ("mention", date(told, 1, 1)), ()
    anchor = chain.anchor()
    if anchor is None:
        return None, None, ()
    day, origin = anchor[0], (anchor[1], anchor[0])
    if spec.years is not None:
        return day.year + spec.years, origin, ()
    if spec.months is not None or spec.quarters is not None:
        return day.year, origin, ()
    if (
        (lean == 2 and spec.nth is None) or lean < 0 and ask.bound in ("until", "before")
    ):  # "had until March": the tense is that of having, not of March
        lean = 0
    options = [(_inner(spec, day.year + shift), day.year + shift) for shift in (-2, -1, 0, 1)]
    opened = ask.chain.opened
    if ask.bound == "until" and opened is not None:  # "between May and August"
        year = next((year for (start, _), year in options if start >= opened), options[-1][1])
        return year, ("mention", opened), ("year_inferred",)
    if spec.direction == 0:
        return _this_year(spec, day, lean), origin, ("year_inferred",)
    direction = spec.direction if spec.direction is not None else lean
    if lean < 0 and spec.direction is None and spec.month is not None and _is_next_month(spec.month, day):
        direction = 0  # "the wage rise in April had been budgeted for", in March: eleven months ago would be named so
    if direction < 0:
        fits = [year for (start, _), year in options if start <= day]
        if spec.direction is not None:
            fits = [year for (_, end), year in options if end <= day]
        year = fits[-1]
    elif direction > 0:
        year = next(year for (_, end), year in options if end > day)
        if spec.direction is not None:
            year = next(
                y
                for (start, end), y in options
                if start > day or (end > day and start.month == day.month and spec.season is None)
            )
    elif spec.quarter is not None or spec.half is not None:
        year = day.year
    else:
        year = min(options, key=lambda x: (abs((x[0][0] - day).days), x[1]))[1]
    lean_name = ("past_leaning",) if direction < 0 else ("future_leaning",) if direction > 0 else ()
    return year, origin, ("year_inferred", *(() if spec.direction is not None else lean_name))


def _this_year(spec: Spec, day: date, lean: int) -> int:
    """The year of "this June": that of the publication, unless the June has gone and the next is meant."""
    start, end = _inner(spec, day.year)
    ahead = _inner(spec, day.year + 1)[0]
    nearer = lean == 0 and ahead - day < day - start
    return day.year + 1 if end <= day and (lean > 0 or nearer) else day.year


def _is_next_month(month: int, day: date) -> bool:
    return month == day.month % 12 + 1


def _inner(spec: Spec, year: int) -> Interval:
    if spec.month is not None:
        return calendar.month_of(year, spec.month)
    if spec.quarter is not None:
        return calendar.quarter_of(year, spec.quarter)
    if spec.half is not None:
        return calendar.half_of(year, spec.half)
    return calendar.season_of(year, spec.season or 1)
