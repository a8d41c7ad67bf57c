"""The desk that asks a service: what was compared is kept there, for everybody who may see it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, ParamSpec, TypeVar

from anyio import to_thread

from schemas.api import ArticleInput
from schemas.article import Article
from schemas.claim import Claim
from schemas.service import StoryRecord
from service.client import AsyncClient, ClientError
from service.mcp.desk import Comparison, DeskError, KeptStory

P = ParamSpec("P")
T = TypeVar("T")
Off = Callable[..., Awaitable[Any]]
"""Runs a function elsewhere than on the event loop."""


async def _in_a_thread(do: Callable[..., T], *args: Any) -> T:
    return await to_thread.run_sync(partial(do, *args))


class RemoteDesk:
    """`off` runs what this process does itself."""

    def __init__(self, client: AsyncClient, off: Off = _in_a_thread) -> None:
        self._client, self._off = client, off

    async def run(self, do: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        result: T = await self._off(partial(do, *args, **kwargs))
        return result

    async def compare(self, articles: Sequence[ArticleInput]) -> Comparison:
        async with _asking():
            made = await self._client.reconciliations.create(articles, strict=True)
        return Comparison(made.id, made.document)

    async def comparison(self, comparison_id: str) -> Comparison:
        async with _asking():
            return Comparison(comparison_id, (await self._client.reconciliations.get(comparison_id)).document)

    async def claims(self, article: ArticleInput) -> tuple[Article, tuple[Claim, ...]]:
        async with _asking():
            record = await self._client.articles.create(**article.to_json_dict())
            found = await self._client.articles.get(record.id)
            return found.article, tuple([claim async for claim in self._client.articles.claims(record.id, limit=200)])

    async def begin_story(self, title: str, articles: Sequence[ArticleInput]) -> KeptStory:
        async with _asking():
            kept = [(await self._client.articles.create(**article.to_json_dict())).id for article in articles]
            record = await self._client.stories.create(title, articles=list(dict.fromkeys(kept)))
            return await self._made(record)

    async def add_to_story(self, story_id: str, article: ArticleInput) -> tuple[KeptStory, str]:
        async with _asking():
            record = await self._client.articles.create(**article.to_json_dict())
            job = await self._client.stories.add(story_id, record.id)
            if job is not None:
                await self._client.jobs.wait(job.id)
            return await self._made(await self._client.stories.get(story_id)), record.id

    async def story(self, story_id: str) -> KeptStory:
        async with _asking():
            return await self._made(await self._client.stories.get(story_id))

    async def _made(self, record: StoryRecord) -> KeptStory:
        if len(record.articles) < 2:
            return KeptStory(record.id, record.title, record.articles, None)
        made = await self._client.reconciliations.wait(record.reconciliation)
        return KeptStory(record.id, record.title, record.articles, Comparison(made.id, made.document))


@asynccontextmanager
async def _asking() -> AsyncIterator[None]:
    """Errors of the client as the desk's. Raises DeskError."""
    try:
        yield
    except ClientError as error:
        raise DeskError(str(error)) from error
