"""Candidate pairs by cheap keys, so that cost grows with what may match and not with the square of the details.

Figures of one dimension are sorted on a line in their base unit and only neighbours whose intervals come near are
paired; dates likewise on the calendar; names and places by their keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from reconcile.alignment.decimal import exact
from reconcile.alignment.relating import Memo
from reconcile.alignment.values import name_key
from reconcile.alignment.wording import quote_keys
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import DateValue, FigureValue, OrganisationValue, PersonValue, PlaceValue, QuoteValue

_OPEN_END = 2.0
"""How far an open bound reaches: more than 200 is held against 276, not against 4,000."""
_TOLERANCE = 0.006
"""Neighbourhood of an exact figure: converted and rounded values lie within it."""

_PARTNERS = 12
"""Neighbours of one article that a detail is paired with; more have its value only where a text repeats itself."""
_REACHED = 2_000

Pair = tuple[Mention, Mention]


def dimension_key(value: FigureValue) -> str:
    """What line a figure is sorted on: its dimension; counts and bare numbers share one."""
    if value.terms:
        return "terms"
    dimension = units.dimension(value.unit)
    if value.unit in (None, "item") or dimension == "count":
        return "count"
    return value.unit or "count" if dimension in (None, "currency") else dimension


def near_figures(mentions: Iterable[Mention]) -> Iterator[Pair]:
    """Pairs of figures whose intervals come near each other, each pair once, in order of value."""
    lines: dict[str, list[tuple[float, float, Mention]]] = {}
    for mention in mentions:
        value = mention.detail.value
        if isinstance(value, FigureValue):
            low, high = _reach(value)
            lines.setdefault(dimension_key(value), []).append((low, high, mention))
    for key in sorted(lines):
        yield from _sweep(sorted(lines[key], key=lambda row: (row[0], row[1], row[2].key)))


def near_dates(mentions: Iterable[Mention]) -> Iterator[Pair]:
    """Pairs of dates whose intervals come near each other, and unanchored dates with all others."""
    line: list[tuple[float, float, Mention]] = []
    loose: list[Mention] = []
    for mention in mentions:
        value = mention.detail.value
        if not isinstance(value, DateValue):
            continue
        if value.start is None or value.end is None:
            loose.append(mention)
            continue
        line.append((*_days(value), mention))
    line.sort(key=lambda row: (row[0], row[1], row[2].key))
    yield from _sweep(line)
    for i, mention in enumerate(loose):
        for other in loose[i + 1 :]:
            yield mention, other
        for _, _, other in line:
            yield mention, other


def same_names(mentions: Iterable[Mention]) -> Iterator[Pair]:
    """Places, persons and organisations that share an id or a name; neighbours in each bucket only."""
    buckets: dict[str, list[Mention]] = {}
    for mention in mentions:
        for key in name_keys(mention):
            buckets.setdefault(key, []).append(mention)
    for key in sorted(buckets):
        bucket = buckets[key]
        yield from pairwise(bucket)


def same_places(mentions: Iterable[Mention]) -> Iterator[Pair]:
    """Mentions that name one place, each pair once."""
    buckets: dict[str, list[Mention]] = {}
    for mention in mentions:
        for key in name_keys(mention):
            buckets.setdefault(key, []).append(mention)
    for key in sorted(buckets):
        yield from _sweep([(0.0, 0.0, mention) for mention in buckets[key]])


def name_keys(mention: Mention) -> list[str]:
    """The keys under which a name or a place meets others of its kind."""
    value = mention.detail.value
    if isinstance(value, PlaceValue):
        found = [value.id] if value.id else [name_key(value.path[-1])] if value.path else []
    elif isinstance(value, PersonValue):
        found = [name_key(n) for n in (value.id or value.name, value.name)]
    elif isinstance(value, OrganisationValue):
        found = [name_key(n) for n in (value.id or value.name, value.name, *value.aliases)]
    else:
        found = []
    if mention.across is not None and mention.across.known_as is not None:
        found.append(mention.across.known_as)
    return sorted({f"{mention.detail.kind} {key}" for key in found if key})


def _read_days(value: DateValue) -> tuple[float, float]:
    start, end = (date.fromisoformat((x or "")[:10]).toordinal() for x in (value.start, value.end))
    return start - (value.bound == "before"), max(end, start + 1) - 0.5 + (value.bound == "after")


def _read_reach(value: FigureValue) -> tuple[float, float]:
    factor = Fraction(1)
    unit = value.unit
    if unit and units.dimension(unit) not in (None, "count", "currency"):
        base = next(iter(_base(units.dimension(unit) or "")), unit)
        if units.convertible(unit, base):
            factor = units.convert(Fraction(1), unit, base)
    stated = [exact(x) for x in (value.amount, value.low, value.high, value.from_, value.to) if x is not None]
    low, high = (float(min(stated) * factor), float(max(stated) * factor)) if stated else (0.0, 0.0)
    if value.to is None and value.bound in ("at_least", "over"):
        high = max(high, high * _OPEN_END)
    if value.from_ is None and value.bound in ("at_most", "under"):
        low = min(low, low / _OPEN_END)
    return low - abs(low) * _TOLERANCE, high + abs(high) * _TOLERANCE


def _read_quote(value: QuoteValue) -> tuple[str, ...]:
    return tuple(sorted(quote_keys(value.text)))


_days, _reach, _quote_keys = Memo(_read_days), Memo(_read_reach), Memo(_read_quote)


def _base(dimension: str) -> Iterator[str]:
    for code, unit in units.table().items():
        if unit.dimension == dimension and unit.factor == "1":
            yield code


def _sweep(line: Sequence[tuple[float, float, Mention]]) -> Iterator[Pair]:
    for i, (_, high, mention) in enumerate(line):
        met: dict[str, int] = {}
        for low, _, other in line[i + 1 : i + 1 + _REACHED]:
            if low > high:
                break
            met[other.article] = met.get(other.article, 0) + 1
            if met[other.article] <= _PARTNERS:
                yield mention, other


def near_quotes(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Quotes that may be one utterance: they share neighbouring words of content, or one where they have few."""
    buckets: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        if isinstance(mention.detail.value, QuoteValue):
            for key in _quote_keys(mention.detail.value):
                buckets.setdefault(key, []).append(i)
    pairs = {(i, j) for b in buckets.values() for n, i in enumerate(b) for j in b[n + 1 : n + 1 + _PARTNERS]}
    for i, j in sorted(pairs):
        yield mentions[i], mentions[j]


PROPOSING: Mapping[str, Callable[[Sequence[Mention]], Iterator[Pair]]] = {
    "figure": near_figures,
    "date": near_dates,
    "place": same_places,
    "person": same_names,
    "organisation": same_names,
    "quote": near_quotes,
}
"""What proposes the pairs of each kind of detail whose values may agree, from details in order of their keys."""
