"""What stands around every request: who asks, how often, in which time, and what is told of it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

from schemas.validate import validate
from service import logs
from service.app import create_app
from service.auth import HOLDS, needed
from service.edge import _Body
from service.errors import TooSlow
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage import keys, upkeep

pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
]
SECRET = "가온시는 11일 수영장을 열었다. 사업비는 39억원이다."
BODY = {"articles": [{"text": SECRET}, {"text": "가온시 수영장이 12일 문을 열었다. 사업비는 38억원이다."}]}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def make_keys(settings: ServiceSettings, **named: Sequence[str]) -> dict[str, str]:
    """A key for each name, with its scopes; `over` and `revoked` are that."""

    async def make() -> dict[str, str]:
        database = upkeep.opened(settings.database)
        async with database.writing() as session:
            made = {
                name: await keys.create(session, name, scopes, NEVER if name == "over" else None)
                for name, scopes in named.items()
            }
            await keys.revoke(session, "revoked")
        await database.close()
        return made

    return asyncio.run(make())


@pytest.fixture
def guarded(settings: ServiceSettings, pool: Pool) -> Iterator[tuple[TestClient[Any], dict[str, str]]]:
    """A service that asks for keys, and a key of each scope."""
    made = make_keys(
        settings, read=["read"], write=["write"], review=["review"], admin=["admin"], over=["admin"], revoked=["admin"]
    )
    with TestClient(create_app(settings.model_copy(update={"keys": True}), pool)) as client:
        yield client, made


def kind(answer: Any) -> tuple[int, str]:
    if answer.status_code < 400:
        return answer.status_code, ""
    validate("problem-1", answer.json())
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


ASKED = [
    (None, "GET", "/health", (200, "")),
    (None, "GET", "/ready", (200, "")),
    (None, "GET", "/docs", (200, "")),
    (None, "GET", "/docs/openapi.json", (200, "")),
    (None, "GET", "/v1/schemas/claim-1", (200, "")),
    (None, "GET", "/v1/articles", (401, "unauthorised")),
    (None, "GET", "/metrics", (401, "unauthorised")),
    ("over", "GET", "/v1/articles", (401, "unauthorised")),
    ("revoked", "GET", "/v1/articles", (401, "unauthorised")),
    ("read", "GET", "/v1/articles", (200, "")),
    ("read", "GET", "/metrics", (200, "")),
    ("read", "POST", "/v1/articles", (403, "forbidden")),
    ("read", "DELETE", "/v1/reconciliations/r1", (403, "forbidden")),
    ("review", "GET", "/v1/articles", (200, "")),
    ("review", "POST", "/v1/articles", (403, "forbidden")),
    ("review", "DELETE", "/v1/reviews/v1", (404, "not-found")),
    ("write", "DELETE", "/v1/reviews/v1", (403, "forbidden")),
    ("write", "DELETE", "/v1/reconciliations/r1", (404, "not-found")),
    ("admin", "DELETE", "/v1/reviews/v1", (404, "not-found")),
]


def test_a_key_may_do_what_its_scopes_hold_and_no_more(guarded: tuple[TestClient[Any], dict[str, str]]) -> None:
    client, made = guarded
    for name, method, path, expected in ASKED:
        headers = {"Authorization": f"Bearer {made[name]}"} if name else {}
        assert kind(client.request(method, path, headers=headers)) == expected, (name, method, path)


NO_KEYS = ["", "Bearer", "Bearer ", "Basic cms6cms=", "Bearer rk_", f"Bearer rk_{'a' * 43}", "Bearer rk_'; DROP TABLE"]


def test_what_is_no_key_is_refused_before_the_body_is_read(guarded: tuple[TestClient[Any], dict[str, str]]) -> None:
    client, made = guarded

    def endless() -> Iterator[bytes]:
        yield b"["
        raise AssertionError("the body was read")

    for given in NO_KEYS:
        answer = client.get("/v1/articles", headers={"Authorization": given})
        assert kind(answer) == (401, "unauthorised"), given
        assert answer.headers["www-authenticate"] == "Bearer"
    headers = {"Authorization": f"Bearer {made['read']}", "Content-Type": "text/nonsense"}
    assert kind(client.post("/v1/reconciliations", content=b"{", headers=headers)) == (403, "forbidden")


def test_every_operation_needs_a_scope_but_those_that_tell_nothing(settings: ServiceSettings, pool: Pool) -> None:
    app = create_app(settings, pool)
    found = {
        f"{method} {route.path_format}": needed(handler.opt, method)
        for route in app.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if method != "OPTIONS" and hasattr(handler, "opt")
    }
    anybody = {name for name, scope in found.items() if scope is None}
    assert {name for name in anybody if not name.startswith("GET /docs")} == {
        "GET /health", "GET /ready", "GET /v1/schemas", "GET /v1/schemas/{name}",
        "GET /sign-in", "POST /sign-in", "POST /sign-out", "GET /static/{name}",
    }  # fmt: skip
    for name, scope in found.items():
        if name.endswith("/reviews") and not name.startswith("GET"):
            assert scope == "review", name
        if "/webhooks" in name:
            assert scope == "admin", name
    assert all(scopes <= HOLDS["admin"] for scopes in HOLDS.values())


ELSEWHERE = {
    "a name of a web page that leads here": ("GET", {"Host": "news.example"}, 403),
    "no host": ("GET", {"Host": ""}, 403),
    "two hosts in one": ("GET", {"Host": "127.0.0.1@news.example"}, 403),
    "an address that is written otherwise": ("GET", {"Host": "127.0.0.1.news.example"}, 403),
    "a proxy": ("GET", {"X-Forwarded-For": "203.0.113.9"}, 403),
    "a form of a web page": ("POST", {"Origin": "https://news.example"}, 403),
    "a page without an address": ("POST", {"Origin": "null"}, 403),
    "a page of another port": ("POST", {"Origin": "http://127.0.0.1:3000"}, 403),
    "the manual's own page": ("POST", {"Origin": "http://127.0.0.1"}, 400),
    "a name of this machine": ("GET", {"Host": "localhost:8000"}, 200),
    "an address of this machine": ("GET", {"Host": "[::1]:8000"}, 200),
}


@pytest.mark.parametrize(("method", "headers", "status"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_without_keys_only_this_machine_is_answered(
    client: TestClient[Any], method: str, headers: dict[str, str], status: int
) -> None:
    content = {"content": b"{", "headers": {"Content-Type": "application/json", **headers}}
    answer = client.request(method, "/v1/articles", **(content if method == "POST" else {"headers": headers}))
    assert answer.status_code == status
    assert status != 403 or kind(answer)[1] == "from-elsewhere"


def test_one_request_too_many_waits_and_another_key_does_not(settings: ServiceSettings, pool: Pool) -> None:
    made = make_keys(settings, one=["read"], two=["read"])
    limited = settings.model_copy(update={"keys": True, "rate": 2})
    with TestClient(create_app(limited, pool)) as client:
        one, two = ({"Authorization": f"Bearer {made[name]}"} for name in ("one", "two"))
        answers = [client.get("/v1/articles", headers=one) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert kind(answers[2]) == (429, "too-many-requests")
        assert 1 <= int(answers[2].headers["retry-after"]) <= 30
        assert answers[0].headers["ratelimit-policy"] == '"minute";q=2;w=60'
        assert client.get("/v1/articles", headers=two).status_code == 200
        guesses = [client.get("/v1/articles", headers={"Authorization": "Bearer rk_x"}) for _ in range(3)]
        assert [answer.status_code for answer in guesses] == [401, 401, 429]
        assert [client.get("/health").status_code for _ in range(5)] == [200] * 5


BODIES = {
    "nested deeply": (b'{"articles":' + b"[" * 40 + b"]" * 40 + b"}", 400, "malformed-json"),
    "nested without end": (b"[" * 200_000, 400, "malformed-json"),
    "too large": (b'"' + b"a" * 5_000_000 + b'"', 413, "body-too-large"),
}


@pytest.mark.parametrize("length_told", [True, False], ids=["length told", "in chunks"])
@pytest.mark.parametrize(("content", "status", "name"), BODIES.values(), ids=BODIES)
def test_a_body_that_asks_too_much_is_refused(
    client: TestClient[Any], content: bytes, status: int, name: str, length_told: bool
) -> None:
    given = content if length_told else iter([content[:1000], content[1000:]])
    answer = client.post("/v1/reconciliations", content=given, headers={"Content-Type": "application/json"})
    assert kind(answer) == (status, name)


async def _slowly() -> Any:
    await asyncio.sleep(30)


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def gone() -> Any:
        return {"type": "http.disconnect"}

    with pytest.raises(TooSlow, match="within"):
        asyncio.run(_Body(_slowly, 0.01).receive())
    with pytest.raises(TooSlow, match="went away"):
        asyncio.run(_Body(gone, 30).receive())


def test_every_answer_has_a_request_id_and_headers_that_keep_a_browser_out(client: TestClient[Any]) -> None:
    for path in ("/health", "/v1/nothing", "/v1/articles?limit=x", "/docs", "/v1/schemas/claim-1"):
        headers = client.get(path, headers={"X-Request-ID": "wire-17"}).headers
        assert headers["x-request-id"] == "wire-17"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'; frame-ancestors 'none'" in headers["content-security-policy"]
    for strange in ("", "a b", "x" * 65, "%0d%0aSet-Cookie:a=b"):
        assert client.get("/health", headers={"X-Request-ID": strange}).headers["x-request-id"] != strange


def test_the_manual_takes_everything_from_here(client: TestClient[Any]) -> None:
    for path in ("/docs", "/docs/page.js", "/docs/page.css"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "//" not in answer.text.replace("// ", "").replace('"//"', ""), path
        assert "innerHTML" not in answer.text
    described = client.get("/docs/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["info"]["license"]["identifier"] == "Apache-2.0"
    tags = {tag["name"] for tag in described["tags"]}
    used = {name for path in described["paths"].values() for operation in path.values() for name in operation["tags"]}
    assert used <= tags


@pytest.fixture(params=["json", "text"])
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, in either form."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    root = logging.getLogger()
    before = root.handlers, root.level, logging.getLogger("service").level
    logs.configure("debug", request.param)
    yield out
    root.handlers, root.level = before[:2]
    logging.getLogger("service").setLevel(before[2])
    logging.captureWarnings(False)


def test_a_request_is_told_in_one_line_without_words_or_keys(
    settings: ServiceSettings, pool: Pool, written: io.StringIO
) -> None:
    made = make_keys(settings, desk=["write"])
    app = create_app(settings.model_copy(update={"keys": True}), pool)
    headers = {"Authorization": f"Bearer {made['desk']}", "X-Request-ID": "wire-17"}
    with TestClient(app) as client:
        assert client.post("/v1/reconciliations", json=BODY, headers=headers).status_code == 200
        client.get("/v1/articles?q=수영장", headers=headers)
        client.get("/v1/nothing/수영장", headers=headers)
        client.post("/v1/reconciliations", json={"articles": [SECRET]}, headers=headers)
    told = [line for line in written.getvalue().splitlines() if "wire-17" in line]
    assert len(told) == 4
    for word in ("수영장", "가온시", made["desk"], "q="):
        assert word not in written.getvalue()
    if told[0].startswith("{"):
        first, *_, last = map(json.loads, told)
        assert {name: first[name] for name in ("level", "event", "method", "route", "status", "key")} == {
            "level": "info", "event": "request", "method": "POST", "route": "/v1/reconciliations", "status": 200,
            "key": "desk",
        }  # fmt: skip
        assert last["problem"] == "invalid-request"


def test_an_error_is_told_by_its_type_and_place_and_never_by_its_message(database: str, written: io.StringIO) -> None:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as inner:
            raise ExceptionGroup(SECRET, [KeyError(SECRET)]) from inner
    except ExceptionGroup:
        logging.getLogger("service.jobs").exception("job failed", extra={"job": "j1", "article": SECRET})
    logging.getLogger("asyncio").error("Task failed\n%s", SECRET)
    text = written.getvalue()
    assert "가온시" not in text
    assert "ValueError" in text
    assert "test_edge.py" in text
    assert "j1" in text
    assert "Task failed" in text


def test_metrics_count_by_route_and_never_by_path(client: TestClient[Any]) -> None:
    client.post("/v1/reconciliations", json=BODY)
    for number in range(3):
        client.get(f"/v1/articles/a{number}")
        client.request(f"X{number}", f"/nothing/{number}")
    text = client.get("/metrics").text
    assert 'reconcile_requests_total{method="GET",route="/v1/articles/{article_id}",status="404"} 3.0' in text
    assert 'reconcile_reconciliations{status="done"} 1.0' in text
    assert 'reconcile_jobs{state="queued"} 0.0' in text
    assert "reconcile_pool_processes 1.0" in text
    assert 'reconcile_build_info{version="' in text
    assert "X1" not in text
    assert "nothing" not in text


def test_the_use_of_a_key_is_told_once_a_minute(settings: ServiceSettings) -> None:
    (key,) = make_keys(settings, desk=["read"]).values()

    async def use() -> AsyncIterator[datetime | None]:
        database = upkeep.opened(settings.database)
        async with database.writing() as session:
            row = await keys.find(session, key)
            assert row is not None
            assert row.digest != key
            yield row.used_at
            await keys.tell_use(session, row.id)
        async with database.reading() as session:
            row = await keys.find(session, key)
            assert row is not None
            yield row.used_at
        await database.close()

    async def both() -> list[datetime | None]:
        return [each async for each in use()]

    before, after = asyncio.run(both())
    assert before is None
    assert after is not None
    assert timedelta(0) <= datetime.now(UTC) - after < timedelta(minutes=5)


@pytest.mark.parametrize(
    "path", ["/v1/reconciliations?limit=2", "/v1/reconciliations/none", "/health", "/", "/static/app.css", "/nowhere"]
)
def test_head_answers_as_get_does_without_the_body(client: TestClient[Any], path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    for name in ("content-type", "content-length", "etag", "link", "cache-control", "content-security-policy"):
        assert head.headers.get(name) == get.headers.get(name), name


def test_head_of_a_stream_ends(client: TestClient[Any]) -> None:
    story = client.post("/v1/stories", json={"title": "수영장"}).json()["id"]
    answer = client.head(f"/v1/stories/{story}/events", headers={"Accept": "text/event-stream"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
