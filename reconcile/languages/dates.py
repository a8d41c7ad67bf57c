"""From what a wording says about a date to a DateValue: the part that no language changes.

A language's reader turns each mention into a `Spec`, field by field, and this module resolves it
against a `Chain`, what the article has said so far:

    published 2026-01-17   "지난해 12월 …"       Spec(years=-1, month=12)    -> [2025-12-01, 2026-01-01)
                           "17일 오후 6시 42분"   Spec(day=17, hour=18, …)    -> [2026-01-17T18:42, T18:43)
                           "이튿날"              Spec(days=1, anchor=mention) -> [2026-01-18, 2026-01-19)
    not published          "11일"               Spec(day=11)                 -> null, edtf XXXX-XX-11
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from reconcile.knowledge import calendar
from reconcile.knowledge.calendar import Interval, days
from reconcile.languages.date_specs import Bound, By, Chain, Question, Resolved, Spec
from reconcile.languages.date_values import ranged, unanchored, value_of
from schemas.values import DateValue


def published_day(published: str | None, timezone: str | None) -> date | None:
    """The local day of publication.

    `published` is an ISO date or date-time; one with an offset is moved to `timezone`, an IANA name or an offset.
    Raises ValueError when `published` is no ISO date.
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is not None and timezone is not None:
        moment = moment.astimezone(_zone(timezone))
    return moment.date()


def _zone(name: str) -> tzinfo:
    """The zone of an IANA name or of an offset such as +09:00."""
    if name[:1] in "+-":
        return datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo or UTC
    return ZoneInfo(name)


def read_spec(spec: Spec, chain: Chain, lean: int, bound: Bound | None) -> tuple[DateValue, tuple[str, ...], Chain]:
    """The value of a mention, the assumptions made, and the chain after it.

    `lean` is the tense of its sentence: -1 past, +1 future, 0 unmarked, 2 a date that stands alone.
    A wording that names no possible date (31 February) is given unanchored, with the assumption `impossible`.
    """
    try:
        found = _resolve(Question(spec, chain, lean, bound))
        if found is not None:
            return value_of(spec, found, bound), found.assumptions, _advance(spec, found, chain, bound)
    except (ValueError, OverflowError):
        return unanchored(spec, bound), ("impossible",), chain
    return unanchored(spec, bound), (), chain


# Resolving: one function a shape of wording, the first that answers wins.


def _resolve(ask: Question) -> Resolved | None:
    shapes = (_decade, _distance, _day_shift, _week, _same_month, _container, _holiday, _named_day, _weekday, _clock)
    for shape in shapes:
        found = shape(ask)
        if found is not None:
            return found
    return None


