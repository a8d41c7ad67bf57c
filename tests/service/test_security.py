"""What somebody might do to the service over HTTP, and that nothing comes of it.

Cases that are one request are data: cases/security.toml.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import re
import socket
import tomllib
import zipfile
from collections.abc import Iterator
from csv import reader
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from litestar.exceptions import WebSocketDisconnect
from litestar.testing import TestClient

from schemas.validate import MOST_PROBLEMS
from service.app import create_app
from service.auth import HOLDS
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage import webhooks
from tests.service.test_edge import kind, make_keys, written
from tests.service.test_stories import EVENING, NOON, begun, grown, kept
from tests.service.test_webhooks import deliveries, hooked, over, posting
from tests.sources.server import page, serving

__all__ = ["written"]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "security.toml").read_text(encoding="utf-8"))
JSON = {"Content-Type": "application/json"}
TEXT = "들봄시는 8일 빙상장 건립에 71억 원을 들인다고 밝혔다."


def send(client: TestClient[Any], case: dict[str, Any]) -> Any:
    content = case.get("body", json.dumps(case["json"]) if "json" in case else None)
    headers = {**(JSON if content is not None else {}), **case.get("headers", {})}
    return client.request(case.get("method", "GET"), case["path"], content=content, headers=headers)


def test_what_is_sent_to_break_in_is_refused(client: TestClient[Any]) -> None:
    for case in CASES["refused"]:
        answer = send(client, case)
        assert kind(answer) == (case["status"], case["type"]), case["name"]
        assert "set-cookie" not in answer.headers, case["name"]
        assert not [name for name in answer.headers if name.startswith("access-control-")], case["name"]


def test_what_is_only_words_is_looked_for_as_words(client: TestClient[Any]) -> None:
    for number in range(2):
        client.post("/v1/articles", json={"text": f"{TEXT} {number}.", "outlet": "들봄일보"})
    for case in CASES["inert"]:
        answer = send(client, case)
        assert (answer.status_code, answer.json()["items"]) == (case["status"], []), case["name"]
        assert "set-cookie" not in answer.headers, case["name"]
    link = client.get("/v1/articles?limit=1&language=ko&x=%0d%0aSet-Cookie:%20a=b%3E;rel=x").headers["link"]
    assert re.fullmatch(r'</v1/articles\?[\w%&=.+-]+>; rel="next"', link), link


# --- keys and scopes ---


@pytest.fixture
def keys(settings: ServiceSettings) -> dict[str, str]:
    return make_keys(settings, read=["read"], write=["write"], review=["review"], admin=["admin"], second=["admin"])


@pytest.fixture
def guarded(settings: ServiceSettings, keys: dict[str, str], pool: Pool) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings.model_copy(update={"keys": True}), pool)) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def operations(client: TestClient[Any]) -> dict[str, tuple[str, str]]:
    """Method and path of everything that can be asked for, by both in one; the manual and /mcp stand apart."""
    found = {}
    for route in client.app.routes:
        for method in getattr(route, "route_handler_map", {}):
            if method != "OPTIONS" and not route.path_format.startswith("/docs"):
                found[f"{method} {route.path_format}"] = method, re.sub(r"\{[^}]+\}", "x1", route.path_format)
    return found


def test_every_operation_refuses_keys_of_another_scope(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    every = operations(guarded)
    assert set(CASES["scopes"]) <= set(every)
    described = guarded.get("/docs/openapi.json").json()["paths"]
    assert {f"{method.upper()} {path}" for path, of in described.items() for method in of} <= set(every)
    for name, (method, path) in every.items():
        needed = CASES["scopes"].get(name, "read" if method == "GET" else "write")
        for key in ("", "read", "write", "review", "admin"):
            answer = guarded.request(method, path, headers=bearer(keys[key]) if key else {}, content=b"")
            held = not needed or (key and needed in HOLDS[key])
            refused = (401 if not key else 403) if not held else None
            assert (answer.status_code in (401, 403)) == (refused is not None), (name, key, answer.text)
            assert refused is None or answer.status_code == refused, (name, key)


def test_a_key_counts_in_its_header_alone_and_is_told_nowhere(
    guarded: TestClient[Any], keys: dict[str, str], written: io.StringIO
) -> None:
    key = keys["admin"]
    for name in ("key", "api_key", "access_token", "authorization", "Authorization"):
        assert kind(guarded.get("/v1/articles", params={name: key})) == (401, "unauthorised")
    for headers in ({"X-API-Key": key}, {"Cookie": f"key={key}"}, {"Authorization": f"Basic {key}"}):
        answer = guarded.get("/v1/articles", headers=headers)
        assert kind(answer) == (401, "unauthorised")
        assert key not in answer.text
    for wrong in (key[:-1], f"{key}x", key.upper(), key.replace("rk_", "RK_"), f"{key}\u00e9", f"x {key}"):
        answer = guarded.get("/v1/articles", headers={b"Authorization": f"Bearer {wrong}".encode()})
        assert kind(answer) == (401, "unauthorised"), wrong
    assert guarded.get("/v1/articles", headers=bearer(key)).status_code == 200
    assert key not in written.getvalue()
    assert key not in guarded.get("/metrics", headers=bearer(key)).text


def test_a_web_socket_is_no_way_in(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    for path in ("/mcp", "/v1/articles", "/v1/stories/s1/events"):
        for headers in ({}, bearer(keys["admin"])):
            with pytest.raises(WebSocketDisconnect) as closed, guarded.websocket_connect(path, headers=headers):
                pass
            assert closed.value.code == 1008, path


def test_an_idempotency_key_of_another_owner_gives_nothing_away(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    asked = {"address": "https://hooks.example.org/"}
    first, second = (
        guarded.post("/v1/webhooks", json=asked, headers={**bearer(keys[name]), "Idempotency-Key": "k1"})
        for name in ("admin", "second")
    )
    assert first.json()["id"] != second.json()["id"]
    assert first.json()["secret"] != second.json()["secret"]
    everything = [
        guarded.get(path, headers=bearer(keys["admin"])).text
        for path in ("/v1/webhooks", f"/v1/webhooks/{first.json()['id']}", "/metrics")
    ]
    assert not any(first.json()["secret"] in each for each in everything)


def test_a_page_of_another_site_is_not_let_in(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
    for headers in (asked, {**asked, **bearer(keys["admin"])}):
        for method in ("OPTIONS", "GET"):
            answer = guarded.request(method, "/v1/articles", headers=headers)
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"


# --- bodies ---

MANY = 20_000
BOMBS: dict[str, tuple[str, bytes, int]] = {
    "names, two of them the same": (
        "/v1/articles", b"{" + b",".join(b'"%d":0' % n for n in range(MANY)) + b',"%d":0}' % (MANY - 1), 400,
    ),
    "names that there are not": ("/v1/articles", b"{" + b",".join(b'"%d":0' % n for n in range(MANY)) + b"}", 422),
    "blocks that are none": ("/v1/articles", b'{"id":"a","text":"x","blocks":[' + b"0," * MANY + b"0]}", 422),
    "articles of a story": ("/v1/stories", b'{"title":"x","articles":[' + b'"a",' * MANY + b'"a"]}', 422),
    "requests of a batch": ("/v1/batches", b'{"requests":[' + b"{}," * MANY + b"{}]}", 422),
    "claims to link": (
        "/v1/reconciliations/r1/reviews",
        b'{"entry":"e","action":"relink","relink":[' + b"{}," * MANY + b"{}]}", 422,
    ),
    "digits of a number": ("/v1/stories", b'{"title":' + b"9" * 1_000_000 + b"}", 400),
    "digits of a second": (
        "/v1/articles", b'{"text":"x","published":"2026-01-01T00:00:00.' + b"0" * 1_000_000 + b'"}', 422,
    ),
    "labels of a host": ("/v1/webhooks", b'{"address":"http://' + b"a." * 500_000 + b'"}', 422),
    "brackets": ("/v1/articles", b'{"text":' * 1_000 + b"0" + b"}" * 1_000, 400),
    "a body that unpacks to more": ("/v1/articles", gzip.compress(b'{"text":"' + b"a" * 3_000_000 + b'"}'), 400),
    "UTF-16, which hides what is escaped": ("/v1/articles", '{"text":"\\u0000\\ud800"}'.encode("utf-16"), 400),
    "surrogates as bytes": ("/v1/articles", b'{"text":"\xed\xa0\x80"}', 400),
}  # fmt: skip


@pytest.mark.parametrize(("path", "content", "status"), BOMBS.values(), ids=BOMBS)
def test_a_body_of_very_many_is_refused_in_few_words(
    client: TestClient[Any], path: str, content: bytes, status: int
) -> None:
    headers = {**JSON, **({"Content-Encoding": "gzip"} if content.startswith(b"\x1f\x8b") else {})}
    answer = client.post(path, content=content, headers=headers)
    assert kind(answer)[0] == status
    assert len(answer.json()["errors"]) <= MOST_PROBLEMS
    assert len(answer.content) < 20_000


PART = b'--b\r\nContent-Disposition: form-data; name="outlet"\r\n\r\nx\r\n'
FORMS = {
    "a thousand parts": PART * 1000 + b"--b--\r\n",
    "no end": PART * 3,
    "a header without end": b'--b\r\nContent-Disposition: form-data; name="' + b"a" * 1_000_000,
    "very many headers": b"--b\r\n" + b"X: 1\r\n" * 100_000 + b"\r\nx\r\n--b--\r\n",
    "nothing but beginnings": b"\r\n--" * 300_000,
    "quotes that do not end": b"--b\r\nContent-Disposition: form-data; " + b'a="\\' * 900 + b"\r\n\r\nx\r\n--b--\r\n",
    "a part without a name": b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_a_form_made_to_be_long_is_refused(client: TestClient[Any], content: bytes) -> None:
    answer = client.post(
        "/v1/reconciliations", content=content, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert kind(answer) == (400, "malformed-form")
    assert len(answer.content) < 1000


# --- what articles say ---

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


# --- addresses to fetch and to call ---

OF_A_WEBHOOK = {
    "host", "user-agent", "content-type", "content-length", "accept", "accept-encoding", "connection",
    "reconcile-delivery", "reconcile-signature",
}  # fmt: skip


def test_what_is_fetched_leads_nowhere_inside(
    settings: ServiceSettings, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(host: str, port: Any, *_: Any, **__: Any) -> list[Any]:
        return [(2, 1, 6, "", ("10.0.0.7" if host == "inside.example" else "127.0.0.1", port or 80))]

    with serving(page(b"secret")) as inside, serving(page()) as door:
        leading = {
            "a redirect to loopback": f"http://{inside.place}/",
            "a redirect to a name": f"http://localhost:{inside.port}/",
            "a redirect to loopback in IPv6": f"http://[::ffff:127.0.0.1]:{inside.port}/",
            "a redirect to one number": f"http://2130706433:{inside.port}/",
            "a redirect to octal": f"http://0177.0.0.1:{inside.port}/",
            "a redirect to metadata": "http://169.254.169.254/latest/meta-data/",
            "a redirect to a file": "file:///etc/passwd",
            "a redirect to a name of the inside": "http://inside.example/",
        }
        door._answer = lambda connection, head: connection.sendall(
            page(b"", status="302 Found", Location=leading[list(leading)[int(head.split(b"/")[1].split()[0])]])
        )
        allowing = settings.model_copy(update={"fetch": True, "allow_private": door.place})
        monkeypatch.setattr(socket, "getaddrinfo", looked_up)
        with TestClient(create_app(allowing, pool)) as client:
            tried = {f"{name}": f"http://{door.place}/{at}" for at, name in enumerate(leading)}
            tried |= {name.removeprefix("a redirect to "): address for name, address in leading.items()}
            tried |= {"a name of this machine": f"http://localhost:{door.port}/0"}
            for name, address in tried.items():
                answer = client.post("/v1/articles", json={"address": address})
                assert answer.status_code == 422, (name, answer.text)
                assert "secret" not in answer.text
                assert "10.0.0.7" not in answer.text
            assert client.get("/v1/articles").json()["items"] == []
        assert inside.requests == []
        assert len(door.requests) == len(leading)


def test_a_webhook_is_sent_our_headers_and_follows_nothing(
    settings: ServiceSettings, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "ATTEMPTS", 1)
    heads: list[str] = []

    def moved(connection: socket.socket, head: bytes) -> None:
        heads.append(head.decode("latin-1").partition("\r\n\r\n")[0])
        connection.sendall(page(b"", status="307 Moved", Location=f"http://{inside.place}/"))

    with serving(page()) as inside, posting(settings, pool, "200 OK") as (client, receiver):
        for address in (
            f"http://{inside.place}/", f"http://localhost:{receiver.server.port}/hook",
            f"http://2130706433:{receiver.server.port}/hook", f"{receiver.address.replace('http:', 'ftp:')}",
        ):  # fmt: skip
            assert client.post("/v1/webhooks", json={"address": address}).status_code == 422, address
        receiver.server._answer = moved
        hook = hooked(client, receiver, events=["reconciled"])
        client.post("/v1/stories", json={"title": "제목\r\nX-Evil: 1"})
        begun(client, kept(client, NOON, "낮\r\nX-Evil: 1"))
        owed = deliveries(client, hook["id"], over)
        assert {(each["status"], each["answer"]) for each in owed} == {("failed", 307)}
        assert inside.requests == []
        assert heads
        for head in heads:
            names = {line.partition(":")[0].lower() for line in head.split("\r\n")[1:]}
            assert names == OF_A_WEBHOOK


# --- on the wire ---


def test_a_line_of_the_log_is_one_line(guarded: TestClient[Any], keys: dict[str, str], written: io.StringIO) -> None:
    headers = {**bearer(keys["read"]), "X-Request-ID": "a%0alevel=error", "User-Agent": "a\tb"}
    guarded.get("/v1/articles/a%0d%0aforged%20line?q=%0aforged", headers=headers)
    guarded.request("DELETE", "/v1/articles/%0aforged", headers=headers)
    assert "forged" not in written.getvalue()
    assert "level=error" not in written.getvalue()


def test_a_body_that_trickles_is_given_up(settings: ServiceSettings, pool: Pool) -> None:
    """An application, asked as a server asks it: a first piece of the body, and then nothing."""
    app = create_app(settings.model_copy(update={"body_seconds": 0.1}), pool)
    pieces = iter([b'{"text":', b'"'])
    sent: list[Any] = []

    async def receive() -> Any:
        piece = next(pieces, None)
        if piece is None:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": True}

    async def take(message: Any) -> None:
        sent.append(message)

    scope: Any = {
        "type": "http", "method": "POST", "path": "/v1/articles", "raw_path": b"/v1/articles", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")], "http_version": "1.1",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9), "root_path": "", "asgi": {},
        "app": app, "litestar_app": app,
    }  # fmt: skip
    asyncio.run(app(scope, receive, take))
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["type"].endswith("too-slow")
