"""Hangul as single letters (jamo), so that stems and endings that share a syllable come apart: 했다 is 하었다."""

from __future__ import annotations

import unicodedata

FINALS = {"ㄴ": "\u11ab", "ㄹ": "\u11af", "ㅁ": "\u11b7", "ㅂ": "\u11b8"}
"""Compatibility letters of word lists that close the syllable before them: ㄴ다 in 한다."""
SYLLABLE = 2
"""Letters of an open syllable, a consonant and a vowel: the shortest stem."""


def plain_letters(text: str) -> str:
    """Single letters, none written out."""
    return unicodedata.normalize("NFD", text)


def is_open(syllables: str) -> bool:
    return len(plain_letters(syllables[-1])) == SYLLABLE


def letters(text: str) -> str:
    """Hangul as single letters, a vowel that swallowed another written out: 했다 as 하었다."""
    out: list[str] = []
    for i, syllable in enumerate(text):
        if syllable in FINALS:
            out.append(FINALS[syllable])
            continue
        parts = unicodedata.normalize("NFD", syllable)
        if len(parts) > 1 and (parts[2:] == "\u11bb" or (len(parts) == SYLLABLE and _closes(text, i))):
            swallowed = _SWALLOWED.get(parts[1]) or (_KEPT.get(parts[1]) if len(parts) > SYLLABLE else None)
            if syllable[0] in "해했":
                swallowed = "\u1161\u110b\u1165"
            if swallowed is not None and syllable not in ("었", "았", "겠", "있", "어", "아"):
                parts = parts[0] + swallowed + parts[2:]
        out.append(parts)
    return "".join(out)


_SWALLOWED = {"\u1167": "\u1175\u110b\u1165", "\u116a": "\u1169\u110b\u1161", "\u116f": "\u116e\u110b\u1165",
              "\u116b": "\u116c\u110b\u1165"}  # fmt: skip
"""ㅕ is ㅣ and ㅓ, ㅘ is ㅗ and ㅏ, ㅝ is ㅜ and ㅓ, ㅙ is ㅚ and ㅓ."""
_KEPT = {"\u1161": "\u1161\u110b\u1161", "\u1165": "\u1165\u110b\u1165", "\u1162": "\u1162\u110b\u1165",
         "\u1166": "\u1166\u110b\u1165"}  # fmt: skip
"""갔 is 가 and 았, 섰 is 서 and 었, 냈 is 내 and 었."""


def _closes(text: str, at: int) -> bool:
    return at + 1 == len(text) or text[at + 1] in "서도야요"
