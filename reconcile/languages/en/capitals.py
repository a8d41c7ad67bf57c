"""Words of an English passage with their offsets, possessive endings left off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHES = frozenset("'’")


class Word(NamedTuple):
    """A word; `start` and `end` are offsets into its passage."""

    text: str
    start: int
    end: int
    capital: bool


def words_of(text: str) -> list[Word]:
    """The words of a passage in order; Alnwick's is the word Alnwick."""
    found = []
    apostrophes = "'" in text or "’" in text
    for match in _WORD.finditer(text):
        word = match[0]
        start, end = match.span()
        if apostrophes and not _APOSTROPHES.isdisjoint(word[-2:]):
            word = _POSSESSIVE.sub("", word)
            end = start + len(word)
        found.append(Word(word, start, end, word[0].isupper()))
    return found


def is_headline(words: Sequence[Word], text: str) -> bool:
    """Whether most long words of a passage without a full stop have a capital."""
    if text.rstrip().endswith("."):
        return False
    long = [w for w in words if len(w.text) > 3]
    return len(long) >= 3 and sum(w.capital for w in long) > 0.6 * len(long)


def joined(text: str, words: Sequence[Word], at: int, limit: int) -> list[int]:
    """Where the runs of 1, 2, … words from word `at` on end, with a space or hyphen between; at most `limit` runs."""
    end = words[at].end
    ends = [end]
    for word in words[at + 1 : at + limit]:
        if text[end : word.start] not in _JOINTS:
            break
        end = word.end
        ends.append(end)
    return ends


_JOINTS = frozenset((" ", "-", ". "))
