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
