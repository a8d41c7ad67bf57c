"""Bodies sent to a server on this machine, by a policy that lets it through."""

from __future__ import annotations

import socket
import threading

import pytest

from sources import errors
from sources.guard import PublicOnly
from sources.webhook import post
from tests.sources.server import Server, page, serving

BODY = '{"event": "새 상충"}'.encode()


def here(server: Server, seconds: float = 30.0) -> PublicOnly:
    return PublicOnly(allow={server.place}, resolver=lambda _: ["127.0.0.1"], seconds=seconds)


def test_a_body_arrives_byte_for_byte_with_its_headers() -> None:
    bodies = []

    def answer(connection: socket.socket, head: bytes) -> None:
        body = head.partition(b"\r\n\r\n")[2]
        while len(body) < len(BODY):
            body += connection.recv(65536)
        bodies.append(body)
        connection.sendall(page(status="202 Accepted"))

    with serving(answer) as server:
        status = post(
            f"http://hooks.example:{server.port}/in?a=1",
            BODY,
            {"Reconcile-Signature": "t=1,v1=ab"},
            policy=here(server),
        )
        head = server.requests[0].partition(b"\r\n\r\n")[0].lower().decode().split("\r\n")
    assert (status, bodies) == (202, [BODY])
    assert head[0] == "post /in?a=1 http/1.1"
    assert {
        f"host: hooks.example:{server.port}",
        "content-type: application/json",
        f"content-length: {len(BODY)}",
        "reconcile-signature: t=1,v1=ab",
    } <= set(head)


def test_a_type_given_is_the_type_sent() -> None:
    with serving(page()) as server:
        post(f"http://{server.place}/", b"x", {"Content-Type": "application/cloudevents+json"}, policy=here(server))
        head = server.requests[0].lower()
    assert head.count(b"content-type") == 1 and b"application/cloudevents+json" in head


@pytest.mark.parametrize("status", ["204 No Content", "400 Bad", "410 Gone", "500 Oops", "503 Busy"])
def test_the_status_is_given_whatever_it_is(status: str) -> None:
    with serving(page(b"", status=status)) as server:
        assert post(f"http://{server.place}/", BODY, {}, policy=here(server)) == int(status[:3])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with serving(page()) as inside:
        moved = page(status=f"{status} Moved", location=f"http://{inside.place}/")
        with serving(moved) as server:
            policy = PublicOnly(allow={server.place, inside.place})
            assert post(f"http://{server.place}/", BODY, {}, policy=policy) == status
        assert inside.requests == []


def test_an_answer_without_end_is_left() -> None:
    def answer(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(1_000_000):
            connection.sendall(b"x" * 4096)

    with serving(answer) as server:
        assert post(f"http://{server.place}/", BODY, {}, policy=here(server)) == 200


def test_an_answer_that_breaks_off_behind_its_status_counts() -> None:
    with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx") as server:
        assert post(f"http://{server.place}/", BODY, {}, policy=here(server)) == 200


def test_a_receiver_that_drips_its_head_ends_with_the_time() -> None:
    left = threading.Event()

    def answer(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not left.wait(0.01):
            connection.sendall(b"x")

    with serving(answer) as server:
        with pytest.raises(errors.FetchTimedOut):
            post(f"http://{server.place}/", BODY, {}, policy=here(server, seconds=0.3))
        left.set()


def test_a_receiver_that_takes_nothing_ends_with_the_time() -> None:
    left = threading.Event()
    with serving(lambda *_: left.wait(10) and None) as server:
        with pytest.raises(errors.FetchTimedOut):
            post(f"http://{server.place}/", b"x" * 50_000_000, {}, policy=here(server, seconds=0.5))
        left.set()


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("http://127.0.0.1/", errors.HostNotPublic),
        ("http://[::ffff:169.254.169.254]/", errors.HostNotPublic),
        ("http://inside.example/", errors.HostNotPublic),
        ("http://localhost/", errors.HostNotPublic),
        ("http://2130706433/", errors.AddressRefused),
        ("http://user:secret@hooks.example/", errors.AddressRefused),
        ("http://hooks.example:25/", errors.PortRefused),
        ("ftp://hooks.example/", errors.AddressRefused),
        ("/hooks", errors.AddressRefused),
        ("http://hooks.example/a\r\nX-Evil: 1", errors.AddressRefused),
    ],
)
def test_an_address_is_judged_before_anything_is_sent(address: str, error: type[errors.SourceError]) -> None:
    with pytest.raises(error) as caught:
        post(address, BODY, {}, policy=PublicOnly(resolver=lambda _: ["10.0.0.7"]))
    assert "secret" not in str(caught.value)


def test_a_receiver_that_is_not_there_is_a_failure() -> None:
    with serving(page()) as server:
        place = server.place
    with pytest.raises(errors.FetchFailed):
        post(f"http://{place}/", BODY, {}, policy=PublicOnly(allow={place}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Secret", "a\r\nX-Evil: 1"),
        ("X-Secret", "a\nX-Evil: 1"),
        ("X-Secret", "a\rX-Evil: 1"),
        ("X-Secret", "a\r\n\r\n{}"),
        ("X-Secret", "a\x00"),
        ("X-Secret", "a\x7f"),
        ("X-Secret", "a\u2028b"),
        ("X-Secret", "a\u560d\u560aX-Evil: 1"),
        ("X-Secret", " a"),
        ("X-Secret", "a\t"),
        ("X-Secret", "비밀"),
        ("X-Secret\r\nX-Evil", "1"),
        ("X-Secret: 1", "1"),
        ("X Secret", "1"),
        ("", "1"),
        ("비밀", "1"),
        ("Host", "inside.example"),
        ("content-length", "0"),
        ("Transfer-Encoding", "chunked"),
        ("Connection", "keep-alive"),
        ("Cookie", "a=1"),
        ("Proxy-Authorization", "Basic eA=="),
    ],
)
def test_a_header_that_could_become_another_is_refused(name: str, value: str) -> None:
    with pytest.raises(errors.HeaderRefused) as caught:
        post("http://hooks.example/", BODY, {name: value}, policy=PublicOnly(resolver=lambda _: ["8.8.8.8"]))
    assert caught.value.name == name and "\n" not in str(caught.value)


def test_long_values_and_inner_spaces_are_sent_as_they_are() -> None:
    value = "a \t " + "b" * 5_000
    with serving(page()) as server:
        post(f"http://{server.place}/", BODY, {"X-Long": value, "X-Empty": ""}, policy=here(server))
        assert f"x-long: {value}\r\n".encode() in server.requests[0]
