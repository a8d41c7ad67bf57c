"""Where in a TOML text each entry stands, which tomllib does not tell.

1  furniture = ["Share",            ("furniture",) 1   ("furniture", 0) 1
2               "Print"]                               ("furniture", 1) 2
3  [[place]]                        ("place", 0) 3
4  name = "해솔못"                   ("place", 0, "name") 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}'  # strings of several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\#[^\n]*|\n|[\[\]{},=]|[ \t\r]+|[^\s\"'\#\[\]{},=]+",
    re.DOTALL,
)
_KEY = re.compile(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'|([^\s."\'=\[\]]+)')


class TomlLines:
    """The lines of a text that tomllib has read without an error."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        table: Path = ()
        counts: dict[Path, int] = {}
        for line, statement in _statements(text):
            first = statement[0][1]
            if first != "[":
                self._assignment(table, line, statement)
                continue
            head = "".join(piece for _, piece in statement if piece[0] not in "#\n")
            table = _keys(head)
            if head.startswith("[["):
                self._lines.setdefault(table, line)
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            self._lines.setdefault(table, line)

    def line(self, path: Path) -> int | None:
        """The line of an entry, or of the nearest one around it; None where the text has no such table."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)

    def _assignment(self, table: Path, line: int, statement: list[tuple[int, str]]) -> None:
        at = next((i for i, (_, piece) in enumerate(statement) if piece == "="), len(statement))
        path = (*table, *_keys("".join(piece for _, piece in statement[:at])))
        self._lines.setdefault(path, line)
        depth = count = 0
        fresh = False
        for where, piece in statement[at + 1 :]:
            if piece[0] in "#\n \t\r":
                continue
            if depth == 1 and fresh and piece not in ("]", ","):
                self._lines.setdefault((*path, count), where)
                fresh = False
            if piece in ("[", "{"):
                depth += 1
                fresh = fresh or (depth == 1 and piece == "[")
            elif piece in ("]", "}"):
                depth -= 1
            elif piece == "," and depth == 1:
                count, fresh = count + 1, True


def _statements(text: str) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Headers and assignments: the line each begins on, and its pieces with theirs."""
    line, depth = 1, 0
    statement: list[tuple[int, str]] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        depth += (piece in ("[", "{")) - (piece in ("]", "}"))
        if piece == "\n" and depth == 0:
            if statement:
                yield statement[0][0], statement
            statement = []
        elif statement or piece[0] not in "# \t\r\n":
            statement.append((line, piece))
        line += piece.count("\n")
    if statement:
        yield statement[0][0], statement


def _keys(written: str) -> Path:
    return tuple(next(filter(None, match.groups()), "") for match in _KEY.finditer(written))
