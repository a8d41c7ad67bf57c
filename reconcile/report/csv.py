"""The document as CSV (RFC 4180): one row for each piece of evidence of each comparison.

Codes (kind, verdict, relation, use) and the names of the columns do not depend on the language of the report; the value
as shown and the explanation are in it. A side that no article states, only reference data, has no row.

Spreadsheets run cells that begin with = + - @ as formulas. As OWASP advises ("CSV Injection"), such a cell gets an
apostrophe before it; so does one that begins with an apostrophe, so that `original` takes back every one of them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from reconcile.report.json import filtered
from reconcile.report.messages import Language
from reconcile.report.values import told_alike
from reconcile.report.view import Viewer, majority_language
from schemas.reconciliation import Comparison, Evidence, Reconciliation, Verdict

COLUMNS = (
    "entry", "comparison", "kind", "role", "verdict", "relation", "known", "side", "use", "independent_sources",
    "value", "value_json", "source", "article", "outlet", "title", "published", "url", "claim", "start", "end", "text",
    "explanation",
)  # fmt: skip
"""`side` counts from 1 in the order of the document, and is empty for operands and context; `known` is yes for a
conflict that a baseline keeps quiet; `source` is the number of the article as given; start and end count characters.
"""

SAME_EVENT = "same_event"
"""The relation of statements that agree: one event is told, whose details are compared on their own."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""How a cell begins that a spreadsheet might run, full-width signs too, and the apostrophe that marks one."""


def render(document: Reconciliation, *, language: Language | None = None, only: Collection[Verdict] = ()) -> str:
    """Header and rows, each ended by CR LF; with `only`, comparisons of these verdicts."""
    return table([COLUMNS, *rows(filtered(document, only), language or majority_language(document.articles))])


def table(cells: Iterable[Sequence[str]]) -> str:
    """Rows of cells as CSV, every one of them harmless to a spreadsheet."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in cells)
    return out.getvalue()


def harmless(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet could take it for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def original(cell: str) -> str:
    """What `harmless` was given."""
    return cell.removeprefix("'")


def rows(document: Reconciliation, language: Language) -> Iterator[tuple[str, ...]]:
    """The cells of every piece of evidence, as they are before they are made harmless."""
    viewer = Viewer(document, language)
    sources = {article.id: (source, article) for article, source in zip(document.articles, viewer.sources, strict=True)}
    known = frozenset(document.baseline.known) if document.baseline else frozenset[str]()
    for entry in document.reconciled:
        for comparison in entry.comparisons:
            of = {at: number for number, side in enumerate(comparison.sides, 1) for at in side.evidence}
            about = (
                entry.id, comparison.id, comparison.kind, viewer.roles.words(comparison), comparison.verdict,
                SAME_EVENT if told_alike(comparison) else comparison.relation or "",
                "yes" if comparison.id in known else "",
            )  # fmt: skip
            for at, item in enumerate(comparison.evidence):
                source, article = sources[item.article]
                shown = viewer.wordings.show(item.value, [item]) if item.value is not None else ""
                yield (
                    *about, _side(comparison, of.get(at)), item.use, str(comparison.independent_sources),
                    shown, _value(item), str(source.number),
                    article.id, article.outlet or "", article.title or "", article.published or "", article.url or "",
                    item.claim, str(item.start), str(item.end), item.text, getattr(comparison.explanation, language),
                )  # fmt: skip


def _side(comparison: Comparison, number: int | None) -> str:
    return str(number) if number is not None and comparison.sides else ""


def _value(item: Evidence) -> str:
    """The typed value as compact JSON, empty where evidence has none."""
    if item.value is None:
        return ""
    return json.dumps(item.value.to_json_dict(), ensure_ascii=False, separators=(",", ":"))
