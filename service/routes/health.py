"""Is the service up, and can it work."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from service.routes.common import JSON, Asked, Shared


@get("/health", sync_to_thread=False, tags=["service"], summary="Whether the process runs")
def health() -> dict[str, str]:
    """Answers while the process runs, whatever else is down."""
    return {"status": "ok"}


@get("/ready", tags=["service"], summary="Whether the service can work")
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


HANDLERS = [health, ready]
