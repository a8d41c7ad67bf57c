"""`reconcile mcp`: the tools for assistants, over standard input and output."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.terminal import Trouble

if TYPE_CHECKING:
    from service.mcp.desk import Desk

_EXTRA = "the tools for assistants are not installed: pip install 'reconcile[service]'"


@click.command(
    epilog="""\b
An assistant starts this command itself and talks to it over standard input and output; docs/mcp.md shows how to
tell it. Without --url everything is done in this process, nothing is sent anywhere, and comparisons are forgotten
when it ends. With --url a running service does the work, and keeps what it compared.

\b
Examples:
  reconcile mcp
  reconcile mcp --url http://127.0.0.1:8000"""
)
@click.option("--url", metavar="ADDRESS", help="A running service that does the work.")
@click.option("--key", envvar="RECONCILE_CLIENT_KEY", metavar="KEY", help="Its API key. [$RECONCILE_CLIENT_KEY]")
def mcp(url: str | None, key: str | None) -> int:
    """Offer what Reconcile does as tools for assistants (Model Context Protocol)."""
    try:
        import anyio

        from service.mcp.tools import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("reconcile", "schemas", "service", "sources"):
            raise
        raise Trouble(f"{_EXTRA} (there is no {error.name})") from None
    if url is None:
        from service.mcp.local import LocalDesk

        local = LocalDesk()

        @asynccontextmanager
        async def opened(_: Any) -> AsyncIterator[Desk]:
            yield local
    else:
        from service.client import AsyncClient
        from service.mcp.remote import RemoteDesk

        try:
            remote = RemoteDesk(AsyncClient(url, key))
        except ValueError as error:
            raise Trouble(f"--url {error}") from None

        @asynccontextmanager
        async def opened(_: Any) -> AsyncIterator[Desk]:
            yield remote

    anyio.run(server(opened).run_stdio_async)
    return 0
