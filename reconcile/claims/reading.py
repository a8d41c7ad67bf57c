"""One passage with all that was read from it, and the way back to the article's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reconcile.claims.context import Surroundings
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.clauses import Clause
from reconcile.languages.pack import Pack
from reconcile.languages.quotes import Attribution
from reconcile.text.view import View
from schemas.article import Article, Block
from schemas.values import DateValue, FigureValue, OrganisationValue, PersonValue, PlaceValue


@dataclass(frozen=True)
class Reading:
    """A passage of an article, its clauses and its settled candidates, both in order."""

    article: Article
    reader: Pack
    block: Block
    view: View
    passage: Passage
    clauses: Sequence[Clause]
    candidates: Sequence[Candidate]
    attributions: Sequence[Attribution]
    ahead: int
    """Characters of the article before the block, without furniture."""
    told: int
    """Characters of the whole article, without furniture."""

    def position(self, offset: int) -> float:
        """The share of the article, without furniture, before an offset of the block."""
        return (self.ahead + offset - self.block.start) / max(1, self.told)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the article's text of a span of the passage."""
        first, last = self.view.span(start, end)
        return self.block.start + first, self.block.start + last

    @cached_property
    def names(self) -> list[str | None]:
        """For each candidate its name, as `name_of`."""
        return [name_of(candidate) for candidate in self.candidates]

    @cached_property
    def around(self) -> Surroundings:
        named = [(name, c.start) for name, c in zip(self.names, self.candidates, strict=True) if name is not None]
        covered = [(c.start, c.end) for c in self.candidates if _has_an_id(c)]
        return Surroundings(self.passage.text, self.clauses, named, covered)


def _has_an_id(candidate: Candidate) -> bool:
    """Whether its name says all of it; the words of a place that no gazetteer has (두물머리) meet as words too."""
    value = candidate.value
    return candidate.kind in ("date", "figure") or (isinstance(value, PlaceValue) and value.id is not None)


def name_of(candidate: Candidate) -> str | None:
    """What one value is called wherever it stands: `@` and the id of a name, `#` and an amount or a date."""
    value = candidate.value
    if isinstance(value, PlaceValue):
        return "@" + (value.id or "/".join(value.path[-1:]))
    if isinstance(value, PersonValue | OrganisationValue):
        return "@" + (value.id or value.name)
    if isinstance(value, FigureValue) and value.amount is not None:
        return f"#{value.amount}"
    if isinstance(value, DateValue) and value.start is not None:
        return f"#{value.start}/{value.granularity}"
    return None
