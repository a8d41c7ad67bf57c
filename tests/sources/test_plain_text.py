"""Copied pages give the blocks and the metadata that a reader would see in them."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from schemas.article import Article
from sources import from_text

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "articles.toml").read_text(encoding="utf-8")
)["case"]
METADATA = ("title", "outlet", "byline", "published", "timezone", "language")


def blocks(article: Article) -> list[list[str]]:
    return [[block.kind, article.text[block.start : block.end]] for block in article.blocks]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_line_of_a_page_becomes_the_block_it_is(case: dict[str, Any]) -> None:
    assert blocks(from_text(case["text"])) == case["blocks"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_title_outlet_author_and_time_are_read_from_the_page(case: dict[str, Any]) -> None:
    article = from_text(case["text"])
    assert {name: getattr(article, name) for name in METADATA} == {name: case.get(name) for name in METADATA}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_decomposed_hangul_gives_the_same_blocks_at_its_own_offsets(case: dict[str, Any]) -> None:
    article = from_text(unicodedata.normalize("NFD", case["text"]))
    assert [[kind, unicodedata.normalize("NFC", text)] for kind, text in blocks(article)] == [
        [kind, unicodedata.normalize("NFC", text)] for kind, text in case["blocks"]
    ]
    assert article.published == case.get("published")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_windows_line_ends_change_offsets_only(case: dict[str, Any]) -> None:
    article = from_text(case["text"].replace("\n", "\r\n"))
    assert [[kind, text.replace("\r\n", "\n")] for kind, text in blocks(article)] == case["blocks"]


def test_the_text_is_kept_exactly_but_for_its_mark() -> None:
    text = "다리\u00a0착공\r\n\r\n２０２５년 3월, 새 다리를 짓는다. 🌉\r\n"
    assert from_text("\ufeff" + text).text == text


def test_full_width_stamps_are_read() -> None:
    article = from_text("나루강 다리 착공\n입력\u3000２０２５．０３．０４　１０：２０\n\n다리를 짓는다고 시가 밝혔다.")
    assert (article.published, [b.kind for b in article.blocks]) == (
        "2025-03-04T10:20",
        ["title", "byline", "paragraph"],
    )


def test_lone_surrogates_do_not_come_out() -> None:
    article = from_text("다리가 열렸다. \ud800", title="\udc00")
    assert article.text == "다리가 열렸다. \ufffd"
    assert article.title == "\ufffd"


@pytest.mark.parametrize(
    "headline",
    [
        "BBC chief to leave after report on bridge",
        "공개된 나루강 새 다리 조감도",
        "Ferry sold to firm in U.S.",
        "[단독] 나루시, 구독 서비스 접는다",
        "다리는 언제 열리나?",
        "2025년 3월 4일, 나루강 다리가 열린다",
    ],
)
def test_headlines_that_resemble_something_else_are_titles(headline: str) -> None:
    article = from_text(f"{headline}\n\n나루시는 4일 새 다리를 짓기 시작했다.\n사업비는 300억원이다.")
    assert article.title == headline


@pytest.mark.parametrize(
    "line",
    [
        "저작권 분쟁에서 법원은 저작권자인 나도연 씨에게 300만원을 주라고 판결했다.",
        "시는 사진 300장의 무단 전재를 금지해 달라는 신청을 냈다고 밝혔다.",
        "■ 배달앱 수수료 10%로 내려",
        "▶ 시민 제보 300건",
        "Subscribers to the ferry pass number 4,000.",
    ],
)
def test_lines_with_facts_in_them_are_not_furniture(line: str) -> None:
    article = from_text(
        f"나루강 새 다리 착공\n\n나루시는 4일 새 다리를 짓기 시작했다.\n\n{line}\n\n사업비는 300억원이다."
    )
    kinds = {article.text[block.start : block.end]: block.kind for block in article.blocks}
    assert kinds[line] in ("paragraph", "subhead")


@pytest.mark.parametrize("line", ["2025년 3월 4일", "4 March 2025", "새벽신문", "나도연 기자", "경제", "300억원"])
def test_a_text_of_one_line_is_a_paragraph_whatever_it_says(line: str) -> None:
    assert blocks(from_text(line)) == [["paragraph", line]]
