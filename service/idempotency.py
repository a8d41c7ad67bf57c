"""A request with an Idempotency-Key has its effect once, however often it is sent.

    @post("/v1/things", …)
    @once(again)                             again(request, backend, location, status): the answer from what is kept
    async def create_thing(request, backend, data):
        async with backend.database.writing() as session:
            …
            await settle(session, 201, f"/v1/things/{row.id}")

What was answered is written in the transaction of the effect: both are there, or neither, wherever the service was
killed; and of two requests at once, in whatever processes, the second fails to write and gets the answer of the first.
What was refused had no effect, and is not remembered.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Annotated, Any

from litestar import Response
from litestar.params import HeaderParameter
from sqlalchemy.ext.asyncio import AsyncSession

from service.auth import who
from service.backend import Backend
from service.errors import Conflict, KeyReused
from service.routes.common import Asked
from service.storage import idempotency as kept
from service.storage import ids
from service.storage.packed import digest
from service.storage.tables import IdempotencyRow

NAME = "Idempotency-Key"
_DESCRIPTION = "chosen by the client, new for each thing to be made: the same key again makes nothing new"
_Key = Annotated[
    str | None, HeaderParameter(name=NAME, min_length=1, max_length=255, pattern=r"^[ -~]+$", description=_DESCRIPTION)
]
Again = Callable[[Asked, Backend, str, int], Awaitable[Response[Any]]]
Handler = Callable[..., Awaitable[Response[Any]]]


@dataclass(frozen=True, slots=True)
class _Claim:
    key: str
    owner: str
    request: str
    hours: int


_claim: ContextVar[_Claim | None] = ContextVar("idempotency", default=None)


async def settle(session: AsyncSession, status: int, location: str) -> None:
    """In the transaction of its effect: the request is being answered with a status, and where what it made is."""
    claim = _claim.get()
    if claim is not None:
        expires = ids.now() + timedelta(hours=claim.hours)
        await kept.add(
            session, claim.key, claim.owner, request=claim.request, status=status, location=location, expires=expires
        )


def once(again: Again) -> Callable[[Handler], Handler]:
    """For a handler that takes `request`, `backend` and perhaps `data`, and calls `settle`.

    `again` answers with the status of the first answer, from what is kept at its location.
    Raises KeyReused when the key came with another request before; Conflict while that one is under way, or when what
    it made is gone.
    """

    def decorated(handler: Handler) -> Handler:
        @wraps(handler)
        async def answered(**given: Any) -> Response[Any]:
            key = given.pop("idempotency_key")
            if key is None:
                return await handler(**given)
            request, backend = given["request"], given["backend"]
            claim = _Claim(key, who(request), _told(request, given.get("data")), backend.settings.idempotency_hours)
            if (key, claim.owner) in backend.keys_under_way:
                raise Conflict("a request of this Idempotency-Key is under way", retry_after=1)
            backend.keys_under_way.add((key, claim.owner))
            token = _claim.set(claim)
            try:
                if (row := await _found(backend, claim)) is not None:
                    return await _repeated(request, backend, claim, row, again)
                try:
                    return await handler(**given)
                except kept.Taken:
                    if (row := await _found(backend, claim)) is None:
                        raise Conflict("a request of this Idempotency-Key is under way", retry_after=1) from None
                    return await _repeated(request, backend, claim, row, again)
            finally:
                _claim.reset(token)
                backend.keys_under_way.discard((key, claim.owner))

        own = inspect.signature(handler)
        parameter = inspect.Parameter("idempotency_key", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_Key)
        answered.__signature__ = own.replace(parameters=[*own.parameters.values(), parameter])  # type: ignore[attr-defined]
        answered.__annotations__ = {**handler.__annotations__, "idempotency_key": _Key}
        return answered

    return decorated


async def _found(backend: Backend, claim: _Claim) -> IdempotencyRow | None:
    async with backend.database.reading() as session:
        return await kept.find(session, claim.key, claim.owner)


async def _repeated(
    request: Asked, backend: Backend, claim: _Claim, row: IdempotencyRow, again: Again
) -> Response[Any]:
    if row.request != claim.request:
        raise KeyReused("this Idempotency-Key came with another request before; use a new one")
    answer = await again(request, backend, row.location, row.status)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _told(request: Asked, data: Any) -> str:
    """What makes it the same request: where it is sent and what it says, not how that is written."""
    said = None if data is None else data.model_dump(mode="json")
    return digest(f"{request.method} {request.url.path}\n{json.dumps(said, sort_keys=True)}")


def gone(location: str) -> Conflict:
    """For `again`, when what was made was deleted since."""
    return Conflict(f"what this Idempotency-Key made, {location}, was deleted since")


def ident(location: str) -> str:
    """The id at the end of a location."""
    return location.rpartition("/")[2]
