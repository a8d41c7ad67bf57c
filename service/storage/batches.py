"""Comparisons that were asked for together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import Problem
from schemas.service import Batch, BatchItem
from service.storage import ids, paging
from service.storage.tables import BatchRow, JobRow


async def add(session: AsyncSession, batch_id: str, items: list[dict[str, Any]], by: str) -> BatchRow:
    row = BatchRow(id=batch_id, items=items, by=by, created_at=ids.now())
    session.add(row)
    await session.flush()
    return row


async def get(session: AsyncSession, batch_id: str) -> BatchRow | None:
    return await session.get(BatchRow, batch_id)


async def page(session: AsyncSession, cursor: str | None, limit: int) -> paging.Rows[BatchRow]:
    return await paging.newest_first(session, select(BatchRow), BatchRow.created_at, BatchRow.id, cursor, limit)


async def record(session: AsyncSession, row: BatchRow) -> Batch:
    """The batch with how each of its jobs stands; one that is gone, with what it made, has no status."""
    named = [item["job"] for item in row.items if item.get("job")]
    query = select(JobRow.id, JobRow.state, JobRow.error).where(JobRow.id.in_(named))
    jobs = {job: (state, error) for job, state, error in await session.execute(query)}
    items = []
    for item in row.items:
        status, error = jobs.get(item.get("job", ""), (None, item.get("error")))
        items.append(
            BatchItem(
                reconciliation=item.get("reconciliation"), job=item.get("job"), status=status,
                error=Problem(**error) if error else None,
            )
        )  # fmt: skip
    return Batch(id=row.id, created=ids.told(row.created_at), items=tuple(items))
