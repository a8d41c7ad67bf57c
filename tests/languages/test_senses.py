"""The shared senses of words: one sense a word, in both languages."""

from __future__ import annotations

import pytest

from reconcile.languages import senses as module
from reconcile.languages.lexicon import lexicon
from reconcile.languages.senses import senses


@pytest.mark.parametrize(
    ("korean", "english"), [("인도", "delivered"), ("이륙", "takeoff"), ("계약", "contracts"), ("축제", "festivals")]
)
def test_two_words_of_one_sense_meet(korean: str, english: str) -> None:
    assert senses("ko")[korean] == senses("en")[lexicon("en").stem(english)]


def test_every_sense_has_words_in_both_languages() -> None:
    in_use = [set(senses(code).values()) | set(lexicon(code).concept_of.values()) for code in ("ko", "en")]
    assert {s for code in ("ko", "en") for s in senses(code).values()} <= in_use[0] & in_use[1]


def test_a_word_that_is_a_concept_is_no_other_sense() -> None:
    for code in ("ko", "en"):
        known = lexicon(code).concept_of
        told_twice = {w: (s, known[w]) for w, s in senses(code).items() if w in known and known[w] != s}
        assert not told_twice, "the lexicon's concept comes first, so the line would never be read"


def test_a_language_without_a_column_has_no_senses() -> None:
    assert senses("ja") == {}


@pytest.mark.parametrize("lines", [["a\t새\tbird", "b\t새\tnew"], ["a\t새"], ["a\t새\tbird\tbird"]])
def test_a_table_that_contradicts_itself_is_refused(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_lines", lambda: lines)
    with pytest.raises(ValueError, match=r"senses\.tsv"):
        senses.__wrapped__("ko")
