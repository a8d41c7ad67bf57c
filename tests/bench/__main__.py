"""Print how long the commands take against what they cannot do without.

    python -m tests.bench [--rounds N]

Each time is the median of N processes; program and yardstick take turns, so that a busy minute slows both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

BARE = "pass"
TOKENISE = """
import sys
from pathlib import Path
from kiwipiepy import Kiwi
kiwi = Kiwi(load_multi_dict=False, num_workers=1)
for path in sys.argv[1:]:
    kiwi.tokenize(Path(path).read_text(encoding="utf-8"))
"""
EXTRACT_LINES = 400


@dataclass(frozen=True, slots=True)
class Measure:
    """A command, what it is measured against, and the ratio aimed at."""

    name: str
    command: list[str]
    yardstick_name: str
    yardstick: list[str]
    target: float


def seconds(command: list[str], feed: str | None = None) -> float:
    """Wall-clock seconds of one process. Exit status 1 is diff's way of saying that it found conflicts."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, input=feed, encoding="utf-8")
    took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return took


def medians(rounds: int, *runs: Callable[[], float]) -> list[float]:
    """The median of each, the runs taking turns; one turn before, uncounted, fills the file cache."""
    for run in runs:
        run()
    taken = [[run() for run in runs] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def bundled_articles() -> list[Path]:
    """The first two articles of the bundled example, both Korean."""
    folder = Path(str(files("reconcile") / "demo"))
    listed = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))["articles"]
    return [folder / article["file"] for article in listed[:2]]


def measures(articles: list[Path]) -> list[Measure]:
    python, paths = sys.executable, [str(a) for a in articles]
    command = [python, "-m", "reconcile"]
    return [
        Measure("reconcile --help", [*command, "--help"], "python -c pass", [python, "-c", BARE], 10),
        Measure(
            "reconcile diff, two articles",
            [*command, "diff", *paths, "--format", "json"],
            "kiwipiepy loads and tokenises them",
            [python, "-c", TOKENISE, *paths],
            2,
        ),
    ]


def extraction_speed(articles: list[Path], rounds: int) -> tuple[int, float]:
    """Characters given to `reconcile extract --jsonl` and the seconds it takes beyond those for one line."""
    lines = [line for a in articles for line in a.read_text(encoding="utf-8").splitlines() if line.strip()]
    many = [lines[i % len(lines)] for i in range(EXTRACT_LINES)]
    feed = "".join(
        json.dumps({"id": i, "text": t, "published": "2026-03-14", "language": "ko"}) + "\n" for i, t in enumerate(many)
    )
    one = feed.splitlines(keepends=True)[0]
    command = [sys.executable, "-m", "reconcile", "extract", "--jsonl"]
    all_lines, first = medians(rounds, lambda: seconds(command, feed), lambda: seconds(command, one))
    return sum(map(len, many)), max(all_lines - first, 1e-9)


def main() -> int:
    from rich.console import Console
    from rich.table import Table

    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="processes for each median (default: %(default)s)")
    rounds = parser.parse_args().rounds
    table = Table("what", "seconds", "against", "seconds", "ratio", "target")
    articles = bundled_articles()
    for m in measures(articles):
        took, yardstick = medians(rounds, lambda m=m: seconds(m.command), lambda m=m: seconds(m.yardstick))
        table.add_row(
            m.name, f"{took:.3f}", m.yardstick_name, f"{yardstick:.3f}", f"{took / yardstick:.2f}", f"< {m.target:g}"
        )
    characters, took = extraction_speed(articles, rounds)
    table.add_row(
        f"extract, {characters:,} characters", f"{took:.3f}", "a second", "1", f"{characters / took:,.0f} /s", "-"
    )
    Console(width=120).print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
