"""What may be asked about batches: several comparisons at once."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.service import Batch, Lang
from service.client.articles import Given, as_json
from service.client.flow import Ask, Flow, Listing, below, creating, parsed


def create(
    comparisons: Sequence[Sequence[Given]],
    *,
    strict: bool = False,
    lang: Lang = "auto",
    idempotency_key: str | None = None,
) -> Flow[Batch]:
    """Have several lots of articles compared, each as a job of its own; one that is refused has an `error` instead.

    Raises ProblemError.
    """
    body = {"requests": [{"articles": as_json(lot), "strict": strict, "lang": lang} for lot in comparisons]}
    return parsed(Batch, (yield Ask("POST", "/v1/batches", json=body, headers=creating(idempotency_key))))


def get(batch_id: str) -> Flow[Batch]:
    """What came of each lot, in the order given. Raises NotFound."""
    return parsed(Batch, (yield Ask("GET", below("batches", batch_id))))


def listed(*, limit: int = 50) -> Listing[Batch]:
    """The batches, the newest first."""
    return Listing("/v1/batches", Batch, {"limit": limit})
