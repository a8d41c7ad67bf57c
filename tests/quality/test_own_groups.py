"""Measured quality of our own annotated groups stays above its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.scoring import Score, score

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["own_groups"]


@pytest.mark.quality
def test_our_own_groups_keep_above_their_floors() -> None:
    total = Score()
    for folder in sorted(p for p in (HERE / "groups").iterdir() if p.is_dir()):
        score(folder, total)
    measured = {name: total.ratio(name) for name in ("read", "agreement", "conflict", "apart")}
    measured["false_conflicts_per_group"] = total.counts["false conflicts"] / total.counts["groups"]
    missed = {
        name: (measured[name], floor)
        for name, floor in FLOORS.items()
        if not floor.get("at_least", 0) <= measured[name] <= floor.get("at_most", 1)
    }
    assert not missed, "\n".join(total.notes)
