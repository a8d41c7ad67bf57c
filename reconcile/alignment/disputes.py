"""Different values that answer one question: what may become a conflict or an update.

Another number is not a conflict by itself. Two sides are disputed only when

- neither article of the one also states the other's value (then they are two questions, already answered), unless
  a caption or a headline speaks against the body of its own article;
- measure, unit, predicate, surroundings and time reach the threshold, without one feature that speaks against it;
- neither has a clearly better partner among the other article's details of the same kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reconcile.alignment import blocking
from reconcile.alignment.cluster import Aligner, Group, Link, standing
from reconcile.alignment.levels import Score, compare, counts_over
from reconcile.alignment.related import Related
from reconcile.alignment.values import INCOMPARABLE, relate_details
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import DateValue, FigureValue, PlaceValue, QuoteValue

DISPUTE_AT = {"figure": 4.7, "date": 8.0, "place": 7.0}
"""Bits of the question from which different values are held against each other; two renderings of a quote show
by their words that they are one."""
_SLIPS_OF_THE_PEN = frozenset({"slip", "swapped"})
"""Value levels that by themselves hint at one figure written wrong."""
_LIKE_BODY = frozenset({"paragraph"})
_LIKE_HEADING = frozenset({"title", "subhead", "caption"})
_WORDINGS = 8
"""Mentions of a side that are asked for what tells it apart."""
_OPEN_QUESTIONS = 40
"""Partners that one detail is tried against in one article; more share its unit only in a table."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its sides, ordered by content; `links` say why they were held together."""

    kind: str
    sides: tuple[Group, ...]
    links: tuple[Link, ...]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(sorted((m for side in self.sides for m in side.mentions), key=lambda m: m.key))

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.mentions[0].key


def questions(groups: Sequence[Group], aligner: Aligner, related: Related, gazetteer: Gazetteer) -> list[Question]:
    """Every group in exactly one question; most questions have one side."""
    disputes = list(_disputes(groups, aligner, related, gazetteer))
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


RUNNING_COUNTS = frozenset({"=dead", "=injured", "=casualties", "=missing", "=evacuated", "=arrested", "=discharged"})
"""Measures that grow while an event is reported: a different value is a later state, not an error."""


def runs_on(mention: Mention) -> bool:
    """Whether a figure is a count as of its writing: a running measure, or one told up to a moment (오전까지)."""
    value = mention.detail.value
    if not isinstance(value, FigureValue) or units.dimension(value.unit) not in ("count", "currency"):
        return False
    about = set(mention.measure) | {mention.predicate or ""}
    return mention.as_of or counts_over(mention) or (units.is_counted(value.unit) and bool(about & RUNNING_COUNTS))


def _heading_against_body(a: Group, b: Group, shared: frozenset[str]) -> bool:
    """Whether, in each shared article, one side stands in captions and headings only and the other in the body."""
    for article in shared:
        blocks = [{m.block for m in g.mentions if m.article == article} for g in (a, b)]
        if not any(one <= _LIKE_HEADING and other & _LIKE_BODY for one, other in (blocks, blocks[::-1])):
            return False
    return True


def _disputes(groups: Sequence[Group], aligner: Aligner, related: Related, gazetteer: Gazetteer) -> Iterator[Link]:
    where = {m.key: g for g in groups for m in g.mentions}
    lines: dict[tuple[str, str], list[Mention]] = {}
    for group in groups:
        for mention in group.mentions:
            value = mention.detail.value
            if isinstance(value, FigureValue):
                lines.setdefault(("figure", blocking.dimension_key(value)), []).append(mention)
            elif isinstance(value, DateValue):
                lines.setdefault(("date", ""), []).append(mention)
            elif isinstance(value, QuoteValue) and value.verbatim:
                lines.setdefault(("quote", ""), []).append(mention)
            elif isinstance(value, PlaceValue) and value.level and value.id:
                lines.setdefault(("place", value.level), []).append(mention)
    for (kind, _), line in sorted(lines.items()):
        crowd = Counter(m.claim for m in line)
        told = _amounts(line) if kind == "figure" else {}
        scored = [
            Link(a, b, score)
            for a, b in (_quotes if kind == "quote" else _partners)(sorted(line, key=lambda m: m.key), related)
            if (score := _question(a, b, gazetteer)) is not None
        ]
        for link in scored if kind == "quote" else standing_questions(scored):
            one, two = where[link.first.key], where[link.second.key]
            if (
                one is two
                or link.score.total < DISPUTE_AT.get(kind, float("-inf"))
                or not _clear(kind, link, _alone(link, crowd))
                or (kind == "figure" and _parts_of_whole(link, told))
            ):
                continue
            if relate_details(link.first.detail, link.second.detail, gazetteer).standing != "different":
                continue
            if _may_stand_together(one, two) and not _told_apart(one, two, aligner, gazetteer):
                yield link


def _modified_apart(link: Link) -> bool:
    """Whether both nouns have a modifier that the other lacks: 반도체 부문 영업이익, 모바일 부문 영업이익."""
    a, b = set(link.first.measure), set(link.second.measure)
    return bool(a & b and a - b and b - a)


def _of_other_people(link: Link) -> bool:
    """Whether both count people by a common noun, under two predicates: 여행객 792명이 귀국, 여행객 1600명이 고립."""
    value = link.first.detail.value
    counted = isinstance(value, FigureValue) and value.unit == "person"
    return counted and link.score.level("predicate") == "other" and not (runs_on(link.first) and runs_on(link.second))


