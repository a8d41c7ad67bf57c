"""How a receiver of webhooks knows that the service called."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from service import client as api

BODY = json.dumps({
    "delivery": "d1", "webhook": "w1",
    "event": {"id": 3, "story": "s1", "type": "conflict_new", "at": "2026-04-06T00:00:00Z"},
}).encode()  # fmt: skip


def signed(body: bytes = BODY, secret: str = "s3", at: str = "1000") -> str:
    return f"t={at},v1={hmac.new(secret.encode(), at.encode() + b'.' + body, hashlib.sha256).hexdigest()}"


CALLS: dict[str, tuple[bytes, str, float, bool]] = {
    "signed just now": (BODY, signed(), 1010, True),
    "signed with the secret before too": (BODY, f"{signed(secret='old')},{signed().partition(',')[2]}", 1010, True),
    "another secret": (BODY, signed(secret="s4"), 1010, False),
    "another body": (BODY.replace(b"d1", b"d2"), signed(), 1010, False),
    "another time": (BODY, signed().replace("t=1000", "t=1001"), 1010, False),
    "recorded and sent again": (BODY, signed(), 1301, False),
    "ahead of the clock": (BODY, signed(), 699, False),
    "two times": (BODY, f"t=1000,{signed()}", 1010, False),
    "no time": (BODY, signed().partition(",")[2], 1010, False),
    "nothing": (BODY, "", 1010, False),
    "not ASCII": (BODY, "t=1000,v1=가", 1010, False),
    "a body that is no webhook's": (b"{}", signed(b"{}"), 1010, False),
}


@pytest.mark.parametrize(("body", "signature", "now", "good"), CALLS.values(), ids=CALLS)
def test_a_receiver_knows_the_services_calls(body: bytes, signature: str, now: float, good: bool) -> None:
    if good:
        assert api.verify(body, signature, "s3", now=now).event.id == 3
    else:
        with pytest.raises(api.BadSignature):
            api.verify(body, signature, "s3", now=now)
