"""A web page: trafilatura finds the article, the page's own markup gives captions and the by-line back.

    page   <h1>…</h1> <p class="byline">…</p> <figure><figcaption>…</figcaption></figure> <p>…</p> <aside>…</aside>
    text   title ⏎⏎ by-line ⏎⏎ caption ⏎⏎ paragraph          (the aside is not in it)

Adrien Barbaresi, "Trafilatura" (ACL 2021), run for precision and without comments, drops captions and by-lines
with the advertisements. They are looked up in the page and put where they stand between the pieces it kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from schemas.article import BlockKind
from sources.build import blocks_of
from sources.errors import NoArticleFound
from sources.language import language_of
from sources.lines import Line
from sources.metadata import metadata_of
from sources.pages import PageHead, head_of, in_zone_of
from sources.readers.plain import Parsed
from sources.stamps import published_in
from sources.view import view_of

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_INLINE: Final = frozenset(
    ("hi", "ref", "span", "a", "b", "i", "em", "strong", "u", "sup", "sub", "del", "mark", "font", "small")
)
_OUTSIDE: Final = frozenset(("nav", "aside", "footer", "form", "noscript"))
_SKIPPED: Final = frozenset(("script", "style", "noscript", "template", "head", "svg"))
_CAPTION: Final = re.compile(r"(?:^|[\s_-])(?:img|image|photo|pic|fig|figure)?[_-]?(?:caption|desc)(?:$|[\s_-])", re.I)
_BYLINE: Final = re.compile(r"(?:^|[\s_-])(?:byline|author|reporter|journalist|writer)s?(?:$|[\s_-])", re.I)
_LONGEST_CAPTION, _LONGEST_BYLINE, _MISSES = 500, 120, 50


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is one line of the article, with what the markup says it is."""

    text: str
    kind: BlockKind | None = None


def parse(page: str, source: str) -> Parsed:
    """The article of a page. Raises NoArticleFound."""
    import lxml.html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction  # slow to import

    page = re.sub(r"^\s{0,200}<\?xml[^>]{0,200}\?>", "", page)
    try:
        tree = lxml.html.document_fromstring(page)
    except (LxmlError, ValueError):
        raise NoArticleFound(source, "is no page that can be read") from None
    found = bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=False)
    kept = [] if found is None or isinstance(found, dict) or found.body is None else _pieces(found.body)
    if not any(_tells(piece) for piece in kept):
        raise NoArticleFound(source, "no article in the page")
    head = head_of(tree)
    return _parsed(_with_markup(kept, tree, head), head)


def _parsed(pieces: list[Piece], head: PageHead) -> Parsed:
    text = "\n\n".join(piece.text for piece in pieces)
    lines: list[Line] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        lines.append(Line(at, end, view_of(text, at, end), gap=at > 0, kind=piece.kind))
        at = end + 2
    blocks = blocks_of(text, lines)
    told = metadata_of(text, blocks)
    language = language_of(text) or head.language
    published = head.published or told.published
    return Parsed(
        text=text,
        blocks=blocks,
        title=next((text[b.start : b.end] for b in blocks if b.kind == "title"), head.title),
        outlet=head.outlet or told.outlet,
        byline=head.byline or told.byline,
        published=in_zone_of(published, language) if published else None,
        language=language,
        url=head.url,
    )


def _tells(piece: Piece) -> bool:
    """Whether a piece is more than a label: a sentence, or as long as one."""
    return piece.kind is None and (len(piece.text) >= 60 or (len(piece.text) >= 15 and piece.text[-1] in '.!?。"”'))


