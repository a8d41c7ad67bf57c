"""Names that no ending shows to be those of bodies: by what they do, with whom they sign, or the quotes around them.

Before: ``누리온은 … 공장을 짓는다``, ``누리온과 투자 협약을``, ``선사 탈라시오 마리타임과``, ``학술지 ‘물과 흙’에``
After:  누리온, 탈라시오 마리타임 (later also 탈라시오), 물과 흙.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.ko.nominals import Word, particle_of
from reconcile.languages.ko.people_lexicon import PeopleLexicon

_QUOTED = re.compile(
    r" ?[‘'“\"「『《〈<](?P<name>[^‘’'“”\"「」『』《》〈〉<>()\n.,!?…]{2,20})(?:\([^()\n]{1,40}\))?"
    r"[’'”\"」』》〉>]"
)
_REACH = 160
OPENING = frozenset("‘'“\"「『《〈<")
"""Marks behind which `quoted_name` finds a name."""
_SUBJECTS = frozenset({"은", "는", "이", "가"})
_AND = frozenset({"와", "과"})
BUSINESS = _SUBJECTS | _AND
"""Particles of the words that `does_business` looks at."""


def quoted_name(table: PeopleLexicon, text: str, word: Word) -> str:
    """The name in quotes directly behind what a body is called: 학술지 ‘물과 흙’; empty where there is none."""
    if word.particle not in ("", "인") or not table.heads.of(word.text):
        return ""
    found = _QUOTED.match(text, word.stop)
    if found is None or not particle_of(text[found.end() : found.end() + 6].split(" ", 1)[0]):
        return ""
    name = found["name"].strip()
    return "" if len(name) < 2 or name.endswith(table.sentence_ends) or name in table.generic else name


def does_business(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether a word is the subject of what firms do, or the other side of a contract."""
    name = word.text
    if len(name) < 3 or not _may_be_firm(table, word):
        return False
    if word.particle in _SUBJECTS:
        sentence = _sentence(text, word.stop)
        acts = table.firm_acts if word.proper else table.disclosing
        return any(stem in sentence for stem in acts)
    return word.proper and word.particle in _AND and table.partner.match(text, word.stop) is not None


def second_word(table: PeopleLexicon, line: Sequence[Word], index: int) -> Word | None:
    """The second word of a foreign name in two: 탈라시오 마리타임; None where the next word is none of it."""
    word = line[index]
    following = line[index + 1] if index + 1 < len(line) else None
    if word.particle or following is None or following.gap != " " or not following.proper or following.common:
        return None
    text = following.text
    if len(text) < 3 or text in table.no_person or table.title_of(text) or table.heads.of(text) or text[0] < "가":
        return None
    if text in Gazetteer.load() or looks_like_name(table, text):
        return None
    return following


def looks_like_name(table: PeopleLexicon, text: str) -> bool:
    """Whether three syllables are a surname and two of given names."""
    return len(text) == 3 and text[0] in table.surnames and table.given_syllables.issuperset(text[1:])


def _may_be_firm(table: PeopleLexicon, word: Word) -> bool:
    name = word.text
    if name in table.no_person or name in table.generic or name in table.bare_ends or name in table.known.ids:
        return False
    if name[0] < "가" or name[-1] in "호들" or any(one.isdigit() for one in name):
        return False
    if not word.proper and word.end - word.start > 4:
        return False
    if (
        table.not_firms.of(name)
        or table.title_of(name)
        or table.heads.of(name)
        or looks_like_name(table, name)
        or table.governments.of(name)
    ):
        return False
    return name not in Gazetteer.load()


def _sentence(text: str, start: int) -> str:
    sentence = text[start : start + _REACH]
    stop = sentence.find(". ")
    return sentence if stop < 0 else sentence[:stop]
