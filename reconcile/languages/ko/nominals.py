"""Korean words as the readers of names see them: a nominal stem with the particle after it.

Before: ``서울시장이``, ``몬디와``, ``밝혔다``
After:  서울시장 + 이, 몬디 + 와, and a word that is no nominal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from reconcile.languages.base import Passage, Token

_WORD = re.compile(r"[0-9A-Za-z가-힣]+(?:[&'’-][0-9A-Za-z]+)*")
_NOMINAL, _PROPER, _COMMON, _TAIL, _OPEN, _LOOSE = 1, 2, 4, 8, 16, 32
_PARTICLE = re.compile(
    r"(?:께서|에게서|에서는|에서도|에서|에게|에는|에도|으로는|으로서|으로써|으로|이라는|이라고|이라며|이라|라는|라고|라며|이다|인|이던|이었|"
    r"이며|이고|이나|은|는|이|가|을|를|의|와|과|도|만|에|로|나|랑|까지|부터|조차|마저|처럼|보다|하고|측|들|께|씨)"
)
_LIKE_GIVEN_NAMES = frozenset({"이든", "이란", "하고", "보다"})
_BEFORE_TITLES = frozenset({"전", "현", "신임"})
_VERBAL_ENDS = ("다", "인", "고", "며", "라", "나", "던")


@dataclass(slots=True)
class Word:
    """`text` is the stem at start-end, `particle` what follows it up to `stop`, `gap` what stands before the word.

    `proper`: holds a proper noun, Latin letters, or is made of fragments no dictionary knows;
    `common`: one common noun of the dictionary; `nominal`: a noun at all.
    """

    text: str
    start: int
    end: int
    stop: int
    particle: str
    gap: str
    nominal: bool
    proper: bool
    common: bool


_TAGS = (
    "NNG", "NNP", "NNB", "NR", "NP", "VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I", "VX", "VX-R", "VX-I", "VCP", "VCN",
    "MM", "MAG", "MAJ", "IC", "JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC", "EP", "EF", "EC", "ETN",
    "ETM", "XPN", "XSN", "XSV", "XSA", "XSA-R", "XSA-I", "XSM", "XR", "SL", "SH", "SN", "SW", "W_URL", "W_EMAIL",
    "W_HASHTAG", "W_MENTION", "W_SERIAL", "W_EMOJI",
)  # fmt: skip


def _flags(tag: str) -> int:
    """What a tag of the Sejong set tells of its word."""
    flags = 0
    if tag.startswith(("N", "SL", "SN", "SH", "XPN", "XSN", "XR", "SW", "W_")):
        flags |= _NOMINAL | _LOOSE
    if tag in ("NNP", "SL"):
        flags |= _PROPER
    if tag in ("NNG", "NNB", "NP", "NR"):
        flags |= _COMMON
    if tag.startswith(("J", "E", "VCP")):
        flags |= _TAIL
    if tag[:1] in "EJV":
        flags |= _OPEN
    if tag.startswith(("M", "IC")):
        flags |= _LOOSE
    return flags


class _Flags(dict[str, int]):
    """The flags of every tag; one that is not known tells nothing."""

    def __missing__(self, tag: str) -> int:
        return 0


_FLAGS = _Flags((tag, _flags(tag)) for tag in _TAGS)
_start, _tag = attrgetter("start"), attrgetter("tag")


def words(passage: Passage) -> list[Word]:
    """The words of a passage in order. A word without tokens is no nominal."""
    found: list[Word] = []
    text = passage.text
    tokens = passage.tokens
    starts = list(map(_start, tokens))
    flags = tuple(map(_FLAGS.__getitem__, map(_tag, tokens)))
    behind = at = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        first = bisect_left(starts, start, behind)
        behind = bisect_left(starts, stop, first)
        found.append(_word(text, start, stop, text[at:start], tokens, flags, first, behind))
        at = stop
    return found


def particle_of(rest: str) -> bool:
    """Whether what follows a name is nothing or begins with a particle."""
    return not rest or _PARTICLE.match(rest) is not None


def name_ends(text: str, end: int) -> bool:
    """Whether a name may end there: at a gap, or before a particle."""
    behind = text[end : end + 6]
    if not behind[:1].isalnum():
        return True
    return not (behind[0].isascii() and text[end - 1].isascii()) and particle_of(behind)


def _is_split_name(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the tagger took a given name apart as verb or particle: 곽 + 이든."""
    if tokens[0].tag != "NNP" or tokens[0].end - tokens[0].start != 1:
        return False
    taken_apart = any(token.tag.startswith("V") or token.form in _LIKE_GIVEN_NAMES for token in tokens)
    return taken_apart and not text.endswith(_VERBAL_ENDS)


def _unspaced(flags: Sequence[int]) -> int:
    """How many morphemes of a word stand before a particle behind which the next word follows without a space.

    ``새재단은옛재단으로`` is read as 새재단 + 은옛재단으로. 0 for any other word.
    """
    for at, flag in enumerate(flags):
        if flag & _TAIL:
            names = any(one & _PROPER for one in flags[:at])
            return at if at > 1 and names and any(one & _PROPER for one in flags[at:]) else 0
        if not flag & _NOMINAL:
            return 0
    return 0


@lru_cache(maxsize=256)
def _stem(flags: tuple[int, ...]) -> tuple[int, int, int]:
    """How many morphemes of a word stand before its particles, what all of those are, and what some are."""
    front = len(flags)
    while front > 1 and flags[front - 1] & _TAIL:
        front -= 1
    every, some = _NOMINAL | _LOOSE if front else 0, 0
    for flag in flags[:front]:
        every &= flag
        some |= flag
    return front, every, some


def _word(
    text: str,
    start: int,
    stop: int,
    gap: str,
    tokens: Sequence[Token],
    every_flag: tuple[int, ...],
    first: int,
    behind: int,
) -> Word:
    if stop - start == 3 and first < behind and _is_split_name(text[start:stop], tokens[first:behind]):
        return Word(text[start:stop], start, stop, stop, "", gap, True, True, False)
    if behind - first == 1 and stop - start > 1:
        flag = every_flag[first]
        if flag & _NOMINAL:
            return Word(text[start:stop], start, stop, stop, "", gap, True, bool(flag & _PROPER), bool(flag & _COMMON))
    flags = every_flag[first:behind]
    front, every, some = _stem(flags)
    nominal = bool(every & _NOMINAL)
    proper = nominal and bool(some & _PROPER)
    if front > 1 and (not nominal or not proper):
        stem = tokens[first : first + front]
        broken = not some & _OPEN and all(token.end - token.start == 1 for token in stem)
        nominal = nominal or broken or stop - start == 3 and bool(every & _LOOSE)
        proper = nominal and (broken or bool(some & _PROPER))
    if not nominal and front:
        cut = _unspaced(flags)
        if cut:
            front, nominal, proper = cut, True, True
        elif text[start:stop] in _BEFORE_TITLES or front > 1 and stop - start > 4 and flags[front - 1] & _COMMON:
            nominal = True  # 전 구청장, 푸른마을재단
    end = tokens[first + front].start if first + front < behind else stop
    if not nominal or end <= start:
        return Word(text[start:stop], start, stop, stop, "", gap, False, False, False)
    common = front == 1 and bool(flags[0] & _COMMON) or front > 1 and tokens[first + front - 1].tag == "XSN"
    common = common or front == 2 and not proper and tokens[first + 1].start - start == 2 and end - start == 3
    return Word(text[start:end], start, end, stop, text[end:stop], gap, True, proper, common)
