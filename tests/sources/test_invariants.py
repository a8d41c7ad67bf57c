"""Whatever the text, its blocks lie in it, in order, with nothing but white space between them."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sources import SourceError, from_text, read

MARKS = ["[", "]", "(", ")", "=", "|", "▲", "•", "①", "ⓒ", "—", "。", ". ", "🌉", "２", "e\u0301"]
PARTS = st.sampled_from(
    [
        *MARKS,
        *("\n", "\r\n", "\r", " ", "\u00a0", "\u3000", "\ufeff", "\u2028", "\x85", "\ud800"),
        *("사진", "기자 ", "나도연", "다.", "입력", "각", unicodedata.normalize("NFD", "각")),
        *("2025.03.04 10:00", "March 4, 2025", "a@b.example", "By ", "Ada"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PARTS, max_size=40).map("".join))


@given(TEXTS)
def test_blocks_are_in_order_inside_the_text_and_cover_its_words(text: str) -> None:
    try:
        article = from_text(text)
    except SourceError:
        assert not text.removeprefix("\ufeff").strip()
        return
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        assert not "".join(
            c for c in article.text[at : block.start] if not c.isspace() and c not in "\u200b\u200c\u200d\u2060\ufeff"
        )
        at = block.end
    assert not article.text[at:].strip(" \t\r\n\u200b\u200c\u200d\u2060\ufeff").strip()
    article.text.encode()
    json.dumps(article.to_json_dict(), ensure_ascii=False).encode()


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_named_error(data: bytes) -> None:
    try:
        read(data).text.encode()
    except SourceError as error:
        assert str(error)


@given(st.text(alphabet="<>/ph1divabc \"'=&;!-[]", max_size=200))
def test_any_markup_gives_an_article_or_a_named_error(markup: str) -> None:
    try:
        read(f"<html><body>{markup}".encode())
    except SourceError as error:
        assert str(error)
