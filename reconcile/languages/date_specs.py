"""The vocabulary of date reading: what a wording says (Spec) and what the article has said before (Chain)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reconcile.knowledge.calendar import Interval

Granularity = Literal["minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade"]
Part = Literal["early", "mid", "late"]
Bound = Literal["from", "until", "before", "after"]
By = Literal["published", "mention", "holiday"]


@dataclass(slots=True)  # not frozen: with so many fields that would cost more than the reading
class Spec:
    """What a wording says about a date. A plural field is a shift from the anchor, a singular one a name.

    `amount` and `unit` are a distance (three years ago: -3, year); `nth` with `nth_of` picks a day, week
    or weekday of what contains it; `to` is the written end of a range, in the unit of its start;
    `direction` is what the wording itself says of past (-1), future (+1) and the year at hand (0: this June); `zone`
    is an offset from UTC or an IANA name; `half_day` marks an hour that does not say which half of the day it is of.
    """

    year: int | None = None
    years: int | None = None
    decade: int | None = None
    decades: int | None = None
    century: int | None = None
    centuries: int | None = None
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
    to_hour: int | None = None
    to_minute: int | None = None
    half_day: bool = False
    zone: str | None = None
    daypart: str | None = None
    amount: int | None = None
    unit: Literal["day", "week", "month", "year"] | None = None
    span: bool = False
    rest: bool = False
    so_far: bool = False
    to: int | None = None
    to_month: int | None = None
    to_year: int | None = None
    part: Part | None = None
    direction: int | None = None
    anchor: Literal["published", "mention", "told", "period", "first", "year", "story"] = "published"
    approximate: bool = False
    week_beginning: bool = False
    plus: int | None = None
    near_weekday: int | None = None
    turn: bool = False
    same: Literal["month", "period"] | None = None


@dataclass(slots=True)
class Chain:
    """What one article has said of dates so far, in reading order; each mention moves it on.

    `first` is the first day named, `day` the one that 이날 and `that day` mean, `period` the last stretch of days,
    `part` the month, quarter or half last named, `year` the year of this sentence, `story` that of any before it,
    `link`, `hour`, `week` and `opened` the day, hour, week and month that a list or range goes on from,
    `ahead` a day to come whose month the sentence has named, `ended` the sentences that ended since `day` was told.
    """

    published: date | None = None
    first: date | None = None
    day: date | None = None
    period: Interval | None = None
    month: date | None = None
    year: int | None = None
    story: int | None = None
    part: tuple[Granularity, date] | None = None
    link: date | None = None
    hour: int | None = None
    week: date | None = None
    opened: date | None = None
    ahead: date | None = None
    ended: int = 0

    def anchor(self) -> tuple[date, By] | None:
        """The date that relative wordings count from."""
        if self.published is not None:
            return self.published, "published"
        return None if self.day is None else (self.day, "mention")

    def end_list(self) -> None:
        """A mention that goes on from no other begins a new list."""
        self.link = self.hour = self.week = self.opened = None

    def end_sentence(self, sentences: int = 1) -> None:
        """Where a sentence ends, the year of the last one no longer explains 전년."""
        self.year = self.ahead = None
        self.ended += sentences


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval, how it was found, and what was assumed."""

    start: date
    end: date
    granularity: Granularity
    origin: tuple[By, date] | None = None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A mention to resolve.

    `lean` is the tense of its sentence, -1 past, +1 future, 0 unmarked, 2 a date alone; `lasting` is how many days
    the words around it count from it (1일부터 사흘간).
    """

    spec: Spec
    chain: Chain
    lean: int
    bound: Bound | None
    lasting: int | None = None
