"""Compare articles."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Request, Response, post
from litestar.datastructures import State

from service.comparing import JSON, REPORTS, compare
from service.requests import parse


@post("/v1/reconciliations", status_code=200)
async def create_reconciliation(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """The reconciled document of the articles in the body, or a report of it where Accept prefers one."""
    wanted = parse(await request.body(), request.headers.get("content-type", ""), state.settings)
    media_type = request.accept.best_match(list(REPORTS), default=JSON)
    report = await to_thread.run_sync(compare, wanted, media_type, limiter=state.workers)
    return Response(report, media_type=media_type)
