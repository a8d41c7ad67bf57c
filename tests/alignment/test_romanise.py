"""Names across scripts: what is the same name is found, and hardly anything else."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.alignment.romanise import one_name
from reconcile.alignment.romanise_table import table
from reconcile.alignment.sounds import romanised, sounds

LEAST_PRECISION = 0.98
LEAST_RECALL = 0.95
MOST_BY_CHANCE = 1e-3


def _rows() -> list[tuple[str, str, str, str]]:
    lines = Path(__file__).with_name("names_across.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 4 and row[3] in ("same", "other") for row in rows)
    return rows  # type: ignore[return-value]


def test_the_table_of_names_is_large_enough_to_tell() -> None:
    labels = [label for *_, label in _rows()]
    assert min(labels.count("same"), labels.count("other")) >= 150


def test_names_that_are_found_are_the_same_and_most_are_found() -> None:
    found = {
        label: [(h, n) for kind, h, n, row in _rows() if row == label and one_name(kind, h, n)]
        for label in ("same", "other")
    }
    same = sum(label == "same" for *_, label in _rows())
    right, wrong = len(found["same"]), len(found["other"])
    assert right / (right + wrong) >= LEAST_PRECISION, found["other"]
    assert right / same >= LEAST_RECALL


def test_names_taken_at_random_are_not_the_same() -> None:
    rows = [row for row in _rows() if row[3] == "same"]
    same = {row[:3] for row in rows}
    pairs = [(a[0], a[1], b[2]) for a, b in product(rows, rows) if a[0] == b[0]]
    known = {(a[1], b[2]) for a, b in product(rows, rows) if a[1] == b[1] or a[2] == b[2]}
    wrong = [p for p in pairs if p not in same and p[1:] not in known and one_name(*p)]
    assert len(wrong) / len(pairs) <= MOST_BY_CHANCE, wrong


@pytest.mark.parametrize(
    ("kind", "hangul", "latin"),
    [
        ("person", "한결", "Han Gyeol"),
        ("person", "이나래", "Rhee Na-rae"),
        ("person", "이나래", "Narae Yi"),
        ("organisation", "㈜한결정밀화학", "Hangyeol Jeongmil Chemical Co., Ltd."),
        ("place", "웨스트브룩카운티", "Westbrook County"),
    ],
)
def test_one_name_in_two_scripts(kind: str, hangul: str, latin: str) -> None:
    assert one_name(kind, hangul, latin)
    assert one_name(kind, latin, hangul)


@pytest.mark.parametrize(("first", "second"), [("한결", "한결"), ("Hart", "Hart"), ("", "Hart"), ("한결", "")])
def test_one_script_is_not_for_this_rule_to_say(first: str, second: str) -> None:
    assert not one_name("organisation", first, second)


@given(st.text(alphabet=st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1, max_size=6))
def test_the_first_spelling_of_every_part_is_read_back(hangul: str) -> None:
    spellings = table().syllable
    latin = ""
    for c in hangul:
        index = ord(c) - ord("가")
        finals = list(spellings.final)
        final = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")[index % 28]
        latin += (
            list(spellings.initial.values())[index // 588][0] + list(spellings.medial.values())[index % 588 // 28][0]
        )
        latin += spellings.final[final][0] if final in finals else ""
    assert romanised(hangul, latin)


def test_sounds_of_a_syllable_are_its_jamo_without_the_silent_one() -> None:
    assert sounds("플로이드") == "ㅍㅡㄹㅗㅣㄷㅡ"
    assert sounds("SK하이") == "skㅎㅏㅣ"
