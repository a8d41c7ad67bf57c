"""Addresses that somebody gives to be fetched or called lead nowhere inside."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage import webhooks
from tests.service.test_stories import NOON, begun, kept
from tests.service.test_webhooks import deliveries, hooked, over, posting
from tests.sources.server import page, serving

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

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
