"""Pages from a server on this machine, by policies that let this one server through."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator

import pytest

import sources
from sources import errors, fetch
from sources.guard import PublicOnly
from tests.sources.server import Server, page, serving

AMPLE = 30.0
SCARCE = 0.3
FOREVER = 1_000_000


def here(server: Server, *, seconds: float = AMPLE, largest: int = 100_000) -> PublicOnly:
    """The public internet and this server, where every name leads."""
    return PublicOnly(allow={server.place}, resolver=lambda _: ["127.0.0.1"], seconds=seconds, largest=largest)


def test_an_article_is_read_by_its_name_from_the_address_that_was_judged() -> None:
    text = "The Wrenfield bridge opened on Tuesday.\n\nIt cost 12 million pounds.\n"
    with serving(page(text.encode(), content_type="text/plain; charset=utf-8")) as server:
        address = f"http://news.example:{server.port}/bridge"
        article = sources.read(address, policy=here(server))
    assert (article.text, article.url) == (text, address)
    assert f"Host: news.example:{server.port}\r\n".encode() in server.requests[0]


def test_this_machine_is_refused_by_default() -> None:
    with serving(page()) as server:
        with pytest.raises(errors.HostNotPublic):
            fetch.fetch(f"http://127.0.0.1:{server.port}/", policy=PublicOnly(ports={server.port}))
        assert server.requests == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_to_a_server_on_this_machine_does_not_reach_it(status: str) -> None:
    with serving(page(b"the inside")) as inside:
        moved = page(status=status, location=f"http://127.0.0.1:{inside.port}/secret")
        with serving(moved) as server:
            policy = PublicOnly(ports={80, 443, inside.port}, allow={server.place})
            with pytest.raises(errors.HostNotPublic):
                fetch.fetch(f"http://{server.place}/", policy=policy)
        assert inside.requests == []


def test_redirects_are_followed_and_end() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        connection.sendall(page(status="302 Found", location="/b") if head.startswith(b"GET /a") else page())

    with serving(answer) as server:
        found = fetch.fetch(f"http://news.example:{server.port}/a", policy=here(server))
    assert (found.url, found.data) == (f"http://news.example:{server.port}/b", b"words")
    with serving(page(status="302 Found", location="/a")) as server:
        with pytest.raises(errors.TooManyRedirects):
            fetch.fetch(f"http://news.example:{server.port}/a", policy=here(server))
        assert len(server.requests) == fetch.REDIRECTS + 1


def drip(head: bytes, piece: bytes) -> Iterator[bytes]:
    yield head
    for _ in range(FOREVER):
        yield piece


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
        (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["silence", "a byte of the head", "answers before the answer", "a byte of the body", "a chunk of a byte"],
)
def test_a_slow_server_ends_with_the_time_however_it_drips(head: bytes, piece: bytes) -> None:
    left = threading.Event()

    def answer(connection: socket.socket, _: bytes) -> None:
        for part in drip(head, piece):
            connection.sendall(part)
            if left.wait(0.01):
                return

    with serving(answer) as server:
        with pytest.raises(errors.FetchTimedOut):
            fetch.fetch(f"http://{server.place}/", policy=here(server, seconds=SCARCE))
        left.set()


def test_slow_redirects_share_one_limit_of_time() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        threading.Event().wait(SCARCE / 2)
        connection.sendall(page(status="302 Found", location="/b"))

    with serving(answer) as server:
        with pytest.raises(errors.FetchTimedOut):
            fetch.fetch(f"http://{server.place}/a", policy=here(server, seconds=SCARCE))
        assert len(server.requests) <= fetch.REDIRECTS


def test_a_slow_look_up_ends_with_the_time() -> None:
    answered = threading.Event()

    def resolver(_: str) -> list[str]:
        answered.wait(10)
        return ["8.8.8.8"]

    try:
        with pytest.raises(errors.FetchTimedOut):
            fetch.fetch("http://news.example/", policy=PublicOnly(resolver=resolver, seconds=SCARCE))
    finally:
        answered.set()


@pytest.mark.parametrize(
    "answer",
    [
        page(b"x" * 100_001),
        page(gzip.compress(b"x" * 20_000_000), content_encoding="gzip"),
        page(zlib.compress(b"x" * 20_000_000), content_encoding="deflate"),
    ],
    ids=["plain", "gzip", "deflate"],
)
def test_the_limit_of_size_is_of_unpacked_bytes(answer: bytes) -> None:
    with serving(answer) as server, pytest.raises(errors.SourceTooLarge) as caught:
        fetch.fetch(f"http://{server.place}/", policy=here(server))
    assert caught.value.limit == 100_000


def test_a_packed_page_within_the_limit_is_unpacked() -> None:
    with serving(page(gzip.compress(b"words" * 20_000), content_encoding="gzip")) as server:
        assert fetch.fetch(f"http://{server.place}/", policy=here(server)).data == b"words" * 20_000


def test_a_page_without_end_is_left_at_the_limit() -> None:
    def answer(connection: socket.socket, _: bytes) -> None:
        for part in drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 4096):
            connection.sendall(part)

    with serving(answer) as server, pytest.raises(errors.SourceTooLarge):
        fetch.fetch(f"http://{server.place}/", policy=here(server))


def test_a_redirect_without_end_is_not_read() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        if head.startswith(b"GET /b"):
            connection.sendall(page())
            return
        for part in drip(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n", b"x" * 4096):
            connection.sendall(part)

    with serving(answer) as server:
        assert fetch.fetch(f"http://{server.place}/a", policy=here(server)).data == b"words"


@pytest.mark.parametrize("packing", ["gzip, gzip", "gzip, deflate", "br", "zstd", "x-unheard-of"])
def test_a_packing_that_was_not_asked_for_is_refused(packing: str) -> None:
    packed = gzip.compress(gzip.compress(b"x" * 1_000))
    with serving(page(packed, content_encoding=packing)) as server, pytest.raises(errors.FetchFailed, match="packed"):
        fetch.fetch(f"http://{server.place}/", policy=here(server))


@pytest.mark.parametrize("media", ["image/png", "application/pdf", "application/zip", "text/x-shellscript"])
def test_a_type_that_no_reader_reads_is_left_unread(media: str) -> None:
    with serving(page(content_type=media)) as server, pytest.raises(errors.MediaUnsupported):
        fetch.fetch(f"http://{server.place}/", policy=here(server))


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
def test_what_is_no_whole_answer_is_a_failure(answer: bytes) -> None:
    with serving(answer) as server, pytest.raises(errors.FetchFailed):
        fetch.fetch(f"http://{server.place}/", policy=here(server))


def test_proxies_and_netrc_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("default login ada password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with serving(page(b"the proxy")) as proxy, serving(page()) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.place}")
        assert fetch.fetch(f"http://{server.place}/", policy=here(server)).data == b"words"
        assert proxy.requests == []
        assert b"authorization" not in server.requests[0].lower()


def test_cookies_are_not_kept() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        moved = page(status="302 Found", location="/b", set_cookie="session=1; Path=/")
        connection.sendall(moved if head.startswith(b"GET /a") else page())

    with serving(answer) as server:
        fetch.fetch(f"http://news.example:{server.port}/a", policy=here(server))
        assert len(server.requests) == 2
        assert b"cookie" not in server.requests[1].lower()


@pytest.mark.parametrize("host", ["news.example", "news.example."])
def test_tls_names_the_host_and_not_the_address(host: str) -> None:
    with serving(b"no TLS") as server:
        with pytest.raises(errors.FetchFailed):
            fetch.fetch(f"https://{host}:{server.port}/", policy=here(server))
        hello = server.requests[0]
    # RFC 6066, 3: type 0 (a host name), its length, the name.
    assert b"\x00\x00\x0cnews.example\x00" in hello and b"news.example." not in hello
