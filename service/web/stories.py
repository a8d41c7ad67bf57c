"""Stories as pages: a list, and one that changes as its articles come in."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, get_args

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from reconcile.report.web_view import SYMBOLS
from schemas.service import EventType, Id
from service import streaming
from service.backend import Backend
from service.routes.common import Cursor, Shared
from service.routes.events import After, Before, LastSeen
from service.web.forms import Draft, drafts, listed
from service.web.inside import Inside, Refused
from service.web.pages import Asked, elsewhere, is_part, respond
from service.web.problems import kind, told
from service.web.reconciliations import verdict_names
from service.web.story_live import change_sets, live
from service.web.words import chosen, say

_ON_A_PAGE = 30
_START = 30
"""Characters of an article that stand for its name."""


@get("/stories", include_in_schema=False)
async def show_all(request: Asked, cursor: Cursor = None) -> Response[Any]:
    """The stories, the newest first, and a form to begin one."""
    inside = Inside(request)
    found = (await inside.get("/v1/stories", {"cursor": cursor, "limit": _ON_A_PAGE})).data
    rows = []
    for row in found["items"]:
        record = (await inside.get("/v1/reconciliations", {"story": row["id"], "limit": 1})).data["items"]
        summary = (record[0]["summary"] if record else None) or {}
        rows.append({**row, "conflicts": summary.get("by_verdict", {}).get("conflict", 0)})
    return respond(
        request, "stories.html", rows=rows, next=found["next"], names=verdict_names(chosen(request)), symbols=SYMBOLS
    )


@post("/stories", include_in_schema=False)
async def begin(request: Asked) -> Response[Any]:
    """Begin a story, with the articles of a comparison or none yet."""
    form = await request.form()
    body = {"title": str(form.get("title") or "").strip(), "articles": listed(form, "article")}
    answer = await Inside(request).post("/v1/stories", body, once=str(form.get("once") or ""))
    return elsewhere(request, f"/stories/{answer.data['id']}")


@get("/stories/{story_id:str}", include_in_schema=False)
async def show(request: Asked, backend: Shared, story_id: FromPath[Id], before: Before = None) -> Response[Any]:
    """A story as it stands, with its newest changes or those before an event.

    Its page asks for the live part again with every event.
    """
    shown = await live(request, backend, story_id, before)
    return respond(request, "story.html", draft=Draft(len(shown["articles"]) + 1), types=get_args(EventType), **shown)


@get("/stories/{story_id:str}/live", include_in_schema=False)
async def show_live(request: Asked, backend: Shared, story_id: FromPath[Id], before: Before = None) -> Response[Any]:
    """The part that changes; 204 where the story is gone."""
    try:
        return respond(request, "story_live.html", **await live(request, backend, story_id, before))
    except Refused as refused:
        return _gone(refused)


@get("/stories/{story_id:str}/changes", include_in_schema=False)
async def show_changes(request: Asked, backend: Shared, story_id: FromPath[Id], before: Before = None) -> Response[Any]:
    """More changes, for a page that has those after an event."""
    if not is_part(request):
        return elsewhere(request, f"/stories/{story_id}" + (f"?before={before}" if before is not None else ""))
    story = (await Inside(request).get(f"/v1/stories/{story_id}")).data
    return respond(request, "story_older.html", story=story, **await change_sets(request, backend, story_id, before))


@get("/stories/{story_id:str}/events", include_in_schema=False)
async def follow(
    request: Asked, backend: Shared, story_id: FromPath[Id], after: After = 0, last_event_id: LastSeen = None
) -> ServerSentEvent | Response[Any]:
    """The events of the story as they happen, for its page; 204, which ends an EventSource, where the story is gone."""
    try:
        await Inside(request).get(f"/v1/stories/{story_id}")
    except Refused as refused:
        return _gone(refused)
    return streaming.answer(backend, story_id, after if last_event_id is None else last_event_id)


@get("/stories/{story_id:str}/articles", include_in_schema=False, sync_to_thread=False)
def show_form(request: Asked, story_id: FromPath[Id]) -> Response[Any]:
    """Where a form that was put right stands; who comes back to it begins anew."""
    return elsewhere(request, f"/stories/{story_id}" + (f"?{request.url.query}" if request.url.query else ""))


@post("/stories/{story_id:str}/articles", include_in_schema=False)
async def add(request: Asked, backend: Shared, story_id: FromPath[Id]) -> Response[Any]:
    """Keep an article and add it to the story."""
    form = await request.form()
    given = (await drafts(form) or [Draft(1)])[0]
    inside = Inside(request)
    story = (await inside.get(f"/v1/stories/{story_id}")).data
    given.number = len(story["articles"]) + 1
    if form.get("switch"):  # to the other language, with what was typed
        if given.is_empty:
            return elsewhere(request, f"/stories/{story_id}?lang={chosen(request)}")
        return await _form(request, backend, story, given)
    if not given.check(chosen(request), backend.settings.max_article_characters):
        return await _form(request, backend, story, given)
    try:
        article = (await inside.post("/v1/articles", given.as_json())).data
        known = {"outlet": given.outlet.strip(), "published": given.published.strip()}
        if lacking := {name: value for name, value in known.items() if value and not article[name]}:
            # Its text was kept before, by somebody who did not say whose it is.
            await inside.ask("PATCH", f"/v1/articles/{article['id']}", body=lacking)
            article |= lacking
        put = await inside.ask("PUT", f"/v1/stories/{story_id}/articles/{article['id']}")
    except Refused as refused:
        given.problem = next((told(request, error) for error in refused.problem.errors if error.code), "")
        problem = {"problem": refused.problem, "kind": kind(refused.problem), "retry_after": refused.retry_after}
        return await _form(request, backend, story, given, **problem)
    if not is_part(request):
        return elsewhere(request, f"/stories/{story_id}")
    called = article["outlet"] or article["title"] or given.text.strip()[:_START] or given.file_name
    said = "added" if put.status == HTTPStatus.ACCEPTED else "there"
    added = say(chosen(request), f"story.{said}", name=called)
    return respond(request, "add_form.html", story=story, problem=None, draft=Draft(given.number + 1), added=added)


@post("/stories/{story_id:str}/articles/{article_id:str}/remove", include_in_schema=False)
async def take_out(request: Asked, backend: Shared, story_id: FromPath[Id], article_id: FromPath[Id]) -> Response[Any]:
    """Take an article out; it is kept."""
    await Inside(request).ask("DELETE", f"/v1/stories/{story_id}/articles/{article_id}")
    if not is_part(request):
        return elsewhere(request, f"/stories/{story_id}")
    return Response(None, status_code=HTTPStatus.NO_CONTENT)


@post("/stories/{story_id:str}/delete", include_in_schema=False)
async def remove(request: Asked, story_id: FromPath[Id]) -> Response[Any]:
    """With its report and reviews."""
    await Inside(request).ask("DELETE", f"/v1/stories/{story_id}")
    return elsewhere(request, "/stories")


async def _form(
    request: Asked, backend: Backend, story: Mapping[str, Any], draft: Draft, **problem: Any
) -> Response[Any]:
    """The form again, with what was typed and what is wrong with it."""
    said = {"added": "", "problem": None, **problem}
    if is_part(request):
        return respond(request, "add_form.html", story=story, draft=draft, **said)
    shown = await live(request, backend, str(story["id"]))
    return respond(request, "story.html", draft=draft, types=get_args(EventType), **(shown | said))


def _gone(refused: Refused) -> Response[Any]:
    """204 in place of 404. Raises `refused` again where it is for anything else."""
    if kind(refused.problem) != "not-found":
        raise refused
    return Response(None, status_code=HTTPStatus.NO_CONTENT)


HANDLERS = [show_all, begin, show, show_live, show_changes, follow, show_form, add, take_out, remove]
