"""Where an offset stands in a text, as editors count: line and column from 1."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """The lines of a text. A line ends with LF, CRLF or CR, as in the editors that will show it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for at, letter in enumerate(text):
            if letter == "\n" or (letter == "\r" and text[at + 1 : at + 2] != "\n"):
                self._starts.append(at + 1)

    def __len__(self) -> int:
        return len(self._starts)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of line `line`, without its break. Raises IndexError where there is no such line."""
        if not 1 <= line <= len(self._starts):
            raise IndexError(line)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip("\r\n"))
