"""The fact sheet: one table of the reconciled values with the sources that state them, for the desk.

A value that the sources agree on is one row, with the most exact value; where they conflict, or one has a later count,
each value is a row of its own, and none is declared right. What only one source has stands there when asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import get_args

from reconcile.report import csv
from reconcile.report.address import web_address
from reconcile.report.context import plain
from reconcile.report.markdown import escape
from reconcile.report.messages import Language, text
from reconcile.report.values import label, relation_name, told_alike
from reconcile.report.view import Source, Viewer, majority_language
from schemas.reconciliation import Comparison, ReconciledEntry, Reconciliation, Side, Verdict
from schemas.values import DetailKind

SHOWN: tuple[Verdict, ...] = ("agreement", "update", "conflict", "unclear")
"""What a sheet holds unless asked otherwise: values that more than one source speaks of."""
COLUMNS = ("kind", "role", "value", "written", "sources", "independent", "verdict", "relation")
"""Each is the name of a message, `report.facts.…`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: what the value is about, the value, how it is written, and who states it."""

    verdict: Verdict
    kind: str
    role: str
    value: str
    written: str
    sources: tuple[Source, ...]
    independent: int
    state: str
    relation: str

    def cells(self, language: Language) -> tuple[str, ...]:
        """The row as text, in the order of COLUMNS."""
        cited = "; ".join(f"[{source.number}] {source.name}" for source in self.sources)
        return (
            self.kind, self.role, self.value, self.written, cited or text(language, "report.basis"),
            str(self.independent) if self.sources else "", self.state, self.relation,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    language: Language
    sources: tuple[Source, ...]
    addresses: tuple[str, ...]
    """Of the sources, in the same order; empty where unknown."""
    facts: tuple[Fact, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(text(self.language, f"report.facts.{name}") for name in COLUMNS)

    def links(self) -> tuple[tuple[Source, str], ...]:
        """Each source with its address as a link, empty where it is none."""
        return tuple((source, web_address(url)) for source, url in zip(self.sources, self.addresses, strict=True))

    @property
    def title(self) -> str:
        return text(self.language, "report.facts.title", {"count": len(self.sources)})


def build(document: Reconciliation, language: Language | None = None, only: Collection[Verdict] = ()) -> Sheet:
    """The sheet of `document`, by kind; `only` these verdicts, else SHOWN."""
    viewer = Viewer(document, language or majority_language(document.articles))
    shown = tuple(only) or SHOWN
    comparisons = [
        c for e in document.reconciled for c in e.comparisons if c.verdict in shown and not _only_tells(c, e)
    ]
    return Sheet(
        language=viewer.language,
        sources=viewer.sources,
        addresses=tuple(plain(article.url or "") for article in document.articles),
        facts=tuple(
            fact
            for kind in get_args(DetailKind)
            for comparison in comparisons
            if comparison.kind == kind
            for fact in _facts(viewer, comparison)
        ),
    )


def markdown(document: Reconciliation, *, language: Language | None = None, only: Collection[Verdict] = ()) -> str:
    """The sheet as GitHub-flavoured Markdown, everything of an article escaped, ending in a newline."""
    sheet = build(document, language, only)
    lines = [f"# {sheet.title}", ""]
    for source, address in zip(sheet.sources, sheet.addresses, strict=True):
        cited = f"{source.number}. **{escape(source.name)}** {escape(source.title)} ({escape(source.date)})"
        lines.append(cited + (f" {escape(address)}" if address else ""))
    lines += ["", f"| {' | '.join(sheet.columns)} |", "|" + "---|" * len(COLUMNS)]
    lines += [f"| {' | '.join(escape(cell) for cell in fact.cells(sheet.language))} |" for fact in sheet.facts]
    if not sheet.facts:
        lines += ["", text(sheet.language, "report.nothing")]
    return "\n".join(lines) + "\n"


def as_csv(document: Reconciliation, *, language: Language | None = None, only: Collection[Verdict] = ()) -> str:
    """The sheet as CSV, its columns named in the language of the report."""
    sheet = build(document, language, only)
    return csv.table([sheet.columns, *(fact.cells(sheet.language) for fact in sheet.facts)])


def _facts(viewer: Viewer, comparison: Comparison) -> Iterator[Fact]:
    whole = Side(value=None, independent_sources=comparison.independent_sources, evidence=_values(comparison))
    for side in comparison.sides or (whole,):
        items = viewer.wordings.first(comparison.evidence[at] for at in side.evidence)
        written = tuple(dict.fromkeys(viewer.words(comparison, item) for item in items))
        stating = {item.article for item in items}
        shown = plain(viewer.wordings.show(side.value, items)) if side.value is not None else ""
        yield Fact(
            verdict=comparison.verdict,
            kind=label(viewer.language, "kind", comparison.kind),
            role=viewer.roles.words(comparison),
            value=(next(iter(written), shown) if comparison.kind == "statement" else shown or " · ".join(written)),
            written=" · ".join(written),
            sources=tuple(s for s, id_ in zip(viewer.sources, viewer.articles, strict=True) if id_ in stating),
            independent=side.independent_sources,
            state=label(viewer.language, "verdict", comparison.verdict),
            relation=relation_name(viewer.language, comparison),
        )


def _only_tells(comparison: Comparison, entry: ReconciledEntry) -> bool:
    """Whether it says no more than that one event is told of which the entry has details."""
    return told_alike(comparison) and any(other.kind != "statement" for other in entry.comparisons)


def _values(comparison: Comparison) -> tuple[int, ...]:
    return tuple(at for at, item in enumerate(comparison.evidence) if item.use == "value")
