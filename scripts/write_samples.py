"""Rewrites what the manual shows of the program: samples of its output, and what depends on the weights.

    python -m scripts.write_samples            rewrites README.md and docs/*.md
    python -m scripts.write_samples --check    says which of them differ from what would be written

A comment above a block says where it comes from. The output of a command, as far as a terminal of 100 columns shows it:

    <!-- sample
    $ reconcile why a.txt:3 b.txt:5 --lang en
    from 1. figure
    to 2. figure
    -->

begins at the line that begins so, and goes on to the next empty line, or with `to` to the line before the one that
begins so (`to end`: to the end). Files that a page shows, "`a.txt`:" and an indented block, are there for its commands;
those of other pages run at the root of the project. And, since counting takes a minute, only where the weights changed:

    <!-- weights 0123456789ab -->                        a sentence: how many pairs they come from
    <!-- weights 0123456789ab figure measure head -->    a table: how the bits of a level of `figure` are made

with the digest of the weights file that the block was made with.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2
from pathlib import Path
from unittest.mock import patch

from reconcile.alignment.weights import digest
from reconcile.cli import run

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = 100
_SAMPLE = re.compile(
    r"(<!-- sample\n\$ reconcile (?P<command>.+)\n(?:from (?P<start>.+)\n)?(?:to (?P<end>.+)\n)?-->\n```text\n)"
    r"(?:(?!```).*\n)*```\n"
)
_WEIGHTS = re.compile(r"<!-- weights (?P<digest>[0-9a-f]{12})(?P<of>(?: \w+)*) -->\n(?P<block>(?:.+\n)+)")
_FILE = re.compile(r"^`(?P<name>[\w-]+\.txt)`:\n\n(?P<lines>(?:(?:    .*)?\n)+)", re.MULTILINE)


def pages() -> list[Path]:
    """The pages that have samples."""
    return [p for p in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if "\n<!-- " in p.read_text("utf-8")]


def rewritten(page: str, *, count: bool = True) -> str:
    """The text of a page with its blocks made anew.

    Without `count` blocks made with other weights are not counted again, but get the digest, and so differ.
    """
    with contextlib.ExitStack() as stack:
        _enter_folder(stack, page)
        page = _SAMPLE.sub(lambda found: f"{found[1]}{_printed(found)}```\n", page)
    return _WEIGHTS.sub(lambda found: _counted(found, count), page)


def _enter_folder(stack: contextlib.ExitStack, page: str) -> None:
    """Where the commands of a page run: where the files are that it shows, else at the root."""
    files = {found["name"]: found["lines"] for found in _FILE.finditer(page)}
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if files else ROOT
    for name, lines in files.items():
        text = "".join(line.removeprefix("    ") for line in lines.strip("\n").splitlines(keepends=True))
        (folder / name).write_text(text.strip() + "\n", encoding="utf-8")
    stack.enter_context(contextlib.chdir(folder))


def _printed(sample: re.Match[str]) -> str:
    lines = list(_part(_output(shlex.split(sample["command"])), sample["start"], sample["end"]))
    if not lines:
        raise SystemExit(f"no line begins with {sample['start']!r} in the output of: reconcile {sample['command']}")
    return "".join(f"{line}\n" for line in lines)


def _output(arguments: Sequence[str]) -> list[str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), patch.dict(os.environ, COLUMNS=str(COLUMNS)):
        status = run(arguments)
    if status not in (0, 1):
        raise SystemExit(f"exit status {status}: reconcile {shlex.join(arguments)}")
    out.seek(0)
    return out.read().rstrip("\n").split("\n")


def _part(lines: Sequence[str], start: str | None, end: str | None) -> Iterator[str]:
    begun = start is None
    for line in lines:
        begun = begun or line.lstrip().startswith(start or "")
        if begun and (line.startswith(end) if end else not line and start is not None):
            return
        if begun:
            yield line


def _counted(found: re.Match[str], count: bool) -> str:
    head = f"<!-- weights {digest()}{found['of']} -->\n"
    if found["digest"] == digest() or not count:
        return head + found["block"]
    return head + (_making(*found["of"].split()) if found["of"] else _source())


def _source() -> str:
    from scripts.estimate_weights import WEIGHTS

    source = " ".join(re.findall(r"^# ?(.*)", WEIGHTS.read_text(encoding="utf-8"), re.MULTILINE))
    told = re.search(r"(\d+) labelled pairs, (\d+) of them with values that agree, of the (\d+) groups", source)
    if told is None:
        raise SystemExit(f"the head of {WEIGHTS} does not say how many pairs were counted")
    pairs, agreeing, groups = (int(number) for number in told.groups())
    return f"{pairs:,} pairs of {groups} groups were counted, {agreeing:,} of them with values that agree.\n"


def _making(kind: str, feature: str, level: str) -> str:
    """How the bits of a level are made, for details of a kind whose values agree."""
    from reconcile.knowledge.gazetteer import Gazetteer
    from scripts.estimate_weights import GROUPS, PRIOR, estimate, labelled, shared_out

    gazetteer = Gazetteer.load()
    folders = sorted(p.parent for p in GROUPS.glob("*/gold.json"))
    pairs = [p for folder in folders for p in labelled(folder, gazetteer) if p.agree and p.kind == kind]
    seen, asked = Counter[bool](), Counter[bool]()
    for pair in pairs:
        if feature in pair.levels:
            asked[pair.one_fact] += pair.weight  # type: ignore[assignment]
            seen[pair.one_fact] += pair.weight * (pair.levels[feature] == level)  # type: ignore[assignment]
    m, u = ((seen[one] + 0.5) / (asked[one] + 1) for one in (True, False))
    both = seen[True] + seen[False]
    bits = estimate(pairs)
    made = shared_out(pairs, bits)[1][feature][level]
    return f"""\
| step | | |
|---|---|---|
| m | {seen[True]:.1f} of {asked[True]:.1f} pairs of one fact (half a pair is added to each count) | {m:.3f} |
| u | {seen[False]:.1f} of {asked[False]:.1f} pairs of two facts | {u:.3f} |
| log2(m/u) | | {log2(m / u):.1f} |
| times {both:.1f} / ({both:.1f} + {PRIOR:g}), since few pairs tell little | | {bits[feature][level]:.1f} |
| times the factor of `{feature}`, {made / bits[feature][level]:.2f} | | **{made:.1f}** |
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="rewrite the samples of the manual")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page differs")
    check = parser.parse_args(arguments).check
    stale = False
    for path in pages():
        old = path.read_text(encoding="utf-8")
        new = rewritten(old, count=not check)
        if new != old:
            stale = True
            print(path.relative_to(ROOT))
            if not check:
                path.write_text(new, encoding="utf-8", newline="\n")
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
