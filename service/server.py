"""The server of the application: patient with answers, not with requests; and streams end when it is told to stop."""

from __future__ import annotations

import threading
import time
from asyncio import TimerHandle, Transport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from litestar import Litestar
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.settings import ServiceSettings

HEADER_SECONDS = 15
"""In which the head of a request must have come, from the opening of the connection or its first byte."""
KEEP_ALIVE_SECONDS = 30
THREAD_SECONDS = 90.0
"""In which a server in a thread has begun, and has ended."""


class Server(uvicorn.Server):
    """uvicorn waits for answers to end before it ends the application; a stream of events ends only when told.

    `begun` is called once it listens.
    """

    def __init__(self, app: Litestar, settings: ServiceSettings, begun: Callable[[], None] | None = None) -> None:
        self._news = app.state.backend.news
        self._begun = begun
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                http=Patient,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=int(settings.stop_seconds) + 1,
                forwarded_allow_ips=settings.trusted_proxies,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
            )
        )

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self._begun is not None:
            self._begun()

    @contextmanager
    def in_thread(self) -> Iterator[str]:
        """In a thread of this process, for tests and tools; gives the address it listens at.

        A thread that does not end does not keep the process from ending. Raises RuntimeError.
        """
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        until = time.monotonic() + THREAD_SECONDS
        while not self.started:
            if not thread.is_alive() or time.monotonic() > until:
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{self.servers[0].sockets[0].getsockname()[1]}"
        finally:
            self.should_exit = True
            thread.join(THREAD_SECONDS)
            if thread.is_alive():
                raise RuntimeError("the server did not stop")

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        self._news.close()
        await super().shutdown(sockets)


class Patient(H11Protocol):
    """Closes a connection whose request's head does not come; uvicorn itself waits for ever."""

    _late: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_request:
            self._stop_waiting()
        elif self._late is None and self.timeout_keep_alive_task is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def _in_request(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(HEADER_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if not self._in_request and not self.transport.is_closing():
            self.transport.close()
