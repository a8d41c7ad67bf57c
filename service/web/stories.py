"""Stories as pages: a list, and one that changes as its articles come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, get_args

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from reconcile.report.messages import Language
from reconcile.report.values import label
from reconcile.report.web_view import SYMBOLS
from schemas.reconciliation import VERDICTS
from schemas.service import EventType, Id
from service import streaming
from service.backend import Backend
from service.routes.common import Cursor, Shared
from service.routes.events import After, LastSeen
from service.storage import articles, events
from service.web.forms import Draft, drafts, listed
from service.web.inside import Inside, Refused
from service.web.pages import Asked, elsewhere, is_part, respond
from service.web.problems import kind
from service.web.reconciliations import verdict_names
from service.web.words import chosen, say

_ON_A_PAGE = 30
_CHANGES = 40
_START = 30
"""Characters of an article that stand for its name."""
_CONFLICTS = 50


@get("/stories", include_in_schema=False)
async def show_all(request: Asked, cursor: Cursor = None) -> Response[Any]:
    """The stories, the newest first, and a form to begin one."""
    found = (await Inside(request).get("/v1/stories", {"cursor": cursor, "limit": _ON_A_PAGE})).data
    return respond(request, "stories.html", rows=found["items"], next=found["next"])


@post("/stories", include_in_schema=False)
async def begin(request: Asked) -> Response[Any]:
    """Begin a story, with the articles of a comparison or none yet."""
    form = await request.form()
    body = {"title": str(form.get("title") or "").strip(), "articles": listed(form, "article")}
    answer = await Inside(request).post("/v1/stories", body, once=str(form.get("once") or ""))
    return elsewhere(request, f"/stories/{answer.data['id']}")


@get("/stories/{story_id:str}", include_in_schema=False)
async def show(request: Asked, backend: Shared, story_id: FromPath[Id]) -> Response[Any]:
    """A story as it stands; its page asks for the live part again with every event."""
    live = await _live(request, backend, story_id)
    return respond(request, "story.html", draft=Draft(len(live["articles"]) + 1), types=get_args(EventType), **live)


@get("/stories/{story_id:str}/live", include_in_schema=False)
async def show_live(request: Asked, backend: Shared, story_id: FromPath[Id]) -> Response[Any]:
    """The part that changes."""
    return respond(request, "story_live.html", **await _live(request, backend, story_id))


@get("/stories/{story_id:str}/events", include_in_schema=False)
async def follow(
    request: Asked, backend: Shared, story_id: FromPath[Id], after: After = 0, last_event_id: LastSeen = None
) -> ServerSentEvent:
    """The events of the story as they happen, for its page."""
    await Inside(request).get(f"/v1/stories/{story_id}")
    return streaming.answer(backend, story_id, after if last_event_id is None else last_event_id)


@post("/stories/{story_id:str}/articles", include_in_schema=False)
async def add(request: Asked, backend: Shared, story_id: FromPath[Id]) -> Response[Any]:
    """Keep an article and add it to the story."""
    given = (await drafts(await request.form()) or [Draft(1)])[0]
    inside = Inside(request)
    story = (await inside.get(f"/v1/stories/{story_id}")).data
    given.number = len(story["articles"]) + 1
    if not given.check(chosen(request)):
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
        problem = {"problem": refused.problem, "kind": kind(refused.problem), "retry_after": refused.retry_after}
        return await _form(request, backend, story, given, **problem)
    if not is_part(request):
        return elsewhere(request, f"/stories/{story_id}")
    name = article["outlet"] or article["title"] or given.text.strip()[:_START] or given.file_name
    said = "added" if put.status == HTTPStatus.ACCEPTED else "there"
    told = say(chosen(request), f"story.{said}", name=name)
    return respond(request, "add_form.html", story=story, problem=None, draft=Draft(given.number + 1), added=told)


@post("/stories/{story_id:str}/articles/{article_id:str}/remove", include_in_schema=False)
async def take_out(request: Asked, backend: Shared, story_id: FromPath[Id], article_id: FromPath[Id]) -> Response[Any]:
    """Take an article out; it is kept."""
    await Inside(request).ask("DELETE", f"/v1/stories/{story_id}/articles/{article_id}")
    if not is_part(request):
        return elsewhere(request, f"/stories/{story_id}")
    return respond(request, "story_live.html", **await _live(request, backend, story_id))


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
    live = await _live(request, backend, str(story["id"]))
    return respond(request, "story.html", draft=draft, types=get_args(EventType), **(live | said))


async def _live(request: Asked, backend: Backend, story_id: str) -> dict[str, Any]:
    """What the live part shows."""
    inside, language = Inside(request), chosen(request)
    story = (await inside.get(f"/v1/stories/{story_id}")).data
    async with backend.database.reading() as session:
        members = await articles.named(session, story["articles"])
        told = await events.newest(session, story_id, _CHANGES)
    by_id = {each["id"]: each for each in members}
    record = (await inside.get(f"/v1/reconciliations/{story['reconciliation']}/record")).data
    counts = (record["summary"] or {}).get("by_verdict")
    conflicts: list[dict[str, Any]] = []
    if record["version"]:
        place = f"/v1/reconciliations/{story['reconciliation']}/claims"
        found = (await inside.get(place, {"verdict": "conflict", "limit": _CONFLICTS})).data
        conflicts = [each for view in found["items"] for each in _conflicts(view, by_id, language)]
    changes = [events.event(row).to_json_dict() for row in told]
    for change in changes:
        change["outlet"] = (by_id.get(change["article"]) or {}).get("outlet")
    return {
        "story": story, "articles": members, "events": changes, "last": told[0].id if told else 0,
        "counts": [(v, counts.get(v, 0)) for v in VERDICTS] if counts is not None else None,
        "conflicts": conflicts, "symbols": SYMBOLS, "names": verdict_names(language), "added": "", "problem": None,
    }  # fmt: skip


def _conflicts(
    view: Mapping[str, Any], articles_of: Mapping[str, Mapping[str, Any]], language: Language
) -> Iterator[dict[str, Any]]:
    """The conflicts of an entry, each with the words that stand against each other, in their claims."""
    for comparison in view["entry"]["comparisons"]:
        if comparison["verdict"] == "conflict":
            voices = [
                _voice(item, view["texts"].get(item["claim"], ""), articles_of)
                for item in _once_each(comparison["evidence"])
            ]
            yield {
                "id": comparison["id"], "kind": label(language, "kind", comparison["kind"]),
                "why": comparison["explanation"][language], "voices": voices,
            }  # fmt: skip


def _once_each(evidence: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The evidence of the values, the same words of one article once."""
    values = {(item["article"], item["text"]): item for item in reversed(evidence) if item["use"] == "value"}
    return list(reversed(values.values()))


def _voice(item: Mapping[str, Any], claim: str, articles_of: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    before, words, after = claim.partition(item["text"])
    article = articles_of.get(item["article"]) or {}
    outlet = article.get("outlet") or (article.get("title") or article.get("start") or "")[:_START]
    return {"outlet": outlet, "before": before if words else "", "words": item["text"], "after": after}


HANDLERS = [show_all, begin, show, show_live, follow, add, take_out, remove]
