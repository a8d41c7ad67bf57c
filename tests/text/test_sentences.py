"""Runs sentences.toml, and holds what is true of the sentences of every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.text.sentences import sentences
from tests.text.made import texts

CASES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_passage_has_the_sentences_of_its_row(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in sentences(text)] == case["sentences"]


@given(st.one_of(st.text("가A1.?!… \n“”\"')", max_size=80), texts("ko"), texts("en")))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()
