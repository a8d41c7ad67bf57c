"""Compare articles, and what came of it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from anyio import to_thread
from litestar import Request, Response, delete, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody, QueryParameter
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import ReconciliationRequest
from schemas.reconciliation import Reconciliation, Verdict
from schemas.service import EntryView, Id, Page, ReconciliationRecord, Status
from schemas.values import DetailKind
from service import comparing
from service.auth import who
from service.backend import Backend
from service.errors import NotAcceptable, NotFound, NotYet
from service.idempotency import gone, ident, once, settle
from service.jobs.pool import TookTooLong
from service.jobs.work import Compared
from service.reports import JSON, REPORTS, render
from service.reports import headers as report_headers
from service.routes.common import (
    Asked,
    Cursor,
    IdQuery,
    Limit,
    ManyUploads,
    Shared,
    Words,
    answer,
    listed,
    page,
    problems,
    quoted,
    unchanged,
)
from service.storage import reconciliations, reviews
from service.storage.packed import digest, unpacked
from service.storage.tables import ReconciliationRow

TAGS = ["reconciliations"]
EXAMPLE = {
    "articles": [
        {
            "text": "새솔시는 11일 도서관을 열었다. 사업비는 39억원이다.",
            "outlet": "가람일보",
            "published": "2026-03-12",
        },
        {
            "text": "새솔시 도서관이 12일 문을 열었다. 사업비는 38억원이다.",
            "outlet": "해솔신문",
            "published": "2026-03-12",
        },
    ]
}


async def _again(request: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    """What was answered to the same request before: the record, or the document as it is now."""
    try:
        if status == 202:
            async with backend.database.reading() as session:
                record = await reconciliations.record(session, await _row(backend, session, ident(location)))
            return answer(record, 202, {"Location": location, "Retry-After": "1"})
        answered = await _document(request, backend, ident(location), report_type(request))
    except NotFound:
        raise gone(location) from None
    answered.headers["Content-Location"] = location
    return answered


@post(
    "/v1/reconciliations", status_code=200, schema="reconciliation-request-1", example=EXAMPLE, form="many",
    operation_class=ManyUploads, tags=TAGS,
    summary="Compare articles",
    responses={
        200: ResponseSpec(Reconciliation, generate_examples=False, description="the document, or a report of it"),
        202: ResponseSpec(ReconciliationRecord, generate_examples=False, description="accepted; Location tells where"),
        **problems(404, 406, 409, 503, body=True),
    },
)  # fmt: skip
@once(_again)
async def create_reconciliation(
    request: Asked,
    backend: Shared,
    data: JSONBody[ReconciliationRequest],
    prefer: Annotated[str | None, HeaderParameter(name="Prefer", description="respond-async (RFC 7240)")] = None,
) -> Response[Any]:
    """The reconciled document, or a report of it where Accept prefers one; 202 when there is much to read.

    `Prefer: respond-async` asks for 202. What was compared is kept: `Content-Location` or `Location` tells where.
    """
    media_type = report_type(request)
    given_plain = comparing.plain(data)
    settings = backend.settings
    wants_async = "respond-async" in (prefer or "").lower()
    if not wants_async and comparing.characters(given_plain) <= settings.sync_characters:
        found = await _at_once(backend, given_plain, data)
        if found is not None:
            location, document = found
            text = unpacked(document)
            report = await to_thread.run_sync(render, text, media_type, data.lang, limiter=backend.rendering)
            headers = {"Content-Location": location, **report_headers(media_type)}
            if media_type == JSON:
                headers["ETag"] = quoted(digest(text))
            return Response(report, media_type=media_type, headers=headers)
    comparing.refuse_addresses(backend, given_plain)
    async with backend.database.writing() as session:
        row, _ = await comparing.accept(backend, session, given_plain, data.lang, data.strict, who(request))
        await settle(session, 202, f"/v1/reconciliations/{row.id}")
        record = await reconciliations.record(session, row)
    headers = {"Location": f"/v1/reconciliations/{row.id}", "Retry-After": "1"}
    if wants_async:
        headers["Preference-Applied"] = "respond-async"
    return answer(record, 202, headers)


async def _at_once(
    backend: Backend, wanted: comparing.Wanted, asked: ReconciliationRequest
) -> tuple[str, bytes] | None:
    """Where the reconciliation is, and its document, packed; None: it takes longer than an answer may."""
    location = ""

    async def do(work: Any, *args: Any) -> Any:
        try:
            return await asyncio.wait_for(backend.pool.run(work, *args), backend.settings.sync_seconds)
        except TimeoutError:
            raise TookTooLong("not done in the time of an answer") from None

    async def keep(session: AsyncSession, found: Compared) -> None:
        nonlocal location
        location = f"/v1/reconciliations/{(await comparing.keep(session, None, wanted, found, asked.lang)).id}"
        await settle(session, 200, location)

    try:
        found = await comparing.compare_and_keep(backend, wanted, asked.strict, do, keep)
    except TookTooLong:
        return None
    assert found.made is not None
    return location, found.made.document


@get("/v1/reconciliations", tags=TAGS, summary="List reconciliations", responses={
    200: ResponseSpec(Page[ReconciliationRecord], generate_examples=False), **problems(),
})  # fmt: skip
async def list_reconciliations(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50,
    status: FromQuery[Status | None] = None, story: IdQuery = None, article: IdQuery = None, q: Words = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; those of a status, a story, or an article, or with words.

    Every word of `q` stands in a title or an outlet of its articles, or in an entry's claims or explanations.
    """
    async with backend.database.reading() as session:
        rows = await reconciliations.page(session, cursor, limit, status=status, story=story, article=article, q=q)
        records = [await reconciliations.record(session, row) for row in rows.rows]
    return page(request, rows, records)


