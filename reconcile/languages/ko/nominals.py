"""Korean words as the readers of names see them: a nominal stem with the particle after it.

Before: ``서울시장이``, ``몬디와``, ``밝혔다``
After:  서울시장 + 이, 몬디 + 와, and a word that is no nominal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reconcile.languages.base import Passage, Token

_WORD = re.compile(r"[0-9A-Za-z가-힣]+(?:[&'’-][0-9A-Za-z]+)*")
_NOMINAL = ("N", "SL", "SN", "SH", "XPN", "XSN", "XR", "SW", "W_")
_PARTICLE = re.compile(
    r"(?:께서|에게서|에서는|에서도|에서|에게|에는|에도|으로는|으로서|으로써|으로|이라는|이라고|이라며|이라|라는|라고|라며|이다|인|이던|이었|"
    r"이며|이고|이나|은|는|이|가|을|를|의|와|과|도|만|에|로|나|랑|까지|부터|조차|마저|처럼|보다|하고|측|들|께|씨)"
)
_LIKE_GIVEN_NAMES = frozenset({"이든", "이란", "하고", "보다"})
_VERBAL_ENDS = ("다", "인", "고", "며", "라", "나", "던")


@dataclass(frozen=True, slots=True)
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


def words(passage: Passage) -> list[Word]:
    """The words of a passage in order. Without tokens, only what no particle could end is split off."""
    found: list[Word] = []
    position = 0
    tokens = passage.tokens
    at = 0
    for match in _WORD.finditer(passage.text):
        while position < len(tokens) and tokens[position].start < match.start():
            position += 1
        end = position
        while end < len(tokens) and tokens[end].start < match.end():
            end += 1
        gap = passage.text[at : match.start()]
        found.append(_word(match.group(), match.start(), match.end(), gap, tokens[position:end]))
        position = end
        at = match.end()
    return found


def particle_of(rest: str) -> bool:
    """Whether what follows a name is nothing or begins with a particle."""
    return not rest or _PARTICLE.match(rest) is not None


def _is_split_name(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether the tagger took a given name apart as verb or particle: 곽 + 이든."""
    if len(text) != 3 or not tokens or tokens[0].tag != "NNP" or tokens[0].end - tokens[0].start != 1:
        return False
    taken_apart = any(token.tag.startswith("V") or token.form in _LIKE_GIVEN_NAMES for token in tokens)
    return taken_apart and not text.endswith(_VERBAL_ENDS)


def _word(text: str, start: int, stop: int, gap: str, tokens: tuple[Token, ...]) -> Word:
    if _is_split_name(text, tokens):
        return Word(text, start, stop, stop, "", gap, True, True, False)
    front = len(tokens)
    while front and (tokens[front - 1].tag.startswith(("J", "E", "VCP")) and front > 1):
        front -= 1
    stem = tokens[:front]
    nominal = bool(stem) and all(token.tag.startswith(_NOMINAL) for token in stem)
    short = all(token.end - token.start == 1 for token in stem)
    broken = len(stem) > 1 and short and not any(token.tag[0] in "EJV" for token in stem)
    mixed = len(text) == 3 and len(stem) > 1 and all(token.tag.startswith((*_NOMINAL, "M", "IC")) for token in stem)
    nominal = nominal or broken or mixed
    end = tokens[front].start if front < len(tokens) else stop
    if not nominal:
        end = stop
    proper = nominal and (broken or any(token.tag in ("NNP", "SL") for token in stem))
    common = nominal and len(stem) == 1 and stem[0].tag in ("NNG", "NNB", "NP", "NR")
    return Word(text[: end - start], start, end, stop, text[end - start :], gap, nominal, proper, common)
