"""Which articles of a story are compared with each other: each with those nearest to it, not all with all.

Of a hundred articles on one event each says what ten others say as well. Holding all 4,950 pairs against each other
costs much and finds little: what agrees with a neighbour joins, over it, whatever the neighbour agrees with. So an
article meets its `PARTNERS` nearest, in each language, and those that in turn have it among theirs. Of ten articles all
meet all. Near-copies have places of their own: a text that thirty outlets carry would otherwise see only itself.

How near two articles are depends on the two alone. An article more can only take the place of others: it brings pairs
of its own and none between those that were there. Nothing depends on the order of adding.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from datetime import date
from math import sqrt

from reconcile.alignment.related import Profile, Related

PARTNERS = 9
"""Articles of one language that an article is compared with, for being the nearest to it."""
ALL_MEET = PARTNERS + 1
"""Articles of which all meet all."""
COPY = 0.8
"""Nearness from which two articles are taken for copies as far as partners are concerned."""

_Ranked = tuple[float, int, str]
_UNDATED = 10_000


class Nearest:
    """The partners of each article of a growing set."""

    def __init__(self, related: Related) -> None:
        self._related = related
        self._profiles: dict[str, Profile] = {}
        self._near: dict[str, dict[tuple[str, bool], list[_Ranked]]] = {}

    def add(self, profile: Profile) -> None:
        """One article more. Costs a look at each of the others."""
        others = list(self._profiles.values())
        self._profiles[profile.article] = profile
        self._near[profile.article] = {}
        for other in others:
            if self._related(profile.article, other.article):
                likeness = nearness(profile, other)
                apart = _days_apart(profile, other)
                for one, two in ((profile, other), (other, profile)):
                    self._note(one.article, two, likeness, apart)

    def remove(self, article: str) -> None:
        """One article less; those that had it for a partner look for another."""
        del self._profiles[article], self._near[article]
        for name, places in self._near.items():
            if any(ranked[2] == article for line in places.values() for ranked in line):
                self._near[name] = {}
                mine = self._profiles[name]
                for other in self._profiles.values():
                    if other is not mine and self._related(name, other.article):
                        self._note(name, other, nearness(mine, other), _days_apart(mine, other))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of articles that meet, each once, in order of their ids."""
        found = {
            (name, other) if name < other else (other, name)
            for name, places in self._near.items()
            for line in places.values()
            for _, _, other in line
        }
        yield from sorted(found)

    def _note(self, name: str, other: Profile, likeness: float, apart: int) -> None:
        line = self._near[name].setdefault((other.language, likeness >= COPY), [])
        insort(line, (-likeness, apart, other.article))
        del line[PARTNERS:]


def nearness(a: Profile, b: Profile) -> float:
    """Share of stems, names, dates and distinctive figures that two articles have in common, from 0 to 1."""
    shared = len(a.words & b.words) + len(a.marks & b.marks)
    sizes = (len(a.words) + len(a.marks)) * (len(b.words) + len(b.marks))
    return shared / sqrt(sizes) if sizes else 0.0


def _days_apart(a: Profile, b: Profile) -> int:
    if a.published is None or b.published is None:
        return _UNDATED
    return abs((date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])).days)
