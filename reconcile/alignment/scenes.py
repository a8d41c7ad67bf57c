"""What two articles tell of the place of one event: where each names one place that the other does not know.

    화개면 야영장, 섬진강         악양면 야영장, 섬진강      neighbourhood: only     화개면 here, 악양면 there
    화개면 야영장, 하동읍 대피소   악양면 야영장             neighbourhood: some     two of them against one
    화개면 야영장, 악양면 도로     악양면 야영장             neighbourhood: stated   one article names both

An article names many places, for many reasons, and mostly the other article on the event names them too. The one that
it does not name, where it has another of the level instead, is the same scene told otherwise far more often than not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Literal

from reconcile.alignment.names import name_key
from reconcile.alignment.places import one_place_name
from reconcile.claims.mention import Mention
from reconcile.claims.named_places import Link, links, shared_level
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import PlaceValue

Rivals = Literal["only", "some", "stated"]
WIDE = frozenset({"continent", "country", "region"})
"""Levels of places that a news article names for many reasons."""
_MOST_PLACES = 60
"""Places of one level that are held against each other; more stand in a list."""
_MOST_PAIRS = 40
"""Pairs of articles that are asked about two places."""
_FIRST = 4
"""Mentions of a place that are asked in one article, from its beginning."""


def rivals(a: Mention, b: Mention) -> Rivals | None:
    """How many other places of their level might be the other's counterpart; None for what shares no level."""
    one, two = a.detail.value, b.detail.value
    if a.article == b.article or type(one) is not PlaceValue or type(two) is not PlaceValue:
        return None
    level = shared_level(one, two)
    if level is None:
        return None
    here, there = a.places.get(level, frozenset()), b.places.get(level, frozenset())
    left, right = _not_in(here, there), _not_in(there, here)
    if not _among(links(one)[level], left) or not _among(links(two)[level], right):
        return "stated"
    return "only" if len(left) == len(right) == 1 else "some"


Side = tuple[Mention, Sequence[Mention]]
"""A place, and all that stands on its side."""


def tell_of_one_level(sides: tuple[Side, Side], gazetteer: Gazetteer) -> bool:
    """Whether all that stand on two sides tell the level on which the two places differ.

    Richmond County, Augusta against Columbia County: others on its side that name Augusta only do not tell the county.
    """
    (one, _), (two, _) = sides
    assert isinstance(one.detail.value, PlaceValue) and isinstance(two.detail.value, PlaceValue)
    level = shared_level(one.detail.value, two.detail.value)
    return level is None or all(_tells(m, level, mention, gazetteer) for mention, side in sides for m in side)


def _tells(mention: Mention, level: str, other: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a mention tells its place of a level, as `other` beside it does."""
    value, beside = mention.detail.value, other.detail.value
    assert isinstance(value, PlaceValue) and isinstance(beside, PlaceValue)
    if beside.level == level or level in links(value):
        return True
    place = links(beside)[level][0]
    return place is not None and value.id is not None and gazetteer.contains(place, value.id)


_ELSEWHERE = frozenset({"measured", "beside", "comparison"})
"""Roles of places that something is told of elsewhere."""


_REACHED = frozenset({"site", "to"})
"""Roles that one place may have in two wordings: landed at, flew to."""


def places_as(a: str, b: str) -> str | None:
    """How the roles of two places in their clauses stand to each other; None where that tells nothing."""
    if a == b:
        return "same"
    if {a, b} == _REACHED:
        return None
    return "elsewhere" if a in _ELSEWHERE or b in _ELSEWHERE else "other"


def scene_pairs(line: Sequence[Mention], level: str) -> set[tuple[int, int]]:
    """Indices of mentions of two places of a level, each in an article that does not name the other place."""
    where: dict[Link, dict[str, list[int]]] = {}
    for i, mention in enumerate(line):
        if isinstance(mention.detail.value, PlaceValue):
            link = links(mention.detail.value)[level]
            where.setdefault(link, {}).setdefault(mention.article, []).append(i)
    pairs: set[tuple[int, int]] = set()
    for one, two in combinations(list(where)[:_MOST_PLACES], 2):
        here = [a for a in where[one] if a not in where[two]]
        there = [a for a in where[two] if a not in where[one]]
        for a, b in list(product(here[:_MOST_PAIRS], there[:_MOST_PAIRS]))[:_MOST_PAIRS]:
            pairs.update((min(i, j), max(i, j)) for i in where[one][a][:_FIRST] for j in where[two][b][:_FIRST])
    return pairs


@lru_cache(maxsize=4096)
def _not_in(places: frozenset[Link], others: frozenset[Link]) -> frozenset[Link]:
    """The places that are none of the others."""
    return frozenset(p for p in places if not _among(p, others))


def _among(place: Link, others: frozenset[Link]) -> bool:
    return any(_one_place(place, other) for other in others)


def _one_place(a: Link, b: Link) -> bool:
    if a[0] is not None and b[0] is not None:
        return a[0] == b[0]
    return one_place_name(a[1], b[1])


def lie_together(a: PlaceValue, b: PlaceValue) -> str | None:
    """How two different places lie, by what is around them: of one name, beside each other, apart; None if unknown."""
    level = shared_level(a, b)
    if level is None:
        return None
    if level in WIDE:
        return "wide"
    if a.level == b.level and name_key(a.path[-1]) == name_key(b.path[-1]):
        return "one_name"
    first, second = _around(a, level), _around(b, level)
    if not first or not second:
        return None
    return "beside" if first == second else "apart"


def _around(value: PlaceValue, level: str) -> tuple[str, ...]:
    """The names around the place of a level, in its full path."""
    if level == value.level:
        return value.path[:-1]
    at = len(value.parts) - [p.level for p in value.parts].index(level)
    return value.path[:-at]
