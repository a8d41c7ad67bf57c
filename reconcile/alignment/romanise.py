"""Whether a name in Hangul and a name in Latin letters are one name, by how names are written across the two scripts.

    윤서하           Seo-ha Yoon       a Korean name, romanised: every letter is read as a spelling of some jamo
    플로이드카운티    Floyd County      a foreign name, written by sound; what is translated is taken off first
    다온머티리얼즈    Daon Materials    both in one name
    엘지전자         LG Electronics    letters by their names

A romanised name is read exactly: a spelling fits or it does not. A name written by sound costs something wherever
letter and sound part (a vowel that is seldom written so, an r that is not heard); a consonant too many on either side
costs more than is ever allowed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import model_validator

from reconcile.text.words import words
from schemas.base import Model

MOST_COST = 0.75
"""What the letters and sounds of two names may part by in all; less than a consonant costs."""
COST_A_LETTER = 0.12
_SELDOM = 0.25
_PLURAL = 0.3
LEAST_SOUNDS = 4
"""Sounds that a name written by sound has at least; shorter ones are like each other by chance."""
_ACRONYM = 4
_SURNAME_SYLLABLES = 2
_GIVEN_SYLLABLES = 3


class Syllable(Model):
    """Spellings of the three parts of a Hangul syllable."""

    initial: dict[str, tuple[str, ...]]
    medial: dict[str, tuple[str, ...]]
    final: dict[str, tuple[str, ...]]


class Letters(Model):
    """What letters of a foreign name become in Hangul."""

    usual: tuple[str, ...]
    seldom: tuple[str, ...] = ()


class Legal(Model):
    """Forms of companies."""

    hangul: tuple[str, ...]
    latin: tuple[str, ...]


class Table(Model):
    """romanise.toml; see the head of that file."""

    syllable: Syllable
    surname: dict[str, tuple[str, ...]]
    letters: dict[str, Letters]
    insert: dict[str, float]
    drop: dict[str, float]
    given: dict[str, tuple[str, ...]]
    spelt: dict[str, tuple[str, ...]]
    generic: dict[str, tuple[str, ...]]
    legal: Legal

    @model_validator(mode="after")
    def _in_their_scripts(self) -> Table:
        if any(not _is_hangul(key) for key in (*self.surname, *self.given, *self.generic)):
            raise ValueError("surnames, given names and generic words are written in Hangul")
        if any(not key.isascii() for key in (*self.letters, *self.drop, *self.spelt)):
            raise ValueError("letters are Latin")
        return self


@cache
def table() -> Table:
    """The packaged table."""
    text = files("reconcile.alignment").joinpath("romanise.toml").read_text(encoding="utf-8")
    return Table.model_validate(tomllib.loads(text))


@lru_cache(maxsize=8192)
def one_name(kind: str, first: str, second: str) -> bool:
    """Whether two names of a kind (person, organisation, place), one in Hangul and one in Latin letters, are one.

    False where both are in one script: that is for their letters to say.
    """
    if not first or not second or has_hangul(first) == has_hangul(second):
        return False
    hangul, latin = (first, second) if has_hangul(first) else (second, first)
    return _one_person(hangul, latin) if kind == "person" else _one_body(hangul, latin)


def has_hangul(text: str) -> bool:
    """Whether any syllable of Hangul stands in it."""
    return any("가" <= c <= "힣" for c in text)


def _is_hangul(text: str) -> bool:
    return bool(text) and all("가" <= c <= "힣" for c in text)


# -- persons ---------------------------------------------------------------------------------------------------------


def _one_person(hangul: str, latin: str) -> bool:
    parts = _words(latin)
    whole = "".join(hangul.split())
    if len(parts) < 2 or not all(map(str.isalpha, parts)):
        return False
    if _is_hangul(whole) and _korean_person(whole, parts):
        return True
    names = words(hangul)
    if len(names) > 1:  # 조지 플로이드: first and last name, each by sound
        return by_sound(names[-1], parts[-1], least=3) and by_sound(names[0], parts[0], least=2)
    return len(whole) > _GIVEN_SYLLABLES + 1 and by_sound(whole, "".join(parts))


def _korean_person(name: str, parts: list[str]) -> bool:
    """Surname first or last, the given name in one piece or in syllables."""
    for length in range(1, _SURNAME_SYLLABLES + 1):
        surname, given = name[:length], name[length:]
        if not 1 <= len(given) <= _GIVEN_SYLLABLES or (length > 1 and surname not in table().surname):
            continue
        for family, rest in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
            if _surname(surname, family) and romanised(given, "".join(rest)):
                return True
    return False


def _surname(hangul: str, latin: str) -> bool:
    return latin in table().surname.get(hangul, ()) or romanised(hangul, latin)


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


# -- by sound --------------------------------------------------------------------------------------------------------


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
        if _is_hangul(c):
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


# -- organisations and places ----------------------------------------------------------------------------------------


def _one_body(hangul: str, latin: str) -> bool:
    for form in table().legal.hangul:
        hangul = hangul.replace(form, "")
    whole = "".join(c for c in hangul if c.isalnum())
    parts = _words(latin)
    bare = parts[1:] if parts[:1] == ["the"] else parts
    while len(bare) > 1 and bare[-1] in table().legal.latin:
        bare = bare[:-1]
    return bool(whole) and (_one_of(whole, bare) or (bare != parts and _one_of(whole, parts)))


def _one_of(hangul: str, parts: list[str]) -> bool:
    if not parts:
        return False
    if _alike(hangul, parts):
        return True
    for suffix, translations in _generics(hangul):
        rest = hangul[: -len(suffix)]
        for translation in translations:
            for others in _without(parts, translation):
                if _alike(rest, others) or _alike(hangul, others):
                    return True
    return False


def _generics(hangul: str) -> list[tuple[str, tuple[str, ...]]]:
    """The translated words that the name ends in, with their translations."""
    known = table().generic
    ends = (hangul[-n:] for n in range(1, len(hangul)))
    return [(end, known[end]) for end in ends if end in known]


@cache
def _split(translation: str) -> list[str]:
    return _words(translation)


def _without(parts: list[str], translation: str) -> list[list[str]]:
    """The words without the translation behind or before them: Floyd County, University of X."""
    words_of = _split(translation)
    n = len(words_of)
    if len(parts) <= n:
        return []
    found = []
    if parts[-n:] == words_of:
        found.append(parts[:-n])
    if parts[:n] == words_of:
        rest = parts[n:]
        found.append(rest[1:] if rest[0] == "of" and len(rest) > 1 else rest)
    return found


def _alike(hangul: str, parts: list[str]) -> bool:
    latin = "".join(parts)
    if not latin.isascii():
        return False
    if hangul.casefold() == latin or (len(latin) > 1 and romanised(hangul, latin)) or by_sound(hangul, latin):
        return True
    if len(parts) == 1:
        return _spelt_out(hangul, latin)
    first = parts[0]  # 한화오션: the first word Korean, what follows by sound
    for at in range(1, len(hangul)):
        head = hangul[:at]
        if (head.casefold() == first or romanised(head, first) or _spelt_out(head, first)) and _alike(
            hangul[at:], parts[1:]
        ):
            return True
    return False


def _spelt_out(hangul: str, word: str) -> bool:
    """Whether `hangul` names the letters of the word: 에스케이 and SK."""
    if not 2 <= len(word) <= _ACRONYM:
        return False
    names, ends = table().spelt, {0}
    for letter in word:
        ends = {e + len(n) for e in ends for n in names.get(letter, ()) if hangul.startswith(n, e)}
    return len(hangul) in ends


def _words(latin: str) -> list[str]:
    """Words in lower case without marks; hyphens and capitals within part them as spaces do (Seo-ha, NCSoft)."""
    apart = _CAMEL.sub(" ", latin.replace("'", "").replace("’", "").replace(".", "").replace("-", " "))
    plain = "".join(_BARE.get(c, c) for c in apart.casefold())
    kept = ("".join(c for c in word if c.isalnum() or c == "&") for word in plain.split())
    return [word for word in kept if word.strip("&")]


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z][A-Z])(?=[A-Z][a-z])")
_BARE = dict(zip("áàâäãåāçćčéèêëēíìîïīñńóòôöõøōšśúùûüūýžźłğ", "aaaaaaaccceeeeeiiiiinnooooooossuuuuuyzzlg", strict=True))
