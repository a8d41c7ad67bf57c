"""Which of two readings of the same characters stands.

Dates stand before figures, names of people and organisations before the districts inside them, and the longer
reading before the shorter. Quotes hold other details and displace nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.languages.base import Candidate

_RANK = {"date": 0, "person": 1, "organisation": 2, "place": 3, "figure": 4}


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one passage without overlaps (quotes excepted), by start."""
    quotes: list[Candidate] = []
    others: list[Candidate] = []
    for candidate in candidates:
        (quotes if candidate.kind == "quote" else others).append(candidate)
    others.sort(key=lambda c: (-(c.end - c.start), _RANK.get(c.kind, 9), c.start))
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in others:
        covered = range(candidate.start, candidate.end)
        if candidate.end > candidate.start and taken.isdisjoint(covered):
            kept.append(candidate)
            taken.update(covered)
    return sorted(kept + quotes, key=lambda c: (c.start, c.end, c.kind))
