"""A page of a terminal: styled lines, wrapped, hung or cut to its width; East Asian letters count two cells.

Without colour no style is written, and marked words stand in «guillemets».
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reconcile.report.context import Fragment

if TYPE_CHECKING:
    from rich.text import Text

Styled = tuple[str, str]
"""Words and the style that they have where there is colour."""
MARK = "bold reverse"
_NARROWEST = 20


class Page:
    """Lines put one below the other; `text` gives them all. What is no line, such as a table, goes to `console`."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.console import Console

        self.width = max(_NARROWEST, width)
        self.colour = colour
        self._out = io.StringIO()
        self.console = Console(
            file=self._out,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def text(self) -> str:
        """The page, without blanks at the ends of its lines, ending in a newline."""
        lines = (line if self.colour else line.rstrip() for line in self._out.getvalue().split("\n"))
        return "\n".join(lines).rstrip("\n") + "\n"

    def cells(self, words: str) -> int:
        """How wide `words` are."""
        from rich.cells import cell_len

        return cell_len(words)

    def fragments(self, fragments: Iterable[Fragment]) -> list[Styled]:
        """Fragments with their marks: a style, or guillemets."""
        return [
            (f.text, "") if not f.mark else (f.text, MARK) if self.colour else (f"«{f.text}»", MARK) for f in fragments
        ]

    def line(self, pieces: Iterable[Styled], *, before: bool = False, indent: int = 0, hang: int = 0) -> None:
        """A line; what does not fit goes on below it, `hang` cells further in."""
        if before:
            self.console.print()
        self._put(self._text(pieces), indent, hang)

    def rule(self, title: str, style: str) -> None:
        """The head of a section, with a rule to the edge, after an empty line."""
        line = self._text([(title, style)])
        room = self.width - line.cell_len - 1
        if room > 0:
            line.append(" " + "─" * room, "dim" if self.colour else "")
        self.console.print()
        self.console.print(line)

    def labelled(self, label: str, pieces: Iterable[Styled], *, indent: int, cells: int) -> None:
        """`pieces` beside a label of so many cells; on a page too narrow for both, below it."""
        from rich.table import Table

        if self.width - indent - cells < _NARROWEST:
            if label:
                self.line([(label, "dim")], indent=indent)
            self.line(pieces, indent=indent + 1)
            return
        table = Table.grid(padding=0)
        table.add_column(width=indent + cells)
        table.add_column(width=self.width - indent - cells, overflow="fold")
        table.add_row(self._text([(" " * indent + label, "dim")]), self._text(pieces))
        self.console.print(table)

    def beside(self, cells: Sequence[tuple[Iterable[Styled], int]], bars: Sequence[str], indent: int = 0) -> None:
        """Cells beside each other, each wrapped to its width, with a bar between two."""
        columns = [list(self._text(pieces).wrap(self.console, width)) for pieces, width in cells]
        for at in range(max(map(len, columns), default=0)):
            row = self._text([(" " * indent, "")])
            for number, (lines, (_, width)) in enumerate(zip(columns, cells, strict=True)):
                line = lines[at] if at < len(lines) else self._text([])
                row.append_text(line)
                if number < len(bars):
                    row.append(" " * (width - line.cell_len))
                    row.append(bars[number], "dim" if self.colour else "")
            self.console.print(row, no_wrap=True, crop=False)

    def cut(self, pieces: Sequence[Styled], tail: str = "", *, indent: int = 0) -> None:
        """One line and no more: what does not fit is cut before the first mark, then at the end, then from `tail`."""
        line = self._text(pieces)
        room = self.width - indent
        end = self._text([(tail, "dim")])
        end.truncate(max(room // 2, room - line.cell_len), overflow="ellipsis")
        line = self._shortened(pieces, room - end.cell_len)
        line.truncate(room - end.cell_len, overflow="ellipsis")
        self._put(line + end, indent, 0)

    def _shortened(self, pieces: Sequence[Styled], room: int) -> Text:
        """The pieces with the one before the first mark cut at its front, as far as the mark needs it."""
        at = next((i for i, (_, style) in enumerate(pieces) if style == MARK), None)
        over = self._text(pieces).cell_len - room
        if at is None or at == 0 or over <= 0:
            return self._text(pieces)
        needed = self._text(pieces[: at + 1]).cell_len - room // 2
        before, style = pieces[at - 1]
        dropped = 0
        while before and dropped < min(over + 1, needed):
            dropped += self.cells(before[0])
            before = before[1:]
        cut = (f"…{before}", style) if dropped else (before, style)
        return self._text([*pieces[: at - 1], cut, *pieces[at:]])

    def _text(self, pieces: Iterable[Styled]) -> Text:
        from rich.text import Text

        made = Text(overflow="fold")
        for words, style in pieces:
            made.append(words, style if self.colour else "")
        return made

    def _put(self, line: Text, indent: int, hang: int) -> None:
        from rich.padding import Padding

        rows = line.wrap(self.console, self.width - indent)
        first = rows[0] if rows else line
        rest = line[len(first.plain) :]
        self.console.print(Padding(first, (0, 0, 0, indent)) if indent else first)
        rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
        if rest.plain.strip():
            self.console.print(Padding(rest, (0, 0, 0, min(indent + hang, self.width // 4))))
