"""Persons in Korean articles, and (through `organisations`) the bodies they act for.

Before: ``이시형 KF 이사장은 …`` … ``이 이사장은`` … ``고재성(31) 씨`` … ``고씨는``
After:  이시형 (이사장, KF) twice under one id; 고재성 twice under one id.

Korean news puts the name first, then the body, then the title; the particle comes last, so a name is a
word of the right shape followed by nouns without particles up to a title. Role nouns may stand before
(가수 아무개, 운전자 김모 씨), and so may the body (한국은행 아무개 총재).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.ko import organisations
from reconcile.languages.ko.firms import looks_like_name
from reconcile.languages.ko.nominals import Word, name_ends, words
from reconcile.languages.ko.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.ko.person_signs import foreign_misters, foreign_name, split_name
from reconcile.languages.ko.persons_again import again
from reconcile.languages.own_names import own_names
from reconcile.languages.people import Mention, merged, own_persons, person_candidates
from reconcile.languages.quotes import SKIPPED_BLOCKS

_HANGUL = re.compile(r"[가-힣]+")
_AGE = re.compile(r"\s?\([^()\n]{1,24}\)\s?$")
_AGED = re.compile(r"\((?:만 )?[1-9][0-9](?:세)?(?:[·,/][^()\n]{1,20})?\)")
_MISTER = re.compile(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{1,4}|[A-Z])(?P<mo> ?모)?(?P<age> ?\([^()\n]{1,24}\))? ?씨")
_LONGEST_AFFILIATION = 6
_CASES = frozenset("은는이가을를의와과도")
_BY_OFFICE = "ko.person.office_name"


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """Persons and organisations of one article, for each passage in order of position."""
    table = lexicon()
    lines = [[] if passage.kind in SKIPPED_BLOCKS else words(passage) for passage in passages]
    mentions: list[Mention] = []
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        if line:
            mentions.extend(_full(table, number, line))
            mentions.extend(_by_sign(table, number, passage.text, line))
            mentions.extend(_misters(table, number, passage))
            if " 씨" in passage.text:
                mentions.extend(foreign_misters(table, number, line))
    known = own_names(own)
    given = list(known.find(passages, name_ends))
    mentions = own_persons(given, known, mentions)
    mentions.extend(again(table, passages, lines, mentions))
    persons = person_candidates(mentions, len(passages))
    bodies = organisations.read(passages, lines, persons, known, given)
    return merged(persons, bodies)


def _full(table: PeopleLexicon, number: int, line: Sequence[Word]) -> list[Mention]:
    found = []
    for first, last in _runs(table, line):
        skip = 0
        for index in range(first, last):
            word = line[index]
            if index < skip or word.particle or not word.nominal:
                continue
            for length in (3, 2, 1):
                if _is_name(table, line, index, length):
                    mention, after = _with_title(table, number, line, index, length)
                    if mention is not None:
                        found.append(mention)
                        skip = after
                        break
    return found


def _runs(table: PeopleLexicon, line: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of nouns without particles between them that hold a title behind their first word: first and last."""
    titles = table.title_ends
    first = 0
    titled = False
    for index, word in enumerate(line):
        linked = word.nominal and (word.gap == " " or word.gap == "·" or "(" in word.gap)
        if not linked or line[index - 1].particle or not line[index - 1].nominal:
            if titled:
                yield first, index - 1
            first, titled = index, False
        elif not titled and titles.of(word.text.removesuffix("팀")):
            titled = True
    if titled:
        yield first, len(line) - 1


def _is_name(table: PeopleLexicon, line: Sequence[Word], index: int, length: int) -> bool:
    """Whether the `length` words at `index` have the shape of a full name."""
    first = line[index]
    if length == 1:
        if index and line[index - 1].text == "주" and first.gap == " ":
            return False
        if (len(first.text) == 2 or first.text[-1] in "동읍면리") and first.text in Gazetteer.load():
            return False
        return korean_name(table, first) > 0
    if index + length > len(line) or not _is_foreign_part(table, first):
        return False
    rest = line[index + 1 : index + length]
    if any(one.gap not in (" ", "·") or not _is_foreign_part(table, one) for one in rest):
        return False
    if length == 3 and not _is_unknown(table, rest[1]):
        return False
    if first.text in table.given_foreign:
        return length == 2 or rest[0].proper
    return length == 2 and _is_unknown(table, first) and rest[0].proper and not rest[0].common


