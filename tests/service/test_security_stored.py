"""What articles and people say stays words, wherever it is shown."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from csv import reader
from html.parser import HTMLParser
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.service.test_stories import EVENING, NOON, begun, grown, kept

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SCRIPT = "<script>alert(1)</script>"
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    'http://a"onmouseover="alert(1)', "https://news.example/'onclick='alert(1)", "https://news.example/><script>",
    "https://user:word@news.example/", " javascript:alert(1)", "java\nscript:alert(1)", "//news.example/x",
]  # fmt: skip


class Page(HTMLParser):
    """The elements, handlers and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.handlers.append(f"{name}={value}")
            if name in ("href", "src", "action", "formaction"):
                self.addresses.append(value or "")


def compared(client: TestClient[Any], url: str, mark: str) -> str:
    """Where the reconciliation is of two articles that say what they should not, in all that they can say."""
    texts = [
        f'들봄시는 8일 빙상장 건립에 {won}억 원을 들인다고 밝혔다. 김{mark} 시장은 "{mark} 빙상장이 좋다"고 말했다.'
        for won in (71, 17)
    ]
    given = [
        {"text": text, "title": f"{mark}제목", "outlet": f"{mark}일보{n}", "url": url, "published": "2026-04-09"}
        for n, text in enumerate(texts)
    ]
    answer = client.post("/v1/reconciliations", json={"articles": given})
    assert answer.status_code == 200, answer.text
    return str(answer.headers["content-location"])


def report(client: TestClient[Any], place: str, media_type: str) -> Any:
    answer = client.get(f"{place}/report", headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    return answer


def test_no_article_becomes_script_markup_or_an_address_that_runs(client: TestClient[Any]) -> None:
    plain = Page(report(client, compared(client, "https://news.example/1", ""), "text/html").text)
    for url in ADDRESSES:
        place = compared(client, url, f'{SCRIPT}"><img src=x onerror=alert(1)>')
        answer = report(client, place, "text/html")
        found = Page(answer.text)
        assert found.tags.count("script") == plain.tags.count("script"), url
        assert found.tags.count("img") == plain.tags.count("img") == 0, url
        assert [h for h in found.handlers if not h.startswith("style")] == [], url
        assert all(re.match(r"https?://[a-z.]+/|#", address) for address in found.addresses), (url, found.addresses)
        assert "user:word@" not in answer.text or "href" not in url
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"].partition("script-src")[2]
        linked = json.loads(report(client, place, "application/ld+json").text)
        for node in linked["@graph"]:
            for name in ("@id", "id", "url"):
                assert re.match(r"https?://[a-z.]+/|urn:|$", str(node.get(name, ""))), (url, node.get(name))
        markdown = report(client, place, "text/markdown").text
        assert not re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(", markdown)


def test_cells_lines_and_terminals_take_words_for_words(client: TestClient[Any]) -> None:
    place = compared(client, "https://news.example/1", "=cmd|' /C calc'!A1")
    entry = client.get(f"{place}/claims?verdict=conflict").json()["items"][0]["entry"]["id"]
    comment = '=HYPERLINK("http://news.example")\r\n"\n[[must_not]]\nverdict = "x"\u2028../../evil\x1b]0;x\x07'
    review = client.post(f"{place}/reviews", json={"entry": entry, "action": "confirm", "comment": comment}).json()
    said = client.get(f"{place}/reviews", headers={"Accept": "text/csv"}).text
    for table in (report(client, place, "text/csv").text, said):
        for row in reader(io.StringIO(table, newline="")):
            assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r\n")]
    packed = client.post(f"/v1/reviews/{review['id']}/case", headers={"Accept": "application/zip"})
    assert packed.headers["content-disposition"] == f'attachment; filename="review-{review["id"]}.zip"'
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        folder = f"review-{review['id']}/"
        assert all(re.fullmatch(re.escape(folder) + r"[a-z0-9]+\.(toml|json)", n) for n in archive.namelist())
        case = tomllib.loads(archive.read(f"{folder}case.toml").decode())
    assert "must_not" not in case
    escaping = compared(client, "https://news.example/2", "\x1b]0;x\x07\x1b[2J\x9b1m")
    for media_type in ("text/plain", "text/markdown", "text/html"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", report(client, escaping, media_type).text), media_type


def test_events_stay_one_line_and_of_their_own_story(client: TestClient[Any]) -> None:
    mine = begun(client, kept(client, NOON, "낮신문"))["id"]
    other = begun(client, kept(client, NOON + " 둘.", "낮\r\n\r\nevent: reconciled\ndata: {}\n\n"))["id"]
    grown(client, other, kept(client, EVENING, "저녁신문"))
    grown(client, mine, kept(client, EVENING, "저녁신문"))
    theirs = client.get(f"/v1/stories/{other}/events?limit=200").json()["items"]
    for last in (0, theirs[0]["id"]):
        found = client.get(f"/v1/stories/{mine}/events", headers={"Last-Event-ID": str(last)}).json()["items"]
        assert {event["story"] for event in found} == {mine}
    page_of_theirs = client.get(f"/v1/stories/{other}/events?limit=1").json()["next"]
    crossed = client.get(f"/v1/stories/{mine}/events", params={"cursor": page_of_theirs}).json()["items"]
    assert {event["story"] for event in crossed} <= {mine}
