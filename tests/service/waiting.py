"""Waiting for what a service does in the background, with an end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")
SECONDS = 60.0


def until(ready: Callable[[Found], object], look: Callable[[], Found], seconds: float = SECONDS) -> Found:
    """What is found by looking, once it is ready; an AssertionError tells what was found last."""
    end = time.monotonic() + seconds
    found = look()
    while not ready(found):
        assert time.monotonic() < end, f"not ready after {seconds} s: {found}"
        time.sleep(0.05)
        found = look()
    return found


def ended(client: Any, job: str) -> Any:
    """The job, once nothing more comes of it."""
    return until(
        lambda found: found["status"] not in ("queued", "running"), lambda: client.get(f"/v1/jobs/{job}").json()
    )
