"""Addresses that somebody else names: what this service may connect to."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.api import FieldProblem
from service.errors import InvalidRequest
from service.settings import ServiceSettings
from sources import errors
from sources.guard import PublicOnly

WEBHOOK_SECONDS = 10.0
"""What one attempt to reach a webhook may take."""


def for_webhooks(settings: ServiceSettings) -> PublicOnly:
    """The public internet, and what the settings allow besides."""
    return PublicOnly(allow=settings.allowed_places, seconds=WEBHOOK_SECONDS)


def for_articles(settings: ServiceSettings) -> PublicOnly:
    """The same for pages that are fetched, which may be as large as what is sent, and take as long as an answer."""
    return PublicOnly(allow=settings.allowed_places, largest=settings.max_body_bytes, seconds=settings.sync_seconds)


def refuse_at_sight(policy: PublicOnly, address: str, pointer: str) -> None:
    """Refuse what the policy refuses without a look-up. Raises InvalidRequest, with the pointer to the address."""
    from sources import wire  # slow to import

    try:
        url = wire.url_of(address)
        host = url.raw_host.decode("ascii")
        port = (443 if url.scheme == "https" else 80) if url.port is None else url.port
        policy.check(address, scheme=url.scheme, host=host, port=port, credentials=bool(url.userinfo))
        policy.addresses(address, host, port, _nobody)
    except errors.HostUnknown:
        return  # a name: judged when it is looked up
    except errors.FetchFailed as error:
        why = f"{error.problem}; {error.remedy}" if error.remedy else error.problem
        raise InvalidRequest(f"the address is refused: {why}", (FieldProblem(pointer=pointer, detail=why),)) from None


def _nobody(_: str) -> Iterable[str]:
    return ()