def _pieces(body: _Element) -> list[Piece]:
    """The lines of trafilatura's tree: one for each block element, and for each part between line breaks."""
    pieces: list[Piece] = []
    held: list[str] = []

    def flush(kind: BlockKind | None) -> None:
        text = " ".join("".join(held).split())
        held.clear()
        if text:
            pieces.append(Piece(text, kind))

    def walk(element: _Element, kind: BlockKind | None) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        inline = tag in _INLINE
        if not inline:
            flush(kind)
        inside: BlockKind | None = kind
        if tag == "head":
            inside = "title" if element.get("rend") == "h1" and not pieces else "subhead"
        elif tag in ("item", "cell"):
            inside = "paragraph"
        if tag:
            held.append(element.text or "")
        for child in element:
            walk(child, inside)
            held.append(child.tail or "")
        if not inline:
            flush(inside)

    walk(body, None)
    return pieces


def _with_markup(kept: list[Piece], tree: HtmlElement, head: PageHead) -> list[Piece]:
    """The pieces with title, by-line and captions of the page among them, in the order of the page."""
    flat, captions, bylines, headline = _flattened(tree)
    if not kept or kept[0].kind != "title":
        title = headline or head.title
        if title:
            kept = [piece for piece in kept if piece.text != title]
            kept.insert(0, Piece(title, "title"))
    places = _places(kept, flat)
    known = {_key(piece.text) for piece in kept}
    behind = {0: [Piece(line, "byline") for line in bylines if _key(line) not in known]}
    for at, text in captions:
        if _key(text) not in known:
            known.add(_key(text))
            behind.setdefault(max(0, bisect_right(places, at) - 1), []).append(Piece(text, "caption"))
    captioned = {_key(text) for _, text in captions}
    result: list[Piece] = []
    for index, piece in enumerate(kept):
        is_caption = piece.kind is None and _key(piece.text) in captioned
        result.append(Piece(piece.text, "caption") if is_caption else piece)
        result.extend(behind.get(index, ()))
    return result


def _flattened(tree: HtmlElement) -> tuple[str, list[tuple[int, str]], list[str], str | None]:
    """The page's text without white space; its captions with their places in it; its by-lines; its headline."""
    parts: list[str] = []
    size = 0
    captions: list[tuple[int, str]] = []
    byline: str | None = None
    stamp: str | None = None
    headline: str | None = None
    stack: list[tuple[_Element, bool, bool]] = [(tree, False, False)]
    while stack:
        element, outside, tail = stack.pop()
        if tail:
            size += _append(parts, element.tail)
            continue
        stack.append((element, outside, True))
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        outside = outside or element.tag in _OUTSIDE or "display:none" in (element.get("style") or "").replace(" ", "")
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        if not outside and (element.tag == "figcaption" or _CAPTION.search(names)):
            text = _content(element)
            if 0 < len(text) <= _LONGEST_CAPTION and not any(text in other for _, other in captions[-1:]):
                captions.append((size, text))
        elif not outside and byline is None and (element.get("rel") == "author" or _BYLINE.search(names)):
            text = _content(element)
            byline = text if 0 < len(text) <= _LONGEST_BYLINE else None
        elif not outside and stamp is None and element.tag == "time":
            text = _content(element)
            stamp = text if len(text) <= _LONGEST_BYLINE and published_in(text) else None
        elif not outside and headline is None and element.tag == "h1":
            headline = _content(element) or None
        size += _append(parts, element.text)
        stack.extend((child, outside, False) for child in reversed(element))
    bylines = [line for line in (byline, stamp) if line]
    if byline and stamp and _key(stamp) in _key(byline):
        bylines = [byline]
    return "".join(parts), captions, bylines, headline


def _append(parts: list[str], text: str | None) -> int:
    part = _key(text or "")
    parts.append(part)
    return len(part)


def _places(pieces: Iterable[Piece], flat: str) -> list[int]:
    """Where each piece stands in the page's text, never before the one ahead of it."""
    places: list[int] = []
    at = misses = 0
    for piece in pieces:
        found = flat.find(_key(piece.text)[:80], at) if misses < _MISSES else -1
        misses += found < 0
        at = max(at, found)
        places.append(at)
    return places


def _content(element: _Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _key(text: str) -> str:
    return "".join(text.split())
