"""The model of dates.toml."""

from __future__ import annotations

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
    year_strong: tuple[str, ...]
    year_nouns: tuple[str, ...]
    count_after: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    zones: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    given_names: tuple[str, ...]
    month_before: tuple[str, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    mention_days: dict[str, int]
    mention_years: dict[str, int]
    shifts: dict[str, int]
    directions: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    counts: dict[str, int]
    decades: dict[str, int]
    parts: dict[str, Part]
    dayparts: dict[str, str]
    holidays: dict[str, str]
    bounds: dict[str, Bound]
    approximate: Approximate
    habit: Habit
