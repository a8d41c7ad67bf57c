"""Passages as the user names them lead to exact characters, or to one line that says what is wrong."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from reconcile.cli.passages import parse
from reconcile.cli.terminal import Trouble
from schemas.article import Article, article_id

TEXT = "하나 둘 셋\n\n둘째 줄에 12명이 있다. 12개도 있다.\n"


def article(text: str = TEXT) -> Article:
    return Article(id=article_id(text, None), text=text)


@pytest.mark.parametrize(
    ("given", "name", "found"),
    [
        ("a.txt:0-2", "a.txt", "하나"),
        ("a.txt:3", "a.txt", "둘째 줄에 12명이 있다. 12개도 있다."),
        ("a.txt:3:7", "a.txt", "1"),
        ('a.txt:"12명이"', "a.txt", "12명이"),
        ("a.txt:“12명이”", "a.txt", "12명이"),
        ("dir:with/colon.txt:0-2", "dir:with/colon.txt", "하나"),
        ("https://example.org/a:b:0-2", "https://example.org/a:b", "하나"),
        ("https://example.org:8080/a:3", "https://example.org:8080/a", "둘째 줄에 12명이 있다. 12개도 있다."),
        ('https://example.org/a:"둘 셋"', "https://example.org/a", "둘 셋"),
    ],
)
def test_a_passage_is_found(given: str, name: str, found: str) -> None:
    passage = parse(given)
    start, end = passage.within(article())
    assert (passage.name, TEXT[start:end]) == (name, found)


def test_words_without_quotation_marks_follow_the_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    passage = parse(f"{path}:둘째 줄")
    assert (passage.name, passage.words) == (str(path), "둘째 줄")


def test_words_are_found_however_their_letters_are_composed() -> None:
    text = unicodedata.normalize("NFD", TEXT).replace("12명", "１２명")
    start, end = parse('a.txt:"12명이"').within(article(text))
    assert unicodedata.normalize("NFKC", text[start:end]) == "12명이"


@pytest.mark.parametrize(
    "given", ["a.txt", "https://example.org:8080", "https://example.org", "", ":", ":3", 'a.txt:""']
)
def test_a_name_without_a_place_asks_for_one(given: str) -> None:
    with pytest.raises(Trouble, match="which passage"):
        parse(given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("a.txt:5-5", "give a range within 0-"),
        ("a.txt:9-3", "give a range within 0-"),
        ("a.txt:0-999", "give a range within 0-"),
        ("a.txt:0", "there is no line 0"),
        ("a.txt:9", "there is no line 9; the text has 4"),
        ("a.txt:2", "line 2 is empty"),
        ("a.txt:3:99", "line 3 has columns 1 to"),
        ('a.txt:"넷"', "do not stand in a.txt"),
        ('a.txt:"12"', "stand 2 times there, in lines 3, 3; give more words"),
    ],
)
def test_a_place_that_is_not_there_is_told_with_what_there_is(given: str, reason: str) -> None:
    with pytest.raises(Trouble) as told:
        parse(given).within(article())
    assert reason in str(told.value) and str(told.value).startswith("a.txt:")
