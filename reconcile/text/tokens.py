"""Tokens: Korean morphemes by kiwipiepy, words elsewhere.

The analyser is loaded once a process, on first use: it takes about a second and is not needed for English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reconcile.text.token import Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:[-'’][A-Za-zÀ-ɏ]+)*|\d[\d,.]*\d|\d|[가-힣]+|[^\w\s]")
_OUTSIDE_BMP = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")
_CHUNK = 8_000


@lru_cache(maxsize=1)
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)


def morphemes(texts: Sequence[str]) -> list[tuple[Token, ...]]:
    """Morphemes (form, Sejong tag, offsets) of each text.

    Characters outside the Basic Multilingual Plane count two in the analyser and are masked, so that offsets stay
    Python's. A text longer than 8,000 characters is read in pieces, cut at white space.
    """
    kiwi = _kiwi()
    result: list[tuple[Token, ...]] = []
    for text in texts:
        masked = _OUTSIDE_BMP.sub("\u25a1", text)
        tokens: list[Token] = []
        for start, end in _pieces(masked):
            tokens += [
                Token(t.form, str(t.tag), start + t.start, start + t.start + t.len)
                for t in kiwi.tokenize(masked[start:end])
            ]
        result.append(tuple(tokens))
    return result


def words(texts: Sequence[str]) -> list[tuple[Token, ...]]:
    """Words, numbers and punctuation of each text, without tags."""
    return [tuple(Token(m.group(), "", m.start(), m.end()) for m in _WORD.finditer(text)) for text in texts]


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces, start = [], 0
    while len(text) - start > _CHUNK:
        cut = max(text.rfind("\n", start, start + _CHUNK), text.rfind(" ", start, start + _CHUNK))
        cut = start + _CHUNK if cut <= start else cut + 1
        pieces.append((start, cut))
        start = cut
    pieces.append((start, len(text)))
    return pieces