def _amounts(line: Sequence[Mention]) -> dict[str, frozenset[Fraction]]:
    """The amounts that each claim states, of figures of one dimension."""
    found: dict[str, set[Fraction]] = {}
    for mention in line:
        value = mention.detail.value
        if isinstance(value, FigureValue) and value.amount is not None:
            found.setdefault(mention.claim, set()).add(Fraction(value.amount))
    return {claim: frozenset(amounts) for claim, amounts in found.items()}


def _parts_of_whole(link: Link, told: Mapping[str, frozenset[Fraction]]) -> bool:
    """Whether one side states the sum of what the other states in parts: 52 flats; 30 flats and another 22."""
    for whole, part in ((link.first, link.second), (link.second, link.first)):
        value, parts = whole.detail.value, told.get(part.claim, frozenset())
        stated = value.amount if isinstance(value, FigureValue) else None
        if stated is not None and len(parts) > 1 and Fraction(stated) == sum(parts):
            return True
    return False


def _alone(link: Link, crowd: Mapping[str, int]) -> bool:
    return crowd[link.first.claim] == crowd[link.second.claim] == 1


def _told_apart(one: Group, two: Group, aligner: Aligner, gazetteer: Gazetteer) -> bool:
    """Whether any wording of the two sides sets them at different times, or makes one a part of the other.

    Counts that run on are of different times by nature.
    """
    running = all(any(runs_on(m) for m in g.mentions) for g in (one, two))
    for a in one.mentions[:_WORDINGS]:
        for b in two.mentions[:_WORDINGS]:
            score = _question(a, b, gazetteer)
            if score is None:
                continue
            if score.level("scope") == "part" or (score.level("time") == "other" and not running):
                return True
    return False


def standing_questions(links: Sequence[Link]) -> list[Link]:
    """Links near the best of both mentions, by the bits of the question alone."""
    return standing(links, lambda k: k.score.without("value"))


def _partners(line: Sequence[Mention], related: Related) -> Iterator[tuple[Mention, Mention]]:
    """Pairs that share a measure, a predicate or a rare stem nearby; of one article only heading against body."""
    index: dict[str, list[int]] = {}
    for i, mention in enumerate(line):
        keys = {f"m {s}" for s in mention.measure[:2]}
        if mention.predicate:
            keys.add(f"p {mention.predicate}")
        keys.update(f"c {stem}" for stem, weight in mention.context if weight >= 0.6)
        if mention.across is not None:
            keys.update(f"c {stem}" for stem in mention.across.near)
        for key in keys:
            index.setdefault(key, []).append(i)
    pairs: set[tuple[int, int]] = set()
    for bucket in index.values():
        if len(bucket) <= _OPEN_QUESTIONS * 4:
            pairs.update((i, j) for n, i in enumerate(bucket) for j in bucket[n + 1 : n + 1 + _OPEN_QUESTIONS])
    for i, j in sorted(pairs):
        a, b = line[i], line[j]
        if a.article == b.article:
            if {a.block, b.block} & _LIKE_HEADING and {a.block, b.block} & _LIKE_BODY:
                yield a, b
        elif related(a.article, b.article):
            yield a, b


def _quotes(line: Sequence[Mention], related: Related) -> Iterator[tuple[Mention, Mention]]:
    """Quotes of two articles that share neighbouring words; a translation is no altered quote."""
    for a, b in blocking.near_quotes(line):
        if a.article != b.article and a.language == b.language and related(a.article, b.article):
            yield a, b


def _question(a: Mention, b: Mention, gazetteer: Gazetteer) -> Score | None:
    relating = relate_details(a.detail, b.detail, gazetteer)
    if relating is INCOMPARABLE:
        return None
    return compare(a, b, relating)


def _clear(kind: str, link: Link, alone: bool) -> bool:
    """Whether no feature speaks against one question, and the telling ones speak for it.

    `alone`: both figures are the only ones of their unit in their claims, so that the surroundings can mean no other.
    """
    score = link.score
    if score.level("time") == "other" or score.level("scope") == "part" or link.first.whole != link.second.whole:
        return False
    if kind == "quote":
        return True
    if score.level("context") not in ("close", "near", "akin") and score.level("value") not in _SLIPS_OF_THE_PEN:
        return False
    if score.level("modality") == "plan":
        return False  # a target and its result are two questions
    if kind == "figure":
        if score.level("unit") != "specific":
            return False
        apart = score.level("name") == "other" or _modified_apart(link)
        if apart and score.level("value") not in _SLIPS_OF_THE_PEN:
            return False
        about_one = score.level("predicate") == "same" or (
            score.level("measure") in ("head", "shared") and not _of_other_people(link)
        )
        near = score.level("context") in ("close", "near") or score.level("value") in _SLIPS_OF_THE_PEN
        if score.level("measure") == "none":
            return score.level("predicate") == "same" and score.level("context") == "close"
        close = score.level("context") == "close" or score.level("value") in _SLIPS_OF_THE_PEN
        return (about_one and near) or (close and alone)
    if kind == "date":
        first, second = link.first.detail.value, link.second.detail.value
        assert isinstance(first, DateValue) and isinstance(second, DateValue)
        return (
            score.level("predicate") == "same"
            and score.level("context") == "close"
            and first.granularity == second.granularity
        )
    return score.level("predicate") == "same" and score.level("context") == "close"
