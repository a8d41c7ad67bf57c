"""Every form of a report as a file to keep: reports, fact sheets, pictures where they can be drawn, and reviews."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from litestar import Response, get
from litestar.params import FromPath

from reconcile.report import facts, html, pictures
from reconcile.report.messages import Language
from reconcile.report.picture_plans import PICTURES
from reconcile.report.web_view import WebView
from schemas.service import Id
from service import documents
from service.errors import NotFound
from service.routes.common import Shared
from service.web.inside import Inside
from service.web.naming import names, slug
from service.web.pages import Asked
from service.web.words import chosen

REPORTS = {
    "html": "text/html", "md": "text/markdown", "txt": "text/plain", "csv": "text/csv",
    "jsonld": "application/ld+json", "json": "application/json",
}  # fmt: skip
FACTS: dict[str, tuple[str, Callable[..., str]]] = {
    "facts.html": ("text/html", html.render_facts),
    "facts.md": ("text/markdown", facts.markdown),
    "facts.csv": ("text/csv", facts.as_csv),
}
DRAWN = {f"{name}.svg": name for name in PICTURES}
REVIEWS = "reviews.csv"


def formats(view: WebView) -> tuple[str, ...]:
    """The names of the files there are of a document: pictures need the extra `plot`, and something to show."""
    return (*REPORTS, *FACTS, *(name for name, picture in DRAWN.items() if _shows(view, picture)), REVIEWS)


def _shows(view: WebView, picture: str) -> bool:
    try:
        pictures.installed()
        pictures.plan(view, picture)
    except pictures.PictureError:
        return False
    return True


@get("/reconciliations/{reconciliation_id:str}/download/{name:str}", include_in_schema=False)
async def download(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], name: FromPath[str]
) -> Response[Any]:
    """A file of those that `formats` names."""
    if name not in (*REPORTS, *FACTS, *DRAWN, REVIEWS):
        raise NotFound(f"there is no format {name[:40]}")
    inside, place, language = Inside(request), f"/v1/reconciliations/{reconciliation_id}", chosen(request)
    if name in REPORTS:
        media_type = REPORTS[name]
        content = (await inside.get(f"{place}/report", {"lang": language}, media_type)).raw
    elif name == REVIEWS:
        media_type = "text/csv"
        content = (await inside.get(f"{place}/reviews", accept=media_type)).raw
    else:
        media_type = FACTS[name][0] if name in FACTS else "image/svg+xml"
        document = (await inside.get(place)).raw
        content = (
            await to_thread.run_sync(_written, name, document, language, limiter=request.app.state.backend.rendering)
        ).encode("utf-8", "replace")
    if media_type == "text/csv":
        content = codecs.BOM_UTF8 + content  # without it Excel takes Korean for something else
    record = (await inside.get(f"{place}/record")).data
    (called,) = (await names(backend, [record], language)).values()
    headers = {"Content-Disposition": _disposition(called, f"{reconciliation_id}.{name}")}
    return Response(content, media_type=media_type, headers=headers)


def _disposition(called: str, end: str) -> str:
    """The header that names a file, for browsers of every age: RFC 6266, 4.3, and RFC 8187, 3.2."""
    full = quote(f"{slug(called) or 'reconcile'}-{end}", safe="")
    return f"attachment; filename=\"reconcile-{end}\"; filename*=UTF-8''{full}"


def _written(name: str, document: bytes, language: Language) -> str:
    found = documents.kept(document)
    if name in FACTS:
        return FACTS[name][1](found, language=language)
    try:
        return pictures.svg(found, DRAWN[name], language=language)
    except pictures.PictureError as error:
        raise NotFound(str(error)) from None


HANDLERS = [download]
