"""Persons in English articles.

Before: ``Deputy Mayor Ann Lee said … Mr Ford, 30, … Yoon Seo-ha, chief executive of Daon, … Lee added``
After:  Ann Lee (Deputy Mayor) twice under one id; Ford; Seo-ha Yoon (chief executive, Daon).

Two or more capitalised words are a person when something says so: a title or honorific before, words of
office or an age or a relative clause after, a role noun before, a verb of saying beside, or a known first
name. Later mentions by surname resolve to the full name. Romanised Korean names are read in either order
and share the id with the given name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.en import organisations
from reconcile.languages.en.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.en.personwords import Word, words
from reconcile.languages.own_names import own_names
from reconcile.languages.people import Mention, merged, own_persons, person_candidates
from reconcile.languages.quotes import SKIPPED_BLOCKS, overlapping

_CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-?[A-ZÀ-Þ][a-zà-ÿ]*|-[a-zà-ÿ]+)*$")
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*$")
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}$")
_BEHIND = re.compile(
    r", (?:aged )?\d{1,3}\b(?!,\d|\d)|, an? \d{1,3}-year-old\b|, who\b|, whose\b| \(\d{1,3}\)|, of [A-Z]"
)
_AGED = re.compile(r", (?:aged )?\d{1,2}, |(?<!s), who\b")
_LOWER_LINKS = frozenset({"and", "of", "the"})
_NATIONAL = ("an", "ish", "ese", "ch")
_AT = frozenset({"of", "at", "from"})
_APPOSITION_WORDS = 9
_LONGEST_NAME = 5


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """Persons and organisations of one article, for each passage in order of position."""
    table = lexicon()
    known = own_names(own)
    given = list(known.find(passages, _ends))
    lines = [[] if passage.kind in SKIPPED_BLOCKS else words(passage.text) for passage in passages]
    bodies = organisations.read(passages, lines, known, given)
    full: list[Mention] = []
    perhaps: list[Mention] = []
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        for sure, mention in _full(table, number, passage.text, line, bodies[number]):
            (full if sure else perhaps).append(mention)
    full.extend(_borne_out(table, lines, perhaps))
    full = own_persons(given, known, full)
    mentions = full + _short(table, passages, lines, full, bodies)
    persons = person_candidates(mentions, len(passages))
    clear = [
        [one for one in part if not overlapping(persons[number], one.start, one.end)]
        for number, part in enumerate(bodies)
    ]
    return merged(persons, clear)


def _ends(text: str, end: int) -> bool:
    """Whether a name may end there."""
    return not text[end : end + 1].isalnum()


def normal_name(table: PeopleLexicon, name: str) -> tuple[str, str]:
    """A full name as an id, given name first, and its surname."""
    words = name.split(" ")
    if len(words) == 2 and _KOREAN_GIVEN.match(words[1]) and words[0] in table.korean_surnames:
        return f"{words[1]} {words[0]}", words[0]
    return name, words[-1]


def _is_name_word(table: PeopleLexicon, word: str) -> bool:
    return _CAPITAL.match(word) is not None and word not in table.not_names and word not in table.honorifics


def _full(
    table: PeopleLexicon,
    number: int,
    text: str,
    line: Sequence[Word],
    bodies: Sequence[Candidate],
) -> Iterator[tuple[bool, Mention]]:
    """Runs of capitalised words as names, each with whether something says that it is one."""
    index = 0
    while index < len(line):
        stop = _run(table, line, index)
        if stop - index > 2 and line[index].text.endswith(_NATIONAL) and line[index + 1].text in table.given:
            index += 1  # Kenyan Elijah Kosgei
        titles, begin = _title_before(table, line, index, stop)
        covered = bool(overlapping(bodies, line[begin].start, line[max(stop - 1, begin)].end))
        placed = stop < len(line) and line[stop].gap == " " and line[stop].text in table.behind_places
        named = stop - index > 1 and _is_surname_of_land(table, line, stop - 1)
        placed = placed or line[stop - 1].text in table.behind_places and not named
        if stop - begin < 2 or stop - begin > _LONGEST_NAME or covered or placed:
            index = max(stop, index + 1)
            continue
        after_titles, organisation = _after(table, text, line, stop, bodies)
        if all(word.text.lower() in table.every_title for word in line[begin:stop]):
            index = max(stop, index + 1)
            continue
        if organisation is None and stop < len(line) and line[stop].gap == " " and line[stop].text in _AT:
            after = next(iter(overlapping(bodies, line[stop].end, line[stop].end + 6)), None)
            organisation = getattr(after.value, "name", None) if after is not None else None
        before = next(iter(overlapping(bodies, line[index].start - 2, line[index].start)), None)
        if organisation is None and before is not None and titles:
            organisation = getattr(before.value, "name", None)
        sure = bool(titles or after_titles) or _is_sure(table, text, line, begin, stop)
        if sure or stop - begin == 2:
            name = text[line[begin].start : line[stop - 1].end]
            key, _ = normal_name(table, name)
            own = tuple(title for title in (*titles, *after_titles) if title)
            start, end = line[begin].start, line[stop - 1].end
            yield sure, Mention(number, start, end, key, name, own, organisation, "en.person.full")
        index = max(stop, index + 1)


def _is_sure(table: PeopleLexicon, text: str, line: Sequence[Word], begin: int, stop: int) -> bool:
    """Whether a run of capitalised words is a name by its own words or by what stands beside it."""
    first, last = line[begin].text, line[stop - 1].text
    placed = begin and line[begin].gap == " " and line[begin - 1].text in table.placed
    if first in table.given and not placed:
        return True
    if first in table.korean_surnames:
        short = all(word.end - word.start < 6 for word in line[begin + 1 : stop])
        if _KOREAN_GIVEN.match(last) is not None or stop - begin == 3 and short:
            return True
    if last in table.korean_surnames and _KOREAN_GIVEN.match(first) is not None:
        return True
    return _is_marked(table, text, line, begin, stop)


def _borne_out(table: PeopleLexicon, lines: Sequence[Sequence[Word]], perhaps: Sequence[Mention]) -> Iterator[Mention]:
    """Those of two capitalised words whose second alone does later what people do: Luis Vega … Vega has conceded."""
    wanted = {mention.name.split(" ")[-1] for mention in perhaps}
    wanted.difference_update(table.body_ends, table.known)
    if not wanted:
        return
    doing = set()
    for line in lines:
        for index, word in enumerate(line[:-1]):
            if word.text in wanted and line[index + 1].gap == " ":
                following = line[index + 1].text
                if (following in table.saying or following in table.helpers) and not _joined(table, line, index):
                    doing.add(word.text)
    places = Gazetteer.load()
    for mention in perhaps:
        last = mention.name.split(" ")[-1]
        if last in doing and mention.name not in places and last not in places:
            yield mention


def _run(table: PeopleLexicon, line: Sequence[Word], index: int) -> int:
    """Where the capitalised words that begin at `index` end."""
    at = index
    while at < len(line) and (at == index or line[at].gap in (" ", ". ")):
        word = line[at].text
        if at > index and line[at].gap == ". " and not _INITIAL.match(line[at - 1].text):
            break
        if not (
            _is_name_word(table, word)
            or _is_initial(table, line, at, index)
            or at > index
            and word in table.links
            and _next_is_name(table, line, at)
            or at > index
            and (_is_last_honorific(table, line, at) or _is_surname_of_land(table, line, at))
        ):
            break
        at += 1
    return at


def _is_last_honorific(table: PeopleLexicon, line: Sequence[Word], at: int) -> bool:
    """Whether a word such as King or Judge ends a name rather than opens the next one: Stephen King said."""
    word = line[at].text
    if word not in table.honorifics or len(word) < 4 or line[at].gap != " ":
        return False
    return at + 1 == len(line) or line[at + 1].gap != " " or not line[at + 1].text[0].isupper()


def _is_surname_of_land(table: PeopleLexicon, line: Sequence[Word], at: int) -> bool:
    """Whether a word of land ends a name behind an office and a first name, or where it speaks: Mayor Ann Hill."""
    if line[at].text not in table.surnames_of_land or line[at].gap != " ":
        return False
    following = line[at + 1] if at + 1 < len(line) and line[at + 1].gap == " " else None
    if following is not None and (following.text[0].isupper() or following.text in table.saying):
        return following.text in table.saying and line[at - 1].text in table.given
    before, gap = (line[at - 2].text, line[at - 1].gap) if at > 1 else ("", "")
    return gap == ". " and before in table.honorifics or gap == " " and before in table.offices


def _is_initial(table: PeopleLexicon, line: Sequence[Word], at: int, first: int) -> bool:
    """Whether a letter stands for a given name: J. D. Vance, J.K. Rowling, Ann B. Lee."""
    word = line[at].text
    if not _INITIAL.match(word) or at + 1 == len(line) or (word == "I" and line[at + 1].gap == " "):
        return False
    if at == first and line[at + 1].gap == " " and "." not in word:
        return False
    following = line[at + 1].text
    return line[at + 1].gap in (" ", ". ") and (
        _is_name_word(table, following) or _INITIAL.match(following) is not None
    )


def _next_is_name(table: PeopleLexicon, line: Sequence[Word], at: int) -> bool:
    following = at + 1
    while following < len(line) and line[following].text in table.links and following < at + 3:
        following += 1
    return following < len(line) and _is_name_word(table, line[following].text)


_LONGEST_TITLE = 8
"""Words of a title before a name; a longer row is no title, and would be read again from each of its words."""


def _title_before(table: PeopleLexicon, line: Sequence[Word], index: int, stop: int) -> tuple[tuple[str, ...], int]:
    """Capitalised titles inside or before the run, and where the name itself begins."""
    begin = index
    for at in range(stop - 1, index - 1, -1):
        if line[at].text.lower().rstrip(".") in table.titles and at < stop - 1 and stop - at > 2:
            begin = at + 1
            break
    openers = table.openers
    while begin < stop - 2 and line[begin].text.lower() in openers and line[begin].text not in table.given:
        begin += 1
    first = index
    while (
        first > max(index - _LONGEST_TITLE, 0)
        and line[first].gap == " "
        and _is_title_word(table, line[first - 1].text)
    ):
        first -= 1
    words = [word.text for word in line[first:begin]]
    while words and (words[0].lower() not in openers or words[0].lower() in _LOWER_LINKS):
        words = words[1:]
    if table.roles.isdisjoint(word.lower() for word in words):
        words = []
    if not words and first and line[first].gap == " " and line[first - 1].text in table.roles:
        words = _lower_title(table, line, first)
    if not words and index and line[index].gap in (" ", ". ") and line[index - 1].text in table.honorifics:
        first = index - 1
        least = max(index - _LONGEST_TITLE, 0)
        while first > least and line[first].gap in (" ", ". ") and line[first - 1].text in table.honorifics:
            first -= 1
        return (" ".join(word.text for word in line[first:index]),), begin
    behind = index > 1 and line[index].gap == ", " and line[index - 1].text in table.roles
    apposed = behind and line[index - 2].text.lower() == "the" and stop < len(line) and line[stop].gap.startswith(",")
    if not words and apposed:
        return (line[index - 1].text,), begin  # the spokesman, Ann Lee, told
    return ((" ".join(words),) if words else ()), begin


def _lower_title(table: PeopleLexicon, line: Sequence[Word], first: int) -> list[str]:
    """The words of a title that ends just before a name, three at most: chief executive."""
    at = first - 1
    while at > max(first - 3, 0) and line[at].gap == " " and line[at - 1].text.lower() in table.openers:
        at -= 1
    while line[at].text.lower() in _LOWER_LINKS:
        at += 1
    return [word.text for word in line[at:first]]


def _is_title_word(table: PeopleLexicon, word: str) -> bool:
    return word[:1].isupper() and word.lower() in table.every_title


def _is_marked(table: PeopleLexicon, text: str, line: Sequence[Word], begin: int, stop: int) -> bool:
    """Whether a role noun, an age, a relative clause or a verb of saying stands beside the name."""
    before = line[begin - 1] if begin else None
    if before is not None and line[begin].gap in (" ", ", ") and before.text in table.roles:
        return True
    if before is not None and line[begin].gap == " " and before.text in table.saying:
        return True
    if _BEHIND.match(text, line[stop - 1].end):
        return True
    return stop < len(line) and line[stop].gap == " " and line[stop].text in table.saying and len(line[begin].text) > 1


def _after(
    table: PeopleLexicon, text: str, line: Sequence[Word], stop: int, bodies: Sequence[Candidate]
) -> tuple[tuple[str, ...], str | None]:
    """The words of office between commas behind a name, and the body they name."""
    at = line[stop - 1].end
    if stop >= len(line) or not re.fullmatch(r",( \d{1,3},)? ", line[stop].gap):
        return (), None
    words: list[str] = []
    end = at
    for word in line[stop : stop + _APPOSITION_WORDS]:
        if words and word.gap not in (" ", "-"):
            break
        if word.text.lower() in ("of", "at", "for", "in", "from", "with", "who", "since", "until") and words:
            end = word.start
            break
        words.append(word.text)
        end = word.end
    office = [word for word in words if word.lower() not in ("the", "a", "an", "its", "their", "his", "her", "and")]
    if not office or office[-1].lower() not in table.titles or office[0] in table.saying:
        return (), None
    title = " ".join(words)
    for article in ("the ", "a ", "an ", "its "):
        title = title.removeprefix(article)
    body = next((one for one in overlapping(bodies, end, end + 15) if end <= one.start), None)
    return (title,), getattr(body.value, "name", None) if body else None


def _short(
    table: PeopleLexicon,
    passages: Sequence[Passage],
    lines: Sequence[Sequence[Word]],
    full: Sequence[Mention],
    bodies: Sequence[Sequence[Candidate]],
) -> list[Mention]:
    """Later mentions: the full name again in either order, the surname alone or behind an honorific."""
    by_name: dict[str, Mention] = {}
    by_surname: dict[str, list[Mention]] = {}
    for mention in full:
        key, surname = normal_name(table, mention.name)
        by_name.setdefault(mention.name, mention)
        by_name.setdefault(key, mention)
        if all(one.id != mention.id for one in by_surname.setdefault(surname, [])):
            by_surname[surname].append(mention)
    found = []
    aged = any(_AGED.search(passage.text) for passage in passages)
    lone = _lone(table, lines) if aged else frozenset()
    longest = max((name.count(" ") + 1 for name in by_name), default=0)
    firsts = {name.split(" ", 1)[0].rstrip(".") for name in by_name}
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        skip = 0
        text = passage.text
        for index, word in enumerate(line):
            if index < skip or not word.text[:1].isupper():
                continue
            for length in range(longest, 1, -1) if word.text in firsts else ():
                run = line[index : index + length]
                name = text[run[0].start : run[-1].end]
                if len(run) == length and name in by_name:
                    known = by_name[name]
                    found.append(
                        Mention(number, run[0].start, run[-1].end, known.id, known.name, (), None, "en.person.name")
                    )
                    skip = index + length
                    break
            else:
                before = line[index - 1].text if index and word.gap in (" ", ". ") else ""
                honorific = before in table.honorifics or before in table.offices and word.gap == " "
                bearers = by_surname.get(word.text, [])
                inside = overlapping(bodies[number], word.start, word.start + 1)
                if len(bearers) == 1 and (honorific or not inside) and not _joined(table, line, index):
                    start = line[index - 1].start if honorific else word.start
                    known = bearers[0]
                    found.append(Mention(number, start, word.end, known.id, known.name, (), None, "en.person.surname"))
                elif not bearers and not honorific and not inside and word.text in lone and _AGED.match(text, word.end):
                    start, end = word.start, word.end
                    found.append(Mention(number, start, end, word.text, word.text, (), None, "en.person.aged"))
                elif honorific and not bearers and _is_name_word(table, word.text) and not _joined(table, line, index):
                    title, start = line[index - 1].text, line[index - 1].start
                    found.append(
                        Mention(number, start, word.end, word.text, word.text, (title,), None, "en.person.honorific")
                    )
    return found


def _lone(table: PeopleLexicon, lines: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Capitalised words that name no place and stand by themselves, as a surname does where no more is named."""
    places = Gazetteer.load()
    found = {
        word.text
        for line in lines
        for index, word in enumerate(line)
        if word.text[0].isupper() and len(word.text) > 3 and _is_name_word(table, word.text)
        if not _joined(table, line, index)
    }
    ordinary = {word.text.capitalize() for line in lines for word in line if word.text[0].islower()}
    return frozenset(one for one in found - ordinary if one not in places and one not in table.known)


def _joined(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether a surname is part of a longer name, of a street or of another person."""
    following = line[index + 1] if index + 1 < len(line) else None
    if following is not None and following.gap == " " and following.text[:1].isupper() and following.text != "I":
        return True
    before = line[index - 1] if index else None
    if before is None or line[index].gap != " " or before.text in table.honorifics:
        return False
    return _is_name_word(table, before.text) and before.text.lower() not in table.titles and before.text[0].isupper()
