"""The API, asked by a page in the name of who looks at it: the same checks and problems, without a connection."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx
from litestar import Request

from schemas.api import Problem

Query = Mapping[str, str | int | None]
_PAUSE, _LOOKS = 0.3, 60
"""Seconds between two looks for what came of the same form sent before, and how many."""


class Refused(Exception):
    """The API answered with a problem."""

    def __init__(self, problem: Problem, retry_after: int | None = None) -> None:
        self.problem, self.retry_after = problem, retry_after
        super().__init__(problem.detail)


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is the body, if it is JSON; `raw` is it as it came."""

    status: int
    raw: bytes
    data: Any
    headers: Mapping[str, str] = field(default_factory=dict)


class Inside:
    """The routes of the application that a request came to, asked as by the same person."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        self._of = request

    async def get(self, path: str, query: Query | None = None, accept: str = "application/json") -> Answer:
        """Raises Refused."""
        return await self.ask("GET", path, query=query, headers={"Accept": accept})

    async def post(self, path: str, body: Any, once: str = "") -> Answer:
        """`body` is sent as JSON; with `once`, the mark of a form, the same form sent again makes nothing more.

        Raises Refused.
        """
        if not once:
            return await self.ask("POST", path, body=body)
        written = json.dumps([once, path, body], ensure_ascii=False, sort_keys=True)
        key = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()
        for _ in range(_LOOKS):
            try:
                return await self.ask("POST", path, body=body, headers={"Idempotency-Key": key})
            except Refused as refused:
                is_under_way = refused.problem.status == HTTPStatus.CONFLICT and refused.retry_after is not None
                if not is_under_way:
                    raise
            await asyncio.sleep(_PAUSE)
        return await self.ask("POST", path, body=body, headers={"Idempotency-Key": key})

    async def ask(
        self, method: str, path: str, *, query: Query | None = None, body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """Raises Refused."""
        given = {name: value for name, value in (query or {}).items() if value is not None}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self._routes), base_url="http://127.0.0.1"
        ) as client:
            found = await client.request(method, path, params=given, json=body, headers=dict(headers or {}))
        data = found.json() if found.headers.get("content-type", "").partition(";")[0].endswith("json") else None
        if found.status_code >= HTTPStatus.BAD_REQUEST:
            wait = found.headers.get("retry-after")
            raise Refused(Problem.model_validate(data), int(wait) if wait else None)
        return Answer(found.status_code, found.content, data, found.headers)

    async def _routes(self, scope: Any, receive: Any, send: Any) -> None:
        """The application behind its edge, which the request has passed."""
        app = self._of.app
        scope |= {"app": app, "litestar_app": app, "state": {}, "user": self._of.scope.get("user")}
        await app.state.routes(scope, receive, send)
