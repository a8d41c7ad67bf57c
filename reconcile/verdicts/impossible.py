"""A written chain of places that the gazetteer contradicts: 강남구 양재동."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.alignment.disputes import Question
from reconcile.verdicts.places import chain_check, contradicted
from schemas.reconciliation import Basis, Comparison, Reason, Side
from schemas.values import PlaceValue

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge


def impossible_place(question: Question, judge: Judge) -> Comparison | None:
    """The chain against whoever states the true container; against the gazetteer alone where nobody does."""
    if question.kind != "place" or not any(contradicted(m) for m in question.sides[0].mentions):
        return None
    value = question.sides[0].mentions[0].detail.value
    assert isinstance(value, PlaceValue)
    gazetteer = judge.gazetteer
    check = chain_check(value, gazetteer)
    place = check.inner.name if check.inner else value.path[-1]
    district = check.outer.name if check.outer else value.path[0]
    containers = tuple(" ".join(gazetteer.path(p.id)[-2:]) for p in check.containers)
    params: dict[str, str | tuple[str, ...]] = {"place": place, "district": district, "containers": containers}
    code = "conflict.impossible_containment_other" if containers else "conflict.impossible_containment"
    statement = f"{place} ∈ {', '.join(containers)}" if containers else f"{place} ∉ {district}"
    sources = {gazetteer.source(p.id if p else "") for p in (check.inner, check.outer)}
    known: list[Side] = []
    if len(question.sides) == 1 and check.containers:
        true = check.containers[0]
        at = PlaceValue(id=true.id, path=gazetteer.path(true.id), level=true.level)
        known = [Side(value=at, independent_sources=0)]
    return judge.make(
        question,
        "conflict",
        "impossible_containment",
        Reason(code=code, params=params),
        basis=[Basis(kind="gazetteer", statement=statement, source=", ".join(sorted(sources)))],
        known=known,
    )
