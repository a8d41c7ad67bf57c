"""How much of an article stands around a value: nothing, its sentence, or as many more as were asked for."""

from __future__ import annotations

import pytest

from reconcile.report import markdown, text
from reconcile.report.context import Surroundings
from schemas.article import Article, Block
from tests.report.documents import article, comparison, document, evidence, library

TEXT = (
    "다리가 놓인다\n시는 3일 다리를 놓는다고 밝혔다. 길이는 120m다. 폭은 9m다.\n주민은 반겼다. 공사는 5월에 끝난다.\n"
)
BRIDGE = article(TEXT)
ROWS = [
    # context, value, what is shown
    (None, "120m", "길이는 «120m»다."),
    (0, "120m", "«120m»"),
    (1, "120m", "시는 3일 다리를 놓는다고 밝혔다. 길이는 «120m»다. 폭은 9m다."),
    (1, "3일", "다리가 놓인다\n시는 «3일» 다리를 놓는다고 밝혔다. 길이는 120m다."),
    (1, "9m", "길이는 120m다. 폭은 «9m»다.\n주민은 반겼다."),
    (2, "9m", "시는 3일 다리를 놓는다고 밝혔다. 길이는 120m다. 폭은 «9m»다.\n주민은 반겼다. 공사는 5월에 끝난다."),
    (9, "5월", TEXT.replace("5월", "«5월»").rstrip()),
    (1, "다리가 놓인다", "«다리가 놓인다»\n시는 3일 다리를 놓는다고 밝혔다."),
    (1, "120m다. 폭은", "시는 3일 다리를 놓는다고 밝혔다. 길이는 «120m다. 폭은» 9m다.\n주민은 반겼다."),
]  # fmt: skip


def around(of: Article, value: str, context: int | None) -> str:
    at = of.text.index(value)
    shown = Surroundings([of], [], context).around(of.id, at, at + len(value))
    return "".join(f"«{piece.text}»" if piece.mark else piece.text for piece in shown)


@pytest.mark.parametrize(("context", "value", "wanted"), ROWS)
def test_sentences_around_a_value(context: int | None, value: str, wanted: str) -> None:
    assert around(BRIDGE, value, context) == wanted


def test_by_lines_and_furniture_are_no_context() -> None:
    said = ["다리가 놓인다", "김기자 | 3월 4일", "관련 기사 더 보기", "길이는 120m다."]
    blocks, at = [], 0
    for kind, line in zip(("title", "byline", "furniture", "paragraph"), said, strict=True):
        blocks.append(Block(kind=kind, start=at, end=at + len(line)))  # type: ignore[arg-type]
        at += len(line) + 1
    page = BRIDGE.model_copy(update={"text": "\n".join(said), "blocks": tuple(blocks)})
    assert around(page, "120m", 3) == "다리가 놓인다\n길이는 «120m»다."
    assert around(page, "3월 4일", 3) == "김기자 | «3월 4일»"


def test_a_text_without_an_end_is_cut_and_says_so() -> None:
    endless = BRIDGE.model_copy(update={"text": "가나 " * 5000 + "120m " + "다라 " * 5000, "blocks": ()})
    shown = around(endless, "120m", 2)
    assert shown.startswith("…") and shown.endswith("…") and len(shown) < 2500


def test_a_quote_keeps_the_marks_of_its_words() -> None:
    shown = text.render(library(), width=200, context=1, only=["conflict"])
    assert "김하늘 관장은 “아이들이 «마음껏 떠드는» 도서관을 만들겠다”고 말했다. 장서는 8만 권이다." in shown
    alone = text.render(library(), width=200, context=0, only=["conflict"])
    assert "아이들이 «마음껏 떠드는» 도서관을 만들겠다" in alone and "장서는" not in alone


def test_in_markdown_every_line_of_a_context_is_quoted_and_harmless() -> None:
    a, b = article("# 하나\n- 5명이다.\n> 둘\n"), article("하나\n6명이다.\n")
    found = comparison(1, "figure", "conflict", "different", "conflict.different", [
        (None, [evidence(a, "5명")]), (None, [evidence(b, "6명")]),
    ])  # fmt: skip
    shown = markdown.render(document([a, b], [found]), context=1)
    assert "  > \\# 하나\n  > \\- **5명**이다.\n  > \\> 둘\n" in shown
