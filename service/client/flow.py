"""What is to be asked, apart from how it is sent: an operation is a generator that both clients drive.

    def get(job_id):                                 Client                     AsyncClient
        response = yield Ask("GET", f"/v1/jobs/…")   sends and blocks           sends and awaits
        …                                            → send(response)           → send(response)
        yield Pause(0.5)                             sleeps                     sleeps
        return JobRecord(…)                          returns it                 returns it

Between an operation and whoever drives it stands `persistent`: it asks again where that may help and does no harm.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from schemas.base import Model
from schemas.service import Page
from service.client.errors import ConnectionFailed, UnexpectedAnswer, of_response, seconds_to_wait

T = TypeVar("T")
M = TypeVar("M", bound=Model)
KEY = "Idempotency-Key"
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE", "PATCH"})
"""PATCH too: a correction names the values that are to be."""
LATER = frozenset({429, 503})
"""Answers that say: not now."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request. `path` is under the service's address; parameters that are None are left out."""

    method: str
    path: str
    params: Mapping[str, Any] = field(default_factory=dict)
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def arguments(self) -> dict[str, Any]:
        """For `build_request` of httpx."""
        found: dict[str, Any] = {"params": query(self.params), "headers": dict(self.headers)}
        if self.json is not None:
            found["content"] = json.dumps(self.json, ensure_ascii=False).encode("utf-8", "backslashreplace")
            found["headers"].setdefault("Content-Type", "application/json")
        return found

    @property
    def repeatable(self) -> bool:
        """Whether asking twice is as good as asking once."""
        return self.method in _REPEATABLE or KEY in self.headers


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds in which nothing is asked."""

    seconds: float


Answer: TypeAlias = httpx.Response | httpx.TransportError | None
"""To an Ask, its response or why there is none; to a Pause, nothing."""
Flow: TypeAlias = Generator[Ask | Pause, httpx.Response, T]
Driven: TypeAlias = Generator[Ask | Pause, Answer, T]


@dataclass(frozen=True, slots=True)
class Retries:
    """How often to ask again, and how long to wait in between: `first`, then twice as long each time, up to `longest`.

    The service's Retry-After is kept to, unless it is longer than `longest`: then the error is raised at once.
    """

    times: int = 3
    first: float = 0.5
    longest: float = 30.0

    def pause(self, attempt: int) -> float:
        """Seconds after that attempt, counted from 0."""
        return float(min(self.first * 2**attempt, self.longest))


def persistent(flow: Flow[T], retries: Retries) -> Driven[T]:
    """The same operation, which asks again after a broken connection, 429 and 503. Raises ClientError."""
    try:
        step = next(flow)
        while True:
            if isinstance(step, Pause):
                yield step
                step = next(flow)
            else:
                step = flow.send((yield from _answered(step, retries)))
    except StopIteration as done:
        result: T = done.value
        return result


def _answered(ask: Ask, retries: Retries) -> Driven[httpx.Response]:
    attempt = 0
    while True:
        answer = yield ask
        assert answer is not None
        if isinstance(answer, httpx.Response):
            pause = max(seconds_to_wait(answer) or 0.0, retries.pause(attempt))
            again = _not_now(answer) and pause <= retries.longest
            if attempt >= retries.times or not again:
                return answer
        else:
            pause = retries.pause(attempt)
            unsent = isinstance(answer, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
            if attempt >= retries.times or not (unsent or ask.repeatable):
                raise ConnectionFailed(f"{ask.method} {ask.path}: {answer or type(answer).__name__}") from answer
        attempt += 1
        yield Pause(pause)


def _not_now(answer: httpx.Response) -> bool:
    """409 with Retry-After: the same request, by its Idempotency-Key, is under way."""
    return answer.status_code in LATER or (answer.status_code == 409 and seconds_to_wait(answer) is not None)


@dataclass(frozen=True, slots=True)
class Listing(Generic[M]):
    """A list that is asked for page by page."""

    path: str
    model: type[M]
    params: Mapping[str, Any]

    def page(self, cursor: str | None) -> Flow[Page[M]]:
        """The page at a cursor; None: the first."""
        response = yield Ask("GET", self.path, {**self.params, "cursor": cursor})
        return parsed(Page[self.model], response)  # type: ignore[name-defined]


def below(*parts: str) -> str:
    """A path under /v1, whatever stands in an id."""
    return "/".join(["/v1", *(quote(part, safe="") for part in parts)])


def query(params: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, _plain(each)) for name, value in params.items() for each in _several(value)]


def _several(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from value
    elif value is not None:
        yield value


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def checked(response: httpx.Response) -> httpx.Response:
    """The same response. Raises ProblemError or UnexpectedAnswer for one that is none."""
    if response.status_code >= 400:
        raise of_response(response)
    return response


def plain(response: httpx.Response) -> Any:
    """The JSON of an answer. Raises ProblemError, UnexpectedAnswer."""
    checked(response)
    try:
        return json.loads(response.content)
    except ValueError:
        raise UnexpectedAnswer(f"{response.request.url} answered {response.status_code} without JSON") from None


def parsed(model: type[M], response: httpx.Response) -> M:
    """The record in an answer; fields of a later version of the service are dropped.

    Raises ProblemError, UnexpectedAnswer.
    """
    try:
        return model.model_validate(plain(response), extra="ignore")
    except ValidationError as error:
        raise UnexpectedAnswer(f"{response.request.url} answered no {model.__name__}: {error}") from error


def creating(key: str | None) -> dict[str, str]:
    """The header that makes a creating request safe to repeat."""
    return {KEY: key or secrets.token_hex(16)}
