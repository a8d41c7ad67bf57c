"""The application: routes, limits, and one way of answering errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from service import manual, retention
from service.auth import allowed
from service.backend import Backend
from service.comparing import Reconcile
from service.delivering import Courier
from service.edge import Edge
from service.growing import Grow
from service.jobs.pool import Pool
from service.mcp.mounted import Mounted
from service.openapi import complete_options
from service.requests import StrictRequest, query_parameters, refuse_early
from service.routes import articles, batches, events, health, jobs, reconciliations, reviews, schemas, stories, webhooks
from service.settings import ServiceSettings
from service.web import routes as pages
from service.web.problems import to_answer

HANDLERS = [
    *articles.HANDLERS, *batches.HANDLERS, *reconciliations.HANDLERS, *reviews.HANDLERS, *stories.HANDLERS,
    *events.HANDLERS, *webhooks.HANDLERS, *jobs.HANDLERS, *schemas.HANDLERS, *health.HANDLERS,
]  # fmt: skip


def create_app(settings: ServiceSettings | None = None, pool: Pool | None = None) -> Litestar:
    """A new application. `pool` is one that its caller closes; else it starts processes of its own."""
    backend = Backend.open(settings or ServiceSettings.read(), pool)
    backend.jobs.know({"reconcile": Reconcile(backend), "grow": Grow(backend)})

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        await backend.start()
        try:
            async with Courier(backend).working():
                yield
                backend.news.close()
        finally:
            await backend.stop()

    app = Litestar(
        route_handlers=[*HANDLERS, *pages.HANDLERS, Mounted(backend).handler()],
        request_class=StrictRequest,
        before_request=refuse_early,
        guards=[allowed],
        exception_handlers={Exception: to_answer},
        request_max_body_size=backend.settings.max_body_bytes,
        dependencies={"backend": Provide(lambda: backend, sync_to_thread=False)},
        state=State({"backend": backend}),
        plugins=[backend.jobs.plugin()],
        lifespan=[running, retention.hourly(backend)],
        logging_config=None,
        openapi_config=manual.config(backend.settings, HANDLERS),
    )
    complete_options(app)
    app.state.query_parameters = query_parameters(app)
    app.state.routes = app.asgi_handler  # what a page asks, having passed the edge itself
    app.asgi_handler = Edge(app.asgi_handler, backend)
    return app
