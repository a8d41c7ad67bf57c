"""What may be asked about stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.service import EventType, JobRecord, Lang, Status, StoryInput, StoryRecord
from service.client.events import Stream
from service.client.flow import Ask, Flow, Listing, below, checked, creating, parsed

_ACCEPTED = 202


def create(
    title: str, *, articles: Sequence[str] = (), lang: Lang = "auto", idempotency_key: str | None = None
) -> Flow[StoryRecord]:
    """Begin a story, with articles that the service has, by id. Raises ProblemError."""
    body = StoryInput(title=title, lang=lang, articles=tuple(articles)).to_json_dict()
    return parsed(StoryRecord, (yield Ask("POST", "/v1/stories", json=body, headers=creating(idempotency_key))))


def get(story_id: str) -> Flow[StoryRecord]:
    """A story: its articles, and its reconciliation. Raises NotFound."""
    return parsed(StoryRecord, (yield Ask("GET", below("stories", story_id))))


def listed(
    *, status: Status | None = None, article: str | None = None, q: str | None = None, limit: int = 50
) -> Listing[StoryRecord]:
    """The stories, the newest first: of a status, with an article, with words in the title."""
    return Listing("/v1/stories", StoryRecord, {"status": status, "article": article, "q": q, "limit": limit})


def change(story_id: str, *, title: str | None = None, lang: Lang | None = None) -> Flow[StoryRecord]:
    """Change the title, or the language of its reports. Raises ProblemError."""
    body = {name: value for name, value in (("title", title), ("lang", lang)) if value is not None}
    return parsed(StoryRecord, (yield Ask("PATCH", below("stories", story_id), json=body)))


def add(story_id: str, article_id: str) -> Flow[JobRecord | None]:
    """Add an article that the service has → the job that takes it up; None where it is there. Raises ProblemError."""
    response = checked((yield Ask("PUT", below("stories", story_id, "articles", article_id))))
    return parsed(JobRecord, response) if response.status_code == _ACCEPTED else None


def remove(story_id: str, article_id: str) -> Flow[JobRecord]:
    """Take an article out; the job that does. The article itself stays. Raises ProblemError."""
    return parsed(JobRecord, (yield Ask("DELETE", below("stories", story_id, "articles", article_id))))


def delete(story_id: str) -> Flow[None]:
    """Delete a story with its reconciliation, events and webhooks; its articles stay. Raises NotFound."""
    checked((yield Ask("DELETE", below("stories", story_id))))


def events(story_id: str, *, after: int | None = None, types: Iterable[EventType] = ()) -> Stream:
    """What changes in a story, as it does, without end: those after event `after`; without it, from the first kept.

    After a broken connection the stream goes on behind the last event. Raises ProblemError, such as NotFound when the
    story is deleted, and ConnectionFailed when the service does not come back.
    """
    return Stream(below("stories", story_id, "events"), after, frozenset(types))