@get("/v1/reconciliations/{reconciliation_id:str}", tags=TAGS, summary="The document of a reconciliation", responses={
    200: ResponseSpec(Reconciliation, generate_examples=False),
    202: ResponseSpec(ReconciliationRecord, generate_examples=False, description="its document is being made"),
    304: ResponseSpec(None, generate_examples=False, description="as the client has it"), **problems(404, 406, 409),
})  # fmt: skip
async def get_reconciliation(request: Asked, backend: Shared, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """The document, or a report of it where Accept prefers one; 202 with the record while it is being made."""
    return await _document(request, backend, reconciliation_id, report_type(request))


@get("/v1/reconciliations/{reconciliation_id:str}/report", tags=TAGS, summary="A report for readers", responses={
    200: ResponseSpec(str, generate_examples=False, media_type="text/markdown"),
    202: ResponseSpec(ReconciliationRecord, generate_examples=False, description="its document is being made"),
    304: ResponseSpec(None, generate_examples=False, description="as the client has it"), **problems(404, 406, 409),
})  # fmt: skip
async def get_report(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id],
    lang: Annotated[str | None, QueryParameter(name="lang", pattern="^(ko|en|auto)$")] = None,
) -> Response[Any]:  # fmt: skip
    """The document as Accept asks for it; what the report is made in, if the reader names no language."""
    return await _document(request, backend, reconciliation_id, report_type(request, for_readers=True), lang)


async def _document(
    request: Asked, backend: Backend, reconciliation_id: str, media_type: str,
    lang: str | None = None,
) -> Response[Any]:  # fmt: skip
    async with backend.database.reading() as session:
        row = await _row(backend, session, reconciliation_id, with_document=True)
        if row.document is None:
            if row.status in reconciliations.UNDER_WAY:
                return answer(await reconciliations.record(session, row), 202, {"Retry-After": "1"})
            why = (row.error or {}).get("detail", "its job was cancelled")
            raise NotYet(f"reconciliation {row.id} has no document: {why}")
    language = lang or row.lang
    etag = quoted(row.etag or "") if media_type == JSON else quoted(f"{row.etag}-{media_type}-{language}")
    if found := unchanged(request, etag):
        return found
    report = await to_thread.run_sync(render, unpacked(row.document), media_type, language, limiter=backend.rendering)
    headers = {"ETag": etag, "Vary": "Accept", **report_headers(media_type)}
    return Response(report, media_type=media_type, headers=headers)


