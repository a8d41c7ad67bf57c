"""Korean particles by the last sound of what stands before them.

    서울 + 은는 → 서울은      39.6% + 은는 → 39.6%는 (퍼센트)      3 + 으로 → 3으로 (삼)
    한국과학기술원(KAIST) + 이가 → 한국과학기술원(KAIST)이: a bracket at the end is not heard

Digits, Latin letters and signs are read as a Korean newsreader would: their last sounds are in
`messages/readings.toml`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Literal

Sound = Literal["vowel", "l", "consonant"]

PARTICLES = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로": ("으로", "로"),
    "이라": ("이라", "라"),
}
"""Markup → (after a consonant, after a vowel). 으로 is 로 after ㄹ as well."""

_BRACKETS = {")": "(", "]": "[", "）": "（", "］": "［"}


def with_particle(word: str, markup: str) -> str:
    """`word` followed by the form of the particle that fits it. `markup` is a key of PARTICLES."""
    return word + particle(word, markup)


def particle(word: str, markup: str) -> str:
    """The form of the particle that fits after `word`."""
    after_consonant, after_vowel = PARTICLES[markup]
    sound = last_sound(word)
    if sound == "vowel" or (markup == "으로" and sound == "l"):
        return after_vowel
    return after_consonant


def last_sound(word: str) -> Sound:
    """How `word` ends when read aloud; a word of unreadable signs counts as ending in a vowel."""
    heard = _heard(unicodedata.normalize("NFKC", word).strip())
    readings = _readings()
    for length in () if "가" <= heard[-1:] <= "힣" else _lengths():
        ending = heard[-length:]
        if ending in readings and not (ending.isalpha() and ending.isascii() and _inside_word(heard, ending)):
            return readings[ending]
    for letter in reversed(heard):
        if "가" <= letter <= "힣":
            final = (ord(letter) - ord("가")) % 28
            return "vowel" if final == 0 else "l" if final == 8 else "consonant"
        if letter in readings:
            return _latin(heard, letter) if letter.isalpha() and letter.isascii() else readings[letter]
    return "vowel"


def _latin(heard: str, letter: str) -> Sound:
    """A word in Latin letters: FM and TV by the letter's name, Berlin and Seoul by its sound."""
    if letter.islower():
        return "l" if letter == "l" else "consonant" if letter in "mn" or heard.lower().endswith("ng") else "vowel"
    return _readings()[letter]


def _inside_word(heard: str, ending: str) -> bool:
    before = heard[: -len(ending)][-1:]
    return before.isalpha() and before.isascii()


def _heard(word: str) -> str:
    """`word` without what is not read at its end: closing quotes, stops, and a bracket with words before it."""
    while word:
        last = word[-1]
        opening = _BRACKETS.get(last)
        if opening is not None and word.rfind(opening) > 0:
            word = word[: word.rfind(opening)].rstrip()
        elif last.isalnum() or last in _readings():
            return word
        else:
            word = word[:-1]
    return word


@cache
def _readings() -> dict[str, Sound]:
    """The last sounds of what is no Hangul."""
    text = resources.files("reconcile.report.messages").joinpath("readings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    sounds: dict[str, Sound] = {}
    for sound in ("vowel", "l", "consonant"):
        for sign in table.pop(sound):
            if sign in sounds:
                raise ValueError(f"readings.toml gives {sign!r} twice")
            sounds[unicodedata.normalize("NFKC", sign)] = sound
    if table:
        raise ValueError(f"readings.toml has unknown keys: {sorted(table)}")
    return sounds


@cache
def _lengths() -> tuple[int, ...]:
    """The lengths of what is no Hangul, the longest first."""
    return tuple(sorted({len(ending) for ending in _readings()}, reverse=True))
