"""Is the service up, can it work, and how much does it do."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec

from schemas.base import Model
from service import metrics as told
from service.routes.common import JSON, OPEN, Asked, Shared, problems
from service.storage import jobs, reconciliations

TAGS = ["service"]


class Health(Model):
    """`ok`, or what is wrong."""

    status: str


@get("/health", sync_to_thread=False, tags=TAGS, summary="Whether the process runs", **OPEN, responses={
    200: ResponseSpec(Health, generate_examples=False), **problems(),
})  # fmt: skip
def health() -> dict[str, str]:
    """Answers while the process runs, whatever else is down."""
    return {"status": "ok"}


@get("/ready", tags=TAGS, summary="Whether the service can work", **OPEN, responses={
    200: ResponseSpec(Health, generate_examples=False),
    **problems(),
    503: ResponseSpec(Health, generate_examples=False, description="it cannot"),
})  # fmt: skip
async def ready(request: Asked, backend: Shared) -> Response[Any]:
    """200 when the database answers and jobs are taken up; 503, with what is wrong, when not."""
    wrong = None
    try:
        await backend.database.answers()
    except Exception:
        wrong = "the database does not answer"
    if wrong is None and not backend.jobs.works(request.app.state.dict()):
        wrong = "no job is taken up: the queue's worker does not run"
    return Response({"status": wrong or "ok"}, status_code=503 if wrong else 200, media_type=JSON)


@get("/metrics", tags=TAGS, summary="Figures for Prometheus", responses={
    200: ResponseSpec(str, generate_examples=False, media_type="text/plain"), **problems(),
})  # fmt: skip
async def metrics(backend: Shared) -> Response[bytes]:
    """Requests, jobs, reconciliations and processes, in Prometheus' text format."""
    async with backend.database.reading() as session:
        of_jobs, of_reconciliations = await jobs.counted(session), await reconciliations.counted(session)
    text = backend.metrics.told(of_jobs, of_reconciliations, len(backend.pool), backend.pool.waiting)
    return Response(text, media_type=told.MEDIA_TYPE)


HANDLERS = [health, ready, metrics]
