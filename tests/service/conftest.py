"""A new database for each application.

What uses `settings` or `client` runs on SQLite and, where RECONCILE_TEST_POSTGRES names a server, on PostgreSQL too.
Where nothing of the database is tried, SQLite is enough:

    pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from litestar.testing import TestClient

from service.app import create_app
from service.client import AsyncClient, Client
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from service.storage.database import Database
from tests.service.clients import FAST, Connect, InStep

POSTGRES = os.environ.get("RECONCILE_TEST_POSTGRES")
DATABASES = ["sqlite", *(["postgresql"] if POSTGRES else [])]


def on_postgres(*statements: str) -> None:
    """Have the test server do what cannot be done inside a transaction."""
    import asyncpg

    async def run() -> None:
        connection = await asyncpg.connect(str(POSTGRES).replace("+asyncpg", ""))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


def postgres_url(name: str) -> str:
    return f"{str(POSTGRES).rpartition('/')[0]}/{name}"


@pytest.fixture(scope="session", autouse=True)
def on_this_machine() -> Iterator[None]:
    """Clients of a test call the service as those of its machine do: without keys it answers nobody else."""
    with pytest.MonkeyPatch.context() as patch:
        _, *others = TestClient.__init__.__defaults__ or ()
        patch.setattr(TestClient.__init__, "__defaults__", ("http://127.0.0.1", *others))
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A database with its tables and nothing in them, of each kind: copying it is quicker than migrating again."""
    file = tmp_path_factory.mktemp("migrated") / "reconcile.sqlite3"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
    name = f"migrated_{uuid4().hex}"
    if POSTGRES:
        on_postgres(f"CREATE DATABASE {name}")
        asyncio.run(_migrate(postgres_url(name)))
    yield {"sqlite": str(file), "postgresql": name}
    if POSTGRES:
        on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, migrated: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """The URL of a database of this test's own."""
    if request.param == "sqlite":
        shutil.copy(migrated["sqlite"], tmp_path / "reconcile.sqlite3")
        yield f"sqlite:///{tmp_path}/reconcile.sqlite3"
    else:
        name = f"test_{uuid4().hex}"
        on_postgres(f"CREATE DATABASE {name} TEMPLATE {migrated['postgresql']}")
        yield postgres_url(name)
        on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def settings(database: str) -> ServiceSettings:
    return ServiceSettings(database=database, rate=0)


@pytest.fixture
def client(settings: ServiceSettings, pool: Pool) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings, pool)) as made:
        yield made


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as made:
        yield made


@pytest.fixture(params=["blocking", "asynchronous"])
def connect(request: pytest.FixtureRequest, portal: BlockingPortal) -> Iterator[Connect]:
    """Makes a client of one or the other kind, that behaves like the blocking one."""
    made: list[Any] = []

    def connected(url: str, **options: Any) -> Any:
        kind = Client if request.param == "blocking" else AsyncClient
        client: Any = kind(url, **{"retries": FAST, **options})
        made.append(client if request.param == "blocking" else InStep(portal, client))
        return made[-1]

    yield connected
    for client in made:
        client.close()
