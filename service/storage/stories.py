"""Stories and the articles they are of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from schemas.service import StoryRecord
from service.storage import ids, paging, reconciliations
from service.storage.jobs import UNDER_WAY
from service.storage.tables import ArticleRow, JobRow, ReconciliationRow, StoryArticleRow, StoryRow


async def start(session: AsyncSession, title: str, lang: str, article_ids: Sequence[str]) -> StoryRow:
    """A story and its reconciliation, which has no document yet."""
    moment = ids.now()
    row = StoryRow(id=ids.new("s"), title=title, lang=lang, created_at=moment, updated_at=moment)
    session.add(row)
    await session.flush()
    for article_id in dict.fromkeys(article_ids):
        await put(session, row, article_id)
    await reconciliations.start(session, (), lang, story_id=row.id)
    return row


async def get(session: AsyncSession, story_id: str, *, to_change: bool = False) -> StoryRow | None:
    """The story; `to_change`: nobody else changes it, or writes its document, until the transaction ends."""
    return await session.get(StoryRow, story_id, with_for_update=to_change, populate_existing=to_change)


async def titles(session: AsyncSession, story_ids: Sequence[str]) -> dict[str, str]:
    """What each of those stories that there are is called."""
    found = await session.execute(select(StoryRow.id, StoryRow.title).where(StoryRow.id.in_(story_ids)))
    return {row[0]: row[1] for row in found}


async def reconciliation(session: AsyncSession, story_id: str, *, with_document: bool = False) -> ReconciliationRow:
    """The one reconciliation of a story that there is."""
    query = select(ReconciliationRow).where(ReconciliationRow.story_id == story_id)
    if with_document:
        query = query.options(undefer(ReconciliationRow.document))
    return (await session.scalars(query)).one()


async def articles(session: AsyncSession, story_id: str) -> dict[str, str]:
    """The articles of a story, each with a stamp that changes when the article does."""
    of = StoryArticleRow
    query = (
        select(ArticleRow.id, ArticleRow.updated_at)
        .join(of, of.article_id == ArticleRow.id)
        .where(of.story_id == story_id)
        .order_by(ArticleRow.id)
    )
    found: dict[str, datetime] = {row[0]: row[1] for row in await session.execute(query)}
    return {article_id: moment.isoformat() for article_id, moment in found.items()}


async def put(session: AsyncSession, row: StoryRow, article_id: str) -> None:
    row.updated_at = ids.now()
    values = {"story_id": row.id, "article_id": article_id, "added_at": row.updated_at}
    await session.execute(insert(StoryArticleRow).values(values))


async def take_out(session: AsyncSession, row: StoryRow, article_id: str) -> None:
    row.updated_at = ids.now()
    of = StoryArticleRow
    await session.execute(delete(of).where(of.story_id == row.id, of.article_id == article_id))


async def change(session: AsyncSession, row: StoryRow, title: str | None, lang: str | None) -> None:
    """Another title, another language of reports; None: as it is."""
    row.title, row.lang, row.updated_at = title or row.title, lang or row.lang, ids.now()
    (await reconciliation(session, row.id)).lang = row.lang


async def job(session: AsyncSession, story_id: str) -> JobRow | None:
    """The job that is going to take up whatever the story's articles are by then."""
    query = select(JobRow).where(JobRow.subject == story_id, JobRow.state.in_(UNDER_WAY), JobRow.cancel.is_(False))
    return (await session.scalars(query.order_by(JobRow.created_at).limit(1))).one_or_none()


async def record(session: AsyncSession, row: StoryRow) -> StoryRecord:
    made = await reconciliations.record(session, await reconciliation(session, row.id))
    return StoryRecord(
        id=row.id, title=row.title, lang=row.lang, articles=tuple(await articles(session, row.id)),
        reconciliation=made.id, status=made.status, version=made.version, job=made.job, error=made.error,
        created=ids.told(row.created_at), updated=ids.told(row.updated_at),
    )  # fmt: skip


async def page(
    session: AsyncSession, cursor: str | None, limit: int, *, status: str | None = None, article: str | None = None,
    q: str | None = None,
) -> paging.Rows[StoryRow]:  # fmt: skip
    query = select(StoryRow)
    if status is not None:
        of = ReconciliationRow
        query = query.where(StoryRow.id.in_(select(of.story_id).where(of.status == status, of.story_id.is_not(None))))
    if article is not None:
        query = query.where(
            StoryRow.id.in_(select(StoryArticleRow.story_id).where(StoryArticleRow.article_id == article))
        )
    if q:
        query = query.where(paging.contains(func.lower(StoryRow.title), q.lower()))
    return await paging.newest_first(session, query, StoryRow.created_at, StoryRow.id, cursor, limit)


async def remove(session: AsyncSession, story_ids: Sequence[str]) -> None:
    """Stories with all that hangs on them: reconciliation, reviews, events, webhooks of their own, jobs."""
    await session.execute(delete(JobRow).where(JobRow.subject.in_(story_ids)))
    await session.execute(delete(StoryRow).where(StoryRow.id.in_(story_ids)))
