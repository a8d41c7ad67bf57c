"""Quotes and attributions are read as the case files say."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.languages.base import Passage
from reconcile.languages.quotes import quoted
from tests.languages.name_runner import cases, passages

CASES = [
    pytest.param(language, case, id=f"{language}-{case['name']}")
    for language in ("ko", "en")
    for case in cases(language, "quotes")
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_quotes_are_read(language: str, case: dict[str, Any]) -> None:
    given_passages = passages(language, case["text"])
    people = importlib.import_module(f"reconcile.languages.{language}.people").read(given_passages)
    reader = importlib.import_module(f"reconcile.languages.{language}.quotes")
    read = [
        f"{one.value.speaker.name if one.value.speaker else '-'} | {passage.text[one.start : one.end]}"
        for passage, own in zip(given_passages, reader.read(given_passages, people), strict=True)
        for one in own
    ]
    assert read == case["expected"]
    if "attributed" in case:
        attributed = [
            f"{passage.text[one.source_start : one.source_end]} | {passage.text[one.start : one.end]}"
            for passage, own in zip(given_passages, reader.attributions(given_passages, people), strict=True)
            for one in own
        ]
        assert attributed == case["attributed"]


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(st.text(alphabet="가나 ab.“”‘’\"'「」", max_size=30), max_size=4))
def test_quoted_stretches_are_in_order_and_apart(texts: list[str]) -> None:
    given_passages = [Passage("paragraph", text) for text in texts]
    for passage, own in zip(given_passages, quoted(given_passages), strict=True):
        at = 0
        for one in own:
            assert at <= one.start < one.end <= len(passage.text)
            at = one.end
