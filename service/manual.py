"""How the API describes itself: OpenAPI 3.1 at /docs/openapi.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, License, SecurityScheme, Tag

from service.metrics import own_version
from service.openapi import Description
from service.routes import docs
from service.settings import ServiceSettings

TAGS = {
    "reconciliations": "Compare articles: what they agree on, where they conflict, what only one says",
    "reviews": "What people say of an entry, beside what the engine suggests",
    "articles": "Articles that are kept, with their claims and revisions",
    "stories": "Stories that grow by an article at a time, and what changes in them",
    "webhooks": "Where changes are posted",
    "jobs": "Work that was accepted",
    "schemas": "The JSON Schemas of everything above",
    "service": "Whether it runs, and how much it does",
}


def config(settings: ServiceSettings, handlers: Sequence[Any]) -> Description:
    return Description(
        handlers=handlers,
        title="Reconcile",
        version=own_version(),
        summary="Compares news articles on one event",
        description="What the articles agree on, where they conflict, what only one of them says: claim by claim.",
        license=License(name="Apache License 2.0", identifier="Apache-2.0"),
        tags=[Tag(name=name, description=text) for name, text in TAGS.items()],
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer", description="an API key, rk_…")}
        ),
        security=[{"key": []}] if settings.asks_for_keys else None,
        use_handler_docstrings=True,
        openapi_router=docs.router(),
        render_plugins=[docs.Page(), JsonRenderPlugin()],
    )
