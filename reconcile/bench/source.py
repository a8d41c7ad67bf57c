"""An article to change, with what was read from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reconcile.bench.draft import blocks_of
from reconcile.bench.words import Words, words
from reconcile.claims.extract import Extraction
from schemas.claim import Claim, DateDetail, Detail, FigureDetail, PersonDetail, PlaceDetail, QuoteDetail


@dataclass(frozen=True)
class Source:
    """An article, what was extracted from it, and why changes were not made (`skipped`: kind and reason)."""

    extraction: Extraction
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        return self.extraction.article.text

    @cached_property
    def words(self) -> Words:
        assert self.extraction.language is not None
        return words(self.extraction.language)

    @cached_property
    def published(self) -> date | None:
        stamp = self.extraction.article.published
        return date.fromisoformat(stamp[:10]) if stamp else None

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.extraction.claims

    @cached_property
    def details(self) -> tuple[Detail, ...]:
        return tuple(d for c in self.claims for d in c.details)

    @cached_property
    def figures(self) -> tuple[FigureDetail, ...]:
        return tuple(d for d in self.details if isinstance(d, FigureDetail))

    @cached_property
    def dates(self) -> tuple[DateDetail, ...]:
        return tuple(d for d in self.details if isinstance(d, DateDetail))

    @cached_property
    def places(self) -> tuple[PlaceDetail, ...]:
        return tuple(d for d in self.details if isinstance(d, PlaceDetail))

    @cached_property
    def people(self) -> tuple[PersonDetail, ...]:
        return tuple(d for d in self.details if isinstance(d, PersonDetail))

    @cached_property
    def quotes(self) -> tuple[QuoteDetail, ...]:
        return tuple(d for d in self.details if isinstance(d, QuoteDetail) and d.value.verbatim)

    def in_quote(self, start: int, end: int) -> bool:
        """Whether [start, end) touches a quotation."""
        return any(q.start < end and start < q.end for q in self.quotes)

    def skip(self, kind: str, why: str) -> None:
        self.skipped[kind, why] += 1

    def occurrences(self, text: str) -> Iterator[int]:
        """Where `text` stands as a word: not inside a longer one, though particles may follow where they do."""
        behind = "" if self.words.joined else r"(?!\w)"
        for found in re.finditer(rf"(?<!\w){re.escape(text)}{behind}", self.text):
            yield found.start()

    def may_edit(self, start: int, end: int) -> bool:
        """Whether [start, end) lies in one block that makes claims."""
        return any(
            b.start <= start and end <= b.end and b.kind not in ("furniture", "byline")
            for b in blocks_of(self.extraction.article)
        )


def final(text: str) -> str:
    """How a word ends for the particles behind it: v without, l with ㄹ, c with another final consonant; else x."""
    code = ord(text[-1]) - 0xAC00
    if not 0 <= code < 11172:
        return "x"
    return {0: "v", 8: "l"}.get(code % 28, "c")
