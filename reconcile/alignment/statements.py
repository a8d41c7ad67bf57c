"""Statements of two articles that say, or deny, one thing.

A claim's predicate is held against another's only when the claims around it are close: the same predicate, and
arguments that mostly coincide. Everything else stays apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reconcile.alignment.cluster import Aligner, Group, Link, join, standing
from reconcile.alignment.levels import compare, similarity
from reconcile.alignment.related import Related
from reconcile.alignment.values import relate
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import Polarity, StatementValue

STATEMENT_CONTEXT = 0.45
"""Cosine of the surroundings from which two claims with one predicate state one thing."""
_LEAST_STEMS = 2
_BUCKET = 60
_DETAILS = 12
_OPEN = frozenset({"planned", "expected", "requested", "conditional"})


class Sense(NamedTuple):
    """How a statement is meant: `tense` is done (told as past), open (planned, expected, asked for), or neither.

    A Korean present tense may mean either.
    """

    polarity: Polarity
    tense: Literal["done", "open", "neither"]


def sense(mention: Mention) -> Sense:
    """The sense of a statement."""
    value = mention.detail.value
    assert isinstance(value, StatementValue)
    if value.modality in _OPEN:
        return Sense(value.polarity, "open")
    return Sense(value.polarity, "done" if value.modality == "asserted" and mention.past else "neither")


def statement_groups(
    mentions: Sequence[Mention], aligner: Aligner, related: Related, gazetteer: Gazetteer
) -> list[Group]:
    """Every statement in exactly one group; what a group's members differ in is for the verdict to say."""
    statements = sorted((m for m in mentions if isinstance(m.detail.value, StatementValue)), key=lambda m: m.key)
    stated: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.detail.kind in ("figure", "date", "place"):
            stated.setdefault(mention.claim, []).append(mention)
    buckets: dict[str, list[Mention]] = {}
    for mention in statements:
        assert isinstance(mention.detail.value, StatementValue)
        buckets.setdefault(mention.detail.value.predicate, []).append(mention)
    links: list[Link] = []
    for name in sorted(buckets):
        bucket = buckets[name]
        if len(bucket) > _BUCKET:
            continue
        for i, a in enumerate(bucket):
            for b in bucket[i + 1 :]:
                if a.article == b.article or a.language != b.language or not related(a.article, b.article):
                    continue
                if min(len(a.context), len(b.context)) < _LEAST_STEMS:
                    continue
                if _alike(a, b) and _differ(stated.get(a.claim, ()), stated.get(b.claim, ()), gazetteer):
                    continue
                if (similarity(a, b) or 0.0) >= STATEMENT_CONTEXT:
                    links.append(Link(a, b, compare(a, b, relate(a.detail.value, b.detail.value, gazetteer))))
    return join(statements, standing(links), lambda a, b: a.article != b.article)


def _alike(a: Mention, b: Mention) -> bool:
    """Whether the two would be said to state the same: one polarity, and neither done where the other is open."""
    return a.polarity == b.polarity and (a.modality == b.modality or a.past == b.past)


def _differ(a: Sequence[Mention], b: Sequence[Mention], gazetteer: Gazetteer) -> bool:
    """Whether two claims hold details of one kind that differ, and none of that kind that agree."""
    for kind in ("figure", "date", "place"):
        standings = {
            relate(x.detail.value, y.detail.value, gazetteer).standing
            for x in a[:_DETAILS]
            for y in b[:_DETAILS]
            if x.detail.kind == y.detail.kind == kind
        }
        if "different" in standings and "same" not in standings:
            return True
    return False
