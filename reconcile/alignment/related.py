"""Whether two articles are on one event at all.

Articles that share hardly any content word, name, date or number are not held against each other: 2025 in both is no
agreement. Only the two articles are looked at, so that a third one changes nothing between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reconcile.alignment.blocking import name_keys
from reconcile.claims.mention import Mention
from schemas.values import DateValue, FigureValue

LEAST_SHARED = 0.10
"""Share of the shorter article's distinct stems that the other must have."""
LEAST_SHARED_VALUES = 3
LEAST_SHARED_ACROSS = 2
"""Or: how many names, exact dates and figures of two digits they must share; fewer across languages, which share
little else.
"""


@dataclass(frozen=True)
class Profile:
    """What one article is about: in how many of its clauses each stem stands, and its names and values."""

    article: str
    language: str
    clauses: int
    stems: Mapping[str, int]
    mentions: Sequence[Mention]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Names, dates and distinctive figures, free of language."""
        found: set[str] = set()
        for mention in self.mentions:
            value = mention.detail.value
            found.update(name_keys(mention))
            if isinstance(value, DateValue) and value.start and value.granularity in ("minute", "hour", "day"):
                found.add(value.start[:10])
            if isinstance(value, FigureValue) and value.amount and len(value.amount.strip("0.")) > 1:
                found.add(f"{value.amount} {value.unit}")
        return frozenset(found)


class Related:
    """Answers for pairs of article ids; an article is related to itself."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = {p.article: p for p in profiles}
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, a: str, b: str) -> bool:
        if a == b:
            return True
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._decide(self._profiles[pair[0]], self._profiles[pair[1]])
        return self._known[pair]

    def share(self, a: str, b: str) -> float:
        """Share of the shorter article's distinct stems that the other has."""
        first, second = set(self._profiles[a].stems), set(self._profiles[b].stems)
        return len(first & second) / max(1, min(len(first), len(second)))

    def _decide(self, a: Profile, b: Profile) -> bool:
        if a.language == b.language and self.share(a.article, b.article) >= LEAST_SHARED:
            return True
        least = LEAST_SHARED_VALUES if a.language == b.language else LEAST_SHARED_ACROSS
        return len(a.marks & b.marks) >= least
