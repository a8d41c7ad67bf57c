"""Print how long the work takes against what it cannot do without, and against its peers on the same text.

    python -m tests.bench [--rounds N]

Each time is the median of N processes; program and yardstick take turns, so that a busy minute slows both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import load, page
from tests.bench.compare import STORY
from tests.bench.run import Result, median_work, medians, seconds
from tests.bench.worst_strings import GROWTH, LONG, SHORT, growths

COMMAND = [sys.executable, "-m", "reconcile"]
BARE = [sys.executable, "-c", "pass"]
TOKENISE = """
import sys
from pathlib import Path
from kiwipiepy import Kiwi
kiwi = Kiwi(load_multi_dict=False, num_workers=1)
for path in sys.argv[1:]:
    kiwi.tokenize(Path(path).read_text(encoding="utf-8"))
"""
EXTRACT_LINES = 400
PART = "4000"
SIZES = (125_000, 250_000, 500_000, 1_000_000)


def bundled_articles() -> list[Path]:
    """The first two articles of the bundled example, both Korean."""
    folder = Path(str(files("reconcile") / "demo"))
    listed = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))["articles"]
    return [folder / article["file"] for article in listed[:2]]


def commands(rounds: int) -> Table:
    """Whole commands, the start of their process included."""
    table = Table("command", "seconds", "against", "seconds", "ratio", "target", title="Commands")
    paths = [str(path) for path in bundled_articles()]
    for name, command, yardstick_name, yardstick, target in (
        ("reconcile --help", [*COMMAND, "--help"], "python -c pass", BARE, 10),
        ("reconcile extract, one article", [*COMMAND, "extract", paths[0]], "kiwipiepy loads and tokenises it",
         [sys.executable, "-c", TOKENISE, paths[0]], 2),
        ("reconcile diff, two articles", [*COMMAND, "diff", *paths, "--format", "json"],
         "kiwipiepy loads and tokenises them", [sys.executable, "-c", TOKENISE, *paths], 2),
    ):  # fmt: skip
        took, against = medians(rounds, lambda c=command: seconds(c), lambda c=yardstick: seconds(c))  # type: ignore[misc]
        table.add_row(name, f"{took:.3f}", yardstick_name, f"{against:.3f}", f"{took / against:.2f}", f"≤ {target}")
    characters, took = line_speed(rounds)
    rate = f"{characters / took:,.0f} /s"
    table.add_row(f"extract --jsonl, {characters:,} characters", f"{took:.3f}", "a second", "1", rate, "-")
    return table


def line_speed(rounds: int) -> tuple[int, float]:
    """Characters given to `reconcile extract --jsonl` and the seconds it takes beyond those for one line."""
    lines = [line for a in bundled_articles() for line in a.read_text(encoding="utf-8").splitlines() if line.strip()]
    many = [lines[i % len(lines)] for i in range(EXTRACT_LINES)]
    feed = "".join(
        json.dumps({"id": i, "text": t, "published": "2026-03-14", "language": "ko"}) + "\n" for i, t in enumerate(many)
    )
    one = feed.splitlines(keepends=True)[0]
    command = [*COMMAND, "extract", "--jsonl"]
    all_lines, first = medians(rounds, lambda: seconds(command, feed), lambda: seconds(command, one))
    return sum(map(len, many)), max(all_lines - first, 1e-9)


def values(rounds: int) -> Table:
    """Figures, dates and places without morphemes, in characters a second."""
    table = Table("ours", "/s", "peer", "/s", "times as fast", "target", title="Figures, dates and places")
    for name, ours, peer_name, peer, target in (
        ("Korean, whole articles", ("values", "ko", "article"), "Duckling", ("duckling", "ko", "article"), 5),
        ("Korean, line by line", ("values", "ko", "line"), "Duckling", ("duckling", "ko", "line"), 5),
        ("English, line by line", ("values", "en", "line", PART), "Recognizers-Text, English",
         ("recognizers", "line"), 100),
        ("Korean, line by line", ("values", "ko", "line", PART), "Recognizers-Text, English",
         ("recognizers", "line"), 100),
    ):  # fmt: skip
        mine, theirs = median_work(rounds, ours, peer)
        if "absent" in theirs:
            table.add_row(
                name, f"{_rate(mine):,.0f}", peer_name, f"not measured: {theirs['absent']}", "-", f"≥ {target}"
            )
            continue
        ratio = _rate(mine) / _rate(theirs)
        table.add_row(name, f"{_rate(mine):,.0f}", peer_name, f"{_rate(theirs):,.0f}", f"{ratio:.1f}", f"≥ {target}")
    return table


def whole(rounds: int) -> Table:
    """All of claim extraction, in microseconds a character."""
    table = Table("extraction", "µs/char", "against", "µs/char", "ratio", "target", title="Claims, with morphemes")
    ours, theirs = median_work(rounds, ("extraction", "ko"), ("tokenise", "ko"))
    for measure, target in (("wall", "≤ 1.5"), ("cpu", "-")):
        took, against = _cost(ours, measure), _cost(theirs, measure)
        table.add_row(
            f"Korean, {measure}",
            f"{took:.1f}",
            "kiwipiepy tokenises it",
            f"{against:.1f}",
            f"{took / against:.2f}",
            target,
        )
    (english,) = median_work(rounds, ("extraction", "en"))
    table.add_row("English, wall", f"{_cost(english, 'wall'):.1f}", "-", "-", "-", "-")
    return table


def growth() -> Table:
    """One Korean article of growing size, from its text to its claims."""
    table = Table("bytes", "characters", "seconds", "µs/char", "to the smallest", "target", title="Growth")
    results = [median_work(1, ("growth", "ko", str(size)))[0] for size in SIZES]
    for size, result in zip(SIZES, results, strict=True):
        ratio = _cost(result, "cpu") / _cost(results[0], "cpu")
        table.add_row(
            f"{size:,}", f"{result['characters']:,.0f}", f"{result['wall']:.1f}", f"{_cost(result, 'cpu'):.1f}",
            f"{ratio:.2f}", "≤ 1.3",
        )  # fmt: skip
    return table


def worst_strings() -> Table:
    """Strings on which a grammar may lose its way: the ten whose cost grows most."""
    title = f"Hard strings: {LONG:,} characters to {SHORT:,}"
    table = Table("read by", "times the time", "target", title=title)
    for times, name in growths()[:10]:
        table.add_row(name, f"{times:.1f}", f"≤ {GROWTH}")
    return table


def memory() -> Table:
    """The most that one process holds."""
    table = Table("process", "MB", "target", title="Memory")
    for name, what in (("extracts every bundled article", "extract"), ("compares three articles", "diff")):
        (result,) = median_work(1, ("memory", what))
        most = result.get("megabytes")
        table.add_row(name, f"{most:.0f}" if most is not None else f"not measured: {result['absent']}", "≤ 500")
    return table


def comparing(rounds: int) -> Table:
    """Two articles of 3,000 characters, and stories."""
    table = Table("comparison", "seconds", "against", "seconds", "ratio", "target", title="Comparing")
    for name, work, yardstick, target in (
        ("claims given, two articles", "aligning", "rapidfuzz cdist(token_set_ratio) of the claims", "≤ 5"),
        ("two articles, warm", "comparing", "kiwipiepy tokenises them", "≤ 2"),
    ):
        (taken,) = median_work(rounds, (work,))
        ours, against = float(taken["ours"]), float(taken["yardstick"])
        table.add_row(name, f"{ours:.4f}", yardstick, f"{against:.4f}", f"{ours / against:.1f}", target)
        if (unread := taken.get("unread")) is not None:
            name = "the same, compared for the first time"
            table.add_row(name, f"{unread:.4f}", yardstick, f"{against:.4f}", f"{float(unread) / against:.1f}", "")
    large, half = median_work(1, ("story", str(STORY)), ("story", str(STORY // 2)))
    whole, smaller, more = float(large["whole"]), float(half["whole"]), float(large["one_more"])
    name = f"a story of {STORY}"
    table.add_row(name, f"{whole:.2f}", f"one of {STORY // 2}", f"{smaller:.2f}", f"{whole / smaller:.2f}", "≤ 2.6")
    table.add_row("one article more", f"{more:.3f}", name, f"{whole:.2f}", f"{more / whole:.1%}", "≤ 5%")
    return table


def _rate(result: Result) -> float:
    return float(result["characters"]) / float(result["wall"])


def _cost(result: Result, measure: str) -> float:
    return float(result[measure]) / float(result["characters"]) * 1e6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="processes for each median (default: %(default)s)")
    rounds = parser.parse_args().rounds
    console = Console(width=120)
    for table in (
        lambda: commands(rounds), lambda: values(rounds), lambda: whole(rounds), lambda: comparing(rounds),
        growth, worst_strings, memory, lambda: page.table(rounds),
    ):  # fmt: skip
        console.print(table())
    for found in load.tables():
        console.print(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
