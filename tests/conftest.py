"""Shared by all tests: a fixed profile for hypothesis, so that the same tests run everywhere, and the command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from reconcile.cli import run

if TYPE_CHECKING:
    from service.jobs.pool import Pool

settings.register_profile("reproducible", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reproducible")


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., SimpleNamespace]:
    """Run the command; gives status, out and err."""

    def call(*arguments: object) -> SimpleNamespace:
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return SimpleNamespace(status=status, out=out.decode(), err=err.decode())

    return call


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """One pool of processes for all services of a run, since each process loads an analyser."""
    from service.jobs.pool import Pool

    made = Pool(1, 120)
    yield made
    asyncio.run(made.close())
