"""Jobs as they are kept: what was accepted, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import Problem
from schemas.service import JobRecord
from service.storage import ids, paging
from service.storage.tables import JobRow

UNDER_WAY = ("queued", "running")


def record(row: JobRow) -> JobRecord:
    return JobRecord(
        id=row.id, kind=row.kind, status=row.state, progress=row.progress, attempt=row.attempt, subject=row.subject,
        batch=row.batch_id, error=Problem(**row.error) if row.error else None, created=ids.told(row.created_at),
        started=ids.told(row.started_at), finished=ids.told(row.finished_at),
    )  # fmt: skip


async def add(
    session: AsyncSession, kind: str, subject: str, parameters: dict[str, Any], by: str, batch: str | None = None
) -> JobRow:
    row = JobRow(
        id=ids.new("j"), kind=kind, state="queued", progress=0, attempt=0, subject=subject, batch_id=batch,
        parameters=parameters, cancel=False, by=by, created_at=ids.now(),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row


async def of_subject(session: AsyncSession, subject: str) -> JobRow | None:
    """The newest job for a subject that waits or runs."""
    query = select(JobRow).where(JobRow.subject == subject, JobRow.state.in_(UNDER_WAY), JobRow.cancel.is_(False))
    return (await session.scalars(query.order_by(JobRow.created_at.desc()).limit(1))).first()


async def asked(session: AsyncSession, subjects: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """By subject the articles that its first job was given, as plain JSON, while the job is kept."""
    query = select(JobRow.subject, JobRow.parameters).where(JobRow.subject.in_(subjects))
    found = (await session.execute(query.order_by(JobRow.created_at.desc()))).all()
    return {subject: parameters["articles"] for subject, parameters in found if parameters.get("articles")}


async def under_way(session: AsyncSession) -> int:
    """How many jobs wait or run."""
    query = select(func.count()).select_from(JobRow).where(JobRow.state.in_(UNDER_WAY))
    return (await session.scalar(query)) or 0


async def begin(session: AsyncSession, job_id: str) -> JobRow | None:
    """Take a job up, be it that one that had it before gave no sign any more; None when it is over."""
    changed = await session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(UNDER_WAY))
        .values(state="running", attempt=JobRow.attempt + 1, progress=0, started_at=ids.now())
    )
    return await session.get(JobRow, job_id) if changed.rowcount else None  # type: ignore[attr-defined]


async def begin_again(session: AsyncSession, row: JobRow) -> bool:
    """Count one attempt more of a job whose process was killed; false when the job is no longer this attempt's."""
    if not await still(session, row):
        return False
    row.attempt += 1
    await session.execute(update(JobRow).where(JobRow.id == row.id).values(attempt=row.attempt, progress=0))
    return True


async def still(session: AsyncSession, row: JobRow) -> bool:
    """Whether the job is still this attempt's: what it did may be written only then. Locks the row."""
    query = select(JobRow.state, JobRow.attempt).where(JobRow.id == row.id).with_for_update()
    found = (await session.execute(query)).one_or_none()
    return found is not None and tuple(found) == ("running", row.attempt)


async def end(session: AsyncSession, job_id: str, state: str, error: dict[str, Any] | None = None) -> None:
    progress = {"progress": 100} if state == "done" else {}
    await session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(UNDER_WAY))
        .values(state=state, error=error, finished_at=ids.now(), **progress)
    )


async def page(
    session: AsyncSession, cursor: str | None, limit: int, *, status: str | None = None, subject: str | None = None,
    batch: str | None = None,
) -> paging.Rows[JobRow]:  # fmt: skip
    query = select(JobRow)
    for column, wanted in ((JobRow.state, status), (JobRow.subject, subject), (JobRow.batch_id, batch)):
        if wanted is not None:
            query = query.where(column == wanted)
    return await paging.newest_first(session, query, JobRow.created_at, JobRow.id, cursor, limit)


async def counted(session: AsyncSession) -> dict[str, int]:
    """How many jobs there are, by state."""
    found = await session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))
    return {row[0]: row[1] for row in found}
