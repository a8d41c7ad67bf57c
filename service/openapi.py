"""The description of the API: what is published as JSON Schema is what its operations say of their bodies.

"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/story-input-1"}}}}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import OpenAPI
from litestar.routes import HTTPRoute

from schemas.validate import published_text

JSON_TYPES = ("application/json", "application/merge-patch+json")


@dataclass
class Description(OpenAPIConfig):
    """The configuration of the description; `handlers` name their bodies' schemas by `schema=`."""

    handlers: Sequence[Any] = ()

    def to_openapi_schema(self) -> OpenAPI:
        found = _Document(
            **{f.name: getattr(made, f.name) for made in (super().to_openapi_schema(),) for f in fields(made)}
        )
        found.bodies = tuple(_bodies(self.handlers))
        return found


class _Document(OpenAPI):
    bodies: tuple[tuple[str, str, str, Any], ...] = ()

    def to_schema(self) -> dict[str, Any]:
        found = super().to_schema()
        for path, method, name, example in self.bodies:
            for media_type, content in found["paths"][path][method]["requestBody"]["content"].items():
                if media_type in JSON_TYPES:
                    content["schema"] = {"$ref": f"#/components/schemas/{name}"}
                    if example is not None:
                        content["example"] = example
                    found["components"]["schemas"].update(_components(name))
        _open_unions(found)
        return found


def _open_unions(node: Any) -> None:
    """Unions as they are: the framework says that a value fits exactly one member, ours may look like several."""
    if isinstance(node, dict):
        if isinstance(members := node.get("oneOf"), list) and "anyOf" not in node:
            node["anyOf"] = members
            del node["oneOf"]
        for value in node.values():
            _open_unions(value)
    elif isinstance(node, list):
        for value in node:
            _open_unions(value)


def _bodies(handlers: Iterable[Any]) -> Iterable[tuple[str, str, str, Any]]:
    """Path, method, schema and example (`example=`) of each operation that takes a body."""
    for handler in handlers:
        if isinstance(handler, HTTPRouteHandler) and (name := handler.opt.get("schema")):
            for path in handler.paths:
                for method in handler.http_methods:
                    yield re.sub(r"\{(\w+):\w+\}", r"{\1}", path), str(method).lower(), name, handler.opt.get("example")


def _components(name: str) -> dict[str, Any]:
    """A published schema and its definitions as components: `#/$defs/Claim` is `#/components/schemas/NAME.Claim`."""
    schema = json.loads(published_text(name).replace('"#/$defs/', f'"#/components/schemas/{name}.'))
    definitions = schema.pop("$defs", {})
    for key in ("$id", "$schema"):
        schema.pop(key, None)
    return {name: schema, **{f"{name}.{key}": value for key, value in definitions.items()}}


def complete_options(app: Litestar) -> None:
    """Let OPTIONS name every method of a resource: the framework's answer names those of its first handler."""
    for route in app.routes:
        if isinstance(route, HTTPRoute) and "OPTIONS" in route.route_handler_map:
            handler, _ = route.route_handler_map["OPTIONS"]
            handler._fn = route.create_options_handler(route.path).fn
