"""A service on loopback: in a process of its own, as it is run in earnest, or in a thread of this one."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import IO, Any

import httpx

from service.app import create_app
from service.jobs.pool import Pool
from service.server import Server as ThreadedServer
from service.settings import ServiceSettings

STARTS_WITHIN = 90.0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`python -m service` on a port that stays the same from one start to the next."""

    def __init__(self, database: str, **settings: Any) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = httpx.Client(base_url=self.url, timeout=60)
        given = {"database": database, "rate": 0, "log_level": "warning", **settings}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RECONCILE_")}
        self._environment = {**kept, **{f"RECONCILE_{name.upper()}": str(value) for name, value in given.items()}}
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers that it is ready."""
        command = [sys.executable, "-m", "service", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self._environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            assert self.process.poll() is None, f"the server ended:\n{self.log()}"
            with contextlib.suppress(httpx.TransportError):
                if self.client.get("/ready", timeout=5).status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"the server did not become ready:\n{self.log()}")

    def kill(self) -> None:
        """SIGKILL, to the server alone: what it started has to notice."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def left_behind(self, seconds: float) -> bool:
        """Whether a process that the server started outlives it for longer than the seconds."""
        assert self.process is not None
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return False
            time.sleep(0.1)
        return True

    def stop(self) -> int | None:
        """SIGTERM, and what the process ended with; SIGKILL to whatever is left."""
        if self.process is None:
            return None
        self.process.terminate()
        try:
            return self.process.wait(40)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-20_000:]

    def close(self) -> None:
        self.stop()
        self.client.close()
        self._log.close()


@contextlib.contextmanager
def serving(database: str, **settings: Any) -> Iterator[Server]:
    server = Server(database, **settings)
    try:
        server.start()
        yield server
    finally:
        server.close()


class Running(ThreadedServer):
    """The server as it is, on a free port: `in_thread` runs it."""

    def __init__(self, settings: ServiceSettings, pool: Pool) -> None:
        given = settings.model_copy(update={"port": 0})
        super().__init__(create_app(given, pool), given)
