"""Several comparisons at once."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import ReconciliationRequest
from schemas.service import Batch, BatchInput, Id, Page
from schemas.validate import InvalidDocument, validate
from service import comparing
from service.auth import who
from service.backend import Backend
from service.errors import InvalidRequest, NotFound, ServiceError, TooManyArticles, invalid_request, problem_of
from service.idempotency import gone, ident, once, settle
from service.requests import COMPARISON, refuse_too_many
from service.routes.common import Asked, Cursor, Limit, Shared, answer, page, problems
from service.storage import batches, ids

TAGS = ["jobs"]


async def _again(_: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    async with backend.database.reading() as session:
        row = await batches.get(session, ident(location))
        if row is None:
            raise gone(location)
        return answer(await batches.record(session, row), status, {"Location": location})


@post("/v1/batches", status_code=202, schema="batch-input-1", tags=TAGS, summary="Compare several times", responses={
    202: ResponseSpec(Batch, generate_examples=False, description="accepted; Location tells where"),
    **problems(409, body=True),
})  # fmt: skip
@once(_again)
async def create_batch(request: Asked, backend: Shared, data: JSONBody[BatchInput]) -> Response[Any]:
    """Each request becomes a job of its own, or a problem that does not take the others down."""
    batch_id, by = ids.new("b"), who(request)
    asked = await to_thread.run_sync(lambda: [_read(backend, each) for each in data.requests])
    async with backend.database.writing() as session:
        items = [await _accepted(backend, session, each, by, batch_id) for each in asked]
        row = await batches.add(session, batch_id, items, by)
        record = await batches.record(session, row)
        location = f"/v1/batches/{row.id}"
        await settle(session, 202, location)
    return answer(record, 202, {"Location": location, "Retry-After": "1"})


async def _accepted(
    backend: Backend, session: AsyncSession, asked: ReconciliationRequest | ServiceError, by: str, batch: str
) -> dict[str, Any]:
    """The item of one request; what is wrong with it is told as it is to one that comes alone."""
    try:
        if isinstance(asked, ServiceError):
            raise asked
        wanted = comparing.plain(asked)
        await comparing.gathered(backend, session, wanted)
        async with session.begin_nested():
            row, job = await comparing.accept(backend, session, wanted, asked.lang, asked.strict, by, batch)
    except ServiceError as error:
        return {"error": problem_of(error).to_json_dict()}
    return {"reconciliation": row.id, "job": job.id}


def _read(backend: Backend, asked: dict[str, Any]) -> ReconciliationRequest | ServiceError:
    """A request, or what is wrong with it."""
    try:
        refuse_too_many(asked, backend.settings.max_articles)
        validate(COMPARISON, asked)
        return ReconciliationRequest.model_validate(asked)
    except InvalidDocument as error:
        return invalid_request(error)
    except ValidationError as error:
        return InvalidRequest("; ".join(found["msg"] for found in error.errors()))
    except TooManyArticles as error:
        return error


@get("/v1/batches", tags=TAGS, summary="List batches", responses={
    200: ResponseSpec(Page[Batch], generate_examples=False), **problems(),
})  # fmt: skip
async def list_batches(request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50) -> Response[Any]:
    """The newest first."""
    async with backend.database.reading() as session:
        rows = await batches.page(session, cursor, limit)
        records = [await batches.record(session, row) for row in rows.rows]
    return page(request, rows, records)


@get("/v1/batches/{batch_id:str}", tags=TAGS, summary="How a batch stands", responses={
    200: ResponseSpec(Batch, generate_examples=False), **problems(404),
})  # fmt: skip
async def get_batch(backend: Shared, batch_id: FromPath[Id]) -> Response[Any]:
    """What came of each of its requests, in the order given."""
    async with backend.database.reading() as session:
        row = await batches.get(session, batch_id)
        if row is None:
            raise NotFound(f"there is no batch {batch_id}")
        return answer(await batches.record(session, row))


HANDLERS = [create_batch, list_batches, get_batch]