def _is_foreign_part(table: PeopleLexicon, word: Word) -> bool:
    """Whether a word may be a part of a foreign name written in Hangul."""
    text = word.text
    return (
        word.nominal
        and text not in table.no_person
        and _HANGUL.fullmatch(text) is not None
        and not table.is_body(text)
        and (word.proper or not table.title_of(text))
    )


def _is_unknown(table: PeopleLexicon, word: Word) -> bool:
    """Whether a word is a proper noun that names no place and no known body."""
    return word.proper and not word.common and len(word.text) >= 2 and not _is_place(word.text)


def _is_place(text: str) -> bool:
    places = Gazetteer.load()
    return text in places or any(text + end in places for end in ("시", "군", "구", "도"))


def korean_name(table: PeopleLexicon, word: Word) -> int:
    """2 for a word that is surely a Korean full name by its shape and tag, 1 for perhaps, 0 for no."""
    text = word.text
    if not 2 <= len(text) <= 4 or not word.nominal:
        return 0
    long = text[:2] in table.surnames_long
    if not (long and len(text) >= 3) and (text[0] not in table.surnames or len(text) == 4):
        return 0
    if text in table.no_person or not _HANGUL.fullmatch(text):
        return 0
    if table.title_of(text) or table.organisation_ends.of(text):
        return 0
    given = text[2:] if long else text[1:]
    if len(given) == 2 and all(one in table.given_syllables for one in given):
        return 1 if word.common and text.endswith(table.ends_of_nouns) and text[-1] not in "원하일" else 2
    if word.common:
        return int(len(text) == 3 and not text.endswith(table.ends_of_nouns))
    if len(text) == 2:
        return 2 if word.proper and not word.particle else 0
    return 2 if word.proper else 1


def _with_title(
    table: PeopleLexicon, number: int, line: Sequence[Word], index: int, length: int
) -> tuple[Mention | None, int]:
    """The name at `index` when nouns without particles lead from it to a title."""
    last = line[index + length - 1]
    if last.particle:
        return None, index
    at = index + length
    affiliation: list[Word] = []
    titles: list[str] = []
    body = ""
    while at < len(line) and len(affiliation) <= _LONGEST_AFFILIATION:
        word = line[at]
        near = word.gap == " " or (at == index + length and _AGE.match(word.gap) is not None)
        if not near or not word.nominal:
            break
        title = table.title_of(word.text.removesuffix("팀"))  # 아무개 교수팀
        following = line[at + 1] if at + 1 < len(line) else None
        if title and title != word.text and table.is_body(word.text) and _goes_on(word, following):
            title = ""
        if title and (not titles or word.text == title):
            titles.append(word.text if table.title_of(word.text) else word.text.removesuffix("팀"))
            body = body or table.body_in(word.text)
        elif titles:
            break
        else:
            affiliation.append(word)
        at += 1
        if word.particle:
            break
    if not titles or (affiliation and affiliation[-1].particle):
        return None, index
    first = line[index]
    borne_out = bool(body) or any(word.proper for word in affiliation)
    unsure = korean_name(table, first) == 1 or len(first.text) == 2 and bool(affiliation)
    if length == 1 and unsure and not borne_out:
        return None, index
    if length > 1 and first.text not in table.given_foreign:
        if looks_like_name(table, first.text):
            return None, index
        stately = titles[0] in table.heads_of_state or not affiliation and foreign_name(table, line, index, length)
        if not stately and not any(_is_affiliation(table, one) for one in affiliation):
            return None, index
    if length == 1 and affiliation and _is_plain_name(table, affiliation[-1]):
        return None, index  # 강변대 해양학과 아무개 교수: the name is the word before the title
    name = " ".join(word.text for word in line[index : index + length])
    place, rest = _split_affiliation(table, affiliation)
    title_text = " ".join([*rest, *titles])
    organisation = " ".join(place) or body or _body_before(table, line, index) or None
    return Mention(number, first.start, last.end, name, name, (title_text,), organisation, "ko.person.name_title"), at


