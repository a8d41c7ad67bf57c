"""One pool of processes for all tests of a run, since each loads an analyser; a new database for each application."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from service.app import create_app
from service.jobs.pool import Pool
from service.settings import ServiceSettings


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    made = Pool(1, 120)
    yield made
    asyncio.run(made.close(0))


@pytest.fixture
def settings(tmp_path: Path) -> ServiceSettings:
    return ServiceSettings(database=f"sqlite:///{tmp_path}/reconcile.sqlite3", rate=0)


@pytest.fixture
def client(settings: ServiceSettings, pool: Pool) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings, pool)) as made:
        yield made
