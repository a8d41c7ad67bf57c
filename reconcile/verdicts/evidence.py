"""Evidence: a mention as the document shows it, and which of several says most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reconcile.alignment.decimal import significant_digits
from reconcile.alignment.disputes import Question
from reconcile.claims.mention import Mention
from reconcile.verdicts.places import PART_OF_CHAIN
from schemas.reconciliation import Evidence
from schemas.values import DateValue, FigureValue, PlaceValue, QuoteValue, Value


def evidence(mention: Mention, use: Literal["value", "operand", "context"] = "value") -> Evidence:
    """A mention as evidence. A part of a place chain names no detail: the chain is evidence elsewhere."""
    detail = mention.detail
    return Evidence.unchecked(
        article=mention.article,
        claim=mention.claim,
        detail=None if detail.rule == PART_OF_CHAIN else detail.id,
        start=detail.start,
        end=detail.end,
        text=detail.text,
        value=mention.value,
        use=use,
    )


def most_precise(mentions: Sequence[Mention]) -> Mention:
    if len(mentions) == 1:
        return mentions[0]
    return min(mentions, key=lambda m: (m.stated is not None, *_looseness(m.detail.value), m.key))


def _looseness(value: Value) -> tuple[int, int, int]:
    """Smaller for a value that says more: exact before hedged, fine before coarse, long before short."""
    if isinstance(value, FigureValue):
        hedges = (value.bound is not None) + value.approximate + (value.low is not None)
        return hedges, -significant_digits(value.amount or "0"), 0
    if isinstance(value, DateValue):
        order = ("minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade")
        return (
            int(value.start is None) + value.approximate,
            order.index(value.granularity),
            int(value.bound is not None),
        )
    if isinstance(value, PlaceValue):
        return int(value.id is None), -len(value.path), 0
    if isinstance(value, QuoteValue):
        return 0, -len(value.text), 0
    return 0, 0, 0


def role_of(question: Question) -> str | None:
    """The role that most of the evidence names, first come on a tie."""
    seen: dict[str, int] = {}
    for mention in question.mentions:
        if mention.detail.role is not None:
            name = mention.detail.role.id or mention.detail.role.text
            seen[name] = seen.get(name, 0) + 1
    return max(seen, key=lambda name: seen[name]) if seen else None
