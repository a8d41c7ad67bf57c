"""Figures that two other articles imply only together.

    A counts 1,204 homes, B 963 homes that are sold, C 241 homes that are not   →  1,204 − 963 = 241

Neither A nor B says it alone, so that more is asked than of figures in one sentence (`derivation`): all three are
plain counts or amounts of one noun, or of a total and its parts, nobody gives two of them, and the fit is far less
likely by chance, given every pair of such figures that was there to try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reconcile.alignment.disputes import Question
from reconcile.alignment.related import Related
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.verdicts.arithmetic import KIN, LEAST_SPAN, Derived, Implied, Way, amount, bits, figure
from schemas.reconciliation import Comparison

_BITS_JOINT = 8.0
"""Bits that a fit needs."""
_PARTNERS = 16
"""Figures about one noun from which two are taken; of more, something always fits."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One figure of a question: the first mention, its amount, and the articles that give it."""

    mention: Mention
    amount: Fraction
    articles: frozenset[str]


def jointly(
    asked: Sequence[Question], comparisons: Sequence[Comparison], known: Mapping[int, Derived], related: Related
) -> dict[int, Derived]:
    """What two other articles imply together of the figures of one article only that nothing else implies."""
    told = {
        i: _Told(q.sides[0].mentions[0], amount(q.sides[0].mentions[0]), q.sides[0].articles)
        for i, q in enumerate(asked)
        if q.kind == "figure" and comparisons[i].verdict in ("unique", "agreement") and _plain(q.sides[0].mentions[0])
    }
    by_noun: dict[tuple[str | None, str], list[int]] = {}
    for i, one in told.items():
        for noun in dict.fromkeys(one.mention.measure):
            by_noun.setdefault((figure(one.mention).unit, noun), []).append(i)
    found = {}
    for i, target in told.items():
        if comparisons[i].verdict == "unique" and i not in known:
            partners = [told[j] for j in dict.fromkeys(_about(target.mention, by_noun)) if j != i]
            best = _best(target, [p for p in partners if not p.articles & target.articles], related)
            if best is not None:
                found[i] = best
    return found


def _plain(mention: Mention) -> bool:
    """Whether the figure is a count or a sum of money as it stands."""
    value = figure(mention)
    hedged = value.bound or value.approximate or value.ordinal or value.change or value.per
    kind = units.dimension(value.unit)
    return value.amount is not None and not hedged and kind in ("count", "currency") and amount(mention) > 0


def _about(target: Mention, by_noun: Mapping[tuple[str | None, str], Sequence[int]]) -> Iterator[int]:
    for noun in target.measure:
        for other in (noun, *sorted(KIN.get(noun, ()))):
            yield from by_noun.get((figure(target).unit, other), ())


def _best(target: _Told, partners: Sequence[_Told], related: Related) -> Derived | None:
    if not 2 <= len(partners) <= _PARTNERS:
        return None
    by_amount: dict[Fraction, list[_Told]] = {}
    for partner in partners:
        by_amount.setdefault(partner.amount, []).append(partner)
    tried = [(p.mention, q.mention) for n, p in enumerate(partners) for q in partners[n + 1 :]]
    ways: list[tuple[Way, _Told, _Told]] = []
    for first in partners:
        ways += [("sum", first, p) for p in by_amount.get(target.amount - first.amount, ()) if _before(first, p)]
        ways += [("difference", p, first) for p in by_amount.get(target.amount + first.amount, ())]
    made = []
    for way, first, second in ways:
        articles = (target.mention.article, first.mention.article, second.mention.article)
        if first.articles & second.articles or not all(related(a, b) for a in articles for b in articles):
            continue
        operands = (first.mention, second.mention)
        implied = Implied(way, operands, figure(target.mention).unit, target.amount, tried, LEAST_SPAN)
        told = bits(implied, float(target.amount), float(target.amount), 2 * len(tried))
        if told >= _BITS_JOINT:
            made.append((-told, tuple(m.key for m in operands), Derived(target.mention, implied, told)))
    return min(made, key=lambda m: m[:2])[2] if made else None


def _before(first: _Told, second: _Told) -> bool:
    return first.mention.key < second.mention.key
