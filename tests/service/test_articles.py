"""Articles: uploaded, fetched, put right, revised, deleted."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from schemas.validate import validate
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.waiting import ended

MORNING = "들봄시는 8일 빙상장 건립에 71억 원을 들인다고 밝혔다.\n\n빙상장은 강변공원에 들어선다."
EVENING = "들봄시는 8일 빙상장 건립에 17억 원을 들인다고 밝혔다.\n\n빙상장은 강변공원에 들어선다."
PAGE = f"""<!doctype html><html lang="ko"><head><meta charset="euc-kr"><title>빙상장</title></head><body><article>
<h1>들봄시 빙상장 건립</h1><p>{EVENING}</p><p>시는 주민 의견을 더 듣겠다고 설명했다. 공사는 내년에 시작한다.</p>
</article></body></html>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode("euc-kr")
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=euc-kr")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def newspaper() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def client(pool: Pool, newspaper: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    file = tmp_path_factory.mktemp("service") / "reconcile.sqlite3"
    settings = ServiceSettings(database=f"sqlite:///{file}", rate=0, fetch=True, allow_private=newspaper)
    with TestClient(create_app(settings, pool)) as client:
        yield client


def form(*articles: tuple[str, bytes, str], **fields: list[str]) -> dict[str, Any]:
    return {"files": [("article", article) for article in articles], "data": fields}


FILES = {
    "text": (MORNING.encode(), "text/plain"),
    "text in another encoding": (MORNING.encode("euc-kr"), "text/plain; charset=euc-kr"),
    "text of no stated type": (MORNING.encode(), "application/octet-stream"),
    "a page": (PAGE.encode("euc-kr"), "text/html"),
    "the JSON of an article": (
        json.dumps({"id": "a000000000000", "text": MORNING, "blocks": []}).encode(), "application/json",
    ),
}  # fmt: skip
NAMES = ["기사.txt", "../../../etc/passwd", "/etc/passwd", "C:\\boot.ini", "a\x00b", "x" * 3000, ""]


@pytest.mark.parametrize(("data", "media_type"), FILES.values(), ids=FILES)
def test_a_file_is_read_by_its_type_and_content(client: TestClient[Any], data: bytes, media_type: str) -> None:
    answer = client.post("/v1/articles", **form(("a", data, media_type), outlet=["들봄일보"], published=["2026-04-09"]))
    assert answer.status_code in (200, 201), answer.text
    record = answer.json()
    validate("article-record-1", record)
    assert (record["outlet"], record["published"], record["language"]) == ("들봄일보", "2026-04-09", "ko")
    assert "빙상장" in client.get(answer.headers["location"]).json()["article"]["text"]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_leads_nowhere(client: TestClient[Any], name: str, tmp_path: Path) -> None:
    boundary = "b0undary"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="article"; filename="{name}"\r\n\r\n'
    body = head.encode() + MORNING.encode() + f"\r\n--{boundary}--\r\n".encode()
    answer = client.post(
        "/v1/articles", content=body, headers={"content-type": f"multipart/form-data; boundary={boundary}"}
    )
    if answer.status_code == 400:
        assert answer.json()["type"] == "urn:reconcile:problem:malformed-form"
    else:
        assert client.get(answer.headers["location"]).json()["article"]["text"] == MORNING


def test_files_are_compared_like_texts(client: TestClient[Any]) -> None:
    days = ["2026-04-09", "2026-04-09"]
    files = [("a.txt", MORNING.encode(), "text/plain"), ("b.txt", EVENING.encode(), "text/plain")]
    texts = [{"text": text, "published": "2026-04-09"} for text in (MORNING, EVENING)]
    by_form = client.post("/v1/reconciliations", **form(*files, published=days, lang=["ko"])).json()
    by_text = client.post("/v1/reconciliations", json={"articles": texts}).json()
    assert by_form["reconciled"] == by_text["reconciled"]
    assert [entry["verdict"] for entry in by_form["reconciled"]].count("conflict") == 1


def test_one_bad_file_of_three_does_not_take_the_others_down(client: TestClient[Any]) -> None:
    files = [("a", MORNING.encode(), "text/plain"), ("b", b"\x89PNG", "image/png"), ("c", EVENING.encode(), "")]
    answer = client.post("/v1/reconciliations", **form(*files))
    assert answer.status_code == 200
    (missing,) = answer.json()["not_compared"]
    assert (missing["what"], missing["reason"]) == ("/articles/1", "unreadable_input")
    refused = client.post("/v1/reconciliations", **form(*files, strict=["true"]))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/articles/1")


