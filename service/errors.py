"""Every error of the API as problem details (RFC 9457), from one table.

    ServiceError
    ├── MalformedJson         the body is not JSON
    ├── MalformedForm         the body is not the form that it is called
    ├── UnsupportedMediaType  the body is not called JSON, nor a form where files are taken
    ├── InvalidRequest        JSON that does not fit the request's schema
    ├── TooManyArticles
    ├── UnreadableArticle     a reader found no article in what was given
    ├── NothingComparable     fewer than two articles have a claim
    ├── NotFound              nothing of that id
    ├── NotYet                a document that is still being made, or never will be
    ├── NotAcceptable         no report of the media type asked for
    ├── Conflict              the state of things does not allow it
    ├── KeyReused             an Idempotency-Key came again with another request
    ├── Unauthorised          no key, or one that is none
    ├── Forbidden             the key may not do that
    ├── FromElsewhere         no key is asked for, and the request is not of this machine
    ├── TooManyRequests       over the rate limit
    ├── TooBusy               as many jobs wait as may
    ├── TooSlow               the body did not come in time
    └── FetchingIsOff         articles by address are not enabled here

Errors of the framework (no such route, wrong method, body too large) find their row by status.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from schemas.api import FieldProblem, Problem
from schemas.validate import InvalidDocument, UnknownSchema
from service.jobs.pool import TookTooLong, WorkerKilled
from service.storage.database import DatabaseAway, NotStorable
from service.storage.paging import BadCursor

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
    """Base of the tree; `errors` point at parts of the request, `retry_after` are seconds."""

    def __init__(self, detail: str, errors: tuple[FieldProblem, ...] = (), *, retry_after: int | None = None) -> None:
        self.detail = detail
        self.errors = errors
        self.retry_after = retry_after
        super().__init__(detail)


class MalformedJson(ServiceError):
    """The body is not JSON."""


class MalformedForm(ServiceError):
    """The body is not the form that it is called."""


class UnsupportedMediaType(ServiceError):
    """The body is not called JSON, nor a form where files are taken."""


class InvalidRequest(ServiceError):
    """JSON that does not fit the request's schema."""


class TooManyArticles(ServiceError):
    """More articles than one comparison takes."""


class UnreadableArticle(ServiceError):
    """A reader found no article in what was given."""


class NothingComparable(ServiceError):
    """Fewer than two articles have a claim."""


class NotFound(ServiceError):
    """Nothing of that id."""


class NotYet(ServiceError):
    """A document that is still being made, or never will be."""


class NotAcceptable(ServiceError):
    """No report of the media type asked for."""


class Conflict(ServiceError):
    """The state of things does not allow it."""


class KeyReused(ServiceError):
    """An Idempotency-Key came again with another request."""


class Unauthorised(ServiceError):
    """No key, or one that is none."""


class Forbidden(ServiceError):
    """The key may not do that."""


class FromElsewhere(ServiceError):
    """No key is asked for, and the request is not of this machine."""


class TooManyRequests(ServiceError):
    """Over the rate limit."""


class TooBusy(ServiceError):
    """As many jobs wait as may."""


class TooSlow(ServiceError):
    """The body did not come in time."""


class FetchingIsOff(ServiceError):
    """Articles by address are not enabled here."""


INTERNAL = Row("internal-error", 500, "Something went wrong here")
TABLE: dict[type[Exception], Row] = {
    MalformedJson: Row("malformed-json", 400, "The body is not JSON"),
    MalformedForm: Row("malformed-form", 400, "The body is not a form"),
    UnknownSchema: Row("unknown-schema", 404, "No such schema"),
    UnsupportedMediaType: Row("unsupported-media-type", 415, "The body must be JSON"),
    InvalidRequest: Row("invalid-request", 422, "The request does not fit its schema"),
    TooManyArticles: Row("too-many-articles", 422, "Too many articles for one comparison"),
    UnreadableArticle: Row("unreadable-article", 422, "An article could not be read"),
    NothingComparable: Row("nothing-comparable", 422, "There is nothing to compare"),
    BadCursor: Row("bad-cursor", 400, "The cursor is not of this list"),
    NotFound: Row("not-found", 404, "No such resource"),
    NotYet: Row("no-document", 409, "There is no document"),
    NotAcceptable: Row("not-acceptable", 406, "There is no such report"),
    Conflict: Row("conflict", 409, "The request does not fit the state of things"),
    KeyReused: Row("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request"),
    Unauthorised: Row("unauthorised", 401, "An API key is needed"),
    Forbidden: Row("forbidden", 403, "The API key does not allow this"),
    FromElsewhere: Row("from-elsewhere", 403, "Without keys only this machine is answered"),
    TooManyRequests: Row("too-many-requests", 429, "Too many requests"),
    TooBusy: Row("too-busy", 503, "Too much work waits"),
    TooSlow: Row("too-slow", 408, "The body did not come in time"),
    FetchingIsOff: Row("fetching-is-off", 403, "Articles by address are not enabled"),
    WorkerKilled: Row("worker-killed", 500, "The work was ended from outside"),
    NotStorable: Row("not-storable", 400, "A value cannot be kept"),
    DatabaseAway: Row("database-away", 503, "The database does not answer"),
    TookTooLong: Row("took-too-long", 503, "The work took too long"),
}
_OURS = "Value error, "
_FIELD = re.compile("[a-z0-9_]+")
OF_VALIDATION = Row("invalid-parameter", 400, "A parameter is not understood")
OF_STATUS: dict[int, Row] = {
    400: Row("bad-request", 400, "The request is not understood"),
    404: TABLE[NotFound],
    405: Row("method-not-allowed", 405, "The resource has no such method"),
    413: Row("body-too-large", 413, "The body is too large"),
    500: INTERNAL,
}


def invalid_request(error: InvalidDocument) -> InvalidRequest:
    """The schema's findings as an error of the request."""
    return InvalidRequest(str(error), tuple(FieldProblem(pointer=p.path, detail=p.message) for p in error.problems))


def problem_of(error: Exception, where: str = "") -> Problem:
    """The problem document of any exception. Unforeseen ones are logged, and their message is not shown.

    `where` names the request, in front of what the framework says.
    """
    errors: tuple[FieldProblem, ...] = ()
    if row := TABLE.get(type(error)):
        detail = str(error)
        errors = getattr(error, "errors", ())
    elif isinstance(error, HTTPException) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        phrase = HTTPStatus(error.status_code).phrase
        row = OF_STATUS.get(error.status_code) or Row(phrase.lower().replace(" ", "-"), error.status_code, phrase)
        detail = f"{where}: {error.detail}"
        if isinstance(error, ValidationException):
            found = [each for each in error.extra or () if isinstance(each, dict)]
            found = [each for each in found if _is_ours(each)] or found
            row = TABLE[InvalidRequest] if any(map(_of_body, found)) else OF_VALIDATION
            errors = tuple(dict.fromkeys(map(_field_problem, found)))
            detail = "; ".join(each.detail for each in errors) if row is TABLE[InvalidRequest] else detail
    else:
        _log.error("unforeseen error", exc_info=error)
        row, detail = INTERNAL, "the request could not be answered; nothing was kept of it"
    return Problem(type=TYPE_PREFIX + row.name, title=row.title, status=row.status, detail=detail, errors=errors)


def _of_body(found: dict[str, Any]) -> bool:
    """Whether a part of the body was refused: the framework names the source of everything else."""
    return found.get("source") in (None, "body")


def _is_ours(found: dict[str, Any]) -> bool:
    """Whether a model of ours says what is wrong; what other forms of the body would have needed misleads then."""
    return str(found.get("message", "")).startswith(_OURS)


def _field_problem(found: dict[str, Any]) -> FieldProblem:
    """A parameter that the framework refused, as `?name` or `/path/of/the/body`.

    `data.articles.0.function-after[_one_source(), ArticleInput]` is `/articles/0`: forms of a body are no part of it.
    """
    key = str(found.get("key", ""))
    detail = str(found.get("message", "")).removeprefix(_OURS)
    if not _of_body(found):
        return FieldProblem(pointer=f"?{key}", detail=detail)
    parts = (part for part in key.removeprefix("data").split(".") if _FIELD.fullmatch(part))
    return FieldProblem(pointer="".join(f"/{part}" for part in parts), detail=detail)


def to_response(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Any exception as an answer."""
    problem = problem_of(error, f"{request.method} {request.url.path}")
    headers = dict(getattr(error, "headers", None) or {})
    request.state["problem"] = problem.type.removeprefix(TYPE_PREFIX)  # for the log
    if (seconds := getattr(error, "retry_after", None)) is not None:
        headers["Retry-After"] = str(seconds)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(
        json.dumps(problem.to_json_dict(), ensure_ascii=False).encode("utf-8", "backslashreplace"),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers,
    )
