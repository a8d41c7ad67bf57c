"""Every spec case that fails is listed in specs_left.toml with the reason, and every listed one fails.

The cases belong to their authors and are no part of the project: where they are absent, there is nothing to compare.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT.parent / "shared" / "specs"
LEFT: dict[str, list[dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("specs_left.toml").read_text(encoding="utf-8")
)

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not (SPECS / "score.py").is_file(), reason="no spec cases beside the project"),
]


@cache
def failing() -> dict[str, set[str]]:
    """Topic → ids of the cases that fail."""
    cases: list[dict[str, Any]] = [json.loads(line) for line in (SPECS / "dev.jsonl").read_text("utf-8").splitlines()]
    command = [sys.executable, str(SPECS / "score.py"), "-v", "--cmd", f"{sys.executable} -m reconcile"]
    done = subprocess.run([*command, str(SPECS / "dev.jsonl")], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, set[str]] = {"figures": set(), "dates": set()}
    for case in cases:
        if f"MISS {case['group']} | {case['text']} | " in done.stdout:
            kind = case["expected"][0]["kind"]
            found["dates" if kind == "date" else "figures"].add(case["id"])
    return found


@pytest.mark.parametrize("topic", ["figures", "dates"])
def test_the_cases_left_failing_are_those_that_are_listed(topic: str) -> None:
    listed = {row["id"] for row in LEFT.get(topic, [])}
    assert failing()[topic] == listed


def test_each_case_left_has_its_reason_and_stands_once() -> None:
    rows = [row for topic in LEFT.values() for row in topic]
    assert [row["id"] for row in rows if set(row) != {"id", "reason"} or len(row["reason"]) < 20] == []
    assert len({row["id"] for row in rows}) == len(rows)
