"""The client for asynchronous programs, on asyncio or trio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import anyio
import httpx

from schemas.base import Model
from schemas.service import Event
from service.client import articles, batches, jobs, reconciliations, schemas, stories, webhooks
from service.client.events import SILENCE, Reading, Stream
from service.client.flow import Ask, Flow, Listing, Pause, Retries, persistent
from service.client.options import TIMEOUT, like, options

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Model)


class _Resource:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client


def _once(ask: Callable[P, Flow[T]]) -> Callable[Concatenate[_Resource, P], Coroutine[Any, Any, T]]:
    @like(ask)
    async def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._client.run(ask(*args, **kwargs))

    return method


def _paged(ask: Callable[P, Listing[M]]) -> Callable[Concatenate[_Resource, P], AsyncIterator[M]]:
    @like(ask)
    def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[M]:
        return self._client.iterate(ask(*args, **kwargs))

    return method


def _streamed(ask: Callable[P, Stream]) -> Callable[Concatenate[_Resource, P], AsyncIterator[Event]]:
    @like(ask)
    def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> AsyncIterator[Event]:
        return self._client.follow(ask(*args, **kwargs))

    return method


class AsyncArticles(_Resource):
    """Articles that the service keeps."""

    create = _once(articles.create)
    upload = _once(articles.upload)
    get = _once(articles.get)
    list = _paged(articles.listed)
    claims = _paged(articles.claims)
    correct = _once(articles.correct)
    delete = _once(articles.delete)
    revisions = _paged(articles.revisions)
    diff = _once(articles.diff)


class AsyncReconciliations(_Resource):
    """Articles compared, and what people said of what came of it."""

    create = _once(reconciliations.create)
    submit = _once(reconciliations.submit)
    wait = _once(reconciliations.wait)
    get = _once(reconciliations.get)
    get_changed = _once(reconciliations.get_changed)
    get_record = _once(reconciliations.get_record)
    list = _paged(reconciliations.listed)
    claims = _paged(reconciliations.claims)
    report = _once(reconciliations.report)
    delete = _once(reconciliations.delete)
    review = _once(reconciliations.review)
    reviews = _paged(reconciliations.reviews)
    delete_review = _once(reconciliations.delete_review)
    case = _once(reconciliations.case)


class AsyncStories(_Resource):
    """Articles on one event that come one by one."""

    create = _once(stories.create)
    get = _once(stories.get)
    list = _paged(stories.listed)
    change = _once(stories.change)
    add = _once(stories.add)
    remove = _once(stories.remove)
    delete = _once(stories.delete)
    events = _streamed(stories.events)


class AsyncBatches(_Resource):
    """Several comparisons at once."""

    create = _once(batches.create)
    get = _once(batches.get)
    list = _paged(batches.listed)


class AsyncJobs(_Resource):
    """Work that the service accepted."""

    get = _once(jobs.get)
    list = _paged(jobs.listed)
    wait = _once(jobs.wait)
    cancel = _once(jobs.cancel)


class AsyncWebhooks(_Resource):
    """Where events are posted."""

    create = _once(webhooks.create)
    get = _once(webhooks.get)
    list = _paged(webhooks.listed)
    deliveries = _paged(webhooks.deliveries)
    delete = _once(webhooks.delete)


class AsyncSchemas(_Resource):
    """The published JSON Schemas."""

    names = _once(schemas.names)
    get = _once(schemas.get)


class AsyncClient:
    """A service at an address, asked from asynchronous code; close it, or use it in an `async with`.

    Args:
        base_url: such as http://127.0.0.1:8000.
        key: an API key, where the service asks for one.
        timeout: seconds for an answer.
        retries: how often to ask again after a broken connection, 429 and 503.
        user_agent: who asks, in the service's log.
        transport: takes the place of the network, for tests.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        timeout: float = TIMEOUT,
        retries: Retries | None = None,
        user_agent: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(**options(base_url, key, timeout, user_agent), transport=transport)
        self._retries = retries or Retries()
        self.articles = AsyncArticles(self)
        self.reconciliations = AsyncReconciliations(self)
        self.stories = AsyncStories(self)
        self.batches = AsyncBatches(self)
        self.jobs = AsyncJobs(self)
        self.webhooks = AsyncWebhooks(self)
        self.schemas = AsyncSchemas(self)

    @classmethod
    def within(cls, app: Any, key: str | None = None) -> Self:
        """A client of an ASGI application in this process, without a network."""
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        return cls("http://127.0.0.1", key, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def run(self, flow: Flow[T]) -> T:
        """What an operation comes to. Raises ClientError."""
        driven = persistent(flow, self._retries)
        try:
            step = next(driven)
            while True:
                step = driven.send(await self._do(step))
        except StopIteration as done:
            result: T = done.value
            return result

    async def _do(self, step: Ask | Pause) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, Pause):
            await anyio.sleep(step.seconds)
            return None
        try:
            return await self._http.request(step.method, step.path, **step.arguments())
        except httpx.TransportError as error:
            return error

    async def iterate(self, listing: Listing[M]) -> AsyncIterator[M]:
        """The items of a list, a page fetched when the one before is used up. Raises ClientError."""
        cursor: str | None = None
        while True:
            page = await self.run(listing.page(cursor))
            for item in page.items:
                yield item
            if (cursor := page.next) is None:
                return

    async def follow(self, stream: Stream) -> AsyncIterator[Event]:
        """The events of a stream, opened again when it breaks. Raises ClientError."""
        reading = Reading(stream, self._retries)
        timeout = httpx.Timeout(self._http.timeout.connect, read=SILENCE)
        while True:
            why: httpx.TransportError | str = "the stream ended"
            try:
                async with self._http.stream("GET", stream.path, headers=reading.headers, timeout=timeout) as response:
                    if response.status_code != httpx.codes.OK:
                        await response.aread()
                        reading.refused(response)
                    async for line in response.aiter_lines():
                        if (event := reading.line(line)) is not None:
                            yield event
            except httpx.TransportError as error:
                why = error
            await anyio.sleep(reading.broke(why))
