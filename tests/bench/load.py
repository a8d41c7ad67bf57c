"""Requests to a running service over loopback, several at a time, and how long each took.

Client, server and its processes share the machine's cores: figures are for their ratios, taken in one run.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from service.jobs import work
from tests.bench.texts import long_article
from tests.service.servers import Server, free_port, serving

SECONDS = 5.0
CLIENTS = 4
REQUESTS = 10_000
MOST_SECONDS = 240.0
PAIR = [
    {"text": "새솔시는 11일 도서관을 열었다. 사업비는 39억원이다.", "published": "2026-03-12", "language": "ko"},
    {"text": "새솔시 도서관이 12일 문을 열었다. 사업비는 38억원이다.", "published": "2026-03-12", "language": "ko"},
]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of each request, sorted, and those of all."""

    each: list[float]
    whole: float

    @property
    def rate(self) -> float:
        return len(self.each) / self.whole

    def at(self, share: float) -> float:
        return self.each[min(int(share * len(self.each)), len(self.each) - 1)]


@dataclass(frozen=True, slots=True)
class Call:
    path: str
    body: bytes = b""

    def request(self) -> bytes:
        head = f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1\r\nHost: localhost\r\n"
        if self.body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(self.body)}\r\n"
        return head.encode() + b"\r\n" + self.body


def reconciliation(texts: list[dict[str, Any]]) -> Call:
    return Call("/v1/reconciliations", json.dumps({"articles": texts}).encode())


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].partition("\r\n")[0] or 0)
    await reader.readexactly(length)
    if not head.startswith("http/1.1 200"):
        raise SystemExit(f"{request[:80]!r} was answered {head.splitlines()[0]}")


async def _asked(port: int, calls: list[Call], until: float, clients: int, most: int) -> Taken:
    each: list[float] = []
    requests = [call.request() for call in calls]

    async def client(first: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        at = first
        while time.perf_counter() < until and len(each) < most:
            began = time.perf_counter()
            await _ask(reader, writer, requests[at % len(requests)])
            each.append(time.perf_counter() - began)
            at += clients
        writer.close()
        await writer.wait_closed()

    began = time.perf_counter()
    await asyncio.gather(*map(client, range(clients)))
    return Taken(sorted(each), time.perf_counter() - began)


def asked(port: int, *calls: Call, seconds: float = SECONDS, clients: int = CLIENTS, most: int = sys.maxsize) -> Taken:
    """The calls in turn, over and over, by several clients, for some seconds."""
    return asyncio.run(_asked(port, list(calls), time.perf_counter() + seconds, clients, most))


def beside(port: int, call: Call, other: Call) -> Taken:
    """A call while clients of another keep the service busy."""

    async def both() -> Taken:
        until = time.perf_counter() + SECONDS
        found, _ = await asyncio.gather(
            _asked(port, [call], until, CLIENTS, sys.maxsize), _asked(port, [other], until, 2, sys.maxsize)
        )
        return found

    return asyncio.run(both())


@contextmanager
def bare() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "tests.bench.bare:app", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen([*command, "--no-access-log"])
    try:
        for _ in range(300):
            with suppress(OSError):
                asked(port, Call("/bare"), clients=1, most=1)
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def megabytes(server: Server) -> float | None:
    """What the server and its processes hold in memory, what they share counted each time."""
    assert server.process is not None
    pages = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[2]) == server.process.pid:  # the process group
                pages += int(fields[21])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else None


def in_process() -> Taken:
    """The work of a small reconciliation, in this process."""
    given = [work.Given(json=dict(article)) for article in PAIR]
    each = []
    for _ in range(60):
        began = time.perf_counter()
        work.compare(given, 200_000, False)
        each.append(time.perf_counter() - began)
    return Taken(sorted(each[10:]), sum(each[10:]))


def tables() -> Iterator[Table]:
    """Latencies, what load does to them, workers, memory."""
    paragraphs = long_article("ko", 18_000).split("\n\n")
    halves = ("\n\n".join(paragraphs[first::2]) for first in (0, 1))
    large = reconciliation([{"text": text, "language": "ko"} for text in halves])
    with tempfile.TemporaryDirectory() as folder:
        with serving(f"sqlite:///{folder}/one.sqlite3", workers=1, log_level="error") as one, bare() as bare_port:
            answer = one.client.post("/v1/reconciliations", json={"articles": PAIR})
            reads = Call(f"{answer.headers['content-location']}/claims")
            small = reconciliation(PAIR)
            alone = asked(one.port, reads)
            yield _latencies(
                ("a bare Litestar handler", asked(bare_port, Call("/bare"))),
                ("a page of claims", alone),
                ("a small reconciliation", asked(one.port, small)),
                ("the same, called in-process, one after the other", in_process()),
            )
            under_load = beside(one.port, reads, large)
            single = asked(one.port, large)
            held = megabytes(one)
            mixed = asked(one.port, *[reads] * 49, small, seconds=MOST_SECONDS, most=REQUESTS)
            grown = megabytes(one)
        with serving(f"sqlite:///{folder}/two.sqlite3", workers=2, log_level="error") as two:
            asked(two.port, large, seconds=2)
            double = asked(two.port, large)
    table = Table("what", "measured", "against", "measured", "ratio", "target", title="The service under load")
    table.add_row(
        "p99 of a page of claims while articles are compared", _ms(under_load.at(0.99)), "alone", _ms(alone.at(0.99)),
        f"{under_load.at(0.99) / alone.at(0.99):.1f}", "< 10",
    )  # fmt: skip
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    table.add_row(
        "comparisons of 2 × 3,000 characters, two workers", f"{double.rate:.1f} /s", "one worker",
        f"{single.rate:.1f} /s", f"{double.rate / single.rate:.2f}",
        "≥ 1.7" if cores > 3 else f"≥ 1.7 where more than {cores} cores serve client, server and workers",
    )  # fmt: skip
    if held is None or grown is None:
        table.add_row("memory of the server and its worker", "not measured: no /proc", "", "", "", "")
    else:
        name = f"memory after {len(mixed.each):,} requests, one in 50 compares"
        table.add_row(name, f"{grown:.0f} MB", "before", f"{held:.0f} MB", f"{grown / held:.2f}", "≤ 1.1")
    yield table


def _latencies(*rows: tuple[str, Taken]) -> Table:
    table = Table("request", "/s", "p50", "p95", "p99", "mean", title=f"Requests, {CLIENTS} clients")
    for name, taken in rows:
        shares = [_ms(taken.at(share)) for share in (0.5, 0.95, 0.99)]
        table.add_row(name, f"{taken.rate:,.0f}", *shares, _ms(statistics.mean(taken.each)))
    return table


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