REFUSED_FORMS = {
    "no article": (form(outlet=["가"]), 422),
    "a field that there is not": (form(("a", b"x", "text/plain"), path=["/etc/passwd"]), 422),
    "more outlets than articles": (form(("a", b"x", "text/plain"), outlet=["가", "나"]), 422),
    "a day that is none": (form(("a", b"x", "text/plain"), published=["어제"]), 422),
    "two articles where one is kept": (form(("a", b"x", ""), ("b", b"y", "")), 422),
    "nothing in the file": (form(("a", b" ", "text/plain")), 422),
    "no boundary": ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
    "another boundary": ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400),
    "a part without an end": (
        {"content": b"--b\r\nContent-Disposition: form-data; name=\"article\"\r\n\r\nx",
         "headers": {"content-type": "multipart/form-data; boundary=b"}}, 400,
    ),
    "a form where JSON is taken": ({"content": b"a=b", "headers": {"content-type": "text/plain"}}, 415),
    "no base64": ({"json": {"data": "ü"}}, 422),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "status"), REFUSED_FORMS.values(), ids=REFUSED_FORMS)
def test_a_form_that_cannot_be_read_says_what_is_wrong(
    client: TestClient[Any], sent: dict[str, Any], status: int
) -> None:
    if "data" in sent and not sent["files"]:
        sent = {"files": [("outlet", (None, b"x"))]}
    answer = client.post("/v1/articles", **sent)
    assert answer.status_code == status, answer.text
    validate("problem-1", answer.json())


def test_an_id_that_an_article_brings_is_not_believed(client: TestClient[Any]) -> None:
    first = client.post("/v1/articles", json={"text": MORNING}).json()
    other = client.post("/v1/articles", json={"id": first["id"], "text": EVENING, "blocks": []}).json()
    assert other["id"] != first["id"]


def test_an_article_is_fetched_by_its_address(client: TestClient[Any], newspaper: str) -> None:
    page = {"address": f"http://{newspaper}/1", "published": "2026-04-09"}
    record = client.post("/v1/articles", json=page).json()
    assert (record["url"], record["title"]) == (f"http://{newspaper}/1", "들봄시 빙상장 건립")
    document = client.post("/v1/reconciliations", json={"articles": [{"text": MORNING}, page]}).json()
    assert document["articles"][1]["id"] == record["id"]


UNREACHED = {
    "a page that is gone": "http://{}/gone",
    "a picture": "http://{}/picture",
    "this machine at another port": "http://127.0.0.1:9/",
    "this machine by another name": "http://2130706433/",
    "the address of metadata": "http://169.254.169.254/latest/meta-data/",
}


@pytest.mark.parametrize("address", UNREACHED.values(), ids=UNREACHED)
def test_an_address_that_gives_no_article_is_told_and_does_not_take_the_others_down(
    client: TestClient[Any], newspaper: str, address: str
) -> None:
    page = {"address": address.format(newspaper)}
    alone = client.post("/v1/articles", json=page)
    assert (alone.status_code, alone.json()["type"]) == (422, "urn:reconcile:problem:unreadable-article")
    assert alone.json()["errors"][0]["pointer"] == "/address"
    given = [{"text": MORNING}, page, {"text": EVENING}]
    accepted = client.post("/v1/reconciliations", json={"articles": given}, headers={"prefer": "respond-async"})
    assert ended(client, accepted.json()["job"])["status"] == "done"
    document = client.get(accepted.headers["location"]).json()
    assert [each["what"] for each in document["not_compared"] if each["reason"] == "unreadable_input"] == [
        "/articles/1"
    ]
    strict = client.post("/v1/reconciliations", json={"articles": given, "strict": True})
    assert strict.json()["errors"][0]["pointer"] == "/articles/1/address"


def test_nothing_is_fetched_unless_that_is_enabled(pool: Pool, settings: ServiceSettings) -> None:
    with TestClient(create_app(settings, pool)) as client:
        page = {"address": "http://news.example/1"}
        for answer in (
            client.post("/v1/articles", json=page),
            client.post("/v1/reconciliations", json={"articles": [page, page]}),
            client.post("/v1/reconciliations", json={"articles": [page, page]}, headers={"prefer": "respond-async"}),
        ):
            assert (answer.status_code, answer.json()["type"]) == (403, "urn:reconcile:problem:fetching-is-off")


def test_an_article_put_right_is_reconciled_again_in_its_place(client: TestClient[Any]) -> None:
    texts = [f"{EVENING} 담당자는 나예다.", f"{MORNING} 담당자는 나예다."]
    given = [{"text": text, "published": "2026-04-09"} for text in texts] + [{"text": " "}]
    place = client.post("/v1/reconciliations", json={"articles": given}).headers["content-location"]
    before = client.get(place).json()
    entry = client.get(f"{place}/claims", params={"verdict": "conflict"}).json()["items"][0]["entry"]["id"]
    client.post(f"{place}/reviews", json={"entry": entry, "action": "confirm"})
    article = before["articles"][0]["id"]
    answer = client.patch(f"/v1/articles/{article}", json={"published": "2026-04-10", "outlet": "들봄일보"})
    assert answer.status_code == 200, answer.text
    corrected = answer.json()
    validate("article-corrected-1", corrected)
    assert {name: told["by"] for name, told in corrected["corrected"].items()} == {
        "published": "local",
        "outlet": "local",
    }
    (job,) = corrected["jobs"]
    assert answer.headers["link"] == f'</v1/jobs/{job}>; rel="monitor"'
    assert ended(client, job)["status"] == "done"
    after = client.get(place).json()
    assert [a["id"] for a in after["articles"]] == [a["id"] for a in before["articles"]]
    assert (after["articles"][0]["published"], after["articles"][0]["outlet"]) == ("2026-04-10", "들봄일보")
    assert after["not_compared"] == before["not_compared"]
    assert client.get(f"{place}/record").json()["version"] == 2
    (review,) = client.get(f"{place}/reviews").json()["items"]
    assert review["standing"] in ("current", "carried")
    again = client.patch(f"/v1/articles/{article}", json={"outlet": "들봄일보"})
    assert again.json()["jobs"] == []
    unknown = client.patch(f"/v1/articles/{article}", json={"outlet": None})
    assert unknown.json()["outlet"] is None


