"""Organisations in English articles, with the aliases that an article defines.

Before: ``Halden Works Partners (“Halden Works” or the “Firm”) … Halden Works … the Firm … the company``
After:  four mentions under one id, with both aliases.

Whatever the wording shows to be a body (`bodies_by_sign`) is then found wherever the article names it again: by its
name, by an alias, by its initials, or by its kind alone (the council).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.en.bodies_by_sign import Named, acting_place, acting_short, is_initials, named, party
from reconcile.languages.en.people_lexicon import PeopleLexicon, by_first_word, lexicon
from reconcile.languages.en.personwords import Word
from reconcile.languages.own_names import OwnName, OwnNames
from reconcile.languages.people import Body, BodyMention, body_candidates
from reconcile.languages.quotes import SKIPPED_BLOCKS


class _Bodies:
    """The bodies of one article by id, the id of every name in use, and the kinds by which a body may be meant."""

    def __init__(self, table: PeopleLexicon, own: OwnNames) -> None:
        self._table = table
        self._own = own
        self.bodies: dict[str, Body] = {}
        self.ids: dict[str, str] = {}
        self.kinds: dict[str, set[str]] = {}

    def define(self, one: Named) -> None:
        """Record a name with its aliases and its kind."""
        row = self._own.of(one.name, "organisation")
        id_ = self.ids.get(one.name, self._table.known.get(one.name, one.name)) if row is None else row.key
        body = self.body(id_) if row is None else self.bodies.setdefault(id_, Body(row.name))
        self.ids.setdefault(one.name, id_)
        if row is None and not self._table.known_names.get(id_):
            for short in _without_ending(self._table, one.name):
                body.add(short)
        for alias in one.aliases:
            if self.ids.setdefault(alias, id_) == id_:
                body.add(alias)
        self.kinds.setdefault(id_, set()).update(one.kinds)

    def body(self, id_: str) -> Body:
        """The body of an id, new where it was not yet named."""
        return self.bodies.setdefault(id_, Body(self._table.known_names.get(id_, id_)))

    def shorten(self) -> None:
        """Let each body be named by a shorter form of its name: without a legal ending, or by its initials."""
        table = self._table
        for name in sorted(self.ids, key=lambda one: (-len(one), one)):
            for short in _shorter(table, name):
                if short in self.bodies and short != self.ids[name] and self.bodies[short].name == short:
                    self.bodies[self.ids[name]].add(short)
                    self.kinds.setdefault(self.ids[name], set()).update(self.kinds.pop(short, ()))
                    for other, full in list(self.ids.items()):
                        if full == short:
                            self.ids[other] = self.ids[name]
                elif short not in self.ids and short not in table.not_names and short not in table.body_starts:
                    self.ids[short] = self.ids[name]


def read(
    passages: Sequence[Passage], lines: Sequence[Sequence[Word]], own: OwnNames, given: Sequence[OwnName]
) -> list[list[Candidate]]:
    """Organisations for each passage, in order of position.

    `lines` are the words of the passages, `own` the user's names, `given` where those stand.
    """
    table = lexicon()
    bodies = _Bodies(table, own)
    mentions: list[BodyMention] = []
    for one in given:
        if one.kind == "organisation":
            bodies.bodies.setdefault(one.id, Body(one.name))
            mentions.append(BodyMention(one.passage, one.start, one.end, one.id, "own.alias"))
    for passage in passages:
        if passage.kind not in SKIPPED_BLOCKS:
            for found in named(table, passage.text):
                bodies.define(found)
    bodies.shorten()
    by_first = by_first_word(bodies.ids)
    recent: dict[str, str] = {}
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        mentions.extend(_mentions(table, number, passage.text, line, bodies, by_first, recent))
    for mention in mentions:
        bodies.body(mention.id)
    return body_candidates(mentions, bodies.bodies, len(passages))


def _without_ending(table: PeopleLexicon, name: str) -> Iterator[str]:
    """The names without their last word by which other articles call the body: Daon of Daon Materials Co."""
    for short in _shorter(table, name):
        ordinary = short in table.not_names or short in table.not_first or short in table.body_starts
        if name.startswith(short) and len(short) > 3 and not ordinary and short not in Gazetteer.load():
            yield short


def _shorter(table: PeopleLexicon, name: str) -> Iterator[str]:
    """The name without its legal ending, without a last word that a shorter form leaves out, and its initials."""
    words = name.replace(",", "").split(" ")
    while len(words) > 1 and words[-1] in table.legal:
        words = words[:-1]
    if " ".join(words) != name:
        yield " ".join(words)
    if len(words) > 1 and (words[-1] in table.droppable or words[-1] in table.droppable_too):
        yield " ".join(words[:-1])
    whole, _, place = name.rpartition(" of ")
    if whole.count(" ") > 1 and place.endswith((" County", " City", " Council")):
        yield whole  # the Board of Supervisors of Page County
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) >= 3:
        yield initials


def _mentions(
    table: PeopleLexicon,
    number: int,
    text: str,
    line: Sequence[Word],
    bodies: _Bodies,
    by_first: dict[str, list[str]],
    recent: dict[str, str],
) -> Iterator[BodyMention]:
    """Every place where a name of this article, or a generally known one, stands as whole words.

    `recent` holds the body named last of each kind; it is carried from passage to passage.
    """
    ids = bodies.ids
    done = 0
    for index, word in enumerate(line):
        start = word.start
        if start < done:
            continue
        plain = word.text
        key = plain.lower()
        names = by_first.get(key)
        name = _standing(text, start, names) if names is not None else ""
        if not name and (names := table.known_by_first.get(key)) is not None:
            name = _standing(text, start, names)
        if name and name in table.sentence_words and not party(table, line, index):
            name = ""
        if name:
            done = start + len(name)
            id_ = ids.get(name) or table.known[name]
            for kind in bodies.kinds.get(id_, ()):
                recent[kind] = id_
            rule = "en.organisation.known" if name in table.known else "en.organisation.named"
            yield BodyMention(number, start, done, id_, rule)
        elif plain in table.kinds:
            id_ = recent.get(plain) or _only(bodies, plain)
            if id_ and acting_short(table, line, index):
                yield BodyMention(number, start, word.end, id_, "en.organisation.kind")
            elif plain in table.governments and acting_place(table, line, index):
                yield BodyMention(number, start, word.end, f"the {plain}", "en.organisation.government")
        elif plain.isupper() and is_initials(table, text, line, index):
            yield BodyMention(number, start, word.end, plain, "en.organisation.initials")


def _only(bodies: _Bodies, kind: str) -> str:
    """The id of the only body of a kind, as a headline may use it before the name; empty where there are more."""
    found = [id_ for id_, kinds in bodies.kinds.items() if kind in kinds]
    return found[0] if len(found) == 1 else ""


def _standing(text: str, start: int, names: Sequence[str]) -> str:
    """The longest of the names that stands there as whole words, in its own letters or all in lower case."""
    for name in names:
        end = start + len(name)
        if text[end : end + 1].isalnum():
            continue
        if text.startswith(name, start):
            return name
        if " " in name and text[start].islower() and text[start:end].lower() == name.lower():
            return name
    return ""
