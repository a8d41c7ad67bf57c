"""`reconcile serve`, `reconcile keys`, `reconcile db`: the HTTP service, its API keys, its database."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.terminal import Trouble, emit

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from service.storage.database import Database

SCOPES = ("read", "write", "review", "admin")
_NAME = r"[A-Za-z0-9][A-Za-z0-9 _.@-]{0,59}"
_EXTRA = "the service is not installed: pip install 'reconcile[service]'"


@contextmanager
def _serviceable() -> Iterator[None]:
    """What keeps the service from working, as one line. Raises Trouble."""
    try:
        from service.settings import ServiceRefused
    except ModuleNotFoundError:
        raise Trouble(_EXTRA) from None
    try:
        yield
    except ServiceRefused as error:
        raise Trouble(str(error)) from None
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("reconcile", "schemas", "service", "sources"):
            raise
        raise Trouble(f"{_EXTRA} (there is no {error.name})") from None


@click.command(
    epilog="""\b
Settings are variables of the environment, RECONCILE_…: docs/deployment.md lists them. Ends in order on
SIGTERM or Ctrl-C. Exit status: 0 stopped, 2 cannot start.

\b
Examples:
  reconcile serve
  reconcile serve --port 8080
  RECONCILE_DATABASE=postgresql://reconcile@db/reconcile reconcile serve --host 0.0.0.0"""
)
@click.option("--host", help="Address to listen on; one that others can reach needs an API key. [127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 takes a free one. [8000]")
def serve(host: str | None, port: int | None) -> int:
    """Serve the HTTP API."""
    with _serviceable():
        from service.serving import serve as begin
        from service.settings import ServiceSettings

        begin(ServiceSettings.read(host=host, port=port), lambda said: emit(f"{said}\n"))
    gc.freeze()  # the process ends; to look through all that it holds before would take a second or, under load, many
    return 0


@click.group(
    epilog="""\b
Examples:
  reconcile keys create wire-desk --scope write
  reconcile keys list
  reconcile keys revoke wire-desk"""
)
def keys() -> None:
    """Make, list and revoke API keys of the service."""


@keys.command(
    epilog="""\b
Scopes: read; write (and read); review (and read); admin (all, and webhooks).

\b
Examples:
  reconcile keys create wire-desk --scope write
  reconcile keys create kim@example.org --scope write --scope review --days 90"""
)
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it may do. [read]")
@click.option("--days", type=click.IntRange(1, 36500), help="Days until it is over. [never]")
def create(name: str, scopes: tuple[str, ...], days: int | None) -> int:
    """Make a key for NAME and print it: it is shown this once, and kept nowhere."""
    import re
    from datetime import UTC, datetime, timedelta

    if not re.fullmatch(_NAME, name) or name == "local":
        raise Trouble(f"{name!r} is no name for a key: letters, digits, space and _ . @ -, up to 60")
    expires = None if days is None else datetime.now(UTC) + timedelta(days=days)

    async def make(session: AsyncSession) -> str:
        from service.storage import keys as kept

        return await kept.create(session, name, scopes or ("read",), expires)

    emit(f"{_in_database(make)}\n")
    return 0


@keys.command(
    "list",
    epilog="""\b
Example:
  reconcile keys list""",
)
def list_keys() -> int:
    """List the keys: id, name, scopes, when made, last used, and whether they are over."""

    async def read(session: AsyncSession) -> list[tuple[str, ...]]:
        from service.storage import ids
        from service.storage import keys as kept

        now = ids.now()
        return [
            (
                row.id, row.name, ",".join(row.scopes), _day(row.created_at), _day(row.used_at),
                "revoked" if row.revoked_at else "over" if row.expires_at and row.expires_at <= now else
                f"until {_day(row.expires_at)}" if row.expires_at else "",
            )
            for row in await kept.listed(session)
        ]  # fmt: skip

    rows = [("id", "name", "scopes", "made", "used", ""), *_in_database(read)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    emit("".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows))
    return 0


@keys.command(
    epilog="""\b
Example:
  reconcile keys revoke wire-desk"""
)
@click.argument("name", metavar="NAME-OR-ID")
def revoke(name: str) -> int:
    """End a key, or every key of a name, at once and for good."""

    async def end(session: AsyncSession) -> int:
        from service.storage import keys as kept

        return await kept.revoke(session, name)

    if not (ended := _in_database(end)):
        raise Trouble(f"no key {name!r} that is not over already; see: reconcile keys list")
    emit(f"{ended} revoked\n")
    return 0


@click.group(
    epilog="""\b
Example:
  reconcile db upgrade
  reconcile db prune --days 90"""
)
def db() -> None:
    """Look after the service's database."""


@db.command(
    epilog="""\b
`reconcile serve` does so by itself, unless RECONCILE_MIGRATE=false.

\b
Example:
  RECONCILE_DATABASE=postgresql://reconcile@db/reconcile reconcile db upgrade"""
)
def upgrade() -> int:
    """Bring the tables up to date, or make them."""
    with _serviceable():
        from service.settings import ServiceSettings
        from service.storage import upkeep

        async def bring(database: Database) -> str:
            await upkeep.upgrade(database)
            return f"{upkeep.shown(database.url)} is at version {await upkeep.version(database)}\n"

        emit(_run(ServiceSettings.read().database, bring))
    return 0


@db.command(
    epilog="""\b
`reconcile serve` does so every hour, with RECONCILE_RETENTION_DAYS set.

\b
Example:
  reconcile db prune --days 90"""
)
@click.option("--days", type=click.IntRange(1), help="Days for which it stays. [RECONCILE_RETENTION_DAYS]")
def prune(days: int | None) -> int:
    """Delete what nobody changed for so many days: stories, reconciliations, articles, jobs."""
    with _serviceable():
        from service import retention
        from service.settings import ServiceSettings
        from service.storage import upkeep

        settings = ServiceSettings.read(retention_days=days)
        if not settings.retention_days:
            raise Trouble("say for how long things stay: --days N, or RECONCILE_RETENTION_DAYS")

        async def drop(database: Database) -> dict[str, int]:
            await upkeep.check(database)
            return await retention.prune(database, settings.retention_days)

        counts = _run(settings.database, drop)
    emit("".join(f"{count:>8}  {what.replace('_', ' ')}\n" for what, count in counts.items()))
    return 0


def _in_database(do: Callable[[AsyncSession], Awaitable[Any]]) -> Any:
    """What `do` gives in a transaction of the service's database, brought up to date first. Raises Trouble."""
    with _serviceable():
        from service.settings import ServiceSettings
        from service.storage import upkeep

        settings = ServiceSettings.read()

        async def work(database: Database) -> Any:
            if settings.migrate:
                await upkeep.upgrade(database)
            await upkeep.check(database)
            async with database.writing() as session:
                return await do(session)

        return _run(settings.database, work)


def _run(url: str, work: Callable[[Any], Awaitable[Any]]) -> Any:
    import asyncio

    from service.storage import upkeep

    async def run() -> Any:
        database = upkeep.opened(url)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())


def _day(moment: Any) -> str:
    return "never" if moment is None else f"{moment:%Y-%m-%d}"
