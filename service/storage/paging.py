"""Pages of a list by keyset: what follows a row stays the same whatever is added or deleted meanwhile."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")
Item = TypeVar("Item")
MOST, USUAL = 200, 50
_BACK = "~"
"""Before a cursor that leads back; base64 has no such character."""


class BadCursor(Exception):
    """The cursor is none that this list gave."""


@dataclass(frozen=True, slots=True)
class Rows(Generic[Row]):
    """A page of rows and the cursors of the next, null on the last, and of the one before, where the list has that."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None = None


def encoded(*key: Any) -> str:
    values = [value.isoformat() if isinstance(value, datetime) else value for value in key]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decoded(cursor: str, *types: type) -> tuple[Any, ...]:
    """The key in a cursor, of the given types. Raises BadCursor."""
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(types):
            raise ValueError
        found = [datetime.fromisoformat(v) if t is datetime else v for v, t in zip(values, types, strict=True)]
        if not all(type(value) is wanted for value, wanted in zip(found, types, strict=True)):
            raise ValueError
        if any(isinstance(value, int) and abs(value) >= 2**62 for value in found):
            raise ValueError
        if any(isinstance(value, str) and not value.isprintable() for value in found):
            raise ValueError
        if any(isinstance(value, datetime) and value.tzinfo is None for value in found):
            raise ValueError
        found = [value.astimezone(UTC) if isinstance(value, datetime) else value for value in found]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        raise BadCursor("this cursor is none that this list gave; take it from `next` or the Link header") from None
    return tuple(found)


async def newest_first(
    session: AsyncSession, query: Select[Any], created: InstrumentedAttribute[datetime],
    ident: InstrumentedAttribute[str], cursor: str | None, limit: int,
) -> Rows[Row]:  # fmt: skip
    """A page by time of creation and id, the newest first; a cursor leads to what is older, or back to what is newer.

    Between two pages nothing is left out or comes twice, whatever is added or deleted meanwhile.
    """
    back = cursor is not None and cursor.startswith(_BACK)
    order = (created.asc(), ident.asc()) if back else (created.desc(), ident.desc())
    if cursor:
        place, limits = tuple_(created, ident), tuple_(*decoded(cursor.removeprefix(_BACK), datetime, str))
        query = query.where(place > limits if back else place < limits)
    found = list((await session.scalars(query.order_by(*order).limit(limit + 1))).all())
    more, found = len(found) > limit, found[:limit]
    key: Callable[[Any], str] = lambda row: encoded(getattr(row, created.key), getattr(row, ident.key))  # noqa: E731
    if not found:
        return Rows(found, None)
    if back:
        found.reverse()
        return Rows(found, key(found[-1]), _BACK + key(found[0]) if more else None)
    return Rows(found, key(found[-1]) if more else None, _BACK + key(found[0]) if cursor else None)


def contains(column: Any, text: str) -> ColumnElement[bool]:
    """Whether a column holds the text as it stands; % and _ are ordinary characters."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.like(f"%{escaped}%", escape="\\")  # type: ignore[no-any-return]
