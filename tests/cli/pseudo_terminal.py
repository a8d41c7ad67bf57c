"""A process of ours in a terminal: on a pseudo-terminal, every wait for it bounded."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90.0
"""After which a test fails that waits."""


class Session:
    """Python with these arguments, such as `-m reconcile`, on a terminal of so many `columns` and `lines`.

    `out` takes standard output, which is the terminal without it; standard error always is the terminal. Standard input
    is `stdin` of the process, a pipe, open until `close_input`.
    """

    def __init__(
        self,
        *arguments: object,
        env: Mapping[str, str] | None = None,
        columns: int = 100,
        lines: int = 24,
        out: Path | None = None,
    ) -> None:
        self._shown = b""
        self._end = time.monotonic() + SECONDS
        self._terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        written = None if out is None else out.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
            stdin=subprocess.PIPE,
            stdout=theirs if written is None else written,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        if written is not None:
            written.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self.close_input()
        os.close(self._terminal)

    def seen(self, words: str) -> bool:
        """Waits until the terminal has shown `words`; whether it did before the end."""
        while words.encode() not in self._shown:
            if not self._read():
                return False
        return True

    def close_input(self, last: bytes = b"") -> None:
        """Write what is left of standard input, and end it."""
        assert self._process.stdin is not None
        if not self._process.stdin.closed:
            self._process.stdin.write(last)
            self._process.stdin.close()

    def ended(self) -> tuple[int, str]:
        """Waits for the process; its exit status and all that the terminal has shown."""
        self.close_input()
        while self._read():
            pass
        return self._process.wait(max(0.1, self._end - time.monotonic())), self._shown.decode("utf-8", "replace")

    def _read(self) -> bool:
        """Take what the terminal shows next; False at its end."""
        left = self._end - time.monotonic()
        if left <= 0 or not select.select([self._terminal], [], [], left)[0]:
            raise TimeoutError(
                f"nothing for {SECONDS} seconds after: {self._shown.decode('utf-8', 'replace')[-500:]!r}"
            )
        try:
            read = os.read(self._terminal, 1 << 16)
        except OSError:  # what Linux says when nobody has the other end any more
            return False
        self._shown += read
        return bool(read)
