"""What nobody changed for long is deleted; what somebody changed, or something uses, stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import update

from service.retention import prune
from service.settings import ServiceSettings
from service.storage import ids
from service.storage.database import Database
from service.storage.tables import ArticleRow, BatchRow, IdempotencyRow, JobRow, ReconciliationRow, StoryRow
from tests.service.test_idempotency import PAIR
from tests.service.waiting import ended

DAYS = 30
OLD = timedelta(days=DAYS + 1)
TIMES: dict[type[Any], tuple[str, ...]] = {
    ArticleRow: ("created_at", "updated_at"), ReconciliationRow: ("created_at", "updated_at"),
    StoryRow: ("created_at", "updated_at"), JobRow: ("created_at", "finished_at"), BatchRow: ("created_at",),
    IdempotencyRow: ("expires_at",),
}  # fmt: skip


def aged_and_pruned(settings: ServiceSettings, days: int) -> dict[str, int]:
    """Everything there is becomes old; then what is old goes."""

    async def run() -> dict[str, int]:
        database = Database(settings.database)
        try:
            async with database.writing() as session:
                for table, columns in TIMES.items():
                    await session.execute(update(table).values({column: ids.now() - OLD for column in columns}))
            return await prune(database, days)
        finally:
            await database.close()

    return asyncio.run(run())


@pytest.fixture
def place(client: TestClient[Any]) -> str:
    answer = client.post("/v1/reconciliations", json={"articles": PAIR}, headers={"idempotency-key": "k"})
    return str(answer.headers["content-location"])


def counts(client: TestClient[Any]) -> list[int]:
    return [len(client.get(f"/v1/{what}").json()["items"]) for what in ("reconciliations", "articles", "jobs")]


def test_what_is_old_goes_with_what_hangs_on_it(client: TestClient[Any], settings: ServiceSettings, place: str) -> None:
    pruned = aged_and_pruned(settings, DAYS)
    assert {what: n for what, n in pruned.items() if n} == {"idempotency_keys": 1, "reconciliations": 1, "articles": 2}
    assert counts(client) == [0, 0, 0]
    assert client.get(place).status_code == 404


def test_what_a_person_reviewed_since_stays_with_its_articles(
    client: TestClient[Any], settings: ServiceSettings, place: str
) -> None:
    entry = client.get(f"{place}/claims").json()["items"][0]["entry"]["id"]
    client.post(f"{place}/reviews", json={"entry": entry, "action": "confirm"})
    aged_and_pruned(settings, DAYS)
    assert counts(client) == [1, 2, 0]


def test_a_story_goes_as_a_whole(client: TestClient[Any], settings: ServiceSettings) -> None:
    kept = [client.post("/v1/articles", json=article).json()["id"] for article in PAIR]
    story = client.post("/v1/stories", json={"title": "시장", "articles": kept}).json()
    ended(client, story["job"])
    pruned = aged_and_pruned(settings, DAYS)
    assert (pruned["stories"], pruned["articles"]) == (1, 2)
    assert client.get(f"/v1/stories/{story['id']}").status_code == 404
    assert counts(client) == [0, 0, 0]


def test_without_retention_only_idempotency_keys_are_forgotten(
    client: TestClient[Any], settings: ServiceSettings, place: str
) -> None:
    assert aged_and_pruned(settings, 0) == {"idempotency_keys": 1}
    assert client.get(place).status_code == 200
