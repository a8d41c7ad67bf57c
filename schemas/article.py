"""Articles: a source's text with its metadata and blocks."""

from __future__ import annotations

import hashlib
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Model

BlockKind = Literal["title", "subhead", "paragraph", "caption", "byline", "furniture"]


def article_id(text: str, url: str | None) -> str:
    """`a` and the first 12 hex digits of SHA-256 over text, newline and address.

    Lone surrogates, which UTF-8 cannot carry, are hashed by their code.
    """
    data = f"{text}\n{url or ''}".encode("utf-8", "surrogatepass")
    return "a" + hashlib.sha256(data).hexdigest()[:12]


class Block(Model):
    """A run of `Article.text` with one part in the page. Blocks are in order and do not overlap."""

    kind: BlockKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Article(Model):
    """One source. `text` is never changed after reading; every offset of a document points into it."""

    id: str = Field(pattern=r"^a[0-9a-f]{12}(-[0-9]+)?$")
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: str | None = Field(
        default=None,
        description="ISO 8601 date or date-time, or null",
        pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$",
    )
    timezone: str | None = Field(default=None, description="IANA name or UTC offset, when known")
    language: str | None = Field(default=None, description="BCP 47 code of the text, such as ko or en")
    source_digest: str | None = Field(default=None, description="SHA-256 of the bytes as they came, hex")
    text: str
    blocks: tuple[Block, ...] = ()

    @model_validator(mode="after")
    def _blocks_lie_in_text(self) -> Self:
        at = 0
        for block in self.blocks:
            if not at <= block.start <= block.end <= len(self.text):
                raise ValueError(f"block {block.kind} {block.start}-{block.end} overlaps another or leaves the text")
            at = block.end
        return self
