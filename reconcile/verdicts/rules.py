"""The rule table: which verdict a question gets, and from which module.

A rule looks at a question and either decides or passes. They are tried in order; the first that decides, does.

    rule                   decides when                                     verdict, relation
    impossible_place       a written chain of places cannot be              conflict impossible_containment
    wrong_weekday          the calendar contradicts a written weekday       conflict different
    only_one               one article has it                               unique
    statement              claims state or deny one thing                   agreement equal · conflict negated,
                                                                            different_modality · update later_as_of
    two_speakers           one quotation is given to two people             conflict different_speaker
    agreement              all values agree                                 agreement, what joins them least closely
    grown_later            a later article tells what it grew to           update later_as_of · conflict different
    counted_later          counts that run on, as-of known or open          update later_as_of · unclear
    altered_quote          other words that tell something else, or not     conflict altered_quote · unclear
    other_person           one office, two names                            conflict different
    other_value            anything else                                    conflict, how the values differ
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reconcile.alignment.disputes import Question
from reconcile.verdicts import agreements, dates, disagreements, growth, impossible, quotes, statements
from schemas.reconciliation import Comparison

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge

Rule = Callable[[Question, "Judge"], Comparison | None]

RULES: tuple[Rule, ...] = (
    impossible.impossible_place,
    dates.wrong_weekday,
    agreements.only_one,
    statements.statement,
    quotes.two_speakers,
    agreements.agreement,
    growth.grown_later,
    disagreements.counted_later,
    quotes.altered_quote,
    disagreements.other_person,
    disagreements.other_value,
)
"""In order; the last decides whatever is left."""


def decide(question: Question, judge: Judge) -> Comparison:
    """The comparison of the first rule that decides."""
    for rule in RULES:
        made = rule(question, judge)
        if made is not None:
            return made
    raise AssertionError("the last rule decides")  # pragma: no cover
