"""Articles: keep them, look at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, delete, get, patch, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, PathParameter

from schemas.api import ArticleRequest
from schemas.claim import Claim
from schemas.service import ArticleCorrected, ArticleCorrection, ArticleDocument, ArticleRecord, Id, Page, RevisionDiff
from schemas.values import DetailKind
from service import correcting
from service.auth import who
from service.backend import Backend
from service.comparing import refusal, refuse_addresses
from service.errors import NotFound
from service.fetching import fetched
from service.idempotency import gone, ident, once, settle
from service.jobs import work
from service.routes.common import (
    JSON,
    Asked,
    Cursor,
    Limit,
    OneUpload,
    Shared,
    Words,
    answer,
    page,
    problems,
    quoted,
    unchanged,
)
from service.storage import articles, paging
from service.storage.packed import digest
from service.storage.tables import ArticleRow

TAGS = ["articles"]
EXAMPLE = {
    "text": "새솔시는 11일 도서관을 열었다. 사업비는 39억원이다.", "outlet": "가람일보", "published": "2026-03-12",
}  # fmt: skip
_LINKS = 50
"""Jobs that a header names: clients and proxies take some KB of them."""
SPAN = r"^[1-9][0-9]{0,8}\.\.[1-9][0-9]{0,8}$"


async def _again(_: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    async with backend.database.reading() as session:
        row = await articles.get(session, ident(location))
    if row is None:
        raise gone(location)
    return answer(articles.record(row), status, {"Location": location})


@post(
    "/v1/articles", schema="article-request-1", example=EXAMPLE, form="one", operation_class=OneUpload, tags=TAGS,
    summary="Keep an article",
    responses={
        200: ResponseSpec(ArticleRecord, generate_examples=False, description="it was kept before"),
        201: ResponseSpec(ArticleRecord, generate_examples=False),
        **problems(409, 503, body=True),
    },
)  # fmt: skip
@once(_again)
async def create_article(request: Asked, backend: Shared, data: JSONBody[ArticleRequest]) -> Response[Any]:
    """Read an article and keep it with its claims. The same text of the same address is the same article.

    Another text of an address that is known already is kept as its next revision.
    """
    json = {k: v for k, v in data.root.to_json_dict().items() if v is not None}
    refuse_addresses(backend, [json])
    (given,) = await fetched(backend.settings, [work.Given(json=json)])
    read = await backend.pool.run(work.read, given, backend.settings.max_article_characters)
    if isinstance(read, work.Refusal):
        raise refusal(read)
    async with backend.database.writing() as session:
        row, new = await articles.keep(session, read)
        status, location = 201 if new else 200, f"/v1/articles/{row.id}"
        await settle(session, status, location)
    return answer(articles.record(row), status, {"Location": location})


@get("/v1/articles", tags=TAGS, summary="List articles", responses={
    200: ResponseSpec(Page[ArticleRecord], generate_examples=False), **problems(),
})  # fmt: skip
async def list_articles(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50,
    outlet: FromQuery[str | None] = None, language: FromQuery[str | None] = None,
    address: FromQuery[str | None] = None, q: Words = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; those of an outlet, a language, an address, or with words in the title."""
    async with backend.database.reading() as session:
        rows = await articles.page(session, cursor, limit, outlet=outlet, language=language, address=address, q=q)
    return page(request, rows, [articles.record(row) for row in rows.rows])


@get("/v1/articles/{article_id:str}", tags=TAGS, summary="An article", responses={
    200: ResponseSpec(ArticleDocument, generate_examples=False),
    304: ResponseSpec(None, generate_examples=False, description="as the client has it"), **problems(404),
})  # fmt: skip
async def get_article(request: Asked, backend: Shared, article_id: FromPath[Id]) -> Response[Any]:
    """The record and the article itself, its text and blocks."""
    async with backend.database.reading() as session:
        row = await articles.get(session, article_id)
    if row is None:
        raise NotFound(f"there is no article {article_id}")
    found = articles.document(row)
    etag = quoted(digest(found.model_dump_json()))
    return unchanged(request, etag) or answer(found, headers={"ETag": etag})


@get("/v1/articles/{article_id:str}/claims", tags=TAGS, summary="The claims of an article", responses={
    200: ResponseSpec(Page[Claim], generate_examples=False), **problems(404),
})  # fmt: skip
async def list_article_claims(
    request: Asked, backend: Shared, article_id: FromPath[Id], cursor: Cursor = None, limit: Limit = 50,
    kind: FromQuery[DetailKind | None] = None, q: Words = None,
) -> Response[Any]:  # fmt: skip
    """In the order of the text: those with a kind of detail, or with words."""
    claims = await _claims(backend, article_id)
    first = paging.decoded(cursor, int)[0] + 1 if cursor else 0
    wanted = [
        (at, claim)
        for at, claim in enumerate(claims)
        if at >= first
        and (kind is None or any(detail["kind"] == kind for detail in claim["details"]))
        and (not q or q.lower() in claim["text"].lower())
    ]
    shown = wanted[:limit]
    rows = paging.Rows(shown, paging.encoded(shown[-1][0]) if len(wanted) > limit else None)
    return page(request, rows, [Claim.model_validate(claim) for _, claim in shown])


