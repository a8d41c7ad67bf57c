"""What people say of entries."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Response, delete, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from reconcile.report import csv
from schemas.api import FieldProblem
from schemas.service import CaseFolder, Id, Page, Review, ReviewAction, ReviewInput, Standing
from service import documents, regression
from service.auth import who
from service.backend import Backend
from service.errors import Conflict, InvalidRequest, NotFound, NotYet
from service.idempotency import gone, ident, once, settle
from service.routes.common import JSON, Asked, Cursor, IdQuery, Limit, Shared, also, answer, page, preferred, problems
from service.storage import reconciliations, reviews
from service.storage.packed import unpacked

TAGS = ["reviews"]
CSV, ZIP = "text/csv", "application/zip"
COLUMNS = ("id", "entry", "said_of", "standing", "verdict", "action", "comment", "claims", "relink", "by", "created")


async def _again(_: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    async with backend.database.reading() as session:
        row = await reviews.get(session, ident(location))
    if row is None:
        raise gone(location)
    return answer(reviews.record(row), status, {"Location": location})


@post("/v1/reconciliations/{reconciliation_id:str}/reviews", schema="review-input-1", scope="review", tags=TAGS,
      summary="Say something of an entry",
      responses={201: ResponseSpec(Review, generate_examples=False), **problems(404, 409, body=True)})  # fmt: skip
@once(_again)
async def create_review(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], data: JSONBody[ReviewInput]
) -> Response[Any]:
    """Confirm or reject what the engine makes of an entry, link claims in another way, or comment.

    The engine's verdict stays as it is. When the reconciliation is made again, the review is found again by its claims.
    """
    async with backend.database.writing() as session:
        row = await reconciliations.get(session, reconciliation_id)
        if row is None:
            raise NotFound(f"there is no reconciliation {reconciliation_id}")
        if row.version == 0:
            raise NotYet(f"reconciliation {reconciliation_id} has no document to be reviewed")
        entry = await reviews.entry(session, row.id, data.entry)
        if entry is None:
            raise _refused(("/entry", f"the document has no entry {data.entry}; GET /claims lists those there are"))
        if data.relink is not None:
            unknown = await reviews.unknown_claims(session, row.id, data.relink)
            if unknown:
                said = [(f"/relink/{at}", f"the document has no claim {data.relink[at]}") for at in unknown]
                raise _refused(*said)
        review = reviews.record(await reviews.add(session, entry, data, who(request)))
        location = f"/v1/reviews/{review.id}"
        await settle(session, 201, location)
    return answer(review, 201, {"Location": location})


@get("/v1/reconciliations/{reconciliation_id:str}/reviews", tags=TAGS, summary="List reviews",
     operation_class=also(200, CSV),
     responses={200: ResponseSpec(Page[Review], generate_examples=False), **problems(404, 406)})  # fmt: skip
async def list_reviews(
    request: Asked, backend: Shared, reconciliation_id: FromPath[Id], cursor: Cursor = None, limit: Limit = 50,
    action: FromQuery[ReviewAction | None] = None, standing: FromQuery[Standing | None] = None,
    entry: IdQuery = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; of an action, a standing, an entry. As CSV, all of them at once, the oldest first."""
    media_type = preferred(request, (JSON, CSV))
    asked = {"action": action, "standing": standing, "entry_id": entry}
    async with backend.database.reading() as session:
        if await reconciliations.get(session, reconciliation_id) is None:
            raise NotFound(f"there is no reconciliation {reconciliation_id}")
        if media_type == CSV:
            found = [reviews.record(row) for row in await reviews.every(session, reconciliation_id, **asked)]
            return Response(_table(found).encode("utf-8", "replace"), media_type=CSV)
        rows = await reviews.page(session, reconciliation_id, cursor, limit, **asked)
    return page(request, rows, [reviews.record(row) for row in rows.rows])


@get("/v1/reviews", tags=TAGS, summary="List the reviews of all reconciliations", responses={
    200: ResponseSpec(Page[Review], generate_examples=False), **problems(),
})  # fmt: skip
async def list_all_reviews(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50,
    action: FromQuery[ReviewAction | None] = None, standing: FromQuery[Standing | None] = None,
    by: FromQuery[str | None] = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; of an action, a standing, somebody."""
    async with backend.database.reading() as session:
        rows = await reviews.page(session, None, cursor, limit, action=action, standing=standing, by=by)
    return page(request, rows, [reviews.record(row) for row in rows.rows])


@get("/v1/reviews/{review_id:str}", tags=TAGS, summary="A review",
     responses={200: ResponseSpec(Review, generate_examples=False), **problems(404)})  # fmt: skip
async def get_review(backend: Shared, review_id: FromPath[Id]) -> Response[Any]:
    """What was said, by whom and when, and of which entry it is now."""
    async with backend.database.reading() as session:
        row = await reviews.get(session, review_id)
    if row is None:
        raise NotFound(f"there is no review {review_id}")
    return answer(reviews.record(row))


@delete("/v1/reviews/{review_id:str}", scope="review", tags=TAGS, summary="Take a review back", responses=problems(404))
async def delete_review(backend: Shared, review_id: FromPath[Id]) -> None:
    """It is gone then."""
    async with backend.database.writing() as session:
        if await reviews.get(session, review_id) is None:
            raise NotFound(f"there is no review {review_id}")
        await reviews.remove(session, review_id)


@post("/v1/reviews/{review_id:str}/case", status_code=200, scope="read", tags=TAGS,
      summary="A regression case from a review", operation_class=also(200, ZIP),
      responses={200: ResponseSpec(CaseFolder, generate_examples=False), **problems(404, 406, 409)})  # fmt: skip
async def create_case(request: Asked, backend: Shared, review_id: FromPath[Id]) -> Response[Any]:
    """A folder for `reconcile cases run`, as a zip or, where Accept prefers JSON, its files by name.

    It holds the articles of the reconciliation, and what was confirmed (`must`), rejected (`must_not`) or linked.
    """
    media_type = preferred(request, (ZIP, JSON))
    async with backend.database.reading() as session:
        row = await reviews.get(session, review_id)
        if row is None:
            raise NotFound(f"there is no review {review_id}")
        kept = await reconciliations.get(session, row.reconciliation_id, with_document=True)
    assert kept is not None
    assert kept.document is not None
    review, document = reviews.record(row), kept.document

    def made() -> CaseFolder:
        return regression.case_of(review, row.seen, documents.kept(unpacked(document)))

    try:
        case = await to_thread.run_sync(made)
    except ValueError as error:
        raise Conflict(str(error)) from None
    if media_type == JSON:
        return answer(case)
    headers = {"Content-Disposition": f'attachment; filename="{case.name}.zip"'}
    return Response(regression.packed(case), media_type=ZIP, headers=headers)


def _refused(*found: tuple[str, str]) -> InvalidRequest:
    problems = tuple(FieldProblem(pointer=pointer, detail=detail) for pointer, detail in found)
    return InvalidRequest("; ".join(problem.detail for problem in problems), problems)


def _table(found: list[Review]) -> str:
    """Reviews as CSV (RFC 4180), every cell harmless to a spreadsheet; several claims stand in one cell by spaces."""

    def cell(value: object) -> str:
        return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)

    return csv.table([COLUMNS, *([cell(getattr(review, column)) for column in COLUMNS] for review in found)])


HANDLERS = [create_review, list_reviews, list_all_reviews, get_review, delete_review, create_case]
