"""Sentences of a passage, as offsets.

A sentence ends at . ? ! … (with the quotes and brackets that close behind it) before white space, at 。, or at a
line break. It does not end inside a quotation that is still open, nor behind an initial or a known abbreviation.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.?!…]+[\"'”’」』)\]]*(?=\s|$)|。+[”」』)]*|[?!]+(?=[\u3040-\u30ff\u3400-\u9fff])|\n+")
_MARK = re.compile('[“「『”」』"]')
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Mt|Jr|Sr|Inc|Ltd|Co|Corp|vs|No|Nos"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|approx|est|a\.m|p\.m"
    r"|U\.S|U\.K|U\.N|e\.g|i\.e|Ga|Pa|Va|Fla|Calif|Tex|Ill|Mass|Mich|Minn|Wash|Ore|Ariz|Colo|Conn|Cllr)\.$"
)
_LONGEST_QUOTATION = 600
"""Characters after which an opened quotation no longer holds a sentence together (its end was forgotten)."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of `text`, in order, without the white space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    depth, opened, seen, straight = 0, 0, 0, False
    for match in _END.finditer(text):
        for found_mark in _MARK.finditer(text, seen, match.end()):
            mark = found_mark.group()
            if mark in "“「『" or (mark == '"' and not straight):
                depth, opened = depth + 1, found_mark.start()
                straight = straight or mark == '"'
            else:
                depth = max(0, depth - 1)
                straight = straight and mark != '"'
        seen = match.end()
        if text[match.start()] != "\n":
            if depth and match.end() - opened < _LONGEST_QUOTATION:
                continue
            tail = text[max(start, match.start() - 8) : match.start() + 1]
            rest = text[match.end() : match.end() + 2].lstrip()
            if match.group() == "." and (
                rest[:1].isdigit() and tail[-2:-1].isdigit() or _DATE_TAIL.search(tail) and rest
            ):
                continue
            short = match.group() == "." and _ABBREVIATION.search(tail) and not _HANGUL.search(tail[-2:-1]) and rest
            if short and not (tail.endswith(("a.m.", "p.m.")) and rest[:1].isupper()):
                continue
        else:
            depth, straight = 0, False
        _append(text, start, match.end(), found)
        start = match.end()
    _append(text, start, len(text), found)
    return found


_DATE_TAIL = re.compile(r"(?:\d{4}|\s\d{1,2})\. ?\d{1,2}\.$")
"""The end of a date in figures, 2025. 3. 4., whose points end nothing."""
_HANGUL = re.compile(r"[가-힣]")


def _append(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
