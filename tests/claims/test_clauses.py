"""Runs clauses.toml, and holds what is true of the clauses of every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.languages.clauses import Clause
from reconcile.languages.pack import pack
from reconcile.text.token import Passage
from reconcile.text.view import fold
from tests.text.made import texts

CASES = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text("utf-8"))["case"]


def clauses(language: str, text: str) -> list[Clause]:
    reader = pack(language)
    assert reader is not None
    return reader.clauses(Passage("paragraph", text, reader.tokenise([text])[0]))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}: {c['name']}" for c in CASES])
def test_a_sentence_has_the_clauses_of_its_row(case: dict[str, Any]) -> None:
    found = [
        [
            case["text"][c.start : c.end],
            c.predicate.stem if c.predicate else "",
            c.polarity,
            c.modality,
            "past" if c.past else "",
        ]
        for c in clauses(case["language"], case["text"])
    ]
    assert len(found) == len(case["clauses"]), found
    for row, expected in zip(found, case["clauses"], strict=True):
        assert [f for f, e in zip(row, expected, strict=True) if e != "*"] == [e for e in expected if e != "*"]


@settings(max_examples=60)
@given(st.sampled_from(["ko", "en"]).flatmap(lambda code: st.tuples(st.just(code), texts(code))))
def test_clauses_are_in_order_apart_and_hold_their_words(told: tuple[str, str]) -> None:
    language, original = told
    text = fold(original).text
    at = 0
    for clause in clauses(language, text):
        first, last = clause.sentence
        assert first <= clause.start < clause.end <= last <= len(text)
        assert at <= clause.start
        at = clause.end
        inside = [*clause.stems, *([clause.predicate] if clause.predicate else [])]
        assert all(clause.start <= word.start < word.end <= clause.end for word in inside)
        assert all(word.stem for word in inside)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_white_space_has_no_clauses(language: str) -> None:
    assert clauses(language, "") == []
    assert clauses(language, " \n ") == []
