"""Is the service up, and can it work."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from service.routes.common import JSON, Shared


@get("/health", sync_to_thread=False, tags=["service"], summary="Whether the process runs")
def health() -> dict[str, str]:
    """Answers while the process runs, whatever else is down."""
    return {"status": "ok"}


@get("/ready", tags=["service"], summary="Whether the service can work")
async def ready(backend: Shared) -> Response[Any]:
    """200 when the database answers; 503, with what is wrong, when it does not."""
    try:
        await backend.database.answers()
    except Exception:
        return Response({"status": "the database does not answer"}, status_code=503, media_type=JSON)
    return Response({"status": "ok"}, media_type=JSON)


HANDLERS = [health, ready]
