"""Side by side: every source in a column of its own, sides apart, and nothing wider than the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reconcile.report import beside, text
from reconcile.report.context import Fragment
from reconcile.report.view import SideView, Voice
from schemas.reconciliation import Reconciliation
from tests.report.documents import article, comparison, document, evidence, library

GOLDEN = Path(__file__).parent / "golden"
LIBRARY = library()


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_report_is_as_accepted(width: int, language: str) -> None:
    wanted = GOLDEN / f"library-{language}-{width}-side-by-side.txt"
    shown = text.render(LIBRARY, language=language, width=width, side_by_side=True)  # type: ignore[arg-type]
    assert shown == wanted.read_text(encoding="utf-8")


def on_two_days(*said: str) -> Reconciliation:
    """A conflict of articles that say these days, each in a sentence; equal ones are a side."""
    articles = [article(f"소식 {at}\n행사는 {day} 열린다.\n", outlet=f"신문{at}") for at, day in enumerate(said)]
    sides: dict[str, list[int]] = {}
    for at, day in enumerate(said):
        sides.setdefault(day, []).append(at)
    stood = [(None, [evidence(articles[at], day) for at in own]) for day, own in sides.items()]
    return document(articles, [comparison(1, "date", "conflict", "different", "conflict.different", stood)])


def rows(shown: str, *names: str) -> list[list[str]]:
    """The sources that stand beside each other, row by row."""
    lines = (re.split("[│┊]", line) for line in shown.splitlines() if "│" in line or "┊" in line)
    named = ([cell.strip() for cell in line] for line in lines)
    return [[cell for cell in line if cell] for line in named if set(line) & set(names)]


COLUMNS = [
    # width, who stands in a row
    (62, ["신문0", "신문1"], ["신문2"], ["신문3"]),
    (100, ["신문0", "신문2", "신문1"], ["신문3"]),
    (130, ["신문0", "신문2", "신문3", "신문1"]),
]


@pytest.mark.parametrize("row", COLUMNS, ids=lambda row: str(row[0]))
def test_sides_come_first_and_further_sources_where_there_is_room(row: tuple[int, list[str]]) -> None:
    width, *wanted = row
    shown = text.render(on_two_days("3일", "4일", "3일", "3일"), width=width, side_by_side=True, only=["conflict"])
    assert rows(shown, *(f"신문{at}" for at in range(4))) == wanted


def test_more_sides_than_columns_go_below() -> None:
    shown = text.render(on_two_days("3일", "4일", "5일"), width=80, side_by_side=True, only=["conflict"])
    assert rows(shown, "신문0", "신문1") == [["신문0", "신문1"]]
    assert re.search(r"«4일».*\n\n +5일 .*\n +신문2\n +행사는 «5일» 열린다\.\n", shown)


def test_a_narrow_terminal_has_the_sides_below_each_other() -> None:
    assert text.render(LIBRARY, width=60, side_by_side=True) == text.render(LIBRARY, width=60)


def side(*said: tuple[str, ...]) -> SideView:
    """A side whose sources say before, the value, after."""
    return SideView(
        value="",
        independent=1,
        voices=tuple(
            Voice("x", tuple(Fragment(words, mark=at == 1) for at, words in enumerate(parts)), 1, None)  # type: ignore[arg-type]
            for parts in said
        ),
    )


def shown(sides: list[SideView]) -> list[str]:
    return [
        "".join(f"«{f.text}»" if f.mark else f.text for f in voice.context) for one in sides for voice in one.voices
    ]


CHANGED = [
    ((("at ", "3 p.m. today", "."),), (("at ", "5 p.m. today", "."),), ["at «3» p.m. today.", "at «5» p.m. today."]),
    ((("", "솔시 북구 물동", "에"),), (("", "솔시 서구 물동", "에"),), ["솔시 «북구» 물동에", "솔시 «서구» 물동에"]),
    ((("", "310억원", ""),), (("", "340억원", ""),), ["«310억원»", "«340억원»"]),
    ((("", "12명", ""), ("", "twelve people", "")), (("", "15명", ""),), ["«12명»", "«twelve people»", "«15명»"]),
    ((("", "the same", ""),), (("", "the same", ""),), ["«the same»", "«the same»"]),
    ((("", "3일", ""),), (), ["«3일»"]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "wanted"), CHANGED)
def test_of_a_value_the_words_are_marked_that_the_other_side_does_not_have(
    one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...], wanted: list[str]
) -> None:
    assert shown(beside.narrowed([side(*one), side(*other)])) == wanted


@pytest.mark.parametrize("width", range(40, 201, 7))
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool) -> None:
    made = text.render(LIBRARY, width=width, colour=colour, side_by_side=True, context=1)
    assert max(map(cell_len, re.sub(r"\x1b\[[0-9;]*m", "", made).split("\n"))) <= width


@pytest.mark.parametrize("width", [80, 131])
def test_bars_stand_below_each_other_whatever_the_script(width: int) -> None:
    made = text.render(LIBRARY, language="ko", width=width, side_by_side=True, only=["conflict"])
    finding = made[made.index("1. 수치") : made.index("2. 인용")].splitlines()
    places = {cell_len(line[: line.rindex("│")]) for line in finding if "│" in line}
    assert len(places) == 1


WORDS = st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), min_size=1, max_size=60)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=2, max_size=5), st.integers(min_value=40, max_value=200), st.integers(0, 2))
def test_no_words_make_a_line_too_wide(said: list[str], width: int, context: int) -> None:
    articles = [article(f"title\n{words} x\n", outlet=words) for words in dict.fromkeys(said)]
    stood = [(None, [evidence(each, each.text.split("\n")[1])]) for each in articles]
    found = comparison(1, "figure", "conflict", "different", "conflict.different", stood)
    made = text.render(document(articles, [found]), width=width, side_by_side=True, context=context)
    assert max(map(cell_len, made.split("\n"))) <= width


def test_with_colour_sides_are_marked_by_style_alone() -> None:
    made = text.render(LIBRARY, width=100, colour=True, side_by_side=True)
    assert "\x1b[" in made and "«" not in made


def test_same_document_same_text() -> None:
    first, second = (text.render(each, width=120, side_by_side=True, context=1) for each in (LIBRARY, library()))
    assert first == second
