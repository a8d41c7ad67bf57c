"""Events posted to a receiver on this machine, which the settings let through."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from schemas.validate import validate
from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings, SettingsRefused
from service.storage import webhooks
from tests.service.test_stories import EVENING, NOON, begun, grown, kept
from tests.service.waiting import until
from tests.sources.server import Server, page, serving


class Receiver:
    """Keeps what is posted to it, and answers with the statuses given, the last of them for ever."""

    def __init__(self, *statuses: str) -> None:
        self.posts: list[tuple[dict[str, str], bytes]] = []
        self._statuses = [*statuses]
        self.server: Server

    @contextmanager
    def listening(self) -> Iterator[Receiver]:
        with serving(self._answer) as self.server:
            yield self

    @property
    def address(self) -> str:
        return f"http://{self.server.place}/hook"

    def _answer(self, connection: socket.socket, head: bytes) -> None:
        lines, _, body = head.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in lines.decode().lower().split("\r\n")[1:])
        while len(body) < int(headers["content-length"]):
            body += connection.recv(65536)
        self.posts.append((headers, body))
        status = self._statuses[min(len(self.posts), len(self._statuses)) - 1]
        connection.sendall(page(b"", status=status))


def hooked(client: TestClient[Any], receiver: Receiver, **more: Any) -> dict[str, Any]:
    answer = client.post("/v1/webhooks", json={"address": receiver.address, **more})
    assert answer.status_code == 201, answer.text
    validate("webhook-1", answer.json())
    assert answer.headers["location"] == f"/v1/webhooks/{answer.json()['id']}"
    return dict(answer.json())


def deliveries(client: TestClient[Any], hook: str, ready: Callable[[list[dict[str, Any]]], bool]) -> list[Any]:
    """The deliveries of a webhook, once they are as wanted."""
    return until(
        lambda found: found and ready(found),
        lambda: list(client.get(f"/v1/webhooks/{hook}/deliveries").json()["items"]),
    )


def over(found: list[dict[str, Any]]) -> bool:
    return all(each["status"] != "due" for each in found)


@contextmanager
def posting(settings: ServiceSettings, pool: Pool, *statuses: str) -> Iterator[tuple[TestClient[Any], Receiver]]:
    """A service, and a receiver that it may call."""
    with Receiver(*statuses).listening() as receiver:
        allowing = settings.model_copy(update={"allow_private": receiver.server.place})
        with TestClient(create_app(allowing, pool)) as client:
            yield client, receiver


def another(client: TestClient[Any], pool: Pool) -> Litestar:
    """A second service with the settings of the first."""
    return create_app(client.app.state.backend.settings, pool)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "FIRST_WAIT", timedelta())


def test_events_of_a_story_are_posted_signed_and_each_is_accounted_for(settings: ServiceSettings, pool: Pool) -> None:
    with posting(settings, pool, "204 No Content") as (client, receiver):
        story, other = begun(client, kept(client, NOON, "낮신문"))["id"], begun(client)["id"]
        hook = hooked(client, receiver, story=story, events=["conflict_new", "reconciled"])
        assert "secret" not in client.get(f"/v1/webhooks/{hook['id']}").text.replace('"secret":null', "")
        article = kept(client, EVENING, "저녁신문")
        grown(client, other, article)
        grown(client, story, article)
        owed = deliveries(client, hook["id"], over)
        told = client.get(f"/v1/stories/{story}/events", params={"limit": 200}).json()["items"]
    for headers, body in receiver.posts:
        stamp, mac = (part.partition("=")[2] for part in headers["reconcile-signature"].split(","))
        wanted = hmac.new(hook["secret"].encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(mac, wanted)
    bodies = [json.loads(body) for _, body in receiver.posts]
    for body in bodies:
        validate("webhook-body-1", body)
    events = [body["event"] for body in bodies]
    assert events == [e for e in told if e["type"] in ("conflict_new", "reconciled") and e["version"] == 2]
    assert {e["type"] for e in events} == {"conflict_new", "reconciled"}
    for each in owed:
        validate("delivery-1", each)
    assert {each["id"] for each in owed} == {body["delivery"] for body in bodies}
    assert {(each["status"], each["attempts"], each["answer"]) for each in owed} == {("delivered", 1, 204)}


def test_what_was_not_taken_is_posted_again_as_the_same_delivery(
    settings: ServiceSettings, pool: Pool, soon: None
) -> None:
    with posting(settings, pool, "500 Oops", "302 Found", "200 OK") as (client, receiver):
        hook = hooked(client, receiver, events=["reconciled"])
        begun(client)
        (owed,) = deliveries(client, hook["id"], over)
    assert (owed["status"], owed["attempts"], owed["answer"], owed["error"]) == ("delivered", 3, 200, None)
    assert {headers["reconcile-delivery"] for headers, _ in receiver.posts} == {owed["id"]}
    assert len({body for _, body in receiver.posts}) == 1


def test_what_is_never_taken_is_given_up_and_says_why(settings: ServiceSettings, pool: Pool, soon: None) -> None:
    with posting(settings, pool, "503 Busy") as (client, receiver):
        hook = hooked(client, receiver, events=["reconciled"])
        begun(client)
        (owed,) = deliveries(client, hook["id"], over)
        assert client.get(f"/v1/webhooks/{hook['id']}/deliveries?status=failed").json()["items"] == [owed]
        assert client.delete(f"/v1/webhooks/{hook['id']}").status_code == 204
        assert client.get(f"/v1/webhooks/{hook['id']}/deliveries").status_code == 404
    assert (owed["status"], owed["attempts"], owed["error"]) == ("failed", webhooks.ATTEMPTS, "answered 503")
    assert len(receiver.posts) == webhooks.ATTEMPTS


def test_the_attempts_take_about_a_day() -> None:
    waits = [webhooks.FIRST_WAIT * webhooks.WAITS_GROW**n for n in range(webhooks.ATTEMPTS - 1)]
    assert timedelta(hours=20) < sum(waits, timedelta()) < timedelta(hours=28)


def test_of_two_services_on_one_database_one_posts(settings: ServiceSettings, pool: Pool) -> None:
    with posting(settings, pool, "200 OK") as (client, receiver), TestClient(another(client, pool)):
        hook = hooked(client, receiver)
        story = begun(client, kept(client, NOON, "낮신문"))["id"]
        grown(client, story, kept(client, EVENING, "저녁신문"))
        owed = deliveries(client, hook["id"], over)
    posted = [json.loads(body)["delivery"] for _, body in receiver.posts]
    assert sorted(posted) == sorted(each["id"] for each in owed)


REFUSED = {
    "loopback": "http://127.0.0.1/hook",
    "loopback at the port of another allowance": "http://127.0.0.1:9/hook",
    "loopback in IPv6": "http://[::1]/",
    "loopback mapped into IPv6": "http://[::ffff:127.0.0.1]/",
    "loopback as one number": "http://2130706433/",
    "loopback in octal": "http://0177.0.0.1/",
    "a private network": "https://10.0.0.1/hook",
    "metadata of a cloud": "http://169.254.169.254/latest",
    "a local name": "http://localhost/",
    "a port that is not for the web": "https://hooks.example.org:22/",
    "a password": "https://user:word@hooks.example.org/",
    "a line break": "https://hooks.example.org/\r\nX-Key: 1",
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_address_inside_is_refused_when_that_shows(client: TestClient[Any]) -> None:
    for name, address in REFUSED.items():
        answer = client.post("/v1/webhooks", json={"address": address})
        assert answer.status_code == 422, name
        validate("problem-1", answer.json())
        assert answer.json()["errors"][0]["pointer"] == "/address", name
    assert client.get("/v1/webhooks").json()["items"] == []
    assert client.post("/v1/webhooks", json={"address": "https://hooks.example.org/a?b=1"}).status_code == 201
    gone = client.post("/v1/webhooks", json={"address": "https://hooks.example.org/", "story": "s0"})
    assert (gone.status_code, gone.json()["errors"][0]["pointer"]) == (404, "/story")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_address_that_turns_out_to_be_inside_is_not_called(
    settings: ServiceSettings, pool: Pool, soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 80))])
    with TestClient(create_app(settings, pool)) as client:
        hook = client.post("/v1/webhooks", json={"address": "http://hooks.example.org/"}).json()["id"]
        begun(client)
        owed = deliveries(client, hook, over)
    assert {(each["status"], each["answer"]) for each in owed} == {("failed", None)}
    assert {each["error"] for each in owed} == {"hooks.example.org is not on the public internet"}


def test_a_place_that_is_none_is_refused_at_the_start() -> None:
    with pytest.raises(SettingsRefused, match="RECONCILE_ALLOW_PRIVATE"):
        ServiceSettings.read(allow_private="hooks.lan")
