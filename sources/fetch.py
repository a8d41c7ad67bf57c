"""An address → bytes. The only code of the project that touches the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sources import detect
from sources.errors import AddressRefused, FetchFailed, FetchRefused, FetchTimedOut, SourceTooLarge, TooManyRedirects

if TYPE_CHECKING:
    import httpx

LARGEST_PAGE: Final = 10_000_000
REDIRECTS: Final = 5
TIMEOUT: Final = 20.0
_ACCEPT: Final = "text/html,application/xhtml+xml,text/plain;q=0.9,application/json;q=0.8"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave. `url` is where the redirects ended."""

    url: str
    data: bytes
    media_type: str | None
    charset: str | None


def fetch(address: str, *, transport: httpx.BaseTransport | None = None) -> Page:
    """The page behind an http(s) address.

    `transport` takes the place of the network, for tests. Raises FetchFailed and its kinds, SourceTooLarge
    (more than LARGEST_PAGE bytes), MediaUnsupported (a picture, a PDF).
    """
    import httpx  # slow to import, and files do not need it

    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise AddressRefused(address, "not an http(s) address")

    def check(request: httpx.Request) -> None:
        if request.url.scheme not in ("http", "https"):
            raise AddressRefused(address, "led to an address that is not http(s)")

    headers = {"User-Agent": "reconcile", "Accept": _ACCEPT}
    try:
        with (
            httpx.Client(
                transport=transport,
                timeout=TIMEOUT,
                follow_redirects=True,
                max_redirects=REDIRECTS,
                headers=headers,
                event_hooks={"request": [check]},
            ) as client,
            client.stream("GET", address) as response,
        ):
            if not response.is_success:
                raise FetchRefused(address, response.status_code)
            content_type = response.headers.get("content-type")
            media, charset = detect.media_type_of(content_type)
            if media is not None:
                detect.reader_for(b"", address, media_type=media)
            return Page(str(response.url), _body(response, address), media, charset)
    except httpx.TimeoutException:
        raise FetchTimedOut(address, f"no answer within {TIMEOUT:g} seconds") from None
    except httpx.TooManyRedirects:
        raise TooManyRedirects(address, f"more than {REDIRECTS} redirects") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchFailed(address, f"could not be fetched ({error})") from None


def _body(response: httpx.Response, address: str) -> bytes:
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > LARGEST_PAGE:
            raise SourceTooLarge(address, LARGEST_PAGE)
        chunks.append(chunk)
    return b"".join(chunks)
