"""Readers for a language whose pack has none of its own: nothing, but for the names that the user gives."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.clauses import Clause
from reconcile.languages.own_names import own_names
from reconcile.languages.quotes import Attribution
from reconcile.languages.roles import Measured
from schemas.values import OrganisationValue, PersonValue


def names(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The people and organisations of the user's own names, wherever one is written."""
    found: list[list[Candidate]] = [[] for _ in passages]
    for one in own_names(own).find(passages, lambda text, end: True):
        value = PersonValue if one.kind == "person" else OrganisationValue
        found[one.passage].append(Candidate(one.kind, one.start, one.end, value(id=one.id, name=one.name), "own.alias"))
    return found


def no_places(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """No places."""
    return [[] for _ in passages]


def no_quotes(passages: Sequence[Passage], people: list[list[Candidate]]) -> list[list[Candidate]]:
    """No quotes."""
    return [[] for _ in passages]


def no_attributions(passages: Sequence[Passage], people: list[list[Candidate]]) -> list[list[Attribution]]:
    """No attributions."""
    return [[] for _ in passages]


def no_events(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
    """No date is the date of anything."""
    return {}
