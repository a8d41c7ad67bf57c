"""Tokens: Korean morphemes by kiwipiepy, words elsewhere.

The analyser is loaded once a process, on first use: it takes about a second and is not needed for English. It works
in threads of its own, outside the interpreter's lock, from the moment that texts are given to it, so that what needs
no morphemes is read meanwhile (docs/decisions/0008).
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, overload

from reconcile.text.token import Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi
    from kiwipiepy import Token as KiwiToken

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*|\d[\d,.]*\d|\d|[가-힣]+|[^\w\s]")
_OUTSIDE_BMP = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")
_CHUNK = 8_000
_MOST_WORKERS = 4

_token = partial(tuple.__new__, Token)
"""A token of its four fields, without the call that a named tuple's own constructor makes: half its time."""

_FIELDS = attrgetter(*Token._fields)

_loading = threading.Lock()


class Tokenised(Sequence[tuple[Token, ...]]):
    """The tokens of some texts in their order, each taken from the analyser when it is first asked for."""

    def __init__(self, source: Iterator[tuple[Token, ...]], length: int) -> None:
        self._source = source
        self._length = length
        self._taken: list[tuple[Token, ...]] = []

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> tuple[Token, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Token, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Token, ...] | list[tuple[Token, ...]]:
        upto = range(self._length)[index]
        last = max(upto, default=-1) if isinstance(upto, range) else upto
        self._taken.extend(islice(self._source, max(0, last + 1 - len(self._taken))))
        return self._taken[index]


def morphemes(texts: Sequence[str]) -> Tokenised:
    """Morphemes (form, Sejong tag, offsets) of each text. The analysis begins at once and goes on in the background.

    Characters outside the Basic Multilingual Plane count two in the analyser and are masked, so that offsets stay
    Python's. A text longer than 8,000 characters is read in pieces, cut at white space.
    """
    masked = [_OUTSIDE_BMP.sub("\u25a1", text) for text in texts]
    pieces = [_pieces(text) for text in masked]
    with _loading:
        kiwi = _kiwi(os.getpid())
    analysed = kiwi.tokenize(text[start:end] for text, cuts in zip(masked, pieces, strict=True) for start, end in cuts)

    def taken() -> Iterator[tuple[Token, ...]]:
        for cuts in pieces:
            pieces_of_one = zip(cuts, islice(analysed, len(cuts)), strict=True)
            yield tuple(chain.from_iterable(_tokens(found, start) for (start, _), found in pieces_of_one))

    return Tokenised(taken(), len(texts))


def _tokens(found: Iterable[KiwiToken], start: int) -> Iterable[Token]:
    """The analyser's tokens of a piece that begins at `start` of its text."""
    tokens: Iterable[Token] = map(_token, map(_FIELDS, found))
    return [_token((form, tag, start + begin, start + end)) for form, tag, begin, end in tokens] if start else tokens


@cache
def _kiwi(process: int) -> Kiwi:
    """The analyser of this process: a forked child has none of its parent's threads."""
    from kiwipiepy import Kiwi

    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    return Kiwi(num_workers=workers, load_multi_dict=False)


def words(texts: Sequence[str]) -> list[tuple[Token, ...]]:
    """Words, numbers and punctuation of each text, without tags."""
    return [tuple([_token((m.group(), "", m.start(), m.end())) for m in _WORD.finditer(text)]) for text in texts]


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces, start = [], 0
    while len(text) - start > _CHUNK:
        cut = max(text.rfind("\n", start, start + _CHUNK), text.rfind(" ", start, start + _CHUNK))
        cut = start + _CHUNK if cut <= start else cut + 1
        pieces.append((start, cut))
        start = cut
    pieces.append((start, len(text)))
    return pieces
