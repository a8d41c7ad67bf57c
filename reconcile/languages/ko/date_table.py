"""The model of dates.toml."""

from __future__ import annotations

from typing import Literal

from reconcile.languages.date_specs import Bound, Part
from schemas.base import Model


class Approximate(Model):
    """Hedges before and after a date."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    noun_like: tuple[str, ...]
    noun_like_particles: tuple[str, ...]


class Tense(Model):
    """Words that tell past from future."""

    past: tuple[str, ...]
    future: tuple[str, ...]
    adnominals: tuple[str, ...]
    neutral_syllables: tuple[str, ...]


class PeriodPart(Model):
    """A word for the beginning or end of the current year, month or week."""

    of: Literal["years", "months", "weeks"]
    part: Part


class Table(Model):
    """dates.toml, which explains its tables."""

    not_before: tuple[str, ...]
    not_before_word: tuple[str, ...]
    before_christ: tuple[str, ...]
    particles: tuple[str, ...]
    not_after_day: tuple[str, ...]
    not_after_one_day: tuple[str, ...]
    not_after_month: tuple[str, ...]
    not_after_year: tuple[str, ...]
    not_after_clock: tuple[str, ...]
    not_after_shift: tuple[str, ...]
    not_after_weekend: tuple[str, ...]
    weekend_nouns: tuple[str, ...]
    edition_nouns: tuple[str, ...]
    edition_verbs: tuple[str, ...]
    not_after_holiday: tuple[str, ...]
    not_after_period_part: tuple[str, ...]
    after_this_year: tuple[str, ...]
    overnight: tuple[str, ...]
    bases: tuple[str, ...]
    back: tuple[str, ...]
    forth: tuple[str, ...]
    years: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    weekends: dict[str, int]
    days: dict[str, int]
    mention_days: dict[str, int]
    mention_years: dict[str, int]
    story_years: dict[str, int]
    mention_months: dict[str, int]
    mention_quarters: dict[str, int]
    same_months: dict[str, int]
    same_periods: dict[str, int]
    period_days: dict[str, int]
    quarters: dict[str, int]
    day_words: dict[str, int]
    counts: dict[str, int]
    hours: dict[str, int]
    units: dict[str, Literal["day", "week", "month", "year"]]
    ordinals: dict[str, int]
    seasons: dict[str, int]
    dayparts: dict[str, str]
    parts: dict[str, Part]
    period_parts: dict[str, PeriodPart]
    directions: dict[str, int]
    holidays: dict[str, str]
    zones: dict[str, str]
    local_time: tuple[str, ...]
    bounds: dict[str, Bound]
    approximate: Approximate
    tense: Tense
