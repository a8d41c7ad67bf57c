"""Which of two readings of the same characters stands.

Dates stand before figures, names of people and organisations before the districts inside them, and the longer
reading before the shorter. What the user names stands before all else. Quotes hold other details and displace
nothing; the place that tells where a body sits stands beside its name: Exeter Crown Court, the Board of Tarn County.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from reconcile.languages.base import Candidate
from schemas.values import PlaceValue

_AT = attrgetter("start", "end", "kind")
_SEAT = "place.seat"
_RANK = {"date": 0, "person": 1, "organisation": 2, "place": 3, "figure": 4}


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates of one passage without overlaps (quotes excepted), by start."""
    quotes: list[Candidate] = []
    others: list[Candidate] = []
    for candidate in candidates:
        (quotes if candidate.kind == "quote" else others).append(candidate)
    others.sort(key=_AT)
    if all(a.end <= b.start for a, b in pairwise(others)) and all(c.end > c.start for c in others):
        return sorted(others + quotes, key=_AT) if quotes else others
    others.sort(key=lambda c: (not c.rule.startswith("own."), -(c.end - c.start), _RANK.get(c.kind, 9), c.start))
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in others:
        covered = range(candidate.start, candidate.end)
        if candidate.end > candidate.start and taken.isdisjoint(covered):
            kept.append(candidate)
            taken.update(covered)
        elif _is_seat(candidate, kept):
            kept.append(candidate)
    return sorted(kept + quotes, key=_AT)


def _is_seat(candidate: Candidate, kept: Iterable[Candidate]) -> bool:
    """Whether a place is the seat of the body in whose name it stands."""
    value = candidate.value
    if not isinstance(value, PlaceValue) or not (candidate.rule == _SEAT or value.level == "county"):
        return False
    around = [c for c in kept if c.start < candidate.end and candidate.start < c.end]
    if [c.kind for c in around] != ["organisation"]:
        return False
    return candidate.rule == _SEAT or around[0].start < candidate.start and around[0].end == candidate.end
