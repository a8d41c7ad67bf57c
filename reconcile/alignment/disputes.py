"""Different values that answer one question: what may become a conflict or an update.

`differing` proposes pairs of details whose values differ and keeps those that `refusals` lets through. `questions`
joins the sides (groups of details that agree) which such a pair holds against each other, unless

- one of the two has a better partner in the other article, agreeing or not;
- another wording of a side sets it at another time, or makes it a part of the other;
- one article states both: then they are two questions, already answered. Only a caption or a headline may speak against
  the body of its own article, and a later article repeat the earlier count beside its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reconcile.alignment import blocking
from reconcile.alignment.blocking import Pair
from reconcile.alignment.cluster import Group, Link, standing
from reconcile.alignment.counts import runs_on
from reconcile.alignment.decimal import exact
from reconcile.alignment.echoes import echoes, in_one_clause, printed_again
from reconcile.alignment.levels import Score, times
from reconcile.alignment.lines import LIKE_BODY, LIKE_HEADING, Line, Name, between, within
from reconcile.alignment.parts import Part
from reconcile.alignment.refusals import contrasted, is_slip, refusal, unfit
from reconcile.alignment.scenes import scene_pairs, tell_of_one_level
from reconcile.alignment.values import relate_details
from reconcile.claims.mention import Mention
from reconcile.claims.tallies import value_key
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import DateValue, FigureValue

_WORDINGS = 8
"""Mentions of a side that are asked for what tells it apart."""
_PERIODS = frozenset({"month", "quarter", "season", "half", "year"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its sides, ordered by content; `links` say why they were held together."""

    kind: str
    sides: tuple[Group, ...]
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...] = field(init=False, compare=False)
    key: tuple[str, int, int, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        mentions = [m for side in self.sides for m in side.mentions]
        object.__setattr__(self, "mentions", tuple(sorted(mentions, key=lambda m: m.key)))
        object.__setattr__(self, "key", self.mentions[0].key)


def questions(groups: Sequence[Group], differing: Sequence[Link], gazetteer: Gazetteer) -> list[Question]:
    """Every group in exactly one question; most questions have one side. `differing` are the links of `differing`."""
    disputes = _disputes(groups, differing, gazetteer)
    of_group = {id(g): [g] for g in groups}
    links: dict[int, list[Link]] = {}
    where = {m.key: g for g in groups for m in g.mentions}
    for link in sorted(disputes, key=lambda k: (-k.score.total, k.first.key, k.second.key)):
        one = of_group[id(where[link.first.key])]
        two = of_group[id(where[link.second.key])]
        if one is not two:
            if not all(_may_stand_together(a, b) for a in one for b in two):
                continue
            one.extend(two)
            links[id(one)] = [*links.get(id(one), ()), *links.pop(id(two), ())]
            for group in two:
                of_group[id(group)] = one
        links.setdefault(id(one), []).append(link)
    seen: set[int] = set()
    found = []
    for group in groups:
        sides = of_group[id(group)]
        if id(sides) in seen:
            continue
        seen.add(id(sides))
        inner = [link for side in sides for link in side.links]
        kind = group.mentions[0].detail.kind
        found.append(Question(kind, tuple(sorted(sides, key=lambda g: g.key)), tuple(links.get(id(sides), []) + inner)))
    return sorted(found, key=lambda q: q.key)


def _may_stand_together(a: Group, b: Group) -> bool:
    shared = a.articles & b.articles
    if not shared or _heading_against_body(a, b, shared):
        return True
    # A later article repeats the earlier count beside its own: 12명에서 17명으로 늘었다.
    return all(any(runs_on(m) for m in g.mentions if m.article in shared) for g in (a, b)) and not a.articles <= shared


def _heading_against_body(a: Group, b: Group, shared: frozenset[str]) -> bool:
    """Whether, in each shared article, one side stands in captions and headings only and the other in the body."""
    for article in shared:
        blocks = [{m.block for m in g.mentions if m.article == article} for g in (a, b)]
        if not any(one <= LIKE_HEADING and other & LIKE_BODY for one, other in (blocks, blocks[::-1])):
            return False
    return True


def differing(one: Part, other: Part, gazetteer: Gazetteer) -> list[Link]:
    """Links between details whose values differ and that answer one question, as far as the two of them can tell.

    `one` and `other` are two articles, in order of their ids, or one and the same.
    """
    apart = one is not other
    found = _echoes([*one.mentions, *other.mentions], gazetteer) if apart else []
    known = {(k.first, k.second) for k in found}
    tried: set[tuple[Mention, Mention]] = set()
    for name in sorted(one.lines.keys() & other.lines.keys()):
        kind, kept = name[0], []
        for a, b in _proposed(name, one.lines[name], other.lines[name]):
            if kind == "place":
                if (a, b) in tried:  # a place in a chain stands in several lines
                    continue
                tried.add((a, b))
            relating = relate_details(a.detail, b.detail, gazetteer)
            if relating.standing != "different" or (a, b) in known or unfit(a, b) is not None:
                continue
            link = Link(a, b, Score(a, b, relating))
            if refusal(link) is None and not printed_again(link):
                kept.append(link)
        # What the claims state besides is asked last: hardly any pair is left by then.
        if kind == "date" and kept:
            figures = _figures([*one.mentions, *other.mentions])
            kept = [k for k in kept if not _date_two_figures(k, figures)]
        elif kind == "figure" and kept:
            told = _amounts([*one.lines[name].mentions, *other.lines[name].mentions])
            kept = [k for k in kept if not _parts_of_whole(k, told)]
        found += kept
    counted = _counted([*one.mentions, *other.mentions]) if any(_sets_apart(link) for link in found) else {}
    return [link for link in found if not (_sets_apart(link) and _count_otherwise(link, counted))]


def _proposed(name: Name, one: Line, other: Line) -> Iterator[Pair]:
    kind, level = name
    if one is other:
        return within(one) if kind != "quote" else iter(())
    if kind == "quote":
        return _quotes([*one.mentions, *other.mentions])
    scenes = scene_pairs([*one.mentions, *other.mentions], level) if kind == "place" else ()
    return between(one, other, scenes)


def _sets_apart(link: Link) -> bool:
    """Whether two details tell only which one is meant: a quarter, a phase; an event has its own date."""
    if link.echo:
        return False
    for mention in (link.first, link.second):
        value = mention.detail.value
        if isinstance(value, DateValue):
            if mention.detail.role is not None or value.granularity not in _PERIODS:
                return False
        elif not (isinstance(value, FigureValue) and value.ordinal):
            return False
    return True


def _counted(mentions: Sequence[Mention]) -> dict[str, dict[str, set[str]]]:
    """What each claim counts, by dimension: 320만 톤."""
    found: dict[str, dict[str, set[str]]] = {}
    for mention in mentions:
        value = mention.detail.value
        if isinstance(value, FigureValue) and value.amount is not None and not value.ordinal:
            dimensions = found.setdefault(mention.claim, {})
            dimensions.setdefault(blocking.dimension_key(value), set()).add(f"{value.amount} {value.unit}")
    return found


def _count_otherwise(link: Link, counted: Mapping[str, Mapping[str, set[str]]]) -> bool:
    """Whether the claims of both give figures of their own: 320만 톤 of one quarter, 355만 톤 of another."""
    one, other = counted.get(link.first.claim, {}), counted.get(link.second.claim, {})
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[dimension].isdisjoint(other[dimension]) for dimension in shared)


