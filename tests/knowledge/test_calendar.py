"""The calendar keeps its arithmetic, and its named days fall where almanacs have them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.knowledge import calendar

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))

# Almanac dates: the United Kingdom's bank holidays, the United States' federal holidays, Korea's public holidays.
NAMED = (
    ("easter", 2024, "2024-03-31", 1),
    ("easter", 2025, "2025-04-20", 1),
    ("good_friday", 2025, "2025-04-18", 1),
    ("easter_weekend", 2025, "2025-04-18", 4),
    ("shrove_tuesday", 2025, "2025-03-04", 1),
    ("whit_sunday", 2025, "2025-06-08", 1),
    ("early_may_bank_holiday", 2025, "2025-05-05", 1),
    ("spring_bank_holiday", 2025, "2025-05-26", 1),
    ("summer_bank_holiday", 2025, "2025-08-25", 1),
    ("mlk_day", 2025, "2025-01-20", 1),
    ("presidents_day", 2025, "2025-02-17", 1),
    ("thanksgiving", 2025, "2025-11-27", 1),
    ("black_friday", 2024, "2024-11-29", 1),
    ("coming_of_age_day_kr", 2025, "2025-05-19", 1),
    ("seollal", 2025, "2025-01-28", 3),
    ("chuseok", 2025, "2025-10-05", 3),
    ("buddhas_birthday", 2025, "2025-05-05", 1),
    ("liberation_day", 2025, "2025-08-15", 1),
)


@pytest.mark.parametrize(("key", "year", "start", "length"), NAMED, ids=[f"{key} {year}" for key, year, *_ in NAMED])
def test_a_named_day_falls_where_almanacs_have_it(key: str, year: int, start: str, length: int) -> None:
    first = date.fromisoformat(start)
    assert calendar.holiday_of(key, year) == (first, first + timedelta(days=length))


@pytest.mark.parametrize("key", calendar.holidays_table())
def test_every_named_day_is_known_for_the_years_of_the_news(key: str) -> None:
    for year in (2000, 2026, 2030):
        interval = calendar.holiday_of(key, year)
        assert interval is not None
        assert interval[0] < interval[1]


@given(day=DAYS, count=st.integers(-500, 500))
def test_months_added_and_taken_away_lead_back_to_the_month(day: date, count: int) -> None:
    there = calendar.add_months(day, count)
    back = calendar.add_months(there, -count)
    assert (back.year, back.month) == (day.year, day.month)
    assert there.day <= day.day


@given(day=DAYS)
def test_every_day_lies_in_its_week_month_and_year(day: date) -> None:
    for start, end in (calendar.week_of(day), calendar.month_of(day.year, day.month), calendar.year_of(day.year)):
        assert start <= day < end


@given(day=DAYS, weekday=st.integers(0, 6), nth=st.sampled_from([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]))
def test_a_counted_weekday_is_that_weekday_inside_its_month(day: date, weekday: int, nth: int) -> None:
    month = calendar.month_of(day.year, day.month)
    found = calendar.nth_weekday(month, weekday, nth)
    if found is None:
        assert abs(nth) == 5
    else:
        assert month[0] <= found < month[1]
        assert found.weekday() == weekday


@given(day=DAYS, nth=st.sampled_from([-4, -3, -2, -1, 1, 2, 3, 4]))
def test_a_counted_week_lies_wholly_in_its_month(day: date, nth: int) -> None:
    month = calendar.month_of(day.year, day.month)
    week = calendar.nth_week(month, nth)
    assert week is None or (month[0] <= week[0] and week[1] <= month[1] and week[0].weekday() == 0)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        calendar.holiday_of("day_of_nothing", 2025)
