"""Connections that a policy judges, within one limit of time.

Every address that httpx would open, the first and those of redirects, is judged as it is written; then its host is
looked up once, all answers are judged, and the connection is made to them and nothing else. The name itself goes no
further than into the Host header and TLS, so that a second look-up with another answer has no place to happen.
"""

from __future__ import annotations

import queue
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Thread
from typing import Any, Final

import httpcore
import httpx

from sources.errors import AddressRefused, FetchFailed, FetchTimedOut
from sources.guard import SCHEMES, PublicOnly

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# A piece of 8 KB unpacks to 8 MB at most (deflate packs 1:1032), so that a limit on unpacked bytes is noticed in time.
_PIECE: Final = 8192


def client(source: str, policy: PublicOnly, *, network: httpcore.NetworkBackend | None = None) -> httpx.Client:
    """A client for one exchange, its time running from now: no proxies, no cookies, no settings of the environment.

    `source` names the input in errors; `network` takes the place of sockets, for tests.
    """
    return httpx.Client(
        transport=_Guarded(source, policy, network or httpcore.SyncBackend()),
        timeout=policy.seconds,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        follow_redirects=False,
    )


def url_of(address: str) -> httpx.URL:
    """The address as httpx reads it. Raises AddressRefused for what is none, or none by http(s)."""
    try:
        url = httpx.URL(address)
        host = url.host  # what IDNA cannot decode fails here
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(address, f"not an address ({error})", "check its spelling") from None
    if url.scheme not in SCHEMES or not host:
        raise AddressRefused(address, "not an http(s) address")
    return url


@contextmanager
def failures(source: str, seconds: float, advice: str | None = None) -> Iterator[None]:
    """What a client raises as errors of ours: FetchTimedOut, FetchFailed."""
    try:
        yield
    except httpx.TimeoutException:
        raise FetchTimedOut(source, f"no answer within {seconds:g} seconds", advice) from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:  # UnicodeError: a host that IDNA cannot decode
        raise FetchFailed(source, f"gave no answer ({error})", advice) from None


class _Guarded(httpx.BaseTransport):
    """httpx above, connections that were judged below."""

    def __init__(self, source: str, policy: PublicOnly, network: httpcore.NetworkBackend) -> None:
        self._source = source
        self._policy = policy
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            network_backend=_Pinned(source, policy, network, _Deadline(policy.seconds)),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        host = url.raw_host.decode("ascii")
        self._policy.check(
            self._source,
            scheme=url.scheme,
            host=host,
            port=_DEFAULT_PORTS.get(url.scheme, 0) if url.port is None else url.port,
            credentials=bool(url.userinfo),
        )
        below = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            # Certificates name hosts without the dot of the root.
            extensions={**request.extensions, "sni_hostname": host.removesuffix(".")},
        )
        with _as_httpx():
            response = self._pool.handle_request(below)
        assert isinstance(response.stream, Iterable)
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response.stream, response.close),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities of certifi. Read once: it takes longer than a small page."""
    return httpx.create_ssl_context(trust_env=False)


class _Body(httpx.SyncByteStream):
    def __init__(self, pieces: Iterable[bytes], close: Callable[[], None]) -> None:
        self._pieces = pieces
        self._close = close

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._pieces

    def close(self) -> None:
        self._close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise httpx.TransportError(str(error)) from error


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """The seconds left, `timeout` at most. Raises httpcore.ReadTimeout when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)


class _Pinned(httpcore.NetworkBackend):
    """Looks a host up, has the answers judged, and dials these in turn."""

    def __init__(self, source: str, policy: PublicOnly, network: httpcore.NetworkBackend, deadline: _Deadline) -> None:
        self._source = source
        self._policy = policy
        self._network = network
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._policy.addresses(self._source, host, port, self._look_up)
        failure: Exception | None = None
        for tried, address in enumerate(addresses):
            # A share for each, or the first that swallows packets takes it all.
            share = self._deadline.left(timeout) / (len(addresses) - tried)
            try:
                stream = self._network.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._deadline)
        assert failure is not None
        raise failure

    def _look_up(self, host: str) -> Iterable[str]:
        """The policy's or the system's answer, in a thread of its own: getaddrinfo has no limit of time."""
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(list((self._policy.resolver or _system)(host)))
            except Exception as error:
                answers.put(error)

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._deadline.left())
        except queue.Empty:
            raise httpcore.ConnectTimeout("the time is up") from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def _system(host: str) -> Iterable[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(entry[4][0]) for entry in found]


class _Timed(httpcore.NetworkStream):
    """A stream of which no step goes on beyond the deadline, however many steps there are."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(min(max_bytes, _PIECE), self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, since the limit of a write is for each time that some of it is sent.
        for at in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[at : at + _PIECE], self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(
            self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout)), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
