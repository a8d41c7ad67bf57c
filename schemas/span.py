"""Spans: where in an article's text something stands."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from schemas.base import Model


class Span(Model):
    """A stretch of `Article.text`; offsets are Python string indices (code points).

    `text[start:end] == span.text` holds for every span of a document.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} does not have the length of its text {self.text!r}")
        return self
