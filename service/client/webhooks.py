"""What may be asked about webhooks, and how a receiver knows that a call is the service's."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Sequence

from pydantic import ValidationError

from schemas.service import Delivery, DeliveryStatus, EventType, WebhookBody, WebhookInput, WebhookRecord
from service.client.errors import ClientError
from service.client.flow import Ask, Flow, Listing, below, checked, creating, parsed

SIGNATURE_HEADER = "Reconcile-Signature"
_NEWEST = "v1"


class BadSignature(ClientError):
    """A call that is not the service's, was changed on its way, or is too old."""


def create(
    address: str, *, story: str | None = None, events: Sequence[EventType] = (), idempotency_key: str | None = None
) -> Flow[WebhookRecord]:
    """Have events posted to an address; of a story, None: of all; of types, none: all.

    Its `secret` is told this once. Raises ProblemError.
    """
    body = WebhookInput(address=address, story=story, events=tuple(events)).to_json_dict()
    return parsed(WebhookRecord, (yield Ask("POST", "/v1/webhooks", json=body, headers=creating(idempotency_key))))


def get(webhook_id: str) -> Flow[WebhookRecord]:
    """A webhook, without its secret. Raises NotFound."""
    return parsed(WebhookRecord, (yield Ask("GET", below("webhooks", webhook_id))))


def listed(*, story: str | None = None, limit: int = 50) -> Listing[WebhookRecord]:
    """The webhooks, the newest first."""
    return Listing("/v1/webhooks", WebhookRecord, {"story": story, "limit": limit})


def deliveries(webhook_id: str, *, status: DeliveryStatus | None = None, limit: int = 50) -> Listing[Delivery]:
    """What was posted to a webhook, or is to be, the newest first: of a status. Raises NotFound."""
    return Listing(below("webhooks", webhook_id, "deliveries"), Delivery, {"status": status, "limit": limit})


def delete(webhook_id: str) -> Flow[None]:
    """Post no more. Raises NotFound."""
    checked((yield Ask("DELETE", below("webhooks", webhook_id))))


def verify(
    body: bytes, signature: str, secret: str, *, tolerance: float = 300, now: float | None = None
) -> WebhookBody:
    """What a webhook was called with, when its signature is right.

    Args:
        body: the body, byte for byte as it came.
        signature: the value of the header Reconcile-Signature: `t=<seconds>,v1=<HMAC-SHA256 of "t.body", hex>`, with
            several `v1` while a secret is being replaced.
        secret: of the webhook.
        tolerance: seconds that a call may be old, or ahead; an older one may have been recorded and sent again.
        now: the time in seconds since 1970; the clock's, unless given.

    Raises BadSignature.
    """
    parts = [part.strip().partition("=") for part in signature.split(",")]
    moments = [value for name, _, value in parts if name == "t"]
    if len(moments) != 1 or not (moments[0].isascii() and moments[0].isdigit() and len(moments[0]) < 16):
        raise BadSignature(f"{SIGNATURE_HEADER} has no t=SECONDS")
    due = hmac.new(secret.encode(), moments[0].encode() + b"." + body, hashlib.sha256).hexdigest()
    given = [value for name, _, value in parts if name == _NEWEST]
    if not any(hmac.compare_digest(due.encode(), value.encode("utf-8", "replace")) for value in given):
        raise BadSignature("the body does not fit its signature")
    if abs((time.time() if now is None else now) - int(moments[0])) > tolerance:
        raise BadSignature(f"the signature is older than {tolerance:g} s, or ahead of the clock")
    try:
        return WebhookBody.model_validate_json(body, extra="ignore")
    except ValidationError as error:
        raise BadSignature(f"the body is no webhook's: {error}") from error
