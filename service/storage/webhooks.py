"""Webhooks, and what is owed to them.

A delivery that is due is claimed by moving `next_at` to the end of a lease, on the condition that nobody else counted
an attempt meanwhile: of several services one has it, and should that one die, the lease runs out and it is due again.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.service import Delivery, WebhookBody, WebhookInput, WebhookRecord
from service.storage import events, ids, paging
from service.storage.events import DUE
from service.storage.tables import DeliveryRow, EventRow, WebhookRow

ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=15)
WAITS_GROW = 4
"""Seconds between attempts: 15, 60, 240, 960, 3840, 15360, 61440; nearly 23 hours in all."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that this service attempts now."""

    id: str
    webhook: str
    address: str
    secret: str
    attempt: int
    body: bytes


def record(row: WebhookRow, *, with_secret: bool = False) -> WebhookRecord:
    return WebhookRecord(
        id=row.id, address=row.address, story=row.story_id, events=tuple(row.events), active=row.active,
        secret=row.secret if with_secret else None, created=ids.told(row.created_at),
    )  # fmt: skip


def delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id, webhook=row.webhook_id, event=row.event_id, status=row.state, attempts=row.attempts,
        answer=row.status, error=row.error, next=ids.told(row.next_at) if row.state == DUE else None,
    )  # fmt: skip


async def make(session: AsyncSession, wanted: WebhookInput) -> WebhookRow:
    row = WebhookRow(
        id=ids.new("w"), story_id=wanted.story, address=wanted.address, secret=f"whsec_{secrets.token_hex(32)}",
        events=list(dict.fromkeys(wanted.events)), active=True, created_at=ids.now(),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row


async def page(
    session: AsyncSession, cursor: str | None, limit: int, *, story: str | None = None
) -> paging.Rows[WebhookRow]:
    query = select(WebhookRow)
    if story is not None:
        query = query.where(WebhookRow.story_id == story)
    return await paging.newest_first(session, query, WebhookRow.created_at, WebhookRow.id, cursor, limit)


async def deliveries(
    session: AsyncSession, webhook_id: str, cursor: str | None, limit: int, *, status: str | None = None
) -> paging.Rows[DeliveryRow]:
    query = select(DeliveryRow).where(DeliveryRow.webhook_id == webhook_id)
    if status is not None:
        query = query.where(DeliveryRow.state == status)
    return await paging.newest_first(session, query, DeliveryRow.created_at, DeliveryRow.id, cursor, limit)


async def remove(session: AsyncSession, webhook_id: str) -> None:
    await session.execute(delete(WebhookRow).where(WebhookRow.id == webhook_id))


async def due(session: AsyncSession, busy: Collection[str], limit: int) -> list[tuple[str, int]]:
    """Deliveries that are due, with their attempts so far: the earliest event of each webhook that is not busy."""
    of = DeliveryRow
    first = (
        select(of.webhook_id, func.min(of.event_id))
        .join(WebhookRow, WebhookRow.id == of.webhook_id)
        .where(of.state == DUE, of.next_at <= ids.now(), of.webhook_id.not_in(busy), WebhookRow.active)
        .group_by(of.webhook_id)
        .order_by(func.min(of.event_id))
        .limit(limit)
    )
    found = await session.execute(
        select(of.id, of.attempts).where(tuple_(of.webhook_id, of.event_id).in_(first)).order_by(of.event_id)
    )
    return [(row[0], row[1]) for row in found]


async def claim(session: AsyncSession, delivery_id: str, attempts: int, lease: timedelta) -> Claimed | None:
    """Count an attempt of a delivery, if nobody else did since it was seen with so many."""
    of = DeliveryRow
    changed = await session.execute(
        update(of)
        .where(of.id == delivery_id, of.state == DUE, of.attempts == attempts)
        .values(attempts=attempts + 1, next_at=ids.now() + lease)
        .returning(of.webhook_id, of.event_id)
    )
    found = changed.one_or_none()
    hook = await session.get(WebhookRow, found[0]) if found else None
    event = await session.get(EventRow, found[1]) if found else None
    if hook is None or event is None:
        return None
    body = WebhookBody(delivery=delivery_id, webhook=hook.id, event=events.event(event))
    return Claimed(
        id=delivery_id, webhook=hook.id, address=hook.address, secret=hook.secret, attempt=attempts + 1,
        body=body.model_dump_json(by_alias=True).encode(),
    )  # fmt: skip


async def settle(session: AsyncSession, claimed: Claimed, status: int | None, error: str | None) -> bool:
    """Keep what came of an attempt; whether the delivery is over, delivered or given up."""
    values: dict[str, object] = {"status": status, "error": error}
    if error is None:
        values["state"] = "delivered"
    elif claimed.attempt >= ATTEMPTS:
        values["state"] = "failed"
    else:
        values["next_at"] = ids.now() + FIRST_WAIT * WAITS_GROW ** (claimed.attempt - 1)
    of = DeliveryRow
    where = [of.id == claimed.id, of.state == DUE]
    if error is not None:  # another may have claimed it after this attempt's lease; what was delivered is delivered
        where.append(of.attempts == claimed.attempt)
    await session.execute(update(of).where(*where).values(**values))
    return "state" in values
