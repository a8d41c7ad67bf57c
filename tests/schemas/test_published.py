"""The published schemas are what the models say, and are sound JSON Schemas."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from schemas.validate import PREFIX, published_names, published_text, validate
from scripts.publish_schemas import models, schema_text

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/case.toml"))


def test_every_published_schema_is_equal_to_its_regeneration() -> None:
    wanted = {name: schema_text(name, model) for name, model in models().items()}
    assert {name: published_text(name) for name in published_names()} == wanted


def test_the_documented_schemas_are_published() -> None:
    assert {"reconciliation-1", "article-1", "claim-1", "reconciliation-request-1", "extract-line-1"} <= set(
        published_names()
    )


@pytest.mark.parametrize("name", published_names())
def test_a_published_schema_is_sound_names_itself_and_describes_itself(name: str) -> None:
    schema = json.loads(published_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == PREFIX + name
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("name", published_names())
def test_a_published_schema_refers_only_to_itself(name: str) -> None:
    schema = json.loads(published_text(name))
    defs = set(schema.get("$defs", {}))

    def refs(node: object) -> set[str]:
        if isinstance(node, dict):
            found = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return found.union(*(refs(v) for v in node.values()))
        return set().union(*(refs(v) for v in node)) if isinstance(node, list) else set()

    assert refs(schema) <= {f"#/$defs/{d}" for d in defs}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_case_folder_follows_the_published_schema(case: Path) -> None:
    validate("case-1", tomllib.loads(case.read_text(encoding="utf-8")))
