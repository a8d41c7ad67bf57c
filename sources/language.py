"""The language of a text: by script, then by function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sources.data import load

_SAMPLE = 20_000


def language_of(text: str) -> str | None:
    """The BCP 47 code (`ko`, `en`, …) of a text, or None where script and words do not tell.

    Hangul in a quarter of the letters is Korean, whatever Latin names stand between.
    """
    sample = text[:_SAMPLE]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    letters = sum(scripts.values())
    if not letters:
        return None
    if scripts["hangul"] * 4 >= letters:
        return "ko"
    if scripts["kana"] * 10 >= letters:
        return "ja"
    if scripts["han"] * 2 >= letters:
        return "zh"
    if scripts["latin"] * 2 < letters:
        return None
    return _latin_language(sample)


def _script(c: str) -> str:
    if c < "\u0250" or "\u1e00" <= c <= "\u1eff":
        return "latin"
    if "가" <= c <= "힣" or "\u1100" <= c <= "\u11ff" or "\u3130" <= c <= "\u318f":
        return "hangul"
    if "\u3040" <= c <= "\u30ff":
        return "kana"
    if "\u3400" <= c <= "\u9fff":
        return "han"
    return "other"


@cache
def _function_words() -> dict[str, list[str]]:
    table = load("languages.toml")
    for code, known in table.items():
        if not (isinstance(known, list) and all(isinstance(word, str) for word in known)):
            raise ValueError(f"languages.toml: {code} is no list of words")
    return table


def _latin_language(sample: str) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    hits = sorted(((sum(words[w] for w in known), code) for code, known in _function_words().items()), reverse=True)
    (best, code), (second, _) = hits[0], hits[1]
    if best >= 2 and best >= 2 * second:
        return str(code)
    plain = all(c.isascii() for c in sample if c.isalpha())
    return "en" if plain else None
