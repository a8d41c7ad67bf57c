"""Written chains of places that the gazetteer contradicts.

Before:  "강남구 양재동" in one article; "서초구에 조성된 서울 AI 허브" in its own caption, "양재동" in another article
After:   a conflict impossible_containment: 강남구 양재동 against 서초구, on the gazetteer's word;
         and an agreement on the part 양재동, which both articles state

The other side is whoever states the true container: the same 동 in it, or the container by itself about the same
matter. Nobody else is drawn in: a district that only happens to be the true one stays where it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reconcile.alignment.cluster import Group, linked
from reconcile.alignment.disputes import Question
from reconcile.alignment.levels import similarity
from reconcile.alignment.related import Related
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import ChainCheck, Gazetteer
from schemas.claim import PlaceDetail
from schemas.values import PlacePart, PlaceValue

CONTRADICTED = "containment_contradicted"
PART_OF_CHAIN = "part_of_chain"
"""Rule of a detail that is one link of a chain, compared on its own."""
SAME_MATTER = {True: 0.12, False: 0.45}
"""Cosine of the surroundings from which a container alone is about the same matter: in one article, in two."""


def chain_check(value: PlaceValue, gazetteer: Gazetteer) -> ChainCheck:
    """What the gazetteer says of the written chain."""
    links = []
    for part, name in zip(value.parts, value.path[-len(value.parts) :], strict=False):
        known = gazetteer.get(part.id) if part.id else None
        links.append((known,) if known else gazetteer.lookup(name))
    return gazetteer.check_candidates(links)


def contradicted(mention: Mention) -> bool:
    """Whether a mention is a chain whose parts cannot lie in each other."""
    return CONTRADICTED in mention.detail.assumptions


def split_chains(groups: Sequence[Group], related: Related, gazetteer: Gazetteer) -> tuple[list[Group], list[Question]]:
    """Takes contradicted chains out of their groups: the groups left, and the questions on the chains.

    The innermost part of a chain stays with the mentions of that place elsewhere, as a part.
    """
    chains: list[Mention] = []
    left: list[Group | None] = []
    where: dict[str, list[int]] = {}
    for group in groups:
        bad = [m for m in group.mentions if contradicted(m)] if group.mentions[0].detail.kind == "place" else []
        chains += bad
        rest = _without(group, bad)
        if rest is None:
            continue
        if rest.mentions[0].detail.kind == "place":
            for place in {_id_of(m) for m in rest.mentions} - {None}:
                where.setdefault(str(place), []).append(len(left))
        left.append(rest)
    found: list[Question] = []
    for same in _by_chain(chains):
        others = _true_container(same, left, where, related, gazetteer)
        sides = [Group(tuple(same)), *([others] if others else [])]
        links = tuple(
            linked(a, b, gazetteer) for a in same for b in (others.mentions if others else ()) if a.key != b.key
        )
        found.append(Question("place", tuple(sides), links))
    parts: dict[str | None, list[Mention]] = {}
    for part in filter(None, map(_innermost, chains)):
        parts.setdefault(_id_of(part), []).append(part)
    return [_with_parts(group, parts) for group in left if group is not None], found


def _without(group: Group, taken: Sequence[Mention]) -> Group | None:
    """The group without some of its mentions; None where nothing is left of it."""
    if not taken:
        return group
    out = {m.key for m in taken}
    kept = tuple(m for m in group.mentions if m.key not in out)
    links = tuple(k for k in group.links if k.first.key not in out and k.second.key not in out)
    return Group(kept, links) if kept else None


def _with_parts(group: Group, innermost: Mapping[str | None, Sequence[Mention]]) -> Group:
    """The group with the innermost parts of the chains that name its place, where another article states it too."""
    first = group.mentions[0]
    parts = innermost.get(_id_of(first), ()) if first.detail.kind == "place" and _id_of(first) else ()
    if not parts or len(group.articles | {p.article for p in parts}) < 2:
        return group
    return Group(tuple(sorted([*group.mentions, *parts], key=lambda m: m.key)), group.links)


def _id_of(mention: Mention) -> str | None:
    assert isinstance(mention.detail.value, PlaceValue)
    return mention.detail.value.id


def _by_chain(chains: Sequence[Mention]) -> list[list[Mention]]:
    found: dict[tuple[str | None, ...], list[Mention]] = {}
    for mention in sorted(chains, key=lambda m: m.key):
        assert isinstance(mention.detail.value, PlaceValue)
        found.setdefault(tuple(p.id for p in mention.detail.value.parts[-2:]), []).append(mention)
    return list(found.values())


def _innermost(mention: Mention) -> Mention | None:
    value = mention.detail.value
    assert isinstance(value, PlaceValue)
    if not value.parts or value.parts[-1].id is None:
        return None
    last = value.parts[-1]
    offset = last.start - mention.detail.start
    detail = PlaceDetail(
        id=mention.detail.id,
        start=last.start,
        end=last.end,
        text=mention.detail.text[offset : offset + last.end - last.start],
        rule=PART_OF_CHAIN,
        value=PlaceValue(id=last.id, path=value.path[-1:], level=last.level, parts=(PlacePart(**last.model_dump()),)),
    )
    return replace(mention, detail=detail)


def _true_container(
    chains: Sequence[Mention],
    groups: list[Group | None],
    where: Mapping[str, Sequence[int]],
    related: Related,
    gazetteer: Gazetteer,
) -> Group | None:
    """The mentions that state the true container, taken out of their groups; `where` has the groups of each place."""
    value = chains[0].detail.value
    assert isinstance(value, PlaceValue)
    check = chain_check(value, gazetteer)
    containers = {p.id for p in check.containers}
    inner = check.inner.id if check.inner else None
    taken: list[Mention] = []
    for at in sorted({at for place in (*containers, inner) if place for at in where.get(place, ())}):
        group = groups[at]
        if group is not None:
            out = [m for m in group.mentions if _states(m, chains, containers, inner, related)]
            taken += out
            groups[at] = _without(group, out)
    return Group(tuple(sorted(taken, key=lambda m: m.key))) if taken else None


def _states(
    mention: Mention, chains: Sequence[Mention], containers: set[str], inner: str | None, related: Related
) -> bool:
    value = mention.detail.value
    if not isinstance(value, PlaceValue) or mention.detail.rule == PART_OF_CHAIN:
        return False
    ids = [p.id for p in value.parts] or [value.id]
    if value.id == inner and inner is not None:
        return any(i in containers for i in ids[:-1])
    if value.id not in containers:
        return False
    for chain in chains:
        if not related(chain.article, mention.article):
            continue
        alike = similarity(chain, mention) or 0.0
        if alike >= SAME_MATTER[chain.article == mention.article]:
            return True
    return False
