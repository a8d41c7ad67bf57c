"""A page, or a part of one, from a template, in the language of its reader and under a strict policy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Request, Response
from litestar.datastructures import Cookie

from reconcile.report.html import environment
from reconcile.report.messages import Language, Param
from schemas.service import Scope
from service.metrics import own_version
from service.web.assets import address
from service.web.words import COOKIE, chosen, say, words

Asked = Request[Any, Any, Any]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HTML = "text/html"


def is_part(request: Asked) -> bool:
    """Whether HTMX asks, for a part of the page that it has."""
    return request.headers.get("hx-request") == "true"


def may(request: Asked, scope: Scope) -> bool:
    """Whether who looks at the page may do what needs the scope; where no key is asked for, everybody may."""
    key = request.scope.get("user")
    return key is None or scope in key.scopes


def respond(request: Asked, template: str, status: int = 200, **context: Any) -> Response[bytes]:
    """`template`, filled: `t(code, …)` is a wording, `asset(name)` an address of ours, `once` the mark of a form."""
    language = chosen(request)
    return answered(request, render(request, template, language, context), status, language)


def render(request: Asked, template: str, language: Language, context: Mapping[str, Any]) -> str:
    """The text of a template; see `respond`."""

    def t(code: str, **params: Param) -> str:
        return say(language, code, **params)

    def known(code: str) -> bool:
        return code in words(language)

    settings = request.app.state.backend.settings
    shared = {
        "t": t, "known": known, "asset": address, "language": language,
        "in_language": partial(in_language, request), "may": partial(may, request),
        "path": request.url.path, "version": own_version(), "settings": settings, "key": request.scope.get("user"),
        "part": is_part(request), "once": token_hex(8),
    }  # fmt: skip
    return environment("service.web").get_template(template).render(shared | dict(context))


def in_language(request: Asked, code: Language) -> str:
    """Where this page stands in a language. What was answered to a form cannot be asked for again: the form's page."""
    path, query = request.url.path, request.url.query
    if request.method != "GET":
        from_, at = urlsplit(request.headers.get("referer", "")), urlsplit(str(request.base_url))
        path, query = (own_path(from_.path), from_.query) if from_[:2] == at[:2] else ("/", "")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', code)])}"


def own_path(path: str) -> str:
    """A path of this service: what begins with two slashes, or has a backslash, leads a browser elsewhere."""
    is_own = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if is_own else "/"


def answered(request: Asked, text: str, status: int = 200, language: Language | None = None) -> Response[bytes]:
    """HTML as an answer, which remembers the language that its reader chose."""
    headers = {
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "same-origin",  # without one a browser sends forms as from nowhere, which is refused
        "Vary": "Cookie, Accept-Language, HX-Request",
    }
    cookies = []
    if language is not None and request.query_params.get("lang") == language:
        cookies = [Cookie(key=COOKIE, value=language, max_age=31_536_000, samesite="lax", httponly=True)]
    return Response(
        text.encode("utf-8", "replace"), status_code=status, media_type=HTML, headers=headers, cookies=cookies
    )


def elsewhere(request: Asked, path: str) -> Response[bytes]:
    """Send the browser to another page of ours: 303, which HTMX follows only when told in its own way."""
    if is_part(request):
        return Response(b"", status_code=HTTPStatus.OK, media_type=HTML, headers={"HX-Redirect": path})
    return Response(b"", status_code=HTTPStatus.SEE_OTHER, media_type=HTML, headers={"Location": path})
