"""The data files of `sources` follow their own description."""

from __future__ import annotations

import pytest

from sources import patterns
from sources.data import expect, load, outlets
from sources.patterns import Pattern, wordings

LINES = list(wordings().lines)


@pytest.mark.parametrize("pattern", LINES, ids=lambda pattern: pattern.example)
def test_every_line_pattern_matches_its_example_first(pattern: Pattern) -> None:
    assert pattern.regex.search(pattern.example)
    assert patterns.kind_of(pattern.example) == pattern.kind


@pytest.mark.parametrize("pattern", wordings().prefixes, ids=lambda pattern: pattern.example)
def test_every_prefix_is_found_before_its_example(pattern: Pattern) -> None:
    found = patterns.prefix(pattern.example)
    assert found is not None
    assert pattern.example[found[1] :] == "다리가"


@pytest.mark.parametrize("pattern", wordings().suffixes, ids=lambda pattern: pattern.example)
def test_every_suffix_is_found_behind_its_example(pattern: Pattern) -> None:
    found = patterns.suffix(pattern.example)
    assert found is not None
    assert pattern.example[: found[1]].endswith("찾았다.")


@pytest.mark.parametrize("pattern", wordings().credits_before, ids=lambda pattern: pattern.example)
def test_every_label_of_a_caption_is_found_before_its_words(pattern: Pattern) -> None:
    at = patterns.credit_before(pattern.example)
    assert pattern.regex.match(pattern.example)
    assert pattern.example[at:] in ("Crews at the bridge on Monday", "새 다리")


@pytest.mark.parametrize("pattern", wordings().credits_behind, ids=lambda pattern: pattern.example)
def test_every_credit_is_found_behind_the_words_or_alone(pattern: Pattern) -> None:
    at = patterns.credit_behind(pattern.example)
    assert pattern.regex.search(pattern.example)
    assert at is not None
    assert pattern.example[:at] in ("", "다리를 찾았다.")


@pytest.mark.parametrize(
    "caption",
    ["The engine of the ferry", "BBC", "나루시가 밝힌 새 자료: 다리 길이 420m", "Photo: The new bridge at dawn in May"],
)
def test_words_of_a_caption_are_no_credit(caption: str) -> None:
    assert patterns.credit_behind(caption) is None


def test_unknown_keys_in_a_data_file_fail() -> None:
    with pytest.raises(ValueError, match=r"unknown \['colour'\]"):
        expect("lines.toml", {"kind": "caption", "colour": "red"}, ("kind",))


def test_the_other_tables_load() -> None:
    assert outlets()["labels"]["published"]
    assert set(load("languages.toml")) >= {"en", "fr"}
