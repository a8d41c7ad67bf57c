"""What requests of an Idempotency-Key were answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from service.storage import ids
from service.storage.tables import IdempotencyRow


class Taken(Exception):
    """Another request of the key was answered meanwhile."""


async def find(session: AsyncSession, key: str, owner: str) -> IdempotencyRow | None:
    """What the owner's key was answered, while that is remembered."""
    row = await session.get(IdempotencyRow, (key, owner))
    return row if row is not None and row.expires_at > ids.now() else None


async def add(
    session: AsyncSession, key: str, owner: str, *, request: str, status: int, location: str, expires: datetime
) -> None:
    """In the transaction of what the request made. Raises Taken, and the transaction is lost."""
    of = IdempotencyRow
    await session.execute(delete(of).where(of.key == key, of.owner == owner, of.expires_at <= ids.now()))
    values = {"key": key, "owner": owner, "request": request, "status": status, "location": location}
    try:
        await session.execute(insert(of).values(**values, expires_at=expires))
    except IntegrityError:
        raise Taken from None


async def forget(session: AsyncSession, before: datetime) -> int:
    """Drop what is not remembered any more; how many."""
    of = IdempotencyRow
    found = list((await session.scalars(select(of.key).where(of.expires_at <= before))).all())
    await session.execute(delete(of).where(of.expires_at <= before))
    return len(found)
