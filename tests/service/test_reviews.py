"""What people say of entries: kept apart from the verdicts, found again in later documents, turned into cases."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from reconcile.cases import runner
from schemas.validate import validate
from service.app import create_app
from service.jobs.pool import Pool
from service.jobs.work import Entry
from service.settings import ServiceSettings
from service.storage import reconciliations, reviews
from service.storage.database import Database

PAIR = [
    {
        "text": "노을시는 4일 체육관 공사에 63억 원을 들인다고 밝혔다.\n\n체육관의 연면적은 2,400㎡다.",
        "outlet": "노을일보", "published": "2026-05-06", "language": "ko",
    },
    {
        "text": "노을시는 4일 체육관 공사에 36억 원을 들인다고 밝혔다.\n\n체육관의 연면적은 2,400㎡다.",
        "outlet": "물결신문", "published": "2026-05-06", "language": "ko",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("service") / "reconcile.sqlite3"
    with TestClient(create_app(ServiceSettings(database=f"sqlite:///{file}", rate=0), pool)) as client:
        yield client


@pytest.fixture
def place(client: TestClient[Any]) -> str:
    """A new reconciliation: no review of another test is in it."""
    return str(client.post("/v1/reconciliations", json={"articles": PAIR}).headers["content-location"])


def views(client: TestClient[Any], place: str, **asked: Any) -> Any:
    return client.get(f"{place}/claims", params=asked).json()["items"]


def said(client: TestClient[Any], place: str, verdict: str, action: str, **more: Any) -> Any:
    entry = views(client, place, verdict=verdict)[0]["entry"]["id"]
    return client.post(f"{place}/reviews", json={"entry": entry, "action": action, **more})


def test_a_review_stands_beside_the_verdict_and_changes_nothing_of_it(client: TestClient[Any], place: str) -> None:
    before = client.get(place)
    answer = said(client, place, "conflict", "reject", comment="=오타다")
    assert answer.status_code == 201
    review = client.get(answer.headers["location"]).json()
    validate("review-1", review)
    assert review == answer.json()
    assert (review["by"], review["verdict"], review["standing"]) == ("local", "conflict", "current")
    (view,) = views(client, place, reviewed=True)
    validate("entry-view-1", view)
    assert view["reviews"] == [review]
    assert view["entry"]["verdict"] == "conflict"
    assert review["entry"] not in [each["entry"]["id"] for each in views(client, place, reviewed=False)]
    after = client.get(place)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])


def test_reviews_are_listed_by_what_they_are_and_exported(client: TestClient[Any], place: str) -> None:
    first = said(client, place, "conflict", "comment", comment="=1+1").json()
    second = said(client, place, "agreement", "confirm").json()
    assert client.get(f"{place}/reviews").json()["items"] == [second, first]
    assert client.get(f"{place}/reviews", params={"action": "confirm"}).json()["items"] == [second]
    assert client.get(f"{place}/reviews", params={"entry": first["entry"]}).json()["items"] == [first]
    page = client.get(f"{place}/reviews", params={"limit": 1})
    assert client.get(page.links["next"]["url"]).json()["items"] == [first]
    table = client.get(f"{place}/reviews", headers={"accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["id"] for row in rows] == [first["id"], second["id"]]
    assert rows[0]["comment"] == "'=1+1"
    assert client.get(f"{place}/reviews", headers={"accept": "image/png"}).status_code == 406
    everywhere = client.get("/v1/reviews", params={"by": "local", "action": "confirm"}).json()["items"]
    assert everywhere[0] == second
    assert client.get("/v1/reviews", params={"by": "nobody"}).json()["items"] == []


def test_a_review_is_taken_back(client: TestClient[Any], place: str) -> None:
    where = said(client, place, "conflict", "confirm").headers["location"]
    assert client.delete(where).status_code == 204
    assert client.get(where).status_code == client.delete(where).status_code == 404
    assert views(client, place, reviewed=True) == []


REFUSED = {
    "an entry that is not there": ({"entry": "e-none", "action": "confirm"}, "/entry"),
    "a claim that is not there": ({"action": "relink", "relink": ["a1:0-9"]}, "/relink/0"),
    "no claims to link": ({"action": "relink"}, ""),
    "claims to link with another action": ({"action": "confirm", "relink": ["a1:0-9"]}, ""),
    "a comment without words": ({"action": "comment", "comment": " "}, ""),
    "another action": ({"action": "delete"}, "/action"),
}


@pytest.mark.parametrize(("given", "pointer"), REFUSED.values(), ids=REFUSED)
def test_a_review_that_cannot_be_kept_says_what_is_wrong(
    client: TestClient[Any], place: str, given: dict[str, Any], pointer: str
) -> None:
    entry = views(client, place)[0]["entry"]["id"]
    answer = client.post(f"{place}/reviews", json={"entry": entry, **given})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:reconcile:problem:invalid-request")
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)
    assert client.get(f"{place}/reviews").json()["items"] == []


CASES = {"confirm": ("conflict", 0), "reject": ("conflict", 1), "relink": ("conflict", 0)}


@pytest.mark.parametrize("action", CASES)
def test_a_review_becomes_a_case_that_the_runner_takes(
    client: TestClient[Any], place: str, tmp_path: Path, action: str
) -> None:
    verdict, status = CASES[action]
    claims = [c["id"] for c in client.get(place).json()["claims"] if "억 원" in c["text"]]
    more = {"relink": claims} if action == "relink" else {}
    comment = 'He said "so"\n[[must]]\x7f\u2028verdict'
    where = said(client, place, verdict, action, comment=comment, **more).headers["location"]
    answer = client.post(f"{where}/case")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.content == client.post(f"{where}/case").content
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    told: list[str] = []
    assert runner.run_all(str(tmp_path), told.append, told.append) == status, told
    folder = client.post(f"{where}/case", headers={"accept": "application/json"}).json()
    validate("case-folder-1", folder)
    assert {path.name for path in tmp_path.glob("*/*")} == set(folder["files"])


def test_a_comment_is_no_case(client: TestClient[Any], place: str) -> None:
    where = said(client, place, "conflict", "comment", comment="보자").headers["location"]
    assert client.post(f"{where}/case").status_code == 409


LATER = {
    "the same entry": ({"e1": ["a:0-9", "b:0-9"]}, ("e1", "current")),
    "the entry that shares most": ({"e2": ["a:0-9"], "e3": ["b:0-9", "b:9-20", "c:0-5"]}, ("e3", "carried")),
    "of equals the first": ({"e2": ["x:0-1"], "e3": ["b:0-9"], "e4": ["a:0-9"]}, ("e3", "carried")),
    "none": ({"e2": ["c:0-9"]}, ("e1", "orphaned")),
}


@pytest.mark.parametrize(("entries", "expected"), LATER.values(), ids=LATER)
def test_a_review_is_found_again_in_a_later_document(
    tmp_path: Path, entries: dict[str, list[str]], expected: tuple[str, str]
) -> None:
    async def found() -> tuple[str, str, str]:
        database = Database(f"sqlite+aiosqlite:///{tmp_path}/reviews.sqlite3")
        await database.migrate()
        try:
            async with database.writing() as session:
                row = await reconciliations.start(session, (), "ko")
                session.add(
                    reviews.ReviewRow(
                        id="w1", reconciliation_id=row.id, entry_id="e1", said_of="e1", verdict="unique", seen=[],
                        claims=["a:0-9", "b:0-9", "b:9-20"], action="confirm", standing="current", by="",
                        created_at=row.created_at,
                    )
                )  # fmt: skip
                await session.flush()
                made = [Entry(e, "unique", "", "", "", "{}", tuple(claims)) for e, claims in entries.items()]
                await reviews.carry(session, row.id, made)
            async with database.reading() as session:
                kept = await reviews.get(session, "w1")
                assert kept is not None
                return kept.entry_id, kept.standing, kept.said_of
        finally:
            await database.close()

    assert asyncio.run(found()) == (*expected, "e1")
