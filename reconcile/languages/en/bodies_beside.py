"""Names that no word of their own shows to be those of bodies, told by what stands beside them.

Before: ``the union SSTA``, ``His club, the Corrib Harriers,``, ``built by Badanuri``, ``the Prairie Crown elevator``
After:  SSTA, Corrib Harriers, Badanuri, Prairie Crown.
"""

from __future__ import annotations

import re

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.en.people_lexicon import PeopleLexicon

_BESIDE = 40
_NEXT = re.compile(r" ([a-z]+)")
_PERSONAL = re.compile(r",? (?:\(?\d{1,3}\b|who\b)")


def named_beside(table: PeopleLexicon, text: str, start: int, end: int) -> bool:
    """Whether the capitalised words at start-end are a body by the words before or behind them."""
    name = text[start:end]
    if not _may_be_body(table, name) or _PERSONAL.match(text, end):
        return False
    before = text[max(0, start - _BESIDE) : start]
    if _is_called(table, before) or before.removesuffix("the ").lower().endswith(table.agents):
        return True
    following = _NEXT.match(text, end)
    if following is None or following[1] not in table.owning or " " not in name:
        return False
    return before.endswith(("the ", "The ")) and not any(_is_ordinary(table, word) for word in name.split(" "))


def _is_called(table: PeopleLexicon, before: str) -> bool:
    """Whether the text ends with what a body is called: the union SSTA; his club, the Corrib Harriers."""
    words = before.removesuffix("the ").rstrip(" ")
    apposed = words.endswith(",")
    if len(words) == len(before) or apposed and not before.endswith(", the "):
        return False
    last = words.rstrip(",").rpartition(" ")[2]
    return last in table.namers and (apposed or not before.endswith("the "))


def _may_be_body(table: PeopleLexicon, name: str) -> bool:
    words = name.split(" ")
    first = words[0]
    if len(name) < 3 or first in table.not_first or first in table.honorifics or first.lower() in table.every_title:
        return False
    if first in table.given or first in table.korean_surnames or name in table.not_initials:
        return False
    if first.endswith(table.nation_ends) or len(words) == 1 and first in table.not_names:
        return False
    return name not in Gazetteer.load()


def _is_ordinary(table: PeopleLexicon, word: str) -> bool:
    return word in table.not_names or word in table.every_title or word in Gazetteer.load()
