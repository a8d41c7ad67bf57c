"""API keys as they are kept: their digests. The key itself is shown once, when it is made."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from service.storage import ids
from service.storage.tables import KeyRow

PREFIX = "rk_"
_BYTES = 32
_FORM = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}")  # 32 bytes in base64
USE_IS_TOLD_EVERY = timedelta(minutes=1)


def digest(key: str) -> str:
    """What is kept of a key. It holds 256 random bits, so that a plain digest is as good as a slow one."""
    return sha256(key.encode()).hexdigest()


async def create(session: AsyncSession, name: str, scopes: Sequence[str], expires: datetime | None = None) -> str:
    """A new key, which nobody can look up again."""
    key = PREFIX + secrets.token_urlsafe(_BYTES)
    session.add(
        KeyRow(
            id=ids.new("k"), name=name, digest=digest(key), scopes=sorted(set(scopes)), created_at=ids.now(),
            expires_at=expires,
        )
    )  # fmt: skip
    await session.flush()
    return key


async def find(session: AsyncSession, key: str) -> KeyRow | None:
    """The row of a key that may be used now. What is no key by its form is not looked for."""
    if not _FORM.fullmatch(key):
        return None
    row = await session.scalar(select(KeyRow).where(KeyRow.digest == digest(key), *_usable()))
    return row if row is not None and hmac.compare_digest(row.digest, digest(key)) else None


async def tell_use(session: AsyncSession, key_id: str) -> None:
    await session.execute(update(KeyRow).where(KeyRow.id == key_id).values(used_at=ids.now()))


async def any_usable(session: AsyncSession) -> bool:
    return bool(await session.scalar(select(func.count()).select_from(KeyRow).where(*_usable())))


async def listed(session: AsyncSession) -> Sequence[KeyRow]:
    """Every key that there was, the oldest first."""
    return (await session.scalars(select(KeyRow).order_by(KeyRow.created_at, KeyRow.id))).all()


async def revoke(session: AsyncSession, named: str) -> int:
    """End the keys of an id or a name, at once and for good; how many."""
    rows = await session.scalars(
        select(KeyRow).where(KeyRow.revoked_at.is_(None), or_(KeyRow.id == named, KeyRow.name == named))
    )
    found = rows.all()
    for row in found:
        row.revoked_at = ids.now()
    return len(found)


def _usable() -> tuple[ColumnElement[bool], ...]:
    return KeyRow.revoked_at.is_(None), or_(KeyRow.expires_at.is_(None), KeyRow.expires_at > ids.now())
