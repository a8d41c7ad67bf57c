"""A date whose written weekday the calendar contradicts.

“Wednesday, May 12” and “May 12”, which the calendar has as a Tuesday: the weekday is the fault that is told. Where the
sources put the time of that day differently as well, that is told too.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from reconcile.alignment.values import relate_details
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
    params: dict[str, str | int | tuple[str, ...]] = {"a": wrong[0].detail.text, "date": day, "weekday": weekday}
    apart = [
        m.detail.text
        for m in question.mentions
        if relate_details(wrong[0].detail, m.detail, judge.gazetteer).standing == "different"
    ]
    if apart:
        params["b"] = tuple(dict.fromkeys(apart))
    return judge.make(
        question,
        "conflict",
        "different",
        Reason(code=f"conflict.wrong_weekday{'_and_time' if apart else ''}", params=dict(params)),
        sides=[Group(tuple(wrong)), *([Group(tuple(right))] if right else [])],
        basis=[Basis(kind="calendar", statement=f"{day}: {_WEEKDAYS[weekday - 1]}", source="calendar")],
        known=known,
    )