def _is_affiliation(table: PeopleLexicon, word: Word) -> bool:
    return word.text in table.countries or table.is_body(word.text) or _is_place(word.text)


def _body_before(table: PeopleLexicon, line: Sequence[Word], index: int) -> str:
    """The body directly before a name: 한국은행 아무개 총재."""
    for at in range(index - 1, max(index - 3, -1), -1):
        before = line[at]
        known = before.text in table.known.ids or before.text[-1] == "당"
        if before.particle or not (before.nominal or known) or line[at + 1].gap != " ":
            return ""
        if table.is_body(before.text):
            return before.text
    return ""


def _is_plain_name(table: PeopleLexicon, word: Word) -> bool:
    """Whether a word is a Korean name of three syllables by surname and given name, and no body and no place."""
    text = word.text
    if len(text) != 3 or not table.given_syllables.issuperset(text[1:]) or korean_name(table, word) != 2:
        return False
    return not (table.is_body(text) or table.governments.of(text) or _is_place(text))


def _goes_on(word: Word, following: Word | None) -> bool:
    return not word.particle and following is not None and following.gap == " " and following.nominal


def _split_affiliation(table: PeopleLexicon, affiliation: Sequence[Word]) -> tuple[list[str], list[str]]:
    """The body, and what specifies the title: 교토외대 | 공공외교학 교수."""
    texts = [word.text for word in affiliation]
    last = max((at for at, text in enumerate(texts) if table.is_body(text)), default=None)
    if last is None:
        proper = [at for at, word in enumerate(affiliation) if word.proper]
        last = proper[-1] if proper else len(texts) - 1
    place = texts[: last + 1]
    if len(place) == 1 and (place[0] in table.rank_prefixes or not affiliation[0].proper and len(place[0]) < 3):
        return [], texts
    return place, texts[last + 1 :]


def _by_sign(table: PeopleLexicon, number: int, text: str, line: Sequence[Word]) -> list[Mention]:
    """Names shown by a title or an artist's role before, an age behind, or the title of a head of state.

    가수 아무개, 재즈 싱어 아무 개; 위원장 아무개는; 아무개(41); 푸틴 대통령; 아무개·아무개 교수.
    """
    found = []
    for index, first in enumerate(line):
        if not first.nominal:
            if first.stop - first.start == 3 and (apart := split_name(table, line, index)) is not None:
                found.append(Mention(number, first.start, first.stop, *apart))
            elif index and (name := _taken_apart(table, line[index - 1], first)):
                title, end = line[index - 1].text, first.start + len(name)
                found.append(Mention(number, first.start, end, name, name, (title,), None, _BY_OFFICE))
            continue
        if first.particle in table.odd_particles and (apart := split_name(table, line, index)) is not None:
            found.append(Mention(number, first.start, first.stop, *apart))
            continue
        if text[first.stop : first.stop + 1] == "(" and _AGED.match(text, first.stop) is not None:
            if not first.particle and korean_name(table, first) and text[first.start - 1 : first.start] != "(":
                found.append(Mention(number, first.start, first.end, first.text, first.text, rule="ko.person.aged"))
            continue
        before = line[index - 1] if index and first.gap in (" ", "(") else None
        if first.gap == "·" and index and _is_listed(table, line, index):
            mention, _ = _with_title(table, number, line, index, 1)
            other = line[index - 1]
            if mention is not None:
                titles, body = mention.titles, mention.organisation
                found.append(
                    Mention(number, other.start, other.end, other.text, other.text, titles, body, "ko.person.listed")
                )
        if before is not None and not before.particle and (role := table.artists.of(before.text)):
            if korean_name(table, first) == 2 and len(first.text) > 2:
                last = first
            elif index + 1 < len(line) and _foreign_by_role(table, first, line[index + 1]):
                last = line[index + 1]
            else:
                continue
            name = first.text if last is first else f"{first.text} {last.text}"
            found.append(Mention(number, first.start, last.end, name, name, (role,), None, "ko.person.role_name"))
        elif before is not None and _has_office_before(table, before, first):
            title = before.text
            found.append(Mention(number, first.start, first.end, first.text, first.text, (title,), None, _BY_OFFICE))
        elif first.text in table.heads_of_state and before is not None and _is_head_of_state(table, before):
            start, name = before.start, before.text
            found.append(Mention(number, start, before.end, name, name, (first.text,), None, "ko.person.state"))
    return found


