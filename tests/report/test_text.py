"""The terminal report: conflicts first, never wider than the terminal, readable without colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reconcile.report import text
from tests.report.documents import article, comparison, document, evidence, library

GOLDEN = Path(__file__).parent / "golden"
LIBRARY = library()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_report_is_as_accepted(width: int, language: str) -> None:
    wanted = GOLDEN / f"library-{language}-{width}.txt"
    assert text.render(LIBRARY, language=language, width=width) == wanted.read_text(encoding="utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("width", range(40, 201, 7))
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", text.render(LIBRARY, width=width, colour=colour))
    assert max(map(cell_len, shown.split("\n"))) <= width


WORDS = st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), min_size=1, max_size=60)


@settings(max_examples=60)
@given(WORDS, WORDS, WORDS, st.integers(min_value=40, max_value=200))
def test_no_words_make_a_line_too_wide(said: str, other: str, outlet: str, width: int) -> None:
    a, b = article(f"title\n{said} x\n", outlet=outlet), article(f"title\n{other} y\n", outlet=outlet * 3)
    found = [
        comparison(1, "figure", "conflict", "different", "conflict.different", [
            (None, [evidence(a, f"{said} x")]), (None, [evidence(b, f"{other} y")]),
        ], role=said),
        comparison(2, "figure", "agreement", "equal", "agreement.equal", [
            (None, [evidence(a, f"{said} x"), evidence(b, f"{other} y")]),
        ], role=other),
    ]  # fmt: skip
    shown = text.render(document([a, b], found), width=width)
    assert max(map(cell_len, shown.split("\n"))) <= width


def test_without_colour_nothing_is_escaped_and_the_value_is_marked() -> None:
    shown = text.render(LIBRARY, width=100)
    assert "\x1b" not in shown and "«310억원»" in shown and "«340억원»" in shown


def test_with_colour_the_value_is_marked_by_style_alone() -> None:
    shown = text.render(LIBRARY, width=100, colour=True)
    assert "\x1b[" in shown and "«" not in shown


def test_conflicts_come_before_updates_agreements_unclear_and_unique() -> None:
    shown = text.render(LIBRARY, language="en")
    places = [shown.index(f"\n{name} (") for name in
              ("Conflicts", "Updates", "Agreements", "Unclear", "Only in one source", "Checks")]  # fmt: skip
    assert places == sorted(places)


def test_differing_words_of_a_quote_are_marked_on_both_sides() -> None:
    shown = text.render(LIBRARY, width=200)
    assert "아이들이 «마음껏 떠드는» 도서관을" in shown and "아이들이 «조용히 책을 읽는» 도서관을" in shown


def test_every_source_of_a_quote_is_shown_with_words_of_its_own() -> None:
    english = article('t\n"Everyone was out within five minutes," she said.\n', outlet="Herald", language="en")
    korean = article("가\n“5분 안에 모두 나왔다”고 말했다.\n", outlet="아침신문")
    other = article("나\n“15분 안에 모두 나왔다”고 말했다.\n", outlet="저녁신문")
    found = comparison(1, "quote", "conflict", "altered_quote", "conflict.altered_quote", [
        (None, [evidence(english, "Everyone was out within five minutes,"), evidence(korean, "5분 안에 모두 나왔다")]),
        (None, [evidence(other, "15분 안에 모두 나왔다")]),
    ], params={"changes": "5 → 15"})  # fmt: skip
    shown = text.render(document([english, korean, other], [found]), width=200)
    assert "아침신문: «5분» 안에 모두 나왔다" in shown
    assert "«15분» 안에 모두 나왔다" in shown
    assert '"«Everyone was out within five minutes,»" she said.' in shown


def test_only_shows_what_was_asked_for_and_keeps_the_counts() -> None:
    shown = text.render(LIBRARY, language="en", only=["agreement"])
    assert "\nAgreements (2)" in shown and "\nConflicts" not in shown and "conflict 3" in shown


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    a, b = article("t\n\x1b[31m5명\u202e x\n", outlet="\x1b]0;x\x07"), article("t\n6명\n")
    found = comparison(1, "figure", "conflict", "different", "conflict.different", [
        (None, [evidence(a, "\x1b[31m5명\u202e")]), (None, [evidence(b, "6명")]),
    ])  # fmt: skip
    shown = text.render(document([a, b], [found]))
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}


def test_auto_language_is_that_of_most_articles() -> None:
    korean, english = article("가\n나\n"), article("a\nb\n", language="en")
    assert text.render(document([korean, english], [])).startswith("기사 2건 비교")
    assert text.render(
        document([english, english.model_copy(update={"id": english.id + "-2"}), korean], [])
    ).startswith("3 articles compared")


def test_outlets_of_one_name_are_told_apart() -> None:
    a, b = article("가\n1명\n", outlet="같은신문"), article("나\n2명\n", outlet="같은신문")
    shown = text.render(document([a, b], []))
    assert "같은신문 1" in shown and "같은신문 2" in shown


def test_same_document_same_text() -> None:
    assert text.render(LIBRARY, width=77) == text.render(library(), width=77)
