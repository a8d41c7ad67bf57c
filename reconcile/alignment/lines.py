"""Details whose values may be held against each other, article by article: what meets without agreeing.

    line   figures of one dimension, dates, places of one level, quotations: only within a line can two values differ
    sign   what two details of a line have to share, one of them, to be held against each other: a measure, a
           predicate, an event, a stem nearby, digits

An article's lines are drawn once, whoever it meets: two articles look only at the signs that both have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reconcile.alignment.blocking import Pair, dimension_key
from reconcile.alignment.scenes import WIDE
from reconcile.claims.mention import Mention
from reconcile.claims.named_places import links
from schemas.values import DateValue, FigureValue, PlaceValue, QuoteValue

Name = tuple[str, str]
"""Of a line: the kind of its details, and which of that kind."""

LIKE_BODY = frozenset({"paragraph"})
LIKE_HEADING = frozenset({"title", "subhead", "caption"})
_OPEN_QUESTIONS = 40
"""Partners that one detail is tried against for one sign; more share its unit only in a table."""
_MOST_SHARING = 4 * _OPEN_QUESTIONS
"""Details that may have one sign for it to tell anything."""
_NEAR = 0.6
"""Closeness of a stem that stands nearby."""
_PER_CENT = FigureValue(amount="1", unit="%")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Details of one article in order, and by sign the places in that order of those that have it."""

    mentions: Sequence[Mention]
    having: Mapping[str, Sequence[int]]


def lines(mentions: Iterable[Mention]) -> dict[Name, Line]:
    """The lines of an article by name, from its details in order."""
    drawn: dict[Name, tuple[list[Mention], dict[str, list[int]]]] = {}
    for mention in mentions:
        names = _names(mention)
        signs = _signs(mention) if names else ()
        for name in names:
            line, having = drawn.setdefault(name, ([], {}))
            for sign in signs:
                having.setdefault(sign, []).append(len(line))
            line.append(mention)
    return {name: Line(line, having) for name, (line, having) in drawn.items()}


def between(one: Line, other: Line, more: Collection[tuple[int, int]]) -> Iterator[Pair]:
    """Pairs of two articles that share a sign; `more` are pairs of places beside these, those of the other behind."""
    behind = len(one.mentions)
    pairs = set(more)
    for sign in one.having.keys() & other.having.keys():
        here, there = one.having[sign], other.having[sign]
        if len(here) + len(there) <= _MOST_SHARING:
            for left, i in enumerate(reversed(here)):  # its partners stand behind those of its own article
                pairs.update([(i, behind + j) for j in there[: max(0, _OPEN_QUESTIONS - left)]])
    for i, j in sorted(pairs):
        yield one.mentions[i], other.mentions[j - behind]


def within(line: Line) -> Iterator[Pair]:
    """The same of one article: heading against body."""
    heads = [m.block in LIKE_HEADING for m in line.mentions]
    if len(set(heads)) < 2:
        return
    pairs: set[tuple[int, int]] = set()
    for sharing in line.having.values():
        if 1 < len(sharing) <= _MOST_SHARING and len({heads[i] for i in sharing}) > 1:
            for n, i in enumerate(sharing):
                pairs.update([(i, j) for j in sharing[n + 1 : n + 1 + _OPEN_QUESTIONS] if heads[i] != heads[j]])
    for i, j in sorted(pairs):
        a, b = line.mentions[i], line.mentions[j]
        if {a.block, b.block} & LIKE_BODY:
            yield a, b


def _names(mention: Mention) -> Sequence[Name]:
    """The lines of a detail; a place in a chain stands in those of what is around it, too."""
    value = mention.detail.value
    # By type, not isinstance: a model answers that slowly.
    if type(value) is FigureValue:
        return [("figure", dimension_key(_PER_CENT if value.unit == "pp" else value))]
    if type(value) is DateValue:
        return [("date", "")]
    if type(value) is QuoteValue and value.verbatim:
        return [("quote", "")]
    if type(value) is PlaceValue:
        return [("place", level) for level in links(value) if level not in WIDE or level == value.level]
    return []


def _signs(mention: Mention) -> set[str]:
    signs = {f"m {s}" for s in mention.measure[:2]}
    signs.update([f"c {stem}" for stem, weight in mention.context if weight >= _NEAR])
    if mention.predicate:
        signs.add(f"p {mention.predicate}")
    if (digits := _digits(mention)) is not None:
        signs.add(f"d {digits}")
    role = mention.detail.role
    if mention.detail.kind == "date" and role is not None and role.id is not None:
        signs.add(f"e {role.id}")
    if mention.across is not None:
        signs.update([f"c {stem}" for stem in mention.across.near])
    return signs


def _digits(mention: Mention) -> str | None:
    """The digits that tell, in order of size: equal for numbers with digits exchanged, or a power of ten apart."""
    value = mention.detail.value
    if type(value) is not FigureValue or value.amount is None:
        return None
    digits = "".join(sorted(c for c in value.amount if c in "123456789"))
    return digits if len(digits) > 1 else None
