"""Values: what a detail states, in a form that no longer depends on the language it was written in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "expected", "requested", "conditional", "denied"]
DetailKind = Literal["figure", "date", "place", "person", "organisation", "quote", "statement"]

DECIMAL = r"^-?\d+(\.\d+)?$"


class Per(Model):
    """A denominator: a unit, or an amount of a unit as in 3.3㎡당."""

    amount: str = Field(default="1", pattern=DECIMAL)
    unit: str


class FigureValue(Model):
    """A number with its unit and the precision that its wording implies."""

    amount: str | None = Field(default=None, pattern=DECIMAL, description="the number stated; null for a range")
    bound: Literal["at_least", "over", "at_most", "under"] | None = None
    low: str | None = Field(default=None, pattern=DECIMAL, description="only for a range")
    high: str | None = Field(default=None, pattern=DECIMAL, description="only for a range")
    fraction: tuple[int, int] | None = Field(default=None, description="numerator and denominator as stated")
    unit: str | None = Field(
        default=None,
        description="ISO 4217, UCUM, %, pp, x, score, ratio, a published counter id, or null for a bare number",
    )
    terms: tuple[str, ...] | None = Field(default=None, description="the numbers of a score or ratio, in order")
    per: Per | None = None
    change: Literal["increase", "decrease"] | None = None
    approximate: bool = False
    ordinal: bool = False
    from_: str | None = Field(
        default=None, alias="from", pattern=DECIMAL, description="lower end of the interval implied; null: unbounded"
    )
    to: str | None = Field(
        default=None, pattern=DECIMAL, description="upper end of the interval implied; null: unbounded"
    )


class ResolvedFrom(Model):
    """What a relative date was resolved from."""

    by: Literal["published", "mention", "holiday"]
    date: str


class DateValue(Model):
    """A half-open interval [start, end); both null when the wording has no anchor."""

    start: str | None = None
    end: str | None = None
    edtf: str = Field(description="Extended Date/Time Format; XXXX-XX-11 for a bare 11일")
    granularity: Literal["minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade"]
    part: Literal["early", "mid", "late"] | None = None
    bound: Literal["from", "until", "before", "after"] | None = None
    resolved_from: ResolvedFrom | None = None
    approximate: bool = False


class PlacePart(Model):
    """One link of a written chain such as 서울 강남구 양재동; offsets into `Article.text`."""

    level: str
    id: str | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PlaceValue(Model):
    """A place. `path` names it from the outermost level inwards, in its gazetteer's words."""

    id: str | None = Field(
        default=None,
        description="KR-L legal and KR-A administrative district code of Korea, GN- GeoNames id, ISO- ISO 3166-1, ISO "
        "3166-2 or UN M49 code, FIPS- code of a US county, AREA- name of what has no common code (British and Irish "
        "counties, London boroughs, parts of the world and of Korea), OWN- a place of the user's; null where the place "
        "is unknown or its name has several meanings",
    )
    path: tuple[str, ...] = ()
    level: str | None = None
    parts: tuple[PlacePart, ...] = ()


class PersonValue(Model):
    """A person; short forms in one article share `id`."""

    id: str | None = None
    name: str
    titles: tuple[str, ...] = ()
    organisation: str | None = None


class OrganisationValue(Model):
    """An organisation with the aliases that its article defines."""

    id: str | None = None
    name: str
    aliases: tuple[str, ...] = ()


class Speaker(Model):
    """Who is quoted; `detail` is the id of the person or organisation detail, when there is one."""

    name: str
    detail: str | None = None


class QuoteValue(Model):
    """Words given as somebody's; `verbatim` is false for indirect speech."""

    text: str
    speaker: Speaker | None = None
    verbatim: bool = True


class StatementValue(Model):
    """The predicate of a claim."""

    predicate: str
    polarity: Polarity = "positive"
    modality: Modality = "asserted"


Value = FigureValue | DateValue | PlaceValue | PersonValue | OrganisationValue | QuoteValue | StatementValue
