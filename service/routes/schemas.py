"""The published JSON Schemas."""

from __future__ import annotations

from litestar import Response, get
from litestar.params import FromPath

from schemas.validate import published_names, published_text
from service.routes.common import OPEN, problems

MEDIA_TYPE = "application/schema+json"
TAGS = ["schemas"]


@get("/v1/schemas", sync_to_thread=False, tags=TAGS, **OPEN, summary="List schemas", responses=problems())
def schema_names() -> dict[str, list[str]]:
    """The names of the published schemas."""
    return {"schemas": list(published_names())}


@get("/v1/schemas/{name:str}", sync_to_thread=False, tags=TAGS, **OPEN, summary="A schema", responses=problems(404))
def schema(name: FromPath[str]) -> Response[bytes]:
    """One schema, byte for byte as published."""
    return Response(published_text(name).encode(), media_type=MEDIA_TYPE)


HANDLERS = [schema_names, schema]
