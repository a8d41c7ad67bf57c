"""Measure our own annotated groups and hold the floors: python -m tests.quality.gate [--write] [--missed]

Prints a table and ends with 1 where a figure is below its floor, the corpus is another one than the floors were
measured on, or a floor was lowered without a reason. `--write` raises the floors to a margin below what is measured,
and never lowers one; `--missed` lists what was missed.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality import floors
from tests.quality.scoring import KINDS, STRICT, Tally, false_conflicts, load, measures, score

GROUPS = Path(__file__).with_name("groups")
MARGIN = 0.01
FEWEST = 20
"""Of fewer cases each is worth more than 5%: the share is printed, and has no floor."""
WHY = {
    "extract_r": "details of gold that were read",
    "extract_p": "details read that gold names",
    "agree_r": "facts of several sources whose sources met in an agreement",
    "agree_p": "agreements that are right",
    "agree_f1": "agreements found and right",
    "conflict_r": "conflicts of gold that were found",
    "conflict_p": "conflicts that are right: a false one costs more trust than a missed one",
    "conflict_f1": "conflicts found and right",
    "update_p": "updates that are right",
    "unique_r": "what one source alone says, and is told so",
    "apart": "look-alike pairs that were not joined",
    "false_conflicts_per_group": "a false conflict costs more trust than a missed one",
}

Figures = dict[str, dict[str, float | None]]
"""Table ("all", "mean" or a kind) and measure."""


@dataclass(frozen=True)
class Measured:
    """What one run over the groups gave."""

    figures: Figures
    counted: Mapping[tuple[str, str], int]
    missed: tuple[str, ...]


def corpus(groups: Path = GROUPS) -> dict[str, Any]:
    """The digest of the groups' files, and how many groups, facts, and facts in conflict there are."""
    digest = hashlib.sha256()
    for path in sorted(p for p in groups.rglob("*") if p.is_file()):
        digest.update(path.relative_to(groups).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    facts = [f for folder in _folders(groups) for f in load(folder).facts]
    conflicts = sum(f.status == "conflict" for f in facts)
    counts = {"groups": len(_folders(groups)), "facts": len(facts), "conflicts": conflicts}
    return {"corpus": digest.hexdigest(), "counts": counts}


def measure(groups: Path = GROUPS) -> Measured:
    """Score every group, and all of them: pooled, as the mean of groups, and by kind."""
    total, each = Tally(), []
    for folder in _folders(groups):
        one = score(folder)
        each.append(measures(one))
        total.add(one)
    figures: Figures = {"all": measures(total)}
    figures["all"]["false_conflicts_per_group"] = false_conflicts(total) / len(each)
    figures["mean"] = {name: _mean([m[name] for m in each]) for name in ("agree_f1", "conflict_f1", "unique_r")}
    for kind in KINDS:
        of_kind = measures(total, (kind,))
        left_out = ("apart",) if kind in STRICT else ("apart", "agree_f1")
        figures[kind] = {name: value for name, value in of_kind.items() if name not in left_out}
    counted = {(k, name): total.of(name, (k,))[1] for k in KINDS for name in figures[k]}
    counted |= {("all", name): total.of(name, STRICT)[1] for name in figures["all"]}
    counted["all", "apart"] = total.of("apart", ("pair",))[1]
    for table in ("all", *KINDS):
        for side in ("agree", "conflict"):
            halves = [counted.get((table, f"{side}_{half}"), FEWEST) for half in "pr"]
            counted[table, f"{side}_f1"] = min(halves)
    return Measured(figures, counted, tuple(total.missed))


def problems(measured: Measured, found: Mapping[str, Any], table: Mapping[str, Any]) -> list[str]:
    """What stands against passing, in words."""
    told = [
        f"{name}: {found[name]}, and the floors were measured on {table[name]}"
        for name in found
        if found[name] != table[name]
    ]
    for name, of_table in table["floors"].items():
        missed = floors.below(measured.figures[name], of_table)
        told += [f"{name} {figure}: {text}" for figure, text in missed.items()]
    return told


def rise(measured: Measured, table: Mapping[str, Any], margin: float) -> dict[str, Any]:
    """The table with its floors raised, and one for every figure that has none yet."""
    risen: dict[str, Any] = {}
    for name, figures in measured.figures.items():
        old = table.get("floors", {}).get(name, {})
        risen[name] = dict(old)
        for figure, value in figures.items():
            few = figure != "false_conflicts_per_group" and measured.counted.get((name, figure), FEWEST) < FEWEST
            if value is None or few and figure not in old:
                continue
            side = {"at_most": 1.0} if figure == "false_conflicts_per_group" else {"at_least": 0.0}
            floor = floors.raised(old.get(figure, {**side, "why": WHY[figure]}), value, margin)
            if floor.get("at_least") != 0.0:
                risen[name][figure] = floor
    return {**corpus(), "floors": {name: of_table for name, of_table in risen.items() if of_table}}


def show(measured: Measured, table: Mapping[str, Any]) -> str:
    """A row for each figure: measured, of how many, its floor."""
    rows = [f"{'':13}{'':27}{'measured':>9}{'of':>7}{'floor':>9}"]
    for name, figures in measured.figures.items():
        for figure, value in figures.items():
            if value is None:
                continue
            floor = table.get("floors", {}).get(name, {}).get(figure, {})
            limit = floor.get("at_least", floor.get("at_most"))
            count = measured.counted.get((name, figure), 0) or ""
            mark = "  BELOW" if floors.below({figure: value}, {figure: floor}) else ""
            rows.append(f"{name:13}{figure:27}{value:9.3f}{count!s:>7}{limit if limit is not None else '':>9}{mark}")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.gate", description="hold the floors")
    parser.add_argument("--write", action="store_true", help="raise the floors to a margin below what is measured")
    parser.add_argument("--margin", type=float, default=MARGIN, help=f"the margin (default {MARGIN})")
    parser.add_argument("--missed", action="store_true", help="list what was missed")
    asked = parser.parse_args()
    measured = measure()
    if asked.write:
        tables = floors.read()
        floors.write({**tables, "own_groups": rise(measured, tables["own_groups"], asked.margin)})
    tables = floors.read()
    print(show(measured, tables["own_groups"]))
    if asked.missed:
        print(*measured.missed, sep="\n")
    told = problems(measured, corpus(), tables["own_groups"])
    told += [f"lowered without a reason: {name}" for name in floors.lowered(tables, floors.committed())]
    if told:
        print(*told, sep="\n")
    return 1 if told else 0


def _folders(groups: Path) -> list[Path]:
    return sorted(p for p in groups.iterdir() if (p / "gold.json").is_file())


def _mean(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else None


if __name__ == "__main__":
    raise SystemExit(main())