def _decade(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
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


def _distance(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    if spec.amount is None or spec.unit is None or spec.day is not None:  # "이틀 뒤인 13일": the number wins
        return None
    anchor = _anchor_of(spec, chain)
    if anchor is None:
        return None
    day, by = anchor
    if spec.weekday is not None:  # "two Sundays from now"
        step = (
            (spec.weekday - day.weekday() - 1) % 7 + 1
            if spec.amount > 0
            else -((day.weekday() - spec.weekday - 1) % 7 + 1)
        )
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


def _day_shift(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    if spec.days is None:
        return None
    anchor = _anchor_of(spec, chain)
    if anchor is None:
        return None
    day = anchor[0] + days(spec.days)
    if spec.day is not None and day.day != spec.day:  # "내일(30일)": the number wins
        return None
    return Resolved(day, day + days(1), "day", (anchor[1], anchor[0]))


def _week(ask: Question) -> Resolved | None:
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


def _same_month(ask: Question) -> Resolved | None:
    """The month last mentioned, in another year: 전년 동월. Without one, the year alone is said."""
    spec, month = ask.spec, ask.chain.month
    if not spec.same_month or month is None:
        return None
    return Resolved(*calendar.month_of(month.year + (spec.years or 0), month.month), "month", ("mention", month))


def _container(ask: Question) -> Resolved | None:
    """A year, half, quarter, season or month, or a counted day or week of one."""
    spec = ask.spec
    if (spec.day is not None and spec.nth is None) or spec.holiday is not None:
        return None
    if spec.nth is not None and not _names_container(spec):
        spec = replace(spec, months=0)
    if not _names_container(spec):
        return None
    year, origin, assumptions = _year_of(replace(ask, spec=spec))
    if year is None:
        return None
    if spec.month is not None:
        found = Resolved(*calendar.month_of(year, spec.month), "month", origin, assumptions)
    elif spec.months is not None and origin is not None:
        moved = calendar.add_months(origin[1], spec.months)
        found = Resolved(*calendar.month_of(moved.year, moved.month), "month", origin)
    elif spec.quarter is not None:
        found = Resolved(*calendar.quarter_of(year, spec.quarter), "quarter", origin, assumptions)
    elif spec.quarters is not None and origin is not None:
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


def _holiday(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    if spec.holiday is None:
        return None
    anchor = chain.anchor()
    if spec.year is not None:
        interval = calendar.holiday_of(spec.holiday, spec.year)
        return None if interval is None else Resolved(*_beside(spec, interval), "day")
    if anchor is None:
        return None
    day = anchor[0]
    if spec.years is not None:
        options = [calendar.holiday_of(spec.holiday, day.year + spec.years)]
    else:
        options = [calendar.holiday_of(spec.holiday, day.year + shift) for shift in (-1, 0, 1)]
    known = [x for x in options if x is not None]
    interval = _lean(known, day, spec.direction or ask.lean)
    if interval is None:
        return None
    return Resolved(
        *_beside(spec, interval), "day", ("holiday", day), () if spec.years is not None else ("year_inferred",)
    )


def _beside(spec: Spec, interval: Interval) -> Interval:
    """Days or weekdays counted from a holiday: three days after Easter, the second Monday after Christmas."""
    start, end = interval
    if spec.plus is not None:
        hit = (end - days(1) if spec.plus > 0 else start) + days(spec.plus)
        return hit, hit + days(1)
    if spec.nth is not None and spec.nth_of == "day":
        hit = start + days(spec.nth - 1) if spec.nth > 0 else end + days(spec.nth)
        return hit, hit + days(1)
    if spec.nth is not None and spec.weekday is not None:
        hit = end + days((spec.weekday - end.weekday()) % 7 + 7 * (spec.nth - 1))
        return hit, hit + days(1)
    return interval


def _named_day(ask: Question) -> Resolved | None:
    """A day of a month, with whatever of year and month is written; the rest is inferred."""
    spec, chain = ask.spec, ask.chain
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
    if ask.bound == "until" and chain.link is not None and spec.months is None and spec.years is None:
        ask, day, by = replace(ask, lean=1), chain.link, "mention"
    assumptions: tuple[str, ...] = ()
    if spec.months is not None:
        moved = calendar.add_months(day, spec.months)
        months = [moved]
    elif spec.month is not None and spec.years is not None:
        months = [date(day.year + spec.years, spec.month, 1)]
    elif spec.month is not None:
        reach = 6 if (spec.month, spec.day) == (2, 29) else 1
        months = [date(day.year + shift, spec.month, 1) for shift in range(-reach, reach + 1)]
        assumptions = ("year_inferred",)
    else:
        reach = 1 if spec.weekday is not None else 2
        months = [calendar.month_of(day.year, day.month + shift)[0] for shift in range(-reach, reach + 1)]
        assumptions = ("month_inferred",)
    options = list(_days_in(months, spec.day))
    direction = spec.direction if spec.direction is not None else ask.lean
    if spec.month is None and assumptions and spec.direction is None:
        direction = _usual_month(spec.day, day, direction, ask.bound)
    elif direction == 2 and spec.near_weekday is None:  # a month and day that stand alone may be of either year
        direction = 0
    interval = _nearest(options, day) if direction == 0 and spec.month is not None else _lean(options, day, direction)
    if interval is not None and spec.weekday is not None and interval[0].weekday() != spec.weekday:
        # Close by, the weekday is the slip; months away, it tells which year is meant.
        far = abs((interval[0] - day).days) > 60
        interval = _nearest([x for x in options if x[0].weekday() == spec.weekday], day) if far else interval
        assumptions += () if far and interval is not None else ("weekday_mismatch",)
        interval = interval or _lean(options, day, direction)
    if interval is None:
        return None
    if assumptions and direction in (-1, 1) and spec.direction is None:
        assumptions += ("past_leaning" if direction < 0 else "future_leaning",)
    elif assumptions == ("month_inferred",):
        assumptions += ("past_leaning",)
    return Resolved(*interval, "day", (by, day), assumptions)


def _usual_month(number: int, day: date, direction: int, bound: Bound | None) -> int:
    """The lean of a bare day: it is of the month of publication where the tense allows, or nearly.

    Newspapers name every month but the current one, the turn of the month excepted; so a day just gone stays
    gone in a sentence about plans, and an unmarked "20일부터" printed on the 19th is tomorrow.
    """
    if direction > 0 and 0 < day.day - number <= 14:
        return -1
    if direction == 0 and bound in ("from", "until") and 0 < number - day.day <= 14:
        return 1
    return direction


def _days_in(months: list[date], day: int) -> Iterator[Interval]:
    for month in months:
        start, end = calendar.month_of(month.year, month.month)
        hit = start + days(day - 1)
        if hit < end:
            yield hit, hit + days(1)


def _from_chain(spec: Spec, chain: Chain) -> Resolved | None:
    """A bare day that continues a list or range, or that lies in a period the article has named."""
    if spec.day is None:
        return None
    if chain.link is not None:
        for start in (chain.link, calendar.add_months(chain.link.replace(day=1), 1)):
            for interval in _days_in([start], spec.day):
                if interval[0] >= chain.link or (start.month == chain.link.month and chain.published is None):
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


def _weekday(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    anchor = chain.anchor()
    if spec.weekday is None or anchor is None:
        return None
    day, by = anchor
    direction = spec.direction if spec.direction is not None else ask.lean
    ahead = (spec.weekday - day.weekday()) % 7
    if direction > 0:  # a date that stands alone, or "this coming", is never today
        hit = day + days(ahead or (7 if direction == 2 or spec.direction else 0))
    else:
        hit = day - days((7 - ahead) % 7 or (7 if spec.direction else 0))
    assumption = ("future_leaning",) if direction > 0 else ("past_leaning",)
    return Resolved(hit, hit + days(1), "day", (by, day), () if spec.direction else assumption)


def _clock(ask: Question) -> Resolved | None:
    """A bare time of day belongs to the day last mentioned."""
    spec, chain = ask.spec, ask.chain
    if spec.hour is None and spec.daypart is None:
        return None
    day = chain.link or chain.day
    if day is not None:
        return Resolved(day, day + days(1), "day", ("mention", day))
    if chain.published is not None:
        return Resolved(chain.published, chain.published + days(1), "day", ("published", chain.published))
    return None


def _anchor_of(spec: Spec, chain: Chain) -> tuple[date, By] | None:
    if spec.anchor == "period":
        return None if chain.period is None else (chain.period[0], "mention")
    if spec.anchor == "year":
        return None if chain.year is None else (date(chain.year, 1, 1), "mention")
    if spec.anchor == "first" and chain.first is not None:
        return chain.first, "mention"
    if spec.anchor in ("mention", "first") and chain.day is not None:
        return chain.day, "mention"
    return chain.anchor()


def _year_of(ask: Question) -> tuple[int | None, tuple[By, date] | None, tuple[str, ...]]:
    spec, chain, lean = ask.spec, ask.chain, ask.lean
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
    if (
        (lean == 2 and spec.nth is None) or lean < 0 and ask.bound in ("until", "before")
    ):  # "had until March": the tense is that of having, not of March
        lean = 0
    options = [(_inner(spec, day.year + shift), day.year + shift) for shift in (-2, -1, 0, 1)]
    direction = spec.direction if spec.direction is not None else lean
    if direction < 0:
        fits = [year for (start, _), year in options if start <= day]
        if spec.direction is not None:
            fits = [year for (_, end), year in options if end <= day]
        year = fits[-1]
    elif direction > 0:
        year = next(year for (_, end), year in options if end > day)
        if spec.direction is not None:
            year = next(y for (start, end), y in options if start > day or (end > day and start.month == day.month))
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


def _nearest(options: list[Interval], day: date) -> Interval | None:
    """The option closest to `day`; the earlier of two as close."""
    return min(options, key=lambda x: (abs((x[0] - day).days), x[0]), default=None)


def _moved(day: date, amount: int, unit: str) -> date:
    if unit == "day":
        return day + days(amount)
    if unit == "week":
        return day + days(7 * amount)
    return calendar.add_months(day, amount * (12 if unit == "year" else 1))


def _advance(spec: Spec, found: Resolved, chain: Chain, bound: Bound | None) -> Chain:
    """The chain after a mention. Only a plain day becomes the referent of 이날; 전날 and 까지 leave it alone."""
    chain = replace(chain, year=found.start.year)
    if found.granularity != "day":
        named = found.granularity == "month" and not spec.same_month
        return replace(chain, month=found.start) if named else chain
    start, end = ranged(spec, found)
    if end - start > days(1):
        return replace(chain, period=(start, end), month=start.replace(day=1))
    if bound == "until" and chain.link is not None and chain.link < start:
        return replace(chain, period=(chain.link, end))
    chain = replace(chain, link=start, month=start.replace(day=1))
    shifted = spec.days is not None and spec.days != 0
    chain = replace(chain, first=chain.first or start)
    if bound is not None or (shifted and spec.anchor != "mention" and spec.direction is None):
        return chain
    if shifted and spec.days is not None and spec.days < 0:
        return chain
    return replace(chain, day=start)
