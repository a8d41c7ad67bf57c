"""What changed in stories, and to whom it is owed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.service import Event
from service.jobs.changes import Change
from service.storage import ids, paging
from service.storage.tables import DeliveryRow, EventRow, WebhookRow

DUE = "due"


def event(row: EventRow) -> Event:
    return Event(id=row.id, story=row.story_id, type=row.type, at=ids.told(row.created_at), **row.body)


async def tell(session: AsyncSession, story_id: str, changes: Sequence[Change], version: int) -> None:
    """Keep the changes as events, and a delivery for each webhook that wants to know.

    The caller has the story locked, so that events of one story are seen in the order of their ids.
    """
    moment = ids.now()
    rows = [
        EventRow(
            story_id=story_id,
            type=change.type,
            body={
                "article": change.article, "entry": change.entry, "comparison": change.comparison,
                "kind": change.kind, "explanation": change.explanation, "version": version,
            },
            created_at=moment,
        )
        for change in changes
    ]  # fmt: skip
    session.add_all(rows)
    await session.flush()
    hooks = select(WebhookRow).where(
        WebhookRow.active, or_(WebhookRow.story_id.is_(None), WebhookRow.story_id == story_id)
    )
    for hook in await session.scalars(hooks):
        session.add_all(
            DeliveryRow(
                id=ids.new("d"), webhook_id=hook.id, event_id=row.id, state=DUE, attempts=0, next_at=moment,
                created_at=moment,
            )
            for row in rows
            if not hook.events or row.type in hook.events
        )  # fmt: skip
    await session.flush()


async def after(session: AsyncSession, story_id: str, last: int, limit: int) -> Sequence[EventRow]:
    """The events of a story that follow one of an id, in order."""
    query = select(EventRow).where(EventRow.story_id == story_id, EventRow.id > last)
    return (await session.scalars(query.order_by(EventRow.id).limit(limit))).all()


async def page(
    session: AsyncSession, story_id: str, cursor: str | None, limit: int, after: int = 0, before: int | None = None,
    *, newest_first: bool = False,
) -> paging.Rows[EventRow]:  # fmt: skip
    """The events of a story between two ids, neither included, a page at a time from either end."""
    query = select(EventRow).where(EventRow.story_id == story_id, EventRow.id > after)
    if before is not None:
        query = query.where(EventRow.id < before)
    if cursor:
        (last,) = paging.decoded(cursor, int)
        query = query.where(EventRow.id < last if newest_first else EventRow.id > last)
    order = EventRow.id.desc() if newest_first else EventRow.id
    found = (await session.scalars(query.order_by(order).limit(limit + 1))).all()
    return paging.Rows(found[:limit], paging.encoded(found[limit - 1].id) if len(found) > limit else None)
