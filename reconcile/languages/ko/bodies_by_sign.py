"""Wordings by which a Korean article shows that a word names an organisation.

By its end (한국…재단, 부산지법), by initials in brackets, by what stands before (기업 아무개, 업체인 아무개), by
what stands behind (아무개 관계자, 아무개에 따르면), by Latin initials (SK온), and by what it does (서울시는 … 밝혔다).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.ko.firms import BUSINESS, OPENING, does_business, looks_like_name, quoted_name, second_word
from reconcile.languages.ko.nominals import Word
from reconcile.languages.ko.people_lexicon import PeopleLexicon

TOPIC = frozenset({"은", "는", "이", "가", "께서", "측은", "측이", "도"})
_ALIAS = re.compile(r"\((?:이하 )?['‘]?(?P<alias>[A-Z][A-Za-z&·\-]{1,11}|[가-힣]{2,6})['’]?(?:[·,][^()]{1,20})?\)")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_ACCORDING = re.compile(r"에 (?:따르면|의하면)")
_AND = frozenset({"와", "과"})
_QUOTES = "‘’“”'\"「」"
_SENTENCE_REACH = 160


def named(table: PeopleLexicon, text: str, line: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Names that the wording shows to be those of organisations, each with the alias it defines or ''."""
    for index, word in enumerate(line):
        if not word.nominal:
            continue
        alias = ""
        if not word.particle and text[word.stop : word.stop + 1] == "(":
            found = _ALIAS.match(text, word.stop)
            alias = found["alias"] if found is not None else ""
        before = line[index - 1] if index else None
        if text[word.stop : word.stop + 2].strip(" ")[:1] in OPENING and (quoted := quoted_name(table, text, word)):
            yield quoted, ""
        ended = _is_organisation(table, word) and not _is_head_of_next(table, line, index)
        if ended or alias and _is_aliased(table, word, alias):
            name = word.text
        elif word.text in table.second_words and before is not None and _is_first_word(table, before, word):
            name = f"{before.text} {word.text}"
        elif text.endswith(("㈜", "(주)"), 0, word.start) or word.proper and _by_neighbours(table, text, line, index):
            name, alias = word.text, ""
            headed = before is not None and _follows_head(word, before, table)
            if headed and (second := second_word(table, line, index)) is not None:
                name, alias = f"{name} {second.text}", name if len(name) > 2 else ""
        elif word.particle in BUSINESS and does_business(table, text, word):
            name, alias = word.text, ""
        else:
            continue
        if not in_credit(table, text, word):
            yield name, alias


def _by_neighbours(table: PeopleLexicon, text: str, line: Sequence[Word], index: int) -> bool:
    """Whether what stands around a proper noun, or its Latin initials, show it to be a body."""
    word = line[index]
    name = word.text
    if name[-1] == "대" and len(name) >= 3 and not any(character.isdigit() for character in name):
        return not table.not_groups_of_people.of(name)
    before = line[index - 1] if index else None
    if before is not None and _follows_head(word, before, table):
        return True
    if name[0] < "가":
        return _is_latin_body(table, text, word)
    if word.particle == "에" and _ACCORDING.match(text, word.end):
        return _may_be_body(table, name)
    if text.startswith(("(대표 ", "(대표이사 "), word.stop):
        return _may_be_body(table, name)
    following = line[index + 1] if index + 1 < len(line) else None
    if following is None or word.particle or following.gap != " " or following.text not in table.sources_behind:
        return False
    return _may_be_body(table, name)


def _may_be_body(table: PeopleLexicon, name: str) -> bool:
    """Whether a proper noun with a body's sign may be one: no country, no title, no place but a government."""
    if len(name) < 3 or name in table.no_person or table.title_of(name) or table.heads.of(name) == name:
        return False
    return name not in Gazetteer.load() or bool(table.governments.of(name))


