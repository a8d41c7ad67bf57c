"""The application: routes, limits, and one way of answering errors."""

from __future__ import annotations

from anyio import CapacityLimiter
from litestar import Litestar
from litestar.datastructures import State

from service.errors import to_response
from service.routes.health import health
from service.routes.reconciliations import create_reconciliation
from service.routes.schemas import schema, schema_names
from service.settings import ServiceSettings


def create_app(settings: ServiceSettings | None = None) -> Litestar:
    """A new application. Applications share nothing but packaged knowledge, which never changes."""
    settings = settings or ServiceSettings()
    return Litestar(
        route_handlers=[create_reconciliation, schema_names, schema, health],
        exception_handlers={Exception: to_response},
        request_max_body_size=settings.max_body_bytes,
        state=State({"settings": settings, "workers": CapacityLimiter(settings.workers)}),
        openapi_config=None,
    )
