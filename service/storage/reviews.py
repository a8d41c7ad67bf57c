"""What people said of entries. It stands beside what the engine suggests, and never changes it.

A review is found again in a later document by the claims that its entry had when it was said:

    entry of {a:0-9, b:0-9} confirmed      the story grows      entry of {a:0-9, b:0-9, c:4-17}   carried
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.service import Review, ReviewInput
from service.jobs.work import Entry
from service.storage import ids, paging
from service.storage.tables import EntryRow, ReviewRow


def record(row: ReviewRow) -> Review:
    return Review(
        id=row.id, reconciliation=row.reconciliation_id, entry=row.entry_id, said_of=row.said_of,
        claims=tuple(row.claims), verdict=row.verdict, action=row.action,
        relink=None if row.relink is None else tuple(row.relink), comment=row.comment, standing=row.standing,
        by=row.by, created=ids.told(row.created_at),
    )  # fmt: skip


async def add(session: AsyncSession, entry: EntryRow, said: ReviewInput, by: str) -> ReviewRow:
    """Keep what somebody says of an entry, with what the engine makes of the entry now."""
    body = json.loads(entry.body)
    row = ReviewRow(
        id=ids.new("w"), reconciliation_id=entry.reconciliation_id, entry_id=entry.entry_id, said_of=entry.entry_id,
        claims=body["claims"], verdict=entry.verdict, seen=_seen(body), action=said.action, comment=said.comment,
        relink=None if said.relink is None else list(said.relink), standing="current", by=by, created_at=ids.now(),
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row


def _seen(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The comparisons of an entry by what they hold: verdict, relation, kind, and the texts compared."""
    return [
        {
            "verdict": comparison["verdict"],
            "relation": comparison.get("relation"),
            "kind": comparison["kind"],
            "texts": [item["text"] for item in comparison["evidence"] if item["use"] == "value"],
        }
        for comparison in entry["comparisons"]
    ]


async def entry(session: AsyncSession, reconciliation_id: str, entry_id: str) -> EntryRow | None:
    """An entry of the current document."""
    query = select(EntryRow).where(EntryRow.reconciliation_id == reconciliation_id, EntryRow.entry_id == entry_id)
    return (await session.scalars(query.limit(1))).first()


async def unknown_claims(session: AsyncSession, reconciliation_id: str, claims: Sequence[str]) -> list[int]:
    """The places of those claims that the current document does not have."""
    named = or_(*(paging.contains(EntryRow.body, json.dumps(claim, ensure_ascii=False)) for claim in claims))
    query = select(EntryRow.body).where(EntryRow.reconciliation_id == reconciliation_id, named)
    known = {claim for body in await session.scalars(query) for claim in json.loads(body)["claims"]}
    return [at for at, claim in enumerate(claims) if claim not in known]


async def get(session: AsyncSession, review_id: str) -> ReviewRow | None:
    return await session.get(ReviewRow, review_id)


def _query(
    reconciliation_id: str | None, action: str | None, standing: str | None, entry_id: str | None,
    by: str | None = None,
) -> Select[tuple[ReviewRow]]:  # fmt: skip
    query = select(ReviewRow)
    for column, wanted in (
        (ReviewRow.reconciliation_id, reconciliation_id), (ReviewRow.action, action),
        (ReviewRow.standing, standing), (ReviewRow.entry_id, entry_id), (ReviewRow.by, by),
    ):  # fmt: skip
        if wanted is not None:
            query = query.where(column == wanted)
    return query


async def page(
    session: AsyncSession, reconciliation_id: str | None, cursor: str | None, limit: int, *,
    action: str | None = None, standing: str | None = None, entry_id: str | None = None, by: str | None = None,
) -> paging.Rows[ReviewRow]:  # fmt: skip
    """The newest first; of every reconciliation when none is named."""
    query = _query(reconciliation_id, action, standing, entry_id, by)
    return await paging.newest_first(session, query, ReviewRow.created_at, ReviewRow.id, cursor, limit)


async def every(
    session: AsyncSession, reconciliation_id: str, *, action: str | None = None, standing: str | None = None,
    entry_id: str | None = None,
) -> Sequence[ReviewRow]:  # fmt: skip
    """All of them, the oldest first."""
    query = _query(reconciliation_id, action, standing, entry_id).order_by(ReviewRow.created_at, ReviewRow.id)
    return (await session.scalars(query)).all()


async def by_entry(
    session: AsyncSession, reconciliation_id: str, entry_ids: Iterable[str]
) -> dict[str, tuple[Review, ...]]:
    """What was said of each of these entries, the oldest first."""
    query = (
        select(ReviewRow)
        .where(
            ReviewRow.reconciliation_id == reconciliation_id, ReviewRow.entry_id.in_(list(entry_ids)),
            ReviewRow.standing != "orphaned",
        )
        .order_by(ReviewRow.created_at, ReviewRow.id)
    )  # fmt: skip
    found: dict[str, tuple[Review, ...]] = {}
    for row in await session.scalars(query):
        found[row.entry_id] = (*found.get(row.entry_id, ()), record(row))
    return found


async def counted(session: AsyncSession, reconciliation_id: str) -> int:
    """How many reviews are of what is there now."""
    query = select(func.count()).where(
        ReviewRow.reconciliation_id == reconciliation_id, ReviewRow.standing != "orphaned"
    )
    return (await session.scalars(query)).one()


async def carry(session: AsyncSession, reconciliation_id: str, entries: Sequence[Entry]) -> None:
    """Find the entry that each review stands by in a new document.

    The one that it was said of, if it is there: `current`; else the one that shares most of its claims, of several
    the one that it stood by, then the first: `carried`; else none: `orphaned`, and it keeps the last that it had.
    """
    rows = (await session.scalars(select(ReviewRow).where(ReviewRow.reconciliation_id == reconciliation_id))).all()
    if not rows:
        return
    there = {entry.id for entry in entries}
    home = {claim: (at, entry.id) for at, entry in enumerate(entries) for claim in entry.claims}
    for row in rows:
        if row.said_of in there:
            row.entry_id, row.standing = row.said_of, "current"
            continue
        shared: dict[tuple[int, str], int] = {}
        for claim in row.claims:
            if claim in home:
                shared[home[claim]] = shared.get(home[claim], 0) + 1
        if shared:
            (_, row.entry_id), _ = min(shared.items(), key=lambda it: (-it[1], it[0][1] != row.entry_id, it[0][0]))
            row.standing = "carried"
        else:
            row.standing = "orphaned"


async def remove(session: AsyncSession, review_id: str) -> None:
    await session.execute(delete(ReviewRow).where(ReviewRow.id == review_id))
