"""Passages as the user names them: a file or address, and where in its text.

    wire.txt:120-180        characters 120 to 180, as in every document
    wire.txt:4              line 4
    wire.txt:4:12           line 4, column 12: the detail or the statement that stands there, as `check` names it
    wire.txt:"12명이 다쳐"   these words, which must stand there once, furniture aside

Of a page, line and offset count in the text that was read from it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.cli.terminal import Trouble

if TYPE_CHECKING:
    from schemas.article import Article

USAGE = 'name it as FILE:120-180, FILE:LINE, FILE:LINE:COLUMN or FILE:"its words"'
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_BARE_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*")
_QUOTES = {'"': '"', "“": "”", "'": "'"}
_TOLD = 3
"""Lines that are named where words stand more than once."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An input and a place in its text: a range, a line with or without a column, or words."""

    given: str
    name: str
    range: tuple[int, int] | None = None
    line: int | None = None
    column: int | None = None
    words: str | None = None

    def within(self, article: Article) -> tuple[int, int]:
        """Start and end in the text of `article`. Raises Trouble where there is no such place."""
        from reconcile.desk.lines import Lines

        text = article.text
        if self.words is not None:
            return self._found(article)
        if self.range is not None:
            start, end = self.range
            if not start < end <= len(text):
                raise Trouble(f"{self.given}: give a range within 0-{len(text)}, its start before its end")
            return start, end
        lines = Lines(text)
        assert self.line is not None
        if not 1 <= self.line <= len(lines):
            raise Trouble(f"{self.given}: there is no line {self.line}; the text has {len(lines)}")
        start, end = lines.span(self.line)
        if start == end:
            raise Trouble(f"{self.given}: line {self.line} is empty")
        if self.column is None:
            return start, end
        if not 1 <= self.column <= end - start:
            raise Trouble(f"{self.given}: line {self.line} has columns 1 to {end - start}")
        return start + self.column - 1, start + self.column

    def _found(self, article: Article) -> tuple[int, int]:
        from reconcile.desk.lines import Lines
        from reconcile.text.view import fold

        text = article.text
        view, wanted = fold(text), fold(self.words or "").text
        at = [found.start() for found in re.finditer(re.escape(wanted), view.text)] if wanted.strip() else []
        if len(at) > 1:  # the page's links may have the same words: those of the article are meant
            starts = [block.start for block in article.blocks]
            kinds = ["", *(block.kind for block in article.blocks)]
            at = [i for i in at if kinds[bisect_right(starts, view.span(i, i + 1)[0])] != "furniture"] or at
        if not at:
            raise Trouble(f"{self.given}: these words do not stand in {self.name}")
        if len(at) > 1:
            lines = Lines(text)
            told = ", ".join(str(lines.at(view.span(i, i + 1)[0])[0]) for i in at[:_TOLD])
            more = ", …" if len(at) > _TOLD else ""
            raise Trouble(
                f"{self.given}: these words stand {len(at)} times there, in lines {told}{more}; give more words"
            )
        return view.span(at[0], at[0] + len(wanted))


def parse(given: str) -> Passage:
    """A passage as written. Raises Trouble where no place is named."""
    name, _, last = given.rpartition(":")
    if name and not _BARE_HOST.fullmatch(name):
        if found := _RANGE.fullmatch(last):
            return Passage(given, name, range=(int(found[1]), int(found[2])))
        if _NUMBER.fullmatch(last):
            outer, _, line = name.rpartition(":")
            if outer and _NUMBER.fullmatch(line) and not _BARE_HOST.fullmatch(outer):
                return Passage(given, outer, line=int(line), column=int(last))
            return Passage(given, name, line=int(last))
    for opening, closing in _QUOTES.items():
        name, colon, words = given.partition(f":{opening}")
        if colon and name and len(words) > 1 and words.endswith(closing):
            return Passage(given, name, words=words[:-1])
    for at in (i for i, letter in enumerate(given) if letter == ":"):
        if given[at + 1 :].strip() and _is_file(given[:at]):
            return Passage(given, given[:at], words=given[at + 1 :])
    raise Trouble(f"{given}: which passage? {USAGE}")


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
