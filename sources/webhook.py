"""A body → an address that somebody else named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from sources.errors import HeaderRefused
from sources.guard import PublicOnly

if TYPE_CHECKING:
    import httpcore
    import httpx

_ADVICE: Final = "check the address and what answers there"
_ANSWER: Final = 4096
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
"""RFC 9110, 5.6.2"""
_VALUE: Final = re.compile(r"(?:[!-~](?:[ -~\t]*[!-~])?)?")
"""RFC 9110, 5.5, without what lies outside ASCII."""
_OURS: Final = re.compile(
    "connection|content-length|cookie|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade",
    re.IGNORECASE,
)


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    policy: PublicOnly,
    network: httpcore.NetworkBackend | None = None,
) -> int:
    """Send a body, JSON unless `headers` say otherwise, and give the status of the answer, whatever it is.

    Redirects are not followed: their status is given. Of the answer's body a few KB are taken, and dropped.
    `network` takes the place of sockets, for tests. Raises FetchFailed and its kinds; HeaderRefused before anything is
    sent, for names and values that could become more than one header, and for those by which a message is delimited.
    """
    for name, value in headers.items():
        if not _NAME.fullmatch(name):
            raise HeaderRefused(address, name, "has no valid name")
        if not _VALUE.fullmatch(value):
            raise HeaderRefused(address, name, "has a value that does not fit a header")
        if _OURS.fullmatch(name):
            raise HeaderRefused(address, name, "belongs to the connection")

    from sources import wire  # slow to import

    url = wire.url_of(address)
    sent = {"user-agent": "reconcile", "content-type": "application/json", "accept-encoding": "identity"}
    sent.update((name.lower(), value) for name, value in headers.items())
    with wire.failures(address, policy.seconds, _ADVICE), wire.client(address, policy, network=network) as client:
        response = client.send(client.build_request("POST", url, content=body, headers=sent), stream=True)
        try:
            _drop(response)
        finally:
            response.close()
        return response.status_code


def _drop(response: httpx.Response) -> None:
    """Take the beginning of an answer, so that its sender sees it taken. What fails now, fails after the status."""
    import httpx

    size = 0
    with suppress(httpx.HTTPError):
        for piece in response.iter_raw():
            size += len(piece)
            if size > _ANSWER:
                return
