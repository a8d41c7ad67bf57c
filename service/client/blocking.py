"""The client that waits for every answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

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
    def __init__(self, client: Client) -> None:
        self._client = client


def _once(ask: Callable[P, Flow[T]]) -> Callable[Concatenate[_Resource, P], T]:
    @like(ask)
    def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self._client.run(ask(*args, **kwargs))

    return method


def _paged(ask: Callable[P, Listing[M]]) -> Callable[Concatenate[_Resource, P], Iterator[M]]:
    @like(ask)
    def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[M]:
        return self._client.iterate(ask(*args, **kwargs))

    return method


def _streamed(ask: Callable[P, Stream]) -> Callable[Concatenate[_Resource, P], Iterator[Event]]:
    @like(ask)
    def method(self: _Resource, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[Event]:
        return self._client.follow(ask(*args, **kwargs))

    return method


class Articles(_Resource):
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


class Reconciliations(_Resource):
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


class Stories(_Resource):
    """Articles on one event that come one by one."""

    create = _once(stories.create)
    get = _once(stories.get)
    list = _paged(stories.listed)
    change = _once(stories.change)
    add = _once(stories.add)
    remove = _once(stories.remove)
    delete = _once(stories.delete)
    events = _streamed(stories.events)


class Batches(_Resource):
    """Several comparisons at once."""

    create = _once(batches.create)
    get = _once(batches.get)
    list = _paged(batches.listed)


class Jobs(_Resource):
    """Work that the service accepted."""

    get = _once(jobs.get)
    list = _paged(jobs.listed)
    wait = _once(jobs.wait)
    cancel = _once(jobs.cancel)


class Webhooks(_Resource):
    """Where events are posted."""

    create = _once(webhooks.create)
    get = _once(webhooks.get)
    list = _paged(webhooks.listed)
    deliveries = _paged(webhooks.deliveries)
    delete = _once(webhooks.delete)


class Schemas(_Resource):
    """The published JSON Schemas."""

    names = _once(schemas.names)
    get = _once(schemas.get)


class Client:
    """A service at an address, asked one thing after another; close it, or use it in a `with`.

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
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(**options(base_url, key, timeout, user_agent), transport=transport)
        self._retries = retries or Retries()
        self.articles = Articles(self)
        self.reconciliations = Reconciliations(self)
        self.stories = Stories(self)
        self.batches = Batches(self)
        self.jobs = Jobs(self)
        self.webhooks = Webhooks(self)
        self.schemas = Schemas(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def run(self, flow: Flow[T]) -> T:
        """What an operation comes to. Raises ClientError."""
        driven = persistent(flow, self._retries)
        try:
            step = next(driven)
            while True:
                step = driven.send(self._do(step))
        except StopIteration as done:
            result: T = done.value
            return result

    def _do(self, step: Ask | Pause) -> httpx.Response | httpx.TransportError | None:
        if isinstance(step, Pause):
            time.sleep(step.seconds)
            return None
        try:
            return self._http.request(step.method, step.path, **step.arguments())
        except httpx.TransportError as error:
            return error

    def iterate(self, listing: Listing[M]) -> Iterator[M]:
        """The items of a list, a page fetched when the one before is used up. Raises ClientError."""
        cursor: str | None = None
        while True:
            page = self.run(listing.page(cursor))
            yield from page.items
            if (cursor := page.next) is None:
                return

    def follow(self, stream: Stream) -> Iterator[Event]:
        """The events of a stream, opened again when it breaks. Raises ClientError."""
        reading = Reading(stream, self._retries)
        timeout = httpx.Timeout(self._http.timeout.connect, read=SILENCE)
        while True:
            why: httpx.TransportError | str = "the stream ended"
            try:
                with self._http.stream("GET", stream.path, headers=reading.headers, timeout=timeout) as response:
                    if response.status_code != httpx.codes.OK:
                        response.read()
                        reading.refused(response)
                    for line in response.iter_lines():
                        if (event := reading.line(line)) is not None:
                            yield event
            except httpx.TransportError as error:
                why = error
            time.sleep(reading.broke(why))
