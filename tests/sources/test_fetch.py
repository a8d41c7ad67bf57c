"""Addresses, without a network."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from sources import fetch
from sources.errors import (
    AddressRefused,
    FetchFailed,
    FetchRefused,
    FetchTimedOut,
    MediaUnsupported,
    SourceTooLarge,
    TooManyRedirects,
)

ADDRESS = "https://news.example/bridge"


def answering(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(answer)


def test_a_page_comes_with_its_type_and_the_address_it_moved_to() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/bridge":
            return httpx.Response(301, headers={"location": "/moved"})
        return httpx.Response(200, headers={"content-type": "text/html; charset=EUC-KR"}, content=b"<p>x")

    page = fetch.fetch(ADDRESS, transport=answering(answer))
    assert page == fetch.Page("https://news.example/moved", b"<p>x", "text/html", "euc-kr")


@pytest.mark.parametrize("address", ["ftp://news.example/", "file:///etc/hosts", "https://", "news.example"])
def test_only_http_addresses_are_fetched(address: str) -> None:
    with pytest.raises(AddressRefused):
        fetch.fetch(address, transport=answering(lambda _: httpx.Response(200)))


def test_a_refusal_keeps_its_status() -> None:
    with pytest.raises(FetchRefused, match="answered 404") as caught:
        fetch.fetch(ADDRESS, transport=answering(lambda _: httpx.Response(404)))
    assert caught.value.status == 404


def test_a_circle_of_redirects_ends() -> None:
    with pytest.raises(TooManyRedirects):
        fetch.fetch(ADDRESS, transport=answering(lambda _: httpx.Response(302, headers={"location": ADDRESS})))


def test_a_redirect_out_of_http_is_refused() -> None:
    with pytest.raises(AddressRefused):
        fetch.fetch(
            ADDRESS, transport=answering(lambda _: httpx.Response(302, headers={"location": "ftp://news.example/"}))
        )


def test_silence_is_a_time_out_and_a_dead_line_a_failure() -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("silent", request=request)

    def dead(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(FetchTimedOut):
        fetch.fetch(ADDRESS, transport=answering(silent))
    with pytest.raises(FetchFailed, match="no route"):
        fetch.fetch(ADDRESS, transport=answering(dead))


def test_pictures_and_huge_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MediaUnsupported):
        fetch.fetch(ADDRESS, transport=answering(lambda _: httpx.Response(200, headers={"content-type": "image/png"})))
    monkeypatch.setattr(fetch, "LARGEST_PAGE", 10)
    with pytest.raises(SourceTooLarge):
        fetch.fetch(ADDRESS, transport=answering(lambda _: httpx.Response(200, content=b"x" * 11)))
