"""Counts for the head of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from schemas.article import Article
from schemas.claim import Claim
from schemas.reconciliation import VERDICTS, Coverage, ReconciledEntry, Summary, Verdict
from schemas.values import DetailKind


def summarise(articles: Sequence[Article], claims: Sequence[Claim], reconciled: Sequence[ReconciledEntry]) -> Summary:
    """Comparisons counted by verdict and by kind, and for each article its claims by the verdict of their home entry.

    Every count names all five verdicts, in the order that sorts; a kind without a comparison is left out.
    """
    comparisons = [comparison for entry in reconciled for comparison in entry.comparisons]
    home = {claim: entry.verdict for entry in reconciled for claim in entry.claims}
    by_kind: dict[DetailKind, dict[Verdict, int]] = {}
    for kind in get_args(DetailKind):
        of_kind = [comparison.verdict for comparison in comparisons if comparison.kind == kind]
        if of_kind:
            by_kind[kind] = _count(of_kind)
    coverage = []
    of_article: dict[str, list[str]] = {}
    for claim in claims:
        of_article.setdefault(claim.article, []).append(claim.id)
    for article in articles:
        own = of_article.get(article.id, [])
        verdicts = _count(home[claim] for claim in own if claim in home)
        coverage.append(Coverage(article=article.id, claims=len(own), by_verdict=verdicts))
    return Summary(
        by_verdict=_count(comparison.verdict for comparison in comparisons),
        by_kind=by_kind,
        coverage=tuple(coverage),
    )


def _count(verdicts: Iterable[Verdict]) -> dict[Verdict, int]:
    found = Counter(verdicts)
    return {verdict: found[verdict] for verdict in VERDICTS}
