"""Who asks, and what they may do.

    Authorization: Bearer rk_…      the key; its digest is looked up with every request, so that revoking works at once
    a cookie                        the same key, of a browser that signed in; it counts for pages, never for the API
    scopes                          what it was made for; admin is all of them, write and review hold read

A handler says which scope it needs (`@post(…, scope="review")`, `scope=None`: anybody); else its method does.
Where no key is asked for, on loopback, the request must come from this machine and not through a page of another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Headers
from litestar.handlers import BaseRouteHandler
from litestar.types import HTTPScope

from schemas.service import Scope
from service.backend import Backend
from service.errors import Forbidden, FromElsewhere, Unauthorised
from service.settings import is_loopback
from service.storage import ids, keys

NOBODY = "local"
SESSION = "reconcile_key"
"""The cookie that a browser keeps a key in."""
HOLDS: dict[str, frozenset[Scope]] = {
    "read": frozenset({"read"}),
    "write": frozenset({"read", "write"}),
    "review": frozenset({"read", "review"}),
    "admin": frozenset({"read", "write", "review", "admin"}),
}
"""What a scope of a key holds: who feeds articles may not review for others, and who reviews may not delete."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Key:
    """Whose request it is."""

    id: str
    name: str
    scopes: frozenset[Scope]


def who(request: Request[Any, Any, Any]) -> str:
    """The name that what a request does is kept under: its API key's, or `local` where no key is asked for."""
    key = request.scope.get("user")
    return getattr(key, "name", None) or NOBODY


async def identified(backend: Backend, headers: Headers) -> Key | None:
    """The key that a request brings; None where it brings none. Raises Unauthorised for one that is none."""
    given = headers.get("authorization")
    if given is None or not backend.settings.asks_for_keys:
        return None
    scheme, _, key = given.partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorised("send the key as Authorization: Bearer rk_…")
    found = await holder(backend, key.strip())
    if found is None:
        raise Unauthorised("there is no such key, or it is over")
    return found


async def signed_in(backend: Backend, scope: HTTPScope) -> Key | None:
    """The key of a browser that signed in; None where none did, or the key is over.

    The cookie is sent with requests of our own pages alone (SameSite=Strict); for a browser that does not know that,
    the origin is looked at too. Raises FromElsewhere.
    """
    if not backend.settings.asks_for_keys:
        return None
    refuse_other_origin(Headers.from_scope(scope), scope["method"])
    given: str | None = Request[Any, Any, Any](scope).cookies.get(SESSION)
    return await holder(backend, given) if given else None


async def holder(backend: Backend, key: str) -> Key | None:
    """Whose key it is; None: nobody's, or it is over."""
    async with backend.database.reading() as session:
        row = await keys.find(session, key)
    if row is None:
        return None
    if _is_due(row.used_at):
        async with backend.database.writing() as session:
            await keys.tell_use(session, row.id)
    return Key(row.id, row.name, frozenset[Scope]().union(*(HOLDS.get(scope, ()) for scope in row.scopes)))


def _is_due(used: datetime | None) -> bool:
    return used is None or ids.now() - used > keys.USE_IS_TOLD_EVERY


def needed(opt: dict[str, Any], method: str) -> Scope | None:
    """The scope that a handler needs; None: anybody may."""
    by_method: Scope = "read" if method in READING else "write"
    scope: Scope | None = opt.get("scope", by_method)
    return scope


def allowed(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard, which runs before a body is read. Raises Unauthorised, Forbidden."""
    backend: Backend = connection.app.state.backend
    scope = needed(handler.opt, str(connection.scope.get("method", "POST")))
    if scope is None or not backend.settings.asks_for_keys:
        return
    key: Key | None = connection.scope.get("user")
    if key is None:
        raise Unauthorised("send an API key: Authorization: Bearer rk_…")
    if scope not in key.scopes:
        raise Forbidden(f"this needs a key with the scope {scope}; {key.name!r} has {', '.join(sorted(key.scopes))}")


def refuse_from_elsewhere(headers: Headers, method: str) -> None:
    """Where no key is asked for, whoever reaches the port may do everything; a browser reaches it for any web page.

    A page's own name may be made to lead to this machine (DNS rebinding): then `Host` is that name. It may send a
    form: then `Origin` is another. And a proxy may let the world in: then it says for whom it asks.

    Raises FromElsewhere.
    """
    host = headers.get("host", "")
    found = _HOST.fullmatch(host)
    if found is None or not is_loopback(found[1].strip("[]")):
        raise FromElsewhere("call the service by an address of this machine, such as 127.0.0.1, or ask for keys")
    if any(name in headers for name in _FORWARDED):
        raise FromElsewhere("this came through a proxy; behind one set RECONCILE_KEYS=true")
    refuse_other_origin(headers, method)


def refuse_other_origin(headers: Headers, method: str) -> None:
    """A browser says where the page is that changes something. Raises FromElsewhere."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if method not in READING and origin is not None and origin.lower().partition("://")[2] != host.lower():
        raise FromElsewhere("a page of another address may change nothing here")
