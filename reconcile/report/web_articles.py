"""Articles as runs of text, every claim where it stands.

"문을 열었다. 12명이 다쳤다." with a claim over the second sentence, and a comparison on 12명
→ "문을 열었다. ", ClaimRun(["12명" marked, "이 다쳤다."])

The runs of an article, put together, are its text; nothing is left out but white space between blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reconcile.report.web_view import BlockView, ClaimRun, Segment
from schemas.article import Article, Block
from schemas.claim import Claim
from schemas.reconciliation import VERDICTS, Verdict


class Mark(NamedTuple):
    """A value of a comparison: where it stands, and how it came out."""

    start: int
    end: int
    verdict: Verdict


class Home(NamedTuple):
    """How a claim is shown, and the card that it leads to."""

    verdict: Verdict
    target: str


def blocks(
    article: Article, claims: Sequence[tuple[int, Claim]], homes: Mapping[int, Home], marks: Sequence[Mark]
) -> tuple[BlockView, ...]:
    """The blocks of `article`, and the text between them where it is more than white space.

    `claims` are those of the article, with their numbers; one without a home is shown as plain text.
    """
    known = [(number, claim) for number, claim in claims if number in homes]
    owners = _owners(len(article.text), known)
    seen: set[int] = set()
    found = []
    for block in _tiled(article):
        segments = list(_segments(article.text, block, owners, marks))
        if any(segment.text.strip() for segment in segments):
            found.append(BlockView(kind=block.kind, runs=tuple(_runs(segments, homes, seen))))
    return tuple(found)


def _tiled(article: Article) -> Iterator[Block]:
    """The blocks, and as paragraphs what no block holds."""
    at = 0
    for block in article.blocks:
        if block.start > at:
            yield Block(kind="paragraph", start=at, end=block.start)
        yield block
        at = block.end
    if at < len(article.text):
        yield Block(kind="paragraph", start=at, end=len(article.text))


def _owners(length: int, claims: Sequence[tuple[int, Claim]]) -> list[int]:
    """For each character the claim that it is shown in, the shortest where claims overlap; -1 for none."""
    owners = [-1] * length
    for number, claim in sorted(claims, key=lambda pair: (pair[1].start - pair[1].end, pair[0])):
        owners[claim.start : claim.end] = [number] * (claim.end - claim.start)
    return owners


def _segments(text: str, block: Block, owners: Sequence[int], marks: Sequence[Mark]) -> Iterator[Segment]:
    """The text of a block, cut wherever its claim or its mark changes."""
    marked: list[Verdict | None] = [None] * (block.end - block.start)
    for mark in sorted(marks, key=lambda m: -VERDICTS.index(m.verdict)):
        low, high = max(mark.start, block.start), min(mark.end, block.end)
        if low < high:
            marked[low - block.start : high - block.start] = [mark.verdict] * (high - low)
    start = block.start
    for at in range(block.start + 1, block.end + 1):
        here = at - block.start
        if at == block.end or owners[at] != owners[at - 1] or marked[here] != marked[here - 1]:
            owner = owners[start]
            shown = marked[start - block.start] if owner >= 0 else None
            yield Segment(text[start:at], None if owner < 0 else owner, shown)
            start = at


def _runs(segments: Sequence[Segment], homes: Mapping[int, Home], seen: set[int]) -> Iterator[ClaimRun | Segment]:
    at = 0
    while at < len(segments):
        claim = segments[at].claim
        if claim is None:
            yield segments[at]
            at += 1
            continue
        end = at
        while end < len(segments) and segments[end].claim == claim:
            end += 1
        home = homes[claim]
        yield ClaimRun(claim, claim not in seen, home.verdict, home.target, tuple(segments[at:end]))
        seen.add(claim)
        at = end
