"""A reconciliation as a page: progress, the report with the tools of review, downloads; and the history of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from anyio import to_thread
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from markupsafe import Markup

from reconcile.report import html
from reconcile.report.messages import Language
from reconcile.report.values import label
from reconcile.report.web_view import Item
from schemas.api import Problem
from schemas.reconciliation import VERDICTS, Reconciliation
from schemas.service import Id
from service import documents
from service.routes.common import Shared
from service.storage import reconciliations
from service.web.downloads import formats
from service.web.inside import Inside, Refused
from service.web.naming import headline, names
from service.web.pages import Asked, answered, elsewhere, may, render, respond
from service.web.problems import kind
from service.web.words import chosen, say

Sources = Annotated[list[int] | None, QueryParameter(name="source", max_items=100)]


@get("/reconciliations/{reconciliation_id:str}", include_in_schema=False)
async def show(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], source: Sources = None
) -> Response[Any]:
    """The report, or how far its making is. `source` are the articles that were pasted as the source of a page."""
    record = await _record(request, reconciliation_id)
    if record["status"] != "done" and not record["version"]:
        return respond(request, "progress.html", **await _progress(request, record))
    document = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}")).raw
    said = await _reviews(request, reconciliation_id)
    language = chosen(request)
    (called,) = (await names(backend, [record], language)).values()
    own = {"record": record, "reviewed": len(said), "pasted": sorted(set(source or ())), "called": called}
    text = await to_thread.run_sync(_report, request, document, said, language, own, limiter=backend.rendering)
    return answered(request, text, language=language)


def _report(
    request: Asked, document: bytes, said: Sequence[Mapping[str, Any]], language: Language, own: Mapping[str, Any]
) -> str:  # fmt: skip
    """The report with the tools of review beside its items, what was said of each told with it; `own` is its frame."""
    found = documents.kept(document)
    of_entry: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for review in said:
        of_entry[review["entry"]].append(review)

    first: dict[str, str] = {}

    def tools(item: Item) -> Markup:
        entry = found.reconciled[item.entry].id
        if not (may(request, "review") or of_entry.get(entry)):
            return Markup()
        # What is said is said of an entry: its tools stand once, and its other comparisons lead there.
        at = first.setdefault(entry, item.id)
        if at != item.id:
            return Markup('<p class="note review-of"><a href="#{}">{}</a></p>').format(at, say(language, "review.of"))
        shown = {"reconciliation": own["record"]["id"], "entry": entry, "said": of_entry.get(entry, ())}
        return Markup(render(request, "review_tools.html", language, shown))  # noqa: S704 - our template escapes

    context = html.context(found, language=language)
    made = {"tools": tools, "formats": formats(context["view"]), "story_title": _headline(found)}
    return render(request, "report.html", language, {**context, **own, **made})


@get("/reconciliations/{reconciliation_id:str}/progress", include_in_schema=False)
async def show_progress(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """How far it is; once it is over, the browser is sent to what came of it."""
    record = await _record(request, reconciliation_id)
    if record["status"] not in reconciliations.UNDER_WAY:
        return elsewhere(request, f"/reconciliations/{reconciliation_id}{_query(request)}")
    return respond(request, "progress_part.html", **await _progress(request, record))


async def _progress(request: Asked, record: Mapping[str, Any]) -> dict[str, Any]:
    job = (await Inside(request).get(f"/v1/jobs/{record['job']}")).data if record["job"] else None
    problem = Problem.model_validate(record["error"]) if record["error"] else None
    of_kind = kind(problem) if problem else ""
    under_way = record["status"] in reconciliations.UNDER_WAY
    # The record waits until there is a document; its job says whether somebody works at it.
    status = job["status"] if job and under_way and job["status"] in reconciliations.UNDER_WAY else record["status"]
    return {
        "record": record, "job": job, "retry_after": None, "problem": problem, "kind": of_kind,
        "query": _query(request), "under_way": under_way, "stands": status,
    }  # fmt: skip


def _query(request: Asked) -> str:
    return f"?{request.url.query}" if request.url.query else ""


@post("/reconciliations/{reconciliation_id:str}/cancel", include_in_schema=False)
async def cancel(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """Stop its job; one that is over stays as it is."""
    record = await _record(request, reconciliation_id)
    if record["job"] and record["status"] in reconciliations.UNDER_WAY:
        try:
            await Inside(request).ask("DELETE", f"/v1/jobs/{record['job']}")
        except Refused as refused:
            if kind(refused.problem) != "conflict":
                raise
    return elsewhere(request, f"/reconciliations/{reconciliation_id}")


def _headline(document: Reconciliation) -> str:
    """What a story of these articles may be called at first: the title of one of them, else how its text begins."""
    title = next((article.title for article in document.articles if article.title), None)
    return headline(title, document.articles[0].text)


def verdict_names(language: Language) -> dict[str, str]:
    """What each verdict is called."""
    return {verdict: label(language, "verdict", verdict) for verdict in VERDICTS}


async def _record(request: Asked, reconciliation_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}/record")).data
    return found


async def _reviews(request: Asked, reconciliation_id: str) -> list[dict[str, Any]]:
    """All that was said, the newest first."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        query = {"cursor": cursor, "limit": 200}
        page = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}/reviews", query)).data
        found += [each for each in page["items"] if each["standing"] != "orphaned"]
        cursor = page["next"]
        if cursor is None:
            return found


HANDLERS = [show, show_progress, cancel]
