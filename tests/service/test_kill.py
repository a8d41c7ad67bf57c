"""What was accepted is done, once, whatever dies meanwhile: the server, a process of its pool, the database."""

from __future__ import annotations

import asyncio
import operator
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.comparing import Reconcile
from service.jobs.kinds import Do
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage.tables import JobRow
from tests.service.conftest import POSTGRES
from tests.service.servers import Server, serving
from tests.service.waiting import ended, until

JOBS = 100
SECONDS = 180
SCRIPT = Path(__file__).parents[2] / "scripts" / "postgres.sh"
ASYNC = {"prefer": "respond-async"}


def pair(at: int) -> dict[str, Any]:
    """A request whose document no other has."""
    return {
        "articles": [
            {"text": f"가람시는 5일 다리 공사에 {100 + at}억 원을 들인다고 밝혔다.", "language": "ko"},
            {"text": f"가람시는 5일 다리 공사에 {500 + at}억 원을 들인다고 밝혔다.", "language": "ko"},
        ]
    }


class Clients:
    """Several that submit a hundred comparisons, over and over until each is accepted."""

    def __init__(self, url: str, jobs: int = JOBS) -> None:
        self._url, self._left = url, list(range(jobs))
        self._lock = threading.Lock()
        self.accepted: list[str] = []
        self.answers: Counter[int] = Counter()
        self.threads = [threading.Thread(target=self._submit, daemon=True) for _ in range(4)]
        for thread in self.threads:
            thread.start()

    def _submit(self) -> None:
        with httpx.Client(base_url=self._url, timeout=60) as client:
            while True:
                with self._lock:
                    if not self._left:
                        return
                    at = self._left.pop()
                try:
                    answer = client.post("/v1/reconciliations", json=pair(at), headers=ASYNC)
                except httpx.TransportError:
                    answer = None
                with self._lock:
                    if answer is not None:
                        self.answers[answer.status_code] += 1
                    if answer is not None and answer.status_code == 202:
                        self.accepted.append(answer.headers["location"])
                        continue
                    self._left.append(at)
                time.sleep(0.2)

    def join(self) -> None:
        for thread in self.threads:
            thread.join(SECONDS)
            assert not thread.is_alive(), "not everything was accepted"


def done(server: Server) -> int:
    with suppress(httpx.TransportError):
        return len(listed(server, "/v1/jobs", status="done"))
    return 0


def listed(server: Server, path: str, **query: Any) -> list[Any]:
    """Every item of a list."""
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = server.client.get(path, params={"limit": 200, **query, **({"cursor": cursor} if cursor else {})})
        if page.status_code != 200:
            return found
        found += page.json()["items"]
        cursor = page.json()["next"]
    return found


def check_done_once(server: Server, accepted: list[str]) -> list[dict[str, Any]]:
    """Wait until nothing is under way; whatever was accepted, and whatever else there is, was done once."""
    until(
        operator.not_,
        lambda: [job for status in ("queued", "running") for job in listed(server, "/v1/jobs", status=status)],
        SECONDS,
    )
    jobs = listed(server, "/v1/jobs")
    assert {job["status"] for job in jobs} == {"done"}
    records = {record["id"]: record for record in listed(server, "/v1/reconciliations")}
    assert {job["subject"] for job in jobs} == set(records)
    assert {(record["status"], record["version"], len(record["articles"])) for record in records.values()} == {
        ("done", 1, 2)
    }
    assert len(set(accepted)) == len(accepted) == JOBS
    for place in accepted:
        document = server.client.get(place)
        assert document.status_code == 200
        assert len(document.json()["articles"]) == 2
    return jobs


def own_postgres(folder: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["sh", str(SCRIPT), "--dir", str(folder), *arguments], check=True, capture_output=True, text=True, timeout=120
    )
    return run.stdout.strip()


@pytest.fixture
def private_postgres() -> Iterator[tuple[Path, str]]:
    """A PostgreSQL that may be restarted, since nothing else uses it."""
    folder = Path(subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip())
    url = own_postgres(folder, "start")
    yield folder, url
    own_postgres(folder, "stop")
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_a_server_killed_amid_a_hundred_jobs_does_each_once_after_it_comes_back(tmp_path: Path) -> None:
    with serving(f"sqlite:///{tmp_path}/reconcile.sqlite3", workers=2) as server:
        clients = Clients(server.url)
        until(lambda jobs: jobs >= 20, lambda: done(server), SECONDS)
        server.kill()
        assert not server.left_behind(20), "processes of the pool outlive their server"
        server.start()
        clients.join()
        jobs = check_done_once(server, clients.accepted)
        assert sum(job["attempt"] > 1 for job in jobs) <= 2, "only what was running is begun again"
        assert set(clients.answers) == {202}
        assert server.stop() is not None


