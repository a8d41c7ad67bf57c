"""/mcp of the service: the tools over streamable HTTP, every request for itself, without sessions.

What a tool asks goes through the service's own routes, in process, with the key of whoever called the tool: keys,
scopes, limits and errors are those of the HTTP API, and what was compared is kept like everything else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from litestar import Litestar, asgi
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from service.backend import Backend
from service.client import AsyncClient

if TYPE_CHECKING:
    from mcp.server.mcpserver import Context, MCPServer
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from service.mcp.desk import Desk

PATH = "/mcp"
_HERE = ("127.0.0.1", "localhost", "[::1]")


class Mounted:
    """The tools of one application; made when they are first asked for, since the SDK takes a second to load."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._app: Litestar | None = None
        self._server: MCPServer[Any] | None = None

    def handler(self) -> ASGIRouteHandler:
        """The route; what a tool does with the service asks for its own scope."""

        @asgi(PATH, scope="read", copy_scope=True)
        async def mcp(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP or scope["method"] != "POST":
                raise MethodNotAllowedException("send POST: these tools keep no session and open no stream")
            self._app = Litestar.from_scope(scope)
            if self._server is None:
                self._server = await to_thread.run_sync(self._made)
            manager = self._manager(self._server)
            async with manager.run():
                await manager.handle_request(scope, receive, send)  # type: ignore[arg-type]

        return mcp

    def _made(self) -> MCPServer[Any]:
        from service.mcp.tools import server

        return server(self._opened)

    def _manager(self, server: MCPServer[Any]) -> StreamableHTTPSessionManager:
        """One for a request: it can be run once."""
        from mcp.server.transport_security import TransportSecuritySettings

        settings = self._backend.settings
        names = [each for name in _HERE for each in (name, f"{name}:*")]
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=settings.max_body_bytes,
            # Where no key is asked for, a page of another site must not reach the tools through a reader's browser.
            transport_security=TransportSecuritySettings(
                enable_dns_rebinding_protection=not settings.asks_for_keys,
                allowed_hosts=names,
                allowed_origins=[f"http://{name}" for name in names],
            ),
        )
        return server.session_manager

    @asynccontextmanager
    async def _opened(self, ctx: Context[Any, Any]) -> AsyncIterator[Desk]:
        from service.mcp.remote import RemoteDesk

        assert self._app is not None
        _, _, key = (ctx.headers or {}).get("authorization", "").partition(" ")
        async with AsyncClient.within(self._app, key.strip() or None) as client:
            yield RemoteDesk(client, self._backend.pool.run)
