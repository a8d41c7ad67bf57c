"""What two articles have to do with each other, whoever else is compared.

    A  12일 오전 … 97억원 … 조명 240개        links     240개 of A with 240개 of B: they agree, and nothing is nearer
    B  79억원 … 조명 240개 … 의자 180개       rivals    97억원 of A with 79억원 of B: one question, two values
                                          statements and places that lie in each other likewise

Pairs are proposed, related and weighed here and nowhere else. Everything depends on the two articles alone, so that a
meeting can be kept while a story grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reconcile.alignment.blocking import PROPOSING, Pair
from reconcile.alignment.cluster import AGREE_AT, Link, agreeing
from reconcile.alignment.disputes import differing
from reconcile.alignment.parts import Part
from reconcile.alignment.related import Related
from reconcile.alignment.statements import statement_links
from reconcile.alignment.translations import translations
from reconcile.alignment.values import relate
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import PlaceValue

NAMES = ("person", "organisation")
"""Kinds that meet by name, bucket by bucket over all articles, and not article by article."""
_MOST_PLACES = 200
"""Places of an article that are asked whether they contain those of another; more stand in a list of addresses."""


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """Links between two articles, or in one: by kind those of details that agree, those of `rivals`, whose values
    differ, those of `statements`; and for each place those of the other article that contain it, or lie in it.
    """

    links: Mapping[str, Sequence[Link]]
    rivals: Sequence[Link]
    against: Sequence[Link]
    """The rivals as links between the details that stand for theirs."""
    statements: Sequence[Link]
    lying: Mapping[Mention, Sequence[Mention]]


def meet(one: Part, other: Part, related: Related, gazetteer: Gazetteer, *, statements: bool) -> Meeting:
    """The meeting of two articles."""
    one, other = sorted((one, other), key=lambda p: p.article)
    rivals, against, links = _details(one, other, gazetteer)
    both = (*one.mentions, *other.mentions)
    return Meeting(
        links=links,
        rivals=rivals,
        against=against,
        statements=statement_links(both, related, gazetteer) if statements else (),
        lying=_lying(one, other, gazetteer),
    )


def alone(one: Part, gazetteer: Gazetteer) -> Meeting:
    """What one article has for itself."""
    rivals, against, links = _details(one, one, gazetteer)
    return Meeting(links=links, rivals=rivals, against=against, statements=(), lying={})


def _details(
    one: Part, other: Part, gazetteer: Gazetteer
) -> tuple[Sequence[Link], Sequence[Link], Mapping[str, Sequence[Link]]]:
    within = one is other
    rivals = differing(one, other, gazetteer)
    against = [replace(k, first=_first(k.first, one, other), second=_first(k.second, one, other)) for k in rivals]
    links = {}
    for kind in (*AGREE_AT, *([] if within else ["quote"])):
        first = one.first.get(kind, ()) if within else (*one.first.get(kind, ()), *other.first.get(kind, ()))
        of_kind = [k for k in against if k.first.detail.kind == kind]
        links[kind] = agreeing(kind, _pairs(kind, first, within), of_kind, gazetteer)
    return rivals, against, links


def _first(mention: Mention, one: Part, other: Part) -> Mention:
    return (one if mention.article == one.article else other).stands_for[mention]


def _pairs(kind: str, mentions: Sequence[Mention], within: bool) -> Iterator[Pair]:
    for a, b in PROPOSING[kind](mentions):
        if (a.article == b.article) is within and (kind != "quote" or a.language == b.language):
            yield a, b
    if kind == "quote":
        yield from translations(mentions)


def _lying(one: Part, other: Part, gazetteer: Gazetteer) -> Mapping[Mention, Sequence[Mention]]:
    found: dict[Mention, list[Mention]] = {}
    first, second = _by_place(one), _by_place(other)
    for here in first:
        for there in second:
            if relate(here[0].detail.value, there[0].detail.value, gazetteer).relation == "contained":
                for a in here:
                    found.setdefault(a, []).extend(there)
                for b in there:
                    found.setdefault(b, []).extend(here)
    return {mention: sorted(others, key=lambda m: m.key) for mention, others in found.items()}


def _by_place(one: Part) -> list[list[Mention]]:
    """Mentions of one known place together, since what lies in what depends on the place alone; any other by itself."""
    found: dict[object, list[Mention]] = {}
    for mention in [m for m in one.mentions if m.detail.kind == "place"][:_MOST_PLACES]:
        value = mention.detail.value
        place = value.id if isinstance(value, PlaceValue) else None
        found.setdefault(place or mention, []).append(mention)
    return list(found.values())
