"""A reconciliation as a page: progress, the report with the tools of review, downloads; and the history of them."""

from __future__ import annotations

import codecs
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from anyio import to_thread
from litestar import Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from reconcile.report import facts, html
from reconcile.report.messages import Language
from reconcile.report.values import label
from reconcile.report.web_view import SYMBOLS, Item
from schemas.reconciliation import VERDICTS, Reconciliation
from schemas.service import Id
from schemas.validate import load_reconciliation
from service.errors import NotFound
from service.routes.common import Cursor, Shared
from service.storage import articles, reconciliations
from service.web.inside import Inside, Refused
from service.web.pages import Asked, answered, elsewhere, render, respond
from service.web.problems import kind
from service.web.words import chosen, say

UNDER_WAY = reconciliations.UNDER_WAY
FACTS: dict[str, tuple[str, Callable[..., str]]] = {
    "facts.html": ("text/html", html.render_facts),
    "facts.md": ("text/markdown", facts.markdown),
    "facts.csv": ("text/csv", facts.as_csv),
}
REPORTS = {
    "html": "text/html", "md": "text/markdown", "txt": "text/plain", "csv": "text/csv",
    "jsonld": "application/ld+json", "json": "application/json",
}  # fmt: skip
REVIEWS = "reviews.csv"
FORMATS = (*REPORTS, *FACTS, REVIEWS)
_ON_A_PAGE = 30
_HEADLINE = 80


@get("/reconciliations/{reconciliation_id:str}", include_in_schema=False)
async def show(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """The report, or how far its making is."""
    record = await _record(request, reconciliation_id)
    if record["status"] != "done" and not record["version"]:
        return respond(request, "progress.html", **await _progress(request, record))
    document = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}")).raw
    said = await _reviews(request, reconciliation_id)
    language = chosen(request)
    text = await to_thread.run_sync(_report, request, record, document, said, language)
    return answered(request, text, language=language)


def _report(
    request: Asked, record: Mapping[str, Any], document: bytes, said: Sequence[Mapping[str, Any]], language: Language
) -> str:
    """The report with the tools of review beside its items, what was said of each told with it."""
    found = load_reconciliation(json.loads(document))
    of_entry: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for review in said:
        of_entry[review["entry"]].append(review)

    def tools(item: Item) -> Markup:
        entry = found.reconciled[item.entry].id
        shown = {"reconciliation": record["id"], "entry": entry, "said": of_entry.get(entry, ())}
        return Markup(render(request, "review_tools.html", language, shown))  # noqa: S704 - our template escapes

    own = {"tools": tools, "record": record, "formats": FORMATS, "reviewed": len(said), "story_title": _headline(found)}
    return render(request, "report.html", language, html.context(found, language=language) | own)


@get("/reconciliations/{reconciliation_id:str}/progress", include_in_schema=False)
async def show_progress(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """How far it is; once there is a report, the browser is sent to it."""
    record = await _record(request, reconciliation_id)
    if record["status"] == "done":
        return elsewhere(request, f"/reconciliations/{reconciliation_id}")
    return respond(request, "progress_part.html", **await _progress(request, record))


async def _progress(request: Asked, record: Mapping[str, Any]) -> dict[str, Any]:
    job = (await Inside(request).get(f"/v1/jobs/{record['job']}")).data if record["job"] else None
    problem = record["error"]
    of_problem = {"problem": problem, "kind": problem["type"].rpartition(":")[2]} if problem else {"problem": None}
    return {"record": record, "job": job, "retry_after": None, **of_problem}


@post("/reconciliations/{reconciliation_id:str}/cancel", include_in_schema=False)
async def cancel(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """Stop its job; one that is over stays as it is."""
    record = await _record(request, reconciliation_id)
    if record["job"] and record["status"] in UNDER_WAY:
        try:
            await Inside(request).ask("DELETE", f"/v1/jobs/{record['job']}")
        except Refused as refused:
            if kind(refused.problem) != "conflict":
                raise
    return elsewhere(request, f"/reconciliations/{reconciliation_id}")


@post("/reconciliations/{reconciliation_id:str}/delete", include_in_schema=False)
async def remove(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """With what was said of it."""
    await Inside(request).ask("DELETE", f"/v1/reconciliations/{reconciliation_id}")
    return elsewhere(request, "/history")


@get("/reconciliations/{reconciliation_id:str}/download/{name:str}", include_in_schema=False)
async def download(request: Asked, reconciliation_id: FromPath[Id], name: FromPath[str]) -> Response[Any]:
    """A report as a file."""
    place = f"/v1/reconciliations/{reconciliation_id}"
    language = chosen(request)
    if name in REPORTS:
        media_type = REPORTS[name]
        content = (await Inside(request).get(f"{place}/report", {"lang": language}, media_type)).raw
    elif name in FACTS:
        media_type, write = FACTS[name]
        document = (await Inside(request).get(place)).raw
        text = await to_thread.run_sync(lambda: write(load_reconciliation(json.loads(document)), language=language))
        content = text.encode("utf-8", "replace")
    elif name == REVIEWS:
        media_type = "text/csv"
        content = (await Inside(request).get(f"{place}/reviews", accept=media_type)).raw
    else:
        raise NotFound(f"there is no format {name}; there are {', '.join(FORMATS)}")
    if media_type == "text/csv":
        content = codecs.BOM_UTF8 + content  # without it Excel takes Korean for something else
    headers = {"Content-Disposition": f'attachment; filename="reconcile-{reconciliation_id}.{name}"'}
    return Response(content, media_type=media_type, headers=headers)


@get("/history", include_in_schema=False)
async def history(request: Asked, backend: Shared, cursor: Cursor = None) -> Response[Any]:
    """What was compared, the newest first."""
    found = (await Inside(request).get("/v1/reconciliations", {"cursor": cursor, "limit": _ON_A_PAGE})).data
    language = chosen(request)
    async with backend.database.reading() as session:
        outlets = await articles.outlets(session, {each for row in found["items"] for each in row["articles"]})
    rows = []
    for row in found["items"]:
        counts = (row["summary"] or {}).get("by_verdict") or {}
        title = _title(language, [outlets.get(each) for each in row["articles"]])
        rows.append({**row, "title": title, "counts": [(v, counts.get(v, 0)) for v in VERDICTS] if counts else None})
    return respond(
        request, "history.html", rows=rows, next=found["next"], symbols=SYMBOLS, names=verdict_names(language)
    )


def _headline(document: Reconciliation) -> str:
    """What a story of these articles may be called at first: the title of one of them, else how its text begins."""
    titles = [article.title for article in document.articles if article.title]
    return (titles[0] if titles else document.articles[0].text.strip().split("\n")[0])[:_HEADLINE]


def verdict_names(language: Language) -> dict[str, str]:
    """What each verdict is called."""
    return {verdict: label(language, "verdict", verdict) for verdict in VERDICTS}


def _title(language: Language, outlets: Sequence[str | None]) -> str:
    """Whose articles they are: up to three names, each once."""
    names = list(dict.fromkeys(outlet or say(language, "history.unnamed") for outlet in outlets))
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else say(language, "history.more", names=shown, count=len(names) - 3)


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


HANDLERS = [show, show_progress, cancel, remove, download, history]
