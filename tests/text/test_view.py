"""Runs views.toml, and holds what is true of every view."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.text.view import fold
from tests.text.made import texts

CASES = tomllib.loads((Path(__file__).parent / "views.toml").read_text("utf-8"))["case"]
ANY = st.one_of(st.text(), texts("ko"), texts("en"))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_text_is_folded_and_every_piece_finds_its_way_back(case: dict[str, str]) -> None:
    view = fold(case["text"])
    assert view.text == case["view"]
    at = view.text.index(case["find"])
    start, end = view.span(at, at + len(case["find"]))
    assert case["text"][start:end] == case["original"]


@given(ANY)
def test_every_character_of_a_view_covers_some_of_the_original_in_order(text: str) -> None:
    view = fold(text)
    at = 0
    for i in range(len(view.text)):
        start, end = view.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= at or (start, end) == view.span(i - 1, i)
        at = start


@given(ANY)
def test_what_no_character_covers_has_no_width(text: str) -> None:
    view = fold(text)
    covered = {at for i in range(len(view.text)) for at in range(*view.span(i, i + 1))}
    left = {text[at] for at in range(len(text)) if at not in covered}
    assert all(unicodedata.category(c) == "Cf" for c in left)


@given(ANY)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts("ko"))
def test_decomposed_text_reads_as_composed_text(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text
