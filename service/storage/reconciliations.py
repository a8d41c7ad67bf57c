"""Reconciliations, their documents, and the entries that are asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from schemas.api import Problem
from schemas.reconciliation import ReconciledEntry
from schemas.service import EntryView, ReconciliationRecord, Review
from service.jobs.work import Made
from service.storage import ids, paging, reviews
from service.storage.tables import ArticleRow, EntryRow, JobRow, ReconciliationArticleRow, ReconciliationRow, ReviewRow

UNDER_WAY = ("queued", "running")
_WORDS = 8
"""Words that are looked for each by itself; what follows is one phrase with the last."""


async def start(
    session: AsyncSession, article_ids: Sequence[str], lang: str, *, story_id: str | None = None,
    not_compared: Sequence[dict[str, Any]] = (),
) -> ReconciliationRow:  # fmt: skip
    """A reconciliation without a document yet."""
    moment = ids.now()
    row = ReconciliationRow(
        id=ids.new("r"), status="queued", lang=lang, version=0, story_id=story_id, not_compared=list(not_compared),
        created_at=moment, updated_at=moment,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    await name_articles(session, row.id, article_ids)
    return row


async def name_articles(session: AsyncSession, reconciliation_id: str, article_ids: Sequence[str]) -> None:
    """Say which articles a reconciliation is of, in their order."""
    of = ReconciliationArticleRow
    await session.execute(delete(of).where(of.reconciliation_id == reconciliation_id))
    if article_ids:
        await session.execute(
            insert(of),
            [
                {"reconciliation_id": reconciliation_id, "position": at, "article_id": article_id}
                for at, article_id in enumerate(article_ids)
            ],
        )


async def article_ids(session: AsyncSession, reconciliation_id: str) -> list[str]:
    of = ReconciliationArticleRow
    query = select(of.article_id).where(of.reconciliation_id == reconciliation_id).order_by(of.position)
    return list((await session.scalars(query)).all())


async def finish(session: AsyncSession, row: ReconciliationRow, made: Made) -> None:
    """Give a reconciliation its document and entries; what people said of the one before is found again in it."""
    row.status, row.error = "done", None
    row.document, row.etag, row.summary = made.document, made.etag, made.summary
    row.version += 1
    row.updated_at = ids.now()
    await session.execute(delete(EntryRow).where(EntryRow.reconciliation_id == row.id))
    if made.entries:
        await session.execute(
            insert(EntryRow),
            [
                {
                    "reconciliation_id": row.id, "position": at, "entry_id": entry.id, "verdict": entry.verdict,
                    "kinds": entry.kinds, "articles": entry.articles, "words": ids.storable(entry.words),
                    "body": entry.body,
                }
                for at, entry in enumerate(made.entries)
            ],
        )  # fmt: skip
    await reviews.carry(session, row.id, made.entries)


async def get(
    session: AsyncSession, reconciliation_id: str, *, with_document: bool = False
) -> ReconciliationRow | None:
    options = [undefer(ReconciliationRow.document)] if with_document else []
    return await session.get(ReconciliationRow, reconciliation_id, options=options)


async def record(session: AsyncSession, row: ReconciliationRow) -> ReconciliationRecord:
    """The record of a reconciliation."""
    subject = row.story_id or row.id
    job = select(JobRow.id).where(JobRow.subject == subject).order_by(JobRow.created_at.desc()).limit(1)
    return ReconciliationRecord(
        id=row.id, status=row.status, lang=row.lang, version=row.version, story=row.story_id,
        job=await session.scalar(job), articles=tuple(await article_ids(session, row.id)), summary=row.summary,
        error=Problem(**row.error) if row.error else None, etag=row.etag,
        created=ids.told(row.created_at), updated=ids.told(row.updated_at),
    )  # fmt: skip


async def page(
    session: AsyncSession, cursor: str | None, limit: int, *, status: str | None = None, story: str | None = None,
    article: str | None = None, q: str | None = None,
) -> paging.Rows[ReconciliationRow]:  # fmt: skip
    """The newest first; of `q` every word stands in a title or an outlet of its articles, or in a claim."""
    query = select(ReconciliationRow)
    for word in (q or "").lower().split(maxsplit=_WORDS - 1):
        query = query.where(_has(word))
    if status is not None:
        query = query.where(ReconciliationRow.status == status)
    if story is not None:
        query = query.where(ReconciliationRow.story_id == story)
    if article is not None:
        of = ReconciliationArticleRow
        query = query.where(ReconciliationRow.id.in_(select(of.reconciliation_id).where(of.article_id == article)))
    return await paging.newest_first(session, query, ReconciliationRow.created_at, ReconciliationRow.id, cursor, limit)


def _has(word: str) -> ColumnElement[bool]:
    of = ReconciliationArticleRow
    named = func.lower(func.coalesce(ArticleRow.title, "") + "\n" + func.coalesce(ArticleRow.outlet, ""))
    by_article = (
        select(of.reconciliation_id)
        .join(ArticleRow, ArticleRow.id == of.article_id)
        .where(paging.contains(named, word))
    )
    by_claim = select(EntryRow.reconciliation_id).where(paging.contains(EntryRow.words, word))
    return or_(ReconciliationRow.id.in_(by_article), ReconciliationRow.id.in_(by_claim))


async def entries(
    session: AsyncSession, reconciliation_id: str, cursor: str | None, limit: int, *, verdict: Sequence[str] = (),
    kind: str | None = None, article: str | None = None, q: str | None = None, reviewed: bool | None = None,
) -> paging.Rows[EntryRow]:  # fmt: skip
    """A page of the current document's entries, in its order."""
    query = select(EntryRow).where(EntryRow.reconciliation_id == reconciliation_id)
    if cursor:
        (after,) = paging.decoded(cursor, int)
        query = query.where(EntryRow.position > after)
    if verdict:
        query = query.where(EntryRow.verdict.in_(verdict))
    if kind is not None:
        query = query.where(paging.contains(EntryRow.kinds, f" {kind} "))
    if article is not None:
        query = query.where(paging.contains(EntryRow.articles, f" {article} "))
    if q:
        query = query.where(paging.contains(EntryRow.words, q.lower()))
    if reviewed is not None:
        said = select(ReviewRow.entry_id).where(
            ReviewRow.reconciliation_id == reconciliation_id, ReviewRow.standing != "orphaned"
        )
        query = query.where(EntryRow.entry_id.in_(said) == reviewed)
    found = list((await session.scalars(query.order_by(EntryRow.position).limit(limit + 1))).all())
    return paging.Rows(found[:limit], paging.encoded(found[limit - 1].position) if len(found) > limit else None)


