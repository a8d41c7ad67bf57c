"""Runs role_cases.toml, and holds what is true of the tables of measures of every language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import sources
from reconcile import extract
from reconcile.languages.loader import load_table
from reconcile.languages.roles import MeasureTable, measures

CASES = tomllib.loads((Path(__file__).parent / "role_cases.toml").read_text("utf-8"))["case"]
LANGUAGES = ["ko", "en"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}: {c['text'][:40]}" for c in CASES])
def test_a_figure_measures_what_its_row_says(case: dict[str, Any]) -> None:
    article = sources.from_text(case["text"], language=case["language"], published="2026-03-10")
    found = [
        [detail.text, detail.role.text if detail.role else "", (detail.role.id or "") if detail.role else ""]
        for claim in extract(article)
        for detail in claim.details
        if detail.kind == "figure"
    ]
    assert found == case["roles"]


def _names(code: str) -> set[str]:
    table = load_table(code, "measures", MeasureTable)
    return set(table.quantities) | set(table.counted)


def test_every_language_has_the_same_measures() -> None:
    assert _names("ko") == _names("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_predicates_tell_measures_that_have_names(code: str) -> None:
    table = load_table(code, "measures", MeasureTable)
    telling = set(table.predicates) | set(table.amounts) | set(table.terms) | set(table.by_unit.values())
    assert telling <= _names(code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_name_belongs_to_one_measure(code: str) -> None:
    table = load_table(code, "measures", MeasureTable)
    words = [word for part in (table.quantities, table.counted) for names in part.values() for word in names]
    assert len(words) == len(set(words))


def test_a_longer_name_wins_and_counting_nouns_are_passed_over() -> None:
    assert measures("en").of(["annual", "operating", "profit"]) == "operating_profit"
    assert measures("en").of(["annual", "profit"]) == "profit"
    assert measures("ko").of(["신규", "확진자", "수"]) == "infections"
