"""Request bodies, read strictly before the framework reads them: every problem is named, none is passed over.

A route that takes a body names its published schema: `@post("/v1/stories", schema="story-input-1")`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from anyio import to_thread
from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.exceptions import ClientException, ValidationException
from litestar.routes import HTTPRoute

from schemas.validate import InvalidDocument, validate
from service import uploads
from service.errors import MalformedJson, TooManyArticles, UnsupportedMediaType, invalid_request
from service.settings import ServiceSettings

_AT_ONCE = 50_000
"""Bytes of a body that is read on the event loop; a larger one would keep others waiting, and is read in a thread."""
DEEPEST = 32
"""Levels of a body; the deepest that fits a schema, a batch with the JSON of articles, has seven."""
_NOT_KEPT = re.compile("[\\0\ud800-\udfff]")
OF_API = "/v1/"
COMPARISON = "reconciliation-request-1"
JSON_TYPES = ("application/json", "application/merge-patch+json")


class StrictRequest(Request[Any, Any, State]):
    """A request whose JSON is UTF-8, in time, without names that come twice, and fits its schema."""

    async def json(self) -> Any:
        """The body, as plain JSON.

        A form with files, where the route takes one (`form="one"`, `form="many"`), is read as the JSON that says the
        same.

        Raises:
            UnsupportedMediaType: it is neither called JSON nor such a form, or is packed.
            MalformedForm: it is not the form that it is called.
            TooSlow: it did not come in time (service.edge).
            MalformedJson: it is not JSON.
            TooManyArticles: more than one comparison takes.
            InvalidRequest: it does not fit the schema that the route names.
        """
        if (coding := self.headers.get("content-encoding", "identity").strip().lower()) != "identity":
            raise UnsupportedMediaType(f"send the body as it is, without Content-Encoding: {coding[:40]}")
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        form = self.route_handler.opt.get("form")
        taken = (*JSON_TYPES, uploads.FORM) if form else JSON_TYPES
        if kind not in taken:
            also = f" or {uploads.FORM}" if form else ""
            raise UnsupportedMediaType(f"send application/json{also}, not {kind[:80] or 'a body without Content-Type'}")
        body = await self.body()
        if len(body) <= _AT_ONCE:
            return self._read(body, kind, form)
        return await to_thread.run_sync(self._read, body, kind, form)

    def _read(self, body: bytes, kind: str, form: str | None) -> Any:
        settings: ServiceSettings = self.app.state.backend.settings
        if kind == uploads.FORM:
            most = 10 + 6 * settings.max_articles
            data: Any = uploads.as_json(body, self.headers["content-type"], most, single=form == "one")
        else:
            data = decoded(body)
        name = self.route_handler.opt.get("schema")
        if name == COMPARISON:
            refuse_too_many(data, settings.max_articles)
        if name:
            try:
                validate(name, data)
            except InvalidDocument as error:
                raise invalid_request(error) from error
        return data


def query_parameters(app: Litestar) -> dict[tuple[str, str], frozenset[str]]:
    """By method and path of each operation of the API: the query parameters that it has."""
    return {
        (str(method), route.path_format): frozenset(p.field_alias for p in parameters.expected_query_params)
        for route in app.routes
        if isinstance(route, HTTPRoute) and route.path_format.startswith(OF_API)
        for method, (_, parameters) in route.route_handler_map.items()
        if method != "OPTIONS"
    }


async def refuse_early(request: Request[Any, Any, Any]) -> None:
    """Before a handler is called: there is every query parameter that is given, so that a slip of the pen does not ask
    for everything; no id and no word to look for has a NUL in it; where a body is asked for, it is not empty.

    Raises ClientException, ValidationException, MalformedJson.
    """
    there = request.app.state.query_parameters.get((request.method, request.scope.get("path_template")))
    if there is not None and (lacking := [name for name in request.query_params if name not in there]):
        known = f"there are {', '.join(sorted(there))}" if there else "this operation has none"
        found = [{"key": name[:80], "source": "query", "message": f"no such parameter; {known}"} for name in lacking]
        raise ValidationException(f"unknown query parameter {lacking[0][:80]!r}; {known}", extra=found)
    if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise ClientException("the address holds a NUL")
    if request.route_handler.opt.get("schema") and not await request.body():
        raise MalformedJson("the body is empty; send JSON")


def decoded(body: bytes) -> Any:
    """JSON as RFC 8259 has it; what it can escape but nothing can keep is U+FFFD. Raises MalformedJson."""
    try:
        text = body.decode("utf-8-sig")  # given bytes, json would take UTF-16 too, and surrogates
        data = json.loads(text, object_pairs_hook=_unique_names, parse_constant=_refuse_constant)
    except RecursionError:
        raise MalformedJson("the JSON is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise MalformedJson(f"the body is not UTF-8: byte {error.start}") from error
    except ValueError as error:
        raise MalformedJson(str(error)) from error
    if _is_deeper(data, DEEPEST):
        raise MalformedJson(f"the JSON is nested too deeply, in more than {DEEPEST} levels")
    return _kept(data) if b"\\u" in body else data


def _is_deeper(data: Any, levels: int) -> bool:
    level = [data]
    for _ in range(levels):
        level = [
            child
            for value in level
            if isinstance(value, (list, dict))
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _kept(value: Any) -> Any:
    """Without lone surrogates, which UTF-8 has none of, and NUL, which PostgreSQL keeps in no text."""
    if isinstance(value, str):
        return value if value.isprintable() else _NOT_KEPT.sub("\ufffd", value)
    if isinstance(value, list):
        return [_kept(item) for item in value]
    return {_kept(key): _kept(item) for key, item in value.items()} if isinstance(value, dict) else value


def refuse_too_many(data: Any, limit: int) -> None:
    """Before each of them is looked at. Raises TooManyArticles."""
    articles = data.get("articles") if isinstance(data, dict) else None
    if isinstance(articles, list) and len(articles) > limit:
        raise TooManyArticles(f"{len(articles)} articles given; this service compares up to {limit}")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        name = next(name for name, count in times.items() if count > 1)
        raise ValueError(f"the name {name[:80]!r} stands twice in one object")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
