"""The report for a terminal: conflicts first, with what each side says, everything else in one line each.

Without colour the value is set in «guillemets»; with colour it is bold. No line is wider than `width`
cells, East Asian letters counting two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from reconcile.report import beside
from reconcile.report.messages import Language, text
from reconcile.report.page import Page
from reconcile.report.values import label
from reconcile.report.view import Finding, Line, SideView, View, build, independent, majority_language
from schemas.reconciliation import Reconciliation, Verdict

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import RenderableType
    from rich.text import Text

_STYLE: dict[str, str] = {
    "conflict": "bold red",
    "update": "bold yellow",
    "agreement": "bold green",
    "unclear": "bold magenta",
    "unique": "bold cyan",
}


def render(
    document: Reconciliation,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
    width: int = 100,
    colour: bool = False,
    side_by_side: bool = False,
    context: int | None = None,
) -> str:
    """The report as text, ending in a newline. `language` defaults to that of most articles.

    `side_by_side`: a column for each source, as many as `width` carries; `context`: as `view.build` takes it.
    """
    view = build(document, language or majority_language(document.articles), only, context)
    return Layout(view, width, colour, side_by_side=side_by_side).render(only)


class Layout:
    """A view laid out for `width` cells."""

    def __init__(self, view: View, width: int, colour: bool, *, side_by_side: bool = False) -> None:
        self.view = view
        self.side_by_side = side_by_side
        self.page = Page(width, colour)
        self.width = self.page.width
        self.colour = colour

    def render(self, only: Collection[Verdict]) -> str:
        self._heading()
        shown = 0
        for verdict in ("conflict", "update"):
            shown += self._findings(verdict)
        if not only and not self.view.findings["conflict"]:
            name = "baseline.no_new_conflict" if self.view.baseline else "no_conflict"
            self._print(self._text(self._say(name), "green"), before=1)
        for note in self.view.baseline:
            self._print(self._text(f"※ {note}", "dim"), before=note == self.view.baseline[0])
        shown += self._lines("agreement", self.view.agreements)
        shown += self._findings("unclear")
        shown += self._unique()
        if not shown and not self.view.baseline:
            self._print(self._text(self._say("none_shown" if only else "nothing")), before=1)
        self._checks()
        self._list("copies", self.view.copies)
        self._list("not_compared", self.view.not_compared)
        return self.page.text()

    def _say(self, name: str) -> str:
        return text(self.view.language, f"report.{name}")

    def _text(self, value: str = "", style: str = "") -> Text:
        from rich.text import Text

        return Text(value, style=style if self.colour else "", overflow="fold")

    def _print(self, what: RenderableType, *, before: int = 0, indent: int = 0) -> None:
        from rich.padding import Padding

        for _ in range(before):
            self.page.console.print()
        self.page.console.print(Padding(what, (0, 0, 0, indent)) if indent else what)

    def _heading(self) -> None:
        count = len(self.view.sources)
        self._print(self._text(text(self.view.language, "report.title", {"count": count}), "bold"))
        for source in self.view.sources:
            at, title = (f" {source.number}  ", ""), (f"  {source.title}  ", "")
            self.page.line([at, (source.name, "bold"), title, (source.date, "dim")], hang=4)
        strip = self._text()
        for verdict, number in self.view.counts:
            if strip:
                strip.append("  ·  ")
            name = label(self.view.language, "verdict", verdict)
            strip.append(f"{name} {number}", _STYLE[verdict] if self.colour and number else "")
        self._print(strip, before=1)

    def _section(self, name: str, count: int | None = None) -> None:
        title = self._say(name) + (f" ({count})" if count is not None else "")
        self.page.rule(title, _STYLE.get(name, "bold"))

    # -- conflicts, updates, unclear: side by side --------------------------------------------

    def _findings(self, verdict: Verdict) -> int:
        findings = self.view.findings[verdict]
        if findings:
            self._section(verdict, len(findings))
        for number, finding in enumerate(findings, 1):
            self._finding(number, finding)
        return len(findings)

    def _finding(self, number: int, finding: Finding) -> None:
        head = self._text(f"{number}. ")
        head.append(finding.kind + (f" · {finding.role}" if finding.role else ""), "bold" if self.colour else "")
        if finding.relation:
            head.append(f"  [{finding.relation}]", _STYLE[finding.verdict] if self.colour else "")
        if number > 1:
            self.page.console.print()
        self._print(head)
        self._print(self._text(finding.reason), indent=3)
        if finding.sides:
            self._sides(finding.sides)
        for note in finding.notes:
            self._print(self._text(f"※ {note}", "dim"), indent=3)

    def _sides(self, sides: tuple[SideView, ...]) -> None:
        if self.side_by_side and beside.show(self.page, sides, self.view.language, indent=3):
            return
        if (self.width - 3) // len(sides) - 3 >= beside.NARROWEST:
            self._columns(sides)
        else:
            self._stacked(sides)

    def _columns(self, sides: tuple[SideView, ...]) -> None:
        from rich.table import Table

        table = Table(box=_bar(), show_header=False, expand=True, padding=(0, 1), pad_edge=False, show_edge=False)
        for _ in sides:
            table.add_column(ratio=1, overflow="fold")
        table.add_row(*(self._who(side) for side in sides))
        table.add_row(*(self._value(side) for side in sides))
        table.add_row(*(self._join(self._voices(side)) for side in sides))
        self._print(table, indent=3)

    def _stacked(self, sides: tuple[SideView, ...]) -> None:
        for side in sides:
            self._print(self._join([self._who(side), self._value(side)]), indent=3)
            for voice in self._voices(side):
                self._print(voice, indent=5)

    def _who(self, side: SideView) -> Text:
        names = ", ".join(side.sources)
        line = self._text()
        line.append(names or self._say("basis"), ("bold underline" if names else "dim") if self.colour else "")
        if names:
            line.append(f"  {independent(side.independent, self.view.language)}", "dim" if self.colour else "")
        return line

    def _value(self, side: SideView) -> Text:
        return self._text(side.value, "bold")

    def _voices(self, side: SideView) -> list[Text]:
        lines = []
        for voice in side.voices:
            line = self._text(f"{voice.source}: " if len(side.voices) > 1 else "", "")
            for words, style in self.page.fragments(voice.context):
                line.append(words, style if self.colour else "")
            if voice.times > 1:
                line.append(f" ×{voice.times}")
            lines.append(line)
        return lines

    def _join(self, lines: Iterable[Text]) -> Text:
        return self._text("\n").join([line for line in lines if line.plain])

    # -- agreements and unique details: a line each -------------------------------------------

    def _lines(self, name: str, lines: tuple[Line, ...]) -> int:
        if lines:
            self._section(name, len(lines))
        for kind, group in _grouped(lines):
            self._print(self._text(kind, "bold"), indent=1)
            for line in group:
                tail = f"{', '.join(line.sources)}" + (f" [{line.relation}]" if line.relation else "")
                self._one_line(line, tail + (f" · {line.note}" if line.note else ""))
        return len(lines)

    def _unique(self) -> int:
        lines = self.view.unique
        if lines:
            self._section("unique", len(lines))
        for source in (source.name for source in self.view.sources):
            own = tuple(line for line in lines if line.sources and line.sources[0] == source)
            if own:
                self._print(self._text(f"{source} ({len(own)})", "bold underline"), indent=1)
            for kind, group in _grouped(own):
                self._print(self._text(kind, "bold"), indent=2)
                for line in group:
                    self._one_line(line, "")
        return len(lines)

    def _one_line(self, line: Line, tail: str) -> None:
        """role: value ×n — tail; what does not fit is cut from the value, then from the tail."""
        lead = f"{line.role}: " if line.role else ""
        tail = (f" ×{line.times}" if line.times > max(1, len(line.sources)) else "") + (f"  — {tail}" if tail else "")
        room = self.width - 3
        end = self._text(tail, "dim")
        end.truncate(max(room // 2, room - self._text(lead + line.value).cell_len), overflow="ellipsis")
        start = self._text(lead)
        start.append(line.value, "" if not self.colour else "green" if line.relation else "cyan")
        start.truncate(room - end.cell_len, overflow="ellipsis")
        self._print(start + end, indent=3)

    # -- the rest ------------------------------------------------------------------------------

    def _checks(self) -> None:
        if self.view.checks:
            self._section("checks", len(self.view.checks))
        for kind, outcome, explanation in self.view.checks:
            self._print(self._text(f"{kind} [{outcome}] {explanation}"), indent=1)

    def _list(self, name: str, items: tuple[str, ...]) -> None:
        if items:
            self._section(name, len(items))
        for item in items:
            self._print(self._text(f"- {item}"), indent=1)


def _grouped(lines: tuple[Line, ...]) -> Iterable[tuple[str, list[Line]]]:
    """By kind in the order of first occurrence, and in a kind with equal roles side by side."""
    kinds: dict[str, int] = {}
    roles: dict[str, int] = {}
    for line in lines:
        kinds.setdefault(line.kind, len(kinds))
        roles.setdefault(line.role, len(roles))
    ordered = sorted(lines, key=lambda line: (kinds[line.kind], roles[line.role]))
    for kind, group in groupby(ordered, key=lambda line: line.kind):
        yield kind, list(group)


def _bar() -> Box:
    from rich.box import Box

    return Box("    \n  │ \n    \n  │ \n    \n    \n  │ \n    \n")
