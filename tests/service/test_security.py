"""What somebody might send to break the service, and that nothing comes of it.

Cases that are one request are data: cases/security.toml.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from schemas.validate import MOST_PROBLEMS
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.test_edge import kind

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "security.toml").read_text(encoding="utf-8"))
OUTLET = "들봄일보\r\nSet-Cookie: a=b>;rel=x"
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
        client.post("/v1/articles", json={"text": f"{TEXT} {number}.", "outlet": OUTLET})
    for case in CASES["inert"]:
        answer = send(client, case)
        assert (answer.status_code, answer.json()["items"]) == (case["status"], []), case["name"]
        assert "set-cookie" not in answer.headers, case["name"]
    link = client.get("/v1/articles", params={"limit": 1, "outlet": OUTLET}).headers["link"]
    assert re.fullmatch(r'</v1/articles\?[\w%&=.+-]+>; rel="next"', link), link


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
    "a body that unpacks to more": ("/v1/articles", gzip.compress(b'{"text":"' + b"a" * 3_000_000 + b'"}'), 415),
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
