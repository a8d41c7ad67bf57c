"""How two places stand to each other: by id, by written chain, by name.

서초구                    서울 서초구 양재동             same, contained
Digbeth, Birmingham      Birmingham                  same, contained      by the written chain
신사동                    강남구 신사동                 same, compatible     a name that several places have
강남구                    서초구                       different
Georgia, Richmond County Georgia, Columbia County    different            two names of one level
중앙공원 (부산)            중앙공원 (대구)               different            one name in two cities
Harbour View             Lloyd Park                  incomparable         names of spots, that nobody knows
연수구                    미추홀구 문학터널              different            by what stands around the spot
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.alignment.names import name_key
from reconcile.alignment.relating import COMPATIBLE, CONTAINED, DIFFERENT, EQUAL, INCOMPARABLE, Relating
from reconcile.alignment.romanise import one_name
from reconcile.alignment.romanise_table import has_hangul
from reconcile.alignment.sounds import begins_alike
from reconcile.claims.named_places import Link, links, shared_level
from reconcile.knowledge.gazetteer import Gazetteer, Place
from schemas.values import PlaceValue

_TIERS = {
    "country": 0, "region": 1, "county": 2, "city": 3, "locality": 3, "district": 4, "neighbourhood": 5,
}  # fmt: skip
"""Levels at which two names are two places, those of one tier beside each other; spots, roads and areas may lie in
each other.
"""
_LOOSE = frozenset({"continent", "area"})
"""Levels whose members the gazetteer does not list in full."""


def relate_places(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> Relating:
    """Equal by id or by name; contained where the gazetteer, or the written chain, has one inside the other."""
    if a.id is not None and b.id is not None:
        return _known(a.id, b.id, gazetteer)
    if not a.path or not b.path:
        return INCOMPARABLE
    if one_place_name(a.path[-1], b.path[-1]):
        return _one_name(a, b, gazetteer)
    if _lies_in(a, b, gazetteer) or _lies_in(b, a, gazetteer):
        return CONTAINED
    if _apart_by_chain(a, b, gazetteer):
        return DIFFERENT
    tier = _TIERS.get(a.level or "")
    if tier is None or tier != _TIERS.get(b.level or "") or has_hangul(a.path[-1]) != has_hangul(b.path[-1]):
        return INCOMPARABLE
    known = a.id is not None or b.id is not None
    return DIFFERENT if not known or _side_by_side(a, b, gazetteer) else INCOMPARABLE


_BOUNDED = frozenset({"county", "district"})
"""Levels whose members never lie in each other, whether they are known or not."""


def _apart_by_chain(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> bool:
    """Whether two places are, or stand in, two places of one level that has borders: 연수구, 미추홀구 문학터널."""
    level = shared_level(a, b)
    if level not in _TIERS:
        return False
    one, two = links(a)[level], links(b)[level]
    if one[0] is not None and two[0] is not None:
        return one[0] != two[0] and (level != a.level or level != b.level) and not _overlap(one[0], two[0], gazetteer)
    if level not in _BOUNDED or any(id_ is None and gazetteer.lookup(name) for id_, name in (one, two)):
        return False  # a name that several places have: which of them is not told
    return all(_two_names(x, y) for x in _names(one, gazetteer) for y in _names(two, gazetteer))


def _overlap(one: str, two: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.contains(one, two, True) or gazetteer.contains(two, one, True)


def _names(place: Link, gazetteer: Gazetteer) -> tuple[str, ...]:
    known = gazetteer.get(place[0]) if place[0] is not None else None
    return known.names if known is not None else (place[1],)


def _two_names(first: str, second: str) -> bool:
    """Whether two names are two beyond doubt: in one script, or from their first sound on."""
    if has_hangul(first) == has_hangul(second):
        return name_key(first) != name_key(second)
    hangul, latin = (first, second) if has_hangul(first) else (second, first)
    return not one_name("place", first, second) and not begins_alike(hangul, name_key(latin))


def may_be_one(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> bool:
    """Whether `a`, a name that several places have, may be another of them: `b`, one around it or one in it."""
    if not a.path or b.id is None:
        return False
    own = (p.id for p in gazetteer.lookup(a.path[-1]))
    return any(gazetteer.contains(b.id, i) or gazetteer.contains(i, b.id) for i in own)


def one_place_name(a: str, b: str) -> bool:
    """Whether two names are one, in one script or across Hangul and Latin."""
    if name_key(a) == name_key(b):
        return True
    return has_hangul(a) != has_hangul(b) and one_name("place", a, b)


@lru_cache(maxsize=1 << 14)
def _known(a: str, b: str, gazetteer: Gazetteer) -> Relating:
    if a == b:
        return EQUAL
    first, second = gazetteer.get(a), gazetteer.get(b)
    if first is None or second is None:
        return INCOMPARABLE
    if a in gazetteer.ancestors(b) or b in gazetteer.ancestors(a):
        return CONTAINED
    if first.level in _LOOSE or second.level in _LOOSE:
        return INCOMPARABLE
    if first.parent == second.parent and first.id[:4] != second.id[:4]:
        return _of_two_tables(first, second, gazetteer)
    return DIFFERENT


def _of_two_tables(first: Place, second: Place, gazetteer: Gazetteer) -> Relating:
    """A legal and an administrative 동, or a town and a county: they may overlap without being listed so.

    An administrative 동 that is named for a legal one (문래동 for 문래동1가 and others) holds no 동 of another name.
    """
    if any(_bare(p) == _bare(q) for p in first.names for q in second.names):
        return COMPATIBLE
    ruled, other = (first, second) if first.id.startswith("KR-A") else (second, first)
    if not (ruled.id.startswith("KR-A") and other.id.startswith("KR-L")):
        return INCOMPARABLE
    stem = _bare(ruled.name)
    named_for = (p for name in gazetteer.beginning(stem) if _bare(name) == stem for p in gazetteer.lookup(name))
    return DIFFERENT if any(p.id.startswith("KR-L") and p.parent == ruled.parent for p in named_for) else INCOMPARABLE


def _bare(name: str) -> str:
    """양재1동 and 양재동; 문래동1가 and 문래동."""
    key = name_key(name)
    letters = "".join(c for c in key if not c.isdigit())
    return letters.removesuffix("가") if letters != key else letters


def _one_name(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> Relating:
    """One name, of which at least one place is unknown: the chains may still set them apart."""
    first, second = _around(a, gazetteer), _around(b, gazetteer)
    if first and second and first[0] not in second and second[0] not in first:
        return DIFFERENT
    if (a.id is None) != (b.id is None) and len(gazetteer.lookup(a.path[-1] if a.id is None else b.path[-1])) > 1:
        return COMPATIBLE
    return EQUAL


def _around(value: PlaceValue, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Ids of what a place is known to lie in, the innermost first."""
    if value.id is not None:
        return gazetteer.ancestors(value.id)
    known = [p.id for p in value.parts[:-1] if p.id is not None and gazetteer.get(p.id) is not None]
    return (known[-1], *gazetteer.ancestors(known[-1])) if known else ()


def _lies_in(outer: PlaceValue, inner: PlaceValue, gazetteer: Gazetteer) -> bool:
    """Whether the written chain of `inner`, a place nobody knows, has `outer` in it or around it."""
    if inner.id is not None:
        return False
    if outer.id is not None:
        return outer.id in _around(inner, gazetteer)
    around = {name_key(p) for p in inner.path[:-1]}
    return len(outer.path) <= len(inner.path) and name_key(outer.path[-1]) in around


def _side_by_side(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> bool:
    """Whether a known place and an unknown one are told to lie, or by their names may lie, in one place."""
    known, other = (a, b) if a.id is not None else (b, a)
    around, written = _around(known, gazetteer), _around(other, gazetteer)
    if written:
        return bool(around) and (around[0] in written or written[0] in around)
    return any(p.level == known.level and p.parent == around[0] for p in gazetteer.lookup(other.path[-1]) if around)
