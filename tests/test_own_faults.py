"""Own knowledge is held against the packaged data before it takes part in anything."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reconcile.own import own_faults
from schemas.knowledge import NOTHING, OwnKnowledge

ROWS = tomllib.loads(Path(__file__).with_name("own_faults.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ROWS["case"], ids=lambda case: case["name"])
def test_what_contradicts_the_packaged_data_is_told(case: dict[str, Any]) -> None:
    found = own_faults(OwnKnowledge.model_validate(case["own"]))
    told = [f"{fault.where}: {fault.problem}" for fault in found]
    assert len(told) == len(case["says"]), told
    assert [t[: len(s)] for t, s in zip(told, case["says"], strict=True)] == case["says"]


@pytest.mark.parametrize("row", [*ROWS["fine"], {"name": "nothing", "own": NOTHING}], ids=lambda row: row["name"])
def test_what_can_stand_is_not_faulted(row: dict[str, Any]) -> None:
    assert own_faults(OwnKnowledge.model_validate(row["own"])) == ()