def _is_listed(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether the words on both sides of a middle dot are names."""
    return not line[index - 1].particle and all(_is_plain_name(table, one) for one in line[index - 1 : index + 1])


def _has_office_before(table: PeopleLexicon, before: Word, word: Word) -> bool:
    """Whether a word is a name behind an office or a role: 위원장 아무개는, 골키퍼 아무개를."""
    if before.particle or not (before.text in table.titles or before.text in table.roles_before):
        return False
    return _is_plain_name(table, word)


def _taken_apart(table: PeopleLexicon, before: Word, word: Word) -> str:
    """The name behind an office in a word that the tagger took for a verb: 변호사 계하람은; empty for any other."""
    text = word.text
    if len(text) != 4 or word.gap != " " or before.particle or text[0] not in table.surnames or text[3] not in _CASES:
        return ""
    if before.text not in table.titles and before.text not in table.roles_before:
        return ""
    return text[:3] if table.given_syllables.issuperset(text[1:3]) and text[:3] not in table.no_person else ""


def _is_head_of_state(table: PeopleLexicon, word: Word) -> bool:
    """Whether the word before 대통령 is a foreign surname: 젤렌스키, and no country, rank or party."""
    text = word.text
    if word.particle or not word.proper or len(text) < 2 or text in table.rank_prefixes or text in table.no_person:
        return False
    if not _HANGUL.fullmatch(text) or table.is_body(text) or _is_place(text):
        return False
    return len(text) > 3 or text[0] not in table.surnames or len(text) == 2 or korean_name(table, word) == 2


def _foreign_by_role(table: PeopleLexicon, first: Word, second: Word) -> bool:
    """Two Hangul words, the second unknown to the dictionary: 오리 대건."""
    if first.particle or second.gap != " " or not (first.nominal and second.nominal):
        return False
    if not _HANGUL.fullmatch(first.text + second.text) or table.title_of(second.text) or second.text in table.no_person:
        return False
    return first.text in table.given_foreign or second.proper


def _misters(table: PeopleLexicon, number: int, passage: Passage) -> list[Mention]:
    """Names before 씨; 모 hides the given name, and a letter the whole name."""
    if "씨" not in passage.text:
        return []
    found = []
    at_mister = {token.start for token in passage.tokens if token.form == "씨" and token.tag == "NNB"}
    for match in _MISTER.finditer(passage.text):
        name = match["name"]
        if not passage.tokens or match.end() - 1 in at_mister:
            hidden = match["mo"] is not None or len(name) == 2 and name[1] == "모"
            plain = name.removesuffix("모") if hidden and match["mo"] is None else name
            surname = plain in table.every_surname or plain.isascii()
            full = not hidden and len(name) >= 2 and name[0] in table.surnames and name not in table.no_person
            if not full and not surname:
                continue
            titles, body = _role_before(table, passage.text, match.start())
            end = match.end("mo") if match["mo"] else match.end("name")
            if hidden:
                found.append(
                    Mention(number, match.start(), end, f"{plain}모", f"{plain}모", titles, body, "ko.person.hidden")
                )
            elif full or name.isascii():
                found.append(Mention(number, match.start(), end, name, name, titles, body, "ko.person.mister"))
    return found


def _role_before(table: PeopleLexicon, text: str, start: int) -> tuple[tuple[str, ...], str | None]:
    """The role directly before a name, and the body before that: 아무개건설 전 대표 박 모 씨."""
    before = text[max(0, start - 36) : start].split(" ")
    if len(before) < 2 or before.pop():
        return (), None
    role = before.pop()
    if role not in table.roles_before and not table.title_of(role):
        return (), None
    if before and before[-1] in table.rank_prefixes:
        before.pop()
    body = before[-1] if before else ""
    return (role,), body if body and table.is_body(body) else None
