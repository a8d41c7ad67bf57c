"""Later and headline mentions of persons in Korean: the name alone, a last name, a surname with a title.

Before: ``이시형 KF 이사장 … 도널드 트럼프 미국 대통령``, later ``이시형은``, ``이 이사장``, ``트럼프 대통령``
After:  further mentions of the same two persons.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.base import Passage
from reconcile.languages.ko.nominals import Word, particle_of
from reconcile.languages.ko.people_lexicon import PeopleLexicon
from reconcile.languages.ko.person_signs import speaks_alone
from reconcile.languages.people import Mention


def again(
    table: PeopleLexicon, passages: Sequence[Passage], lines: Sequence[Sequence[Word]], full: Sequence[Mention]
) -> list[Mention]:
    """The short mentions of one article. `full` are its full ones in order."""
    by_name = {mention.name: mention for mention in reversed(full)}
    by_last = {name.split(" ")[-1]: mention for name, mention in by_name.items() if " " in name}
    by_surname: dict[str, list[Mention]] = {}
    by_start: dict[str, list[str]] = {}
    for mention in full:
        if " " not in mention.name:
            length = 2 if mention.name[:2] in table.surnames_long else 1
            by_surname.setdefault(mention.name[:length], []).append(mention)
    for name in sorted(by_name, key=lambda one: (-len(one), one)):
        by_start.setdefault(name[:2], []).append(name)
    lasts = frozenset(by_last)
    firsts = frozenset(name[0] for name in by_start)
    found = []
    for number, line in enumerate(lines):
        text = passages[number].text
        end_of_line = len(line) - 1
        for index, word in enumerate(line):
            start = word.start
            for name in by_start.get(text[start : start + 2], ()) if text[start] in firsts else ():
                if _stands(table, text, name, word):
                    found.append(_again(by_name[name], number, start, start + len(name), "ko.person.name"))
                    break
            is_last, short = word.text in lasts, word.stop - start <= 4 and text[start] in table.surname_starts
            if not is_last and not short:
                continue
            following = line[index + 1] if index < end_of_line else None
            if is_last and (word.proper or following is not None and following.text in table.titles):
                found.append(_again(by_last[word.text], number, start, word.end, "ko.person.last_name"))
            if not short:
                continue
            after = line[index + 2] if index + 2 <= end_of_line else None
            surname, title, end = _surname_and_title(table, word, following, after)
            if surname:
                known = _bearer(by_surname.get(surname, ()), title, (number, start))
                if known is not None:
                    found.append(_again(known, number, start, end, "ko.person.surname_title"))
                elif title == "씨":
                    name = f"{surname}씨"
                    found.append(Mention(number, start, end, name, name, (), None, "ko.person.surname"))
                elif speaks_alone(table, text, line, index, surname, title):
                    id_ = f"{surname} {title}"
                    found.append(Mention(number, start, end, id_, surname, (title,), None, "ko.person.surname_title"))
    return found


def _stands(table: PeopleLexicon, text: str, name: str, word: Word) -> bool:
    """Whether a name stands at a word, with a particle or a title behind it or nothing."""
    end = word.start + len(name)
    if not text.startswith(name, word.start):
        return False
    if end <= word.stop:
        rest = text[end : word.stop]
        return particle_of(rest) or rest in table.titles
    return not text[end : end + 1].isalnum() or particle_of(text[end : end + 6].split(" ")[0])


def _surname_and_title(
    table: PeopleLexicon, word: Word, following: Word | None, after: Word | None
) -> tuple[str, str, int]:
    """`오 시장`, `오 전 시장`, `고씨`, `이 씨`: surname, title and where they end; empty when this is no such pair."""
    text = word.text
    if len(text) <= 3 and text[-1:] == "씨" and text[:-1] in table.every_surname and word.nominal:
        return text[:-1], "씨", word.end
    if word.stop - word.start <= 2 and following is not None and following.gap == " ":
        whole = text + word.particle
        if whole in table.every_surname:
            if following.text in table.titles:
                return whole, following.text, following.end
            if following.text == "씨":
                return whole, "씨", following.end
            ranked = following.text in table.rank_prefixes and after is not None and after.gap == " "
            if ranked and after is not None and after.text in table.titles:
                return whole, after.text, after.end
    return "", "", 0


def _bearer(known: Sequence[Mention], title: str, at: tuple[int, int]) -> Mention | None:
    """Who is meant: the last one named before with a title that fits, else the first named after."""
    if title == "씨":
        fitting = [one for one in known if one.rule in ("ko.person.hidden", "ko.person.mister", "ko.person.aged")]
        fitting = fitting or list(known)
    else:
        fitting = [one for one in known if any(own.endswith(title) or title.endswith(own) for own in one.titles)]
    before = [one for one in fitting if (one.passage, one.start) < at]
    if before:
        return before[-1]
    return fitting[0] if fitting else None


def _again(known: Mention, number: int, start: int, end: int, rule: str) -> Mention:
    return Mention(number, start, end, known.id, known.name, (), None, rule)
