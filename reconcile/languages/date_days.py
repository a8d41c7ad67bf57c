"""Resolving days: by number, by weekday, by holiday, by distance, and clock times without a day of their own.

Every function takes a Question and gives what it means, or None when its shape of wording is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reconcile.knowledge import calendar
from reconcile.knowledge.calendar import Interval, days
from reconcile.languages.date_periods import month_base
from reconcile.languages.date_specs import By, Chain, Question, Resolved, Spec

_STILL_TOLD = 1
"""Sentences after that of a day in which 전날, the eve of the day told of or of the news, still counts from it."""


def distance(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    if spec.amount is None or spec.unit is None or spec.day is not None:  # "이틀 뒤인 13일": the number wins
        return None
    anchor = _anchor_of(spec, chain)
    if spec.anchor in ("published", "mention") and spec.amount > 0 and ask.lean == -1:
        anchor = _told(ask)  # "three days later he died" counts from what was told before
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
    if spec.span and spec.amount == 0:  # "the last 0 days" is no stretch of time
        return None
    if spec.span:
        first = day + days(1) if spec.amount > 0 else day
        interval = (first, _moved(first, spec.amount, spec.unit)) if spec.amount > 0 else (moved, first)
        return Resolved(*interval, spec.unit if spec.unit != "year" else "year", (by, day))
    if spec.unit == "year":
        return Resolved(*calendar.year_of(moved.year), "year", (by, day))
    if spec.unit == "month":
        return Resolved(*calendar.month_of(moved.year, moved.month), "month", (by, day))
    return Resolved(moved, moved + days(1), "day", (by, day))


def _told(ask: Question) -> tuple[date, By] | None:
    """What the article has told before, in the unit of a distance; without it, only years count from the reader."""
    spec, chain = ask.spec, ask.chain
    if spec.unit == "year":
        return chain.anchor() if chain.story is None else (date(chain.story, 1, 1), "mention")
    base = chain.month if spec.unit == "month" else chain.day
    return None if base is None else (base, "mention")


def _moved(day: date, amount: int, unit: str) -> date:
    if unit == "day":
        return day + days(amount)
    if unit == "week":
        return day + days(7 * amount)
    return calendar.add_months(day, amount * (12 if unit == "year" else 1))


def day_shift(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    if spec.days is None or spec.holiday is not None:
        return None
    anchor = _anchor_of(spec, chain)
    if anchor is None:
        return None
    if spec.days == 0 and ask.lean == -1 and chain.published is not None and chain.published < anchor[0]:
        anchor = chain.published, "published"  # what was done 이날 was done on no day that is yet to come
    day = anchor[0] + days(spec.days)
    if spec.day is not None and day.day != spec.day:  # "내일(30일)": the number wins
        return None
    return Resolved(day, day + days(1), "day", (anchor[1], anchor[0]))


def day_of_period(ask: Question) -> Resolved | None:
    """The first, second or last day of the stretch of days last named."""
    spec, period = ask.spec, ask.chain.period
    if spec.anchor != "period" or spec.nth is None or period is None or spec.holiday is not None:
        return None
    if any(x is not None for x in (spec.month, spec.months, spec.year, spec.years, spec.weeks)):
        return None
    day = period[0] + days(spec.nth - 1) if spec.nth > 0 else period[1] + days(spec.nth)
    return Resolved(day, day + days(1), "day", ("mention", period[0])) if period[0] <= day < period[1] else None


def holiday(ask: Question) -> Resolved | None:
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
    lean = spec.direction or ask.lean
    interval = _nearest(known, day) if lean == 0 else _lean(known, day, lean)
    if interval is None:
        return None
    return Resolved(
        *_beside(spec, interval), "day", ("holiday", day), () if spec.years is not None else ("year_inferred",)
    )


def _beside(spec: Spec, interval: Interval) -> Interval:
    """Days or weekdays counted from a holiday: three days after Easter, the second Monday after Christmas."""
    start, end = interval
    plus = spec.plus or spec.days
    if plus:
        hit = (end - days(1) if plus > 0 else start) + days(plus)
        return hit, hit + days(1)
    if spec.nth is not None and spec.nth_of == "day":
        hit = start + days(spec.nth - 1) if spec.nth > 0 else end + days(spec.nth)
        return hit, hit + days(1)
    if spec.nth is not None and spec.weekday is not None:
        hit = end + days((spec.weekday - end.weekday()) % 7 + 7 * (spec.nth - 1))
        return hit, hit + days(1)
    return interval


def named_day(ask: Question) -> Resolved | None:
    """A day of a month, with whatever of year and month is written; the rest is inferred."""
    spec, chain = ask.spec, ask.chain
    if spec.day is None:
        return None
    if spec.year is not None and spec.month is not None:
        day = date(spec.year, spec.month, spec.day)
        clash = spec.weekday is not None and day.weekday() != spec.weekday
        return Resolved(day, day + days(1), "day", None, ("weekday_mismatch",) if clash else ())
    anchor = chain.anchor()
    if _bare(spec):
        chained = _from_chain(spec, chain)
        if chained is not None:
            return chained
    if anchor is None:
        return None
    day, by = anchor
    if chain.ahead is not None and ask.lean >= 0 and _bare(spec) and spec.day > chain.ahead.day:
        hit = chain.ahead.replace(day=spec.day)  # "4월 6일 시작해 20일 마감한다"
        return Resolved(hit, hit + days(1), "day", ("mention", chain.ahead), ("month_inferred",))
    if ask.bound == "until" and chain.link is not None and spec.months is None and spec.years is None:
        ask, day, by = replace(ask, lean=1), chain.link, "mention"
    assumptions: tuple[str, ...] = ()
    if spec.months is not None:
        by, day = month_base(ask) or (by, day)
        months = [calendar.add_months(day, spec.months)]
    elif spec.month is not None and spec.years is not None:
        told = chain.story if spec.anchor == "story" else None
        by, day = (by, day) if told is None else ("mention", date(told, 1, 1))
        months = [date(day.year + spec.years, spec.month, 1)]
    elif spec.month is not None:
        reach = 6 if (spec.month, spec.day) == (2, 29) else 1
        months = [date(day.year + shift, spec.month, 1) for shift in range(-reach, reach + 1)]
        assumptions = ("year_inferred",)
    else:
        reach = 1 if spec.weekday is not None else 2
        months = [calendar.month_of(day.year, day.month + shift)[0] for shift in range(-reach, reach + 1)]
        assumptions = ("month_inferred",)
    options = list(_days_in(months, spec.day, None if spec.to_month else spec.to))
    direction = spec.direction if spec.direction is not None else ask.lean
    if spec.month is None and assumptions and spec.direction is None:
        direction = _usual_month(spec.day, day, direction)
    elif spec.month is not None and direction == -1 and spec.direction is None and ask.bound == "from":
        direction = 0  # "was named chair from June 1": the tense is that of naming
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


def _bare(spec: Spec) -> bool:
    """Whether a day has nothing said about its month."""
    return spec.months is None and spec.years is None and spec.month is None and spec.direction is None


def _usual_month(number: int, day: date, direction: int) -> int:
    """The lean of a bare day: it is of the month of publication where the tense allows, or nearly.

    Newspapers name every month but the current one, the turn of the month excepted; so a day just gone stays
    gone in a sentence about plans, and an unmarked "20일" printed on the 19th is tomorrow.
    """
    if direction > 0 and 0 < day.day - number <= 14:
        return -1
    if direction == 0 and 0 < number - day.day <= 14:
        return 1
    return direction


def _days_in(months: list[date], day: int, last: int | None = None) -> Iterator[Interval]:
    """The day in each month that has it, and has the last day of its range too."""
    for month in months:
        start, end = calendar.month_of(month.year, month.month)
        hit = start + days(day - 1)
        if start + days(max(day, last or day) - 1) < end:
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


def weekday(ask: Question) -> Resolved | None:
    spec, chain = ask.spec, ask.chain
    anchor = chain.anchor()
    if spec.weekday is None or anchor is None:
        return None
    if chain.week is not None:  # "next week between Wednesday and Friday"
        hit = chain.week + days(spec.weekday)
        return Resolved(hit, hit + days(1), "day", ("mention", chain.week))
    day, by = anchor
    if ask.bound == "until" and chain.link is not None:  # Monday to Friday
        hit = chain.link + days((spec.weekday - chain.link.weekday()) % 7)
        return Resolved(hit, hit + days(1), "day", ("mention", chain.link))
    direction = spec.direction if spec.direction is not None else ask.lean
    ahead = (spec.weekday - day.weekday()) % 7
    if direction > 0:  # a date that stands alone, or "this coming", is never today
        hit = day + days(ahead or (7 if direction == 2 or spec.direction else 0))
    else:
        hit = day - days((7 - ahead) % 7 or (7 if spec.direction else 0))
    assumption = ("future_leaning",) if direction > 0 else ("past_leaning",)
    return Resolved(hit, hit + days(1), "day", (by, day), () if spec.direction else assumption)


def clock(ask: Question) -> Resolved | None:
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
    if spec.anchor == "told" and chain.published is not None and chain.ended > _STILL_TOLD:
        return chain.published, "published"
    if spec.anchor in ("mention", "first", "told") and chain.day is not None:
        return chain.day, "mention"
    return chain.anchor()


def _lean(options: list[Interval], day: date, direction: int) -> Interval | None:
    """The latest option not after `day`, or for the future the earliest not before it."""
    if direction > 0:
        return next((x for x in options if x[1] > day), options[-1] if options else None)
    return next((x for x in reversed(options) if x[0] <= day), options[0] if options else None)


def _nearest(options: list[Interval], day: date) -> Interval | None:
    """The option closest to `day`; the earlier of two as close."""
    return min(options, key=lambda x: (abs((x[0] - day).days), x[0]), default=None)
