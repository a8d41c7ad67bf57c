"""Every error of the API as problem details (RFC 9457), from one table.

    ServiceError
    ├── MalformedJson         the body is not JSON
    ├── UnsupportedMediaType  the body is not called JSON
    ├── InvalidRequest        JSON that does not fit the request's schema
    ├── TooManyArticles
    ├── UnreadableArticle     a reader found no article in what was given
    └── NothingComparable     fewer than two articles have a claim

Errors of the framework (no such route, wrong method, body too large) find their row by status.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from schemas.api import FieldProblem, Problem
from schemas.validate import InvalidDocument, UnknownSchema

TYPE_PREFIX = "urn:reconcile:problem:"
MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of problem: the end of its `type`, its status and its title."""

    name: str
    status: int
    title: str


class ServiceError(Exception):
    """Base of the tree; `errors` point at parts of the request."""

    def __init__(self, detail: str, errors: tuple[FieldProblem, ...] = ()) -> None:
        self.detail = detail
        self.errors = errors
        super().__init__(detail)


class MalformedJson(ServiceError):
    """The body is not JSON."""


class UnsupportedMediaType(ServiceError):
    """The body is not called JSON."""


class InvalidRequest(ServiceError):
    """JSON that does not fit the request's schema."""


class TooManyArticles(ServiceError):
    """More articles than one comparison takes."""


class UnreadableArticle(ServiceError):
    """A reader found no article in what was given."""


class NothingComparable(ServiceError):
    """Fewer than two articles have a claim."""


INTERNAL = Row("internal-error", 500, "Something went wrong here")
TABLE: dict[type[Exception], Row] = {
    MalformedJson: Row("malformed-json", 400, "The body is not JSON"),
    UnknownSchema: Row("unknown-schema", 404, "No such schema"),
    UnsupportedMediaType: Row("unsupported-media-type", 415, "The body must be JSON"),
    InvalidRequest: Row("invalid-request", 422, "The request does not fit its schema"),
    TooManyArticles: Row("too-many-articles", 422, "Too many articles for one comparison"),
    UnreadableArticle: Row("unreadable-article", 422, "An article could not be read"),
    NothingComparable: Row("nothing-comparable", 422, "There is nothing to compare"),
}
OF_STATUS: dict[int, Row] = {
    400: Row("bad-request", 400, "The request is not understood"),
    404: Row("not-found", 404, "No such resource"),
    405: Row("method-not-allowed", 405, "The resource has no such method"),
    413: Row("body-too-large", 413, "The body is too large"),
    500: INTERNAL,
}


def invalid_request(error: InvalidDocument) -> InvalidRequest:
    """The schema's findings as an error of the request."""
    return InvalidRequest(str(error), tuple(FieldProblem(pointer=p.path, detail=p.message) for p in error.problems))


def to_response(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The problem document of any exception. Unforeseen ones are logged, and their message is not shown."""
    headers: dict[str, str] = {}
    errors: tuple[FieldProblem, ...] = ()
    if row := TABLE.get(type(error)):
        detail = str(error)
        errors = getattr(error, "errors", ())
    elif isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        phrase = HTTPStatus(error.status_code).phrase
        row = OF_STATUS.get(error.status_code) or Row(phrase.lower().replace(" ", "-"), error.status_code, phrase)
        detail = f"{request.method} {request.url.path}: {error.detail}"
        headers = dict(error.headers or {})
    else:
        _log.error("unforeseen error", exc_info=error)
        row, detail = INTERNAL, "the request could not be answered; nothing was kept of it"
    problem = Problem(type=TYPE_PREFIX + row.name, title=row.title, status=row.status, detail=detail, errors=errors)
    return Response(
        json.dumps(problem.to_json_dict(), ensure_ascii=False).encode("utf-8", "backslashreplace"),
        status_code=row.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )
