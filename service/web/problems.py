"""Any error as a page, for who came with a browser; as problem details for everybody else."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from litestar import Request, Response

from schemas.api import FieldProblem, Problem
from service import errors
from service.web.inside import Refused
from service.web.pages import is_part, respond
from service.web.words import chosen, say, words

_NOT_PAGES = ("/v1/", "/mcp", "/docs", "/static/", "/health", "/ready", "/metrics")

_SAID = frozenset({400, 404, 409, 413, 422})
"""What a reader may bring about by working in a page. A script that asks for a part of it gets the answer in words, 200
with the place for it, since a browser reports any other status as an error of the page. A navigation gets the status,
and so does whatever a key, a rate or the service itself is the reason of. Logs name the problem in either case."""


def is_page(path: str) -> bool:
    """Whether a path is one of the web page's, where a browser's session counts."""
    return not path.startswith(_NOT_PAGES) and path != "/v1"


def to_answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Of an application: every error finds its way out here."""
    wants_page = is_part(request) or "text/html" in request.headers.get("accept", "")
    if not (wants_page and is_page(request.scope["path"])):
        if isinstance(error, Refused):  # a page's error for somebody who asked for none
            return _document(request, error)
        return errors.to_response(request, error)
    problem = problem_of(error, request)
    request.state["problem"] = kind(problem)
    if problem.status == HTTPStatus.UNAUTHORIZED and not is_part(request):
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = request.url.path + query if request.method == "GET" else "/"
        return respond(request, "sign_in.html", 401, next=wanted, wrong=False)
    retry_after = getattr(error, "retry_after", None)
    template = "problem.html" if is_part(request) else "problem_page.html"
    is_said = is_part(request) and problem.status in _SAID
    status = HTTPStatus.OK if is_said else problem.status
    found = respond(request, template, status, problem=problem, kind=kind(problem), retry_after=retry_after)
    if is_said:
        found.headers |= {"HX-Retarget": "#problem", "HX-Reswap": "innerHTML"}
    if retry_after is not None:
        found.headers["Retry-After"] = str(retry_after)
    return found


def problem_of(error: Exception, request: Request[Any, Any, Any]) -> Problem:
    """What a part of the service, or the API inside, refused."""
    if isinstance(error, Refused):
        return error.problem
    return errors.problem_of(error, f"{request.method} {request.url.path}")


def kind(problem: Problem) -> str:
    """The end of a problem's type, by which pages know it."""
    return problem.type.removeprefix(errors.TYPE_PREFIX)


def told(request: Request[Any, Any, Any], error: FieldProblem) -> str:
    """What is wrong in one place, in words of the page where it has some."""
    code, language = f"source.{error.code}", chosen(request)
    return say(language, code, characters=most_characters(request)) if code in words(language) else error.detail


def most_characters(request: Request[Any, Any, Any]) -> str:
    """How long an article may be, as a page says it."""
    return f"{request.app.state.backend.settings.max_article_characters:,}"


def _document(request: Request[Any, Any, Any], error: Refused) -> Response[Any]:
    request.state["problem"] = kind(error.problem)
    return Response(error.problem.to_json_dict(), status_code=error.problem.status, media_type=errors.MEDIA_TYPE)
