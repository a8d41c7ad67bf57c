"""POST /v1/reconciliations: articles in, the same document out that the command line gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from schemas.validate import load_reconciliation, validate
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings

MORNING = {
    "text": "해솔시는 3일 도서관 신축에 45억 원을 투입한다고 밝혔다.\n\n도서관의 연면적은 3,300㎡다.",
    "outlet": "해솔일보",
    "published": "2026-03-04",
    "language": "ko",
}
EVENING = {
    "text": "해솔시는 3일 도서관 신축에 54억 원을 투입한다고 밝혔다.\n\n도서관의 연면적은 3,300㎡다.",
    "outlet": "저녁신문",
    "published": "2026-03-04",
    "language": "ko",
}
PAGE = """<!doctype html><html lang="ko"><head><title>도서관 신축</title></head><body><nav>홈 경제 사회</nav>
<article><h1>해솔시 도서관 신축</h1><p>해솔시는 3일 도서관 신축에 45억 원을 투입한다고 밝혔다. 도서관은 시청 옆에
들어선다.</p>
<p>도서관의 연면적은 3,300㎡이며, 열람실과 어린이 자료실, 강당을 갖출 예정이라고 시는 설명했다.</p></article>
<footer>저작권</footer></body></html>"""


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("service") / "reconcile.sqlite3"
    settings = ServiceSettings(database=f"sqlite:///{file}", max_body_bytes=100_000, max_articles=3, rate=0)
    with TestClient(create_app(settings, pool)) as client:
        yield client


def compare(client: TestClient[Any], *articles: Any, **more: Any) -> Any:
    return client.post("/v1/reconciliations", json={"articles": articles, **more})


def test_two_articles_give_a_valid_document_in_the_order_given(client: TestClient[Any]) -> None:
    answer = compare(client, EVENING, MORNING)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    document = answer.json()
    validate("reconciliation-1", document)
    assert [a["outlet"] for a in document["articles"]] == ["저녁신문", "해솔일보"]
    assert load_reconciliation(document, strict=True).to_json_dict() == document


def test_the_same_request_gives_the_same_bytes(client: TestClient[Any]) -> None:
    assert compare(client, MORNING, EVENING).content == compare(client, MORNING, EVENING).content


def test_every_span_of_the_document_is_the_articles_text_there(client: TestClient[Any]) -> None:
    document = compare(client, MORNING, EVENING).json()
    text = {a["id"]: a["text"] for a in document["articles"]}
    spans = [
        (e["article"], e["start"], e["end"], e["text"])
        for entry in document["reconciled"]
        for comparison in entry["comparisons"]
        for e in comparison["evidence"]
    ]
    assert spans
    assert all(text[article][start:end] == said for article, start, end, said in spans)


def test_a_page_and_an_article_json_are_read_like_text(client: TestClient[Any]) -> None:
    known = compare(client, MORNING, EVENING).json()["articles"][0]
    document = compare(client, known, {"html": PAGE, "outlet": "한낮신문", "published": "2026-03-04"}).json()
    assert document["articles"][0] == known
    assert "홈 경제 사회" not in "".join(c["text"] for c in document["claims"])
    assert {a["outlet"] for a in document["articles"]} == {"해솔일보", "한낮신문"}


def test_the_same_article_twice_gets_two_ids(client: TestClient[Any]) -> None:
    first, second = compare(client, MORNING, MORNING).json()["articles"]
    assert second["id"] == first["id"] + "-2"


def test_a_text_that_names_a_file_or_an_address_is_only_a_text(client: TestClient[Any]) -> None:
    answer = compare(client, {"text": "http://127.0.0.1:9/"}, {"text": "/etc/hostname"}, MORNING)
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert answer.json()["articles"][1]["text"] == "/etc/hostname"


@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
def test_a_report_for_readers_comes_in_the_language_asked_for(client: TestClient[Any], media_type: str) -> None:
    told = {
        lang: client.post(
            "/v1/reconciliations",
            json={"articles": [MORNING, EVENING], "lang": lang},
            headers={"accept": media_type},
        )
        for lang in ("ko", "en", "auto")
    }
    assert all(answer.headers["content-type"].startswith(media_type) for answer in told.values())
    assert told["ko"].text == told["auto"].text != told["en"].text


def post(client: TestClient[Any], body: bytes, media_type: str = "application/json") -> Any:
    return client.post("/v1/reconciliations", content=body, headers={"content-type": media_type})


def pair(**first: Any) -> bytes:
    return json.dumps({"articles": [first, MORNING]}).encode()


REFUSED = {
    "no JSON": (b"{", "application/json", 400, "malformed-json"),
    "bytes that are not UTF-8": (b'{"articles": "\xff"}', "application/json", 400, "malformed-json"),
    "a name twice in one object": (b'{"lang": "ko", "lang": "en"}', "application/json", 400, "malformed-json"),
    "a number that JSON does not have": (b'{"lang": NaN}', "application/json", 400, "malformed-json"),
    "brackets without end": (b"[" * 90_000, "application/json", 400, "malformed-json"),
    "brackets in brackets": (b"[" * 33 + b"]" * 33, "application/json", 400, "malformed-json"),
    "a form": (b"a=b", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
    "a body over the limit": (b" " * 100_001, "application/json", 413, "body-too-large"),
    "one article": (json.dumps({"articles": [MORNING]}).encode(), "application/json", 422, "invalid-request"),
    "too many articles": (
        json.dumps({"articles": [MORNING] * 4}).encode(),
        "application/json",
        422,
        "too-many-articles",
    ),
    "an unknown field": (pair(text="가", body="나"), "application/json", 422, "invalid-request"),
    "text and html": (pair(text="가", html="<p>나</p>"), "application/json", 422, "invalid-request"),
    "neither text nor html": (pair(title="가"), "application/json", 422, "invalid-request"),
    "a day that does not exist": (
        pair(text="가", published="2026-02-30"),
        "application/json",
        422,
        "unreadable-article",
    ),
    "nothing at all": (b"", "application/json", 400, "malformed-json"),
    "an empty text": (pair(text="  \n"), "application/json", 422, "unreadable-article"),
}


@pytest.mark.parametrize(("body", "media_type", "status", "kind"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_gets_problem_details(
    client: TestClient[Any], body: bytes, media_type: str, status: int, kind: str
) -> None:
    answer = post(client, body, media_type)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    validate("problem-1", problem)
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"urn:reconcile:problem:{kind}"


def test_a_problem_points_at_the_field_and_says_what_to_do(client: TestClient[Any]) -> None:
    problem = compare(client, {**MORNING, "published": "어제"}, EVENING).json()
    assert problem["errors"] == [
        {"pointer": "/articles/0/published", "detail": 'give an ISO 8601 date or date-time, not "어제"'}
    ]


def test_a_problem_of_one_form_of_an_article_does_not_speak_of_the_others(client: TestClient[Any]) -> None:
    problem = compare(client, {"text": "가온시는 문을 열었다.", "html": "<p>가온시는 문을 열었다.</p>"}, EVENING).json()
    assert problem["errors"] == [{"pointer": "/articles/0", "detail": "give either text or html"}]
    assert problem["detail"] == "give either text or html"


def test_a_browser_gets_the_page_with_a_policy_that_lets_nothing_else_in(client: TestClient[Any]) -> None:
    place = compare(client, MORNING, {**EVENING, "outlet": "<script>alert(1)</script>"}).headers["content-location"]
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = client.get(f"{place}/report", headers={"accept": accept})
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("media_type", ["text/csv", "application/ld+json"])
def test_a_report_comes_in_every_form_the_command_line_has(client: TestClient[Any], media_type: str) -> None:
    place = compare(client, MORNING, EVENING).headers["content-location"]
    answer = client.get(f"{place}/report", headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert "54억 원" in answer.text
    again = client.get(f"{place}/report", headers={"accept": media_type, "if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_list_leads_on_and_back_without_a_gap(client: TestClient[Any]) -> None:
    made = [compare(client, MORNING, {**EVENING, "text": f"{EVENING['text']} {n}층이다."}) for n in range(5)]
    every = [each.headers["content-location"].rpartition("/")[2] for each in reversed(made)]

    def page(cursor: str | None) -> dict[str, Any]:
        query = {"limit": 2} if cursor is None else {"limit": 2, "cursor": cursor}
        found: dict[str, Any] = client.get("/v1/reconciliations", params=query).json()
        return found | {"ids": [item["id"] for item in found["items"]]}

    first = page(None)
    second = page(first["next"])
    third = page(second["next"])
    assert first["ids"] + second["ids"] + third["ids"][:1] == every
    assert first["previous"] is None
    assert page(third["previous"]) == second
    back = page(second["previous"])
    assert (back["ids"], back["next"], back["previous"]) == (first["ids"], first["next"], None)
    links = client.get("/v1/reconciliations", params={"limit": 2, "cursor": first["next"]}).links
    assert set(links) == {"next", "prev"}
    assert client.get("/v1/reconciliations", params={"cursor": "~~"}).status_code == 400


FOUND_BY = {
    "an outlet": ("물결통신", True),
    "a title": ("등대 앞", True),
    "a word of a claim": ("방파제", True),
    "words of different articles": ("물결통신 등대 방파제", True),
    "capitals": ("HARBOUR", True),
    "a word of none": ("물결통신 없는말", False),
    "a sign that databases take for any": ("물%신", False),
    "more words than are looked for one by one": ("물결통신 등대 앞 a b c d e f g h i j", False),
}


@pytest.mark.parametrize(("q", "found"), FOUND_BY.values(), ids=FOUND_BY)
def test_comparisons_are_found_by_words_of_their_articles(client: TestClient[Any], q: str, found: bool) -> None:
    text = "솔섬군은 7일 방파제를 {}m 늘렸다고 밝혔다."
    one = {"text": text.format(30), "outlet": "물결통신", "published": "2026-03-07", "title": "등대 앞 공사"}
    other = {"text": text.format(40), "outlet": "Harbour Post", "published": "2026-03-07"}
    place = compare(client, one, other).headers["content-location"]
    listed = client.get("/v1/reconciliations", params={"q": q}).json()["items"]
    assert (place.rpartition("/")[2] in [item["id"] for item in listed]) == found
