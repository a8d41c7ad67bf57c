"""Shared by the service's tests: the PostgreSQL that `make test` starts (scripts/postgres.sh)."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a server on which a test may make databases of its own; a failure in CI where there is none."""
    url = os.environ.get("RECONCILE_TEST_POSTGRES")
    if not url:
        reason = "no PostgreSQL: RECONCILE_TEST_POSTGRES is not set (make test, or scripts/postgres.sh start)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return url
