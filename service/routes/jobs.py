"""Work that was accepted."""

from __future__ import annotations

from typing import Any

from litestar import Response, delete, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from schemas.service import Id, JobRecord, Page, Status
from service.errors import Conflict, NotFound
from service.routes.common import Asked, Cursor, IdQuery, Limit, Shared, answer, page, problems
from service.storage import jobs
from service.storage.tables import JobRow

TAGS = ["jobs"]


@get("/v1/jobs", tags=TAGS, summary="List jobs", responses={
    200: ResponseSpec(Page[JobRecord], generate_examples=False), **problems(),
})  # fmt: skip
async def list_jobs(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50,
    status: FromQuery[Status | None] = None, subject: IdQuery = None, batch: IdQuery = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; those of a status, of a batch, or for a reconciliation or story."""
    async with backend.database.reading() as session:
        rows = await jobs.page(session, cursor, limit, status=status, subject=subject, batch=batch)
    return page(request, rows, [jobs.record(row) for row in rows.rows])


@get("/v1/jobs/{job_id:str}", tags=TAGS, summary="How a job stands", responses={
    200: ResponseSpec(JobRecord, generate_examples=False), **problems(404),
})  # fmt: skip
async def get_job(backend: Shared, job_id: FromPath[Id]) -> Response[Any]:
    """Its status, and how far it is in per cent."""
    async with backend.database.reading() as session:
        row = await session.get(JobRow, job_id)
    if row is None:
        raise NotFound(f"there is no job {job_id}")
    return answer(jobs.record(row))


@delete("/v1/jobs/{job_id:str}", tags=TAGS, summary="Cancel a job", responses=problems(404, 409))
async def cancel_job(backend: Shared, job_id: FromPath[Id]) -> None:
    """Take a job back that waits or runs; what it was for has no document then."""
    if await backend.jobs.cancel(job_id):
        return
    async with backend.database.reading() as session:
        row = await session.get(JobRow, job_id)
    if row is None:
        raise NotFound(f"there is no job {job_id}")
    raise Conflict(f"job {job_id} is {row.state} already")


HANDLERS = [list_jobs, get_job, cancel_job]
