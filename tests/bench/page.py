"""The report as a page: how large it is for a story, how long a browser takes to open it, and for what it stalls."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

from rich.table import Table

from reconcile import reconcile
from reconcile.report import html
from schemas.article import Article
from tests.bench import tasks
from tests.bench.story import made_story

ARTICLES = 20
LARGEST = 2_000_000
LONGEST = 200
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--window-size=1440,900", "--enable-logging=stderr")  # fmt: skip
PROBE = """<script>addEventListener('load', () => requestAnimationFrame(() => setTimeout(() =>
console.log('opened after ' + performance.now() + ' ms'))))</script></body>"""


def table(rounds: int) -> Table:
    """Size, writing, opening."""
    found = Table("page", "", "against", "", "ratio", "target", title=f"The page of a story of {ARTICLES}")
    articles, _ = made_story(ARTICLES, plant=True)
    document = reconcile(articles)
    html.render(document)
    began = time.process_time()
    page = html.render(document)
    took = time.process_time() - began
    size = len(page.encode())
    found.add_row("size, bytes", f"{size:,}", "", "", f"{size / LARGEST:.2f}", f"≤ {LARGEST:,}")
    found.add_row("writing it, seconds", f"{took:.2f}", "", "", "-", "-")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        found.add_row("opening it", "not measured: no Chromium", "", "", "-", "≤ 4")
        return found
    ours, against = _opened(browser, rounds, (page, _bare(articles)))
    ratio = f"{ours / against:.1f}"
    found.add_row("opening it, ms", f"{ours:.0f}", "its texts alone", f"{against:.0f}", ratio, "≤ 4")
    for name, task in _stalled(browser, rounds, page).items():
        wall, cpu = f"{task.wall:.0f}", f"{task.cpu:.0f}"
        found.add_row(f"longest task of {name}, ms", wall, "of the processor", cpu, "-", f"≤ {LONGEST}")
    return found


def _stalled(browser: str, rounds: int, page: str) -> dict[str, tasks.Longest]:
    """By what is done with the page: of the longest tasks of each round, the median."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        taken = [tasks.longest(browser, file) for _ in range(rounds)]
    return {
        name: tasks.Longest(*map(statistics.median, zip(*(each[name] for each in taken), strict=True)))
        for name in taken[0]
    }


def _bare(articles: Sequence[Article]) -> str:
    lines = (f"<p>{escape(line)}</p>" for article in articles for line in article.text.splitlines() if line)
    return f'<!doctype html><html lang="ko"><meta charset="utf-8"><title>-</title><body>{"".join(lines)}</body></html>'


def _opened(browser: str, rounds: int, pages: Sequence[str]) -> list[float]:
    """For each page the median of milliseconds to the first frame after it has loaded, the pages taking turns.

    The page's own policy would keep the probe out, and is left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.html" for number in range(len(pages))]
        for file, page in zip(files, pages, strict=True):
            file.write_text(re.sub(r'<meta http-equiv="[^>]*>', "", page).replace("</body>", PROBE), encoding="utf-8")
        taken = [[_milliseconds(browser, file) for file in files] for _ in range(rounds + 1)][1:]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def _milliseconds(browser: str, file: Path) -> float:
    picture = file.with_suffix(".png")
    done = subprocess.run([browser, *FLAGS, f"--screenshot={picture}", file.as_uri()], capture_output=True, text=True)
    told = re.search(r"opened after ([\d.]+) ms", done.stderr)
    if told is None:
        raise SystemExit(f"{browser} did not open the page: {done.stderr[-500:]}")
    return float(told[1])
