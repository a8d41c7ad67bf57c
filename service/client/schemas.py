"""What may be asked about the published JSON Schemas."""

from __future__ import annotations

from typing import Any

from service.client.errors import UnexpectedAnswer
from service.client.flow import Ask, Flow, below, plain


def names() -> Flow[list[str]]:
    """The names of the schemas."""
    response = yield Ask("GET", "/v1/schemas")
    found = plain(response)
    if not isinstance(found, dict) or not isinstance(found.get("schemas"), list):
        raise UnexpectedAnswer(f"{response.request.url} did not name schemas")
    return [str(name) for name in found["schemas"]]


def get(name: str) -> Flow[dict[str, Any]]:
    """A schema. Raises NotFound."""
    response = yield Ask("GET", below("schemas", name))
    found = plain(response)
    if not isinstance(found, dict):
        raise UnexpectedAnswer(f"{response.request.url} is no schema")
    return found
