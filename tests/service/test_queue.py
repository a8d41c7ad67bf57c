"""The queue and the jobs agree, whatever became of one of them; and the service says when nobody takes jobs up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from litestar.testing import TestClient
from sqlalchemy import delete, select, update

from service.backend import Backend
from service.storage import ids, reconciliations
from service.storage import jobs as kept
from service.storage.tables import JobRow, QueueTaskRow
from tests.service.test_jobs import PAIR, accepted
from tests.service.waiting import ended


def within(client: TestClient[Any], work: Callable[[Backend], Awaitable[Any]]) -> Any:
    """What `work` gives in the loop of the application."""
    with client.portal() as portal:
        return portal.call(work, client.app.state.backend)


async def _job_without_place(backend: Backend) -> str:
    async with backend.database.writing() as session:
        row = await reconciliations.start(session, (), "auto")
        articles = [{k: v for k, v in article.items() if v is not None} for article in PAIR]
        job = await kept.add(session, "reconcile", row.id, {"articles": articles, "strict": False}, "local")
        return str(job.id)


def test_a_job_that_has_no_place_in_the_queue_gets_one(client: TestClient[Any]) -> None:
    async def work(backend: Backend) -> str:
        job = await _job_without_place(backend)
        await backend.jobs.sweep()
        await backend.jobs.sweep()
        return job

    job = within(client, work)
    assert ended(client, job)["status"] == "done"
    assert client.get("/v1/reconciliations").json()["items"][0]["version"] == 1


def test_a_job_whose_place_the_queue_gave_up_fails_and_says_why(client: TestClient[Any]) -> None:
    async def work(backend: Backend) -> str:
        async with backend.database.writing() as session:
            row = await reconciliations.start(session, (), "auto")
            job = await backend.jobs.accept(session, "reconcile", row.id, {"articles": PAIR, "strict": False}, "local")
            await session.execute(
                update(QueueTaskRow)
                .where(QueueTaskRow.task_key == job.id)
                .values(status="failed", completed_at=ids.now())
            )
        await backend.jobs.sweep()
        return str(job.id)

    job = client.get(f"/v1/jobs/{within(client, work)}").json()
    assert (job["status"], job["error"]["type"]) == ("failed", "urn:reconcile:problem:worker-killed")
    record = client.get(f"/v1/reconciliations/{job['subject']}/record").json()
    assert (record["status"], record["error"]) == ("failed", job["error"])


def test_what_the_queue_kept_of_work_that_is_over_is_deleted(client: TestClient[Any]) -> None:
    job = accepted(client, PAIR).json()["job"]
    ended(client, job)

    async def work(backend: Backend) -> list[Any]:
        async with backend.database.writing() as session:
            long_ago = ids.now() - timedelta(hours=1)
            await session.execute(update(QueueTaskRow).values(completed_at=long_ago, status="completed"))
        await backend.jobs.sweep()
        async with backend.database.reading() as session:
            return list(await session.scalars(select(QueueTaskRow.id)))

    assert within(client, work) == []
    assert client.get(f"/v1/jobs/{job}").json()["status"] == "done"


def test_a_job_taken_up_again_writes_nothing_for_the_attempt_before(client: TestClient[Any]) -> None:
    async def work(backend: Backend) -> tuple[bool, bool, bool]:
        job = await _job_without_place(backend)
        async with backend.database.writing() as session:
            await session.execute(delete(QueueTaskRow))
            first = await kept.begin(session, job)
            assert first is not None
            session.expunge(first)
        async with backend.database.writing() as session:
            second = await kept.begin(session, job)
            assert second is not None
            found = await kept.still(session, first), await kept.still(session, second)
            again = await kept.begin_again(session, first)
            await session.execute(update(JobRow).values(state="cancelled"))
            return *found, again

    assert within(client, work) == (False, True, False)


def test_a_service_whose_worker_stopped_says_that_it_is_not_ready(client: TestClient[Any]) -> None:
    assert client.get("/ready").status_code == 200

    async def work(_: Backend) -> None:
        await client.app.state.queue_worker.stop()

    with client.portal() as portal:
        portal.call(work, client.app.state.backend)
    for _ in range(100):
        answer = client.get("/ready")
        if answer.status_code == 503:
            break
    assert answer.status_code == 503
    assert "worker" in answer.json()["status"]
