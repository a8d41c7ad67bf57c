"""Articles: keep them, look at them."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from schemas.api import ArticleInput
from schemas.claim import Claim
from schemas.service import ArticleDocument, ArticleRecord, Id, Page
from schemas.values import DetailKind
from service.comparing import refusal
from service.errors import NotFound
from service.jobs import work
from service.routes.common import Asked, Cursor, Limit, Shared, answer, page, problems, quoted, unchanged
from service.storage import articles, paging
from service.storage.packed import digest

TAGS = ["articles"]
Words = Annotated[str | None, QueryParameter(name="q", max_length=200, description="words to look for")]


@post(
    "/v1/articles", schema="article-input-1", tags=TAGS, summary="Keep an article",
    responses={
        200: ResponseSpec(ArticleRecord, generate_examples=False, description="it was kept before"),
        201: ResponseSpec(ArticleRecord, generate_examples=False),
        **problems(503, body=True),
    },
)  # fmt: skip
async def create_article(backend: Shared, data: JSONBody[ArticleInput]) -> Response[Any]:
    """Read an article and keep it with its claims. The same text of the same address is the same article."""
    given = {k: v for k, v in data.to_json_dict().items() if v is not None}
    read = await backend.pool.run(work.read, work.Given(json=given), backend.settings.max_article_characters)
    if isinstance(read, work.Refusal):
        raise refusal(read)
    async with backend.database.writing() as session:
        row, new = await articles.keep(session, read)
    return answer(articles.record(row), 201 if new else 200, {"Location": f"/v1/articles/{row.id}"})


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
    async with backend.database.reading() as session:
        claims = await articles.claims(session, article_id)
    if claims is None:
        raise NotFound(f"there is no article {article_id}")
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


HANDLERS = [create_article, list_articles, get_article, list_article_claims]
