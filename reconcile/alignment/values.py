"""How two values of one kind stand to each other: by themselves, before anyone asks whether they answer one question.

figures, dates, places and names have modules of their own; quotations are in wording.
"""

from __future__ import annotations

from reconcile.alignment.assumed import reconsidered
from reconcile.alignment.dates import relate_dates
from reconcile.alignment.figures import relate_figures
from reconcile.alignment.names import name_key, relate_organisations, relate_persons
from reconcile.alignment.places import relate_places
from reconcile.alignment.relating import EQUAL, INCOMPARABLE, Relating
from reconcile.alignment.slips import slip_factor
from reconcile.alignment.wording import relate_quotes
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.claim import Detail
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    QuoteValue,
    StatementValue,
    Value,
)

__all__ = [
    "INCOMPARABLE",
    "Relating",
    "name_key",
    "relate",
    "relate_dates",
    "relate_details",
    "relate_figures",
    "relate_places",
    "relate_statements",
    "slip_factor",
]

_OPEN_KINDS = frozenset({"date", "place"})


def relate(a: Value, b: Value, gazetteer: Gazetteer) -> Relating:
    """How `a` stands to `b`; symmetric. Values of two kinds are incomparable."""
    # By type, not isinstance: a model answers that slowly, and this is asked of every candidate pair.
    if type(a) is FigureValue and type(b) is FigureValue:
        return relate_figures(a, b)
    if type(a) is DateValue and type(b) is DateValue:
        return relate_dates(a, b)
    if type(a) is PlaceValue and type(b) is PlaceValue:
        return relate_places(a, b, gazetteer)
    if type(a) is PersonValue and type(b) is PersonValue:
        return relate_persons(a, b)
    if type(a) is OrganisationValue and type(b) is OrganisationValue:
        return relate_organisations(a, b)
    if type(a) is QuoteValue and type(b) is QuoteValue:
        return Relating(*relate_quotes(a, b))
    if type(a) is StatementValue and type(b) is StatementValue:
        return relate_statements(a, b)
    return INCOMPARABLE


def relate_details(a: Detail, b: Detail, gazetteer: Gazetteer) -> Relating:
    """`relate` with what the reading of either detail left open: an inferred year, a local clock, a larger place."""
    relating = relate(a.value, b.value, gazetteer)
    if relating.standing != "different" or not (a.kind == b.kind and a.kind in _OPEN_KINDS):
        return relating
    return reconsidered(a, b, relating, gazetteer)


def relate_statements(a: StatementValue, b: StatementValue) -> Relating:
    """One predicate, affirmed or denied, done or open; two predicates are incomparable."""
    if a.predicate != b.predicate:
        return INCOMPARABLE
    if a.polarity != b.polarity:
        return _NEGATED
    return EQUAL if a.modality == b.modality else _OTHER_MODALITY


_NEGATED = Relating("different", "negated")
_OTHER_MODALITY = Relating("different", "different_modality")
