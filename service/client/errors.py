"""What may go wrong between a client and the service.

ClientError
├── ProblemError           the service answered with a problem document: `.problem`, `.status`
│   ├── RequestRefused         4xx: the request will not do as it is
│   │   ├── Unauthorised           401, 403: no key, or one that may not
│   │   ├── NotFound               404
│   │   ├── Conflict               409
│   │   └── TooManyRequests        429, also after as many attempts as were allowed
│   └── ServiceFailed          5xx: the service could not do it
├── JobFailed              a job ended without what it was for: `.job`
├── NotReady               what is asked for is still being made: `.record`
├── WaitedTooLong          a job was not done in the time given: `.job`
├── ConnectionFailed       no answer came
└── UnexpectedAnswer       an answer came that is not the service's
"""

from __future__ import annotations

import json

import httpx
from pydantic import ValidationError

from schemas.api import Problem
from schemas.service import JobRecord, ReconciliationRecord


class ClientError(Exception):
    """Base of the tree."""


class ProblemError(ClientError):
    """The service answered with a problem document."""

    def __init__(self, problem: Problem, retry_after: float | None = None) -> None:
        self.problem = problem
        self.retry_after = retry_after
        told = problem.detail
        more = (each for each in problem.errors if each.detail not in told or each.pointer not in told)
        pointed = "".join(f"; {each.pointer}: {each.detail}" for each in more)
        super().__init__(f"{problem.title} ({problem.status}): {problem.detail}{pointed}")

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def kind(self) -> str:
        """The end of the problem's `type`, such as `not-found`."""
        return self.problem.type.rpartition(":")[2]


class RequestRefused(ProblemError):
    """The request will not do as it is."""


class Unauthorised(RequestRefused):
    """No key, or one that may not."""


class NotFound(RequestRefused):
    """The service has nothing of that id."""


class Conflict(RequestRefused):
    """The state of things does not allow it."""


class TooManyRequests(RequestRefused):
    """Over the rate limit; `.retry_after` are seconds."""


class ServiceFailed(ProblemError):
    """The service could not do it."""


class JobFailed(ClientError):
    """A job ended without what it was for: it failed or was cancelled."""

    def __init__(self, job: JobRecord) -> None:
        self.job = job
        why = f": {job.error.detail}" if job.error else ""
        super().__init__(f"job {job.id} is {job.status}{why}")


class NotReady(ClientError):
    """A document that is still being made."""

    def __init__(self, record: ReconciliationRecord) -> None:
        self.record = record
        super().__init__(f"reconciliation {record.id} is {record.status}; wait for it, or for job {record.job}")


class WaitedTooLong(ClientError):
    """A job was not done in the time given; it goes on."""

    def __init__(self, job: JobRecord, seconds: float) -> None:
        self.job = job
        super().__init__(f"job {job.id} is {job.status} after {seconds:g} s, {job.progress}% done; it goes on")


class ConnectionFailed(ClientError):
    """No answer came."""


class UnexpectedAnswer(ClientError):
    """An answer came that is not the service's."""


_OF_STATUS: dict[int, type[ProblemError]] = {
    401: Unauthorised, 403: Unauthorised, 404: NotFound, 409: Conflict, 429: TooManyRequests,
}  # fmt: skip
PROBLEM = "application/problem+json"


def of_response(response: httpx.Response) -> ClientError:
    """The error that an answer of status 400 or more stands for; its body has been read."""
    told = f"{response.request.method} {response.request.url} answered {response.status_code}"
    if response.headers.get("content-type", "").partition(";")[0] != PROBLEM:
        return UnexpectedAnswer(f"{told} without a problem document: is this the address of a Reconcile service?")
    try:
        problem = Problem.model_validate(json.loads(response.content), extra="ignore")
    except (ValueError, ValidationError):
        return UnexpectedAnswer(f"{told} with a problem document that cannot be read")
    status = response.status_code
    error = _OF_STATUS.get(status) or (RequestRefused if status < 500 else ServiceFailed)
    return error(problem, seconds_to_wait(response))


def seconds_to_wait(response: httpx.Response) -> float | None:
    """Retry-After in seconds (RFC 9110); a date, which this service does not send, counts as none."""
    given = response.headers.get("retry-after", "").strip()
    return float(given) if given.isascii() and given.isdigit() and len(given) < 7 else None
