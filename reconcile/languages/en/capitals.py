"""Words of an English passage with their offsets, possessive endings left off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `start` and `end` are offsets into its passage."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """The words of a passage in order; Alnwick's is the word Alnwick."""
    found = []
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word:
            found.append(Word(word, match.start(), match.start() + len(word)))
    return found


def is_headline(words: Sequence[Word], text: str) -> bool:
    """Whether most long words of a passage without a full stop have a capital."""
    long = [w for w in words if len(w.text) > 3]
    return len(long) >= 3 and not text.rstrip().endswith(".") and sum(w.capital for w in long) > 0.6 * len(long)
