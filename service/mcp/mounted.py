"""/mcp of the service: the tools over streamable HTTP, without sessions.

What a tool asks goes through the service's own routes, in process, with the key of whoever called the tool: keys,
scopes, limits and errors are those of the HTTP API, and what was compared is kept like everything else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from litestar import Litestar, asgi
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from service.backend import Backend
from service.client import AsyncClient

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from service.mcp.desk import Desk

PATH = "/mcp"


class Mounted:
    """The tools of one application."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._app: Litestar | None = None
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self, app: Litestar) -> AsyncIterator[None]:
        """While the application runs."""
        from mcp.server.transport_security import TransportSecuritySettings

        from service.mcp.tools import server

        settings = self._backend.settings
        names = ["127.0.0.1", "localhost", "[::1]"]
        # Where no key is asked for, a page of another site must not reach the tools through the reader's browser.
        security = TransportSecuritySettings(
            enable_dns_rebinding_protection=not settings.asks_for_keys,
            allowed_hosts=[each for name in names for each in (name, f"{name}:*")],
            allowed_origins=[f"http://{each}" for name in names for each in (name, f"{name}:*")],
        )
        tools = server(self._opened)
        tools.streamable_http_app(
            json_response=True, stateless_http=True, transport_security=security,
            max_request_body_size=settings.max_body_bytes,
        )  # fmt: skip
        self._app, self._manager = app, tools.session_manager
        async with self._manager.run():
            yield
        self._manager = None

    @asynccontextmanager
    async def _opened(self, ctx: Context[Any, Any]) -> AsyncIterator[Desk]:
        from service.mcp.remote import RemoteDesk

        assert self._app is not None
        _, _, key = (ctx.headers or {}).get("authorization", "").partition(" ")
        async with AsyncClient.within(self._app, key.strip() or None) as client:
            yield RemoteDesk(client, self._backend.pool.run)

    def handler(self) -> ASGIRouteHandler:
        """The route; what a tool does with the service asks for its own scope."""

        @asgi(PATH, is_mount=False, scope="read", copy_scope=True)
        async def mcp(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP or scope["method"] != "POST" or self._manager is None:
                raise MethodNotAllowedException("send POST: these tools keep no session and open no stream")
            await self._manager.handle_request(scope, receive, send)  # type: ignore[arg-type]

        return mcp
