"""Whether two articles are on one event at all.

Articles that share hardly any content word, name, date or number are not held against each other: 2025 in both is no
agreement. Only the two articles are looked at, so that a third one changes nothing between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reconcile.alignment.blocking import name_keys
from reconcile.claims.extract import Extraction
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
    published: str | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """Its distinct stems."""
        return frozenset(self.stems)

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


def profile(extraction: Extraction) -> Profile:
    """What an article is about, as far as it was read."""
    return Profile(
        article=extraction.article.id,
        language=extraction.language or "",
        clauses=extraction.clauses,
        stems=extraction.stems,
        mentions=extraction.mentions,
        published=extraction.article.published,
    )


class Related:
    """Answers for pairs of article ids; an article is related to itself."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._profiles: dict[str, Profile] = {}
        self._known: dict[str, dict[str, bool]] = {}
        for one in profiles:
            self.add(one)

    def add(self, one: Profile) -> None:
        """One article more."""
        self._profiles[one.article] = one
        self._known[one.article] = {one.article: True}

    def remove(self, article: str) -> None:
        """One article less."""
        del self._profiles[article], self._known[article]
        for known in self._known.values():
            known.pop(article, None)

    def __call__(self, a: str, b: str) -> bool:
        known = self._known[a]
        if b not in known:
            known[b] = self._known[b][a] = self._decide(self._profiles[a], self._profiles[b])
        return known[b]

    def share(self, a: str, b: str) -> float:
        """Share of the shorter article's distinct stems that the other has."""
        first, second = self._profiles[a].words, self._profiles[b].words
        return len(first & second) / max(1, min(len(first), len(second)))

    def marks(self, a: str, b: str) -> int:
        """How many names, exact dates and distinctive figures both have."""
        return len(self._profiles[a].marks & self._profiles[b].marks)

    def _decide(self, a: Profile, b: Profile) -> bool:
        if a.language == b.language and self.share(a.article, b.article) >= LEAST_SHARED:
            return True
        least = LEAST_SHARED_VALUES if a.language == b.language else LEAST_SHARED_ACROSS
        return self.marks(a.article, b.article) >= least
