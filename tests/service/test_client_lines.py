"""What the client does on lines that break, against a stand-in for the service."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from service import client as api
from service.client import Retries
from tests.service.clients import Connect

JOB = {
    "id": "j1", "kind": "reconcile", "status": "running", "progress": 10, "attempt": 1, "subject": "r1",
    "created": "2026-04-06T00:00:00Z", "of_a_later_version": True,
}  # fmt: skip


def problem(status: int, name: str, **headers: str) -> httpx.Response:
    found = {"type": f"urn:reconcile:problem:{name}", "title": "no", "status": status, "detail": "no"}
    return httpx.Response(status, json=found, headers={"content-type": "application/problem+json", **headers})


class Line:
    """A stand-in for the service that says, or breaks off with, one thing after the other; the last again and again."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def get_job(client: Any) -> Any:
    return client.jobs.get("j1")


def make_article(client: Any) -> Any:
    return client.articles.create(text="가")


def wait_for_job(client: Any) -> Any:
    return client.jobs.wait("j1", timeout=0)


FINE = httpx.Response(200, json=JOB)
BROKEN = httpx.ReadError("broken")
UNREACHED = httpx.ConnectError("refused")
BUSY = problem(503, "too-busy")
LINES: dict[str, tuple[list[Any], Callable[[Any], Any], type[Exception] | None, int]] = {
    "a broken connection is tried again": ([BROKEN, FINE], get_job, None, 2),
    "a service that is away is tried as often as allowed": ([UNREACHED], get_job, api.ConnectionFailed, 3),
    "a busy service is asked again when it says": ([problem(503, "too-busy", **{"retry-after": "0"}), FINE],
                                                   get_job, None, 2),
    "a request that is under way is asked for again": ([problem(409, "conflict", **{"retry-after": "0"}), FINE],
                                                       get_job, None, 2),
    "a conflict that stays is told": ([problem(409, "conflict")], get_job, api.Conflict, 1),
    "a service that stays busy says so": ([BUSY], get_job, api.ServiceFailed, 3),
    "too many requests are told": ([problem(429, "too-many-requests")], get_job, api.TooManyRequests, 3),
    "a wait longer than allowed is not begun": ([problem(429, "too-many-requests", **{"retry-after": "900"})],
                                                get_job, api.TooManyRequests, 1),
    "a fault of the service is not asked again": ([problem(500, "internal-error")], get_job, api.ServiceFailed, 1),
    "a creating request is repeated with its key": ([BROKEN, problem(404, "x")], make_article, api.NotFound, 2),
    "a key that is none is told": ([problem(401, "unauthorised")], get_job, api.Unauthorised, 1),
    "a job that failed is an error": ([httpx.Response(200, json={**JOB, "status": "failed"})],
                                      wait_for_job, api.JobFailed, 1),
    "a job that takes too long is an error": ([FINE], wait_for_job, api.WaitedTooLong, 1),
    "an answer of somebody else is told": ([httpx.Response(502, text="<html>")], get_job, api.UnexpectedAnswer, 1),
    "an answer that is no record is told": ([httpx.Response(200, json={"id": 1})], get_job, api.UnexpectedAnswer, 1),
    "an answer that is no JSON is told": ([httpx.Response(200, text="ok")], get_job, api.UnexpectedAnswer, 1),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "ask", "error", "asked"), LINES.values(), ids=LINES)
def test_what_a_line_that_breaks_comes_to(
    answers: list[Any], ask: Callable[[Any], Any], error: type[Exception] | None, asked: int, connect: Connect
) -> None:
    line = Line(*answers)
    client = connect("http://service", transport=httpx.MockTransport(line), key="rk_1")
    if error is None:
        assert ask(client).id == "j1"
    else:
        with pytest.raises(error):
            ask(client)
    assert len(line.requests) == asked
    assert len({request.headers.get("idempotency-key") for request in line.requests}) == 1
    assert {request.headers["authorization"] for request in line.requests} == {"Bearer rk_1"}


def test_every_creating_request_has_a_key_of_its_own_or_the_callers(connect: Connect) -> None:
    line = Line(problem(404, "x"))
    client = connect("http://service", transport=httpx.MockTransport(line))
    for key in (None, None, "mine"):
        with pytest.raises(api.NotFound):
            client.stories.create("수영장", idempotency_key=key)
    first, second, given = (request.headers["idempotency-key"] for request in line.requests)
    assert first != second
    assert given == "mine"


def event(number: int, kind: str = "reconciled") -> str:
    body = {"id": number, "story": "s1", "type": kind, "at": "2026-04-06T00:00:00Z"}
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(body)}\n\n"


def test_a_stream_goes_on_behind_the_last_whole_event_after_it_broke(connect: Connect) -> None:
    cut = event(8)[:-1]
    line = Line(
        httpx.Response(200, text=f"retry: 0\n: hello\n\n{event(7)}{cut}"), BROKEN, BUSY,
        httpx.Response(200, text=event(8) + event(9, "conflict_new")), problem(404, "not-found"),
    )  # fmt: skip
    client = connect("http://service", transport=httpx.MockTransport(line), retries=Retries(3, first=0.0))
    told = []
    with pytest.raises(api.NotFound):
        for found in client.stories.events("s1", after=6):
            told.append(found.id)
    assert told == [7, 8, 9]
    assert [request.headers.get("last-event-id") for request in line.requests] == ["6", "7", "7", "7", "9"]


def test_a_stream_that_does_not_come_back_is_an_error(connect: Connect) -> None:
    line = Line(httpx.Response(200, text=event(1, "failed") + event(2)), BROKEN)
    client = connect("http://service", transport=httpx.MockTransport(line))
    events = client.stories.events("s1", types=["reconciled"])
    assert next(events).id == 2
    with pytest.raises(api.ConnectionFailed):
        next(events)
    assert len(line.requests) == 3
