"""What a reader of a page sees, in the order of the page: runs of text with the breaks before them.

    <ul><li><a>News</a> <a>Sport</a></li></ul> <p>Work <b>began</b>.</p> <p hidden>…</p>
    "News" container · "Sport" line · "Work " container · "began" same · "." same

Style sheets are not read: what is hidden is known by elements, attributes and the usual names of classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_UNSEEN: Final = _names(
    "head script style noscript template noframes svg math canvas audio video iframe object map "
    "input textarea select datalist progress meter"
)
_HIDING: Final = _names(
    "hidden is-hidden u-hidden d-none invisible blind sr-only screen-reader-text visually-hidden visuallyhidden"
)
"""Classes that mean "not on the screen" in the style sheets most in use."""
_INLINE: Final = _names(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd label mark picture q rp rt ruby "
    "s samp small span strike strong sub sup td th time tt u var wbr"
)
_CONTAINERS: Final = _names(
    "address article aside body dl fieldset figure footer form header main menu nav ol section table ul"
)
_LINKS: Final = frozenset(("a", "button"))


class Break(IntEnum):
    """What stands before a run of text."""

    NONE = 0
    LINE = 1
    CONTAINER = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A run of visible text; `heading` inside the page's <h1>."""

    text: str
    before: Break
    heading: bool


def runs_of(tree: HtmlElement) -> list[Run]:
    """The visible text of a page. Linear in the page."""
    runs: list[Run] = []
    pending = Break.CONTAINER
    beside = ""  # what ended right before, with no more than white space since: "link", "element" or nothing
    headings = 0

    def say(text: str | None) -> None:
        nonlocal pending, beside
        if text and not text.isspace():
            runs.append(Run(text, pending, headings > 0))
            pending, beside = Break.NONE, ""
        elif text and pending is Break.NONE:
            runs.append(Run(" ", Break.NONE, False))

    stack: list[tuple[_Element, bool]] = [(tree, False)]
    while stack:
        element, left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        seen = tag is not None and not _unseen(element, tag)
        if not left:
            if tag is not None:
                pending = max(pending, _break_of(tag))
            if not seen:
                say(element.tail)
                continue
            assert tag is not None
            if beside == "link" and tag in _LINKS:
                pending = max(pending, Break.LINE)  # links in a row are a menu
            elif beside:
                say(" ")  # words of elements that touch are set apart by the page's style
            headings += tag == "h1"
            stack.append((element, True))
            say(element.text)
            stack.extend((child, False) for child in reversed(element))
        else:
            assert tag is not None
            headings -= tag == "h1"
            pending = max(pending, _break_of(tag))
            beside = "link" if tag in _LINKS or (beside == "link" and tag in _INLINE) else "element"
            say(element.tail)
    return runs


def _break_of(tag: str) -> Break:
    if tag in _INLINE:
        return Break.NONE
    return Break.CONTAINER if tag in _CONTAINERS else Break.LINE


def _unseen(element: _Element, tag: str) -> bool:
    if tag in _UNSEEN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if tag == "dialog" and element.get("open") is None:
        return True
    style = "".join((element.get("style") or "").lower().split())
    if "display:none" in style or "visibility:hidden" in style:
        return True
    return not _HIDING.isdisjoint((element.get("class") or "").split())
