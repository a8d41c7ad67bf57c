"""Around every request, before routes are looked for and after all is answered, an unknown address included.

request id      the client's own X-Request-ID, where it is a plain word, else a new one; in the answer and every log
who asks        their key, or that they ask from this machine; and how often they did (service.auth, service.rate)
the body        has a limit of time, however it is sent
HEAD            is GET without the body of its answer (RFC 9110, 9.3.2)
the answer      has headers that keep a browser from making anything else of it
afterwards      one line in the log, one more in the metrics
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from time import monotonic, perf_counter
from typing import Any, cast

from litestar import Request
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from service.auth import Key, identified, refuse_from_elsewhere, signed_in
from service.backend import Backend
from service.errors import TooManyRequests, TooSlow, Unauthorised
from service.metrics import UNKNOWN
from service.rate import Limiter, client_of
from service.web.problems import is_page, to_answer

_log = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_PROBES = frozenset({"/health", "/ready"})
HEAD = "HEAD"
QUIET = frozenset({*_PROBES, "/metrics"})
"""What asks all day long whether we are well: logged only when debugging, the probes of any number."""
NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": NOTHING,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}
"""Of every answer; a route may say otherwise."""


class Edge:
    """Wraps the application's own ASGI handler."""

    def __init__(self, app: ASGIApp, backend: Backend) -> None:
        self._app, self._backend = app, backend
        rate = backend.settings.rate
        self._limiter = Limiter(rate) if rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:  # there are none; nobody is asked for a key on the way to one
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        started = perf_counter()
        method = scope["method"]
        if method == HEAD:  # in a copy: the server reads its own to know that no body follows
            scope = cast("HTTPScope", {**scope, "method": "GET"})
        headers = Headers.from_scope(scope)
        given = headers.get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        answer = _Answer(send, {**HEADERS, "X-Request-ID": request_id}, bodiless=method == HEAD)
        scope["user"] = None
        with bound_contextvars(request=request_id):
            try:
                try:
                    await self._admit(scope, headers, answer)
                except Exception as error:
                    request: Request[Any, Any, Any] = Request(scope)
                    refusal = to_answer(request, error).to_asgi_response(app=None, request=request)
                    await refusal(scope, receive, answer.send)
                else:
                    timed = _Body(receive, self._backend.settings.body_seconds)
                    await self._app(scope, timed.receive, answer.send)
            finally:
                self._tell(scope, method, answer.status, perf_counter() - started)

    async def _admit(self, scope: HTTPScope, headers: Headers, answer: _Answer) -> None:
        """Raises Unauthorised, FromElsewhere, TooManyRequests."""
        settings = self._backend.settings
        path, client = scope["path"], scope.get("client")
        if not settings.asks_for_keys:
            refuse_from_elsewhere(headers, scope["method"])
        counted = None if path in _PROBES else f"address:{client_of(client[0] if client else '')}"
        try:
            key = await identified(self._backend, headers)
            if key is None and is_page(path):
                key = await signed_in(self._backend, scope)
        except Unauthorised:
            self._count(counted, answer)
            raise
        self._count(f"key:{key.id}" if key else counted, answer)
        scope["user"] = key

    def _count(self, client: str | None, answer: _Answer) -> None:
        if client is None or self._limiter is None:
            return
        taken = self._limiter.take(client, monotonic())
        answer.headers |= taken.headers
        if taken.wait:
            raise TooManyRequests(
                f"more than {taken.limit} requests a minute; wait {taken.wait} s", retry_after=taken.wait
            )

    def _tell(self, scope: HTTPScope, method: str, status: int, seconds: float) -> None:
        route = scope.get("path_template") or UNKNOWN
        key = scope.get("user")
        self._backend.metrics.answered(method, route, status, seconds)
        told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        if isinstance(key, Key):
            told["key"] = key.name
        if problem := scope["state"].get("problem"):
            told["problem"] = problem
        _log.log(logging.DEBUG if route in QUIET else logging.INFO, "request", extra=told)


class _Answer:
    """Adds headers to an answer where it has none of the name, and notes its status: 0, there was none.

    One that is `bodiless` ends with its headers; a stream behind it learns that nobody listens.
    """

    def __init__(self, send: Send, headers: dict[str, str], *, bodiless: bool = False) -> None:
        self._send, self.headers, self.status = send, headers, 0
        self._bodiless, self._ended = bodiless, False

    async def send(self, message: Message) -> None:
        if self._bodiless and message["type"] == "http.response.body":
            if not self._ended:
                self._ended = True
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = [(name.lower(), value) for name, value in message.get("headers", ())]
            names = {name for name, _ in own}
            ours = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
            own = [(name, _with_head(value) if name == b"allow" else value) for name, value in own]
            message["headers"] = [*own, *((name, value) for name, value in ours if name not in names)]
        await self._send(message)


def _with_head(allowed: bytes) -> bytes:
    """The methods of a resource, HEAD among them where GET is."""
    methods = [method.strip() for method in allowed.split(b",")]
    return b", ".join(sorted({*methods, b"HEAD"})) if b"GET" in methods else allowed


class _Body:
    """The body of a request, within its seconds; what comes after it, such as the client going away, at any time."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive, self._seconds = receive, seconds
        self._until = 0.0
        self._whole = False

    async def receive(self) -> HTTPReceiveMessage:
        """Raises TooSlow, also for a client that went away before its body was whole."""
        if self._whole:
            return cast("HTTPReceiveMessage", await self._receive())
        self._until = self._until or monotonic() + self._seconds
        try:
            message = await asyncio.wait_for(self._receive(), max(0.001, self._until - monotonic()))
        except TimeoutError:
            self._whole = True
            raise TooSlow(f"the body did not come within {self._seconds:g} seconds") from None
        if message["type"] == "http.disconnect":
            self._whole = True
            raise TooSlow("the client went away before its body was whole")
        self._whole = not message.get("more_body", False)
        return cast("HTTPReceiveMessage", message)
