"""A reconcile.toml is read whole or not at all; everything wrong in it is told at once, with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sources
from schemas.knowledge import NOTHING, Contradiction, OwnKnowledge
from sources.errors import KnowledgeInvalid
from sources.toml_lines import TomlLines

CASES = tomllib.loads(Path(__file__).with_name("knowledge_faults.toml").read_text(encoding="utf-8"))["case"]


def read(folder: Path, text: str | bytes, **more: Any) -> OwnKnowledge:
    path = folder / "reconcile.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return sources.read_knowledge(path, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_fault_of_a_file_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(KnowledgeInvalid) as refused:
        read(tmp_path, case["text"])
    told = [line.removeprefix(f"{tmp_path / 'reconcile.toml'}:") for line in refused.value.lines()]
    assert len(told) == len(case["faults"]), told
    assert [t[: len(f)] for t, f in zip(told, case["faults"], strict=True)] == case["faults"]
    assert "\n" not in str(refused.value)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == NOTHING


@pytest.mark.parametrize(
    "written", ['furniture = ["이웃"]', '\ufefffurniture = ["이웃"]', 'furniture = [\r\n"이웃"]\r\n']
)
def test_marks_and_line_ends_of_other_systems_are_read(written: str, tmp_path: Path) -> None:
    assert read(tmp_path, written).furniture == ("이웃",)


def test_a_date_may_be_written_with_and_without_quotes(tmp_path: Path) -> None:
    assert read(tmp_path, "date = 2026-03-01").date == read(tmp_path, 'date = "2026-03-01"').date == "2026-03-01"


def test_what_is_no_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeInvalid, match="line 2: is not UTF-8"):
        read(tmp_path, "date = 2026-03-01\nfurniture = ['이웃']".encode("cp949"))


def test_a_file_that_cannot_be_read_is_an_error_of_sources(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(sources.SourceError):
            sources.read_knowledge(path)
    with pytest.raises(sources.SourceError, match="larger"):
        read(tmp_path, "# much\n" * 200_000)


def test_further_checks_are_told_with_the_lines_of_the_file(tmp_path: Path) -> None:
    def nothing_is_good(own: OwnKnowledge) -> Iterator[Contradiction]:
        yield from (Contradiction(("outlet", at, "name"), f"{o.name} is unknown") for at, o in enumerate(own.outlet))

    with pytest.raises(KnowledgeInvalid) as refused:
        read(tmp_path, '[[outlet]]\nnme = "a"\n[[outlet]]\nname = "단비"\n', checks=[nothing_is_good])
    assert [fault.line for fault in refused.value.faults] == [1, 2, 4]
    assert refused.value.faults[-1].problem == "[[outlet]] 2, name: 단비 is unknown"


LINES = '''# 1
date = 2026-03-01
furniture = ["a]", # [[place]]
  'b"', """c
[[place]]
""", "d"]

[[place]]
  name = "x"
"in side" . y = {a = [1, 2], b = 3}
[[ place ]] # second
name = "y"
aliases = [
  ["1", "2"],
  "3"
]
[table]
'''


def test_lines_are_those_where_an_entry_begins() -> None:
    lines = TomlLines(LINES)
    assert tomllib.loads(LINES)
    found = {
        ("date",): 2, ("furniture",): 3, ("furniture", 0): 3, ("furniture", 1): 4, ("furniture", 2): 4,
        ("furniture", 3): 6, ("place",): 8, ("place", 0): 8, ("place", 0, "name"): 9, ("place", 0, "in side", "y"): 10,
        ("place", 1): 11, ("place", 1, "name"): 12, ("place", 1, "aliases", 0): 14, ("place", 1, "aliases", 1): 15,
        ("table",): 17, ("place", 1, "level"): 11, ("none",): None,
    }  # fmt: skip
    assert {path: lines.line(path) for path in found} == found
