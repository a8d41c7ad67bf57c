"""Processes that are measured: run, taking turns, their medians."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

Result = dict[str, float | str]


def seconds(command: list[str], feed: str | None = None) -> float:
    """Wall-clock seconds of one process. Exit status 1 is diff's way of saying that it found conflicts."""
    began = time.perf_counter()
    _run(command, feed)
    return time.perf_counter() - began


def work(*arguments: str) -> Result:
    """What a piece of `tests.bench.work` reports of itself."""
    result = json.loads(_run([sys.executable, "-m", "tests.bench.work", *arguments]))
    assert isinstance(result, dict)
    return result


def medians(rounds: int, *runs: Callable[[], float]) -> list[float]:
    """The median of each, the runs taking turns; one turn before, uncounted, fills the file cache."""
    for run in runs:
        run()
    taken = [[run() for run in runs] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def median_work(rounds: int, *pieces: tuple[str, ...]) -> list[Result]:
    """For each piece of work the median of what it reports, the pieces taking turns; the reason where it is absent."""
    taken = [[work(*piece) for piece in pieces] for _ in range(rounds)]
    return [_median(list(column)) for column in zip(*taken, strict=True)]


def _median(results: list[Result]) -> Result:
    if "absent" in results[0]:
        return results[0]
    return {key: statistics.median(float(result[key]) for result in results) for key in results[0]}


def _run(command: list[str], feed: str | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, input=feed, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout
