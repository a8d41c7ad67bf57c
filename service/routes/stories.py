"""Stories: articles on one event that come one by one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from litestar import Response, delete, get, patch, post, put
from litestar.background_tasks import BackgroundTask
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import FieldProblem
from schemas.service import Id, JobRecord, Page, Status, StoryChange, StoryInput, StoryRecord
from service import growing
from service.auth import who
from service.backend import Backend
from service.errors import NotFound, TooManyArticles
from service.idempotency import gone, ident, once, settle
from service.jobs import work
from service.jobs.pool import PoolError
from service.routes.common import Asked, Cursor, IdQuery, Limit, Shared, Words, answer, page, problems
from service.storage import articles, jobs, stories
from service.storage.reconciliations import UNDER_WAY
from service.storage.tables import ArticleRow, JobRow, StoryRow

TAGS = ["stories"]


async def _again(_: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    async with backend.database.reading() as session:
        row = await stories.get(session, ident(location))
        if row is None:
            raise gone(location)
        return answer(await stories.record(session, row), status, {"Location": location})


@post("/v1/stories", schema="story-input-1", tags=TAGS, summary="Begin a story", responses={
    201: ResponseSpec(StoryRecord, generate_examples=False), **problems(404, 409, 503, body=True),
})  # fmt: skip
@once(_again)
async def create_story(request: Asked, backend: Shared, data: JSONBody[StoryInput]) -> Response[Any]:
    """With articles that the service has, or none yet. A job makes the document of its reconciliation."""
    _refuse_too_many(backend, len(set(data.articles)))
    async with backend.database.writing() as session:
        there = await articles.documents(session, data.articles)
        lacking = tuple(
            FieldProblem(pointer=f"/articles/{at}", detail=f"there is no article {article_id}")
            for at, article_id in enumerate(data.articles)
            if article_id not in there
        )
        if lacking:
            raise NotFound("; ".join(problem.detail for problem in lacking), lacking)
        row = await stories.start(session, data.title, data.lang, data.articles)
        await growing.accept(backend, session, row, who(request))
        record = await stories.record(session, row)
        location = f"/v1/stories/{row.id}"
        await settle(session, 201, location)
    return answer(record, 201, {"Location": location})


@get("/v1/stories", tags=TAGS, summary="List stories", responses={
    200: ResponseSpec(Page[StoryRecord], generate_examples=False), **problems(),
})  # fmt: skip
async def list_stories(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50,
    status: FromQuery[Status | None] = None, article: IdQuery = None, q: Words = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; those of a status, with an article, or with words in the title."""
    async with backend.database.reading() as session:
        rows = await stories.page(session, cursor, limit, status=status, article=article, q=q)
        records = [await stories.record(session, row) for row in rows.rows]
    return page(request, rows, records)


@get("/v1/stories/{story_id:str}", tags=TAGS, summary="A story", responses={
    200: ResponseSpec(StoryRecord, generate_examples=False), **problems(404),
})  # fmt: skip
async def get_story(backend: Shared, story_id: FromPath[Id]) -> Response[Any]:
    """Its articles, and its reconciliation, which is a resource of its own: how it stands, and its newest job."""
    async with backend.database.reading() as session:
        return answer(await stories.record(session, await of_id(session, story_id)))


@patch("/v1/stories/{story_id:str}", schema="story-change-1", tags=TAGS, summary="Change a story", responses={
    200: ResponseSpec(StoryRecord, generate_examples=False), **problems(404, body=True),
})  # fmt: skip
async def change_story(backend: Shared, story_id: FromPath[Id], data: JSONBody[StoryChange]) -> Response[Any]:
    """Its title, or the language of its reports."""
    async with backend.database.writing() as session:
        row = await of_id(session, story_id, to_change=True)
        await stories.change(session, row, data.title, data.lang)
        record = await stories.record(session, row)
    return answer(record)


