"""Compare articles."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Request, Response, post
from litestar.datastructures import State

from service.comparing import compare
from service.requests import parse


@post("/v1/reconciliations", status_code=200)
async def create_reconciliation(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """The reconciled document of the articles in the body, the same as `reconcile diff --format json` gives."""
    wanted = parse(await request.body(), request.headers.get("content-type", ""), state.settings)
    document = await to_thread.run_sync(compare, wanted, limiter=state.workers)
    return Response(document, media_type="application/json")