def entry(row: EntryRow, said: tuple[Review, ...] = ()) -> EntryView:
    """An entry as it is told, with what people said of it."""
    body = json.loads(row.body)
    texts = {item["claim"]: item["text"] for item in body.pop("texts")}
    return EntryView(entry=ReconciledEntry.model_validate(body), texts=texts, reviews=said)


async def claim_texts(session: AsyncSession, reconciliation_id: str, claims: Collection[str]) -> dict[str, str]:
    """The words of claims of the current document, in whichever entries they are."""
    if not claims:
        return {}
    holds = or_(*(paging.contains(EntryRow.body, json.dumps(claim)) for claim in claims))
    bodies = await session.scalars(select(EntryRow.body).where(EntryRow.reconciliation_id == reconciliation_id, holds))
    texts = {item["claim"]: item["text"] for body in bodies for item in json.loads(body)["texts"]}
    return {claim: texts[claim] for claim in claims if claim in texts}


async def remove(session: AsyncSession, reconciliation_ids: Sequence[str]) -> None:
    await session.execute(delete(JobRow).where(JobRow.subject.in_(reconciliation_ids)))
    await session.execute(delete(ReconciliationRow).where(ReconciliationRow.id.in_(reconciliation_ids)))


async def counted(session: AsyncSession) -> dict[str, int]:
    """How many reconciliations there are, by status."""
    found = await session.execute(select(ReconciliationRow.status, func.count()).group_by(ReconciliationRow.status))
    return {row[0]: row[1] for row in found}
