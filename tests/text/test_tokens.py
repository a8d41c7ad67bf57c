"""Tokens point at the characters that they stand for, whatever the text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings

from reconcile.text.tokens import morphemes, words
from reconcile.text.view import fold
from tests.text.made import texts


@settings(max_examples=40)
@given(texts("ko"))
def test_morphemes_are_in_order_and_inside_the_text(text: str) -> None:
    view = fold(text).text
    (tokens,) = morphemes([view])
    at = 0
    for token in tokens:
        assert at <= token.start <= token.end <= len(view)
        at = token.start


@given(texts("en"))
def test_words_are_the_text_between_their_offsets(text: str) -> None:
    (tokens,) = words([text])
    at = 0
    for token in tokens:
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.form
        at = token.end


def test_an_emoji_does_not_shift_the_morphemes_behind_it() -> None:
    (tokens,) = morphemes(["🌉🌉 다리가 열렸다"])
    (bridge,) = [t for t in tokens if t.form == "다리"]
    assert (bridge.start, bridge.end) == (3, 5)


@pytest.mark.parametrize("joint", [" ", "\n", ""])
def test_a_text_longer_than_a_piece_is_read_to_its_end(joint: str) -> None:
    sentence = "다리가열렸다." if not joint else "다리가 열렸다."
    text = joint.join([sentence] * 2500)
    (tokens,) = morphemes([text])
    assert tokens[-1].end == len(text)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


def test_no_texts_have_no_tokens() -> None:
    assert list(morphemes([])) == []
    assert list(morphemes([""])) == [()]
    assert words([""]) == [()]


def test_tokens_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    texts = [f"{i}번 다리가 열렸다." for i in range(80)]
    forwards = list(morphemes(texts))
    tokenised = morphemes(texts)
    assert len(tokenised) == 80
    assert tokenised[-1] == forwards[-1]
    assert tokenised[3] == forwards[3]
    assert tokenised[10:12] == forwards[10:12]
    assert tokenised[5:5] == []
    with pytest.raises(IndexError):
        tokenised[80]


def test_threads_that_read_at_once_read_the_same() -> None:
    texts = [f"{i}번 다리가 열리고 {i + 1}번 다리가 닫혔다." for i in range(60)]
    alone = list(morphemes(texts))
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda _: list(morphemes(texts)), range(12))) == [alone] * 12


def test_an_analysis_left_half_way_disturbs_no_other() -> None:
    texts = ["다리가 열렸다."] * 100
    first = morphemes(texts)[0]
    assert list(morphemes(texts)) == [first] * 100
