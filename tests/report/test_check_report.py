"""The report of a checked draft: no wider than the terminal, in both languages, with exact places, nothing escaped."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from reconcile.desk.check import checked
from reconcile.report import check_markdown, check_text
from schemas.check import Check
from tests.report.documents import article, comparison, document, evidence, library

LIBRARY = library()
CHECK = checked(LIBRARY, LIBRARY.articles[1].id)


@pytest.mark.parametrize("width", range(20, 201, 9))
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, colour: bool, language: str) -> None:
    shown = check_text.render(CHECK, width=width, colour=colour, language=language)  # type: ignore[arg-type]
    assert max(map(cell_len, re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\n"))) <= width


def test_what_is_contradicted_comes_first_with_its_place_and_the_words_of_the_source() -> None:
    shown = check_text.render(CHECK, language="en")
    assert shown.index("Contradicted") < shown.index("In no source") < shown.index("Unclear")
    assert "2:24" in shown and "«340억원»" in shown and "«310억원»" in shown
    assert "against  강변통신, The Gangbyeon Post (independent sources: 2)  KRW 31 billion" in shown


def test_a_majority_of_sources_is_counted_and_none_is_called_right() -> None:
    shown = check_text.render(checked(LIBRARY, LIBRARY.articles[2].id), language="en", width=200)
    assert "the draft sides with 강변통신 against 솔숲신문" in shown


def test_only_shows_no_other_section() -> None:
    shown = check_text.render(CHECK, language="en", only=("in_no_source",))
    assert "In no source" in shown and "Contradicted (" not in shown and "Agreed on" not in shown


def test_without_a_contradiction_the_report_says_so() -> None:
    a = article("제목\n사업비는 310억원이다.\n")
    b = article("제목\n사업비는 모두 310억원이다.\n")
    found = [comparison(1, "figure", "agreement", "equal", "agreement.equal", [
        (None, [evidence(a, "310억원"), evidence(b, "310억원")]),
    ])]  # fmt: skip
    check = checked(document([a, b], found), a.id)
    for form in (check_text, check_markdown):
        assert "No source contradicts the draft." in form.render(check, language="en")


def test_a_draft_without_a_claim_says_so() -> None:
    empty: Check = CHECK.model_copy(update={"claims": ()})
    assert "no statement that can be checked" in check_text.render(empty, language="en")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_markdown_holds_what_the_text_holds_and_escapes_what_articles_say(language: str) -> None:
    shown = check_markdown.render(CHECK, language=language)  # type: ignore[arg-type]
    assert shown.startswith("# ") and "**340억원**" in shown and "**310억원**" in shown
    a = article("제목\n<b>값</b>은 *310억원*이다 [링크](x).\n")
    b = article("제목\n값은 340억원이다.\n")
    found = [comparison(1, "figure", "conflict", "different", "conflict.different", [
        (None, [evidence(a, "310억원")]), (None, [evidence(b, "340억원")]),
    ])]  # fmt: skip
    shown = check_markdown.render(checked(document([a, b], found), a.id), language=language)  # type: ignore[arg-type]
    assert "<b>" not in shown.replace("\\<b\\>", "") and "\\*" in shown and "\\[링크\\]" in shown


def test_same_check_same_bytes() -> None:
    assert check_text.render(CHECK) == check_text.render(CHECK)
    assert check_markdown.render(CHECK) == check_markdown.render(CHECK)
