"""The lines of `reconcile extract --jsonl`: one request a line in, one answer a line out, in the same order."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Model
from schemas.claim import Role
from schemas.values import DetailKind, Value


class ExtractRequest(Model):
    """A text to read on its own."""

    id: str | int | None = None
    text: str
    published: str | None = Field(default=None, description="an ISO 8601 date or date-time, or null")
    language: str | None = Field(default=None, description="a BCP 47 code, such as ko or en; null: told from the text")


class ExtractedDetail(Model):
    """A typed value; offsets are into the text of the request."""

    kind: DetailKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    role: Role | None = None
    value: Value


class ExtractLine(Model):
    """The answer to one line: the details found, or why the line could not be read."""

    id: str | int | None = None
    details: tuple[ExtractedDetail, ...] | None = None
    error: str | None = None
