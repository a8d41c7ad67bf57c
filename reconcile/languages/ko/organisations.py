"""Organisations in Korean articles, with the aliases that an article defines.

Before: ``한국국제교류재단(KF)이 … KF는 …``, ``기업인 아무개웍스는``, ``서울시는 … 밝혔다``
After:  한국국제교류재단 (KF) twice under one id; 아무개웍스; 서울시 (the government, since it acts).

A word names an organisation by its end (재단, 경찰서), by what stands before it (기업 아무개), by being
somebody's body (아무개 성균관대 교수), or by being generally known. Whatever is found once is then found
wherever the article names it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.ko.nominals import Word, particle_of
from reconcile.languages.ko.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.people import Body, BodyMention, body_candidates
from schemas.values import PersonValue

_ALIAS = re.compile(r"\((?P<alias>[A-Z][A-Za-z&·\-]{1,11}|[가-힣]{2,6})(?:[·,][^()]{1,20})?\)")
_TOPIC = ("은", "는", "이", "가", "께서")
_QUOTES = "‘’“”'\"「」"
_SENTENCE_REACH = 160


def read(
    passages: Sequence[Passage], lines: Sequence[Sequence[Word]], persons: Sequence[Sequence[Candidate]]
) -> list[list[Candidate]]:
    """Organisations for each passage. `lines` are the words of the passages, `persons` their persons."""
    table = lexicon()
    names = {one.value.name for part in persons for one in part if isinstance(one.value, PersonValue)}
    bodies: dict[str, Body] = {}
    ids: dict[str, str] = {}

    def define(name: str, *aliases: str) -> None:
        full = table.known.get(name, ids.get(name, name))
        body = bodies.setdefault(full, Body(full))
        for other in (name, *aliases):
            ids.setdefault(other, full)
            if other != full and other in aliases:
                body.add(other)

    for passage, line in zip(passages, lines, strict=True):
        for name, alias in _named(table, passage.text, line):
            if name not in names:
                define(name, *([alias] if alias else []))
    for part in persons:
        for one in part:
            if isinstance(one.value, PersonValue) and one.value.organisation:
                name = _without_country(table, one.value.organisation)
                if name and _is_employer(table, name):
                    define(name)
    mentions: list[BodyMention] = []
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        taken = [(one.start, one.end) for one in persons[number]]
        mentions.extend(_mentions(table, number, passage.text, line, ids, taken))
    for mention in mentions:
        bodies.setdefault(mention.id, Body(mention.id))
    return body_candidates(mentions, bodies, len(passages))


def _named(table: PeopleLexicon, text: str, line: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Names that the wording shows to be those of organisations, each with the alias it defines or ''."""
    for index, word in enumerate(line):
        if not word.nominal or _in_credit(table, text, word):
            continue
        before = line[index - 1] if index else None
        alias = _ALIAS.match(text, word.stop) if not word.particle else None
        if _is_organisation(table, word) or alias is not None and _is_aliased(table, word, alias["alias"]):
            yield word.text, alias["alias"] if alias else ""
        elif word.text in table.second_words and before is not None and _is_first_word(table, before, word):
            yield f"{before.text} {word.text}", alias["alias"] if alias else ""
        elif (before is not None and _is_head(table, before) and _follows_head(word, before, table)) or (
            word.text.endswith("대") and _is_school(line, index)
        ):
            yield word.text, ""


def _is_organisation(table: PeopleLexicon, word: Word) -> bool:
    text = word.text
    if text in table.known or text in table.generic or not text.endswith(table.organisation_ends):
        return False
    stem = next(text[: -len(end)] for end in table.organisation_ends if text.endswith(end))
    return len(stem) >= 2 and (word.proper or word.common and len(text) >= 6) and stem not in table.generic_stems


def _is_aliased(table: PeopleLexicon, word: Word, alias: str) -> bool:
    """Whether initials behind the word are those of a body: 한국…안전원(KRSI), and not of a thing."""
    if word.text in table.known:
        return True
    return alias.isascii() and alias.isupper() and len(word.text) >= 5 and word.text.endswith(table.aliased_ends)


