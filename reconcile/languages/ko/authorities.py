"""Names of places that stand for an authority, which acts, and not for the place.

서울시는 …를 조성하기로 했다      the institution        서울시에 …를 조성한다      the place
서울시와 경기도는 …              both: the particle of the last name holds for all
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.languages.ko.placewords import Words
from reconcile.languages.places import Mention

_HANGUL = re.compile(r"[가-힣]+")


def acting_authorities(text: str, mentions: Sequence[Mention], words: Words) -> list[bool]:
    """For each name of a text, in order, whether it stands for an authority that acts, or for a credit."""
    acting = [False] * len(mentions)
    for i in range(len(mentions) - 1, -1, -1):
        mention = mentions[i]
        between = text[mention.end : mentions[i + 1].start] if i + 1 < len(mentions) else None
        if text.endswith(words.credits, 0, mention.start):
            acting[i] = True
        elif _is_authority(mention, words) and between not in (" ", ""):
            joined = between in ("와 ", "과 ", "·", ", ")
            acting[i] = acting[i + 1] if joined else _acts(text, mention.end, words)
    return acting


def _is_authority(mention: Mention, words: Words) -> bool:
    name = mention.name
    if mention.level not in ("region", "city", "county", "district"):
        return False
    return name.endswith(words.authority_endings) and (len(name) > 2 or name[-1] in "시도")


def _acts(text: str, end: int, words: Words) -> bool:
    if words.measured.match(text, end):
        return False
    rest = _HANGUL.match(text, end, end + 12)
    if rest is not None:
        return rest[0] in words.actor_particles
    follow = _HANGUL.match(text, end + 1, end + 12) if text[end : end + 1] == " " else None
    return follow is not None and (follow[0].startswith(words.institution_words) or _holds_office(follow[0], words))


def _holds_office(word: str, words: Words) -> bool:
    """미래산업국장은: a head of one of the authority's offices."""
    return any(word[:cut].endswith(words.offices) and words.ends(word[cut:]) for cut in range(2, len(word) + 1))
