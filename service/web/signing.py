"""Signing in with an API key, where keys are asked for: the browser keeps it, unseen by scripts, until it is closed."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import Cookie

from service.auth import SESSION, holder
from service.routes.common import Shared
from service.web.pages import Asked, elsewhere, own_path, respond


@get("/sign-in", include_in_schema=False, scope=None, sync_to_thread=False)
def show(request: Asked) -> Response[Any]:
    """A form for a key."""
    return respond(request, "sign_in.html", next="/", wrong=False)


@post("/sign-in", include_in_schema=False, scope=None)
async def sign_in(request: Asked, backend: Shared) -> Response[Any]:
    """Keep the key in a cookie, if it is one, and lead to the page that was asked for."""
    form = await request.form()
    key, wanted = str(form.get("key") or "").strip(), str(form.get("next") or "/")
    if form.get("switch"):
        return respond(request, "sign_in.html", next=own_path(wanted), wrong=False)
    if not backend.settings.asks_for_keys:
        return elsewhere(request, "/")
    if await holder(backend, key) is None:
        return respond(request, "sign_in.html", next=own_path(wanted), wrong=True)
    answer = elsewhere(request, own_path(wanted))
    answer.set_cookie(
        Cookie(key=SESSION, value=key, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    )
    return answer


@post("/sign-out", include_in_schema=False, scope=None, sync_to_thread=False)
def sign_out(request: Asked) -> Response[Any]:
    """Forget the key."""
    answer = elsewhere(request, "/sign-in")
    answer.delete_cookie(SESSION, path="/")
    return answer


HANDLERS = [show, sign_in, sign_out]
