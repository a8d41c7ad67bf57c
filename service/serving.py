"""A process that serves: what must hold before it listens, that it says where, and how it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable

from service import logs
from service.settings import ServiceRefused, ServiceSettings
from service.storage import keys, upkeep

_log = logging.getLogger(__name__)


class StartRefused(ServiceRefused):
    """The service cannot listen, or must not."""


def serve(settings: ServiceSettings, say: Callable[[str], None]) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); running requests may end first. `say` is told where it listens.

    Raises StartRefused, DatabaseRefused: nothing was begun then.
    """
    listening = _bound(settings.host, settings.port)
    try:
        asyncio.run(_prepare(settings))
        from service.app import create_app
        from service.server import Server

        logs.configure(settings.log_level, settings.log_format)
        app = create_app(settings.model_copy(update={"migrate": False}))
        ending = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
        try:  # uvicorn gives the signal on when it has ended; that it did so in order is what the exit status says
            Server(app, settings, lambda: _begun(settings, listening, say)).run(sockets=listening)
        finally:
            for number, handler in ending.items():
                signal.signal(number, handler)
        _log.info("stopped")
    finally:
        for each in listening:
            each.close()


def _begun(settings: ServiceSettings, listening: list[socket.socket], say: Callable[[str], None]) -> None:
    address = f"http://{_shown(listening[0])}"
    kept = upkeep.shown(settings.database)
    asked = "an API key is asked for" if settings.asks_for_keys else "open to whoever is on this machine; no key asked"
    say(f"Reconcile listens on {address} (manual: {address}/docs)\nkept in {kept}\n{asked}")
    told = {"address": address, "database": kept, "keys": settings.asks_for_keys, "workers": settings.workers}
    _log.info("listening", extra=told)


def _shown(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _bound(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of the host; of a free port, for the first. Raises StartRefused."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise StartRefused(f"cannot listen on {host}: {error.strerror}") from None
    addresses = list(dict.fromkeys((family, where[:2]) for family, _, _, _, where in found))
    listening: list[socket.socket] = []
    try:
        for family, (name, number) in addresses if port else addresses[:1]:
            listening.append(socket.create_server((str(name), int(number)), family=family, backlog=2048))
    except OSError as error:
        for each in listening:
            each.close()
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        raise StartRefused(f"cannot listen on {host}, port {port}: {why}") from None
    return listening


async def _prepare(settings: ServiceSettings) -> None:
    database = upkeep.opened(settings.database)
    try:
        if settings.migrate:
            await upkeep.upgrade(database)
        await upkeep.check(database)
        if not settings.on_loopback:
            async with database.reading() as session:
                if not await keys.any_usable(session):
                    raise StartRefused(
                        f"{settings.host} can be reached from elsewhere, and there is no API key yet: "
                        "make one with `reconcile keys create NAME --scope write`"
                    )
    finally:
        await database.close()
