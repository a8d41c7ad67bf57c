"""Statements of one thing: stated and denied, done and still to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from reconcile.alignment.statements import Sense, sense
from reconcile.claims.mention import Mention
from reconcile.verdicts.disagreements import by_time
from schemas.reconciliation import Comparison, Reason, Relation

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge


def statement(question: Question, judge: Judge) -> Comparison | None:
    """Each polarity and each sense on a side of its own; one sense that is neither open nor done goes with both."""
    if question.kind != "statement":
        return None
    by_sense: dict[Sense, list[Mention]] = {}
    first = question.mentions[0]
    for mention in question.mentions:
        by_sense.setdefault(sense(mention, first), []).append(mention)
    polarities = {s.polarity for s in by_sense}
    tenses = {s.tense for s in by_sense}
    if len(polarities) == 1 and not {"open", "done"} <= tenses:
        copied = judge.sources(question.mentions) == 1
        code = "agreement.equal_one_source" if copied else "agreement.statement"
        side = Group(question.mentions, question.links)
        reason = Reason(code=code, params={"a": judge.text(side)})
        return judge.make(question, "agreement", "equal", reason, sides=[side])
    sides = [Group(tuple(group)) for _, group in sorted(by_sense.items())]
    a, b = judge.claim_text(sides[0]), judge.claim_text(sides[1])
    relation: Relation = "negated" if len(polarities) > 1 else "different_modality"
    if relation == "different_modality":
        ordered = by_time(tuple(sides), judge)
        if ordered is not None and _open(ordered[0]) and not _open(ordered[-1]):
            params = {"a": judge.claim_text(ordered[0]), "b": judge.claim_text(ordered[-1])}
            reason = Reason(code="update.outcome", params=dict(params))
            return judge.make(question, "update", "later_as_of", reason, sides=ordered)
    return judge.make(
        question, "conflict", relation, Reason(code=f"conflict.{relation}", params={"a": a, "b": b}), sides=sides
    )


def _open(side: Group) -> bool:
    return sense(side.mentions[0]).tense == "open"
