"""Copied or typed plain text."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.article import Block
from sources.build import blocks_of
from sources.language import language_of
from sources.lines import lines_of
from sources.metadata import metadata_of
from sources.own import NO_LINES, OwnLines


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a reader makes of a source: the text with its blocks, and the metadata that it could tell."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def parse(text: str, own: OwnLines = NO_LINES) -> Parsed:
    """The blocks and metadata of a text, which is taken exactly as it is."""
    blocks = blocks_of(text, lines_of(text), own)
    told = metadata_of(text, blocks, own)
    return Parsed(
        text=text,
        blocks=blocks,
        title=next((text[b.start : b.end] for b in blocks if b.kind == "title"), None),
        outlet=told.outlet,
        byline=told.byline,
        published=told.published,
        language=language_of(text),
    )
