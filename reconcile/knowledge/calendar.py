"""The Gregorian calendar: month arithmetic, weeks, quarters, and the named days of holidays.toml.

Weeks start on Monday (ISO 8601); Monday is weekday 0. Every interval is half-open.
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from schemas.base import Model

Interval = tuple[date, date]


class Holiday(Model):
    """One rule of holidays.toml, which explains the fields."""

    day: str | None = None
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    country: str | None = None
    name: str | None = None
    shift: int = 0
    before: int = 0
    after: int = 0


def days(count: int) -> timedelta:
    """`count` days as a difference of dates."""
    return timedelta(days=count)


def month_of(year: int, month: int) -> Interval:
    """The interval of a month; `month` may lie outside 1-12 and then counts on into other years."""
    return _first(year, month), _first(year, month + 1)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last day of that month when it is shorter."""
    start, end = month_of(day.year, day.month + count)
    return start.replace(day=min(day.day, (end - days(1)).day))


def year_of(year: int) -> Interval:
    """The interval of a calendar year."""
    return date(year, 1, 1), date(year + 1, 1, 1)


def quarter_of(year: int, quarter: int) -> Interval:
    """The interval of quarter 1-4."""
    return _first(year, 3 * quarter - 2), _first(year, 3 * quarter + 1)


def half_of(year: int, half: int) -> Interval:
    """The interval of half 1 or 2."""
    return _first(year, 6 * half - 5), _first(year, 6 * half + 1)


def season_of(year: int, season: int) -> Interval:
    """The meteorological season 1 (spring, from March) to 4 (winter, from December into the next year)."""
    return _first(year, 3 * season), _first(year, 3 * season + 3)


def week_of(day: date) -> Interval:
    """The Monday week that holds `day`."""
    monday = day - days(day.weekday())
    return monday, monday + days(7)


def weekend_of(day: date) -> Interval:
    """Saturday and Sunday of the week that holds `day`."""
    monday, end = week_of(day)
    return monday + days(5), end


def nth_weekday(within: Interval, weekday: int, nth: int) -> date | None:
    """The `nth` such weekday in an interval, counted from its end when negative; None when there is none."""
    start, end = within
    if nth > 0:
        day = start + days((weekday - start.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = end - days(1)
        day = last - days((last.weekday() - weekday) % 7 + 7 * (-nth - 1))
    return day if start <= day < end else None


def nth_week(within: Interval, nth: int) -> Interval | None:
    """The `nth` Monday week that lies wholly inside an interval; negative counts from the end."""
    monday = nth_weekday(within, 0, 1)
    count = 0 if monday is None else (within[1] - monday).days // 7
    index = nth - 1 if nth > 0 else count + nth
    if monday is None or not 0 <= index < count:
        return None
    return monday + days(7 * index), monday + days(7 * index + 7)


def easter(year: int) -> date:
    """Easter Sunday: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday_of(key: str, year: int) -> Interval | None:
    """The interval of a holiday of holidays.toml in `year`; None when that year's day is not known.

    Raises KeyError for a key that the table lacks.
    """
    rule = holidays_table()[key]
    day = _holiday_day(rule, year)
    return None if day is None else (day - days(rule.before), day + days(rule.after + 1))


@cache
def holidays_table() -> dict[str, Holiday]:
    """The rules of holidays.toml by key."""
    raw = tomllib.loads(files("reconcile.knowledge").joinpath("holidays.toml").read_text("utf-8"))
    return TypeAdapter(dict[str, Holiday]).validate_python(raw)


def _holiday_day(rule: Holiday, year: int) -> date | None:
    if rule.day is not None:
        return date.fromisoformat(f"{year:04d}-{rule.day}")
    if rule.easter is not None:
        return easter(year) + days(rule.easter)
    if rule.nth is not None:
        month, weekday, nth = rule.nth
        day = nth_weekday(month_of(year, month), weekday, nth)
        return None if day is None else day + days(rule.shift)
    return _listed(rule.country or "", year).get(rule.name or "")


@cache
def _listed(country: str, year: int) -> dict[str, date]:
    from holidays import country_holidays  # slow to import

    # The language is fixed: the package otherwise follows the machine's locale.
    listed = country_holidays(country, years=year, language="en_US")
    return {name: day for day, names in sorted(listed.items()) for name in names.split("; ")}


def _first(year: int, month: int) -> date:
    carry, index = divmod(month - 1, 12)
    return date(year + carry, index + 1, 1)
