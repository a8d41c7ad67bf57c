"""Persons and organisations are read as the case files say."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.languages.bodies import known_bodies
from schemas.knowledge import Alias, OwnKnowledge
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


OWN = OwnKnowledge(
    alias=(
        Alias(kind="organisation", name="Northquay Works", aliases=("노스키웍스", "NQW")),
        Alias(kind="person", name="Ines Rowntree", aliases=("이네스 로운트리", "Nessa Rowntree")),
    )
)


@pytest.mark.parametrize(
    ("language", "text", "spans"),
    [
        ("ko", "노스키웍스는 NQW로 불린다. 이네스 로운트리가 세웠다.", ["노스키웍스", "NQW", "이네스 로운트리"]),
        ("en", "NQW's yard grew. Nessa Rowntree left Northquay Works.", ["NQW", "Nessa Rowntree", "Northquay Works"]),
    ],
)
def test_the_users_names_share_one_id_and_one_name_wherever_they_are_written(
    language: str, text: str, spans: list[str]
) -> None:
    given_passages = passages(language, text)
    reader = importlib.import_module(f"reconcile.languages.{language}.people")
    found = reader.read(given_passages, OWN)[0]
    keys = {row.kind: (row.key, row.name) for row in OWN.alias}
    assert [text[one.start : one.end] for one in found] == spans
    assert all((one.value.id, one.value.name) == keys[one.kind] for one in found)


def test_a_known_body_has_one_id_in_both_languages() -> None:
    korean, english = known_bodies("ko"), known_bodies("en")
    assert korean.ids["한은"] == english.ids["Bank of Korea"]
    assert set(korean.ids.values()) == set(korean.names) and set(english.ids.values()) == set(english.names)
