"""What was compared: found by words, paged both ways, and deleted after a second look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from reconcile.report.messages import Language
from reconcile.report.web_view import SYMBOLS
from schemas.api import Problem
from schemas.reconciliation import VERDICTS
from schemas.service import Id
from service.backend import Backend
from service.routes.common import Cursor, Shared, Words
from service.storage import articles
from service.web.inside import Inside
from service.web.naming import names
from service.web.pages import Asked, elsewhere, own_path, respond
from service.web.problems import kind
from service.web.reconciliations import verdict_names
from service.web.words import chosen, say

_ON_A_PAGE = 30
_PLACE = "/history"
_NAMES = 3
"""Outlets of a comparison that are named."""
From = Annotated[str | None, QueryParameter(name="from", max_length=2000)]


@get("/history", include_in_schema=False)
async def show(
    request: Asked, backend: Shared, cursor: Cursor = None, q: Words = None, deleted: FromQuery[bool] = False
) -> Response[Any]:
    """What was compared, the newest first; with the words, where some are given."""
    words = (q or "").strip()
    query = {"cursor": cursor, "limit": _ON_A_PAGE, "q": words or None}
    found = (await Inside(request).get("/v1/reconciliations", query)).data
    if cursor and found["previous"] is None:  # the newest, a whole page of them; or nothing is left there
        return elsewhere(request, _place(q=words, deleted=deleted))
    language = chosen(request)
    titles = await names(backend, found["items"], language)
    of = await _outlets(backend, found["items"], language)
    rows = []
    for row in found["items"]:
        counts = (row["summary"] or {}).get("by_verdict") or {}
        told = [(v, counts.get(v, 0)) for v in VERDICTS] if counts else None
        problem = kind(Problem.model_validate(row["error"])) if row["error"] else ""
        shown = {"title": titles[row["id"]], "outlets": of[row["id"]], "counts": told, "problem": problem}
        rows.append(row | shown)
    return respond(
        request, "history.html", rows=rows, q=words, here=_place(q=words, cursor=cursor), deleted=deleted,
        older=_place(q=words, cursor=found["next"]) if found["next"] else None,
        newer=_place(q=words, cursor=found["previous"]) if found["previous"] else None,
        symbols=SYMBOLS, names=verdict_names(language),
    )  # fmt: skip


@get("/reconciliations/{reconciliation_id:str}/delete", include_in_schema=False)
async def ask(request: Asked, backend: Shared, reconciliation_id: FromPath[Id], from_: From = None) -> Response[Any]:
    """Whether it is meant."""
    record = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}/record")).data
    (title,) = (await names(backend, [record], chosen(request))).values()
    (outlets,) = (await _outlets(backend, [record], chosen(request))).values()
    return respond(request, "delete.html", record=record, title=title, outlets=outlets, back=own_path(from_ or _PLACE))


@post("/reconciliations/{reconciliation_id:str}/delete", include_in_schema=False)
async def remove(request: Asked, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """With what was said of it; then the history, where it was looked at."""
    back = own_path(str((await request.form()).get("from") or _PLACE))
    await Inside(request).ask("DELETE", f"/v1/reconciliations/{reconciliation_id}")
    return elsewhere(request, back + ("&" if "?" in back else "?") + "deleted=true")


def _place(*, q: str = "", cursor: str | None = None, deleted: bool = False) -> str:
    query = {"q": q, "cursor": cursor, "deleted": "true" if deleted else ""}
    given = urlencode({name: value for name, value in query.items() if value})
    return f"{_PLACE}?{given}" if given else _PLACE


async def _outlets(backend: Backend, records: Sequence[Mapping[str, Any]], language: Language) -> dict[str, str]:
    """Whose articles each comparison has: up to three names, each once; empty where none is known."""
    async with backend.database.reading() as session:
        outlets = await articles.outlets(session, {each for row in records for each in row["articles"]})
    return {row["id"]: _listed(language, [outlets.get(each) for each in row["articles"]]) for row in records}


def _listed(language: Language, outlets: Sequence[str | None]) -> str:
    if not any(outlets):
        return ""
    called = list(dict.fromkeys(outlet or say(language, "history.unnamed") for outlet in outlets))
    shown = ", ".join(called[:_NAMES])
    return shown if len(called) <= _NAMES else say(language, "history.more", names=shown, count=len(called) - _NAMES)


HANDLERS = [show, ask, remove]
