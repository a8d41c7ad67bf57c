"""Words of an English passage as the readers of names see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-zÀ-ɏ](?:[\w'’.-]*[\wÀ-ɏ])?")


@dataclass(slots=True)
class Word:
    """A word without its possessive ending, its offsets, and the `gap` between the word before and this one."""

    text: str
    start: int
    end: int
    gap: str


def words(text: str) -> list[Word]:
    """The words of a passage in order."""
    found = []
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = text[start:end]
        if word[-2:] in ("'s", "’s"):
            word, end = word[:-2], end - 2
        found.append(Word(word, start, end, text[at:start]))
        at = end
    return found
