"""Which claims of articles that are not among each other's nearest tell of one thing.

    A, 40th in the story    문을 닫은 가게가 47곳이라고 밝혔다       nothing else in A is told in B
    B, 3rd in the story     문을 닫은 가게가 74곳이라고 밝혔다       → these two claims meet, and no others of A and B

Each value of a claim looks for two claims of other articles: the nearest that has it, and the nearest that has not. So
what a hundred articles repeat is held together by one of them, and who tells it otherwise is held against that one.

How near two claims are is the share of stems that both have, of those that are rare in their own articles; between
equals the ids decide. It depends on the two claims alone, so that nothing depends on the order of adding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from reconcile.alignment.related import Related
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.claims.tallies import value_key
from schemas.values import StatementValue

_NEAR = 0.5
"""Share of rare stems that two claims have in common at least."""
_LEAST_SHARED = 2
_RARE = 2
"""Clauses of an article that a stem stands in at most to be rare there."""
_LEAST_STEMS = 5
"""Stems of a claim that are taken for rare even where they are not."""
_SAME_CLAUSE = 0.6
"""Closeness from which a stem stands in the clause of a detail."""
_NAMED = frozenset({"person", "organisation"})
"""Kinds that meet over all articles anyway."""

Claims = frozenset[str]
_Ranked = tuple[float, str]
_NOBODY: _Ranked = (0.0, "")


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim by its rare stems and what it says of them."""

    article: str
    stems: frozenset[str]
    values: frozenset[Hashable]


class Tellings:
    """The claims of a growing set of articles, each with those that it meets."""

    def __init__(self, related: Related) -> None:
        self._related = related
        self._told: dict[str, _Told] = {}
        self._with: dict[str, list[str]] = {}
        """The claims that have a stem."""
        self._best: dict[str, dict[tuple[Hashable, bool], _Ranked]] = {}
        """For each value of a claim the nearest claim that has it, and the nearest that has not."""
        self._articles: set[str] = set()

    def add(self, extraction: Extraction) -> None:
        """One article more."""
        self._articles.add(extraction.article.id)
        for claim, told in _tellings(extraction).items():
            shared: Counter[str] = Counter()
            for stem in told.stems:
                shared.update(self._with.get(stem, ()))
            for other, count in shared.items():
                self._compare(claim, told, other, count)
            self._told[claim] = told
        for claim in dict.fromkeys(m.claim for m in extraction.mentions):
            for stem in self._told[claim].stems:
                self._with.setdefault(stem, []).append(claim)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def pairs(self) -> Mapping[tuple[str, str], Claims]:
        """The pairs of articles that meet for some of their claims, with these."""
        found: dict[tuple[str, str], set[str]] = {}
        for claim, places in self._best.items():
            mine = self._told[claim].article
            for _, other in set(places.values()):
                theirs = self._told[other].article
                found.setdefault((mine, theirs) if mine < theirs else (theirs, mine), set()).update((claim, other))
        return {pair: frozenset(claims) for pair, claims in found.items()}

    def _compare(self, claim: str, told: _Told, other: str, shared: int) -> None:
        theirs = self._told[other]
        near = shared / sqrt(len(told.stems) * len(theirs.stems))
        if shared < _LEAST_SHARED or near < _NEAR or not self._related(told.article, theirs.article):
            return
        for one, its, two, whose in ((claim, told, other, theirs), (other, theirs, claim, told)):
            best, ranked = self._best.setdefault(one, {}), (-near, two)
            for value in its.values:
                place = (value, value in whose.values)
                if ranked < best.get(place, _NOBODY):
                    best[place] = ranked


def _tellings(extraction: Extraction) -> dict[str, _Told]:
    """The claims of one article."""
    by_claim: dict[str, list[Mention]] = {}
    for mention in extraction.mentions:
        by_claim.setdefault(mention.claim, []).append(mention)
    return {
        claim: _Told(extraction.article.id, _telling(mentions, extraction.stems), frozenset(_values(mentions)))
        for claim, mentions in by_claim.items()
    }


def _telling(mentions: Iterable[Mention], clauses: Mapping[str, int]) -> frozenset[str]:
    """The stems of a claim that its article has nowhere else, or hardly; at least its few rarest."""
    stems = {s for m in mentions for s, closeness in m.context if closeness >= _SAME_CLAUSE and s[0] != "#"}
    ordered = sorted((clauses.get(stem, 0), stem) for stem in stems)
    return frozenset([stem for n, (times, stem) in enumerate(ordered) if n < _LEAST_STEMS or times <= _RARE])


def _values(mentions: Iterable[Mention]) -> Iterable[Hashable]:
    for mention in mentions:
        value = mention.detail.value
        if isinstance(value, StatementValue):
            yield ("statement", value.predicate, value.polarity, value.modality)
        elif mention.detail.kind not in _NAMED:
            yield (mention.detail.kind, *value_key(value))
