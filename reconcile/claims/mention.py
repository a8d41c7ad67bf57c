"""Mentions: a detail with what its surroundings say it is about.

A detail by itself (`3명`) answers no question. A mention adds, free of any language, the features that alignment
compares: the stems around it by closeness, the noun it measures, the predicate over it, the dates, places and names
in its clause. Stems are concepts (`=dead`) where the lexicon knows them.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.article import BlockKind
from schemas.claim import Detail
from schemas.values import DateValue, Modality, Polarity

Stems = tuple[tuple[str, float], ...]
"""Stems with their weight of closeness, 1 beside the detail, sorted by stem."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One detail in its claim. `start`/`end` are offsets into the article's text."""

    article: str
    claim: str
    block: BlockKind
    detail: Detail
    context: Stems
    measure: tuple[str, ...]
    """Stems of the noun phrase that the detail measures, counts or names, the head first."""
    predicate: str | None
    polarity: Polarity
    modality: Modality
    dates: tuple[DateValue, ...]
    """Dates in the same clause: the time that the detail is about."""
    names: tuple[str, ...]
    """Ids of the places, persons and organisations in the same clause."""
    part: bool
    """Whether the wording makes it a part of a whole (부상자 가운데 14명, of whom 14)."""
    as_of: bool
    """Whether the wording counts up to a moment (지금까지, so far)."""
    past: bool
    """Whether the clause tells of something done."""
    subjects: tuple[str, ...]
    negations: tuple[str, ...]
    """Of a quote: its words that tell who, and those that turn it round."""
    position: float
    """Where in the article, from 0 to 1."""
    language: str

    @property
    def start(self) -> int:
        return self.detail.start

    @property
    def end(self) -> int:
        return self.detail.end

    @property
    def key(self) -> tuple[str, int, int, str]:
        """A total order that depends on content only."""
        return (self.article, self.detail.start, self.detail.end, self.detail.kind)
