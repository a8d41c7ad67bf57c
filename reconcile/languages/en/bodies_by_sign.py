"""Wordings by which an English article shows that words name an organisation.

A run of capitalised words (joined by of, and, for, &) is one when it ends or begins with a word of its kind,
carries a legal ending, is described as a company between commas, or is whom an officer or a spokesman stands for.
Capital initials are one where they act (the NTSB said); so is a government behind `the` (the state will pay).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.en.bodies_beside import named_beside
from reconcile.languages.en.people_lexicon import PeopleLexicon
from reconcile.languages.en.personwords import Word

_RUN = re.compile(
    r"\b[A-Z](?:[\w&'’-]|\.(?=\w)|(?:(?<=\b[A-Z])|(?<=\.[A-Z])|(?<=\b[SM]t))\.)*"
    r"(?:(?:,? (?=(?:Co|Ltd|Inc|LLC|LLP|Corp)\b)"
    r"| (?:of the |of |and |for the |for |& )?)"
    r"[A-Z](?:[\w&'’-]|\.(?=[A-Z]\.)|(?<=\.[A-Z])\.)*(?:\.(?=,? (?:Ltd|Inc)\b))?){0,8}"
)
_PAREN = re.compile(r"\s?\((?P<inside>[^()\n]{1,80})\)")
_QUOTED = re.compile(r"[“\"]([^”\"“]{2,40})[”\"]")
_INITIALS = re.compile(r"[A-Z][A-Za-z&]{1,9}$")
_CAPITALS = re.compile(r"[A-Z]{2,6}$")
_DESCRIBED = re.compile(r", (?:an?|the|one of) (?P<words>[^,.;\n]{2,90})")
_HEAD = re.compile(r" (?:that|which|who|of|for|in|based|with|led|from|to|run|and)\b")
_OF = (" of the ", " of ", " for the ", " for ")
_SMALL = re.compile(r"(?:\b[Tt]he|['’]s|\bits) (?P<name>[a-z]+(?: and [a-z]+)? (?P<kind>[a-z]+))\b")
_GOVERNMENT = re.compile(r"\b[Tt]he (?P<name>(?P<nation>[A-Z][a-z]{3,15}) (?:government|parliament|army))\b")
_PARTY_VERBS = ("won", "lost", "held", "leads", "led", "gained", "took", "and", "MPs", "is", "are", "were", "have")
_FIRSTS = ("The ", "the ", "A ", "An ", "At ", "In ", "But ", "And ", "By ", "For ", "About ", "Photo ", "According ")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the wording shows to be a body's, with its aliases and the nouns that may stand for it."""

    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def named(table: PeopleLexicon, text: str) -> Iterator[Named]:
    """The names of a passage that its wording shows to be those of organisations."""
    for match in _RUN.finditer(text):
        stop = match.end()
        if text[stop : stop + 1] == "." and match.group().split(" ")[-1] + "." in table.legal:
            stop += 1
        for name, end in _bodies_in(table, text[match.start() : stop], stop):
            if name in table.not_names or not name:
                continue
            described = _DESCRIBED.match(text, end)
            head = _HEAD.split(described["words"], maxsplit=1)[0].split(" ")[-1].lower() if described else ""
            by_word = head in table.descriptions
            aliases = _aliases(text, end)
            by_letters = any(_spells(name, alias) for alias in aliases)
            start = end - len(name)
            shown = by_word or by_letters or _is_body(table, name) or _stands_for(table, text, start, name)
            if shown or named_beside(table, text, start, end):
                yield Named(name, aliases, _kinds(table, name, head if by_word else ""))
    for match in _GOVERNMENT.finditer(text):
        if match["nation"].endswith(table.nation_ends):
            yield Named(match["name"], (), ("government",))
    for match in _SMALL.finditer(text):
        words = match["name"].split(" ")
        if match["kind"] in table.small_bodies and len(words) > 2 and table.plain.isdisjoint(words[:-1]):
            yield Named(match["name"], (), (match["kind"],))


