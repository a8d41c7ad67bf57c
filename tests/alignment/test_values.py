"""Runs figures.tsv, dates.tsv, places.tsv and quotes.toml, and holds what is true of any two values."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.alignment.rendering import Change, changes, touches
from reconcile.alignment.values import (
    Relating,
    relate,
    relate_dates,
    relate_figures,
    relate_places,
    relate_statements,
    slip_factor,
)
from reconcile.alignment.wording import relate_quotes
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.reconciliation import RELATIONS
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    QuoteValue,
    Speaker,
    StatementValue,
    Value,
)
from tests.alignment.notation import day, figure, place

HERE = Path(__file__).parent
GAZETTEER = Gazetteer.load()
QUOTES = tomllib.loads((HERE / "quotes.toml").read_text("utf-8"))["case"]
Read = Callable[[str], Any]
Compare = Callable[[Any, Any], Relating]
TABLES: dict[str, tuple[Read, Compare]] = {
    "figures": (figure, relate_figures),
    "dates": (day, relate_dates),
    "places": (place, lambda a, b: relate_places(a, b, GAZETTEER)),
}


def rows() -> list[Any]:
    found = []
    for table in TABLES:
        for line in (HERE / f"{table}.tsv").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                a, b, stands, promise = line.split("\t")
                found.append(pytest.param(table, a, b, stands, id=f"{table}: {promise}"))
    return found


def shown(relating: Relating) -> str:
    return f"{relating.standing} {relating.relation or ''}".strip()


@pytest.mark.parametrize(("table", "a", "b", "stands"), rows())
def test_two_values_stand_as_in_their_row_in_both_orders(table: str, a: str, b: str, stands: str) -> None:
    read, compare = TABLES[table]
    assert shown(compare(read(a), read(b))) == stands
    assert shown(compare(read(b), read(a))) == stands


SPEAKERS = {None: (None, None), "one": ("나도연", "나도연"), "other": ("나도연", "강바다")}


@pytest.mark.parametrize("case", QUOTES, ids=[c["name"] for c in QUOTES])
def test_two_quotations_stand_as_in_their_row_in_both_orders(case: dict[str, Any]) -> None:
    names = SPEAKERS[case.get("speakers")]
    a, b = (
        QuoteValue(text=text, speaker=Speaker(name=name, detail=f"a1:0-{len(name)}:person") if name else None)
        for text, name in zip((case["a"], case["b"]), names, strict=True)
    )
    for first, second in ((a, b), (b, a)):
        standing, relation = relate_quotes(first, second)
        assert f"{standing} {relation or ''}".strip() == case["stands"]
        if "touches" in case:
            assert touches(first.text, second.text) == case["touches"]


@pytest.mark.parametrize(
    ("a", "b", "factor"),
    [
        ("27000", "270000", "10"),
        ("1500", "15000000", "10000"),
        ("3.2", "320000000", "100000000"),
        ("10", "100", None),
        ("12", "120", "10"),
        ("12", "25", None),
        ("8", "8000", "1000"),
        ("1000", "3305.8", "400/121"),
        ("7", "7", None),
    ],
)
def test_a_slip_is_a_power_of_ten_or_a_pyeong_between_numbers_that_tell(a: str, b: str, factor: str | None) -> None:
    expected = None if factor is None else Fraction(factor)
    assert slip_factor(Fraction(a), Fraction(b)) == expected
    assert slip_factor(Fraction(b), Fraction(a)) == expected


@pytest.mark.parametrize(
    ("a", "b", "stands"),
    [
        (("signed", "positive", "asserted"), ("signed", "positive", "asserted"), "same equal"),
        (("signed", "positive", "asserted"), ("signed", "negative", "asserted"), "different negated"),
        (("signed", "positive", "asserted"), ("signed", "positive", "planned"), "different different_modality"),
        (("signed", "positive", "asserted"), ("opened", "positive", "asserted"), "incomparable"),
    ],
)
def test_statements_are_compared_under_one_predicate(a: Any, b: Any, stands: str) -> None:
    first, second = (StatementValue(predicate=p, polarity=s, modality=m) for p, s, m in (a, b))
    assert shown(relate_statements(first, second)) == stands
    assert shown(relate_statements(second, first)) == stands


@pytest.mark.parametrize(
    ("a", "b", "stands"),
    [
        (PersonValue(name="나도연"), PersonValue(name="나도연", titles=("시장",)), "same equal"),
        (PersonValue(name="Ada Quill"), PersonValue(name="ada quill"), "same equal"),
        (PersonValue(name="Quill", id="Ada Quill"), PersonValue(name="Ada Quill"), "same alias"),
        (PersonValue(name="나도연"), PersonValue(name="강바다"), "different different"),
        (
            OrganisationValue(name="새벽항만공사", aliases=("DPA",)),
            OrganisationValue(name="DPA"),
            "same alias",
        ),
        (OrganisationValue(name="새벽항만공사"), OrganisationValue(name="노을항만공사"), "different different"),
        (PersonValue(name="새벽"), OrganisationValue(name="새벽"), "incomparable"),
    ],
)
def test_names_meet_by_name_or_alias(a: Value, b: Value, stands: str) -> None:
    assert shown(relate(a, b, GAZETTEER)) == stands
    assert shown(relate(b, a, GAZETTEER)) == stands


# -- any two values --------------------------------------------------------------------------------------------------

MEASURES = ["m2", "pyeong", "har", "%", "pp", "KRW", "USD", "km", "x", "Cel", "[degF]", "mo", "wk", "d"]
UNITS = st.sampled_from([None, "person", "item", "company", *MEASURES])
AMOUNTS = st.one_of(st.integers(0, 99), st.integers(0, 10**13), st.decimals(0, 10**6, places=2)).map(str)


@st.composite
def figures(draw: st.DrawFn) -> FigureValue:
    amount, unit = draw(AMOUNTS), draw(UNITS) or "-"
    form = draw(st.sampled_from(["exact", "exact", "about", "bound", "range", "share", "rate"]))
    if form == "share":
        parts = draw(st.integers(2, 10))
        taken = draw(st.integers(1, parts - 1))
        return figure(f"{taken / parts:.15f} x fraction:{taken}/{parts}")
    if form == "rate":
        return figure(f"{amount} {unit} per:{draw(st.sampled_from(['m2', 'pyeong', 'd', 'person']))}")
    if form == "about":
        half = Fraction(amount) / 20
        low, high = (f"{float(Fraction(amount) + side):.6f}" for side in (-half, half))
        return figure(f"{amount} {unit} approximate [{low}, {high}]")
    if form == "bound":
        bound = draw(st.sampled_from(["at_least", "over", "at_most", "under"]))
        ends = f"[{amount}, ]" if bound in ("at_least", "over") else f"[, {amount}]"
        return figure(f"{amount} {unit} {bound} {ends}")
    if form == "range":
        return figure(f"{amount}~{Fraction(amount).__ceil__() * 2 + 1} {unit}")
    change = draw(st.sampled_from(["", "increase", "decrease"]))
    return figure(f"{amount} {unit} {change}")


@st.composite
def days(draw: st.DrawFn) -> DateValue:
    at = draw(st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2025, 12, 31)))
    form = draw(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-%dT%H:%M", "XXXX-XX-%d", "XXXX-%m-%d"]))
    form = draw(st.sampled_from([form, form, "%Y-Q3", "%Y-H2", "%Y-%m-%dT%H:%M+09:00", "%Y-%m-%dT%H:%M-05:00"]))
    marks = ["", "", "approximate", "from", "until", "before", "after", "early", "mid", "late"]
    mark = draw(st.sampled_from(marks))
    return day(f"{at.strftime(form)} {mark}")


PLACES = st.sampled_from(
    ["KR-L1100000000", "KR-L1165000000", "KR-L1168000000", "KR-L1165010200", "새벽시", "새벽시/나루동", "나루동"]
).map(place)
WORDS = st.sampled_from(
    ["새벽시는", "다리를", "내년", "열겠다", "안전이", "먼저다", "the", "bridge", "will", "open", "2026", "300", "not"]
)
QUOTATIONS = st.lists(WORDS, max_size=9).map(lambda words: QuoteValue(text=" ".join(words)))
STATEMENTS = st.builds(
    StatementValue,
    predicate=st.sampled_from(["signed", "opened"]),
    polarity=st.sampled_from(["positive", "negative"]),
    modality=st.sampled_from(["asserted", "planned", "denied"]),
)
ALL = [figures(), days(), PLACES, QUOTATIONS, STATEMENTS]
PAIRS = st.one_of([st.tuples(kind, kind) for kind in ALL] + [st.tuples(figures(), days())])


@given(PAIRS)
def test_relating_is_symmetric(pair: tuple[Value, Value]) -> None:
    a, b = pair
    assert relate(a, b, GAZETTEER) == relate(b, a, GAZETTEER)


@given(QUOTATIONS, QUOTATIONS)
def test_changes_are_the_same_the_other_way_round(a: QuoteValue, b: QuoteValue) -> None:
    assert [Change(c.second, c.first) for c in changes(b.text, a.text)] == changes(a.text, b.text)


@given(QUOTATIONS)
def test_a_quotation_does_not_differ_from_itself(quotation: QuoteValue) -> None:
    assert touches(quotation.text, quotation.text) == []


@given(st.one_of(figures(), days(), PLACES, STATEMENTS))
def test_a_value_agrees_with_itself(value: Value) -> None:
    assert relate(value, value, GAZETTEER).standing == "same"


@given(days(), days())
def test_two_zones_only_bring_dates_nearer(a: DateValue, b: DateValue) -> None:
    known, open_ = relate_dates(a, b), relate_dates(a, b, two_zones=True)
    assert open_ == relate_dates(b, a, two_zones=True)
    assert known == open_ or known.standing == "different"


@given(PAIRS)
def test_a_relation_belongs_to_its_standing(pair: tuple[Value, Value]) -> None:
    relating = relate(*pair, GAZETTEER)
    if relating.standing == "same":
        assert relating.relation is None or relating.relation in RELATIONS["agreement"]
    elif relating.standing == "different":
        assert relating.relation in RELATIONS["conflict"]
    else:
        assert relating.relation is None


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_exact_numbers_below_ten_thousand_agree_only_when_equal(a: int, b: int) -> None:
    relating = relate_figures(figure(f"{a} person"), figure(f"{b} person"))
    if a == b:
        assert shown(relating) == "same equal"
    elif min(a, b) < 10_000:
        assert relating.standing == "different"


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_slip_is_named_with_its_factor(a: int, b: int) -> None:
    found = slip_factor(Fraction(a), Fraction(b))
    assert found is None or abs(Fraction(max(a, b), min(a, b)) / found - 1) < Fraction(1, 200)


def test_values_of_two_kinds_are_incomparable() -> None:
    assert shown(relate(figure("3 person"), PlaceValue(path=("새벽시",)), GAZETTEER)) == "incomparable"
