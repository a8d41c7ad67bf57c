"""A process that serves: what keeps it from starting, how it ends, and how long it waits for a request."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from reconcile.cli import run
from service import server
from service.settings import PREFIX


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No settings but a folder of this test's own."""
    for name in os.environ:
        if name.startswith(PREFIX) and not name.startswith(f"{PREFIX}TEST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def sqlite(file: Path) -> str:
    return f"sqlite:///{file}"


def a_folder(state: Path) -> dict[str, str]:
    return {"database": sqlite(state)}


def no_database(state: Path) -> dict[str, str]:
    (state / "notes.txt").write_text("no database, and longer than the head of one\n" * 10)
    return {"database": sqlite(state / "notes.txt")}


def under_a_file(state: Path) -> dict[str, str]:
    (state / "file").touch()
    return {"database": sqlite(state / "file" / "x.sqlite3")}


REFUSED: dict[str, tuple[Callable[[Path], dict[str, str]], str]] = {
    "a setting that is none": (lambda _: {"colour": "red"}, "no such setting"),
    "a setting that cannot be": (lambda _: {"workers": "0"}, "RECONCILE_WORKERS"),
    "a database that is a folder": (a_folder, "cannot be used: unable to open"),
    "a database that is none": (no_database, "cannot be used: file is not a database"),
    "a database under a file": (under_a_file, "cannot be used"),
    "a server that is not there": (
        lambda _: {"database": "postgresql://me:secret@127.0.0.1:1/x"}, "me:***@127.0.0.1:1/x cannot be used",
    ),
    "tables that were not made": (lambda _: {"migrate": "false"}, "run `reconcile db upgrade`"),
    "an address of all, without a key": (lambda _: {"host": "0.0.0.0"}, "reconcile keys create"),
    "an address that is not ours": (lambda _: {"host": "203.0.113.9"}, "cannot listen on 203.0.113.9"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "said"), REFUSED.values(), ids=REFUSED)
def test_what_keeps_it_from_starting_is_said_in_one_line(
    given: Callable[[Path], dict[str, str]], said: str, state: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv(f"{PREFIX}PORT", "0")
    for name, value in given(state).items():
        monkeypatch.setenv(f"{PREFIX}{name.upper()}", value)
    assert run(["serve"]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert told.err.count("\n") == 1
    assert told.err.startswith("reconcile: ")
    assert said in told.err
    assert "secret" not in told.err


def test_a_port_in_use_is_said_in_one_line(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--port", port]) == 2
    assert capsys.readouterr().err == f"reconcile: cannot listen on 127.0.0.1, port {port}: address already in use\n"


def test_keys_are_made_listed_and_revoked(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "create", "desk", "--scope", "write", "--scope", "review", "--days", "30"]) == 0
    key = capsys.readouterr().out.strip()
    assert key.startswith("rk_")
    assert len(key) == 46
    assert run(["keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert "review,write" in listed
    assert "never" in listed
    assert key not in listed
    assert key.encode() not in (state / "reconcile" / "reconcile.sqlite3").read_bytes()
    assert run(["keys", "revoke", "desk"]) == 0
    assert run(["keys", "revoke", "desk"]) == 2
    assert run(["keys", "create", "local"]) == 2
    assert run(["db", "upgrade"]) == 0
    assert "is at version" in capsys.readouterr().out


def test_the_command_prunes_what_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("RECONCILE_DATABASE", f"sqlite:///{tmp_path}/r.sqlite3")
    assert run(["db", "prune", "--days", "30"]) == 2
    assert run(["db", "upgrade"]) == 0
    assert run(["db", "prune"]) == 2
    assert "--days" in capsys.readouterr().err
    assert run(["db", "prune", "--days", "30"]) == 0
    assert "0  stories" in capsys.readouterr().out


@contextmanager
def serving() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that serves on a free port, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reconcile", "serve", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert "listens on" in said, process.communicate()
        yield process, said.split()[3]
    finally:
        process.kill()
        process.communicate()


def children(of: int) -> list[int]:
    """Every process under one, by Linux's /proc."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [each for each, parent in parents.items() if parent == of]
    return found + [inner for each in found for inner in children(each)]


def all_gone(processes: list[int]) -> bool:
    for _ in range(200):
        if not any(Path(f"/proc/{each}").exists() for each in processes):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in Linux's /proc")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -9)])
def test_its_processes_end_with_it_and_ending_in_order_is_status_0(
    number: signal.Signals, status: int, state: Path
) -> None:
    with serving() as (process, address):
        texts = ["가온시는 11일 수영장을 열었다.", "가온시 수영장이 12일 문을 열었다."]
        answer = httpx.post(
            f"{address}/v1/reconciliations", json={"articles": [{"text": text} for text in texts]}, timeout=120
        )
        assert answer.status_code == 200
        below = children(process.pid)
        assert len(below) >= 2
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == status
        assert all_gone(below)
        assert "Traceback" not in errors
        assert status or '"event": "stopped"' in errors.splitlines()[-1]


async def _reach(port: int, *parts: bytes) -> bytes:
    """What a client gets that sends parts one by one, and then waits."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await asyncio.sleep(0.05)
    found = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    return found


HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
SLOW = {
    "nothing at all": ((), b""),
    "half a head": ((HEAD,), b""),
    "a second head that does not end": ((HEAD + b"\r\n", HEAD), b"HTTP/1.1 204"),
}


@pytest.mark.parametrize(("parts", "begins"), SLOW.values(), ids=SLOW)
def test_a_head_that_does_not_come_is_not_waited_for(
    parts: tuple[bytes, ...], begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEADER_SECONDS", 0.2)

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def reach() -> bytes:
        config = Config(answer, log_config=None, timeout_keep_alive=60)
        config.load()
        state = ServerState()
        listening = await asyncio.get_running_loop().create_server(
            lambda: server.Patient(config, state, {}), "127.0.0.1", 0
        )
        try:
            return await _reach(listening.sockets[0].getsockname()[1], *parts)
        finally:
            listening.close()

    found = asyncio.run(reach())
    assert found.startswith(begins)
    assert begins or not found
