"""Measured quality stays above its floors, on annotated articles that lie beside the project.

The articles belong to their outlets and are no part of the project: where they are absent, there is nothing
to measure, and the other suites stand without them. Lowering a floor takes a written reason in floors.json.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.quality import floors

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS: dict[str, dict[str, dict[str, Any]]] = floors.read()
COMMAND = f"{sys.executable} -m reconcile"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(
        not (SHARED / "groups" / "score.py").is_file(), reason="no annotated articles beside the project"
    ),
]


def run(*arguments: str | Path) -> str:
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_comparing_annotated_groups_keeps_above_its_floors() -> None:
    groups = sorted(p for p in (SHARED / "groups").iterdir() if (p / "gold.json").is_file())
    scores = json.loads(run(SHARED / "groups" / "score.py", "--json", "--cmd", COMMAND, *groups))
    strict = scores["strict"]
    measured = {
        **strict,
        "apart": scores["apart"],
        "agree_f1_mean": scores["macro"]["agree_f1"],
        "false_conflicts_per_group": strict["false_conflicts"] / len(groups),
    }
    read = {kind: table["extract_r"] for kind, table in scores["per_kind"].items()}
    assert not floors.below(measured, FLOORS["groups"]) | floors.below(read, FLOORS["kinds"])


def test_reading_figures_and_dates_keeps_above_its_floors() -> None:
    printed = run(SHARED / "specs" / "score.py", "--cmd", COMMAND, SHARED / "specs" / "dev.jsonl")
    measured = {m[1]: float(m[2]) for m in re.finditer(r"^ALL (\w+) .* ([01]\.\d+)$", printed, re.MULTILINE)}
    assert not floors.below(measured, FLOORS["specs"])
