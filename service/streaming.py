"""The events of a story as a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html).

    id: 41
    event: conflict_new
    data: {"id": 41, "story": "s…", "type": "conflict_new", …}

A client that comes again with the id of the last event it saw gets what followed. While one page of events is sent,
however slowly it is taken, nothing else is read, and no connection to the database is held.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from litestar.response import ServerSentEvent, ServerSentEventMessage

from service.backend import Backend
from service.errors import TooBusy
from service.storage import events, stories
from service.storage.database import DatabaseAway
from service.storage.tables import EventRow

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nobody between takes the connection for dead."""
LOOK = 2.0
"""Seconds between two looks: another process may have written an event."""
AT_ONCE = 100
RETRY = 2000
"""Milliseconds after which a client whose connection ended is to come again."""


def answer(backend: Backend, story_id: str, last: int) -> ServerSentEvent:
    """A stream of the events after `last`. Raises TooBusy where as many are open as may be."""
    if len(backend.news) >= backend.settings.streams:
        raise TooBusy(f"{backend.settings.streams} streams are open, as many as this service takes", retry_after=30)
    return ServerSentEvent(stream(backend, story_id, last))


async def stream(backend: Backend, story_id: str, last: int) -> AsyncIterator[ServerSentEventMessage]:
    """The events after `last`, those there are and those to come, until the story is deleted or the service stops."""
    loop = asyncio.get_running_loop()
    yield ServerSentEventMessage(data=None, comment=f"events of story {story_id}", retry=RETRY)
    said = loop.time()
    with backend.news.listening(story_id) as listener:
        while not backend.news.closed:
            found = await _after(backend, story_id, last)
            if found is None:
                return
            for row in found:
                yield _message(row)
                last, said = row.id, loop.time()
            if found:
                continue
            if loop.time() - said >= HEARTBEAT:
                yield ServerSentEventMessage(data=None, comment="still here")
                said = loop.time()
            await listener.heard(min(LOOK, HEARTBEAT))


async def _after(backend: Backend, story_id: str, last: int) -> list[EventRow] | None:
    """The next events; None when there is no such story any more."""
    try:
        async with backend.database.reading() as session:
            found = await events.after(session, story_id, last, AT_ONCE)
            there = found or await stories.get(session, story_id)
    except DatabaseAway:
        return []
    return list(found) if there else None


def _message(row: EventRow) -> ServerSentEventMessage:
    data = json.dumps(events.event(row).to_json_dict(), ensure_ascii=False)
    return ServerSentEventMessage(data=data, event=row.type, id=row.id)
