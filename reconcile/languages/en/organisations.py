"""Organisations in English articles, with the aliases that an article defines.

Before: ``Halden Works Partners (“Halden Works” or the “Firm”) … Halden Works … the Firm``
After:  three mentions under one id, with both aliases.

A run of capitalised words (joined by of, and, for, &) is an organisation when it ends or begins with a word
of its kind, carries a legal ending, or is described as a company between commas. Whatever is found once is
then found wherever the article names it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.en.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.people import Body, BodyMention, body_candidates
from reconcile.languages.quotes import SKIPPED_BLOCKS

_RUN = re.compile(
    r"\b[A-Z][\w&'’.-]*"
    r"(?:(?:,? (?=(?:Co|Ltd|Inc|LLC|LLP|Corp)\b)"
    r"| (?:of the |of |and |for the |for |& )?)[A-Z][\w&'’-]*(?:\.(?=,? (?:Ltd|Inc)\b))?){0,8}"
)
_PAREN = re.compile(r"\s?\((?P<inside>[^()\n]{1,80})\)")
_QUOTED = re.compile(r"[“\"]([^”\"“]{2,40})[”\"]")
_INITIALS = re.compile(r"[A-Z][A-Za-z&]{1,9}$")
_DESCRIBED = re.compile(r", (?:an?|the|one of) (?P<words>[^,.;\n]{2,90})")
_SMALL = re.compile(r"(?:\b[Tt]he|['’]s|\bits) (?P<name>[a-z]+(?: and [a-z]+)? (?P<kind>[a-z]+))\b")
_PLAIN = frozenset(("whole", "full", "same", "other", "new", "local", "first", "entire", "said", "of", "to", "that"))


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """Organisations for each passage, in order of position."""
    table = lexicon()
    bodies: dict[str, Body] = {}
    ids: dict[str, str] = {}
    for passage in passages:
        if passage.kind not in SKIPPED_BLOCKS:
            for name, aliases in _named(table, passage.text):
                full = ids.get(name, table.known.get(name, name))
                body = bodies.setdefault(full, Body(full))
                ids.setdefault(name, full)
                for alias in aliases:
                    if ids.setdefault(alias, full) == full:
                        body.add(alias)
    for name in sorted(ids, key=len, reverse=True):
        for short in _shorter(table, name):
            if short in bodies and short != ids[name] and bodies[short].name == short:
                bodies[ids[name]].add(short)
                for other, full in list(ids.items()):
                    if full == short:
                        ids[other] = ids[name]
            elif short not in ids and short not in table.not_names and short not in table.body_starts:
                ids[short] = ids[name]
    for name, full in table.known.items():
        ids.setdefault(name, full)
        bodies.setdefault(ids[name], Body(ids[name]))
    folded = {name.lower(): name for name in ids if " " in name}
    mentions = [
        mention
        for number, passage in enumerate(passages)
        if passage.kind not in SKIPPED_BLOCKS
        for mention in _mentions(table, number, passage.text, ids, folded)
    ]
    return body_candidates(mentions, bodies, len(passages))


def _named(table: PeopleLexicon, text: str) -> Iterator[tuple[str, list[str]]]:
    for match in _RUN.finditer(text):
        stop = match.end()
        if text[stop : stop + 1] == "." and match.group().split(" ")[-1] + "." in table.legal:
            stop += 1
        for name, end in _bodies_in(table, text[match.start() : stop], stop):
            aliases = []
            paren = _PAREN.match(text, end)
            if paren is not None:
                quoted = _QUOTED.findall(paren["inside"])
                plain = paren["inside"].strip()
                aliases = quoted or ([plain] if _INITIALS.match(plain) and plain.upper() == plain else [])
            described = _DESCRIBED.match(text, end)
            ended = _is_body(table, name)
            if ended or described is not None and _describes(table, described["words"]) and name not in table.not_names:
                yield name, aliases
    for match in _SMALL.finditer(text):
        words = match["name"].split(" ")
        if match["kind"] in table.small_bodies and not any(word in _PLAIN for word in words[:-1]) and len(words) > 2:
            yield match["name"], []


def _describes(table: PeopleLexicon, words: str) -> bool:
    head = re.split(r" (?:that|which|who|of|for|in|based|with|led|from|to|run|and)\b", words, maxsplit=1)[0]
    return head.split(" ")[-1].lower() in table.descriptions


def _bodies_in(table: PeopleLexicon, run: str, end: int) -> Iterator[tuple[str, int]]:
    """The run without its sentence's first word, and its parts where `and` joins two bodies."""
    words = run.removesuffix("'s").removesuffix("’s")
    end -= len(run) - len(words)
    if words.endswith(".") and words.split(" ")[-1] not in table.legal:
        words, end = words[:-1], end - 1
    for first in ("The ", "A ", "An ", "At ", "In ", "But ", "And ", "By ", "For ", "About ", "Photo ", "According "):
        words = words.removeprefix(first)
    for possessive in ("'s ", "’s "):
        words = words.rpartition(possessive)[2]
    if words.split(" ")[0].lower() in table.titles and " of " in words:
        words = words.rpartition(" of ")[2]
    head, joined, tail = words.rpartition(" and ")
    if joined and _is_body(table, head) and (_is_body(table, tail) or head.split(" ")[-1] in table.body_ends):
        yield head, end - len(joined) - len(tail)
        yield tail, end
    else:
        yield words, end


def _is_body(table: PeopleLexicon, name: str) -> bool:
    words = name.split(" ")
    if len(words) < 2 or name in table.generic:
        return False
    last = words[-1].rstrip(".")
    if last in table.body_ends or words[-1] in table.legal:
        return words[0] not in table.not_first and not (words[0] in table.known and len(words) == 2)
    return words[0] in table.body_starts and words[1] == "of" and len(words) > 2 and words[0] not in ("City", "House")


def _shorter(table: PeopleLexicon, name: str) -> Iterator[str]:
    """The name without its legal ending, and without a last word that a shorter form leaves out."""
    words = name.replace(",", "").split(" ")
    while len(words) > 1 and words[-1] in table.legal:
        words = words[:-1]
    if " ".join(words) != name:
        yield " ".join(words)
    if len(words) > 1 and words[-1] in table.droppable:
        yield " ".join(words[:-1])
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) >= 3:
        yield initials


def _mentions(
    table: PeopleLexicon, number: int, text: str, ids: dict[str, str], folded: dict[str, str]
) -> Iterator[BodyMention]:
    """Every place where a name of this article, or a generally known one, stands as whole words."""
    starts = [match.span() for match in re.finditer(r"[A-Za-z][\w&'’.-]*", text)]
    longest = max((name.count(" ") + 1 for name in ids), default=0)
    position = 0
    while position < len(starts):
        begin = starts[position][0]
        for length in range(min(longest, len(starts) - position), 0, -1):
            end = starts[position + length - 1][1]
            name = text[begin:end]
            while name and name not in ids and name[-1] in ".'’":
                name = name[:-1]
            for tail in ("'s", "’s"):
                name = name.removesuffix(tail)
            known = name if name in ids else folded.get(name.lower(), "") if name[:1].islower() else ""
            if known:
                rule = "en.organisation.known" if known in table.known else "en.organisation.named"
                yield BodyMention(number, begin, begin + len(name), ids[known], rule)
                position += length - 1
                break
        position += 1
