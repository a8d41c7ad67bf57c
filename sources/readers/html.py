"""A web page: trafilatura finds the article, the page's own markup gives captions and the by-line back.

    page   <h1>…</h1> <p class="byline">…</p> <figure><figcaption>…</figcaption></figure> <p>…</p> <aside>…</aside>
    text   title ⏎⏎ by-line ⏎⏎ caption ⏎⏎ paragraph ⏎⏎ aside          (the aside is furniture)

Adrien Barbaresi, "Trafilatura" (ACL 2021), run for precision and without comments, drops captions and by-lines
with the advertisements. They are looked up in the page and put where they stand between the pieces it kept; what
is visible beside them is put between them as furniture, when all else is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from schemas.article import BlockKind
from sources.build import blocks_of
from sources.errors import NoArticleFound
from sources.language import language_of
from sources.lines import Line
from sources.metadata import metadata_of
from sources.own import NO_LINES, OwnLines
from sources.pages import PageHead, head_of, in_zone_of
from sources.readers.furniture import woven
from sources.readers.markup import Markup, markup_of, squeezed
from sources.readers.plain import Parsed
from sources.readers.visible import runs_of
from sources.view import view_of

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_INLINE: Final = frozenset(
    ("cell", "hi", "ref", "span", "a", "b", "i", "em", "strong", "u", "sup", "sub", "del", "mark", "font", "small")
)


_PRUNED: Final = [
    f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    for name in ("ad", "ads", "advert", "advertisement", "sponsored", "newsletter", "related", "share", "subscribe")
]
"""Parts that pages put inside their articles, by the names they commonly bear."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is one line of the article, with what the markup says it is."""

    text: str
    kind: BlockKind | None = None


def parse(page: str, source: str, own: OwnLines = NO_LINES) -> Parsed:
    """The article of a page. Raises NoArticleFound."""
    import lxml.html  # type: ignore[import-untyped]
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction  # slow to import

    page = re.sub(r"^\s{0,200}<\?xml[^>]{0,200}\?>", "", page)
    try:
        tree = lxml.html.document_fromstring(page)
    except (LxmlError, ValueError):
        raise NoArticleFound(source, "is no page that can be read") from None
    found = bare_extraction(
        page, favor_precision=True, include_comments=False, with_metadata=False, prune_xpath=_PRUNED
    )
    kept = [] if found is None or isinstance(found, dict) or found.body is None else _pieces(found.body)
    if not any(_tells(piece) for piece in kept):
        raise NoArticleFound(source, "no article in the page")
    head = head_of(tree)
    pieces = _with_markup(kept, tree, head)
    parsed = _parsed(pieces, head, own)
    whole = woven([(piece.text, piece.kind) for piece in pieces], parsed.blocks, runs_of(tree))
    return replace(parsed, text=whole.text, blocks=whole.blocks)


def _parsed(pieces: list[Piece], head: PageHead, own: OwnLines) -> Parsed:
    text = "\n\n".join(piece.text for piece in pieces)
    lines: list[Line] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        lines.append(Line(at, end, view_of(text, at, end), gap=at > 0, kind=piece.kind))
        at = end + 2
    blocks = blocks_of(text, lines, own)
    told = metadata_of(text, blocks, own)
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
        elif tag in ("item", "row"):
            inside = "paragraph"
        elif tag == "cell":
            held.append(" ")
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
    markup = markup_of(tree)
    if not kept or kept[0].kind != "title":
        title = markup.headline or head.title
        if title:
            kept = [Piece(title, "title"), *(piece for piece in kept if piece.text != title)]
    kept = [part for piece in kept for part in _parted(piece, markup)]
    places = markup.places(piece.text for piece in kept)
    body = next((places[i] for i, piece in enumerate(kept) if piece.kind is None), 0)
    known = {squeezed(piece.text) for piece in kept}
    captions = {squeezed(mark.text) for mark in markup.marks if mark.kind == "caption"}
    behind: dict[int, list[Piece]] = {}
    for mark in markup.marks:
        key = squeezed(mark.text)
        if key in known or (mark.kind == "subhead" and mark.at > body):
            continue
        known.add(key)
        behind.setdefault(max(0, bisect_right(places, mark.at) - 1), []).append(Piece(mark.text, mark.kind))
    result: list[Piece] = []
    for index, piece in enumerate(kept):
        is_caption = piece.kind is None and squeezed(piece.text) in captions
        result.append(Piece(piece.text, "caption") if is_caption else piece)
        result.extend(behind.get(index, ()))
    return result


def _parted(piece: Piece, markup: Markup) -> list[Piece]:
    """A piece, or the caption it begins with and the rest, where the page had no line break between them."""
    if piece.kind is None:
        for mark in markup.marks:
            rest = piece.text.removeprefix(mark.text).strip()
            if mark.kind == "caption" and rest and len(rest) < len(piece.text):
                return [Piece(mark.text, "caption"), Piece(rest)]
    return [piece]
