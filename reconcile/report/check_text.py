"""The report of a checked draft for a terminal: what has to change first, each with its place in the draft.

6:1  place  [no such place]
  draft    …the centre in «Seo-gu Chimsan-dong»…
  against  Nakdong Wire, Palgong Daily (independent sources: 2)  Buk-gu Chimsan-dong
           Nakdong Wire: …in «Buk-gu Chimsan-dong»…
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reconcile.report.check_view import SECTIONS, CheckView, Issue, Party, Row, Section, build
from reconcile.report.messages import Language, text
from reconcile.report.page import Page, Styled
from reconcile.report.values import label
from reconcile.report.view import majority_language
from schemas.check import Check

_STYLE: dict[Section, str] = {
    "contradicted": "bold red",
    "update": "bold yellow",
    "in_no_source": "bold magenta",
    "unclear": "bold magenta",
    "omitted": "bold cyan",
    "partly_supported": "bold green",
    "supported": "bold green",
}
_PLACE_CELLS = 8
"""What `line:column` and a space take."""


def render(
    check: Check,
    *,
    language: Language | None = None,
    only: Collection[Section] = (),
    width: int = 100,
    colour: bool = False,
) -> str:
    """The report as text, ending in a newline. `language` defaults to that of most articles."""
    view = build(check, language or majority_language(check.document.articles), only)
    page = Page(width, colour)
    _heading(page, view)
    if not check.claims:
        page.line([(_say(view, "no_claim"), "")], before=True)
    elif not only and not view.has("contradicted"):
        page.line([(_say(view, "nothing_contradicted"), "green")], before=True)
    for section in SECTIONS:
        if view.has(section):
            page.rule(f"{_say(view, section)} ({view.has(section)})", _STYLE[section])
        for issue in view.issues.get(section, ()):
            _issue(page, view, issue, section)
        for kind, rows in _by_kind(view.rows.get(section, ())):
            if kind:
                page.line([(kind, "bold")], indent=1)
            for row in rows:
                _row(page, row)
    for note in view.notes:
        page.line([(f"※ {note}", "dim")], before=note == view.notes[0])
    return page.text()


def _say(view: CheckView, name: str) -> str:
    return text(view.language, f"report.check.{name}")


def _heading(page: Page, view: CheckView) -> None:
    count = len(view.sources)
    title = text(view.language, "report.check.title", {"count": count})
    page.line([(title, "bold")])
    page.line([(f" {view.draft.name}  ", "bold"), (view.draft.title, "")], hang=4)
    for source in view.sources:
        page.line(
            [(f" {source.number}  ", ""), (source.name, "bold"), (f"  {source.title}  ", ""), (source.date, "dim")],
            hang=4,
        )
    strip: list[Styled] = [(f"{_say(view, 'claims')} ", "")]
    for fate, number in view.claims:
        name = f"{label(view.language, 'fate', fate)} {number}"
        strip += [(name, _STYLE[fate] if number else ""), ("  ·  ", "")]
    left_out = text(view.language, "report.check.left_out", {"count": view.omitted})
    page.line([*strip, (left_out, _STYLE["omitted"] if view.omitted else "")], before=True)


def _issue(page: Page, view: CheckView, issue: Issue, section: Section) -> None:
    about = issue.kind + (f" · {issue.role}" if issue.role else "")
    head: list[Styled] = [(f"{issue.place:<{_PLACE_CELLS}}", "dim"), (about, "bold")]
    if issue.relation:
        head.append((f"  [{issue.relation}]", _STYLE[section]))
    page.line(head)
    page.line([(issue.reason, "")], indent=2)
    labels = [_say(view, "draft"), *(party.what for party in issue.parties)]
    cells = max(page.cells(name) for name in labels) + 2
    page.labelled(labels[0], page.fragments(issue.draft), indent=2, cells=cells)
    for party in issue.parties:
        page.labelled(party.what, _who(party), indent=2, cells=cells)
        for voice in party.voices:
            lead = [(f"{voice.source}: ", "")] if voice.source != party.who else []
            page.labelled("", [*lead, *page.fragments(voice.words)], indent=2, cells=cells)
    for note in issue.notes:
        page.labelled("", [(f"※ {note}", "dim")], indent=2, cells=cells)


def _who(party: Party) -> list[Styled]:
    count = f" ({party.count})" if party.count else ""
    return [(party.who, "bold underline"), (count, "dim"), (f"  {party.value}" if party.value else "", "bold")]


def _row(page: Page, row: Row) -> None:
    lead = f"{row.place:<{_PLACE_CELLS}}" if row.place else "   "
    role = f"{row.role}: " if row.role else ""
    words = page.fragments(row.words)
    page.cut([(f" {lead}", "dim"), (role, ""), *words], f"  — {row.tail}" if row.tail else "")


def _by_kind(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return list(found.items())
