"""The places that an article names, by level: what tells whether it has one place of a kind or several.

"인천 미추홀구 학익동 …  문학터널은 미추홀구 학익동과 연수구 청학동을 잇는다"

district        미추홀구, 연수구
neighbourhood   학익동, 청학동
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reconcile.claims.build import Built
from schemas.values import PlaceValue

Link = tuple[str | None, str]
"""The id of a place, where it is known, and its name; of a known place around another the id only."""

NamedPlaces = Mapping[str, frozenset[Link]]
"""Places by level."""

NOWHERE: NamedPlaces = {}


def links(value: PlaceValue) -> dict[str, Link]:
    """The place, and what its written chain has around it, by level, the outermost first.

    A place around that is not known is left out where the path, which follows what is known, does not have its name.
    """
    if len(value.parts) < 2:  # most are no chain
        return {value.level: (value.id, value.path[-1])} if value.level and value.path else {}
    found: dict[str, Link] = {}
    unknown = True
    for part, name in zip(reversed(value.parts[:-1]), reversed(value.path[:-1]), strict=False):
        unknown = unknown and part.id is None
        if part.level and (part.id is not None or (unknown and value.id is None)):
            found[part.level] = (part.id, "" if part.id else name)
    found = dict(reversed(found.items()))
    if value.level and value.path:
        found.pop(value.level, None)
        found[value.level] = (value.id, value.path[-1])
    return found


def shared_level(a: PlaceValue, b: PlaceValue) -> str | None:
    """The innermost level of which the two name two places; where they name none apart, that of which both name one.

    None where they share no level. 신관동 금강, 웅진동 금강: the neighbourhood.
    """
    one, two = links(a), links(b)
    shared = [level for level in reversed(one) if level in two]
    return next((level for level in shared if one[level] != two[level]), shared[0] if shared else None)


def named_places(built: Iterable[Sequence[Built]]) -> NamedPlaces:
    """The places of an article, given the claims of its passages."""
    found: dict[str, dict[str, Link]] = {}
    for claims in built:
        for made in claims:
            for detail in made.claim.details:
                if isinstance(detail.value, PlaceValue):
                    for level, (id_, name) in links(detail.value).items():
                        known = found.setdefault(level, {})
                        if name or id_ not in known:
                            known[id_ or name] = (id_, name)
    return {level: frozenset(named.values()) for level, named in sorted(found.items())}
