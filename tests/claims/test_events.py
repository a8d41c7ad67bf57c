"""Runs event_cases.toml, and holds what is true of the tables of events of every language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import sources
from reconcile import extract
from reconcile.alignment.kin import events_with_kin
from reconcile.languages.events import table

CASES = tomllib.loads((Path(__file__).parent / "event_cases.toml").read_text("utf-8"))["case"]
LANGUAGES = ["ko", "en"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}: {c['text'][:40]}" for c in CASES])
def test_a_date_is_of_the_event_that_its_row_says(case: dict[str, Any]) -> None:
    article = sources.from_text(case["text"], language=case["language"], published="2026-03-10")
    found = [
        [detail.text, detail.role.text if detail.role else "", (detail.role.id or "") if detail.role else ""]
        for claim in extract(article)
        for detail in claim.details
        if detail.kind == "date"
    ]
    assert found == case["events"]


def _ids(code: str) -> set[str]:
    rows = table(code)
    phases = {event for act in rows.acts.values() for event in (act.start, act.end, act.alone) if event}
    return set(rows.events) | set(rows.sayings) | phases


def test_every_language_has_the_same_events() -> None:
    assert _ids("ko") == _ids("en")


def test_kin_are_events() -> None:
    assert events_with_kin() <= _ids("ko")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_belongs_to_one_event(code: str) -> None:
    rows = table(code)
    words = [w for names in rows.events.values() for w in names] + [w for act in rows.acts.values() for w in act.words]
    assert sorted({w for w in words if words.count(w) > 1}) == []
