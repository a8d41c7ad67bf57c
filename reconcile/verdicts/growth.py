"""A figure that something grew or shrank to, beside what earlier articles had.

직원 3명 · (the day after) 직원이 4명으로 늘었다           update, later_as_of
직원 3명 · 직원 5명 · (the day after) 4명으로 늘었다      conflict of 3 and 5; 4 is what it grew to
직원 5명 · (the day after) 4명으로 늘었다                 conflict: nothing grows from five to four
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.counts import runs_on
from reconcile.alignment.decimal import exact
from reconcile.alignment.disputes import Question
from reconcile.knowledge import units
from reconcile.verdicts.differences import earlier
from schemas.reconciliation import Comparison, Reason
from schemas.values import FigureValue

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge

_PERIODS = frozenset({"month", "quarter", "season", "half", "year", "decade"})


def grown_later(question: Question, judge: Judge) -> Comparison | None:
    """What one side alone tells that it grew or shrank to, after all others were published."""
    if question.kind != "figure":
        return None
    grown = [side for side in question.sides if _change(side) is not None]
    if len(grown) != 1:
        return None
    last, change = grown[0], _change(grown[0])
    before = [side for side in question.sides if side is not last]
    if not later_than_all(last, before, judge):
        return None
    fitting = [side for side in before if change == _towards(side, last)]
    if not fitting:
        return None
    b = judge.text(last)
    if len(before) == 1 or all(any(runs_on(m) for m in side.mentions) for side in before):
        a = tuple(judge.text(side) for side in before)
        reason = Reason(code="update.later_as_of", params={"a": a[0] if len(a) == 1 else a, "b": b})
        return judge.make(question, "update", "later_as_of", reason, sides=[*before, last])
    a = tuple(judge.text(side) for side in before)
    reason = Reason(code=f"conflict.different_then_{change}", params={"a": a[0], "b": a[1:], "later": b})
    return judge.make(question, "conflict", "different", reason)


def later_than_all(last: Group, before: Sequence[Group], judge: Judge) -> bool:
    """Whether every article of one side was published after all that have another."""
    ends = [judge.published(article) for side in before for article in side.articles]
    starts = [judge.published(article) for article in last.articles]
    return all(a and b and earlier(a, b) for a in ends for b in starts)


def _change(side: Group) -> str | None:
    """How a count came to be what the side has, in words of what was done, and of no year or month."""
    for mention in side.mentions:
        value = mention.detail.value
        if mention.grown is None or not mention.past or not isinstance(value, FigureValue):
            continue
        of_a_period = any(date.granularity in _PERIODS for date in mention.dates)
        if (value.unit is None or units.is_counted(value.unit)) and not of_a_period:
            return mention.grown
    return None


def _towards(one: Group, other: Group) -> str | None:
    a, b = _amount(one), _amount(other)
    if a is None or b is None or a == b:
        return None
    return "increase" if a < b else "decrease"


def _amount(side: Group) -> Fraction | None:
    value = side.mentions[0].detail.value
    return exact(value.amount) if isinstance(value, FigureValue) and value.amount is not None else None
