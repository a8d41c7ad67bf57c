"""What the HTTP API takes and, when something is wrong, gives."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, RootModel, model_validator

from schemas.article import Article
from schemas.base import Model

ISO_DATE = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$"


class ArticleInput(Model):
    """An article to be read: its visible text, or the HTML page that it stands in; one of the two."""

    text: str | None = Field(default=None, description="the article as plain text; or give html")
    html: str | None = Field(default=None, description="the page that holds the article; or give text")
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = Field(default=None, description="an ISO 8601 date or date-time", pattern=ISO_DATE)
    language: str | None = Field(
        default=None, description="a BCP 47 code, such as ko or en", pattern=r"^[A-Za-z-]{2,35}$"
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


class ArticleFile(Model):
    """An article as the bytes of a file: text, the page that it stands in, or the JSON of an article."""

    data: str = Field(min_length=1, description="the bytes in base64 (RFC 4648), in any encoding of text")
    media_type: str | None = Field(
        default=None, max_length=200, description="text/plain, text/html, application/json; null: told from the bytes"
    )
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = Field(default=None, description="an ISO 8601 date or date-time", pattern=ISO_DATE)
    language: str | None = Field(
        default=None, description="a BCP 47 code, such as ko or en", pattern=r"^[A-Za-z-]{2,35}$"
    )


class ArticleById(Model):
    """An article that the service has."""

    article: str = Field(min_length=1, max_length=80, description="its id")


class ArticleByAddress(Model):
    """An article that the service is to fetch, where that is enabled."""

    address: str = Field(min_length=8, max_length=2000, pattern=r"^https?://", description="an http(s) address")
    outlet: str | None = Field(default=None, max_length=300)
    published: str | None = Field(default=None, pattern=ISO_DATE)
    language: str | None = Field(default=None, pattern=r"^[A-Za-z-]{2,35}$")


class ArticleRequest(RootModel[Article | ArticleInput | ArticleFile | ArticleByAddress]):
    """An article to be kept: its text or page, a file, its own JSON, or where it is to be fetched."""


class ReconciliationRequest(Model):
    """Articles to compare, in the order in which the document is to name them."""

    articles: tuple[Article | ArticleInput | ArticleFile | ArticleById | ArticleByAddress, ...] = Field(min_length=2)
    strict: bool = Field(
        default=False, description="compare nothing when one article cannot be read; else the others are compared"
    )
    lang: Literal["ko", "en", "auto"] = Field(
        default="auto", description="language of a report for readers; the JSON document has both"
    )


class FieldProblem(Model):
    """One thing wrong in a request: where, as a JSON Pointer (RFC 6901), and what to do about it."""

    pointer: str
    detail: str
    code: str | None = Field(
        default=None,
        description="of an article that could not be read: names the reason, such as host-unknown; stable",
        exclude_if=lambda code: code is None,
    )


class Problem(Model):
    """Problem details for HTTP APIs (RFC 9457)."""

    type: str = Field(description="names the kind of problem; stable")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: tuple[FieldProblem, ...] = ()
