"""What nobody changed for `retention_days` is deleted, every hour; 0 days: nothing ever is.

    stories, and reconciliations of none    whose articles, reviews or title nobody changed since
    articles                                that are in none of those, and were not put right since
    jobs, batches, deliveries               that ended before then

What an Idempotency-Key was answered is forgotten after its own hours, whatever the retention.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from service.backend import Backend
from service.storage import articles, idempotency, ids, reconciliations, stories
from service.storage.database import Database
from service.storage.jobs import UNDER_WAY
from service.storage.tables import BatchRow, DeliveryRow, JobRow, ReconciliationRow, ReviewRow, StoryRow

EVERY = 3600.0
"""Seconds between two looks."""
_AT_ONCE = 200
"""Rows that one transaction deletes: others write in between."""
_log = logging.getLogger(__name__)


async def prune(database: Database, days: int) -> dict[str, int]:
    """Delete what is older, as of now; how many of each."""
    now = ids.now()
    async with database.writing() as session:
        counts = {"idempotency_keys": await idempotency.forget(session, now)}
    if not days:
        return counts
    before = now - timedelta(days=days)
    for what, some in _KINDS.items():
        counts[what] = 0
        while True:
            async with database.writing() as session:
                gone = await some(session, before)
            counts[what] += gone
            if gone < _AT_ONCE:
                break
    return counts


async def _stories(session: AsyncSession, before: datetime) -> int:
    of = ReconciliationRow
    touched = select(of.story_id).where(of.story_id.is_not(None), _changed(before))
    query = select(StoryRow.id).where(StoryRow.updated_at < before, StoryRow.id.not_in(touched))
    return await _each(session, query, stories.remove)


async def _reconciliations(session: AsyncSession, before: datetime) -> int:
    query = select(ReconciliationRow.id).where(ReconciliationRow.story_id.is_(None), ~_changed(before))
    return await _each(session, query, reconciliations.remove)


def _changed(before: datetime) -> ColumnElement[bool]:
    """Whether a reconciliation was made, is being made, or was reviewed since."""
    reviewed = select(ReviewRow.reconciliation_id).where(ReviewRow.created_at >= before)
    return or_(
        ReconciliationRow.updated_at >= before,
        ReconciliationRow.status.in_(UNDER_WAY),
        ReconciliationRow.id.in_(reviewed),
    )


async def _articles(session: AsyncSession, before: datetime) -> int:
    return await articles.remove_unused(session, before, _AT_ONCE)


async def _jobs(session: AsyncSession, before: datetime) -> int:
    return await _each(session, select(JobRow.id).where(JobRow.finished_at < before), _deleting(JobRow))


async def _batches(session: AsyncSession, before: datetime) -> int:
    waiting = select(JobRow.batch_id).where(JobRow.batch_id.is_not(None))
    query = select(BatchRow.id).where(BatchRow.created_at < before, BatchRow.id.not_in(waiting))
    return await _each(session, query, _deleting(BatchRow))


async def _deliveries(session: AsyncSession, before: datetime) -> int:
    query = select(DeliveryRow.id).where(DeliveryRow.created_at < before, DeliveryRow.state != "due")
    return await _each(session, query, _deleting(DeliveryRow))


def _deleting(table: type[JobRow | BatchRow | DeliveryRow]) -> Callable[[AsyncSession, list[str]], Awaitable[None]]:
    async def remove(session: AsyncSession, found: list[str]) -> None:
        await session.execute(delete(table).where(table.id.in_(found)))

    return remove


async def _each(
    session: AsyncSession, query: Select[tuple[str]], remove: Callable[[AsyncSession, list[str]], Awaitable[None]]
) -> int:
    found = list((await session.scalars(query.limit(_AT_ONCE))).all())
    if found:
        await remove(session, found)
    return len(found)


_KINDS: dict[str, Callable[[AsyncSession, datetime], Awaitable[int]]] = {
    "stories": _stories, "reconciliations": _reconciliations, "articles": _articles, "jobs": _jobs,
    "batches": _batches, "deliveries": _deliveries,
}  # fmt: skip
"""In an order in which what was used is unused when its turn comes."""


@asynccontextmanager
async def hourly(backend: Backend) -> AsyncIterator[None]:
    """Prune now and every hour, as long as the application runs."""

    async def on_and_on() -> None:
        while True:
            try:
                counts = await prune(backend.database, backend.settings.retention_days)
                if any(counts.values()):
                    _log.info("pruned", extra=counts)
            except Exception:  # the database may be away; the next hour will do
                _log.exception("pruning failed")
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(on_and_on())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
