"""Lines → blocks: which part of the page each line is.

    다리 열흘 만에 다시 열린다                              title
    새벽신문 | 2025-03-04 10:00                            byline
    시장 "점검 끝났다"                                     subhead
    새 다리의 모습. (사진=새벽시)[새벽신문 나도연 기자] 새벽시는 … caption, byline, paragraph
    doyeon@saebyeok.example                                furniture

A line is first asked for its wording (`data/lines.toml`), then for its place: what stands before the first
paragraph is head, what follows the last one is tail. No line is dropped; only white space lies between blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.article import Block, BlockKind
from sources import patterns
from sources.lines import Line, ends_sentence
from sources.metadata import looks_like_names, looks_like_outlet
from sources.own import NO_LINES, OwnLines
from sources.stamps import is_stamp

_SHORT = 80
_TELLING = 20  # a line given twice in a row is a picture's text and its caption, unless it is a label
_CREDITS = 4  # by-lines before, and credits behind one paragraph
_LONGEST_TITLE = 160
_LIST_ITEM = re.compile(r"^(?:[•·∙○□*]|[-–] |\d{1,2}[.)] |[①-⑳]|[가나다라마바사아자차카타파하]\. )")
# What only a caption says. Weaker signs, an agency's name or "조감도", occur in headlines too.
_PICTURE = re.compile(r"^(?:[▲/]|사진|(?:Photo|Image|Picture|Pictured)\b)|[)\]]\.?$")
_BULLET = re.compile(r"^[•·∙▪◦*\-–] ?")


def blocks_of(text: str, lines: Sequence[Line], own: OwnLines = NO_LINES) -> tuple[Block, ...]:
    """The blocks of a text, in order, without overlap. What the user says of a line goes before what it looks like."""
    menus = _menu_lines(lines)
    blocks: list[Block] = []
    seen: set[str] = set()
    titled = False
    started = False
    listing = False
    for index, line in enumerate(lines):
        view = line.view.text
        if kind := own.kind_of(view):
            blocks.append(Block(kind=kind, start=line.start, end=line.end))
            continue
        listing = (listing and not _resumes(view)) or (started and patterns.heads_list(view))
        if index in menus or listing or view in seen:
            blocks.append(Block(kind="furniture", start=line.start, end=line.end))
            continue
        if len(view) <= patterns.LONGEST_LINE * 4:
            seen.add(view)
        repeated = index + 1 < len(lines) and lines[index + 1].view.text == view
        pieces = list(_pieces(text, line, own, head=not started, titled=titled, repeated=repeated))
        blocks.extend(pieces)
        titled = titled or any(piece.kind in ("title", "paragraph") for piece in pieces)
        started = started or any(piece.kind == "paragraph" for piece in pieces)
    if len(lines) == 1 and all(block.kind in ("byline", "furniture") for block in blocks):
        # A text of one line is what its giver wants read, even "4 March 2025".
        return (Block(kind="paragraph", start=lines[0].start, end=lines[0].end),)
    return tuple(_settled(text, blocks))


def _resumes(view: str) -> bool:
    """Whether a line behind a list of headlines is the article again: a sentence, or longer than a headline."""
    return len(view) > _SHORT or ends_sentence(view) or patterns.suffix(view) is not None


def _menu_lines(lines: Sequence[Line]) -> set[int]:
    """Runs of four bulleted short lines and more without a figure: a page's menu."""
    menus: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        view = line.view.text if line is not None else ""
        if _BULLET.match(view) and len(view) <= 14 and not any(c.isdigit() for c in view):
            run.append(index)
            continue
        if len(run) >= 4:
            menus.update(run)
        run = []
    return menus


def _pieces(text: str, line: Line, own: OwnLines, *, head: bool, titled: bool, repeated: bool) -> Iterator[Block]:
    """The blocks of one line: mostly one; more where a credit and a paragraph share the line."""
    view = line.view.text
    if line.kind == "caption":
        yield from _caption(text, line, len(view))
        return
    if line.kind in ("title", "byline"):
        yield from _span(text, line, line.kind, 0, len(view))
        return
    whole = patterns.kind_of(view)
    split = patterns.caption_before_text(view)
    if split is not None and (whole is None or whole == "caption"):
        yield from _caption(text, line, split)
        yield from _paragraph(text, line, split, own)
        return
    if whole == "byline" and not head:
        whole = "furniture"
    if whole == "caption" and head and not titled and not _PICTURE.search(view) and not ends_sentence(view):
        whole = None
    if whole is None and head and is_stamp(view, first=not titled):
        whole = "byline"
    if whole is None and head and (own.is_outlet(view) or looks_like_outlet(view, first=not titled)):
        whole = "byline"
    if whole is None and repeated and len(view) >= _TELLING:
        whole = "caption"
    if whole == "caption":
        yield from _caption(text, line, len(view))
        return
    if whole is not None:
        yield from _span(text, line, whole, 0, len(view))
        return
    if own.prefix(view) is not None or patterns.prefix(view) is not None or patterns.suffix(view) is not None:
        yield from _paragraph(text, line, 0, own)
        return
    kind = line.kind or _kind_by_place(view, head=head, titled=titled)
    if kind == "paragraph":
        yield from _paragraph(text, line, 0, own)
    else:
        yield from _span(text, line, kind, 0, len(view))


