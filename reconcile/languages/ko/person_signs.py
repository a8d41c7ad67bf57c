"""Korean signs of a person that a tagger's reading hides, and of foreign names.

Before: ``기운찬 시장은`` (read as an adjective), ``변이든 협회장``, ``승객 응우옌 티 란 씨``, ``명 지사는 … 말했다``
After:  기운찬, 변이든, 응우옌 티 란, and 명 지사 where the article has no full name of that surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.languages.ko.firms import looks_like_name
from reconcile.languages.ko.nominals import Word
from reconcile.languages.ko.people_lexicon import PeopleLexicon
from reconcile.languages.people import Mention

_HANGUL = re.compile(r"[가-힣]+")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_LONGEST_FOREIGN = 3
_TOPIC = frozenset({"은", "는", "이", "가"})
_REACH = 160
_Named = tuple[str, str, tuple[str, ...], str | None, str]


def split_name(table: PeopleLexicon, line: Sequence[Word], index: int) -> _Named | None:
    """A name of three syllables before a title, though the tagger read it as a verb or with a particle; else None.

    기운찬 시장, 변이든 협회장, 국은찬 KF 이사장; not 유능한 감독, 정부의 장관.
    """
    word = line[index]
    if word.stop - word.start != 3 or index + 1 == len(line):
        return None
    text = word.text + word.particle
    if text[0] not in table.surnames or not table.given_syllables.issuperset(text[1:]) or text in table.no_person:
        return None
    if word.particle not in table.odd_particles if word.nominal else text[-1] in table.adjectival_ends:
        return None
    following = line[index + 1]
    title = table.title_of(following.text)
    if following.gap != " " or not following.nominal or table.title_of(text):
        return None
    if title:
        return text, text, (following.text,), table.body_in(following.text) or None, "ko.person.name_title"
    body = following.text
    last = line[index + 2] if index + 2 < len(line) else None
    if last is None or last.gap != " " or last.text not in table.titles or following.particle:
        return None
    if not (table.is_body(body) or _ABBREVIATION.fullmatch(body)):
        return None
    return text, text, (last.text,), body, "ko.person.name_title"


def foreign_name(table: PeopleLexicon, line: Sequence[Word], index: int, length: int) -> bool:
    """Whether words unknown to the dictionary end as foreign names in Hangul do: 스피로스 칼레르기스."""
    words = [word.text for word in line[index : index + length]]
    if sum(map(len, words)) < 5 or min(map(len, words)) < 2 or looks_like_name(table, words[0]):
        return False
    return any(len(word) > 2 and word[-1] in table.names_of_foreigners for word in words)


def foreign_misters(table: PeopleLexicon, number: int, line: Sequence[Word]) -> Iterator[Mention]:
    """Foreign names of two or three words before 씨: 응우옌 티 란 씨."""
    for index, word in enumerate(line):
        if word.text != "씨" or word.gap != " " or index < 2:
            continue
        first = index
        while first > max(index - _LONGEST_FOREIGN, 0) and _is_part(table, line, first - 1, last=first == index):
            first -= 1
        parts = line[first:index]
        known = any(one.text in table.given_foreign or one.text in table.foreign_surnames for one in parts[:1])
        if len(parts) < 2 or not (known or foreign_name(table, line, first, len(parts))):
            continue
        name = " ".join(one.text for one in parts)
        yield Mention(number, parts[0].start, parts[-1].end, name, name, (), None, "ko.person.mister")


def _is_part(table: PeopleLexicon, line: Sequence[Word], index: int, last: bool) -> bool:
    word = line[index]
    if not word.nominal or word.particle or not last and line[index + 1].gap != " ":
        return False
    if word.text in table.no_person or table.is_body(word.text) or table.title_of(word.text):
        return False
    return _HANGUL.fullmatch(word.text) is not None


def speaks_alone(table: PeopleLexicon, text: str, line: Sequence[Word], index: int, surname: str, title: str) -> bool:
    """Whether a surname with a title, of whom the article gives no full name, says something: 명 지사는 … 말했다."""
    if surname in table.ambiguous_surnames or len(title) < 2:
        return False
    last = line[index + 1]
    if last.particle not in _TOPIC or index and line[index].gap == " " and not line[index - 1].particle:
        return False
    sentence = text[last.stop : last.stop + _REACH].split(". ", 1)[0]
    return table.speaking.search(sentence) is not None
