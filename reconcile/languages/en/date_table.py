"""The model of dates.toml."""

from __future__ import annotations

from typing import Literal

from reconcile.languages.date_specs import Bound, Part
from schemas.base import Model


class Approximate(Model):
    """Hedges before and after a date."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Habit(Model):
    """Spellings that tell day-first from month-first articles."""

    british: tuple[str, ...]
    american: tuple[str, ...]


class Table(Model):
    """dates.toml, which explains its tables."""

    year_before: tuple[str, ...]
    year_nouns: tuple[str, ...]
    count_after: tuple[str, ...]
    before_christ: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_after_mention: tuple[str, ...]
    not_after_holiday: tuple[str, ...]
    weekend_nouns: tuple[str, ...]
    edition_nouns: tuple[str, ...]
    edition_verbs: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    moved: tuple[str, ...]
    sport: tuple[str, ...]
    given_names: tuple[str, ...]
    small_months: tuple[str, ...]
    month_before: tuple[str, ...]
    month_placed: tuple[str, ...]
    season_before: tuple[str, ...]
    quarter_before: tuple[str, ...]
    clock_before: tuple[str, ...]
    day_before: tuple[str, ...]
    onwards: dict[str, Bound]
    local_time: tuple[str, ...]
    zones: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    mention_days: dict[str, int]
    mention_weeks: dict[str, int]
    mention_months: dict[str, int]
    mention_years: dict[str, int]
    story_years: dict[str, int]
    same_months: dict[str, int]
    same_periods: dict[str, int]
    period_days: dict[str, int]
    shifts: dict[str, int]
    weekends: dict[str, int]
    directions: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    counts: dict[str, int]
    numerals: dict[str, int]
    vague: tuple[str, ...]
    units: dict[str, tuple[int, Literal["day", "week", "month", "year"]]]
    back: tuple[str, ...]
    forth: tuple[str, ...]
    from_mention: tuple[str, ...]
    decades: dict[str, int]
    hours: dict[str, int]
    minutes: dict[str, int]
    lights: dict[str, str]
    clock_words: dict[str, int]
    early_hours: tuple[str, ...]
    parts: dict[str, Part]
    dayparts: dict[str, str]
    holidays: dict[str, str]
    bounds: dict[str, Bound]
    approximate: Approximate
    habit: Habit
