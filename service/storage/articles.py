"""Articles as they are kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from schemas.article import Article
from schemas.service import ArticleDocument, ArticleRecord, Correction
from service.jobs.work import ReadArticle
from service.storage import ids, paging
from service.storage.database import one_by_one
from service.storage.packed import unpacked
from service.storage.tables import ArticleRow, ReconciliationArticleRow, ReconciliationRow, StoryArticleRow

_ADDING = 7_213
"""The lock of whoever adds an article, in PostgreSQL; SQLite has one writer anyway."""

_START = 90
"""Characters of an article that are shown in place of a title."""


def record(row: ArticleRow) -> ArticleRecord:
    return ArticleRecord(**_fields(row))


def document(row: ArticleRow) -> ArticleDocument:
    """The record with the article; the row has its document loaded."""
    return ArticleDocument(**_fields(row), article=Article.model_validate_json(unpacked(row.document)))


def _fields(row: ArticleRow) -> dict[str, Any]:
    return {
        "id": row.id, "title": row.title, "outlet": row.outlet, "url": row.address, "published": row.published,
        "language": row.language, "characters": row.characters, "claims": row.claim_count,
        "revision": row.revision, "corrected": {k: Correction(**v) for k, v in row.corrected.items()},
        "created": ids.told(row.created_at), "updated": ids.told(row.updated_at),
    }  # fmt: skip


async def keep(session: AsyncSession, read: ReadArticle) -> tuple[ArticleRow, bool]:
    """The row of an article, and whether it is new. What was kept before stays as it is, corrections and all."""
    options = [undefer(ArticleRow.document)]
    row = await session.get(ArticleRow, read.id, options=options)
    if row is None and session.get_bind().dialect.name == "postgresql":
        # Another transaction may be adding it, or the next revision of its address: one at a time.
        await session.execute(select(func.pg_advisory_xact_lock(_ADDING)))
        row = await session.get(ArticleRow, read.id, options=options)
    if row is not None:
        return row, False
    await one_by_one(session)
    if (row := await session.get(ArticleRow, read.id, options=[undefer(ArticleRow.document)])) is not None:
        return row, False
    revision = 1
    address = ids.storable(read.url)
    if address is not None:
        newest = select(func.max(ArticleRow.revision)).where(ArticleRow.address == address)
        revision = ((await session.scalar(newest)) or 0) + 1
    moment = ids.now()
    row = ArticleRow(
        id=read.id, digest=read.source_digest, address=address, revision=revision, created_at=moment, corrected={},
    )  # fmt: skip
    _fill(row, read)
    row.updated_at = moment
    session.add(row)
    await session.flush()
    return row, True


def put_right(row: ArticleRow, read: ReadArticle, fields: Sequence[str], by: str) -> None:
    """Take over an article that was read again with corrected fields."""
    moment = ids.now()
    _fill(row, read)
    row.updated_at = moment
    row.corrected = {**row.corrected, **{field: {"by": by, "at": ids.told(moment)} for field in fields}}


def _fill(row: ArticleRow, read: ReadArticle) -> None:
    row.title, row.outlet = ids.storable(read.title), ids.storable(read.outlet)
    row.published, row.language = read.published, read.language
    row.characters, row.claim_count = read.characters, read.claim_count
    row.document, row.claims = read.document, read.claims


async def get(session: AsyncSession, article_id: str, *, to_change: bool = False) -> ArticleRow | None:
    """The row with its document; `to_change`: nobody else changes it, or compares it, until the transaction ends."""
    options = [undefer(ArticleRow.document)]
    lock = {"key_share": True} if to_change else None  # whoever only refers to it need not wait
    return await session.get(ArticleRow, article_id, options=options, with_for_update=lock)


async def documents(session: AsyncSession, article_ids: Sequence[str]) -> dict[str, bytes]:
    """The packed documents of those articles that there are."""
    found = await session.execute(select(ArticleRow.id, ArticleRow.document).where(ArticleRow.id.in_(article_ids)))
    return {row[0]: row[1] for row in found}


async def outlets(session: AsyncSession, article_ids: Collection[str]) -> dict[str, str | None]:
    """The outlet of each of those articles that there are."""
    found = await session.execute(select(ArticleRow.id, ArticleRow.outlet).where(ArticleRow.id.in_(article_ids)))
    return {row[0]: row[1] for row in found}


async def named(session: AsyncSession, article_ids: Sequence[str]) -> list[dict[str, Any]]:
    """What those articles are known by, the first published first; `start` stands for the title of one without."""
    query = select(ArticleRow).where(ArticleRow.id.in_(article_ids)).order_by(ArticleRow.published, ArticleRow.id)
    rows = (await session.scalars(query)).all()
    packed = await documents(session, [row.id for row in rows if not row.title])
    starts = {id_: json.loads(unpacked(data))["text"][:_START] for id_, data in packed.items()}
    return [
        {
            "id": row.id, "title": row.title, "outlet": row.outlet, "published": row.published,
            "language": row.language, "start": starts.get(row.id, ""),
        }
        for row in rows
    ]  # fmt: skip


async def stamps(session: AsyncSession, article_ids: Collection[str], *, hold: bool = False) -> dict[str, datetime]:
    """What changes when one of those articles is put right, by its id; `hold`: none is until the transaction ends."""
    query = select(ArticleRow.id, ArticleRow.updated_at).where(ArticleRow.id.in_(article_ids))
    found = await session.execute(query.with_for_update(read=True) if hold else query)
    return {row[0]: row[1] for row in found}


async def claims(session: AsyncSession, article_id: str) -> list[dict[str, Any]] | None:
    """The claims of an article, as JSON; None where there is no such article."""
    data = await session.scalar(select(ArticleRow.claims).where(ArticleRow.id == article_id))
    return None if data is None else json.loads(unpacked(data))


async def page(
    session: AsyncSession, cursor: str | None, limit: int, *, outlet: str | None = None, language: str | None = None,
    address: str | None = None, q: str | None = None,
) -> paging.Rows[ArticleRow]:  # fmt: skip
    query = select(ArticleRow)
    for column, wanted in (
        (ArticleRow.outlet, outlet), (ArticleRow.language, language), (ArticleRow.address, address)
    ):  # fmt: skip
        if wanted is not None:
            query = query.where(column == wanted)
    if q:
        query = query.where(paging.contains(func.lower(func.coalesce(ArticleRow.title, "")), q.lower()))
    return await paging.newest_first(session, query, ArticleRow.created_at, ArticleRow.id, cursor, limit)


async def revisions(session: AsyncSession, row: ArticleRow) -> Sequence[ArticleRow]:
    """The articles of the same address, the first revision first; an article without an address is its only one."""
    if row.address is None:
        return [row]
    query = select(ArticleRow).where(ArticleRow.address == row.address).order_by(ArticleRow.revision)
    return (await session.scalars(query)).all()


async def users(session: AsyncSession, article_id: str) -> tuple[list[str], list[str]]:
    """The reconciliations of no story, and the stories, that an article is in."""
    alone = await session.scalars(
        select(ReconciliationRow.id)
        .join(ReconciliationArticleRow, ReconciliationArticleRow.reconciliation_id == ReconciliationRow.id)
        .where(ReconciliationArticleRow.article_id == article_id, ReconciliationRow.story_id.is_(None))
        .distinct()
    )
    stories = await session.scalars(select(StoryArticleRow.story_id).where(StoryArticleRow.article_id == article_id))
    return sorted(alone.all()), sorted(stories.all())


async def remove_unused(session: AsyncSession, before: datetime, most: int) -> int:
    """Delete articles that nothing uses and nobody changed since; how many."""
    used = or_(
        ArticleRow.id.in_(select(StoryArticleRow.article_id)),
        ArticleRow.id.in_(select(ReconciliationArticleRow.article_id)),
    )
    query = select(ArticleRow.id).where(ArticleRow.updated_at < before, ~used).limit(most)
    found = list((await session.scalars(query.with_for_update(skip_locked=True))).all())
    # Asked again now that they are locked: whoever took one up before has written it.
    await session.execute(delete(ArticleRow).where(ArticleRow.id.in_(found), ~used))
    return len(found)


async def remove(session: AsyncSession, article_ids: Sequence[str]) -> None:
    await session.execute(delete(ArticleRow).where(ArticleRow.id.in_(article_ids)))