def _is_first_word(table: PeopleLexicon, before: Word, word: Word) -> bool:
    """Whether the word before 미디어 or 홀딩스 makes a name of two words with it."""
    if word.gap != " " or before.particle or not before.proper or len(before.text) < 2:
        return False
    return before.text not in table.countries and before.text not in table.known


def _is_head(table: PeopleLexicon, before: Word) -> bool:
    return before.text.endswith(table.heads) and before.particle in ("", "인")


def _follows_head(word: Word, before: Word, table: PeopleLexicon) -> bool:
    """Whether the word behind 기업 or 업체인 can be a name: unknown or proper, of three syllables or more."""
    if word.gap.strip(" " + _QUOTES) or len(word.gap) > 2 or len(word.text) < 3 or word.text in table.generic:
        return False
    if before.particle == "" and word.text.endswith(table.heads) or table.title_of(word.text):
        return False
    return word.proper and word.text not in table.countries and not word.text[0].isdigit()


def _is_school(line: Sequence[Word], index: int) -> bool:
    """Whether a word such as 서울대 is a university: a proper noun without digits."""
    word = line[index]
    return word.proper and len(word.text) >= 3 and not any(character.isdigit() for character in word.text)


def _is_employer(table: PeopleLexicon, name: str) -> bool:
    if name in table.generic or name in table.countries:
        return False
    last = name.split(" ")[-1]
    return table.is_body(last) or any(c.isascii() and c.isalpha() for c in name) or len(name.replace(" ", "")) >= 4


def _without_country(table: PeopleLexicon, name: str) -> str:
    parts = name.split(" ")
    while parts and parts[0] in table.countries:
        parts = parts[1:]
    return " ".join(parts)


def _in_credit(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether the word is the outlet of a dateline or the source of a picture."""
    return text[: word.start].endswith(table.credits) or text[word.stop : word.stop + 1] == "="


def _mentions(
    table: PeopleLexicon,
    number: int,
    text: str,
    line: Sequence[Word],
    ids: dict[str, str],
    taken: Sequence[tuple[int, int]],
) -> Iterator[BodyMention]:
    longest = max((len(name) for name in ids), default=0)
    position = 0
    for word in line:
        while position < len(taken) and taken[position][1] <= word.start:
            position += 1
        if position < len(taken) and taken[position][0] <= word.start or _in_credit(table, text, word):
            continue
        name = _known_at(text, word, ids, longest)
        if name:
            yield BodyMention(number, word.start, word.start + len(name), ids[name], "ko.organisation.named")
        elif word.nominal and word.text in table.known and _bounded(text, word):
            yield BodyMention(number, word.start, word.end, table.known[word.text], "ko.organisation.known")
        elif _acts(table, text, word):
            yield BodyMention(number, word.start, word.end, word.text, "ko.organisation.government")


def _known_at(text: str, word: Word, ids: dict[str, str], longest: int) -> str:
    """The longest name of this article that begins at the word and ends where a particle or a gap does."""
    for length in range(min(longest, len(text) - word.start), 1, -1):
        name = text[word.start : word.start + length]
        if name in ids:
            end = word.start + length
            rest = text[end:]
            if not rest or not (rest[0].isalnum()) or end <= word.stop and particle_of(text[end : word.stop]):
                return name
            if " " in name and particle_of(rest.split(" ", 1)[0].rstrip(".,")):
                return name
    return ""


def _bounded(text: str, word: Word) -> bool:
    """Whether a known word stands for itself and not in a longer name such as 구글 코리아타워."""
    return particle_of(word.particle)


def _acts(table: PeopleLexicon, text: str, word: Word) -> bool:
    """Whether a place name is the subject of what only a government does."""
    if not word.nominal or not word.proper or word.particle not in _TOPIC or len(word.text) < 3:
        return False
    if not word.text.endswith(table.governments):
        return False
    sentence = text[word.stop : word.stop + _SENTENCE_REACH]
    stop = sentence.find(". ")
    return any(stem in (sentence if stop < 0 else sentence[:stop]) for stem in table.acting)
