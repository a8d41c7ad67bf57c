"""The first page: give articles and have them compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from anyio import to_thread
from litestar import Response, get, post
from litestar.params import QueryParameter

from reconcile.cli.demo import articles as bundled
from schemas.api import Problem
from service.backend import Backend
from service.jobs import work
from service.routes.common import IdQuery, Shared
from service.storage import articles as kept_articles
from service.storage import jobs
from service.web.forms import Draft, asked, drafts
from service.web.inside import Answer, Inside, Refused
from service.web.pages import Asked, elsewhere, respond
from service.web.problems import kind, told
from service.web.words import chosen, say

FEWEST = 2
_ARTICLE = re.compile(r"/articles/(\d+)")
Number = Annotated[int, QueryParameter(ge=1, le=1000)]


@get("/", include_in_schema=False)
async def show(request: Asked, backend: Shared, articles: Number = FEWEST, again: IdQuery = None) -> Response[Any]:
    """A form for two articles, or as many as asked for; or with those of a comparison that came to nothing, `again`."""
    if again is not None and (given := await _given(request, backend, again)):
        return _again(request, given)
    most = backend.settings.max_articles
    return respond(
        request, "compare.html", drafts=_empty(min(max(articles, FEWEST), most)), lost_files=False, problem=None
    )


@get("/compare/article", include_in_schema=False)
async def show_article(request: Asked, number: Number) -> Response[Any]:
    """The fields of one more article."""
    return respond(request, "article_fields.html", draft=Draft(number))


@post("/compare", include_in_schema=False)
async def compare(request: Asked, backend: Shared) -> Response[Any]:
    """Have the articles compared, and lead to what comes of it; the form again where something has to be put right."""
    form = await request.form()
    given = await drafts(form)
    if form.get("more"):
        return _again(request, [*given, Draft(len(given) + 1)])
    if form.get("switch"):  # to the other language, with all that was typed
        if not all(draft.is_empty for draft in given):
            return _again(request, given)
        return elsewhere(request, f"/?articles={max(len(given), 1)}&lang={chosen(request)}")
    wanted = [draft for draft in given if not draft.is_empty]
    language = chosen(request)
    most = backend.settings.max_article_characters
    checked = [draft.check(language, most) for draft in wanted]  # each says what is wrong with it
    fine = all(checked)
    if fine and len(wanted) < FEWEST:
        for draft in [draft for draft in given if draft.is_empty][:1]:
            draft.problem = say(language, "compare.too_few", count=len(wanted))
        fine = False
    if not fine:
        return _again(request, given)
    try:
        for draft in wanted:
            await complete(request, draft)
        answer = await submitted(request, [draft.as_json() for draft in wanted], str(form.get("once") or ""))
    except Refused as refused:
        problem = refused.problem
        _mark(request, wanted, problem)
        return _again(request, given, problem=problem, kind=kind(problem), retry_after=refused.retry_after)
    sources = "&".join(f"source={draft.number}" for draft in wanted if draft.is_source)
    return elsewhere(request, "/" + place(answer) + (f"?{sources}" if sources else ""))


@get("/compare", include_in_schema=False, sync_to_thread=False)
def show_form(request: Asked) -> Response[Any]:
    """Where a form that was put right stands; who comes back to it begins anew."""
    return elsewhere(request, "/" + (f"?{request.url.query}" if request.url.query else ""))


@post("/compare/example", include_in_schema=False)
async def compare_example(request: Asked) -> Response[Any]:
    """The bundled articles, compared."""
    given = await to_thread.run_sync(bundled)
    once = str((await request.form()).get("once") or "")
    answer = await submitted(request, [article.to_json_dict() for article in given], once)
    return elsewhere(request, "/" + place(answer))


async def complete(request: Asked, draft: Draft) -> None:
    """Say of an article that was kept before what is not known of it; what is known stays. Raises Refused."""
    if not draft.known or draft.address:
        return
    most = request.app.state.backend.settings.max_article_characters
    ident = await to_thread.run_sync(work.identified, work.Given(json=draft.as_json()), most)
    inside = Inside(request)
    try:
        record = (await inside.get(f"/v1/articles/{ident}")).data if ident else draft.known
    except Refused as refused:
        if kind(refused.problem) != "not-found":
            raise
        return
    if lacking := {name: value for name, value in draft.known.items() if not record[name]}:
        await inside.ask("PATCH", f"/v1/articles/{ident}", body=lacking)


async def submitted(request: Asked, articles: list[dict[str, Any]], once: str) -> Answer:
    """The API's answer: 200 where it is done, 202 where it will be. Raises Refused."""
    return await Inside(request).post("/v1/reconciliations", {"articles": articles, "lang": "auto"}, once)


def place(answer: Answer) -> str:
    """Where the page of a reconciliation is."""
    found = answer.headers.get("content-location") or answer.headers["location"]
    return found.removeprefix("/v1/")


def _again(request: Asked, given: list[Draft], **problem: Any) -> Response[Any]:
    """The form with what was typed, and what is wrong with it: no error of HTTP, since nothing failed."""
    lost = any(draft.file_name for draft in given)
    said = {"problem": None, **problem}
    return respond(request, "compare.html", drafts=given or _empty(FEWEST), lost_files=lost, **said)


async def _given(request: Asked, backend: Backend, reconciliation_id: str) -> list[Draft]:
    """What a comparison was asked for, with what was wrong with it. Raises Refused."""
    record = (await Inside(request).get(f"/v1/reconciliations/{reconciliation_id}/record")).data
    async with backend.database.reading() as session:
        given = (await jobs.asked(session, [record["id"]])).get(record["id"], [])
        documents = await kept_articles.documents(session, [each["article"] for each in given if "article" in each])
    kept = {ident: work.article_of(document).to_json_dict() for ident, document in documents.items()}
    found = [asked(number, kept.get(each.get("article", ""), each)) for number, each in enumerate(given, 1)]
    if record["error"]:
        _mark(request, found, Problem.model_validate(record["error"]))
    return found


def _mark(request: Asked, wanted: Sequence[Draft], problem: Problem) -> None:
    """Say at each article what is wrong with it."""
    for error in problem.errors:
        if (found := _ARTICLE.match(error.pointer)) and int(found[1]) < len(wanted):
            draft = wanted[int(found[1])]
            draft.problem = say(chosen(request), "compare.no_article") if draft.is_source else told(request, error)


def _empty(count: int) -> list[Draft]:
    return [Draft(number) for number in range(1, count + 1)]


HANDLERS = [show, show_article, show_form, compare, compare_example]
