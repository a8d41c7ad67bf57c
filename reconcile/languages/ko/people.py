"""Persons in Korean articles, and (through `organisations`) the bodies they act for.

Before: ``이시형 KF 이사장은 …`` … ``이 이사장은`` … ``고재성(31) 씨`` … ``고씨는``
After:  이시형 (이사장, KF) twice under one id; 고재성 twice under one id.

Korean news puts the name first, then the body, then the title; the particle comes last, so a name is a
word of the right shape followed by nouns without particles up to a title. Role nouns may stand before
(가수 아무개, 운전자 김모 씨).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.ko import organisations
from reconcile.languages.ko.nominals import Word, particle_of, words
from reconcile.languages.ko.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.people import Mention, merged, person_candidates
from reconcile.languages.quotes import SKIPPED_BLOCKS

_HANGUL = re.compile(r"[가-힣]+")
_AGE = re.compile(r"\s?\([^()\n]{1,24}\)\s?$")
_MISTER = re.compile(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{1,4}|[A-Z])(?P<mo> ?모)?(?P<age> ?\([^()\n]{1,24}\))? ?씨")
_LONGEST_AFFILIATION = 6


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """Persons and organisations of one article, for each passage in order of position."""
    table = lexicon()
    lines = [[] if passage.kind in SKIPPED_BLOCKS else words(passage) for passage in passages]
    mentions: list[Mention] = []
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        if line:
            mentions.extend(_full(table, number, line))
            mentions.extend(_artists(table, number, line))
            mentions.extend(_misters(table, number, passage))
    mentions.sort(key=lambda one: (one.passage, one.start))
    mentions.extend(_short(table, passages, lines, mentions))
    persons = person_candidates(mentions, len(passages))
    bodies = organisations.read(passages, lines, persons)
    return merged(persons, bodies)


def _full(table: PeopleLexicon, number: int, line: Sequence[Word]) -> list[Mention]:
    found = []
    skip = 0
    for index in range(len(line)):
        if index < skip:
            continue
        for length in (2, 1):
            if not _is_name(table, line, index, length):
                continue
            mention, after = _with_title(table, number, line, index, length)
            if mention is not None:
                found.append(mention)
                skip = after
                break
    return found


def _is_name(table: PeopleLexicon, line: Sequence[Word], index: int, length: int) -> bool:
    """Whether the `length` words at `index` have the shape of a full name."""
    if index + length > len(line) or index and line[index - 1].text == "주" and line[index].gap == " ":
        return False
    first = line[index]
    if length == 1:
        return korean_name(table, first) > 0
    second = line[index + 1]
    if first.particle or second.gap not in (" ", "·") or not _HANGUL.fullmatch(first.text + second.text):
        return False
    if not second.nominal or second.text in table.titles or second.text in table.countries or not first.nominal:
        return False
    if first.text in table.given_foreign:
        return second.text not in table.not_names and not second.text.endswith(table.organisation_ends)
    return False


def korean_name(table: PeopleLexicon, word: Word) -> int:
    """2 for a word that is surely a Korean full name by its shape and tag, 1 for perhaps, 0 for no."""
    text = word.text
    if not 2 <= len(text) <= 4 or not _HANGUL.fullmatch(text) or text in table.no_person:
        return 0
    long = text[:2] in table.surnames_long
    if not (long and len(text) >= 3) and (text[0] not in table.surnames or len(text) == 4):
        return 0
    if not word.nominal or table.title_of(text) or text.endswith(table.organisation_ends):
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
        title = table.title_of(word.text)
        following = line[at + 1] if at + 1 < len(line) else None
        if title and title != word.text and table.is_body(word.text) and _goes_on(word, following):
            title = ""
        if title and (not titles or word.text == title):
            titles.append(word.text)
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
    borne_out = bool(body) or any(word.proper for word in affiliation)
    if length == 1 and korean_name(table, line[index]) == 1 and not borne_out:
        return None, index
    name = " ".join(word.text for word in line[index : index + length])
    place, rest = _split_affiliation(table, affiliation)
    title_text = " ".join([*rest, *titles])
    organisation = " ".join(place) or None
    if body and not place:
        organisation = body
    start = line[index].start
    return Mention(number, start, last.end, name, name, (title_text,), organisation, "ko.person.name_title"), at


def _goes_on(word: Word, following: Word | None) -> bool:
    return not word.particle and following is not None and following.gap == " " and following.nominal


def _split_affiliation(table: PeopleLexicon, affiliation: Sequence[Word]) -> tuple[list[str], list[str]]:
    """The body, and what specifies the title: 교토외대 | 공공외교학 교수."""
    texts = [word.text for word in affiliation]
    last = max((at for at, text in enumerate(texts) if table.is_body(text)), default=None)
    if last is None:
        proper = [at for at, word in enumerate(affiliation) if word.proper]
        last = proper[-1] if proper else len(texts) - 1
    return texts[: last + 1], texts[last + 1 :]


def _artists(table: PeopleLexicon, number: int, line: Sequence[Word]) -> list[Mention]:
    """Names behind the role of an artist, which need no title: 가수 아무개, 재즈 싱어 아무 개."""
    found = []
    for index in range(1, len(line)):
        role = next((one for one in table.roles_of_artists if line[index - 1].text.endswith(one)), "")
        if not role or line[index - 1].particle or line[index].gap != " ":
            continue
        first = line[index]
        if korean_name(table, first) == 2 and len(first.text) > 2:
            last = first
        elif index + 1 < len(line) and _foreign_by_role(table, first, line[index + 1]):
            last = line[index + 1]
        else:
            continue
        name = first.text if last is first else f"{first.text} {last.text}"
        found.append(Mention(number, first.start, last.end, name, name, (role,), None, "ko.person.role_name"))
    return found


def _foreign_by_role(table: PeopleLexicon, first: Word, second: Word) -> bool:
    """Two Hangul words, the second unknown to the dictionary: 오리 대건."""
    if first.particle or second.gap != " " or not (first.nominal and second.nominal):
        return False
    if not _HANGUL.fullmatch(first.text + second.text) or table.title_of(second.text) or second.text in table.no_person:
        return False
    return first.text in table.given_foreign or second.proper


def _misters(table: PeopleLexicon, number: int, passage: Passage) -> list[Mention]:
    """Names before 씨; 모 hides the given name, and a letter the whole name."""
    found = []
    at_mister = {token.start for token in passage.tokens if token.form == "씨" and token.tag == "NNB"}
    for match in _MISTER.finditer(passage.text):
        name = match["name"]
        if not passage.tokens or match.end() - 1 in at_mister:
            hidden = match["mo"] is not None or len(name) == 2 and name[1] == "모"
            plain = name.removesuffix("모") if hidden and match["mo"] is None else name
            surname = plain in table.surnames or plain in table.surnames_long or plain.isascii()
            full = not hidden and len(name) >= 2 and name[0] in table.surnames and name not in table.no_person
            if not full and not surname:
                continue
            titles = _role_before(table, passage.text, match.start())
            end = match.end("mo") if match["mo"] else match.end("name")
            if hidden:
                found.append(
                    Mention(number, match.start(), end, f"{plain}모", f"{plain}모", titles, None, "ko.person.hidden")
                )
            elif full or name.isascii():
                found.append(Mention(number, match.start(), end, name, name, titles, None, "ko.person.mister"))
    return found


def _role_before(table: PeopleLexicon, text: str, start: int) -> tuple[str, ...]:
    before = text[max(0, start - 12) : start].split(" ")
    if len(before) >= 2 and before[-1] == "" and before[-2] in table.roles_before:
        return (before[-2],)
    return ()


def _short(
    table: PeopleLexicon, passages: Sequence[Passage], lines: Sequence[Sequence[Word]], full: Sequence[Mention]
) -> list[Mention]:
    """Later and headline mentions: the name alone, the last word of a foreign name, a surname with a title."""
    by_name = {mention.name: mention for mention in reversed(full)}
    by_last = {name.split(" ")[-1]: mention for name, mention in by_name.items() if " " in name}
    by_surname: dict[str, list[Mention]] = {}
    for mention in full:
        if " " not in mention.name:
            length = 2 if mention.name[:2] in table.surnames_long else 1
            by_surname.setdefault(mention.name[:length], []).append(mention)
    lengths = sorted({len(name) for name in by_name if " " not in name}, reverse=True)
    found = []
    for number, line in enumerate(lines):
        text = passages[number].text
        for index, word in enumerate(line):
            following = line[index + 1] if index + 1 < len(line) else None
            whole = text[word.start : word.stop]
            for length in lengths:
                known = by_name.get(whole[:length])
                rest = whole[length:]
                if known and len(whole) >= length and (particle_of(rest) or rest in table.titles):
                    found.append(_again(known, number, word.start, word.start + length, "ko.person.name"))
                    break
            if following is not None and f"{word.text} {following.text}" in by_name and following.gap == " ":
                known = by_name[f"{word.text} {following.text}"]
                found.append(_again(known, number, word.start, following.end, "ko.person.name"))
            elif word.text in by_last and (word.proper or following is not None and following.text in table.titles):
                found.append(_again(by_last[word.text], number, word.start, word.end, "ko.person.last_name"))
            surname, title, end = _surname_and_title(table, word, following)
            if surname:
                known = _bearer(by_surname.get(surname, ()), title, (number, word.start))
                if known is not None:
                    found.append(_again(known, number, word.start, end, "ko.person.surname_title"))
                elif title == "씨":
                    name = f"{surname}씨"
                    found.append(Mention(number, word.start, end, name, name, (), None, "ko.person.surname"))
    return found


def _surname_and_title(table: PeopleLexicon, word: Word, following: Word | None) -> tuple[str, str, int]:
    """`오 시장`, `고씨`, `이 씨`: surname, title and where they end; empty strings when this is no such pair."""
    if word.text.endswith("씨") and word.text[:-1] in table.surnames | table.surnames_long and word.nominal:
        return word.text[:-1], "씨", word.end
    whole = word.text + word.particle
    if whole in table.surnames | table.surnames_long and following is not None and following.gap == " ":
        if following.text in table.titles:
            return whole, following.text, following.end
        if following.text == "씨":
            return whole, "씨", following.end
    return "", "", 0


def _bearer(known: Sequence[Mention], title: str, at: tuple[int, int]) -> Mention | None:
    """Who is meant: the last one named before with a title that fits, else the first named after."""
    if title == "씨":
        fitting = [one for one in known if one.rule in ("ko.person.hidden", "ko.person.mister")] or list(known)
    else:
        fitting = [one for one in known if any(own.endswith(title) or title.endswith(own) for own in one.titles)]
    before = [one for one in fitting if (one.passage, one.start) < at]
    if before:
        return before[-1]
    return fitting[0] if fitting else None


def _again(known: Mention, number: int, start: int, end: int, rule: str) -> Mention:
    return Mention(number, start, end, known.id, known.name, (), None, rule)
