"""Text → lines to classify, each with its place in the text.

    before  "다리를 둘러본 나도연 시장과\n도하람 의원은 …"        two lines, one sentence
    after   one line, because the first stops in the middle of a phrase

Line breaks inside a sentence come from narrow columns, mail programs and copied markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.article import BlockKind
from sources.view import View, view_of

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?。][\"'”’)\]」』»]{0,3}$")
_NO_END = re.compile(r"\.\.\.$|\b[A-Z]\.[A-Z]\.$")
# 와/과/의/을/를 bind to the next word; a headline seldom stops there.
_UNFINISHED = re.compile(r"[가-힣](?:와|과|의|을|를|및)$")
_NAME_ALONE = re.compile(r"^[가-힣]{2,4}$")
_OPEN_BRACKET = re.compile(r"^[\[(][^\[\]()]{1,30}$")
_INVISIBLE = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """`view` covers `start` to `end` of the text; `gap` says that white lines stand before it.

    `kind` is what a page's markup says that the line is, if it says so.
    """

    start: int
    end: int
    view: View
    gap: bool
    kind: BlockKind | None = None


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold something, trimmed, in order. Lines that belong together are one."""
    joined: list[Line] = []
    run: list[Line] = []
    for line in _split(text):
        if line.gap and run:
            joined.extend(_joined(text, run))
            run = []
        run.append(line)
    joined.extend(_joined(text, run))
    return joined


def ends_sentence(line: str) -> bool:
    """Whether a line (a view) ends as a sentence does. An ellipsis or "U.S." is no end: headlines have them."""
    return bool(_SENTENCE_END.search(line)) and not _NO_END.search(line)


def _split(text: str) -> Iterator[Line]:
    gap = False
    at = 0
    while at < len(text):
        found = _BREAK.search(text, at)
        end = found.start() if found else len(text)
        start, stop = _trimmed(text, at, end)
        if start < stop:
            yield Line(start, stop, view_of(text, start, stop), gap)
            gap = False
        else:
            gap = True
        at = found.end() if found else len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _INVISIBLE):
        end -= 1
    return start, end


def _joined(text: str, run: list[Line]) -> Iterator[Line]:
    """Lines without white lines between them, those put together that one sentence runs through."""
    if _is_wrapped(run):
        yield _merge(text, run)
        return
    group: list[Line] = []
    for line in run:
        if group and not _continues(group[-1].view.text, line.view.text):
            yield _merge(text, group)
            group = []
        group.append(line)
    if group:
        yield _merge(text, group)


def _merge(text: str, group: list[Line]) -> Line:
    first, last = group[0], group[-1]
    if first is last:
        return first
    return Line(first.start, last.end, view_of(text, first.start, last.end), first.gap)


def _is_wrapped(run: list[Line]) -> bool:
    """A paragraph broken at a fixed column: three lines or more, all but the last of nearly one length."""
    if len(run) < 3:
        return False
    lengths = [len(line.view.text) for line in run]
    body = lengths[:-1]
    even = max(body) <= 100 and min(body) >= 0.75 * max(body) and min(body) >= 50 and lengths[-1] <= max(body) + 5
    ended = sum(ends_sentence(line.view.text) for line in run[:-1])
    return even and ended * 3 <= len(body)


def _continues(before: str, after: str) -> bool:
    if _NAME_ALONE.match(before) and after.startswith("기자"):
        return True
    if _OPEN_BRACKET.match(before) and re.match(r"^[^\[\]()]{0,12}[\])]", after):
        return True
    return (
        len(before) >= 15
        and bool(_UNFINISHED.search(before))
        and bool(re.match(r"[가-힣]", after))
        and ends_sentence(after)
    )
