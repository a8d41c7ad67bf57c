"""Articles that are put right or deleted, and what used them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from schemas.service import ArticleRecord
from service import comparing, growing
from service.backend import Backend
from service.errors import InvalidRequest, NotFound
from service.jobs import work
from service.storage import articles, reconciliations, stories
from service.storage.tables import StoryRow


async def correct(
    backend: Backend, article_id: str, wanted: dict[str, Any], by: str
) -> tuple[ArticleRecord, list[str]]:
    """The article with the fields that are wanted, and the jobs that reconcile again what used it.

    Raises:
        NotFound: there is no such article.
        InvalidRequest: a day that does not exist.
        TooBusy: as many jobs wait as may; then nothing was changed.
    """
    while True:
        async with backend.database.reading() as session:
            row = await articles.get(session, article_id)
        if row is None:
            raise NotFound(f"there is no article {article_id}")
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        if not changed:
            return articles.record(row), []
        read = await backend.pool.run(work.reread, row.document, changed)
        if isinstance(read, work.Refusal):
            raise InvalidRequest(read.detail, (read.field(),))
        async with backend.database.writing() as session:
            now = await articles.get(session, article_id, to_change=True)
            if now is None or now.updated_at != row.updated_at:
                continue
            articles.put_right(now, read, sorted(changed), by)
            await session.flush()
            alone, told = await articles.users(session, article_id)
            jobs = [job for each in alone if (job := await comparing.again(backend, session, each, by)) is not None]
            for story in await _locked(session, told):
                jobs.append(await growing.accept(backend, session, story, by))
            return articles.record(now), [job.id for job in jobs]


async def delete(backend: Backend, article_id: str, by: str) -> list[str]:
    """Delete an article with the reconciliations of no story that quote it; the jobs of the stories that drop it.

    Raises NotFound; TooBusy, when nothing was deleted.
    """
    async with backend.database.writing() as session:
        _, told = await articles.users(session, article_id)
        locked = await _locked(session, told)  # before the article: whoever grows a story locks in this order
        if await articles.get(session, article_id, to_change=True) is None:
            raise NotFound(f"there is no article {article_id}")
        alone, _ = await articles.users(session, article_id)
        await reconciliations.remove(session, alone)
        for story in locked:
            await stories.take_out(session, story, article_id)
        await articles.remove(session, [article_id])
        return [(await growing.accept(backend, session, story, by)).id for story in locked]


async def _locked(session: AsyncSession, story_ids: list[str]) -> list[StoryRow]:
    found = [await stories.get(session, each, to_change=True) for each in sorted(story_ids)]
    return [story for story in found if story is not None]
