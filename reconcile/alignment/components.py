"""What hangs together, and what was worked out about it: kept as long as nothing in it changes.

    A ─ B ─ C      D ─ E      F          a link more, E ─ G, leaves A ─ B ─ C and F as they were

Groups are joined, and questions asked, within a component and never across, so that an article more costs what its own
components cost.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from reconcile.alignment.cluster import Group, Link, join, unfolded
from reconcile.alignment.disputes import Question, questions
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer


def components(ends: Sequence[tuple[Hashable, Hashable]]) -> list[list[int]]:
    """The numbers of the edges that hang together, each edge given by its two ends; in the order given."""
    part: dict[Hashable, list[Hashable]] = {}
    for a, b in ends:
        one, two = part.setdefault(a, [a]), part.setdefault(b, [b])
        if one is not two:
            if len(one) < len(two):
                one, two = two, one
            one += two
            for end in two:
                part[end] = one
    found: dict[int, list[int]] = {}
    for n, (a, _) in enumerate(ends):
        found.setdefault(id(part[a]), []).append(n)
    return list(found.values())


class Groups:
    """Groups of one kind of detail, the same objects from one call to the next where nothing has changed."""

    def __init__(self) -> None:
        self._joined: dict[tuple[Link, ...], tuple[object, list[Group]]] = {}
        self._single: dict[Mention, tuple[object, Group]] = {}

    def join(
        self,
        mentions: Sequence[Mention],
        links: Sequence[Link],
        together: Callable[[Mention, Mention], bool],
        *,
        whole: Mapping[Mention, Sequence[Mention]],
        echoed: Mapping[Mention, set[str]],
    ) -> list[Group]:
        """Every mention in one group, with those that it stands for, `whole`.

        `together` may depend on the two mentions and on what is `echoed` of them.
        """
        joined: dict[tuple[Link, ...], tuple[object, list[Group]]] = {}
        single: dict[Mention, tuple[object, Group]] = {}
        found: list[Group] = []
        rest = dict.fromkeys(mentions)
        for edges in components([(k.first, k.second) for k in links]):
            here = tuple([links[n] for n in edges])
            members = list(dict.fromkeys([m for k in here for m in (k.first, k.second)]))
            mark = [(whole.get(m), sorted(echoed.get(m, ()))) for m in members]
            known = self._joined.get(here)
            if known is None or known[0] != mark:
                groups = join(members, here, together)
                known = mark, [unfolded(g, whole) for g in groups]
            joined[here] = known
            found += known[1]
            for member in members:
                del rest[member]
        for mention in rest:
            same = whole.get(mention)
            alone = self._single.get(mention)
            if alone is None or alone[0] != same:
                alone = same, Group(tuple(same or (mention,)))
            single[mention] = alone
            found.append(alone[1])
        self._joined, self._single = joined, single
        return found


class Questions:
    """Questions, the same objects from one call to the next where neither their groups nor their rivals changed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._held: dict[tuple[Link, ...], tuple[list[Group], list[Question]]] = {}
        self._single: dict[int, tuple[Group, Question]] = {}

    def ask(self, groups: Sequence[Group], differing: Sequence[Link]) -> list[Question]:
        """What `questions` gives."""
        where = {m: g for g in groups for m in g.mentions}
        links = [k for k in differing if k.first in where and k.second in where]
        ends = [(id(where[k.first]), id(where[k.second])) for k in links]
        held: dict[tuple[Link, ...], tuple[list[Group], list[Question]]] = {}
        single: dict[int, tuple[Group, Question]] = {}
        found: list[Question] = []
        rest = {id(g): g for g in groups}
        for edges in components(ends):
            here = tuple([links[n] for n in edges])
            sides = [rest.pop(end) for end in dict.fromkeys([end for n in edges for end in ends[n]])]
            known = self._held.get(here)
            if known is None or not _same(known[0], sides):
                known = sides, questions(sides, here, self._gazetteer)
            held[here] = known
            found += known[1]
        for end, group in rest.items():
            alone = self._single.get(end)
            if alone is None or alone[0] is not group:
                alone = group, Question(group.mentions[0].detail.kind, (group,), group.links)
            single[end] = alone
            found.append(alone[1])
        self._held, self._single = held, single
        return sorted(found, key=lambda q: q.key)


def _same(one: Sequence[Group], other: Sequence[Group]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
