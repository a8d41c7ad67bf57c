"""Whether what somebody pasted as text is the source of a page.

    <div id="body">도서관이 문을 열었다.<br><br>시장은 …</div>      a page's source: its words stand in block elements
    그는 "<b> 태그 대신 <strong>을 쓰라"고 말했다.                 text: no block element
    <p> 태그는 문단이다. 예: <p>가</p><p>나</p> 이렇게 쓴다.       text: most words stand outside of them

What is pasted says nothing of its kind, unlike a file or an answer (sources.detect), and an article about code, or one
with a script in it, is text. So two things are asked for: block elements in quantity, and nearly all words in them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_BLOCKS: Final = frozenset(
    (
        "html", "body", "main", "article", "section", "header", "footer", "aside", "nav", "div", "p", "h1", "h2", "h3",
        "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", "blockquote",
        "figure", "figcaption", "form", "center",
    )
)  # fmt: skip
"""Elements that begin a line (HTML, 15.3), of those that articles are made of."""
_UNREAD: Final = frozenset(("script", "style", "template", "noscript", "svg", "title", "textarea"))
"""Elements whose content is no words of an article."""
_FEWEST = 2
_MOST_OUTSIDE = 0.2
_DEEPEST = 40
"""Open elements that an end is looked for in."""
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?:\s[^<>]{0,4000})?/?>")
_WHOLE: Final = re.compile(r"\s{0,200}(?:<!doctype\s{1,20}html|<html\b)[^<>]{0,2000}>", re.I)


def is_page_source(text: str) -> bool:
    """Whether a text is the source of a page or of a part of one: linear in its length."""
    if text.count("<") < 2 * _FEWEST - 1:
        return False
    marks = inside = outside = 0
    open_blocks: list[tuple[str, int]] = []  # each with the words directly in it
    at = 0
    while at < len(text):
        found = _TAG.search(text, at)
        words = _words(text[at : found.start() if found else len(text)])
        if open_blocks:
            name, held = open_blocks[-1]
            open_blocks[-1] = (name, held + words)
        else:
            outside += words
        if found is None:
            break
        closing, name, at = bool(found[1]), found[2].lower(), found.end()
        if name in _UNREAD and not closing:
            end = _end_of(name).search(text, at)
            at = end.end() if end else len(text)
        elif name == "br":
            marks += bool(open_blocks)
        elif name in _BLOCKS and not closing:
            open_blocks.append((name, 0))
        elif any(name == of for of, _ in open_blocks[-_DEEPEST:]):
            while True:  # what stands open within it ends with it
                of, held = open_blocks.pop()
                inside += held
                if of == name:
                    break
            marks += 1
    left = sum(held for _, held in open_blocks)
    if _WHOLE.match(text):
        inside += left  # the end of a page may be cut off
    else:
        outside += left
    return marks >= _FEWEST and inside > 0 and outside <= _MOST_OUTSIDE * (inside + outside)


@cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}[^<>]{{0,200}}>", re.I)


def _words(text: str) -> int:
    return sum(map(str.isalnum, text))