if POSTGRES:

    def test_a_server_killed_and_a_database_restarted_amid_a_hundred_jobs_lose_nothing(
        private_postgres: tuple[Path, str],
    ) -> None:
        folder, url = private_postgres
        with serving(url, workers=1) as server:
            clients = Clients(server.url)
            until(lambda jobs: jobs >= 15, lambda: done(server), SECONDS)
            server.kill()
            server.start()
            readers = Readers(server)
            until(lambda jobs: jobs >= 40, lambda: done(server), SECONDS)
            own_postgres(folder, "restart", "--immediate")
            clients.join()
            check_done_once(server, clients.accepted)
            assert set(clients.answers) <= {202, 503}
            assert readers.stop() <= {200, 503}
            assert server.client.get("/ready").status_code == 200
            assert server.stop() is not None


class Readers:
    """One that goes on reading, and remembers what it was answered."""

    def __init__(self, server: Server) -> None:
        self._server, self._over = server, threading.Event()
        self._answers: set[int] = set()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with httpx.Client(base_url=self._server.url, timeout=60) as client:
            while not self._over.wait(0.1):
                answer = client.get("/v1/reconciliations", params={"limit": 5})
                self._answers.add(answer.status_code)
                if answer.status_code == 503:
                    assert answer.json()["type"] == "urn:reconcile:problem:database-away"
                    assert int(answer.headers["retry-after"]) > 0

    def stop(self) -> set[int]:
        self._over.set()
        self._thread.join()
        return self._answers


ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
POISON, SLOW = "독극물", "거북이"


class Trapped(Reconcile):
    """Comparing as ever, but that the first article's text may end the process that does it, or take its time."""

    async def run(self, job: JobRow, do: Do) -> None:
        text = job.parameters["articles"][0]["text"]
        if POISON in text:
            await do(os._exit, 1)
        if SLOW in text:
            await do(time.sleep, 1.5)
        await super().run(job, do)


@pytest.fixture
def trapped(settings: ServiceSettings, pool: Pool) -> Iterator[TestClient[Any]]:
    app = create_app(settings, pool)
    app.state.backend.jobs.know({"reconcile": Trapped(app.state.backend)})
    with TestClient(app) as client:
        yield client


def submitted(client: TestClient[Any], at: int, word: str = "") -> Any:
    request = pair(at)
    request["articles"][0]["text"] += f" {word} 이야기다." if word else ""
    answer = client.post("/v1/reconciliations", json=request, headers=ASYNC)
    assert answer.status_code == 202
    return answer.json()["job"]


def outcomes(client: TestClient[Any], *jobs: str) -> list[tuple[str, int]]:
    """Status and attempts of each, once all are over."""
    return [(job["status"], job["attempt"]) for job in (ended(client, each) for each in jobs)]


@ON_SQLITE
def test_a_job_whose_process_is_killed_is_begun_again_once_and_others_are_untouched(
    trapped: TestClient[Any], pool: Pool
) -> None:
    process = asyncio.run(pool.run(os.getpid))
    slow = submitted(trapped, 1, SLOW)
    until(lambda job: job["status"] == "running", lambda: trapped.get(f"/v1/jobs/{slow}").json())
    others = [submitted(trapped, at) for at in range(2, 6)]
    os.kill(process, signal.SIGKILL)
    assert outcomes(trapped, slow, *others) == [("done", 2), *[("done", 1)] * 4]
    record = trapped.get("/v1/reconciliations", params={"limit": 200}).json()["items"]
    assert {found["version"] for found in record} == {1}


@ON_SQLITE
def test_a_job_that_ends_its_process_each_time_fails_alone(trapped: TestClient[Any]) -> None:
    jobs = [submitted(trapped, 1), submitted(trapped, 2, POISON), submitted(trapped, 3), submitted(trapped, 4)]
    assert outcomes(trapped, *jobs) == [("done", 1), ("failed", 2), ("done", 1), ("done", 1)]
    problem = trapped.get(f"/v1/jobs/{jobs[1]}").json()["error"]
    assert problem["type"] == "urn:reconcile:problem:worker-killed"
    subject = trapped.get(f"/v1/jobs/{jobs[1]}").json()["subject"]
    assert trapped.get(f"/v1/reconciliations/{subject}").status_code == 409
