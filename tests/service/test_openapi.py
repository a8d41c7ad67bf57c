"""The description of the API holds: schemathesis asks a running service by it, with all its checks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from litestar.testing import TestClient

from schemas.validate import published_text
from tests.service.conftest import POSTGRES, on_postgres, postgres_url
from tests.service.servers import serving

CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = 45
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_no_request_that_fits_the_description_or_breaks_it_is_answered_against_it(tmp_path: Path) -> None:
    name = f"openapi_{uuid4().hex}"
    if POSTGRES:  # the stricter of the two: it knows lengths, and texts that it has no form for
        on_postgres(f"CREATE DATABASE {name}")
    database = postgres_url(name) if POSTGRES else f"sqlite:///{tmp_path}/reconcile.sqlite3"
    with serving(database, workers=1, max_article_characters=2_000) as server:
        run = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", f"--config-file={CONFIG}", "run",
                f"{server.url}/docs/openapi.json", "--checks=all", "--phases=examples,coverage,fuzzing",
                "--max-examples=3", "--generation-deterministic", "--no-shrink", "--continue-on-failure",
                f"--max-time={SECONDS}", "--request-timeout=30", "--warnings=off", "--no-color",
            ],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, f"{run.stdout}\n{run.stderr}\n{server.log()}"
        assert server.client.get("/ready").status_code == 200
    if POSTGRES:
        on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@ON_SQLITE
def test_bodies_are_described_by_the_published_schemas(client: TestClient[Any]) -> None:
    found = client.get("/docs/openapi.json").json()
    content = found["paths"]["/v1/reconciliations"]["post"]["requestBody"]["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/reconciliation-request-1"}
    described = found["components"]["schemas"]["reconciliation-request-1"]
    assert described["properties"].keys() == json.loads(published_text("reconciliation-request-1"))["properties"].keys()
    text = json.dumps(found)
    assert all(f'"{name}"' in text for name in _referred(text))


def _referred(text: str) -> set[str]:
    return {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}


@ON_SQLITE
def test_a_resource_names_all_its_methods(client: TestClient[Any]) -> None:
    for answer in (client.options("/v1/articles/a1"), client.put("/v1/articles/a1")):
        assert set(answer.headers["allow"].split(", ")) == {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}


UNFIT = {"the character U+0000": "%00", "half a pair": "%ED%A0%80", "an id that is none": "a%20b"}


@pytest.mark.parametrize("text", UNFIT.values(), ids=UNFIT)
@pytest.mark.parametrize("path", ["/v1/jobs/{}", "/v1/articles?q={}", "/v1/articles?address={}", "/v1/jobs?subject={}"])
def test_a_text_that_no_database_holds_is_refused_or_not_found(client: TestClient[Any], path: str, text: str) -> None:
    answer = client.get(path.format(text))
    assert answer.status_code in (200, 400, 404)


def test_an_article_with_a_character_that_no_database_holds_is_kept_or_refused(client: TestClient[Any]) -> None:
    answer = client.post("/v1/articles", json={"text": "새솔시는 5일 문을 열었다.", "title": "가\0나"})
    assert answer.status_code in (200, 201, 400)
