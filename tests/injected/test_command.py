"""`reconcile bench` prints what it measured, works on a user's own articles, and says what is wrong in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

KOREAN = (
    "미르마을 도서관 개관\n송고시간 2026-05-12 16:30\n\n"
    "충주시는 12일 도서관을 개관했다. 공사에 45억원이 들었고 넓이는 3,450㎡다.\n\n"
    '노을하 관장은 "아이들 120명이 왔다"고 말했다. 서점 17곳과 공급 계약을 체결했다.\n'
)
ENGLISH = (
    "Library opens in Hexham\nPublished 12 May 2026 16:30\n\n"
    "A library of 3,450 square metres opened in Hexham on Tuesday. It cost £4.5 million.\n\n"
    '"We had 120 children here," said Nora Ashdown, the librarian. The council hired 17 people in April.\n'
)


@pytest.fixture
def own(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "ko.txt", tmp_path / "en.txt"]
    for path, text in zip(paths, (KOREAN, ENGLISH), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_own_articles_give_a_table_for_each_setting(cli: Callable[..., SimpleNamespace], own: list[Path]) -> None:
    done = cli("bench", *own, "--per-kind", 1)
    assert done.status == 0
    assert done.err == ""
    assert len(re.findall(r"^ kind +en pairs .*ko pairs ", done.out, re.MULTILINE)) == 3
    assert re.search(r"^ figure +1 ", done.out, re.MULTILINE)
    assert "\x1b" not in done.out


def test_json_has_a_row_for_each_kind_and_level(cli: Callable[..., SimpleNamespace], own: list[Path]) -> None:
    done = cli("bench", own[0], "--kind", "figure", "--kind", "marks", "--format", "json", "--show", "misses")
    made = json.loads(done.out)
    assert {(r["level"], r["kind"]) for r in made["rows"]} == {
        ("plain", "figure"), ("plain", "all"), ("reworded", "figure"), ("reworded", "all"), ("rewording", "marks"),
        ("rewording", "all"),
    }  # fmt: skip
    assert all(0 <= r.get("recall", r.get("false_conflict_rate")) <= 1 for r in made["rows"])
    assert isinstance(made["misses"], list)


def test_level_kind_and_language_narrow_the_run(cli: Callable[..., SimpleNamespace], own: list[Path]) -> None:
    done = cli("bench", *own, "--kind", "quote", "--level", "plain", "--lang", "en", "--format", "json")
    rows = json.loads(done.out)["rows"]
    assert {(r["level"], r["language"]) for r in rows} == {("plain", "en")}


def test_the_same_seed_prints_the_same(cli: Callable[..., SimpleNamespace], own: list[Path]) -> None:
    arguments = ("bench", own[1], "--seed", 3, "--kind", "figure", "--show", "misses")
    assert cli(*arguments).out == cli(*arguments).out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--kind", "colour"], "'colour' is not one of"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["missing.txt"], "nothing to change: no article could be read"),
        (
            ["empty-of-places.txt", "--kind", "place"],
            "these articles say nothing that a change of place",
        ),
        (["empty-of-places.txt", "--lang", "ko"], "nothing to change: none of these articles is in ko"),
        (["french.txt"], "nothing to change: give articles in Korean or English"),
    ],
)
def test_what_is_wrong_is_one_line_and_trouble(
    cli: Callable[..., SimpleNamespace],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty-of-places.txt").write_text("A quiet day\n\nNothing happened, and nobody minded.\n", encoding="utf-8")
    Path("french.txt").write_text("Le maire a dit que la bibliothèque est ouverte pour tous.\n", encoding="utf-8")
    done = cli("bench", *arguments)
    assert done.status == 2
    assert told in done.err.splitlines()[-1]
    assert done.err.splitlines()[-1].startswith("reconcile: ")
    assert done.out == ""