def _aliases(text: str, end: int) -> tuple[str, ...]:
    paren = _PAREN.match(text, end)
    if paren is None:
        return ()
    quoted = tuple(_QUOTED.findall(paren["inside"]))
    plain = paren["inside"].strip()
    return quoted or ((plain,) if _INITIALS.match(plain) and plain.upper() == plain else ())


def _spells(name: str, alias: str) -> bool:
    """Whether three or more capitals are the first letters of the name's words."""
    return len(alias) > 2 and alias == "".join(word[0] for word in name.split(" ") if word[0].isupper())


def _kinds(table: PeopleLexicon, name: str, head: str) -> tuple[str, ...]:
    """The nouns by which the body may be meant later: the council, the company."""
    words = name.split(" ")
    last = words[-1].rstrip(".")
    own = [word.lower() for word in (last, words[0]) if word.lower() in table.kinds]
    if head:
        own.append(head)
    if head in table.companies or words[-1] in table.legal or last in table.droppable or last in table.legal:
        own.extend(table.companies)
    return tuple(dict.fromkeys(own))


def _bodies_in(table: PeopleLexicon, run: str, end: int) -> Iterator[tuple[str, int]]:
    """The run without its sentence's first word, and its parts where `and` joins two bodies."""
    words = run.removesuffix("'s").removesuffix("’s")
    end -= len(run) - len(words)
    if words.endswith(".") and words.split(" ")[-1] not in table.legal:
        words, end = words[:-1], end - 1
    for first in _FIRSTS:
        words = words.removeprefix(first)
    for possessive in ("'s ", "’s "):
        owner, _, rest = words.rpartition(possessive)
        if owner.rpartition(" ")[2] not in table.plurals:
            words = rest
    first, _, rest = words.partition(" ")
    if first in table.descriptors and rest:
        words = rest
    if words.split(" ")[0].lower() in table.titles and " of " in words:
        words = words.rpartition(" of ")[2].removeprefix("the ")
    if (tail := _behind_person(table, words)) and _is_body(table, words):
        words = tail
    head, joined, tail = words.rpartition(" and ")
    ended = " " in head and (head.split(" ")[-1] in table.body_ends or head.split(" ")[0] in table.states)
    if joined and (_is_body(table, head) or ended) and (_is_body(table, tail) or ended):
        yield head, end - len(joined) - len(tail)
        yield tail, end
    elif not _is_body(table, words) and (tail := _body_behind(table, words)):
        yield tail, end
    else:
        yield words, end


def _behind_person(table: PeopleLexicon, words: str) -> str:
    """The body behind a name of two words or more that has nothing of a body's: Ann Roe of Calder Securities."""
    head, _, tail = words.partition(" of ")
    named = head.split(" ")
    if not tail or len(named) < 2 or not _is_body(table, tail.removeprefix("the ")):
        return ""
    own = any(word in table.body_ends or word in table.body_starts or word.lower() in table.kinds for word in named)
    return "" if own or " and " in head else tail.removeprefix("the ")


def _body_behind(table: PeopleLexicon, words: str) -> str:
    """The body that a person is of, behind the name: Ana Cruz of the University of Leeds; empty where there is none."""
    for link in _OF:
        tail = words.partition(link)[2]
        if tail and _is_body(table, tail):
            return tail
    return ""


def _is_body(table: PeopleLexicon, name: str) -> bool:
    words = name.split(" ")
    if len(words) < 2 or name in table.generic:
        return False
    if "&" in words[1:-1] and len(words[0]) > 1:
        return words[0] not in table.not_first
    last = words[-1].rstrip(".")
    if last in table.body_ends or words[-1] in table.legal or " ".join(words[-2:]) in table.phrase_ends:
        return words[0] not in table.not_first and not (words[0] in table.known and len(words) == 2)
    return any(
        words[at] in table.body_starts and words[at + 1] in ("of", "for") for at in (0, 1) if len(words) > at + 2
    )


