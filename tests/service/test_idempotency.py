"""A request with an Idempotency-Key has its effect once; batches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import update

from schemas.validate import validate
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage import ids
from service.storage.database import Database
from service.storage.tables import IdempotencyRow
from tests.service.waiting import until

PAIR = [
    {"text": "솔빛시는 6일 시장 재개발에 52억 원을 들인다고 밝혔다.", "published": "2026-07-08", "language": "ko"},
    {"text": "솔빛시는 6일 시장 재개발에 25억 원을 들인다고 밝혔다.", "published": "2026-07-08", "language": "ko"},
]


def reviewed(client: TestClient[Any]) -> dict[str, Any]:
    place = client.post("/v1/reconciliations", json={"articles": PAIR}).headers["content-location"]
    entry = client.get(f"{place}/claims").json()["items"][0]["entry"]["id"]
    return {"url": f"{place}/reviews", "json": {"entry": entry, "action": "confirm"}}


MADE: dict[str, tuple[Callable[[TestClient[Any]], dict[str, Any]], dict[str, Any], str]] = {
    "reconciliations": (
        lambda _: {"url": "/v1/reconciliations", "json": {"articles": PAIR}}, {"articles": PAIR[::-1]},
        "/v1/reconciliations",
    ),
    "reconciliations made later": (
        lambda _: {
            "url": "/v1/reconciliations", "json": {"articles": PAIR}, "headers": {"prefer": "respond-async"},
        },
        {"articles": PAIR[::-1]}, "/v1/reconciliations",
    ),
    "articles": (lambda _: {"url": "/v1/articles", "json": PAIR[0]}, PAIR[1], "/v1/articles"),
    "stories": (lambda _: {"url": "/v1/stories", "json": {"title": "가"}}, {"title": "나"}, "/v1/stories"),
    "batches": (
        lambda _: {"url": "/v1/batches", "json": {"requests": [{"articles": PAIR}]}},
        {"requests": [{"articles": PAIR[::-1]}]}, "/v1/batches",
    ),
    "webhooks": (
        lambda _: {"url": "/v1/webhooks", "json": {"address": "https://news.example/hook"}},
        {"address": "https://news.example/other"}, "/v1/webhooks",
    ),
    "reviews": (reviewed, {"entry": "e", "action": "confirm"}, ""),
}  # fmt: skip


@pytest.mark.parametrize("what", MADE)
def test_a_request_that_is_sent_again_makes_nothing_new(client: TestClient[Any], what: str) -> None:
    prepared, other, listed = MADE[what]
    sent = prepared(client)
    headers = {**sent.pop("headers", {}), "idempotency-key": "a key of mine"}
    first = client.post(**sent, headers=headers)
    again = client.post(**sent, headers=headers)
    assert first.is_success, first.text
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    place = "content-location" if "content-location" in first.headers else "location"
    assert (again.status_code, again.headers[place]) == (first.status_code, first.headers[place])
    told = ("status", "updated", "version", "items", "summary", "etag")
    assert {k: v for k, v in again.json().items() if k not in told} == {
        k: v for k, v in first.json().items() if k not in told
    }
    assert len(client.get(listed or sent["url"]).json()["items"]) == 1
    reused = client.post(sent["url"], json=other, headers=headers)
    assert (reused.status_code, reused.json()["type"]) == (422, "urn:reconcile:problem:idempotency-key-reused")
    assert client.post(**sent, headers={"idempotency-key": "another"}).is_success


def test_of_two_at_once_one_has_an_effect(client: TestClient[Any]) -> None:
    def send(_: int) -> Any:
        return client.post("/v1/reconciliations", json={"articles": PAIR}, headers={"idempotency-key": "k"})

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(send, range(4)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({a.headers["content-location"] for a in answers if a.status_code == 200}) == 1
    assert len(client.get("/v1/reconciliations").json()["items"]) == 1


def test_of_two_in_two_processes_the_second_gets_the_answer_of_the_first(settings: ServiceSettings, pool: Pool) -> None:
    """Two applications on one database know of each other only what is written there."""
    sent = {"json": {"articles": PAIR}, "headers": {"idempotency-key": "k"}}
    with (
        TestClient(create_app(settings, pool)) as one, TestClient(create_app(settings, pool)) as other,
        ThreadPoolExecutor(2) as threads,
    ):  # fmt: skip
        answers = list(threads.map(lambda client: client.post("/v1/reconciliations", **sent), (one, other)))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert len({answer.headers["content-location"] for answer in answers}) == 1
        assert len(one.get("/v1/reconciliations").json()["items"]) == 1


def test_what_was_refused_is_not_remembered(client: TestClient[Any]) -> None:
    headers = {"idempotency-key": "k"}
    assert client.post("/v1/articles", json={"text": " "}, headers=headers).status_code == 422
    assert client.post("/v1/articles", json=PAIR[0], headers=headers).status_code == 201


def test_a_key_whose_thing_was_deleted_makes_no_other(client: TestClient[Any]) -> None:
    headers = {"idempotency-key": "k"}
    where = client.post("/v1/articles", json=PAIR[0], headers=headers).headers["location"]
    client.delete(where)
    assert client.post("/v1/articles", json=PAIR[0], headers=headers).status_code == 409


def test_a_key_is_forgotten_after_its_hours(client: TestClient[Any], settings: ServiceSettings) -> None:
    headers = {"idempotency-key": "k"}
    client.post("/v1/articles", json=PAIR[0], headers=headers)

    async def age() -> None:
        database = Database(settings.database)
        async with database.writing() as session:
            await session.execute(update(IdempotencyRow).values(expires_at=ids.now() - timedelta(seconds=1)))
        await database.close()

    asyncio.run(age())
    assert client.post("/v1/articles", json=PAIR[1], headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "가".encode()])
def test_a_key_that_is_none_is_refused(client: TestClient[Any], key: Any) -> None:
    answer = client.post("/v1/articles", json=PAIR[0], headers={"idempotency-key": key})
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:reconcile:problem:invalid-parameter")


def test_one_bad_request_of_a_batch_does_not_take_the_others_down(client: TestClient[Any]) -> None:
    requests = [
        {"articles": PAIR}, {"articles": [PAIR[0]]}, {"articles": [PAIR[0], {"article": "a0"}]},
        {"articles": [PAIR[0], {"address": "https://news.example/"}]}, {"articles": PAIR * 11},
        {"articles": [PAIR[0], {"text": " "}]},
    ]  # fmt: skip
    answer = client.post("/v1/batches", json={"requests": requests})
    assert answer.status_code == 202
    validate("batch-1", answer.json())
    problems = [item["error"] and item["error"]["type"].rpartition(":")[2] for item in answer.json()["items"]]
    assert problems == [None, "invalid-request", "not-found", "fetching-is-off", "too-many-articles", None]
    items = until(
        lambda found: all(item["status"] in (None, "done", "failed") for item in found),
        lambda: client.get(answer.headers["location"]).json()["items"],
    )
    assert [item["status"] for item in items] == ["done", None, None, None, None, "failed"]
    assert items[5]["error"]["type"] == "urn:reconcile:problem:unreadable-article"
    assert client.get(f"/v1/reconciliations/{items[0]['reconciliation']}").status_code == 200
    batch = answer.json()["id"]
    assert len(client.get("/v1/jobs", params={"batch": batch}).json()["items"]) == 2
    assert [each["id"] for each in client.get("/v1/batches").json()["items"]] == [batch]
