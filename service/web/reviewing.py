"""What people say of an entry, on the page of its report: confirm, reject, link claims in another way, comment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter

from reconcile.report.values import label
from schemas.service import Id
from service.backend import Backend
from service.errors import NotFound
from service.routes.common import Shared
from service.storage import articles, reconciliations, reviews
from service.web.forms import listed
from service.web.inside import Inside
from service.web.pages import Asked, elsewhere, is_part, respond
from service.web.words import chosen, say

_LONGEST = 200
Words = Annotated[str, QueryParameter(name="q", max_length=_LONGEST)]
_FOUND = 12
"""Claims that a search shows."""


@get("/reconciliations/{reconciliation_id:str}/entries/{entry_id:str}", include_in_schema=False)
async def show(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], entry_id: FromPath[Id]
) -> Response[Any]:
    """What was said of an entry, and the tools to say more."""
    return await _entry(request, backend, reconciliation_id, entry_id)


@post("/reconciliations/{reconciliation_id:str}/entries/{entry_id:str}", include_in_schema=False, scope="review")
async def add(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], entry_id: FromPath[Id]
) -> Response[Any]:
    """Say something of it."""
    form = await request.form()
    action = form.get("action")
    if action == "find" or form.get("switch"):  # nothing is said yet: claims looked for, or the other language
        typed = {"comment": str(form.get("comment") or ""), "q": str(form.get("q") or "").strip()[:_LONGEST]}
        return await _entry(request, backend, reconciliation_id, entry_id, picked=listed(form, "relink"), **typed)
    body: dict[str, Any] = {"entry": entry_id, "action": action}
    if comment := str(form.get("comment") or "").strip():
        body["comment"] = comment
    elif action == "comment":
        return await _entry(
            request, backend, reconciliation_id, entry_id, wrong=say(chosen(request), "review.no_comment")
        )
    if action == "relink":
        body["relink"] = list(dict.fromkeys(listed(form, "relink")))
    await Inside(request).post(
        f"/v1/reconciliations/{reconciliation_id}/reviews", body, once=str(form.get("once") or "")
    )
    told = say(chosen(request), "review.kept", what=say(chosen(request), f"review.{action}_done"))
    return await _after(request, backend, reconciliation_id, entry_id, told)


@post("/reviews/{review_id:str}/delete", include_in_schema=False, scope="review")
async def take_back(request: Asked, backend: Shared, review_id: FromPath[Id]) -> Response[Any]:
    """Take back what was said."""
    inside = Inside(request)
    review = (await inside.get(f"/v1/reviews/{review_id}")).data
    await inside.ask("DELETE", f"/v1/reviews/{review_id}")
    told = say(chosen(request), "review.taken_back")
    return await _after(request, backend, review["reconciliation"], review["entry"], told)


@get("/reviews/{review_id:str}/case", include_in_schema=False)
async def case(request: Asked, review_id: FromPath[Id]) -> Response[Any]:
    """The review as a regression case, zipped."""
    found = await Inside(request).ask("POST", f"/v1/reviews/{review_id}/case", headers={"Accept": "application/zip"})
    headers = {"Content-Disposition": found.headers["content-disposition"]}
    return Response(found.raw, media_type="application/zip", headers=headers)


@get("/reconciliations/{reconciliation_id:str}/claims", include_in_schema=False)
async def search(request: Asked, backend: Shared, reconciliation_id: FromPath[Id], q: Words = "") -> Response[Any]:
    """Claims that have the words, to be linked."""
    claims = await _claims(request, backend, reconciliation_id, q)
    return respond(request, "claims.html", claims=claims, asked=bool(q.strip()))


async def _claims(request: Asked, backend: Backend, reconciliation_id: str, q: str) -> list[dict[str, str]]:
    claims: dict[str, dict[str, str]] = {}
    if words := q.strip().lower():
        place = f"/v1/reconciliations/{reconciliation_id}/claims"
        found = (await Inside(request).get(place, {"q": words, "limit": _FOUND})).data
        for view in found["items"]:
            articles_of = {e["claim"]: e["article"] for c in view["entry"]["comparisons"] for e in c["evidence"]}
            for claim, text in view["texts"].items():
                if words in text.lower():
                    claims[claim] = {"id": claim, "text": text, "article": articles_of.get(claim, "")}
    async with backend.database.reading() as session:
        outlets = await articles.outlets(session, {claim["article"] for claim in claims.values()})
    return [claim | {"outlet": outlets.get(claim["article"]) or ""} for claim in list(claims.values())[:_FOUND]]


async def _after(request: Asked, backend: Backend, reconciliation_id: str, entry_id: str, told: str) -> Response[Any]:
    """The entry as it is now, and what was done, for who hears the page; without a script, its page."""
    if is_part(request):
        return await _entry(request, backend, reconciliation_id, entry_id, told=told)
    return elsewhere(request, f"/reconciliations/{reconciliation_id}/entries/{entry_id}")


async def _entry(
    request: Asked, backend: Backend, reconciliation_id: str, entry_id: str, *, told: str = "",
    picked: Sequence[str] | None = None, comment: str = "", q: str = "", wrong: str = "",
) -> Response[Any]:  # fmt: skip
    """The entry with its tools; `picked`, `comment` and `q` are what was typed already, `wrong` what is amiss in it."""
    async with backend.database.reading() as session:
        row = await reviews.entry(session, reconciliation_id, entry_id)
        if row is None:
            raise NotFound(f"reconciliation {reconciliation_id} has no entry {entry_id}")
        said = await reviews.by_entry(session, reconciliation_id, [entry_id])
        reviewed = await reviews.counted(session, reconciliation_id)
        view = reconciliations.entry(row, said.get(entry_id, ()))
        linked = {claim for each in view.reviews for claim in each.relink or ()} | set(picked or ())
        others = await reconciliations.claim_texts(session, reconciliation_id, linked - view.texts.keys())
    texts = {**view.texts, **others}
    own = [*view.entry.claims, *(claim for claim in picked or () if claim in others)]
    found = [claim for claim in await _claims(request, backend, reconciliation_id, q) if claim["id"] not in own]
    template = "review.html" if is_part(request) else "review_page.html"
    compared = [
        f"{label(chosen(request), 'kind', each.kind)} ({label(chosen(request), 'verdict', each.verdict)})"
        for each in view.entry.comparisons
    ]
    shown: dict[str, Any] = {
        "compared": compared,
        "reconciliation": reconciliation_id,
        "entry": view.entry,
        "texts": texts,
        "said": view.reviews,
        "choices": [{"id": claim, "picked": picked is None or claim in picked} for claim in own],
        "typed": {"comment": comment, "q": q, "relink": picked is not None and bool(q)},
        "claims": found,
        "told": told,
        "wrong": wrong,
    }
    return respond(request, template, reviewed=reviewed, **shown)


HANDLERS = [show, add, take_back, case, search]
