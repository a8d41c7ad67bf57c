"""Lexicons: what the languages share, and that no row undoes another."""

from __future__ import annotations

import pytest

from reconcile.languages.lexicon import lexicon
from reconcile.languages.pack import pack

LANGUAGES = ["ko", "en"]
SHARED = {"=dead", "=injured", "=casualties", "=missing", "=evacuated", "=arrested", "=approved", "=refused", "=signed"}
"""Concepts that decide verdicts, so that every language must have words for them."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_concepts_that_decide_verdicts_are_reached_by_words(language: str) -> None:
    words = lexicon(language)
    reached = {words.content(words.stem(form)) for forms in words.table.concepts.values() for form in forms}
    assert reached >= SHARED


def test_an_english_word_and_its_forms_have_one_stem() -> None:
    words = lexicon("en")
    for forms in (
        ["crash", "crashes", "crashed", "crashing"],
        ["visit", "visits", "visited", "visiting"],
        ["stop", "stops", "stopped", "stopping"],
        ["deny", "denies", "denied", "denying"],
        ["add", "added", "adding"],
        ["take", "takes", "took", "taken"],
    ):
        assert len({words.stem(form) for form in forms}) == 1


@pytest.mark.parametrize(("code", "read"), [("ko", "ko"), ("ko-KR", "ko"), ("en-GB", "en"), ("EN", "en")])
def test_a_language_tag_finds_its_pack(code: str, read: str) -> None:
    found = pack(code)
    assert found is not None
    assert found.code == read


@pytest.mark.parametrize("code", ["und", "fr", "", "ko_KR", "12", "../ko"])
def test_a_language_without_a_pack_has_none(code: str) -> None:
    assert pack(code) is None
