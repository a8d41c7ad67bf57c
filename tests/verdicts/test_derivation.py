"""Runs derivations.toml through the whole run, and asks the ledger and its bits by themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.extract import extract_all
from reconcile.pipeline import reconcile
from reconcile.verdicts import arithmetic, fitting
from reconcile.verdicts.arithmetic import Implied, Ledger, implied_by, step
from schemas.reconciliation import Comparison
from schemas.values import FigureValue, Per
from sources import assign_ids, from_text

CASES = tomllib.loads((Path(__file__).parent / "derivations.toml").read_text("utf-8"))["case"]

each_case = pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])


def articles(case: dict[str, Any]) -> Any:
    texts = case["articles"]
    languages = case["language"] if isinstance(case["language"], list) else [case["language"]] * len(texts)
    return assign_ids(
        [
            from_text(text, language=language, outlet=f"Outlet {number}")
            for number, (text, language) in enumerate(zip(texts, languages, strict=True))
        ]
    )


def worked_out(made: Sequence[Any]) -> list[Comparison]:
    return [c for entry in reconcile(made).reconciled for c in entry.comparisons if c.derivation is not None]


@each_case
def test_the_arithmetic_of_a_case_is_found(case: dict[str, Any]) -> None:
    made = articles(case)
    order = [a.id for a in made]
    found = []
    for comparison in worked_out(made):
        assert comparison.derivation is not None
        values = sorted((order.index(e.article), e.start, e.text) for e in comparison.evidence if e.use == "value")
        found.append(
            [
                comparison.verdict,
                comparison.relation or "",
                comparison.derivation.operator,
                comparison.basis[-1].statement.rpartition(" (")[0],
                " | ".join(text for _, _, text in values),
            ]
        )  # fmt: skip
    assert sorted(found) == sorted(case["found"])


@each_case
def test_the_arithmetic_does_not_depend_on_the_order_of_the_articles(case: dict[str, Any]) -> None:
    made = articles(case)
    assert [c.id for c in worked_out(made[::-1])] == [c.id for c in worked_out(made)]


@each_case
def test_operands_are_evidence_and_the_bits_are_told(case: dict[str, Any]) -> None:
    for comparison in worked_out(articles(case)):
        assert comparison.derivation is not None
        operands = [comparison.evidence[i] for i in comparison.derivation.operands]
        assert {e.use for e in operands} == {"operand"}
        assert len({e.article for e in operands}) == case.get("from", 1)
        (basis,) = comparison.basis
        assert basis.kind == "arithmetic"
        assert float(basis.statement.rpartition("(")[2].removesuffix(" bits)")) >= 4.0
        if comparison.relation == "derived":
            assert comparison.reason.params["formula"] == basis.statement.rpartition(" (")[0]


def implied(*texts: str) -> list[list[Implied]]:
    made = assign_ids([from_text(text, language="en") for text in texts])
    return [implied_by(e.mentions, e.article.text) for e in extract_all(made)]


ADDED = implied(
    "The ferry took 412 guests on Monday and 385 guests on Tuesday.",
    "The ferry took 161 guests on Monday, 327 guests on Tuesday and 385 guests on Sunday.",
    "The school has 1,204 pupils, and 241 pupils take the bus.",
)


@given(st.permutations(ADDED))
def test_the_order_of_adding_to_the_ledger_makes_no_difference(added: list[list[Implied]]) -> None:
    ledger, other = Ledger(), Ledger()
    for one in ADDED:
        ledger.add(one)
    for one in added:
        other.add(one)
    for key, low, high in ((arithmetic.PAIR, 0.0, 1.0), ("person", 1.0, 1e4)):
        assert ledger.fitting(key, low, high) == other.fitting(key, low, high)


def test_of_more_results_tried_a_fit_tells_less() -> None:
    (found,) = [i for i in ADDED[0] if i.way == "sum"]
    assert arithmetic.bits(found, 797.0, 797.0, 1) == pytest.approx(arithmetic.bits(found, 797.0, 797.0, 4) + 2)


def test_a_finer_figure_tells_more() -> None:
    (pair,) = [i for i in ADDED[0] if i.way == "pair"]
    assert arithmetic.bits(pair, 0.933, 0.935, 1) > arithmetic.bits(pair, 0.9, 0.95, 1)


@pytest.mark.parametrize(
    ("number", "place"),
    [("870", 10), ("871", 1), ("2.34", Fraction(1, 100)), ("0", 1), ("41000000000", 10**9), ("0.5", Fraction(1, 10))],
)  # fmt: skip
def test_the_last_digit_that_is_not_zero_has_its_place(number: str, place: Fraction) -> None:
    assert step(Fraction(number)) == place


@given(st.decimals(min_value=1, max_value=99, places=1))
def test_a_share_and_the_rate_that_leads_to_it_fit_their_own_arithmetic(share: Any) -> None:
    number = str(share)
    for change, smaller in (
        (None, share / 100),
        ("increase", 1 / (1 + share / 100)),
        ("decrease", 1 - share / 100),
    ):
        value = FigureValue(amount=number, unit="%", change=change)
        for key, low, high in fitting.wanted(value):
            assert key == arithmetic.PAIR
            assert low <= float(smaller) <= high


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (FigureValue(amount="3", unit="rank", ordinal=True), None),
        (FigureValue(low="5", high="7", unit="floor"), None),
        (FigureValue(amount="200", unit="person", bound="over"), None),
        (FigureValue(amount="1", unit="x"), None),
        (FigureValue(amount="7", unit="ratio", terms=("7", "1")), arithmetic.PAIR),
        (FigureValue(amount="30000", unit="KRW", per=Per(unit="person")), "KRW/person"),
        (FigureValue(amount="26", unit="person"), "person"),
    ],
)
def test_a_figure_is_looked_up_by_what_it_would_be_the_result_of(value: FigureValue, key: str | None) -> None:
    assert next((found for found, _, _ in fitting.wanted(value)), None) == key