def _is_latin_body(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether a word that begins with Latin letters is a company (SK온), or acts like a body (NTSB는 … 밝혔다)."""
    name = word.text
    if name in table.not_initials:
        return False
    if _CAPITALS.fullmatch(name):
        return name in table.groups and word.particle in TOPIC or word.particle in TOPIC and speaks(table, text, word)
    group = next((one for one in table.groups if name.startswith(one)), "")
    rest = name[len(group) :]
    return bool(group) and rest.isalpha() and rest[0] >= "가" and rest not in table.not_groups


def _is_organisation(table: PeopleLexicon, word: Word) -> bool:
    text = word.text
    end = table.organisation_ends.of(text)
    if not end or text in table.generic or text in table.known.ids:
        return False
    stem = text[: -len(end)]
    if len(stem) < 2 or stem in table.generic_stems:
        return False
    if word.proper or word.common and len(text) >= 6:
        return True
    return len(text) >= 5 and bool(table.strong_ends.of(text)) or bool(table.firm_ends.of(text))


def _is_head_of_next(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether a word says what the name behind it is, as in 전통악단 아무개."""
    word = line[index]
    following = line[index + 1] if index + 1 < len(line) else None
    if word.particle or following is None or following.gap != " " or not following.proper:
        return False
    return bool(table.heads.of(word.text))


def _is_aliased(table: PeopleLexicon, word: Word, alias: str) -> bool:
    """Whether initials behind the word are those of a body: 한국…안전원(KRSI), and not of a thing."""
    if word.text in table.known.ids:
        return True
    return alias.isascii() and alias.isupper() and len(word.text) >= 5 and word.text.endswith(table.aliased_ends)


def _is_first_word(table: PeopleLexicon, before: Word, word: Word) -> bool:
    """Whether the word before 미디어 or 홀딩스 makes a name of two words with it."""
    if word.gap != " " or before.particle or not before.proper or len(before.text) < 2:
        return False
    return before.text not in table.countries and before.text not in table.known.ids


def _follows_head(word: Word, before: Word, table: PeopleLexicon) -> bool:
    """Whether a word stands behind 기업 or 업체인 and can be a name: proper, of three syllables or more."""
    if before.particle not in ("", "인") or not table.heads.of(before.text):
        return False
    least = 2 if before.text in table.legal_forms else 3
    if word.gap.strip(" " + _QUOTES) or len(word.gap) > 2 or len(word.text) < least or word.text in table.generic:
        return False
    if before.particle == "" and table.heads.of(word.text) or table.title_of(word.text):
        return False
    return word.text not in table.countries and not word.text[0].isdigit() and word.text not in Gazetteer.load()


def in_credit(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether the word is the outlet of a dateline or the source of a picture."""
    return text.endswith(table.credits, 0, word.start) or text.startswith("=", word.stop)


def acts(table: PeopleLexicon, text: str, line: Sequence[Word], index: int) -> int | None:
    """Where the name begins of a government or a public service that acts; None where it only is a place.

    서울시는 … 밝혔다, 조지아주와 리치먼드카운티는 … 지원하기로 했다; 일본 정부는; 경찰은.
    """
    word = line[index]
    name = word.text
    if name in table.services:
        acting = word.particle in TOPIC or word.particle == "에" and _ACCORDING.match(text, word.end) is not None
        return word.start if acting or name == "주정부" else None
    if name[-1] == "군" and name[:-1] in table.countries and word.particle in TOPIC:
        return word.start
    if not word.proper or len(name) < 3 or not table.governments.of(name):
        return None
    following = line[index + 1] if index + 1 < len(line) else None
    if word.particle in _AND:
        if following is None or not following.proper or not _is_partner(table, following):
            return None
        return word.start if following.particle in TOPIC and speaks(table, text, following) else None
    officer_behind = text.startswith(table.government_officers, word.stop)
    if not word.particle and (officer_behind or _is_department(table, following)):
        return word.start
    return word.start if word.particle in TOPIC and speaks(table, text, word) else None


def _is_partner(table: PeopleLexicon, word: Word) -> bool:
    return bool(table.governments.of(word.text)) or table.is_body(word.text)


def _is_department(table: PeopleLexicon, word: Word | None) -> bool:
    """Whether a word names a department, as it stands behind the government that it is of: 아무개시 문화관광과."""
    if word is None or word.gap != " " or not word.nominal or word.common or len(word.text) < 4:
        return False
    return bool(table.departments.of(word.text))


def body_of(table: PeopleLexicon, line: Sequence[Word], index: int) -> int | None:
    """Where the name begins of a body told by whose it is: 일본 정부, 중국 외교부, 아무개 행정부; else None."""
    word = line[index]
    before = line[index - 1] if index and word.gap == " " else None
    if before is None or before.particle or len(before.text) < 2:
        return None
    named = looks_like_name(table, before.text) and not word.text.endswith(("정부", "행정부"))  # 금다솜 노조 지부장
    own = before.text in table.countries or before.proper and word.text in table.services_of_any and not named
    return before.start if own else None


def speaks(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether the sentence has, behind its subject, what only a body does."""
    sentence = text[word.stop : word.stop + _SENTENCE_REACH]
    stop = sentence.find(". ")
    if stop >= 0:
        sentence = sentence[:stop]
    return table.acting.search(sentence) is not None