def _kind_by_place(view: str, *, head: bool, titled: bool) -> BlockKind:
    sentence = ends_sentence(view)
    if head and not titled:
        return (
            "title" if len(view) <= _LONGEST_TITLE and not (sentence and not view.endswith(("?", "!"))) else "paragraph"
        )
    if len(view) > _SHORT or view.endswith((":", ",", ";")):
        return "paragraph"
    if sentence:
        question = view.endswith("?") and len(view) <= 40 and not re.search(r"[.!?] ", view)
        return "subhead" if question else "paragraph"
    if _LIST_ITEM.match(view):
        return "subhead" if head and view.startswith("-") else "paragraph"
    spoken = view.startswith(("[", "(")) and any(mark in view for mark in '"“‘')
    return "paragraph" if spoken and ":" in view else "subhead"


def _paragraph(text: str, line: Line, start: int, own: OwnLines) -> Iterator[Block]:
    """A paragraph from view offset `start`, without the by-lines before and the credits behind it."""
    view = line.view.text
    pieces: list[Block] = []
    if length := own.prefix(view[start : start + patterns.LONGEST_LINE]):
        pieces.extend(_span(text, line, "byline", start, start + length))
        start += length
    while len(pieces) < _CREDITS and (found := patterns.prefix(view[start : start + patterns.LONGEST_LINE])):
        kind, length = found
        pieces.extend(_span(text, line, kind, start, start + length))
        start += length
    end = len(view)
    behind_it: list[Block] = []
    while len(behind_it) < _CREDITS and (found := patterns.suffix(view[start:end])):
        kind, at = found
        behind_it[:0] = _span(text, line, kind, start + at, end)
        end = start + at
    rest = view[start:end].strip()
    bracketed = pieces and rest.startswith("[") and rest.endswith("]") and len(rest) <= _SHORT
    yield from pieces
    yield from _span(text, line, "subhead" if bracketed else "paragraph", start, end)
    yield from behind_it


def _caption(text: str, line: Line, end: int) -> Iterator[Block]:
    """A caption up to view offset `end`; its label, agencies and credit are furniture of their own."""
    view = line.view.text[:end].rstrip()
    credit = patterns.credit_behind(view)
    words = 0 if credit == 0 else patterns.credit_before(view)
    last = end if credit is None else max(words, credit)
    yield from _span(text, line, "furniture", 0, words)
    yield from _span(text, line, "caption", words, last)
    yield from _span(text, line, "furniture", last, end)


def _span(text: str, line: Line, kind: BlockKind, start: int, end: int) -> Iterator[Block]:
    """One block of view offsets, trimmed; none when nothing is left."""
    first, last = line.view.origin(start), line.view.origin(end)
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    if first < last:
        yield Block(kind=kind, start=first, end=last)


def _settled(text: str, blocks: list[Block]) -> Iterator[Block]:
    """Corrections that need the whole page: a sub-head that heads nothing is none, nor are names beside a by-line."""
    first = next((i for i, block in enumerate(blocks) if block.kind == "paragraph"), len(blocks))
    last = max((i for i, block in enumerate(blocks) if block.kind == "paragraph"), default=None)
    ended = False
    for index, block in enumerate(blocks):
        kind = block.kind
        ended = ended or (kind == "furniture" and last is not None and index > last)
        if kind == "subhead" and (last is None or index > last):
            telling = last is None or any(c.isdigit() for c in text[block.start : block.end])
            kind = "paragraph" if telling and not ended else "furniture"
        if kind == "subhead" and index < first and looks_like_names(text[block.start : block.end]):
            beside = blocks[max(0, index - 1) : index + 2]
            kind = "byline" if any(other.kind == "byline" for other in beside) else kind
        if kind == "title" and len(blocks) == 1:
            kind = "paragraph"
        yield block if kind == block.kind else Block(kind=kind, start=block.start, end=block.end)
