"""The words of a language that changes are made of: `ko.toml` and `en.toml` beside this module, loaded strictly."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import Field

from schemas.base import Model

LANGUAGES = ("en", "ko")


class Swap(Model):
    """`from` becomes `to`."""

    from_: str = Field(alias="from", min_length=1)
    to: str


class Turn(Swap):
    """A swap of what is done for what is planned (`plan`), or the other way round."""

    plan: bool


class Verb(Model):
    """A verb by its forms, of an event that may be told as planned or as done."""

    base: str
    past: str
    participle: str
    happens: bool = Field(default=False, description="not told as planned")


class Reword(Model):
    """A pattern (regular expression over the text) and what stands for it without a change of value."""

    kind: Literal["marks", "synonym"]
    pattern: str
    to: str
    in_quotes: bool = False

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


class Conversion(Model):
    """A figure of `unit` (its id) may be told in `to`, a word of the language, after multiplication by `factor`."""

    unit: str
    to: str
    factor: str


class Dates(Model):
    """How the language writes dates; patterns have the number as their group."""

    day: str
    month: str
    months: tuple[str, ...] = Field(description="names as written; empty where months are numbers")
    year: str
    weekday: str
    weekdays: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    relative: tuple[RelativeDate, ...]


class RelativeDate(Model):
    """`words` are the day, month or year that lies `offset` of them after the publication."""

    part: Literal["day", "month", "year"]
    offset: int
    words: tuple[str, ...]
    absolute: str = Field(description="how it is written as a date: {d}, {m}, {month}, {y}, {weekday}")
    written: str = Field(description="pattern of a written date that the words may replace")
    not_before: tuple[str, ...] = Field(default=(), description="letters before which the words cannot stand")


class Numbers(Model):
    """How numbers are written."""

    hedges: tuple[str, ...] = Field(description="about {n}")
    over: str = Field(description="somewhat more than {n}")
    no_hedge_after: tuple[str, ...]
    words: tuple[str, ...] = Field(description="the numbers from one on as words")
    counters: tuple[str, ...] = Field(description="counters before which a word may stand for digits; empty: any")
    thousands: tuple[Swap, ...] = Field(description="big units, largest first: their word and their value")


class Statements(Model):
    """How predicates are turned."""

    finite: Literal["first", "last"]
    reporting: tuple[str, ...] = Field(description="what is said, not done: never turned")
    negative: tuple[str, ...] = Field(description="words that already turn a clause: it is left alone")
    subordinate: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    perfects: tuple[str, ...] = Field(default=(), description="auxiliaries that are verbs of their own as well")
    perfect: str = Field(default="", description="pattern of what follows where they are auxiliaries")
    past_words: tuple[str, ...] = Field(default=(), description="words by which a clause cannot be a plan")
    future_words: tuple[str, ...] = Field(default=(), description="words by which a clause cannot be done")
    counted_subject: str = Field(default="", description="pattern behind a figure that is the subject")
    verbs: tuple[Verb, ...] = ()
    events: tuple[str, ...] = ()
    polarity: tuple[Swap, ...] = ()
    modality: tuple[Turn, ...] = ()
    event_endings: tuple[Turn, ...] = ()


class Quotes(Model):
    """Words of quotes whose change changes what was said."""

    polarity: tuple[Swap, ...]
    subjects: tuple[Swap, ...]


class Words(Model):
    """All that changes in one language are made of."""

    names: tuple[str, ...]
    anaphora: tuple[str, ...] = Field(description="beginnings of paragraphs that lean on the one before")
    titles: tuple[str, ...] = Field(default=(), description="words behind a short name")
    joined: bool = Field(description="whether words go on behind a name: particles")
    particles: str = Field(default="", description="first letters of particles that go by the sound before them")
    dates: Dates
    numbers: Numbers
    statements: Statements
    quotes: Quotes
    units: tuple[Swap, ...]
    conversions: tuple[Conversion, ...]
    rewordings: tuple[Reword, ...]


Dates.model_rebuild()


@cache
def words(language: str) -> Words:
    """The table of a language. Raises KeyError for one without, pydantic.ValidationError for a wrong key."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = files("reconcile.bench").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words.model_validate(tomllib.loads(text))