NO_CORRECTION = {
    "a day that does not exist": ({"published": "2026-02-30"}, 422),
    "a field that is not put right": ({"text": "가"}, 422),
    "no object": ([], 422),
}


@pytest.mark.parametrize(("given", "status"), NO_CORRECTION.values(), ids=NO_CORRECTION)
def test_a_correction_that_cannot_be_made_changes_nothing(client: TestClient[Any], given: Any, status: int) -> None:
    record = client.post("/v1/articles", json={"text": MORNING}).json()
    media = {"content-type": "application/merge-patch+json"}
    answer = client.patch(f"/v1/articles/{record['id']}", content=json.dumps(given), headers=media)
    assert answer.status_code == status
    assert client.post("/v1/articles", json={"text": MORNING}).json() == record


def test_a_deleted_article_takes_with_it_what_quotes_it(client: TestClient[Any]) -> None:
    given = [{"text": f"{text} 문의는 시청으로."} for text in (MORNING, EVENING)]
    answer = client.post("/v1/reconciliations", json={"articles": given})
    place, (first, second) = answer.headers["content-location"], [a["id"] for a in answer.json()["articles"]]
    assert client.delete(f"/v1/articles/{first}").status_code == 204
    assert client.get(f"/v1/articles/{first}").status_code == client.get(place).status_code == 404
    assert client.get(f"/v1/articles/{second}").status_code == 200
    assert client.delete(f"/v1/articles/{first}").status_code == 404


def test_a_story_takes_up_what_was_put_right_and_drops_what_was_deleted(client: TestClient[Any]) -> None:
    texts = [f"{text} 접수는 수요일까지다." for text in (MORNING, EVENING)]
    kept = [client.post("/v1/articles", json={"text": text}).json()["id"] for text in texts]
    story = client.post("/v1/stories", json={"title": "빙상장", "articles": kept}).json()
    ended(client, story["job"])
    place = f"/v1/reconciliations/{story['reconciliation']}"
    (job,) = client.patch(f"/v1/articles/{kept[0]}", json={"outlet": "들봄일보"}).json()["jobs"]
    assert ended(client, job)["status"] == "done"
    assert "들봄일보" in [article["outlet"] for article in client.get(place).json()["articles"]]
    answer = client.delete(f"/v1/articles/{kept[0]}")
    assert answer.status_code == 204
    ended(client, answer.headers["link"].split("/")[3].split(">")[0])
    assert client.get(f"/v1/stories/{story['id']}").json()["articles"] == [kept[1]]
    assert [article["id"] for article in client.get(place).json()["articles"]] == [kept[1]]


def test_revisions_of_an_address_tell_which_claims_changed(client: TestClient[Any]) -> None:
    url = "https://news.example/rink"
    texts = [MORNING, EVENING.replace("강변공원에 들어선다.", "강변공원에 들어선다. 개장은 10월이다.")]
    first, second = (client.post("/v1/articles", json={"text": text, "url": url}).json() for text in texts)
    assert (first["revision"], second["revision"]) == (1, 2)
    where = f"/v1/articles/{first['id']}/revisions"
    assert [each["id"] for each in client.get(where).json()["items"]] == [first["id"], second["id"]]
    diff = client.get(f"{where}/1..2").json()
    validate("revision-diff-1", diff)
    assert (diff["before"], diff["after"], diff["kept"], diff["removed"]) == (first["id"], second["id"], 1, [])
    (change,) = diff["changed"]
    assert change["verdict"] == "conflict"
    assert "71억" in change["before"]["text"]
    assert "17억" in change["after"]["text"]
    assert set(change["explanation"]) == {"ko", "en"}
    assert ["10월" in claim["text"] for claim in diff["added"]] == [True]
    assert client.get(f"{where}/1..1").json()["kept"] == first["claims"]
    assert client.get(f"{where}/1..9").status_code == 404
    assert client.get(f"{where}/1-2").status_code == 400


def test_a_file_may_be_sent_inside_json(client: TestClient[Any]) -> None:
    data = base64.b64encode(MORNING.encode("utf-16")).decode()
    record = client.post("/v1/articles", json={"data": data, "media_type": "text/plain"}).json()
    assert client.get(f"/v1/articles/{record['id']}").json()["article"]["text"] == MORNING
