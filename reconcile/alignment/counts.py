"""Counts that run on while an event is reported: the dead, the injured, the evacuated.

2명이 숨지고 4명이 실종됐다 · 사망자 4명, 실종자 2명      4 missing and 4 dead are two counts, 2 and 4 dead are one
"""

from __future__ import annotations

from reconcile.alignment.levels import STATES, counts_over
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import FigureValue


def runs_on(mention: Mention) -> bool:
    """Whether a figure is a count as of its writing: a running measure, or one told up to a moment (오전까지)."""
    value = mention.detail.value
    if not isinstance(value, FigureValue):
        return False
    if value.unit is None:
        return bool(STATES & mention.concepts)
    if units.dimension(value.unit) not in ("count", "currency"):
        return False
    about = {*mention.measure, mention.predicate}
    return mention.as_of or counts_over(mention) or (units.is_counted(value.unit) and bool(about & STATES))


def counts_people(mention: Mention) -> bool:
    """Whether a figure counts people by what befell them."""
    return bool(_states(mention))


def count_other_states(a: Mention, b: Mention) -> bool:
    """Whether two figures count people by states that exclude each other."""
    one, other = _states(a), _states(b)
    return bool(one and other) and one.isdisjoint(other)


def count_other_people(a: Mention, b: Mention) -> bool:
    """Whether one figure counts people by what befell them, and the other people who are told of by another noun alone.

    13 casualties, 130 firefighters; but not two workers who died, and 20 dead.
    """
    if not all(_of_people(m) for m in (a, b)) or counts_over(a) or counts_over(b):
        return False
    one, other = ((STATES & {*m.measure, *m.concepts, m.predicate}) for m in (a, b))
    if bool(one) == bool(other):
        return False
    return bool((b if one else a).measure) and set(a.measure).isdisjoint(b.measure)


def _of_people(mention: Mention) -> bool:
    value = mention.detail.value
    return isinstance(value, FigureValue) and value.unit == "person"


def _states(mention: Mention) -> frozenset[str]:
    return STATES & mention.concepts
