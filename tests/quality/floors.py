"""The floors under measured quality: read, compared, raised, and never quietly lowered.

A floor is {"at_least": number, "why": what it holds}, or "at_most" where less is better. A floor that is lower than
the committed one takes a "lowered" that says why.
"""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.json")


def read() -> dict[str, Any]:
    """All tables of floors.json."""
    tables: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return tables


def committed() -> dict[str, Any]:
    """The tables as last committed; none where there is no history to look into."""
    command = ["git", "show", f"HEAD:./{FILE.name}"]
    try:
        done = subprocess.run(command, capture_output=True, cwd=FILE.parent, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    tables: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
    return tables


def below(measured: Mapping[str, float | None], floors: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The figures that miss their floor, said in words; one that could not be measured misses it too."""
    found = {}
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None or value < floor.get("at_least", value) or value > floor.get("at_most", value):
            found[name] = f"{value} against {floor}"
    return found


def lowered(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[str]:
    """The floors of `new` that are lower than those of `old`, with no new reason given."""
    before = dict(_walk(old))
    found = []
    for name, floor in _walk(new):
        was = before.get(name)
        if was is None:
            continue
        fell = floor.get("at_least", 0) < was.get("at_least", 0) or floor.get("at_most", 0) > was.get("at_most", 0)
        dropped = any(side in was and side not in floor for side in ("at_least", "at_most"))
        if (fell or dropped) and floor.get("lowered") in (None, "", was.get("lowered")):
            found.append(f"{name}: {was} became {floor}")
    return found


def raised(floor: Mapping[str, Any], value: float, margin: float) -> dict[str, Any]:
    """The floor moved up to `margin` below what was measured, or as it was."""
    if "at_most" in floor:
        return {**floor, "at_most": min(floor["at_most"], math.ceil((value + margin) * 1000) / 1000)}
    return {**floor, "at_least": max(floor.get("at_least", 0.0), math.floor((value - margin) * 1000) / 1000)}


def write(tables: Mapping[str, Any]) -> None:
    """Write floors.json, a floor on a line."""
    FILE.write_text(_text(tables, 0) + "\n", encoding="utf-8")


def _walk(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            inner = f"{path}.{name}" if path else name
            if "at_least" in value or "at_most" in value:
                yield inner, value
            else:
                yield from _walk(value, inner)


def _text(table: Mapping[str, Any], depth: int) -> str:
    if not any(isinstance(v, dict) for v in table.values()):
        return json.dumps(table, ensure_ascii=False)
    lines = []
    for name, value in table.items():
        text = _text(value, depth + 1) if isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
        lines.append("  " * (depth + 1) + f"{json.dumps(name, ensure_ascii=False)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"
