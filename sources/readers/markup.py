"""What a page's markup names: headline, deck, by-line, time, captions, each with its place in the page.

    <p>Work began.</p> <figcaption>The ferry</figcaption>      flat "Workbegan.Theferry", caption at 10

Places are counted in the page's text without white space, in which pieces of text are found however the page
breaks its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from schemas.article import BlockKind
from sources.stamps import published_in

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_OUTSIDE: Final = frozenset(("nav", "aside", "footer", "form", "noscript"))
_SKIPPED: Final = frozenset(("script", "style", "noscript", "template", "head", "svg"))
_CAPTION: Final = re.compile(
    r"(?:^|[\s_-])(?:img|image|photo|pic|fig|figure)?[_-]?(?:caption|desc)(?:$|[\s_-])", re.IGNORECASE
)
_BYLINE: Final = re.compile(r"(?:^|[\s_-])(?:byline|author|reporter|journalist|writer)s?(?:$|[\s_-])", re.IGNORECASE)
_DECK: Final = re.compile(
    r"(?:^|[\s_-])(?:sub-?_?title|sub-?_?head(?:line|ing)?|deck|dek|standfirst|summary)s?(?:$|[\s_-])", re.IGNORECASE
)
_LONGEST: Final[dict[BlockKind, int]] = {"caption": 500, "byline": 120, "subhead": 300}
_MISSES: Final = 50
"""Pieces that may be missing from the page's text before the search is given up: it costs the length of the page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text that the markup names, and its place."""

    at: int
    text: str
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Markup:
    """`flat` is the page's text without white space."""

    flat: str
    marks: tuple[Mark, ...]
    headline: str | None

    def places(self, texts: Iterable[str]) -> list[int]:
        """Where each text stands in the page, never before the one ahead of it."""
        places: list[int] = []
        at = misses = 0
        for text in texts:
            found = self.flat.find(squeezed(text)[:80], at) if misses < _MISSES else -1
            misses += found < 0
            at = max(at, found)
            places.append(at)
        return places


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def markup_of(tree: HtmlElement) -> Markup:
    """The named texts of a page, without those in menus, asides, footers and hidden elements."""
    parts: list[str] = []
    size = 0
    marks: list[Mark] = []
    headline: str | None = None
    # (element, whether to mark inside it, whether only its tail is left): no mark lies inside another.
    stack: list[tuple[_Element, bool, bool]] = [(tree, True, False)]
    while stack:
        element, marking, left = stack.pop()
        if left:
            parts.append(squeezed(element.tail or ""))
            size += len(parts[-1])
            continue
        stack.append((element, marking, True))
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        marking = marking and element.tag not in _OUTSIDE and not _hidden(element)
        if marking and headline is None and element.tag == "h1":
            headline = _content(element) or None
        elif marking and (mark := _mark(element, size)):
            marks.append(mark)
            marking = False
        parts.append(squeezed(element.text or ""))
        size += len(parts[-1])
        stack.extend((child, marking, False) for child in reversed(element))
    return Markup("".join(parts), _settled(marks), headline)


def _mark(element: _Element, at: int) -> Mark | None:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    kind: BlockKind
    if element.tag == "figcaption" or _CAPTION.search(names):
        kind = "caption"
    elif element.tag == "time" or element.get("rel") == "author" or _BYLINE.search(names):
        kind = "byline"
    elif element.tag in ("p", "div", "h2", "h3", "h4", "strong", "span") and _DECK.search(names):
        kind = "subhead"
    else:
        return None
    text = _content(element)
    if not 0 < len(text) <= _LONGEST[kind] or (element.tag == "time" and not published_in(text)):
        return None
    return Mark(at, text, kind)


def _settled(marks: list[Mark]) -> tuple[Mark, ...]:
    """Of the by-lines the first that names somebody and the first that dates: later ones are of other articles."""
    kept: list[Mark] = []
    named = dated = False
    for mark in marks:
        if mark.kind == "byline":
            dates = published_in(mark.text) is not None
            if dated if dates else named:
                continue
            dated, named = dated or dates, named or not dates
        kept.append(mark)
    return tuple(kept)


def _hidden(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _content(element: _Element) -> str:
    """The text of an element; elements that follow each other without text between are words apart."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        before = child.getprevious()
        if child.tag in ("br", "p", "div", "li") or (before is not None and not before.tail):
            yield " "
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _texts(child)
        yield child.tail or ""
