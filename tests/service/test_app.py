"""The rest of the API: schemas, health, and one form for every error."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from schemas.validate import published_names, published_text, validate
from service import errors
from service.__main__ import main
from service.jobs.pool import Pool


def test_health_is_ok(client: TestClient[Any]) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_every_published_schema_is_served_as_published(client: TestClient[Any]) -> None:
    names = client.get("/v1/schemas").json()["schemas"]
    assert names == list(published_names())
    for name in names:
        answer = client.get(f"/v1/schemas/{name}")
        assert answer.text == published_text(name)
        assert answer.headers["content-type"] == "application/schema+json"


@pytest.mark.parametrize(
    "address", ["/v1/articles?q=%00", "/v1/articles?outlet=a%00", "/v1/articles/%00", "/v1/jobs?subject=j%00"]
)
def test_an_address_with_nul_in_it_is_refused(client: TestClient[Any], address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:reconcile:problem:bad-request")


def test_what_json_can_escape_but_nothing_can_keep_is_replaced(client: TestClient[Any]) -> None:
    def sent(path: str, body: bytes, method: str = "POST") -> Any:
        answer = client.request(method, path, content=body, headers={"content-type": "application/json"})
        assert answer.is_success, answer.text
        return answer.json()

    article = sent(
        "/v1/articles", rb'{"text": "The office\u0000 opens\ud800 on Monday.", "title": "a\u0000", "outlet": "b"}'
    )
    assert article["title"] == "a\ufffd"
    assert sent("/v1/stories", rb'{"title": "\udfff\u0000"}')["title"] == "\ufffd\ufffd"
    corrected = sent(f"/v1/articles/{article['id']}", rb'{"outlet": "b\ud800"}', "PATCH")
    assert corrected["outlet"] == "b\ufffd"


MISSED = {
    "a schema that does not exist": ("GET", "/v1/schemas/claim-9", 404, "unknown-schema"),
    "a query parameter that does not exist": ("GET", "/v1/articles?outlets=x", 400, "invalid-parameter"),
    "a query parameter where there is none": ("GET", "/v1/jobs/x1?limit=2", 400, "invalid-parameter"),
    "an address that does not exist": ("GET", "/v1/nothing", 404, "not-found"),
    "a method that a resource does not have": ("DELETE", "/health", 405, "method-not-allowed"),
}


@pytest.mark.parametrize(("method", "path", "status", "kind"), MISSED.values(), ids=MISSED)
def test_an_error_of_routing_is_a_problem_too(
    client: TestClient[Any], method: str, path: str, status: int, kind: str
) -> None:
    answer = client.request(method, path)
    validate("problem-1", answer.json())
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:reconcile:problem:{kind}")


def test_an_unforeseen_error_shows_nothing_of_itself() -> None:
    @get("/broken", sync_to_thread=False)
    def broken() -> None:
        raise RuntimeError("a secret")

    app = Litestar([broken], exception_handlers={Exception: errors.to_response}, openapi_config=None)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:reconcile:problem:internal-error"
    assert "secret" not in answer.text


def test_every_error_of_the_service_has_its_row_in_the_table() -> None:
    assert set(errors.ServiceError.__subclasses__()) <= set(errors.TABLE)
    rows = {*errors.TABLE.values(), *errors.OF_STATUS.values()}
    assert len({row.name for row in rows}) == len(rows)


def test_comparing_runs_in_a_process_of_its_own(pool: Pool) -> None:
    assert asyncio.run(pool.run(os.getpid)) != os.getpid()


def test_a_service_is_ready_when_its_database_answers(client: TestClient[Any]) -> None:
    assert client.get("/ready").json() == {"status": "ok"}


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０"])
def test_a_port_that_is_none_is_refused_in_one_line(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--port", port])
    assert stopped.value.code == 2
    assert "is not a port" in capsys.readouterr().err
