"""What changed in a story, told as it changes: over a real connection, since a test client gathers a stream first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import pytest

from schemas.validate import validate
from service import streaming
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.servers import Running
from tests.service.test_stories import EVENING, NIGHT, NOON, begun, grown, kept
from tests.service.waiting import until

STREAM = {"accept": "text/event-stream"}
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def server(settings: ServiceSettings, pool: Pool) -> Running:
    return Running(settings, pool)


@contextmanager
def connected(server: Running) -> Iterator[httpx.Client]:
    with server.in_thread() as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def client(server: Running) -> Iterator[httpx.Client]:
    with connected(server) as made:
        yield made


def told(lines: Iterator[str], until: str | None = None) -> list[dict[str, Any]]:
    """The events of a stream, up to one of a type, else to its end."""
    found: list[dict[str, Any]] = []
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name:
            fields[name] = value
            continue
        if "data" in fields:
            event = json.loads(fields["data"])
            validate("event-1", event)
            assert (fields["id"], fields["event"]) == (str(event["id"]), event["type"])
            found.append(event)
        if fields.get("event") == until:
            return found
        fields = {}
    return found


def types(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in events]


def test_a_stream_tells_what_each_article_changes_and_is_taken_up_where_it_broke_off(client: httpx.Client) -> None:
    noon, evening, night = (kept(client, text, f"{n}번신문") for n, text in enumerate((NOON, EVENING, NIGHT)))
    story = begun(client, noon)["id"]
    place = f"/v1/stories/{story}/events"
    with client.stream("GET", place, headers=STREAM) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        assert types(told(lines, "reconciled")) == ["article_added", "reconciled"]
        grown(client, story, evening)
        second = told(lines, "reconciled")
    assert types(second)[:2] == ["article_added", "conflict_new"]
    assert "agreement_gained" in types(second)
    conflict = second[1]
    assert (conflict["kind"], conflict["version"]) == ("figure", 2)
    assert conflict["explanation"]["ko"].startswith("새 불일치: ")

    grown(client, story, night)
    again = {"last-event-id": str(second[-1]["id"])}
    with client.stream("GET", place, headers=STREAM | again) as answer:
        third = told(answer.iter_lines(), "reconciled")
    assert types(third)[0] == "article_added"
    assert "conflict_new" not in types(third)  # the third article joins the conflict that there was
    page = client.get(place, headers=again).json()
    assert page["items"] == third
    first = client.get(place, params={"limit": 2})
    rest = client.get(place, params={"cursor": first.json()["next"], "limit": 200}).json()
    whole = [*first.json()["items"], *rest["items"]]
    assert whole[-len(third) :] == third

    newest = client.get(place, params={"order": "newest", "limit": 2}).json()
    older = client.get(place, params={"order": "newest", "limit": 200, "cursor": newest["next"]}).json()
    assert [*newest["items"], *older["items"]] == whole[::-1]
    between = {"after": whole[1]["id"], "before": whole[4]["id"]}
    assert client.get(place, params=between).json()["items"] == whole[2:4]
    assert client.get(place, params={**between, "order": "newest"}).json()["items"] == whole[3:1:-1]


def test_a_stream_ends_with_its_story(client: httpx.Client) -> None:
    story = begun(client)["id"]
    with client.stream("GET", f"/v1/stories/{story}/events", headers=STREAM) as answer:
        lines = answer.iter_lines()
        told(lines, "reconciled")
        assert client.delete(f"/v1/stories/{story}").status_code == 204
        assert told(lines) == []
    assert client.get(f"/v1/stories/{story}/events", headers=STREAM).status_code == 404


def test_a_stream_ends_when_the_service_stops_and_says_meanwhile_that_it_lives(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "HEARTBEAT", 0.05)
    with connected(server) as client:
        story = begun(client)["id"]
        with client.stream("GET", f"/v1/stories/{story}/events", headers=STREAM) as answer:
            lines = answer.iter_lines()
            assert ": still here" in lines
            server.should_exit = True
            assert all(line in ("", ": still here") for line in lines)


def test_a_client_that_is_gone_is_forgotten(server: Running, client: httpx.Client) -> None:
    story = begun(client)["id"]
    news = server.config.app.state.backend.news

    def becomes(number: int) -> None:
        until(lambda waiting: waiting == number, lambda: news.waiting(story))

    for _ in range(3):
        with client.stream("GET", f"/v1/stories/{story}/events", headers=STREAM) as answer:
            lines = answer.iter_lines()  # held: a reader that is given up closes its connection
            told(lines, "reconciled")
            becomes(1)
        becomes(0)


def test_more_streams_than_the_service_takes_are_refused(settings: ServiceSettings, pool: Pool) -> None:
    with connected(Running(settings.model_copy(update={"streams": 2}), pool)) as client:
        story = begun(client)["id"]
        with ExitStack() as open_:
            answers = [
                open_.enter_context(client.stream("GET", f"/v1/stories/{story}/events", headers=STREAM))
                for _ in range(4)
            ]
            assert [answer.status_code for answer in answers].count(503) >= 1


@pytest.mark.parametrize(
    ("headers", "params", "status"),
    [
        ({"accept": "image/png"}, {}, 406),
        ({"last-event-id": "그때"}, {}, 400),
        ({}, {"after": "-1"}, 400),
        ({}, {"order": "best"}, 400),
    ],
    ids=["another type", "an id that is none", "an id below all", "an order that is none"],
)
def test_what_cannot_be_told_is_a_problem(
    client: httpx.Client, headers: dict[str, str], params: dict[str, str], status: int
) -> None:
    story = begun(client)["id"]
    encoded = {name: value.encode() for name, value in headers.items()}
    answer = client.get(f"/v1/stories/{story}/events", headers=encoded, params=params)
    assert answer.status_code == status
    validate("problem-1", answer.json())
