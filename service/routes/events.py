"""What changed in a story: a page of it, or a stream."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, QueryParameter

from schemas.service import Event, Id, Page
from service import streaming
from service.routes.common import JSON, Asked, Cursor, Limit, Shared, also, page, preferred, problems
from service.routes.stories import TAGS, of_id
from service.storage import events

EVENT_STREAM = "text/event-stream"
MOST = 2**62
After = Annotated[int, QueryParameter(name="after", ge=0, le=MOST, description="the id of the last event seen")]
Before = Annotated[int | None, QueryParameter(name="before", ge=0, le=MOST, description="only events before this id")]
Order = Annotated[Literal["oldest", "newest"], QueryParameter(name="order", description="which come first")]
LastSeen = Annotated[
    int | None, HeaderParameter(name="Last-Event-ID", ge=0, le=MOST, description="the same, from a stream's client")
]


@get("/v1/stories/{story_id:str}/events", tags=TAGS, summary="What changed in a story",
     operation_class=also(200, EVENT_STREAM), responses={
    200: ResponseSpec(Page[Event], generate_examples=False), **problems(404, 406),
})  # fmt: skip
async def list_events(
    request: Asked, backend: Shared, story_id: FromPath[Id], cursor: Cursor = None, limit: Limit = 50,
    after: After = 0, before: Before = None, order: Order = "oldest", last_event_id: LastSeen = None,
) -> Response[Any]:  # fmt: skip
    """In their order or, with `order=newest`, the newest first.

    With `Accept: text/event-stream` a stream of those there are and those to come, in their order. It begins after
    the event of `Last-Event-ID`, or of `after`, and ends when the story is deleted.
    """
    media_type = preferred(request, (JSON, EVENT_STREAM))
    last = after if last_event_id is None else last_event_id
    async with backend.database.reading() as session:
        await of_id(session, story_id)
        if media_type == JSON:
            rows = await events.page(session, story_id, cursor, limit, last, before, newest_first=order == "newest")
            return page(request, rows, [events.event(row) for row in rows.rows])
    return streaming.answer(backend, story_id, last)


HANDLERS = [list_events]
