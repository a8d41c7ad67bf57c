"""Webhooks: where events are posted to, and what came of it."""

from __future__ import annotations

from typing import Any

from litestar import Response, delete, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import FieldProblem
from schemas.service import Delivery, DeliveryStatus, Id, Page, WebhookInput, WebhookRecord
from service import addresses
from service.backend import Backend
from service.errors import NotFound
from service.idempotency import gone, ident, once, settle
from service.routes.common import Asked, Cursor, IdQuery, Limit, Shared, answer, page, problems
from service.storage import stories, webhooks
from service.storage.tables import WebhookRow

ADMIN: dict[str, Any] = {"tags": ["webhooks"], "scope": "admin"}


async def _again(_: Asked, backend: Backend, location: str, status: int) -> Response[Any]:
    async with backend.database.reading() as session:
        row = await session.get(WebhookRow, ident(location))
    if row is None:
        raise gone(location)
    return answer(webhooks.record(row, with_secret=True), status, {"Location": location})


@post("/v1/webhooks", schema="webhook-input-1", **ADMIN, summary="Ask for events to be posted", responses={
    201: ResponseSpec(WebhookRecord, generate_examples=False), **problems(404, 409, body=True),
})  # fmt: skip
@once(_again)
async def create_webhook(request: Asked, backend: Shared, data: JSONBody[WebhookInput]) -> Response[Any]:
    """Events of a story, or of every story, from now on. `secret`, which signs what is posted, is told this once."""
    addresses.refuse_at_sight(addresses.for_webhooks(backend.settings), data.address, "/address")
    async with backend.database.writing() as session:
        if data.story is not None and await stories.get(session, data.story) is None:
            why = f"there is no story {data.story}"
            raise NotFound(why, (FieldProblem(pointer="/story", detail=why),))
        row = await webhooks.make(session, data)
        location = f"/v1/webhooks/{row.id}"
        await settle(session, 201, location)
    return answer(webhooks.record(row, with_secret=True), 201, {"Location": location})


@get("/v1/webhooks", **ADMIN, summary="List webhooks", responses={
    200: ResponseSpec(Page[WebhookRecord], generate_examples=False), **problems(),
})  # fmt: skip
async def list_webhooks(
    request: Asked, backend: Shared, cursor: Cursor = None, limit: Limit = 50, story: IdQuery = None
) -> Response[Any]:
    """The newest first; those of a story. Without their secrets."""
    async with backend.database.reading() as session:
        rows = await webhooks.page(session, cursor, limit, story=story)
    return page(request, rows, [webhooks.record(row) for row in rows.rows])


@get("/v1/webhooks/{webhook_id:str}", **ADMIN, summary="A webhook", responses={
    200: ResponseSpec(WebhookRecord, generate_examples=False), **problems(404),
})  # fmt: skip
async def get_webhook(backend: Shared, webhook_id: FromPath[Id]) -> Response[Any]:
    """Without its secret."""
    async with backend.database.reading() as session:
        return answer(webhooks.record(await _row(session, webhook_id)))


@delete("/v1/webhooks/{webhook_id:str}", **ADMIN, summary="Delete a webhook", responses=problems(404))
async def delete_webhook(backend: Shared, webhook_id: FromPath[Id]) -> None:
    """With its deliveries; what is owed to it is not posted any more."""
    async with backend.database.writing() as session:
        await _row(session, webhook_id)
        await webhooks.remove(session, webhook_id)


@get("/v1/webhooks/{webhook_id:str}/deliveries", **ADMIN, summary="What was posted to a webhook", responses={
    200: ResponseSpec(Page[Delivery], generate_examples=False), **problems(404),
})  # fmt: skip
async def list_deliveries(
    request: Asked, backend: Shared, webhook_id: FromPath[Id], cursor: Cursor = None, limit: Limit = 50,
    status: FromQuery[DeliveryStatus | None] = None,
) -> Response[Any]:  # fmt: skip
    """The newest first; those that are due, delivered, or failed."""
    async with backend.database.reading() as session:
        await _row(session, webhook_id)
        rows = await webhooks.deliveries(session, webhook_id, cursor, limit, status=status)
    return page(request, rows, [webhooks.delivery(row) for row in rows.rows])


async def _row(session: AsyncSession, webhook_id: str) -> WebhookRow:
    row = await session.get(WebhookRow, webhook_id)
    if row is None:
        raise NotFound(f"there is no webhook {webhook_id}")
    return row


HANDLERS = [create_webhook, list_webhooks, get_webhook, delete_webhook, list_deliveries]
