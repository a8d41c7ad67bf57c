"""Names of what values measure: in the reader's language, or a quotation; and of an event that is told alike."""

from __future__ import annotations

import csv as reader
import io

import pytest

from reconcile.languages.events import EventTable
from reconcile.languages.loader import load_table
from reconcile.languages.roles import MeasureTable
from reconcile.report import csv, facts, html, markdown
from reconcile.report.messages import Language
from reconcile.report.roles import RoleName, Roles, names
from reconcile.report.singular import singular
from reconcile.report.web_build import build
from schemas.claim import FigureDetail, Role
from schemas.reconciliation import Reconciliation
from schemas.values import FigureValue, StatementValue
from tests.report.documents import article, comparison, document, evidence

KO = article("불이 났다\n창고 불로 3명이 다쳐 병원에 갔다. 상자 40개가 탔다.\n", outlet="강변통신")
EN = article("A fire\nThree people were hurt in the fire. 40 crates burned.\n", outlet="The Post", language="en")


def asked(role: str | None, unit: str, *told: tuple[int, str, str, str | None]) -> Reconciliation:
    """A document with one comparison: article, words of the value, words of its role and its id."""
    value = FigureValue(amount="3", unit=unit)
    found = []
    details: dict[str, list[FigureDetail]] = {}
    for number, (at, words, named, id_) in enumerate(told):
        of = (KO, EN)[at]
        item = evidence(of, words, value).model_copy(update={"detail": f"d{number}"})
        start = of.text.index(named)
        said = Role(text=named, start=start, end=start + len(named), id=id_) if named else None
        details.setdefault(item.claim, []).append(
            FigureDetail(id=f"d{number}", start=item.start, end=item.end, text=words, role=said, rule="t", value=value)
        )
        found.append(item)
    one = comparison(1, "figure", "agreement", "equal", "agreement.equal", [(value, found)], role=role)
    made = document([KO, EN], [one])
    claims = tuple(c.model_copy(update={"details": tuple(details.get(c.id, ()))}) for c in made.claims)
    return made.model_copy(update={"claims": claims})


HURT = asked("injured", "person", (0, "3명", "다쳐", "injured"), (1, "Three people", "hurt", "injured"))
CRATES = asked("상자", "item", (0, "40개", "상자", None), (1, "40", "crates", None))
BOXES = asked("상자", "item", (0, "40개", "상자", None), (1, "40", "", None))
NAMELESS = asked(None, "min", (0, "3명", "", None))


@pytest.mark.parametrize(
    ("of", "language", "wanted"),
    [
        (HURT, "ko", RoleName("부상자")),
        (HURT, "en", RoleName("people hurt")),
        (CRATES, "ko", RoleName("상자")),
        (CRATES, "en", RoleName("crates")),
        (BOXES, "ko", RoleName("상자")),
        (BOXES, "en", RoleName("‘상자’", "ko")),
        (NAMELESS, "ko", RoleName("시간")),
        (NAMELESS, "en", RoleName("duration")),
    ],
)
def test_a_label_is_in_the_language_of_the_reader_or_a_quotation(
    of: Reconciliation, language: Language, wanted: RoleName
) -> None:
    assert Roles(of, language).name(of.reconciled[0].comparisons[0]) == wanted


def test_a_quoted_label_has_the_language_of_its_article() -> None:
    page = html.render(BOXES, language="en")
    assert '<span lang="ko" data-t=' in page and "‘상자’</span>" in page


def test_every_id_that_the_languages_know_has_a_name_in_both() -> None:
    ids: set[str] = set()
    for code in ("ko", "en"):
        measures, events = load_table(code, "measures", MeasureTable), load_table(code, "events", EventTable)
        ids |= {*measures.quantities, *measures.counted, *measures.by_unit.values(), *events.events, *events.sayings}
        ids |= {name for rows in measures.deeds.values() for name in rows.values()}
        ids |= {name for act in events.acts.values() for name in (act.start, act.end, act.again, act.alone) if name}
    assert set(names()) == ids
    assert [
        name for name, (ko, en) in names().items() if not any("가" <= x <= "힣" for x in ko) or not en.isascii()
    ] == []


@pytest.mark.parametrize(
    ("plural", "one"),
    [("people", "person"), ("votes", "vote"), ("companies", "company"), ("matches", "match"), ("losses", "loss"),
     ("square feet", "square foot"), ("kg", "kg"), ("kbps", "kbps"), ("years old", "year old"), ("°C", "°C")],
)  # fmt: skip
def test_one_of_a_unit_is_named_so(plural: str, one: str) -> None:
    assert singular(plural) == one


def told_alike(*, with_detail: bool) -> Reconciliation:
    said = StatementValue(predicate="다치다", polarity="positive", modality="asserted")
    event = comparison(1, "statement", "agreement", "equal", "agreement.statement", [
        (said, [evidence(KO, "갔다", said), evidence(EN, "were hurt", said)]),
    ])  # fmt: skip
    three, four = FigureValue(amount="3", unit="person"), FigureValue(amount="4", unit="person")
    figure = comparison(2, "figure", "conflict", "different", "conflict.different", [
        (three, [evidence(KO, "3명", three)]), (four, [evidence(EN, "Three people", four)]),
    ])  # fmt: skip
    made = document([KO, EN], [event, figure] if with_detail else [event])
    first = made.reconciled[0]
    together = first.model_copy(update={"comparisons": tuple(c for e in made.reconciled for c in e.comparisons)})
    return made.model_copy(update={"reconciled": (together,)})


@pytest.mark.parametrize(("language", "label"), [("ko", "같은 일을 전함"), ("en", "same event told")])
def test_that_an_event_is_told_alike_is_never_called_equal(language: Language, label: str) -> None:
    made = told_alike(with_detail=True)
    assert label in markdown.render(made, language=language) and label in html.render(made, language=language)
    table = reader.DictReader(io.StringIO(csv.render(made, language=language)))
    assert {row["relation"] for row in table if row["kind"] == "statement"} == {csv.SAME_EVENT}


def test_a_statement_is_a_fact_or_a_row_of_the_matrix_only_where_nothing_else_of_it_is_compared() -> None:
    alone, with_detail = told_alike(with_detail=False), told_alike(with_detail=True)
    assert [fact.kind for fact in facts.build(alone, "en").facts] == ["statement"]
    assert {fact.kind for fact in facts.build(with_detail, "en").facts} == {"figure"}
    assert [row.item.kind for row in build(alone).matrix] == ["statement"]
    assert [row.item.kind for row in build(with_detail).matrix] == ["figure"]
