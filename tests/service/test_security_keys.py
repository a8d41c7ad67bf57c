"""Who may do what: keys, scopes, origins, and that a key is told nowhere. The scopes are data: cases/security.toml."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.exceptions import WebSocketDisconnect
from litestar.testing import TestClient

from service.app import create_app
from service.auth import HOLDS, SESSION
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.service.test_edge import kind, make_keys, written

__all__ = ["written"]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SCOPES = tomllib.loads((Path(__file__).parent / "cases" / "security.toml").read_text(encoding="utf-8"))["scopes"]


@pytest.fixture
def keys(settings: ServiceSettings) -> dict[str, str]:
    return make_keys(settings, read=["read"], write=["write"], review=["review"], admin=["admin"], second=["admin"])


@pytest.fixture
def guarded(settings: ServiceSettings, keys: dict[str, str], pool: Pool) -> Iterator[TestClient[Any]]:
    with TestClient(create_app(settings.model_copy(update={"keys": True}), pool)) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def operations(client: TestClient[Any]) -> dict[str, tuple[str, str]]:
    """Method and path of everything that can be asked for, by both in one; the manual and /mcp stand apart."""
    found = {}
    for route in client.app.routes:
        for method in getattr(route, "route_handler_map", {}):
            if method != "OPTIONS" and not route.path_format.startswith("/docs"):
                found[f"{method} {route.path_format}"] = method, re.sub(r"\{[^}]+\}", "x1", route.path_format)
    return found


def test_every_operation_refuses_keys_of_another_scope(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    every = operations(guarded)
    assert set(SCOPES) <= set(every)
    described = guarded.get("/docs/openapi.json").json()["paths"]
    assert {f"{method.upper()} {path}" for path, of in described.items() for method in of} <= set(every)
    for name, (method, path) in every.items():
        needed = SCOPES.get(name, "read" if method == "GET" else "write")
        for key in ("", "read", "write", "review", "admin"):
            answer = guarded.request(method, path, headers=bearer(keys[key]) if key else {}, content=b"")
            held = not needed or (key and needed in HOLDS[key])
            refused = (401 if not key else 403) if not held else None
            assert (answer.status_code in (401, 403)) == (refused is not None), (name, key, answer.text)
            assert refused is None or answer.status_code == refused, (name, key)


def test_a_key_counts_in_its_header_alone_and_is_told_nowhere(
    guarded: TestClient[Any], keys: dict[str, str], written: io.StringIO
) -> None:
    key = keys["admin"]
    for name in ("key", "api_key", "access_token", "authorization", "Authorization"):
        assert kind(guarded.get("/v1/articles", params={name: key})) == (401, "unauthorised")
    for headers in ({"X-API-Key": key}, {"Cookie": f"key={key}; {SESSION}={key}"}, {"Authorization": f"Basic {key}"}):
        answer = guarded.get("/v1/articles", headers=headers)
        assert kind(answer) == (401, "unauthorised")
        assert key not in answer.text
    for wrong in (key[:-1], f"{key}x", key.upper(), key.replace("rk_", "RK_"), f"{key}\u00e9", f"x {key}"):
        answer = guarded.get("/v1/articles", headers={b"Authorization": f"Bearer {wrong}".encode()})
        assert kind(answer) == (401, "unauthorised"), wrong
    assert guarded.get("/v1/articles", headers=bearer(key)).status_code == 200
    assert key not in written.getvalue()
    assert key not in guarded.get("/metrics", headers=bearer(key)).text


def test_a_browser_signs_in_with_a_key_that_no_script_and_no_other_page_can_use(
    guarded: TestClient[Any], keys: dict[str, str]
) -> None:
    page = {"Accept": "text/html"}
    asked = guarded.get("/history", headers=page)
    assert (asked.status_code, 'value="/history"' in asked.text) == (401, True)
    assert "set-cookie" not in guarded.post("/sign-in", data={"key": "rk_x"}).headers
    given = {"key": keys["write"], "next": "/history"}
    answer = guarded.post("/sign-in", data=given, headers=page, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/history")
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    assert guarded.get("/history", headers=page).status_code == 200
    assert guarded.get("/v1/articles").status_code == 401
    elsewhere = guarded.post("/stories", data={"title": "x"}, headers={**page, "Origin": "https://news.example"})
    assert elsewhere.status_code == 403
    assert 'action="/compare"' in guarded.get("/", headers=page).text
    review = guarded.post("/reviews/x1/delete", headers=page)
    assert review.status_code == 403
    guarded.post("/sign-out", headers=page)
    part = guarded.get("/history", headers={**page, "HX-Request": "true"})
    assert (part.status_code, "<html" in part.text) == (401, False)
    assert 'name="next" value="/"' in guarded.post("/compare", headers=page).text
    guarded.post("/sign-in", data={"key": keys["read"]}, headers=page)
    assert 'action="/compare"' not in guarded.get("/", headers=page).text


def test_a_web_socket_is_no_way_in(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    for path in ("/mcp", "/v1/articles", "/v1/stories/s1/events"):
        for headers in ({}, bearer(keys["admin"])):
            with pytest.raises(WebSocketDisconnect) as closed, guarded.websocket_connect(path, headers=headers):
                pass
            assert closed.value.code == 1008, path


def test_an_idempotency_key_of_another_owner_gives_nothing_away(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    asked = {"address": "https://hooks.example.org/"}
    first, second = (
        guarded.post("/v1/webhooks", json=asked, headers={**bearer(keys[name]), "Idempotency-Key": "k1"})
        for name in ("admin", "second")
    )
    assert first.json()["id"] != second.json()["id"]
    assert first.json()["secret"] != second.json()["secret"]
    everything = [
        guarded.get(path, headers=bearer(keys["admin"])).text
        for path in ("/v1/webhooks", f"/v1/webhooks/{first.json()['id']}", "/metrics")
    ]
    assert not any(first.json()["secret"] in each for each in everything)


def test_a_page_of_another_site_is_not_let_in(guarded: TestClient[Any], keys: dict[str, str]) -> None:
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}
    for headers in (asked, {**asked, **bearer(keys["admin"])}):
        for method in ("OPTIONS", "GET"):
            answer = guarded.request(method, "/v1/articles", headers=headers)
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_line_of_the_log_is_one_line(guarded: TestClient[Any], keys: dict[str, str], written: io.StringIO) -> None:
    headers = {**bearer(keys["read"]), "X-Request-ID": "a%0alevel=error", "User-Agent": "a\tb"}
    guarded.get("/v1/articles/a%0d%0aforged%20line?q=%0aforged", headers=headers)
    guarded.request("DELETE", "/v1/articles/%0aforged", headers=headers)
    assert "forged" not in written.getvalue()
    assert "level=error" not in written.getvalue()
