"""An address → bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sources import detect
from sources.errors import AddressRefused, FetchFailed, FetchRefused, SourceTooLarge, TooManyRedirects
from sources.guard import SCHEMES, PublicOnly

if TYPE_CHECKING:
    import httpcore
    import httpx

LARGEST_PAGE: Final = 10_000_000
REDIRECTS: Final = 5
TIMEOUT: Final = 20.0
_HEADERS: Final = {
    "User-Agent": "reconcile",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
# One layer of these unpacks to a thousand times its size at most; two layers, to a million times.
_PACKINGS: Final = ("", "identity", "gzip", "deflate")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave. `url` is where the redirects ended."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


def fetch(
    address: str,
    *,
    policy: PublicOnly | None = None,
    transport: httpx.BaseTransport | None = None,
    network: httpcore.NetworkBackend | None = None,
) -> Page:
    """The page behind an http(s) address.

    With `policy`, only what it lets through, on every redirect anew, and within its limits of size and time: for
    addresses that come from somebody else. Without, any address, by the proxies of the environment, each step within
    TIMEOUT. `transport` (without a policy) and `network` (with one) take the place of the network, for tests.
    Raises FetchFailed and its kinds, SourceTooLarge (more bytes, unpacked, than the policy's or LARGEST_PAGE),
    MediaUnsupported (a picture, a PDF).
    """
    import httpx  # slow to import, and files do not need it

    from sources import wire

    url = wire.url_of(address)
    if policy is None:
        client, largest, seconds = httpx.Client(transport=transport, timeout=TIMEOUT), LARGEST_PAGE, TIMEOUT
    else:
        client, largest, seconds = wire.client(address, policy, network=network), policy.largest, policy.seconds
    with wire.failures(address, seconds), client:
        request = client.build_request("GET", url, headers=_HEADERS)
        for _ in range(REDIRECTS + 1):
            # Not by httpx, which reads what a redirect carries to its end, however long.
            response = client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return _page(response, address, largest)
                request = response.next_request
            finally:
                response.close()
            if request.url.scheme not in SCHEMES:
                raise AddressRefused(address, "led to an address that is not http(s)")
    raise TooManyRedirects(address, f"more than {REDIRECTS} redirects")


def _page(response: httpx.Response, address: str, largest: int) -> Page:
    if not response.is_success:
        raise FetchRefused(address, response.status_code)
    media, charset = detect.media_type_of(response.headers.get("content-type"))
    if media is not None:
        detect.reader_for(b"", address, media_type=media)
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _PACKINGS:
        raise FetchFailed(address, f"comes packed as {packing[:40]!r}, which was not asked for")
    return Page(str(response.url), _body(response, address, largest), media, charset)


def _body(response: httpx.Response, address: str, largest: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > largest:
            raise SourceTooLarge(address, largest)
        chunks.append(chunk)
    return b"".join(chunks)
