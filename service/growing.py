"""Stories grow: one job at a time takes up whatever articles a story has by then, until it has them all.

    PUT a1      a job
    PUT a2      the same job, be it waiting or running
    the job     reads the articles a1; meanwhile a2 came; writes the document of a1 with its events; goes on
                reads the articles a1, a2; writes the document of both with its events and its own end

A document is written only on the one that it was held against (`version`), and only while its articles still are of
the story and are as they were read; else it is made again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from service.backend import Backend
from service.jobs import changes, work
from service.jobs.kinds import Do
from service.news import DELIVERIES
from service.storage import articles as kept_articles
from service.storage import events, reconciliations, stories
from service.storage import jobs as kept_jobs
from service.storage.tables import JobRow, StoryRow


async def accept(backend: Backend, session: AsyncSession, story: StoryRow, by: str) -> JobRow:
    """The job that will take up the story as it is now: one that is under way, or a new one.

    The story is locked (`stories.get(…, to_change=True)`) in the caller's transaction, which changed it or an
    article of it. Raises TooBusy.
    """
    found = await stories.job(session, story.id)
    if found is not None:
        return found
    row = await stories.reconciliation(session, story.id)
    row.status, row.error = "queued", None
    return await backend.jobs.accept(session, "grow", story.id, {}, by)


class Grow:
    """The job of kind `grow`. Its subject is a story; what there is to do stands in the story's articles."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def run(self, job: JobRow, do: Do) -> None:
        while not await self._grown(job, do):
            self._tell(job.subject)

    async def _grown(self, job: JobRow, do: Do) -> bool:
        """Make the document of the articles that the story has now, and write it; whether the job is over."""
        story_id = job.subject
        async with self._backend.database.reading() as session:
            if await stories.get(session, story_id) is None:
                return await self._over(job)
            row = await stories.reconciliation(session, story_id, with_document=True)
            version, before = row.version, row.document
            wanted = await stories.articles(session, story_id)
            new = wanted.keys() - set(await reconciliations.article_ids(session, row.id))
            sent = await kept_articles.documents(session, sorted(new))
        found = await self._make(do, story_id, wanted, sent, before)
        if found is None:
            return False
        async with self._backend.database.writing() as session:
            if not await kept_jobs.still(session, job):
                return True
            if await stories.get(session, story_id, to_change=True) is None:
                await kept_jobs.end(session, job.id, "cancelled")
                return True
            row = await stories.reconciliation(session, story_id)
            now = await stories.articles(session, story_id)
            if row.version != version or not wanted.items() <= now.items():
                return False
            if found.made.etag != row.etag:
                await reconciliations.name_articles(session, row.id, sorted(wanted))
                await reconciliations.finish(session, row, found.made)
                await events.tell(session, story_id, found.changes, row.version)
            row.status, row.error = "done" if wanted == now else "queued", None
            if wanted != now:
                return False
            await kept_jobs.end(session, job.id, "done")
        self._backend.news.tell(DELIVERIES)
        return True

    async def _make(
        self, do: Do, story_id: str, wanted: dict[str, str], sent: dict[str, bytes], before: bytes | None
    ) -> work.Grown | None:
        """What the process that keeps the story makes of it; None when an article it asks for is gone."""
        while True:
            found = await do(work.grow, story_id, wanted, sent, before, affinity=story_id)
            if isinstance(found, work.Grown):
                return found
            lacking: Collection[str] = found.articles
            async with self._backend.database.reading() as session:
                sent = {**sent, **await kept_articles.documents(session, sorted(lacking))}
            if not sent.keys() >= set(lacking):
                return None

    async def ended(self, session: AsyncSession, job: JobRow, state: str, problem: dict[str, Any] | None) -> None:
        story = await stories.get(session, job.subject, to_change=True)
        if story is None:
            return
        other = await stories.job(session, story.id)
        if other is not None and other.id != job.id:
            return
        row = await stories.reconciliation(session, story.id)
        row.status, row.error = state, problem
        if state == "failed" and problem is not None:
            await events.tell(session, story.id, [changes.failed(problem["detail"])], row.version)

    async def _over(self, job: JobRow) -> bool:
        """The story was deleted."""
        async with self._backend.database.writing() as session:
            await kept_jobs.end(session, job.id, "cancelled")
        return True

    def _tell(self, story_id: str) -> None:
        self._backend.news.tell(story_id)
        self._backend.news.tell(DELIVERIES)