def _echoes(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Link]:
    found = []
    for a, b in echoes(mentions):
        relating = in_one_clause(a, b, relate_details(a.detail, b.detail, gazetteer))
        if relating is not None:
            link = Link(a, b, Score(a, b, relating), echo=True)
            if refusal(link) is None:
                found.append(link)
    return found


def _disputes(groups: Sequence[Group], differing: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links that no better partner, and no other wording of the sides, speaks against."""
    where = {m: g for g in groups for m in g.mentions}
    asked = {m for k in differing for m in (k.first, k.second)}
    agreeing = [k for g in groups for k in g.links if k.first in asked or k.second in asked]
    kept = set(standing([*differing, *(k for k in agreeing if k.first.article != k.second.article)]))
    found = []
    for link in differing:
        if link.first not in where or link.second not in where:
            continue
        one, two = where[link.first], where[link.second]
        quote = link.first.detail.kind == "quote"
        if one is two or not (quote or link in kept) or not _may_stand_together(one, two):
            continue
        sides = (link.first, one.mentions), (link.second, two.mentions)
        if link.first.detail.kind == "place" and not tell_of_one_level(sides, gazetteer):
            continue
        if link.first.detail.kind != "figure" or link.echo or is_slip(link) or not _told_apart(one, two):
            found.append(link)
    return found


def _figures(mentions: Sequence[Mention]) -> dict[str, dict[Hashable, Hashable]]:
    """The values of the figures that each claim states, by their unit and what they measure."""
    found: dict[str, dict[Hashable, Hashable]] = {}
    for mention in mentions:
        value = mention.detail.value
        if isinstance(value, FigureValue) and mention.measure:
            found.setdefault(mention.claim, {})[value.unit, mention.measure[0]] = value_key(value)
    return found


def _date_two_figures(link: Link, figures: Mapping[str, Mapping[Hashable, Hashable]]) -> bool:
    """Whether two dates set two figures of one thing at two times: 지난해 97곳, 올해 79곳."""
    one, other = (figures.get(m.claim, {}) for m in (link.first, link.second))
    return any(one[asked] != other[asked] for asked in one.keys() & other.keys())


def _amounts(line: Sequence[Mention]) -> dict[str, frozenset[Fraction]]:
    """The amounts that each claim states, of figures of one dimension."""
    found: dict[str, set[Fraction]] = {}
    for mention in line:
        value = mention.detail.value
        if isinstance(value, FigureValue) and value.amount is not None:
            found.setdefault(mention.claim, set()).add(exact(value.amount))
    return {claim: frozenset(amounts) for claim, amounts in found.items()}


def _parts_of_whole(link: Link, told: Mapping[str, frozenset[Fraction]]) -> bool:
    """Whether one side states the sum of what the other states in parts: 52 flats; 30 flats and another 22."""
    for whole, part in ((link.first, link.second), (link.second, link.first)):
        value, parts = whole.detail.value, told.get(part.claim, frozenset())
        stated = value.amount if isinstance(value, FigureValue) else None
        if stated is not None and len(parts) > 1 and exact(stated) == sum(parts):
            return True
    return False


def _told_apart(one: Group, two: Group) -> bool:
    """Whether any wording of the two sides sets them at different times, or makes one a part of the other.

    Counts that run on are of different times by nature.
    """
    first, second = one.mentions[:_WORDINGS], two.mentions[:_WORDINGS]
    if any(a.part != b.part or contrasted(a, b) for a in first for b in second):
        return True
    if all(any(runs_on(m) for m in g.mentions) for g in (one, two)):
        return False
    return any(times(a, b) == "other" for a in first for b in second)


def _quotes(line: Sequence[Mention]) -> Iterator[Pair]:
    """Quotes of two articles that share neighbouring words; a translation is no altered quote."""
    for a, b in blocking.near_quotes(line):
        if a.article != b.article and a.language == b.language:
            yield a, b
