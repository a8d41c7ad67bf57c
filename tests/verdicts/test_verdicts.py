"""Runs verdicts.toml and checks.toml: a few sentences each, through the whole run."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reconcile.pipeline import reconcile
from schemas.reconciliation import Comparison, Reconciliation
from sources import assign_ids, from_text

HERE = Path(__file__).parent
VERDICTS = tomllib.loads((HERE / "verdicts.toml").read_text("utf-8"))["case"]
CHECKS = tomllib.loads((HERE / "checks.toml").read_text("utf-8"))["case"]

DERIVED = [c for c in VERDICTS if any(row[2] == "derived" for row in c["must"])]


def document(case: dict[str, Any]) -> Reconciliation:
    texts = case["articles"]
    languages = case["language"] if isinstance(case["language"], list) else [case["language"]] * len(texts)
    stamps = case.get("published", [""] * len(texts))
    made = [
        from_text(text, language=language, published=stamp or None, outlet=f"Outlet {number}")
        for number, (text, language, stamp) in enumerate(zip(texts, languages, stamps, strict=True))
    ]
    return reconcile(assign_ids(made))


def shown(comparison: Comparison, order: list[str]) -> list[Any]:
    """A comparison as a row, sides and their texts in the order of the articles given; an update as it is ordered."""
    sides = []
    for side in comparison.sides:
        rows = sorted(
            (order.index(e.article), e.start, e.text) for e in (comparison.evidence[i] for i in side.evidence)
        )
        sides.append(rows)
    if comparison.verdict != "update":
        sides.sort(key=lambda rows: (not rows, rows))
    return [
        comparison.kind,
        comparison.verdict,
        comparison.relation or "",
        *([text for _, _, text in rows] for rows in sides),
    ]


each_case = pytest.mark.parametrize("case", VERDICTS, ids=[c["name"] for c in VERDICTS])


@each_case
def test_the_comparisons_of_a_case_are_found(case: dict[str, Any]) -> None:
    made = document(case)
    order = [a.id for a in made.articles]
    found = [shown(c, order) for entry in made.reconciled for c in entry.comparisons]
    for expected in case["must"]:
        if expected[2] == "*":
            assert [expected[:2], *expected[3:]] in [[row[:2], *row[3:]] for row in found]
        else:
            assert expected in found
    for kind, verdict in case["never"]:
        assert not [row for row in found if row[:2] == [kind, verdict]]


@each_case
def test_the_entries_do_not_depend_on_the_order_of_the_articles(case: dict[str, Any]) -> None:
    made = document(case)
    assert reconcile(made.articles[::-1]).reconciled == made.reconciled


@pytest.mark.parametrize("case", CHECKS, ids=[c["name"] for c in CHECKS])
def test_the_checks_of_a_case_are_run(case: dict[str, Any]) -> None:
    checks = [c for c in document(case).checks if c.kind in case["kinds"]]
    assert [[c.kind, c.verdict, " | ".join(e.text for e in c.evidence)] for c in checks] == case["checks"]


def test_an_inconsistent_caption_names_its_conflict() -> None:
    case = next(c for c in VERDICTS if c["name"].startswith("a caption against"))
    made = document(case)
    (check,) = [c for c in made.checks if c.kind == "caption_body"]
    assert check.verdict == "inconsistent"
    found = {c.id: c for entry in made.reconciled for c in entry.comparisons}
    assert check.comparison is not None
    assert found[check.comparison].verdict == "conflict"


@pytest.mark.parametrize(
    "case", [c for c in VERDICTS if any(m[2] == "derived" for m in c["must"])], ids=lambda c: c["name"]
)
def test_a_derived_agreement_shows_its_arithmetic(case: dict[str, Any]) -> None:
    made = document(case)
    for comparison in (c for entry in made.reconciled for c in entry.comparisons if c.relation == "derived"):
        derivation = comparison.derivation
        assert derivation is not None
        operands = [comparison.evidence[i] for i in derivation.operands]
        assert len(operands) >= 2
        assert {e.use for e in operands} == {"operand"}
        assert len({e.article for e in operands}) == 1, "the operands stand in one article"
        assert [b.kind for b in comparison.basis] == ["arithmetic"]
        assert comparison.independent_sources == 2


def test_a_conflict_with_the_gazetteer_names_it_on_the_side_that_no_article_states() -> None:
    case = next(c for c in VERDICTS if c["name"].endswith("gazetteer alone"))
    (conflict,) = [c for e in document(case).reconciled for c in e.comparisons if c.verdict == "conflict"]
    assert [b.kind for b in conflict.basis] == ["gazetteer"]
    (known,) = [s for s in conflict.sides if not s.evidence]
    assert known.independent_sources == 0
    assert known.value is not None
