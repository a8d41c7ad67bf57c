"""Whether a name in Hangul and a name in Latin letters are one name, by how names are written across the two scripts.

    윤서하           Seo-ha Yoon       a Korean name, romanised: every letter is read as a spelling of some jamo
    리치먼드카운티    Richmond County      a foreign name, written by sound; what is translated is taken off first
    다온머티리얼즈    Daon Materials    both in one name
    엘지전자         LG Electronics    letters by their names
    철도사고조사위원회  Railway Accident Investigation Board    a body put together from words that are translated

How single words are compared is in `sounds`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reconcile.alignment.romanise_table import has_hangul, is_hangul, table
from reconcile.alignment.sounds import by_sound, romanised
from reconcile.text.words import words

_ACRONYM = 4
_SURNAME_SYLLABLES = 2
_GIVEN_SYLLABLES = 3
_LEAST_WORDS = 2
"""Words that are translated, in a name that is put together."""
_LONGEST_BODY = 24
_BETWEEN = frozenset({"of", "and", "the", "for", "on", "in", "&"})
_WHOSE = frozenset({"korea", "korean", "national", "south", "republic"})


@lru_cache(maxsize=8192)
def one_name(kind: str, first: str, second: str) -> bool:
    """Whether two names of a kind (person, organisation, place), one in Hangul and one in Latin letters, are one.

    False where both are in one script: that is for their letters to say.
    """
    if not first or not second or has_hangul(first) == has_hangul(second):
        return False
    hangul, latin = (first, second) if has_hangul(first) else (second, first)
    return _one_person(hangul, latin) if kind == "person" else _one_body(hangul, latin)


# -- persons ---------------------------------------------------------------------------------------------------------


def _one_person(hangul: str, latin: str) -> bool:
    parts = _words(latin)
    whole = "".join(hangul.split())
    if len(parts) < 2 or not all(map(str.isalpha, parts)):
        return False
    if is_hangul(whole) and _korean_person(whole, parts):
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
    if _put_together(hangul, tuple(w for w in parts if w not in _BETWEEN)):
        return True
    for suffix, translations in _generics(hangul):
        rest = hangul[: -len(suffix)]
        for translation in translations:
            for others in _without(parts, translation):
                if _alike(rest, others) or _alike(hangul, others):
                    return True
    return False


def _put_together(hangul: str, parts: tuple[str, ...]) -> bool:
    """Whether both are put together from the same words, one of which may be a name: 리치먼드개발연합.

    Every syllable and every word is used, but for those that say whose the body is (Korea, national).
    """
    known = table()
    if len(hangul) > _LONGEST_BODY or sum(word in _translations() for word in parts) < _LEAST_WORDS:
        return False
    if not any(hangul.endswith(word) for word in known.part) and not _generics(hangul):
        return False
    reached: list[set[tuple[frozenset[int], int, bool]]] = [set() for _ in range(len(hangul) + 1)]
    reached[0].add((frozenset(range(len(parts))), 0, False))
    for at in range(len(hangul)):
        for end in range(at + 1, len(hangul) + 1) if reached[at] else ():
            piece = hangul[at:end]
            for left, translated, named in reached[at]:
                for translation in (*known.part.get(piece, ()), *known.generic.get(piece, ())):
                    used = _used(_split(translation), parts, left)
                    if used is not None:
                        reached[end].add((left - used, translated + 1, named))
                if not named and end - at > 1 and (end < len(hangul) or at):
                    reached[end] |= {(left - {i}, translated, True) for i in left if _alike(piece, [parts[i]])}
    return any(
        translated >= _LEAST_WORDS and all(parts[i] in _WHOSE for i in left) for left, translated, _ in reached[-1]
    )


@cache
def _translations() -> frozenset[str]:
    known = table()
    return frozenset(w for row in (*known.part.values(), *known.generic.values()) for t in row for w in _split(t))


def _used(wanted: list[str], parts: tuple[str, ...], left: frozenset[int]) -> frozenset[int] | None:
    """Which of the words left are the wanted ones; None where one is missing."""
    used: set[int] = set()
    for word in wanted:
        if word in _BETWEEN:
            continue
        found = next((i for i in sorted(left - used) if parts[i] == word), None)
        if found is None:
            return None
        used.add(found)
    return frozenset(used)


def _generics(hangul: str) -> list[tuple[str, tuple[str, ...]]]:
    """The translated words that the name ends in, with their translations."""
    known = table().generic
    ends = (hangul[-n:] for n in range(1, len(hangul)))
    return [(end, known[end]) for end in ends if end in known]


@cache
def _split(translation: str) -> list[str]:
    return _words(translation)


def _without(parts: list[str], translation: str) -> list[list[str]]:
    """The words without the translation behind or before them: Richmond County, University of X."""
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
