"""What comes from outside is read against the published schemas: strictly, or tolerating later minor versions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.reconciliation import Reconciliation
from schemas.validate import InvalidDocument, UnknownSchema, load_reconciliation, validate

TEXT = "다온시는 3일 시민 1,200명이 참여했다고 밝혔다."
SPAN = {"start": 9, "end": 15, "text": "1,200명"}
VALUE = {"amount": "1200", "unit": "person", "from": "1200", "to": "1200"}


def document() -> dict[str, Any]:
    article = "a0123456789ab"
    claim = f"{article}:0-{len(TEXT)}"
    evidence = {"article": article, "claim": claim, "detail": f"{article}:9-15", **SPAN, "value": VALUE, "use": "value"}
    return {
        "schema": "reconciliation/1",
        "articles": [{"id": article, "text": TEXT, "published": "2025-03-04", "blocks": []}],
        "claims": [
            {
                "id": claim,
                "article": article,
                "block": "paragraph",
                "start": 0,
                "end": len(TEXT),
                "text": TEXT,
                "details": [{"id": f"{article}:9-15", "kind": "figure", **SPAN, "rule": "ko.count", "value": VALUE}],
            }
        ],
        "reconciled": [
            {
                "id": "e1",
                "verdict": "unique",
                "claims": [claim],
                "comparisons": [
                    {
                        "id": "c1",
                        "kind": "figure",
                        "verdict": "unique",
                        "reason": {"code": "one_article", "params": {"article": "1"}},
                        "explanation": {"ko": "한 기사에만 있다.", "en": "Only one article says it."},
                        "independent_sources": 1,
                        "sides": [{"value": VALUE, "independent_sources": 1, "evidence": [0]}],
                        "evidence": [evidence],
                    }
                ],
            }
        ],
        "summary": {"by_verdict": {"unique": 1}, "by_kind": {"figure": {"unique": 1}}, "coverage": []},
        "engine": {"version": "1", "settings": {"lang": "ko"}, "knowledge": {"units": {"digest": "0", "date": "0"}}},
    }


def objects(node: Any) -> list[dict[str, Any]]:
    """Every object of the document that has named fields, in document order."""
    if isinstance(node, list):
        return [found for item in node for found in objects(item)]
    if not isinstance(node, dict):
        return []
    inner = [found for key, value in node.items() if key not in MAPS for found in objects(value)]
    return [node, *inner, *(found for key in MAPS & node.keys() for found in objects(list(node[key].values())))]


MAPS = {"params", "by_verdict", "by_kind", "settings", "knowledge"}


def test_a_saved_document_comes_back_as_it_was_written() -> None:
    read = load_reconciliation(document(), strict=True)
    assert isinstance(read, Reconciliation)
    assert load_reconciliation(json.loads(json.dumps(read.to_json_dict())), strict=True) == read


def named_objects(doc: dict[str, Any]) -> list[dict[str, Any]]:
    return [o for o in objects(doc) if set(o) - {"figure", "unique"}]


@given(
    st.integers(0, len(named_objects(document())) - 1), st.text(min_size=1).map(lambda s: "later_" + s), st.integers()
)
def test_a_later_minor_versions_fields_are_dropped_and_refused_when_strict(at: int, field: str, value: int) -> None:
    later = document()
    named_objects(later)[at][field] = value
    assert load_reconciliation(later) == load_reconciliation(document())
    with pytest.raises(InvalidDocument, match="unknown field"):
        load_reconciliation(later, strict=True)


def test_another_major_version_is_refused_by_name() -> None:
    with pytest.raises(InvalidDocument, match=r"/schema: is 'reconciliation/2'; this version reads 'reconciliation/1'"):
        load_reconciliation({**document(), "schema": "reconciliation/2"})


WRONG = {
    "too few articles": ({"articles": [{"text": "a"}]}, "/articles: give at least 2 items, not 1"),
    "an unknown field": (
        {"articles": [{"text": "a", "publised": "2025-01-01"}, {"text": "b"}]},
        "/articles/0: unknown field 'publised': remove it; known are html, language, outlet,",
    ),
    "a date in prose": (
        {"articles": [{"text": "a", "published": "March 4"}, {"text": "b"}]},
        '/articles/0/published: give an ISO 8601 date or date-time, not "March 4"',
    ),
    "a wrong type": ({"articles": [{"text": 5}, {"text": "b"}]}, "/articles/0/text: give string or null, not 5"),
    "no articles": ({}, "the whole document: missing field 'articles': add it"),
    "a language of the report that does not exist": (
        {"articles": [{"text": "a"}, {"text": "b"}], "lang": "fr"},
        '/lang: give one of ko, en, auto, not "fr"',
    ),
    "not an object": ([], "the whole document: give object, not []"),
}


@pytest.mark.parametrize(("instance", "says"), WRONG.values(), ids=WRONG)
def test_an_error_names_the_path_and_what_to_do(instance: Any, says: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        validate("reconciliation-request-1", instance)
    assert says in str(caught.value)


def test_a_request_may_mix_plain_articles_and_article_json() -> None:
    known = {"id": "a0123456789ab", "text": "가", "blocks": [{"kind": "paragraph", "start": 0, "end": 1}]}
    validate("reconciliation-request-1", {"articles": [known, {"text": "나"}, {"html": "<p>다</p>"}]})


def test_an_unknown_schema_name_is_answered_with_those_that_exist() -> None:
    with pytest.raises(UnknownSchema, match="reconciliation-1"):
        validate("reconcilation-1", {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_any_json_value_is_accepted_or_answered_with_problems(instance: Any) -> None:
    try:
        validate("reconciliation-request-1", instance)
    except InvalidDocument as error:
        assert error.problems
        assert all(p.message for p in error.problems)
