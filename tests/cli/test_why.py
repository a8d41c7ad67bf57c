"""`reconcile why` keeps its contract: passages, exit statuses, both languages, one line for every trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.validate import validate

DEMO = Path(__file__).parents[2] / "reconcile" / "demo"


def why(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: it asks the stages themselves, for which nothing stands in here."""
    return subprocess.run(
        [sys.executable, "-m", "reconcile", "why", *arguments],
        cwd=DEMO, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"},
    )  # fmt: skip


def test_passages_that_met_are_0_and_the_answer_is_told_in_the_language_asked_for() -> None:
    korean = why('1.txt:"5분"', '2.txt:"15분"')
    english = why('1.txt:"5분"', '2.txt:"15분"', "--lang", "en")
    assert (korean.returncode, english.returncode, korean.stderr) == (0, 0, "")
    assert korean.stdout.startswith("두 대목은 서로 비교되었습니다.")
    assert english.stdout.startswith("The two passages were compared with each other.")
    assert "5분 · 15분" in english.stdout and "bits" in english.stdout


def test_passages_that_did_not_meet_are_1_with_the_reason() -> None:
    found = why('1.txt:"480여"', '2.txt:"25명"', "--lang", "en")
    assert found.returncode == 1 and "not compared with each other" in found.stdout and "✗" in found.stdout


def test_json_follows_its_schema_and_holds_the_articles_named_by_among() -> None:
    found = why("1.txt:6", "4.txt:1", "--among", "3.html", "--format", "json")
    data = json.loads(found.stdout)
    validate("why-1", data)
    assert found.returncode in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("1.txt:6",), "give two passages"),
        (("1.txt:6", "2.txt"), "2.txt: which passage?"),
        (("1.txt:6", "missing.txt:3"), "cannot read missing.txt: no such file"),
        (("1.txt:6", "2.txt:999"), "2.txt:999: there is no line 999"),
        (("1.txt:6", "2.txt:4", "--among", "missing.txt"), "cannot read missing.txt"),
    ],
)
def test_trouble_is_one_line_that_names_the_input(arguments: tuple[str, ...], reason: str) -> None:
    found = why(*arguments)
    assert found.returncode == 2 and not found.stdout
    assert len(found.stderr.splitlines()) == 1 and reason in found.stderr
