"""A changed copy of an article, and where its characters went.

The copy is put together block by block: each block with its edits, in the order wanted, between the same gaps. So
blocks keep their kinds whatever moved, and every span of the original has its place in the copy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from reconcile.bench.model import Edit, Span
from schemas.article import Article, Block, article_id

LATER = timedelta(hours=2)
"""The copy is published this much after the original, so that a count that runs on may be an update."""


class EditsOverlap(ValueError):
    """Two edits touch one character, or one leaves the blocks of the article."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The changed article; `at` of a span of the original is its place in it."""

    article: Article
    _starts: tuple[int, ...]
    _moves: tuple[tuple[int, int, int], ...]
    """For each block of the original: start, end, start in the copy."""
    _edits: tuple[Edit, ...]

    def at(self, span: Span) -> Span:
        """The place of a span of one block; an edit that it touches belongs to it whole."""
        start, end, moved = self._moves[bisect_right(self._starts, span[0]) - 1]
        inside = [e for e in self._edits if start <= e.start and e.end <= end]
        before = sum(len(e.new) - (e.end - e.start) for e in inside if e.end <= span[0] and not _touches(e, span))
        grown = sum(len(e.new) - (e.end - e.start) for e in inside if _touches(e, span))
        first = moved + span[0] - start + before
        return first, first + span[1] - span[0] + grown


def _touches(edit: Edit, span: Span) -> bool:
    if edit.start == edit.end:
        return span[0] <= edit.start <= span[1]
    return edit.start < span[1] and span[0] < edit.end


def blocks_of(article: Article) -> tuple[Block, ...]:
    """The blocks of the article; one paragraph where it has none."""
    return article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)


def copy_of(article: Article, edits: Iterable[Edit], order: Sequence[int] | None = None) -> Copy:
    """The article with its edits made; `order` has, for each block, which block stands there now.

    Raises EditsOverlap.
    """
    done = tuple(sorted(edits))
    for one, two in pairwise(done):
        if one.end > two.start:
            raise EditsOverlap(f"{one} and {two}")
    blocks = blocks_of(article)
    order = tuple(order) if order is not None else tuple(range(len(blocks)))
    pieces: list[str] = []
    made: list[Block] = []
    moves: dict[int, tuple[int, int, int]] = {}
    length = last = used = 0
    for slot, source in enumerate(order):
        gap = article.text[last : blocks[slot].start]
        block = blocks[source]
        mine = [e for e in done if block.start <= e.start and e.end <= block.end]
        used += len(mine)
        content = _edited(article.text, block, mine)
        start = length + len(gap)
        made.append(Block(kind=block.kind, start=start, end=start + len(content)))
        moves[source] = (block.start, block.end, start)
        pieces += (gap, content)
        length = start + len(content)
        last = blocks[slot].end
    if used != len(done):
        raise EditsOverlap("an edit runs over the end of a block")
    text = "".join([*pieces, article.text[last:]])
    id_ = article_id(text, None)
    changed = article.model_copy(
        update={
            "id": f"{id_}-2" if id_ == article.id else id_,
            "text": text,
            "blocks": tuple(made) if article.blocks else (),
            "published": _later(article.published),
            "url": None,
            "source_digest": None,
            "outlet": None,
        }
    )
    moved = tuple(moves[i] for i in range(len(blocks)))
    return Copy(changed, tuple(m[0] for m in moved), moved, done)


def _edited(text: str, block: Block, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = block.start
    for edit in edits:
        pieces += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join([*pieces, text[at : block.end]])


def _later(published: str | None) -> str | None:
    """The publication time of the copy: later on the same day, so that words such as yesterday keep their meaning."""
    if published is None or "T" not in published:
        return published
    moment = datetime.fromisoformat(published)
    later = moment + LATER
    return (later if later.date() == moment.date() else moment.replace(hour=23, minute=59)).isoformat()