@patch(
    "/v1/articles/{article_id:str}", schema="article-correction-1", tags=TAGS, summary="Put an article right",
    responses={200: ResponseSpec(ArticleCorrected, generate_examples=False), **problems(404, 503, body=True)},
)  # fmt: skip
async def correct_article(
    request: Asked, backend: Shared, article_id: FromPath[Id], data: JSONBody[ArticleCorrection]
) -> Response[Any]:
    """Its outlet, language, or time of publication (RFC 7396: null is not known). Its claims are read anew.

    What used it is reconciled again, by the `jobs` of the answer. `corrected` says who put right what, and when.
    """
    wanted = {name: getattr(data, name) for name in data.model_fields_set}
    record, jobs = await correcting.correct(backend, article_id, wanted, who(request))
    corrected = ArticleCorrected(**record.model_dump(), jobs=tuple(jobs))
    return answer(corrected, headers=_monitored(jobs))


@delete("/v1/articles/{article_id:str}", tags=TAGS, summary="Delete an article",
        responses={204: ResponseSpec(None, generate_examples=False), **problems(404, 503)})  # fmt: skip
async def delete_article(request: Asked, backend: Shared, article_id: FromPath[Id]) -> Response[None]:
    """With the reconciliations that quote it, their reviews and jobs. Stories drop it and are reconciled again."""
    jobs = await correcting.delete(backend, article_id, who(request))
    return Response(None, status_code=204, headers=_monitored(jobs))


@get("/v1/articles/{article_id:str}/revisions", tags=TAGS, summary="The revisions of an article", responses={
    200: ResponseSpec(Page[ArticleRecord], generate_examples=False), **problems(404),
})  # fmt: skip
async def list_revisions(request: Asked, backend: Shared, article_id: FromPath[Id]) -> Response[Any]:
    """The articles of the same address, the first first. One without an address is its only one."""
    found = await _revisions(backend, article_id)
    return page(request, paging.Rows(found, None), [articles.record(row) for row in found])


@get("/v1/articles/{article_id:str}/revisions/{span:str}", tags=TAGS, summary="What changed between two revisions",
     responses={200: ResponseSpec(RevisionDiff, generate_examples=False), **problems(404, 503)})  # fmt: skip
async def compare_revisions(
    backend: Shared,
    article_id: FromPath[Id],
    span: Annotated[str, PathParameter(pattern=SPAN, description="two numbers of revisions, as in 1..2")],
) -> Response[Any]:
    """Which claims of the address were kept, read differently, were added or removed."""
    numbers = [int(number) for number in span.split("..")]
    found = {row.revision: row.id for row in await _revisions(backend, article_id)}
    lacking = [number for number in numbers if number not in found]
    if lacking:
        raise NotFound(
            f"article {article_id} has no revision {lacking[0]}; it has {', '.join(map(str, sorted(found)))}"
        )
    before, after = (found[number] for number in numbers)
    async with backend.database.reading() as session:
        documents = await articles.documents(session, [before, after])
    if before == after:
        kept = len(await _claims(backend, before))
        return answer(RevisionDiff(before=before, after=after, changed=(), added=(), removed=(), kept=kept))
    diff = await backend.pool.run(work.revised, documents[before], documents[after])
    return Response(diff, media_type=JSON)


async def _claims(backend: Backend, article_id: str) -> list[dict[str, Any]]:
    async with backend.database.reading() as session:
        claims = await articles.claims(session, article_id)
    if claims is None:
        raise NotFound(f"there is no article {article_id}")
    return claims


async def _revisions(backend: Backend, article_id: str) -> Sequence[ArticleRow]:
    async with backend.database.reading() as session:
        row = await articles.get(session, article_id)
        if row is None:
            raise NotFound(f"there is no article {article_id}")
        return await articles.revisions(session, row)


def _monitored(jobs: Sequence[str]) -> dict[str, str]:
    """Where to see how what was set going stands (RFC 8288; `monitor` is RFC 5989's)."""
    return {"Link": ", ".join(f'</v1/jobs/{job}>; rel="monitor"' for job in jobs[:_LINKS])} if jobs else {}


HANDLERS = [
    create_article, list_articles, get_article, list_article_claims, correct_article, delete_article, list_revisions,
    compare_revisions,
]  # fmt: skip
