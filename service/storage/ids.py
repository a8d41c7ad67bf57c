"""Ids of what the service makes. Articles bring their own."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


def new(prefix: str) -> str:
    """An id that nobody guesses: a letter and 24 hex digits."""
    return prefix + secrets.token_hex(12)


def now() -> datetime:
    return datetime.now(UTC)


def storable(text: str | None) -> str | None:
    """The text without NUL, which PostgreSQL keeps in no text."""
    return None if text is None else text.replace("\0", "\ufffd")


def told(moment: datetime | None) -> str | None:
    """A time as it is told: ISO 8601 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
