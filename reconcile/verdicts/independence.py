"""Copies: articles that carry the same text, and how many independent sources stand behind a set of articles.

Two articles are copies when most sentences of the shorter one stand, word for word, in the other. Sentences are
compared whole, by their words without punctuation; short ones, which say little, do not count. Exact sets are used:
for a run of articles they are faster to build than sketches, and they never guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.text.words import words
from schemas.article import Article
from schemas.claim import Claim

COPIED_SHARE = 0.6
"""Share of the shorter article's words in claims that the other must carry word for word."""
_LEAST_WORDS = 5
"""Words that a claim needs to tell a copy from a coincidence."""


class Independence:
    """`groups` of article ids that share wire text, and counts of independent sources."""

    def __init__(self, articles: Sequence[Article], claims: Sequence[Claim]) -> None:
        stated: dict[str, dict[str, int]] = {a.id: {} for a in articles}
        for claim in claims:
            found = words(claim.text)
            if len(found) >= _LEAST_WORDS:
                stated[claim.article][" ".join(found)] = len(found)
        self._of = {a.id: a.id for a in articles}
        text = {a.id: a.text for a in articles}
        ids = sorted(stated)
        for i, a in enumerate(ids):
            for b in ids[i + 1 :]:
                if text[a] == text[b] or _share(stated[a], stated[b]) >= COPIED_SHARE:
                    old, new = self._of[b], self._of[a]
                    self._of = {k: new if v == old else v for k, v in self._of.items()}
        members: dict[str, list[str]] = {}
        for article in ids:
            members.setdefault(self._of[article], []).append(article)
        self.groups = tuple(tuple(group) for _, group in sorted(members.items()) if len(group) > 1)

    def count(self, articles: Iterable[str]) -> int:
        """Independent sources among the articles: copies of one text count once."""
        return len({self._of.get(a, a) for a in articles})


def _share(a: dict[str, int], b: dict[str, int]) -> float:
    total = min(sum(a.values()), sum(b.values()))
    return sum(n for text, n in a.items() if text in b) / total if total else 0.0
