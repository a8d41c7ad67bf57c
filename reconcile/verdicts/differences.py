"""What tells two wordings of one thing apart: names, scales, speakers, the words of a quote, a slip of the pen."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations

from reconcile.alignment.cluster import Group
from reconcile.alignment.decimal import exact
from reconcile.alignment.rendering import changes, rendering
from reconcile.alignment.values import name_key
from reconcile.claims.mention import Mention
from schemas.values import FigureValue, QuoteValue


def other_name(side: Group) -> tuple[Mention, Mention] | None:
    """Two mentions by articles that share no wording of the name: 한국과학기술원 here, KAIST there."""
    wordings: dict[str, dict[str, Mention]] = {}
    for mention in side.mentions:
        wordings.setdefault(mention.article, {}).setdefault(name_key(mention.detail.text), mention)
    for one, other in combinations(sorted(wordings), 2):
        if wordings[one].keys().isdisjoint(wordings[other]):
            return next(iter(wordings[one].values())), next(iter(wordings[other].values()))
    return None


def other_scale(a: Mention, b: Mention) -> bool:
    """One number on two scales of counting: 2억 4000만 and 240 million."""
    value = a.detail.value
    large = isinstance(value, FigureValue) and value.amount is not None and abs(exact(value.amount)) >= 10_000
    return large and a.language != b.language


def shown_changes(first: Mention, second: Mention) -> tuple[str, ...]:
    a, b = first.detail.value, second.detail.value
    assert isinstance(a, QuoteValue) and isinstance(b, QuoteValue)
    return tuple(
        f"{c.first} → {c.second}" if c.first and c.second else f"- {c.first}" if c.first else f"+ {c.second}"
        for c in changes(a.text, b.text)
    )


def touched(first: Mention, second: Mention) -> frozenset[str]:
    """What the changed words touch: number, polarity, subject, modality, wording.

    A negation right outside quoted words is no change where the reporter puts it beside them: not “safe to swim”.
    """
    a, b = first.detail.value, second.detail.value
    assert isinstance(a, QuoteValue) and isinstance(b, QuoteValue)
    found = rendering(a.text, b.text)
    return (
        found.touched - {"polarity"}
        if found.edge and first.polarity == second.polarity == "negative"
        else found.touched
    )


def earlier(a: str, b: str) -> bool:
    """Whether publication stamp `a` is before stamp `b`.

    A bare date is not before a time on that day; an offset counts only where both stamps have one.
    """
    first, second = datetime.fromisoformat(a), datetime.fromisoformat(b)
    if len(a) == _BARE_DATE or len(b) == _BARE_DATE:
        return first.date() < second.date()
    if first.tzinfo is None or second.tzinfo is None:
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first < second


_BARE_DATE = len("YYYY-MM-DD")
