"""Runs statements.toml, and holds what is true of any two statements."""

from __future__ import annotations

import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.alignment.statements import Statements
from reconcile.claims.extract import extract_all
from reconcile.claims.mention import Mention
from reconcile.claims.wordings import opposed, stem
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.article import Article
from schemas.knowledge import NOTHING
from sources import assign_ids, from_text

CASES = tomllib.loads((Path(__file__).parent / "statements.toml").read_text("utf-8"))["case"]


class Anything:
    """Every two articles are on one event."""

    def __call__(self, a: str, b: str) -> bool:
        return True


def statements(articles: list[Article]) -> Statements:
    read = extract_all(articles, NOTHING)
    mentions: list[Mention] = [m for extraction in read for m in extraction.mentions]
    return Statements(mentions, Anything(), Gazetteer.load())  # type: ignore[arg-type]


def standings(articles: list[Article]) -> list[str]:
    found = statements(articles)
    met = [found.relate(a, b) for a, b in found.pairs() if found.refusal(a, b) is None]
    return sorted({relating.relation or "" for relating in met}) or ["apart"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_two_statements_stand_as_in_their_row_in_both_orders(case: dict[str, Any]) -> None:
    published = "2025-03-10"
    made = assign_ids([from_text(case[x], language=case["language"], published=published) for x in "ab"])
    for articles in permutations(made):
        assert standings(list(articles)) == [case["stands"]]


WORDS = st.sampled_from(
    [
        "늘리",
        "줄이",
        "가결",
        "부결",
        "올리",
        "내리",
        "increase",
        "decrease",
        "open",
        "close",
        "safe",
        "unsafe",
        "찬성",
        "반대",
    ]
)


@given(WORDS, WORDS)
def test_opposites_oppose_each_other(a: str, b: str) -> None:
    assert opposed(a, b) == opposed(b, a)


@given(WORDS)
def test_no_word_is_its_own_opposite(word: str) -> None:
    assert not opposed(word, word)


@pytest.mark.parametrize(
    ("a", "b"),
    [("organised", "organizing"), ("carried", "carry"), ("took", "take"), ("colour", "colors"), ("closed", "close"),
     ("travelled", "traveling"), ("centre", "centers"), ("built", "builds")],
)  # fmt: skip
def test_two_forms_of_an_english_word_have_one_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)
