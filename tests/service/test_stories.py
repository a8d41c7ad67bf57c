"""Stories grow: what their document is after each article, and what is told of the changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from schemas.validate import validate
from service import growing
from service.app import create_app
from service.backend import Backend
from service.growing import Grow
from service.jobs import work
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage import articles as kept_articles
from service.storage import events, stories
from service.storage import jobs as kept_jobs
from service.storage.tables import JobRow
from tests.service.waiting import ended

NOON = "도담군은 14일 체육관 신축에 45억 원을 투입한다고 밝혔다.\n\n체육관의 연면적은 3,300㎡다."
EVENING = "도담군은 14일 체육관 신축에 54억 원을 투입한다고 밝혔다.\n\n체육관의 연면적은 3,300㎡다."
NIGHT = "도담군은 14일 체육관 신축에 54억 원을 투입한다고 밝혔다.\n\n체육관은 6월 문을 연다."


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("stories") / "reconcile.sqlite3"
    with TestClient(create_app(ServiceSettings(database=f"sqlite:///{file}", rate=0), pool)) as made:
        yield made


def kept(client: TestClient[Any] | httpx.Client, text: str, outlet: str) -> str:
    article = {"text": text, "outlet": outlet, "published": "2026-04-15", "language": "ko"}
    return str(client.post("/v1/articles", json=article).json()["id"])


def begun(client: TestClient[Any] | httpx.Client, *articles: str) -> dict[str, Any]:
    answer = client.post("/v1/stories", json={"title": "도담 체육관", "articles": articles})
    assert answer.status_code == 201, answer.text
    story = answer.json()
    assert answer.headers["location"] == f"/v1/stories/{story['id']}"
    validate("story-1", story)
    assert ended(client, story["job"])["status"] == "done"
    return dict(story)


def grown(client: TestClient[Any] | httpx.Client, story: str, article: str) -> Any:
    answer = client.put(f"/v1/stories/{story}/articles/{article}")
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
    job = ended(client, answer.json()["id"])
    assert job["status"] == "done", job
    return job


def document(client: TestClient[Any], story: str) -> Any:
    place = client.get(f"/v1/stories/{story}").json()["reconciliation"]
    return client.get(f"/v1/reconciliations/{place}").json()


def test_a_story_that_grew_has_the_document_of_its_articles_compared_at_once(client: TestClient[Any]) -> None:
    articles = [kept(client, NOON, "낮신문"), kept(client, EVENING, "저녁신문"), kept(client, NIGHT, "밤신문")]
    story = begun(client)["id"]
    for article in articles:
        grown(client, story, article)
    wanted = client.post("/v1/reconciliations", json={"articles": [{"article": a} for a in sorted(articles)]})
    assert document(client, story) == wanted.json()
    record = client.get(f"/v1/stories/{story}").json()
    assert (record["status"], record["version"], record["articles"]) == ("done", 4, sorted(articles))
    assert client.delete(f"/v1/stories/{story}/articles/{articles[2]}").status_code == 202
    ended(client, client.get(f"/v1/stories/{story}").json()["job"])
    wanted = client.post("/v1/reconciliations", json={"articles": [{"article": a} for a in sorted(articles[:2])]})
    assert document(client, story) == wanted.json()


def test_a_story_of_no_article_or_of_one_has_a_document(client: TestClient[Any]) -> None:
    story = begun(client)["id"]
    assert document(client, story)["articles"] == []
    grown(client, story, kept(client, NOON, "낮신문"))
    verdicts = {entry["verdict"] for entry in document(client, story)["reconciled"]}
    assert verdicts == {"unique"}


def test_an_article_that_is_there_needs_no_job(client: TestClient[Any]) -> None:
    article = kept(client, NOON, "낮신문")
    story = begun(client, article)["id"]
    answer = client.put(f"/v1/stories/{story}/articles/{article}")
    assert answer.status_code == 200
    validate("story-1", answer.json())
    assert answer.json()["version"] == 1


def test_a_process_that_does_not_have_a_story_reads_it_anew(client: TestClient[Any], pool: Pool) -> None:
    articles = [kept(client, NOON, "낮신문"), kept(client, EVENING, "저녁신문")]
    story = begun(client, articles[0])["id"]
    asyncio.run(pool.run(work.forget, story, affinity=story))
    grown(client, story, articles[1])
    assert len(document(client, story)["articles"]) == 2


def test_a_deleted_story_is_gone_with_what_hangs_on_it_and_its_articles_stay(client: TestClient[Any]) -> None:
    article = kept(client, NOON, "낮신문")
    story = begun(client, article)
    assert client.delete(f"/v1/reconciliations/{story['reconciliation']}").status_code == 409
    assert client.delete(f"/v1/stories/{story['id']}").status_code == 204
    for gone in ("stories/" + story["id"], "reconciliations/" + story["reconciliation"], "jobs/" + story["job"]):
        assert client.get(f"/v1/{gone}").status_code == 404
    assert client.get(f"/v1/articles/{article}").status_code == 200


def test_a_story_is_found_by_article_title_and_status_and_its_title_can_change(client: TestClient[Any]) -> None:
    article = kept(client, NOON + "\n\n옆에는 숲이 있다.", "산책신문")
    story, other = begun(client, article)["id"], begun(client)["id"]

    def found(**query: str) -> list[str]:
        return [each["id"] for each in client.get("/v1/stories", params=query).json()["items"]]

    assert found(limit="2") == [other, story]
    assert found(article=article) == [story]
    assert found(status="failed") == []
    changed = client.patch(f"/v1/stories/{other}", json={"title": "강변 산책로", "lang": "en"})
    assert changed.json()["title"] == "강변 산책로"
    assert found(q="산책로") == [other]


MISSED = {
    "no such story": ("PUT", "/v1/stories/s0/articles/{article}", None, 404),
    "no such article": ("PUT", "/v1/stories/{story}/articles/a0", None, 404),
    "an article of another story": ("DELETE", "/v1/stories/{story}/articles/{article}", None, 404),
    "a story of no such article": ("POST", "/v1/stories", {"title": "글", "articles": ["a0"]}, 404),
    "a story without a title": ("POST", "/v1/stories", {"title": ""}, 422),
    "too many articles": ("POST", "/v1/stories", {"title": "글", "articles": [f"a{n}" for n in range(201)]}, 422),
}


@pytest.mark.parametrize(("method", "path", "body", "status"), MISSED.values(), ids=MISSED)
def test_what_a_story_cannot_do_is_a_problem(
    client: TestClient[Any], method: str, path: str, body: Any, status: int
) -> None:
    place = path.format(article=kept(client, NOON, "낮신문"), story=begun(client)["id"])
    answer = client.request(method, place, json=body)
    assert answer.status_code == status
    validate("problem-1", answer.json())


def test_a_story_has_one_job_and_what_comes_while_it_works_is_taken_up_by_it(
    settings: ServiceSettings, pool: Pool
) -> None:
    asyncio.run(_grown_meanwhile(Backend.open(settings, pool)))


async def _grown_meanwhile(backend: Backend) -> None:
    await backend.start()
    articles = []
    for text in (NOON, EVENING):
        read = await backend.pool.run(work.read, work.Given(json={"text": text, "language": "ko"}), 1000)
        async with backend.database.writing() as session:
            articles.append((await kept_articles.keep(session, read))[0].id)
    async with backend.database.writing() as session:
        story = await stories.start(session, "도담 체육관", "auto", articles[:1])
        job = await growing.accept(backend, session, story, "local")
        assert (await growing.accept(backend, session, story, "local")).id == job.id
    async with backend.database.writing() as session:
        begun_job = await kept_jobs.begin(session, job.id)
        assert begun_job is not None

    wanted: list[list[str]] = []

    async def do(doing: Any, *args: Any, affinity: str | None = None) -> Any:
        found = await backend.pool.run(doing, *args, affinity=affinity)
        wanted.append(sorted(args[1]))
        if len(wanted) == 1:
            async with backend.database.writing() as session:
                row = await stories.get(session, story.id, to_change=True)
                assert row is not None
                await stories.put(session, row, articles[1])
                assert (await growing.accept(backend, session, row, "local")).id == job.id
        if len(wanted) == 2:
            async with backend.database.writing() as session:  # another wrote a document meanwhile
                made = await stories.reconciliation(session, story.id)
                assert made.status == "queued"
                made.version += 10
        return found

    await Grow(backend).run(begun_job, do)
    async with backend.database.reading() as session:
        told = await events.after(session, story.id, 0, 100)
        versions = [row.body["version"] for row in told if row.type == "reconciled"]
        row = await session.get(JobRow, job.id)
    assert wanted == [articles[:1], sorted(articles), sorted(articles)]
    assert versions == [1, 12]
    assert row is not None and row.state == "done"
    await backend.stop()
