"""Work that is accepted and done later."""

from __future__ import annotations

from typing import Any

from litestar.testing import TestClient

from schemas.validate import validate
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.waiting import ended

PAIR = [
    {"text": "가람시는 5일 다리 공사에 120억 원을 들인다고 밝혔다.", "published": "2026-03-06", "language": "ko"},
    {"text": "가람시는 5일 다리 공사에 210억 원을 들인다고 밝혔다.", "published": "2026-03-06", "language": "ko"},
]


def accepted(client: TestClient[Any], articles: list[dict[str, Any]], **more: Any) -> Any:
    answer = client.post(
        "/v1/reconciliations", json={"articles": articles, **more}, headers={"prefer": "respond-async"}
    )
    assert answer.status_code == 202, answer.text
    return answer


def test_what_is_asked_for_later_is_made_and_found_where_location_says(client: TestClient[Any]) -> None:
    answer = accepted(client, PAIR)
    assert answer.headers["preference-applied"] == "respond-async"
    record = answer.json()
    validate("reconciliation-record-1", record)
    job = ended(client, record["job"])
    validate("job-1", job)
    assert (job["status"], job["progress"], job["subject"]) == ("done", 100, record["id"])
    document = client.get(answer.headers["location"])
    assert document.status_code == 200
    assert document.json() == client.post("/v1/reconciliations", json={"articles": PAIR}).json()


def test_what_is_not_done_in_the_time_of_an_answer_is_done_as_a_job(settings: ServiceSettings, pool: Pool) -> None:
    hurried = settings.model_copy(update={"sync_seconds": 0.001})
    with TestClient(create_app(hurried, pool)) as client:
        answer = client.post("/v1/reconciliations", json={"articles": PAIR}, headers={"idempotency-key": "k"})
        assert answer.status_code == 202
        assert ended(client, answer.json()["job"])["status"] == "done"
        assert client.get(answer.headers["location"]).status_code == 200
        assert len(client.get("/v1/reconciliations").json()["items"]) == 1


def test_a_job_that_cannot_be_done_says_why(client: TestClient[Any]) -> None:
    record = accepted(client, [PAIR[0], {"text": "  "}]).json()
    job = ended(client, record["job"])
    assert job["status"] == "failed"
    assert job["error"]["type"] == "urn:reconcile:problem:unreadable-article"
    assert job["error"]["errors"][0]["pointer"] == "/articles/1"
    answer = client.get(f"/v1/reconciliations/{record['id']}")
    assert answer.status_code == 409
    assert answer.json()["type"] == "urn:reconcile:problem:no-document"


def test_a_job_that_is_over_cannot_be_cancelled(client: TestClient[Any]) -> None:
    record = accepted(client, PAIR).json()
    ended(client, record["job"])
    assert client.delete(f"/v1/jobs/{record['job']}").status_code == 409


def test_an_article_is_kept_once_and_compared_by_its_id(client: TestClient[Any]) -> None:
    first = client.post("/v1/articles", json=PAIR[0])
    again = client.post("/v1/articles", json=PAIR[0])
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    validate("article-record-1", first.json())
    document = client.post("/v1/reconciliations", json={"articles": [{"article": first.json()["id"]}, PAIR[1]]})
    assert document.json() == client.post("/v1/reconciliations", json={"articles": PAIR}).json()


def test_claims_are_listed_by_verdict_page_by_page(client: TestClient[Any]) -> None:
    place = client.post("/v1/reconciliations", json={"articles": PAIR}).headers["content-location"]
    every = client.get(f"{place}/claims").json()
    assert every["next"] is None
    conflicts = client.get(f"{place}/claims", params={"verdict": "conflict"}).json()["items"]
    assert [view["entry"]["verdict"] for view in conflicts] == ["conflict"]
    found, cursor = [], None
    while True:
        page = client.get(f"{place}/claims", params={"limit": 1, **({"cursor": cursor} if cursor else {})})
        found += page.json()["items"]
        cursor = page.json()["next"]
        assert ("next" in page.links) == (cursor is not None)
        if cursor is None:
            break
    assert found == every["items"]
