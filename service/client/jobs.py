"""What may be asked about jobs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

from schemas.service import JobRecord, Status
from service.client.errors import JobFailed, WaitedTooLong
from service.client.flow import Ask, Flow, Listing, Pause, below, checked, parsed

OnProgress: TypeAlias = Callable[[JobRecord], None]
_FIRST, _GROWTH, _LONGEST = 0.1, 1.5, 5.0
"""Seconds between two looks at a job: most are done soon, and a long one is not asked after all the time."""


def get(job_id: str) -> Flow[JobRecord]:
    """How a job stands. Raises NotFound."""
    return parsed(JobRecord, (yield Ask("GET", below("jobs", job_id))))


def listed(
    *, status: Status | None = None, subject: str | None = None, batch: str | None = None, limit: int = 50
) -> Listing[JobRecord]:
    """The jobs, the newest first: of a status, of a batch, for a reconciliation or story."""
    return Listing("/v1/jobs", JobRecord, {"status": status, "subject": subject, "batch": batch, "limit": limit})


def wait(job_id: str, *, timeout: float = 600, on_progress: OnProgress | None = None) -> Flow[JobRecord]:
    """Until a job is done. `on_progress` is given the record each time that it is another.

    Raises JobFailed, WaitedTooLong after `timeout` seconds, and ProblemError.
    """
    ends, pause, known = time.monotonic() + timeout, _FIRST, None
    while True:
        job = yield from get(job_id)
        if on_progress is not None and job != known:
            on_progress(job)
        known = job
        if job.status == "done":
            return job
        if job.status not in ("queued", "running"):
            raise JobFailed(job)
        left = ends - time.monotonic()
        if left <= 0:
            raise WaitedTooLong(job, timeout)
        yield Pause(min(pause, left))
        pause = min(pause * _GROWTH, _LONGEST)


def cancel(job_id: str) -> Flow[None]:
    """Take a job back. Raises NotFound, and Conflict when it ended before."""
    checked((yield Ask("DELETE", below("jobs", job_id))))
