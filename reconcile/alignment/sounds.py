"""Whether Hangul spells what Latin letters spell: a Korean word romanised, or a foreign one written by its sound.

    서하 · seoha             every letter is read as a spelling of some jamo; it fits or it does not
    ㅍㅡㄹㅗㅣㄷㅡ · floyd      f ㅍ, (ㅡ), l ㄹ, o ㅗ, y ㅣ, d ㄷ, (ㅡ): costs 0.1 for two vowels without a letter

What is written by sound costs something wherever letter and sound part (a vowel that is seldom written so, an r that
is not heard); a consonant too many on either side costs more than is ever allowed.
"""

from __future__ import annotations

from functools import lru_cache

from reconcile.alignment.romanise_table import is_hangul, table

MOST_COST = 0.75
"""What the letters and sounds of two names may part by in all; less than a consonant costs."""
COST_A_LETTER = 0.12
_SELDOM = 0.25
_PLURAL = 0.3
LEAST_SOUNDS = 4
"""Sounds that a name written by sound has at least; shorter ones are like each other by chance."""


def romanised(hangul: str, latin: str) -> bool:
    """Whether all of `latin`, lower case without spaces, is a spelling in use of all of `hangul`."""
    spellings, customary = table().syllable, table().given
    ends = {0}
    for syllable in hangul:
        if not "가" <= syllable <= "힣":
            return False
        initial, medial, final = _jamo(syllable)
        whole = {e + len(c) for e in ends for c in customary.get(syllable, ()) if latin.startswith(c, e)}
        for choices in (spellings.initial[initial], spellings.medial[medial], spellings.final.get(final, ("",))):
            ends = {e + len(c) for e in ends for c in choices if latin.startswith(c, e)}
        ends |= whole
    return len(latin) in ends


def by_sound(hangul: str, latin: str, least: int = LEAST_SOUNDS) -> bool:
    """Whether `hangul` writes the sound of `latin` (lower case letters); never where either has less than `least`."""
    heard, written = sounds(hangul), _undoubled(latin)
    if min(len(heard), len(written)) < least:
        return False
    most = min(MOST_COST, COST_A_LETTER * len(written))
    reached: list[dict[int, float]] = [{} for _ in range(len(written) + 1)]
    reached[0][0] = 0.0
    insert = table().insert
    for at, steps in enumerate((*_steps(written), ())):
        row = reached[at]
        for j in range(len(heard) + 1):
            cost = row.get(j)
            if cost is None:
                continue
            if j < len(heard):
                _reach(row, j + 1, cost + insert.get(heard[j], 1.0), most)
            for end, sound, price in steps:
                if heard.startswith(sound, j):
                    _reach(reached[end], j + len(sound), cost + price, most)
    return len(heard) in reached[-1]


def begins_alike(hangul: str, latin: str) -> bool:
    """Whether the first sound of `hangul` is one that the first letters of `latin` (lower case) may have."""
    if not hangul or not latin or not is_hangul(hangul[0]):
        return hangul[:1].casefold() == latin[:1]
    heard = sounds(hangul)
    if any(sound and heard.startswith(sound) and not price for _, sound, price in _steps(_undoubled(latin))[0]):
        return True
    initial, medial, _ = _jamo(hangul[0])
    spellings = table().syllable
    first = [c for c in spellings.initial[initial] if c] or spellings.medial[medial]
    return latin.startswith(tuple(first))


def _reach(row: dict[int, float], at: int, cost: float, most: float) -> None:
    if cost <= most and cost < row.get(at, most + 1):
        row[at] = cost


@lru_cache(maxsize=2048)
def _steps(latin: str) -> tuple[tuple[tuple[int, str, float], ...], ...]:
    """From each letter: where a spelling ends, the sound it has, and what that costs."""
    known = table()
    every = []
    for at, letter in enumerate(latin):
        steps = [(at + 1, letter, 0.0)]
        if at:  # the first letter is always heard
            plural = letter == "s" and at == len(latin) - 1
            steps.append((at + 1, "", _PLURAL if plural else known.drop.get(letter, 1.0)))
        for length in (1, 2, 3, 4):
            row = known.letters.get(latin[at : at + length]) if at + length <= len(latin) else None
            if row is not None:
                steps += [(at + length, sound, 0.0) for sound in row.usual]
                steps += [(at + length, sound, _SELDOM) for sound in row.seldom]
        every.append(tuple(steps))
    return tuple(every)


@lru_cache(maxsize=2048)
def sounds(hangul: str) -> str:
    """The sounds of a Hangul name as jamo, doubled ones once; Latin letters in it stay."""
    found: list[str] = []
    for c in hangul:
        if is_hangul(c):
            initial, medial, final = _jamo(c)
            found += [_PLAIN.get(initial, initial) if initial != "ㅇ" else "", _PARTS.get(medial, medial)]
            found.append("".join(_PLAIN.get(x, x) for x in _CLUSTERS.get(final, final)))
        elif c.isalnum():
            found.append(c.casefold())
    return _undoubled("".join(found))


def _undoubled(text: str) -> str:
    return "".join(c for i, c in enumerate(text) if i == 0 or c != text[i - 1] or c in "eo")


_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_PLAIN = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅆ": "ㅅ", "ㅉ": "ㅈ"}
_PARTS = {
    "ㅑ": "ㅣㅏ", "ㅒ": "ㅣㅐ", "ㅕ": "ㅣㅓ", "ㅖ": "ㅣㅔ", "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅛ": "ㅣㅗ",
    "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅠ": "ㅣㅜ", "ㅢ": "ㅡㅣ",
}  # fmt: skip
_CLUSTERS = {
    "ㄳ": "ㄱ", "ㄵ": "ㄴ", "ㄶ": "ㄴ", "ㄺ": "ㄱ", "ㄻ": "ㅁ", "ㄼ": "ㄹ", "ㄽ": "ㄹ", "ㄾ": "ㄹ",
    "ㄿ": "ㅂ", "ㅀ": "ㄹ", "ㅄ": "ㅂ",
}  # fmt: skip


def _jamo(syllable: str) -> tuple[str, str, str]:
    index = ord(syllable) - ord("가")
    return _INITIALS[index // 588], _MEDIALS[index % 588 // 28], _FINALS[index % 28]
