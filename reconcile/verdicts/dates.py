"""A date whose written weekday the calendar contradicts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from schemas.reconciliation import Basis, Comparison, Reason, Side
from schemas.values import DateValue

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge

WEEKDAY_MISMATCH = "weekday_mismatch"

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def wrong_weekday(question: Question, judge: Judge) -> Comparison | None:
    """The date against whoever has it right; against the calendar alone where nobody does."""
    if question.kind != "date":
        return None
    wrong = [m for m in question.mentions if WEEKDAY_MISMATCH in m.detail.assumptions]
    if not wrong:
        return None
    right = [m for m in question.mentions if m not in wrong]
    value = wrong[0].detail.value
    assert isinstance(value, DateValue) and value.start is not None
    day = value.start[:10]
    known = [] if right else [Side(value=value.model_copy(update={"resolved_from": None}), independent_sources=0)]
    weekday = date.fromisoformat(day).isoweekday()
    return judge.make(
        question,
        "conflict",
        "different",
        Reason(code="conflict.wrong_weekday", params={"a": wrong[0].detail.text, "date": day}),
        sides=[Group(tuple(wrong)), *([Group(tuple(right))] if right else [])],
        basis=[Basis(kind="calendar", statement=f"{day}: {_WEEKDAYS[weekday - 1]}", source="calendar")],
        known=known,
    )
