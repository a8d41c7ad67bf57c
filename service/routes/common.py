"""What routes share: parameters, pages, conditional answers, and the problems that an operation may answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import (
    Example,
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)
from litestar.params import QueryParameter

from schemas.api import Problem
from schemas.base import Model
from service.backend import Backend
from service.errors import MEDIA_TYPE, NotAcceptable
from service.storage.paging import MOST, Rows
from service.uploads import FORM, OF_ARTICLE

Row = TypeVar("Row")
Item = TypeVar("Item", bound=Model)
JSON = "application/json"
OPEN: dict[str, Any] = {"scope": None, "security": [{}]}
"""Of operations that nobody needs a key for."""

Shared = NamedDependency[Backend]
Asked = Request[Any, Any, State]

Cursor = Annotated[
    str | None, QueryParameter(name="cursor", max_length=500, description="`next` or `previous` of a page")
]
IdQuery = Annotated[str | None, QueryParameter(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.:-]+$")]
Limit = Annotated[int, QueryParameter(name="limit", ge=1, le=MOST, description="items on a page")]
Words = Annotated[str | None, QueryParameter(name="q", max_length=200, description="words to look for")]
_TITLES = {
    400: "the request is not understood", 401: "an API key is needed", 403: "the key does not allow this",
    404: "no such resource", 406: "no such report", 408: "the body did not come in time",
    409: "the state of things does not allow it", 413: "the body is too large", 415: "the body is of another type",
    422: "the body does not fit its schema", 429: "too many requests", 500: "a fault of the service",
    503: "the service cannot do it now; Retry-After says when to ask again",
}  # fmt: skip


def problems(*statuses: int, body: bool = False) -> dict[int, ResponseSpec]:
    """The problem documents that an operation may answer with, beside those that every operation may."""
    every = {400, 401, 403, 429, 500, 503, *statuses, *((408, 413, 415, 422) if body else ())}
    return {
        status: ResponseSpec(
            Problem,
            generate_examples=False,
            media_type=MEDIA_TYPE,
            description=_TITLES[status],
        )
        for status in sorted(every)
    }


def also(status: int, *media_types: str) -> type[Operation]:
    """The description of an operation that answers `status` in other media types too, whichever Accept prefers."""

    @dataclass
    class Negotiated(Operation):
        def __post_init__(self) -> None:
            found = (self.responses or {}).get(str(status))
            if isinstance(found, OpenAPIResponse) and found.content is not None:
                for media_type in media_types:
                    found.content[media_type] = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))

    return Negotiated


class OneUpload(Operation):
    """The description of an operation that takes an article as a form with a file too."""

    MANY: ClassVar = False

    def __post_init__(self) -> None:
        body = self.request_body
        if not isinstance(body, RequestBody):
            return
        text, file = Schema(type=OpenAPIType.STRING), Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
        parts: dict[str, Schema | Reference] = {"article": file, **dict.fromkeys(OF_ARTICLE, text)}
        if self.MANY:
            parts = {name: Schema(type=OpenAPIType.ARRAY, items=part, min_items=1) for name, part in parts.items()}
            parts |= {"strict": Schema(enum=["true", "false"]), "lang": Schema(enum=["ko", "en", "auto"])}
        schema = Schema(
            type=OpenAPIType.OBJECT, properties=parts, required=["article"], additional_properties=False,
            description="the n-th outlet is of the n-th article; an empty field says nothing",
        )  # fmt: skip
        body.content[FORM] = OpenAPIMediaType(schema=schema)


class ManyUploads(OneUpload):
    """The same for several articles."""

    MANY: ClassVar = True


def preferred(request: Request[Any, Any, Any], offered: Sequence[str]) -> str:
    """The media type that Accept prefers, the first where it does not say. Raises NotAcceptable."""
    found = request.accept.best_match(list(offered)) if "accept" in request.headers else offered[0]
    if found is None:
        raise NotAcceptable(f"there are {', '.join(offered)}")
    return found


def answer(record: Model, status: int = 200, headers: dict[str, str] | None = None) -> Response[Any]:
    """A record as JSON with its published field names."""
    return Response(record.to_json_dict(), status_code=status, media_type=JSON, headers=headers or {})


def page(request: Request[Any, Any, Any], rows: Rows[Any], items: Sequence[Item]) -> Response[Any]:
    """A page of a list; a Link header leads to the next and to the one before (RFC 8288)."""
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    links = [
        f'<{request.url.path}?{urlencode([*query, ("cursor", cursor)])}>; rel="{relation}"'
        for relation, cursor in (("next", rows.next), ("prev", rows.previous))
        if cursor is not None
    ]
    headers = {"Link": ", ".join(links)} if links else {}
    found: dict[str, Any] = {
        "items": [item.to_json_dict() for item in items], "next": rows.next, "previous": rows.previous,
    }  # fmt: skip
    return Response(found, media_type=JSON, headers=headers)


def unchanged(request: Request[Any, Any, Any], etag: str) -> Response[Any] | None:
    """304 where the client has the current one (RFC 9110, If-None-Match)."""
    wanted = request.headers.get("if-none-match")
    if wanted is None:
        return None
    tags = [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
    return Response(None, status_code=304, headers={"ETag": etag}) if etag in tags or "*" in tags else None


def quoted(tag: str) -> str:
    return f'"{tag}"'


def example(name: str, value: Any) -> Example:
    return Example(summary=name, value=value)


def listed(values: Iterable[str] | None) -> list[str]:
    """A query parameter that may stand several times, or hold several with commas."""
    return [part for value in values or () for part in value.split(",") if part]
