"""The API, asked by a page in the name of who looks at it: the same checks and problems, without a connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import httpx
from litestar import Request

from schemas.api import Problem

Query = Mapping[str, str | int | None]


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

    async def post(self, path: str, body: Any, **headers: str) -> Answer:
        """`body` is sent as JSON. Raises Refused."""
        return await self.ask("POST", path, body=body, headers=headers)

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
        json = found.json() if found.headers.get("content-type", "").partition(";")[0].endswith("json") else None
        if found.status_code >= HTTPStatus.BAD_REQUEST:
            wait = found.headers.get("retry-after")
            raise Refused(Problem.model_validate(json), int(wait) if wait else None)
        return Answer(found.status_code, found.content, json, found.headers)

    async def _routes(self, scope: Any, receive: Any, send: Any) -> None:
        """The application behind its edge, which the request has passed."""
        app = self._of.app
        scope |= {"app": app, "litestar_app": app, "state": {}, "user": self._of.scope.get("user")}
        await app.state.routes(scope, receive, send)
