"""Draw docs/diff.svg: what `reconcile diff` shows in a terminal for two of the bundled articles.

python -m scripts.draw_picture
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from reconcile.cli.demo import articles
from reconcile.pipeline import reconcile
from reconcile.report import text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 100
LINES = 46
"""The beginning: conflicts stand first."""


def picture() -> str:
    """The SVG. Fonts are left to the reader's machine: a picture in a manual fetches nothing."""
    report = text.render(reconcile(articles()[:2]), language="ko", width=COLUMNS, colour=True)
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in report.splitlines()[:LINES]:
        console.print(Text.from_ansi(line), no_wrap=True)
    svg = console.export_svg(title="reconcile diff 1.txt 2.txt", unique_id="diff")
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    return re.sub(r"<!-- Generated with Rich.*?-->\s*", "", svg).replace("Fira Code", "D2Coding, Noto Sans Mono CJK KR")


def main() -> None:
    path = ROOT / "docs" / "diff.svg"
    path.write_text(picture(), encoding="utf-8", newline="\n")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
