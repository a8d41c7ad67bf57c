"""The server of the application: when it is told to stop, whoever listens to a stream is told first."""

from __future__ import annotations

from typing import Any

import uvicorn
from litestar import Litestar

from service.settings import ServiceSettings


class Server(uvicorn.Server):
    """uvicorn waits for answers to end before it ends the application; a stream of events ends only when told."""

    def __init__(self, app: Litestar, settings: ServiceSettings) -> None:
        self._news = app.state.backend.news
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                server_header=False,
                timeout_graceful_shutdown=int(settings.stop_seconds) + 1,
                forwarded_allow_ips=settings.trusted_proxies,
                timeout_keep_alive=30,
            )
        )

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        self._news.close()
        await super().shutdown(sockets)
