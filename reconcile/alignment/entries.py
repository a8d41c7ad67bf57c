"""Entries: which claims belong together, and in which entry each comparison is shown.

The best links first, claims of different articles are put together, at most one claim of an article in an entry. A
comparison belongs to the entry that is home to most of its evidence. A claim all of whose details are compared
elsewhere moves to the entry of its first detail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.alignment.cluster import Link
from reconcile.alignment.disputes import Question
from schemas.claim import Claim

_UNITES_AT = 3.0
"""Bits from which a link of two details puts their claims into one entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Home claims, claims that only lend evidence, the questions shown here, and the links that made it."""

    claims: tuple[str, ...]
    also_in: tuple[str, ...]
    questions: tuple[int, ...]
    links: tuple[Link, ...]


def entries(claims: Sequence[Claim], questions: Sequence[Question]) -> list[Entry]:
    """Every claim has one home, every question stands in one entry; ordered by (article, start)."""
    order = {c.id: (c.article, c.start, c.end) for c in claims}
    article_of = {c.id: c.article for c in claims}
    home: dict[str, list[str]] = {c.id: [c.id] for c in claims}
    links = [
        link
        for question in questions
        for link in question.links
        if link.first.article != link.second.article and link.score.total >= _UNITES_AT
    ]
    for link in sorted(links, key=lambda k: (-k.score.total, k.first.key, k.second.key)):
        one, two = home[link.first.claim], home[link.second.claim]
        if one is two or {article_of[c] for c in one} & {article_of[c] for c in two}:
            continue
        one.extend(two)
        for claim in two:
            home[claim] = one

    shown: dict[int, list[int]] = {}
    at: dict[int, list[str]] = {}
    for index, question in enumerate(questions):
        homes = [home[m.claim] for m in question.mentions]
        votes: dict[int, int] = {}
        for one in homes:
            votes[id(one)] = votes.get(id(one), 0) + 1
        best = max(votes.values())
        at[index] = next(one for one in homes if votes[id(one)] == best)
        shown.setdefault(id(at[index]), []).append(index)

    first_question: dict[str, int] = {}
    for index, question in enumerate(questions):
        for mention in question.mentions:
            first_question.setdefault(mention.claim, index)
    for claim in sorted(home, key=order.__getitem__):
        old = home[claim]
        if id(old) not in shown and claim in first_question:
            new = at[first_question[claim]]
            old.remove(claim)
            new.append(claim)
            home[claim] = new

    made: list[Entry] = []
    seen: set[int] = set()
    for claim in sorted(home, key=order.__getitem__):
        members = home[claim]
        if id(members) in seen:
            continue
        seen.add(id(members))
        here = shown.get(id(members), [])
        lent = {m.claim for i in here for m in questions[i].mentions} - set(members)
        inner = [k for i in here for k in questions[i].links if k.first.claim != k.second.claim]
        made.append(
            Entry(
                tuple(sorted(members, key=order.__getitem__)),
                tuple(sorted(lent, key=order.__getitem__)),
                tuple(here),
                tuple(inner),
            )
        )
    return made
