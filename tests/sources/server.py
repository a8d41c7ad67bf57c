"""A server on this machine that answers as a test wants, byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket, bytes], None]
"""Gets the connection and the head of the request."""


class Server:
    """`port` to connect to; `requests` has the heads that came, in order."""

    def __init__(self, answer: Answer) -> None:
        self.requests: list[bytes] = []
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                connection.settimeout(10)
                head = self._head(connection)
                if head == b"end":
                    return
                self.requests.append(head)
                with suppress(OSError):  # the client has left, as many of these tests want
                    self._answer(connection, head)

    @staticmethod
    def _head(connection: socket.socket) -> bytes:
        """What comes before an empty line, or the first bytes of what is no HTTP."""
        head = b""
        while b"\r\n\r\n" not in head and head[:1] != b"\x16" and head != b"end":
            piece = connection.recv(65536)
            if not piece:
                break
            head += piece
        return head

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"end")
        self._thread.join()
        self._listener.close()


@contextmanager
def serving(answer: Answer | bytes) -> Iterator[Server]:
    """A server that answers every request so; bytes are sent as they are."""
    if isinstance(answer, bytes):
        fixed = answer
        server = Server(lambda connection, _: connection.sendall(fixed))
    else:
        server = Server(answer)
    try:
        yield server
    finally:
        server.close()


def page(body: bytes = b"words", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; underscores in the names of headers are hyphens."""
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
