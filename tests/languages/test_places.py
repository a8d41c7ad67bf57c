"""Runs the places_cases.toml of each language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.languages.base import Candidate, Passage, Reader, Token
from reconcile.languages.en import places as english
from reconcile.languages.ko import places as korean
from schemas.values import PlaceValue

READERS: dict[str, Reader] = {"ko": korean.read, "en": english.read}
CASES: list[tuple[str, dict[str, Any]]] = [
    (language, case)
    for language in READERS
    for case in tomllib.loads((Path(__file__).parent / language / "places_cases.toml").read_text("utf-8"))["case"]
]
each_case = pytest.mark.parametrize(
    ("language", "case"), CASES, ids=[f"{language}: {case['name']}" for language, case in CASES]
)


def found_in(language: str, text: str) -> list[tuple[str, Candidate]]:
    passages = [Passage("paragraph", line) for line in text.split("\n")]
    return [
        (passage.text[candidate.start : candidate.end], candidate)
        for passage, candidates in zip(passages, READERS[language](passages), strict=True)
        for candidate in candidates
    ]


@each_case
def test_exactly_the_places_of_a_text_are_read(language: str, case: dict[str, Any]) -> None:
    found = found_in(language, case["text"])
    values = [(written, candidate.value) for written, candidate in found]
    shown = [[w, v.id or "", "/".join(v.path)] for w, v in values if isinstance(v, PlaceValue)]
    assert shown == case["places"]
    assumed = {assumption for _, candidate in found for assumption in candidate.assumptions}
    assert assumed >= set(case.get("assume", []))


@each_case
def test_parts_lie_inside_their_place(language: str, case: dict[str, Any]) -> None:
    for _, candidate in found_in(language, case["text"]):
        assert isinstance(candidate.value, PlaceValue)
        for part in candidate.value.parts:
            assert candidate.start <= part.start < part.end <= candidate.end


KOREAN = ["서울", "강남구", "양재동", "부산", "남구", "터널", "공항", "역", "美", "롬", "조지아주", "은", "에서"]
ENGLISH = ["Rome", "Georgia", "London", "south", "in", "Park", "Mr.", "U.S.", "'s", "County", "ROME", "Ga.", "of"]
PIECES = st.sampled_from([*KOREAN, *ENGLISH, " ", ", ", "(", ")", "-", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(sorted(READERS)))
def test_places_are_in_order_and_apart_whatever_the_text(text: str, language: str) -> None:
    passages = [Passage("paragraph", line) for line in text.split("\n")]
    first = READERS[language](passages)
    assert first == READERS[language](passages)
    for passage, candidates in zip(passages, first, strict=True):
        at = 0
        for candidate in candidates:
            assert at <= candidate.start < candidate.end <= len(passage.text)
            at = candidate.end


def test_a_number_by_the_morphemes_is_no_city() -> None:
    text = "이천에서 삼천까지"
    assert korean.read([Passage("paragraph", text)])[0]
    assert not korean.read([Passage("paragraph", text, (Token("이천", "NR", 0, 2),))])[0]
