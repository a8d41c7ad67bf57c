"""Claims: one statement of one article at clause level, with its typed details."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.article import BlockKind
from schemas.span import Span
from schemas.values import (
    DateValue,
    FigureValue,
    Modality,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    Polarity,
    QuoteValue,
    StatementValue,
)


class Role(Span):
    """What a detail counts, measures or names; `id` when the lexicon knows it."""

    id: str | None = None


class _Detail(Span):
    id: str
    role: Role | None = None
    rule: str = Field(description="the extraction rule that read it")
    assumptions: tuple[str, ...] = Field(default=(), description="year_inferred, order_guessed, …")


class FigureDetail(_Detail):
    kind: Literal["figure"] = "figure"
    value: FigureValue


class DateDetail(_Detail):
    kind: Literal["date"] = "date"
    value: DateValue


class PlaceDetail(_Detail):
    kind: Literal["place"] = "place"
    value: PlaceValue


class PersonDetail(_Detail):
    kind: Literal["person"] = "person"
    value: PersonValue


class OrganisationDetail(_Detail):
    kind: Literal["organisation"] = "organisation"
    value: OrganisationValue


class QuoteDetail(_Detail):
    kind: Literal["quote"] = "quote"
    value: QuoteValue


class StatementDetail(_Detail):
    kind: Literal["statement"] = "statement"
    value: StatementValue


Detail = Annotated[
    FigureDetail | DateDetail | PlaceDetail | PersonDetail | OrganisationDetail | QuoteDetail | StatementDetail,
    Field(discriminator="kind"),
]

DETAIL_OF_KIND: dict[str, type[_Detail]] = {
    "figure": FigureDetail,
    "date": DateDetail,
    "place": PlaceDetail,
    "person": PersonDetail,
    "organisation": OrganisationDetail,
    "quote": QuoteDetail,
    "statement": StatementDetail,
}


class Claim(Span):
    """A clause that states something. `id` is `article:start-end`; `block` the kind of block it stands in."""

    id: str
    article: str
    block: BlockKind
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    attribution: Span | None = None
    details: tuple[Detail, ...] = ()
