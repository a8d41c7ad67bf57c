"""Documents that the service keeps, read again."""

from __future__ import annotations

from schemas.reconciliation import Reconciliation


def kept(document: str | bytes) -> Reconciliation:
    """A document from its JSON, as it is kept.

    It was made here, so only the types are looked at: holding it against the published schema, as is done with what
    comes from outside, takes several times as long as writing the page. Fields of a later minor version are dropped.
    """
    return Reconciliation.model_validate_json(document, extra="ignore")