@get("/v1/reconciliations/{reconciliation_id:str}/record", tags=TAGS, summary="How a reconciliation stands", responses={
    200: ResponseSpec(ReconciliationRecord, generate_examples=False), **problems(404),
})  # fmt: skip
async def get_record(backend: Shared, reconciliation_id: FromPath[Id]) -> Response[Any]:
    """Its status, articles, summary and job, without the document."""
    async with backend.database.reading() as session:
        row = await _row(backend, session, reconciliation_id)
        return answer(await reconciliations.record(session, row))


@get("/v1/reconciliations/{reconciliation_id:str}/claims", tags=TAGS, summary="Claims by verdict", responses={
    200: ResponseSpec(Page[EntryView], generate_examples=False), **problems(404, 409),
})  # fmt: skip
async def list_claims(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], cursor: Cursor = None,
    limit: Limit = 50, verdict: FromQuery[list[Verdict] | None] = None, kind: FromQuery[DetailKind | None] = None,
    article: IdQuery = None, q: Words = None, reviewed: FromQuery[bool | None] = None,
) -> Response[Any]:  # fmt: skip
    """The entries in the order of the document: of a verdict, a kind of detail, an article, with words, reviewed.

    What people said of an entry stands in `reviews`, apart from the engine's verdict.
    """
    async with backend.database.reading() as session:
        await _row(backend, session, reconciliation_id)
        rows = await reconciliations.entries(
            session, reconciliation_id, cursor, limit, verdict=listed(verdict), kind=kind, article=article, q=q,
            reviewed=reviewed,
        )  # fmt: skip
        said = await reviews.by_entry(session, reconciliation_id, [row.entry_id for row in rows.rows])
        views = [reconciliations.entry(row, said.get(row.entry_id, ())) for row in rows.rows]
    return page(request, rows, views)


@delete("/v1/reconciliations/{reconciliation_id:str}", tags=TAGS, summary="Delete a reconciliation",
        responses=problems(404, 409))  # fmt: skip
async def delete_reconciliation(backend: Shared, reconciliation_id: FromPath[Id]) -> None:
    """With its entries, reviews and jobs. Its articles stay. That of a story goes with the story."""
    async with backend.database.writing() as session:
        row = await _row(backend, session, reconciliation_id)
        if row.story_id is not None:
            raise NotYet(f"it is the reconciliation of story {row.story_id}; delete the story")
        await reconciliations.remove(session, [row.id])


async def _row(
    backend: Backend, session: Any, reconciliation_id: str, *, with_document: bool = False
) -> ReconciliationRow:
    row = await reconciliations.get(session, reconciliation_id, with_document=with_document)
    if row is None:
        raise NotFound(f"there is no reconciliation {reconciliation_id}")
    return row


def report_type(request: Request[Any, Any, Any], *, for_readers: bool = False) -> str:
    """The report that Accept prefers. Raises NotAcceptable, which names those there are."""
    offered = [name for name in REPORTS if name != JSON] + [JSON] if for_readers else list(REPORTS)
    if "accept" not in request.headers:
        return offered[0]
    found = request.accept.best_match(offered)
    if found is None:
        raise NotAcceptable(f"there are {', '.join(REPORTS)}")
    return found


HANDLERS = [
    create_reconciliation, list_reconciliations, get_reconciliation, get_report, get_record, list_claims,
    delete_reconciliation,
]  # fmt: skip
