"""The words around a value: its sentence, or as many more as are asked for, with the value marked.

…관람객 등 12명이 다쳐 인근 병원 3곳으로 옮겨졌다. 대부분…  →  관람객 등 «12명»이 다쳐 인근 병원 3곳으로 옮겨졌다.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reconcile.text.sentences import sentences
from schemas.article import Article, Block
from schemas.claim import Claim

_REACH = 160
"""How many characters of context are looked at on each side of a value."""
_SENTENCE = 320
"""How many more for each sentence that is asked for."""
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of shown text; `mark` is the value itself, or a word that differs."""

    text: str
    mark: bool = False


class Surroundings:
    """Gives the sentence around any stretch of the articles.

    With `context`, what `around` gives is the stretch alone (0), or its sentence with so many before and after it.
    """

    def __init__(self, articles: Sequence[Article], claims: Sequence[Claim], context: int | None = None) -> None:
        self.context = context
        self._sentences: dict[str, list[tuple[int, int, int]]] = {}
        self._articles = {article.id: article for article in articles}
        self._claims = {claim.id: claim for claim in claims}
        self._edges = {
            article.id: sorted({0, len(article.text), *(at for b in article.blocks for at in (b.start, b.end))})
            for article in articles
        }

    def around(
        self, article: str, start: int, end: int, claim: str | None = None, *, marked: Sequence[Fragment] = ()
    ) -> tuple[Fragment, ...]:
        """The sentence of `article` around `start` to `end`, which is marked, or stands as `marked` shows it.

        It takes in the claim of the id `claim` and ends where its block ends; an end that is cut has an ellipsis. With
        a `context` of several sentences each block begins on a line of its own.
        """
        text = self._articles[article].text
        marked = marked or (Fragment(plain(text[start:end]), mark=True),)
        if self.context == 0:
            return tuple(marked)
        if self.context and (sides := self._several(article, start, end, self.context)):
            return tuple(piece for piece in (Fragment(sides[0]), *marked, Fragment(sides[1])) if piece.text)
        first, last, whole_start, whole_end = self._sentence(article, start, end, claim)
        before = plain_edges(text[first:start]).lstrip()
        after = plain_edges(text[end:last]).rstrip()
        pieces = (
            Fragment(before if whole_start else "…" + before),
            *marked,
            Fragment(after if whole_end else after + "…"),
        )
        return tuple(piece for piece in pieces if piece.text)

    def _several(self, of: str, start: int, end: int, context: int) -> tuple[str, str] | None:
        """What stands before and behind the stretch, in its sentence and `context` more; None where it is in none."""
        text, known = self._articles[of].text, self._in_order(of)
        at = bisect_right(known, start, key=lambda each: each[0]) - 1
        if at < 0 or start >= known[at][1]:
            return None
        last = max(at, bisect_left(known, end, key=lambda each: each[0]) - 1)
        low, high = start - _REACH - context * _SENTENCE, end + _REACH + context * _SENTENCE
        before = [(a, min(b, start), block) for a, b, block in known[max(0, at - context) : at + 1]]
        after = [(max(a, end), max(b, end), block) for a, b, block in known[last : last + context + 1]]
        *earlier, own = _runs(text, before, low, high)
        ahead = "\n".join([*(run.strip() for run in earlier), own.lstrip()])
        own, *later = _runs(text, after, low, high)
        return ahead, "\n".join([own.rstrip(), *(run.strip() for run in later)])

    def _in_order(self, of: str) -> list[tuple[int, int, int]]:
        """Start, end and block of every sentence of an article; by-lines and furniture have none."""
        if of not in self._sentences:
            article = self._articles[of]
            blocks = article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)
            self._sentences[of] = [
                (block.start + a, block.start + b, at)
                for at, block in enumerate(blocks)
                if block.kind not in ("byline", "furniture")
                for a, b in sentences(article.text[block.start : block.end])
            ]
        return self._sentences[of]

    def _sentence(self, of: str, first: int, last: int, claim: str | None) -> tuple[int, int, bool, bool]:
        """Where the sentence starts and ends, and whether each is a real end and not the end of `_REACH`."""
        text, edges = self._articles[of].text, self._edges[of]
        low, high = max(0, first - _REACH), min(len(text), last + _REACH)
        low = max(low, edges[bisect_right(edges, first) - 1])
        high = min(high, edges[min(bisect_left(edges, max(last, first + 1)), len(edges) - 1)])
        start, end = first, last
        known = self._claims.get(claim or "")
        if known and known.start <= start and end <= known.end:
            start, end = max(low, known.start), min(high, known.end)
        while start > low and not _ends_sentence(text, start):
            start -= 1
        while end < high and not _ends_sentence(text, end):
            end += 1
        whole_start, whole_end = (at in edges or _ends_sentence(text, at) for at in (start, end))
        return start, end, whole_start, whole_end


def _runs(text: str, stretches: Sequence[tuple[int, int, int]], low: int, high: int) -> list[str]:
    """The stretches (start, end, block) as text, those of a block as one, cut to what lies from `low` to `high`."""
    shown = []
    for _, group in groupby(stretches, key=lambda stretch: stretch[2]):
        own = list(group)
        start, end = own[0][0], own[-1][1]
        if start < high and end > low or start == end:
            words = plain_edges(text[max(start, low) : min(end, high)])
            shown.append(f"{'…' if start < low else ''}{words}{'…' if end > high else ''}")
    return shown


def plain(value: str) -> str:
    """One line of printable text: white space folded, control and direction characters left out."""
    kept = (" " if letter.isspace() else letter for letter in value)
    return " ".join("".join(letter for letter in kept if unicodedata.category(letter) not in _UNPRINTABLE).split())


def plain_edges(value: str) -> str:
    """`plain`, but a space at an edge stays one space, so that pieces can be joined."""
    shown = plain(value)
    if not shown:
        return " " if value else ""
    return (" " if value[0].isspace() else "") + shown + (" " if value[-1].isspace() else "")


def _ends_sentence(value: str, at: int) -> bool:
    """Whether a sentence may end just before `at`: a line break, or a stop and a space."""
    if at <= 0 or value[at - 1] in "\r\n":
        return True
    if at < len(value) and value[at] in "\r\n":
        return True
    before = value[at - 1]
    if not before.isspace():
        return False
    closing = value[max(0, at - 4) : at].rstrip().rstrip("\"'”’」』)]")
    return closing[-1:] in (".", "!", "?", "。")
