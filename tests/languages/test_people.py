"""Persons and organisations are read as the case files say."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.languages.name_runner import cases, passages

CASES = [
    pytest.param(language, case, id=f"{language}-{case['name']}")
    for language in ("ko", "en")
    for case in cases(language, "people")
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_names_are_read(language: str, case: dict[str, Any]) -> None:
    given_passages = passages(language, case["text"])
    reader = importlib.import_module(f"reconcile.languages.{language}.people")
    read = [
        f"{one.kind[:3]} {passage.text[one.start : one.end]} = {one.value.id}"
        for passage, own in zip(given_passages, reader.read(given_passages), strict=True)
        for one in own
    ]
    assert read == case["expected"]


@pytest.mark.parametrize("language", ["ko", "en"])
@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="김한시장 AaBb.,()‘’“”\"'은는씨모\n12", max_size=80))
def test_every_name_lies_in_its_passage_and_overlaps_no_other(language: str, text: str) -> None:
    given_passages = passages(language, text)
    reader = importlib.import_module(f"reconcile.languages.{language}.people")
    for passage, own in zip(given_passages, reader.read(given_passages), strict=True):
        at = 0
        for one in own:
            assert at <= one.start < one.end <= len(passage.text)
            at = one.end
