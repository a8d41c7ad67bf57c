"""CSV of evidence and the fact sheet: what is written is what is read back, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.report import csv as report
from reconcile.report import facts
from schemas.reconciliation import AppliedBaseline, Reconciliation, Verdict
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run."""
FORMULAS = [
    "=1+1", "+82-2-000-0000", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－5", "'=1", "'", "=HYPERLINK(\"u\")",
]  # fmt: skip


def read(written: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(written, newline=""), strict=True)
    return [{name: report.original(cell) for name, cell in row.items()} for row in rows]


def test_every_piece_of_evidence_is_one_row_that_points_into_its_article() -> None:
    rows = read(report.render(LIBRARY, language="ko"))
    said = [item for entry in LIBRARY.reconciled for c in entry.comparisons for item in c.evidence]
    texts = {found.id: found.text for found in LIBRARY.articles}
    assert len(rows) == len(said)
    for row, item in zip(rows, said, strict=True):
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["text"] == item.text
        assert json.loads(row["value_json"]) == item.value.to_json_dict() if item.value else not row["value_json"]


def test_columns_and_codes_are_the_same_in_both_languages_and_sentences_are_not() -> None:
    ko, en = (read(report.render(LIBRARY, language=language)) for language in ("ko", "en"))
    told = {"role", "value", "explanation"}
    assert tuple(ko[0]) == tuple(en[0]) == report.COLUMNS
    assert [{k: v for k, v in row.items() if k not in told} for row in ko] == [
        {k: v for k, v in row.items() if k not in told} for row in en
    ]
    assert ko[0]["explanation"].startswith("다음 값이") and en[0]["explanation"].startswith("The values")


def test_sides_are_numbered_and_a_known_conflict_is_named() -> None:
    known = LIBRARY.model_copy(update={"baseline": AppliedBaseline(known=("c1",))})
    rows = [row for row in read(report.render(known)) if row["comparison"] == "c1"]
    assert [(row["side"], row["known"]) for row in rows] == [("1", "yes"), ("1", "yes"), ("2", "yes")]


def test_only_keeps_rows_of_these_verdicts() -> None:
    assert {row["verdict"] for row in read(report.render(LIBRARY, only=["conflict"]))} == {"conflict"}


@pytest.mark.parametrize("said", FORMULAS)
def test_a_cell_that_could_be_a_formula_is_marked_and_read_back(said: str) -> None:
    assert report.harmless(said) == "'" + said
    assert report.original(report.harmless(said)) == said


def with_words(said: str) -> Reconciliation:
    a, b = article(f"t\n{said}5명\n", outlet=said), article("t\n6명\n")
    sides = [(None, [evidence(a, f"{said}5명"), evidence(b, "6명")])]
    return document([a, b], [comparison(1, "figure", "agreement", "equal", "agreement.equal", sides)])


@given(st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=12))
def test_any_words_come_back_and_no_cell_begins_as_a_formula(said: str) -> None:
    written = report.render(with_words(said), language="ko")
    (first, second) = read(written)
    assert (first["text"], first["outlet"], second["text"]) == (f"{said}5명", said, "6명")
    assert not [c for row in csv.reader(io.StringIO(written, newline="")) for c in row if c.startswith(RUN)]


def test_rows_end_with_carriage_return_and_line_feed() -> None:
    written = report.table([["a", 'b"c\nd'], ["", "e,f"]])
    assert written == 'a,"b""c\nd"\r\n,"e,f"\r\n'


@pytest.mark.parametrize(("only", "verdicts"), [((), facts.SHOWN), (("unique",), ("unique",))])
def test_a_fact_sheet_holds_what_more_than_one_source_speaks_of(
    only: tuple[Verdict, ...], verdicts: tuple[Verdict, ...]
) -> None:
    assert {fact.verdict for fact in facts.build(LIBRARY, "en", only).facts} == set(verdicts)


def test_an_agreement_is_one_row_and_a_conflict_one_for_each_value_with_who_states_it() -> None:
    sheet = facts.build(LIBRARY, "en")
    floor = [fact for fact in sheet.facts if fact.role.strip("‘’") == "연면적"]
    cost = [fact for fact in sheet.facts if fact.role.strip("‘’") == "사업비"]
    assert [(fact.value, [s.number for s in fact.sources]) for fact in floor] == [("4,200 m²", [1, 2, 3])]
    assert [(fact.value, [s.number for s in fact.sources]) for fact in cost] == [
        ("KRW 31 billion", [1, 3]), ("KRW 34 billion", [2]),
    ]  # fmt: skip


def test_what_only_reference_data_say_is_cited_as_that() -> None:
    rows = read(facts.as_csv(LIBRARY, language="en", only=["conflict"]))
    assert "no article, but reference data" in [row["stated by"] for row in rows]


def test_the_sheet_has_its_columns_in_the_language_of_the_report() -> None:
    assert facts.as_csv(LIBRARY, language="ko").startswith("종류,항목,값,")
    assert facts.markdown(LIBRARY, language="en").startswith("# Fact sheet of 3 articles\n")


def test_a_sheet_without_a_row_says_so() -> None:
    assert "Nothing comparable was found." in facts.markdown(document([article("t\n")], []), language="en")