def _stands_for(table: PeopleLexicon, text: str, start: int, name: str) -> bool:
    """Whether an officer or a spokesman of it is named before, or, for a state or a city, whether it deals.

    chief executive of Ardent; a spokeswoman for Ardent; from the State of Georgia.
    """
    before = text[max(0, start - 60) : start].removesuffix("the ")
    words = before.split(" ")
    if len(words) < 2 or words.pop():
        return False
    first = name.split(" ", 1)[0]
    if first in table.states:
        return " of " in name and words[-1] in table.dealing
    if words[-1] not in ("of", "for", "at") or first in table.not_first or name in Gazetteer.load():
        return False
    return words[-2:-1] != [] and _officer(table, words[:-1], words[-1])


def _officer(table: PeopleLexicon, words: Sequence[str], link: str) -> bool:
    last = words[-1].lower()
    if link == "at" and last in table.staff:
        return True
    return last in table.officers or len(words) > 1 and f"{words[-2].lower()} {last}" in table.officers


def acting_short(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether `the council` stands for a council named before: behind `the`, and not before another noun."""
    if not index or line[index].gap != " " or line[index - 1].text.lower() != "the":
        return False
    following = line[index + 1] if index + 1 < len(line) else None
    if following is None or following.gap != " ":
        return True
    word = following.text
    return word in table.behind_bodies or word in table.acting or word.endswith("ed")


def party(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether a party's name that is an ordinary word too is meant: Labour won, not Labour costs or Labour Day."""
    following = line[index + 1] if index + 1 < len(line) and line[index + 1].gap == " " else None
    if following is not None and following.text[0].isupper():
        return False
    if index and line[index].gap == " ":
        return True
    if following is None:
        return False
    word = following.text
    acts = word in table.acting or word in table.auxiliaries or word in table.helpers or word in _PARTY_VERBS
    return acts or word.endswith("ed")


def acting_place(table: PeopleLexicon, line: Sequence[Word], index: int) -> bool:
    """Whether the state, the county or the government does what only a body does; `and the county` may follow."""
    if not index or line[index].gap != " " or line[index - 1].text.lower() != "the":
        return False
    at = index + 1
    if _is_at(line, at, "and") and _is_at(line, at + 1, "the") and at + 2 < len(line):
        if line[at + 2].text not in table.governments:
            return False
        at += 3
    while at < len(line) and line[at].gap == " " and line[at].text in table.auxiliaries:
        at += 1
    return at < len(line) and line[at].gap == " " and line[at].text in table.acting


def _is_at(line: Sequence[Word], at: int, word: str) -> bool:
    return at < len(line) and line[at].gap == " " and line[at].text == word


def is_initials(table: PeopleLexicon, text: str, line: Sequence[Word], index: int) -> bool:
    """Whether capital initials act, own, or are whom something is according to: the NTSB said, by the RAIB."""
    word = line[index]
    if not _CAPITALS.match(word.text) or word.text in table.not_initials:
        return False
    before = line[index - 1] if index and word.gap == " " else None
    following = line[index + 1] if index + 1 < len(line) else None
    if before is not None and before.text.isupper() and len(before.text) > 1:
        return False
    if following is not None and following.gap == " ":
        if following.text.isupper() and len(following.text) > 1:
            return False
        at = index + 1
        while at < len(line) and line[at].gap == " " and line[at].text in table.auxiliaries:
            at += 1
        if at < len(line) and line[at].gap == " " and line[at].text in table.acting:
            return True
    with_the = before is not None and before.text.lower() == "the"
    agent = line[index - 2] if with_the and index > 1 else before
    if agent is not None and agent.text in ("by", "told") and (agent.text == "told" or with_the):
        return True
    if with_the and text[word.end : word.end + 2] in ("'s", "’s"):
        return True
    return (
        agent is not None and agent.text == "to" and text.endswith(("ccording to ", "ccording to the "), 0, word.start)
    )
