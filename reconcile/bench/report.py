"""What a run found, as counts, as JSON, and as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reconcile.bench.measure import Result
from reconcile.bench.model import INJECTED, LEVELS, REWORDED
from reconcile.bench.sample import Plan
from reconcile.claims.extract import Extraction
from reconcile.report.page import Page
from schemas.reconciliation import Comparison

if TYPE_CHECKING:
    from rich.console import Console

_AROUND = 60
"""Letters shown before and behind a change."""


@dataclass(frozen=True)
class Row:
    """Pairs of one kind, or all of them, in one language at one level.

    `right`: changes found, or rewordings without a false conflict; `stray`: pairs of an injection with a conflict
    that does not follow from it.
    """

    language: str
    level: str
    kind: str
    pairs: int
    right: int
    stray: int

    @property
    def rate(self) -> float:
        """Recall, or the share of rewordings with a false conflict."""
        return (self.pairs - self.right if self.level == "rewording" else self.right) / self.pairs


ALL = "all"


def rows(results: Iterable[Result]) -> list[Row]:
    """A row for each language, level and kind, and one for all kinds together."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    for result in results:
        level = result.level or "rewording"
        right = result.found if result.level else not result.false
        for kind in (result.change.kind, ALL):
            row = counts.setdefault((result.language, level, kind), [0, 0, 0])
            row[0] += 1
            row[1] += right
            row[2] += bool(result.level and result.false)
    kinds = (*INJECTED, *REWORDED, ALL)
    order = sorted(counts, key=lambda k: ((*LEVELS, "rewording").index(k[1]), k[0], kinds.index(k[2])))
    return [Row(*key, *counts[key]) for key in order]


def missed(result: Result) -> bool:
    """Whether the change was not found, or the rewording taken for a conflict."""
    return not result.found if result.level else bool(result.false)


def as_json(
    extractions: Sequence[Extraction], plan: Plan, results: Sequence[Result], seed: int, *, misses: bool
) -> Any:
    """The run as plain data; with `misses` every pair that came out wrong, with its text and what was said of it."""
    made: dict[str, Any] = {
        "seed": seed,
        "articles": [e.article.id for e in extractions],
        "rows": [
            {
                "level": r.level,
                "language": r.language,
                "kind": r.kind,
                "pairs": r.pairs,
                ("false_conflict_rate" if r.level == "rewording" else "recall"): round(r.rate, 4),
                "stray_conflicts": r.stray,
            }
            for r in rows(results)
        ],
        "skipped": [
            {"language": language, "kind": kind, "why": why, "count": count}
            for (language, kind, why), count in sorted(plan.skipped.items())
        ],
    }
    if misses:
        made["misses"] = [_miss(extractions, r) for r in results if missed(r)]
    return made


def _miss(extractions: Sequence[Extraction], result: Result) -> dict[str, Any]:
    article = extractions[result.article].article
    shown = result.seen if result.level else result.false
    return {
        "article": article.id,
        "title": article.title,
        "level": result.level or "rewording",
        "language": result.language,
        "kind": result.change.kind,
        "variant": result.change.variant,
        "original": [_line(article.text, *span) for span in _shown(result)],
        "copy": [_line(result.copy.article.text, *result.copy.at(span)) for span in _shown(result)],
        "said": [_said(c, article.id) for c in shown],
    }


def _shown(result: Result) -> list[tuple[int, int]]:
    """The spans that changed; for a new order the paragraphs."""
    return [(e.start, e.end) for e in result.change.edits] or list(result.change.focus)


def _said(comparison: Comparison, original: str) -> dict[str, Any]:
    return {
        "kind": comparison.kind,
        "verdict": comparison.verdict,
        "reason": comparison.reason.code,
        "original": [e.text for e in comparison.evidence if e.article == original],
        "copy": [e.text for e in comparison.evidence if e.article != original],
    }


def _line(text: str, start: int, end: int) -> str:
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _AROUND)
    return f"{text[first:start]}[{text[start:end]}]{text[end:last]}".replace("\n", " / ")


def as_text(
    extractions: Sequence[Extraction],
    plan: Plan,
    results: Sequence[Result],
    *,
    misses: bool,
    width: int = 100,
    colour: bool = False,
) -> str:
    """The table, and with `misses` the pairs that came out wrong."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    page = Page(width, colour)
    found = rows(results)
    for level, title, column in (
        ("plain", "Changed in one place: reported as a conflict", "recall"),
        ("reworded", "Changed in one place, reworded elsewhere", "recall"),
        ("rewording", "Reworded, no value changed: false conflicts", "false"),
    ):
        mine = [r for r in found if r.level == level]
        if not mine:
            continue
        table = Table(title=title, title_justify="left", box=box.SIMPLE, pad_edge=False)
        table.add_column("kind")
        languages = sorted({r.language for r in mine})
        for language in languages:
            table.add_column(f"{language} pairs", justify="right")
            table.add_column(column, justify="right")
            if level != "rewording":
                table.add_column("stray", justify="right")
        for kind in dict.fromkeys(r.kind for r in mine):
            cells = []
            for language in languages:
                row = next((r for r in mine if r.language == language and r.kind == kind), None)
                rate = "" if row is None else f"{row.rate:.1%}" if level == "rewording" else f"{row.rate:.3f}"
                cells += [str(row.pairs) if row else "", rate]
                if level != "rewording":
                    cells.append(str(row.stray) if row else "")
            table.add_row(kind, *cells, style="bold" if kind == ALL else "")
        page.console.print(table)
    skipped = sum(plan.skipped.values())
    page.console.print(
        Text(f"{len(extractions)} articles, {len(results)} of the pairs they allow; {skipped} places not changed."),
        soft_wrap=True,
    )
    if misses:
        _print_misses(page.console, [_miss(extractions, r) for r in results if missed(r)])
    return page.text()


def _print_misses(console: Console, found: list[dict[str, Any]]) -> None:
    from rich.text import Text

    for miss in found:
        head = f"{miss['level']} · {miss['kind']} · {miss['variant']} · {miss['title'] or miss['article']}"
        console.print(Text(f"\n{head}", style="bold"), soft_wrap=True)
        for mark, name in (("-", "original"), ("+", "copy")):
            for line in miss[name]:
                console.print(Text(f"  {mark} {line}"), soft_wrap=True)
        for said in miss["said"]:
            texts = f"{' · '.join(said['original'])} | {' · '.join(said['copy'])}"
            console.print(Text(f"    {said['kind']} {said['verdict']} ({said['reason']}): {texts}"), soft_wrap=True)
