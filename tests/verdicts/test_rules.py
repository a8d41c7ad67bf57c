"""Runs rules.toml: which reason a comparison gets; and holds the order of the rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from reconcile.pipeline import reconcile
from reconcile.verdicts import rules
from schemas.reconciliation import Comparison
from sources import assign_ids, from_text

CASES = tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))["case"]


def comparisons(case: dict[str, Any]) -> list[Comparison]:
    texts = case["articles"]
    stamps = case.get("published", [""] * len(texts))
    made = [
        from_text(text, language=case["language"], published=stamp or None, outlet=f"Outlet {number}")
        for number, (text, stamp) in enumerate(zip(texts, stamps, strict=True))
    ]
    return [c for entry in reconcile(assign_ids(made)).reconciled for c in entry.comparisons]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_comparison_says_why_in_both_languages(case: dict[str, Any]) -> None:
    found = comparisons(case)
    (told,) = [c for c in found if c.kind == case["kind"] and c.reason.code.startswith(case["reason"])]
    assert case.get("ko", "") in told.explanation.ko
    assert case.get("en", "") in told.explanation.en
    assert not [c for c in found if c.kind == case.get("never") and c.verdict != "unique"]


def test_the_table_of_rules_is_in_the_order_in_which_they_are_tried() -> None:
    shown = re.findall(r"^    ([a-z_]+)  ", rules.__doc__ or "", re.MULTILINE)
    assert [name for name in shown if name != "rule"] == [rule.__name__ for rule in rules.RULES]