@delete("/v1/stories/{story_id:str}", tags=TAGS, summary="Delete a story", status_code=204, responses={
    204: ResponseSpec(None, generate_examples=False, description="it is gone"), **problems(404),
})  # fmt: skip
async def delete_story(backend: Shared, story_id: FromPath[Id]) -> Response[None]:
    """With its reconciliation, reviews, events, webhooks and jobs. Its articles stay."""
    async with backend.database.reading() as session:
        await of_id(session, story_id)
        job = await stories.job(session, story_id)
    if job is not None:
        await backend.jobs.cancel(job.id)
    async with backend.database.writing() as session:
        await stories.remove(session, [story_id])
    backend.news.tell(story_id)
    return Response(None, status_code=204, background=BackgroundTask(_forget, backend, story_id))


@put("/v1/stories/{story_id:str}/articles/{article_id:str}", tags=TAGS, summary="Add an article to a story", responses={
    200: ResponseSpec(StoryRecord, generate_examples=False, description="it has the article already"),
    202: ResponseSpec(JobRecord, generate_examples=False, description="the job that takes it up"),
    **problems(404, 422, 503),
})  # fmt: skip
async def put_article(
    request: Asked, backend: Shared, story_id: FromPath[Id], article_id: FromPath[Id]
) -> Response[Any]:
    """An article that the service has. One job takes up all that come before it is done.

    An article that the story has already is answered 200; after a job that failed or was cancelled, 202 with another.
    """
    async with backend.database.writing() as session:
        row = await of_id(session, story_id, to_change=True)
        if await session.get(ArticleRow, article_id) is None:
            raise NotFound(f"there is no article {article_id}")
        there = await stories.articles(session, story_id)
        if article_id in there:
            status = (await stories.reconciliation(session, story_id)).status
            if status == "done" or status in UNDER_WAY:
                return answer(await stories.record(session, row))
        else:
            _refuse_too_many(backend, len(there) + 1)
            await stories.put(session, row, article_id)
        job = await growing.accept(backend, session, row, who(request))
    return _accepted(job)


@delete("/v1/stories/{story_id:str}/articles/{article_id:str}", tags=TAGS, summary="Take an article out of a story",
        status_code=202, responses={
    202: ResponseSpec(JobRecord, generate_examples=False, description="the job that takes it out"),
    **problems(404, 503),
})  # fmt: skip
async def delete_article_of_story(
    request: Asked, backend: Shared, story_id: FromPath[Id], article_id: FromPath[Id]
) -> Response[Any]:
    """The article itself stays."""
    async with backend.database.writing() as session:
        row = await of_id(session, story_id, to_change=True)
        if article_id not in await stories.articles(session, story_id):
            raise NotFound(f"story {story_id} has no article {article_id}")
        await stories.take_out(session, row, article_id)
        job = await growing.accept(backend, session, row, who(request))
    return _accepted(job)


async def of_id(session: AsyncSession, story_id: str, *, to_change: bool = False) -> StoryRow:
    """The story. Raises NotFound."""
    row = await stories.get(session, story_id, to_change=to_change)
    if row is None:
        raise NotFound(f"there is no story {story_id}")
    return row


def _accepted(job: JobRow) -> Response[Any]:
    return answer(jobs.record(job), 202, {"Location": f"/v1/jobs/{job.id}"})


def _refuse_too_many(backend: Backend, wanted: int) -> None:
    most = backend.settings.max_story_articles
    if wanted > most:
        raise TooManyArticles(f"{wanted} articles; a story of this service has up to {most}")


async def _forget(backend: Backend, story_id: str) -> None:
    """Free the memory of the process that kept the story."""
    with suppress(PoolError):
        await backend.pool.run(work.forget, story_id, affinity=story_id)


HANDLERS = [
    create_story, list_stories, get_story, change_story, delete_story, put_article, delete_article_of_story,
]  # fmt: skip
