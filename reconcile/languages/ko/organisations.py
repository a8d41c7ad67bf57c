"""Organisations in Korean articles, with the aliases that an article defines.

Before: ``한국국제교류재단(KF)이 … KF는 … 재단은``, ``기업인 아무개웍스는``, ``서울시는 … 밝혔다``, ``경찰은``
After:  한국국제교류재단 (KF) three times under one id; 아무개웍스; 서울시 and 경찰, since they act.

Whatever the wording shows to be a body (`bodies_by_sign`) is then found wherever the article names it again,
by its name, by an alias, or by its kind alone (재단은).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.ko.bodies_by_sign import TOPIC, acts, body_of, in_credit, named, speaks
from reconcile.languages.ko.nominals import Word, particle_of
from reconcile.languages.ko.people_lexicon import PeopleLexicon, lexicon
from reconcile.languages.own_names import OwnName, OwnNames
from reconcile.languages.people import Body, BodyMention, body_candidates
from schemas.values import PersonValue

_HOME = frozenset("시군구도")
_SHORTEST_REST = 4
"""Syllables that a name keeps when its first part is left out: 도로공사 of 한국도로공사."""


class _Bodies:
    """The bodies of one article by id, and the id of every name in use."""

    def __init__(self, table: PeopleLexicon, own: OwnNames) -> None:
        self._table = table
        self._own = own
        self.bodies: dict[str, Body] = {}
        self.ids: dict[str, str] = {}
        self.places: set[str] = set()

    def define(self, name: str, alias: str = "") -> None:
        """Record a name, with another name of the same body."""
        id_ = self._id(name)
        body = self.body(id_, name)
        self.ids.setdefault(name, id_)
        self.ids.setdefault(self._table.full_name(name), id_)
        if alias:
            self.ids.setdefault(alias, id_)
            body.add(alias)

    def _id(self, name: str) -> str:
        row = self._own.of(name, "organisation")
        if row is not None:
            self.bodies.setdefault(row.key, Body(row.name))
            return row.key
        return self._table.known.ids.get(name) or self.ids.get(name) or self._table.full_name(name)

    def body(self, id_: str, name: str) -> Body:
        """The body of an id; a new one has the full name that is generally known, or this one."""
        return self.bodies.setdefault(id_, Body(self._table.known.names.get(id_, id_ if id_ in self.ids else name)))

    def shorten(self) -> None:
        """Let each body be named without its first part, where that is no other's name and no generic word."""
        for name, id_ in list(self.ids.items()):
            first = next((one for one in self._table.dropped if name.startswith(one)), "")
            rest = name[len(first) :]
            generic = rest in self._table.generic or rest in self._table.bare_ends
            if first and len(rest) >= _SHORTEST_REST and not generic and self._table.organisation_ends.of(rest):
                self.ids.setdefault(rest, id_)

    def of_kind(self, kind: str) -> str:
        """The id of the only body whose name ends with a kind such as 재단; empty when there is none or another."""
        ends = (kind, self._table.full_name(f"··{kind}").strip("·"))
        found = {id_ for name, id_ in self.ids.items() if name.endswith(ends) and name != kind}
        return found.pop() if len(found) == 1 else ""

    def at_home(self, kind: str) -> str:
        """The id of the government that 시는 means: the only one named, as a body or a place; else the kind itself."""
        found = {name for name in self.places if name.endswith(kind)}
        return self.of_kind(kind) or (found.pop() if len(found) == 1 else kind)


def read(
    passages: Sequence[Passage],
    lines: Sequence[Sequence[Word]],
    persons: Sequence[Sequence[Candidate]],
    own: OwnNames,
    given: Sequence[OwnName],
) -> list[list[Candidate]]:
    """Organisations for each passage.

    `lines` are the words of the passages, `persons` their persons, `own` the user's names, `given` where those stand.
    """
    table = lexicon()
    names = {one.value.name for part in persons for one in part if isinstance(one.value, PersonValue)}
    bodies = _Bodies(table, own)
    mentions: list[BodyMention] = []
    for one in given:
        if one.kind == "organisation":
            bodies.bodies.setdefault(one.id, Body(one.name))
            mentions.append(BodyMention(one.passage, one.start, one.end, one.id, "own.alias"))
    for passage, line in zip(passages, lines, strict=True):
        for name, alias in named(table, passage.text, line):
            if name not in names:
                bodies.define(name, alias)
        bodies.places.update(
            word.text for word in line if word.proper and word.text[-1] in _HOME and _is_government(table, word)
        )
    for employer in dict.fromkeys(
        one.value.organisation for part in persons for one in part if isinstance(one.value, PersonValue)
    ):
        name = _without_country(table, employer or "")
        if name and _is_employer(table, name):
            bodies.define(name)
    bodies.shorten()
    prefixes: dict[str, list[str]] = {}
    for name in sorted(bodies.ids, key=lambda one: (-len(one), one)):
        prefixes.setdefault(name[:2], []).append(name)
    for number, (passage, line) in enumerate(zip(passages, lines, strict=True)):
        taken = [(one.start, one.end) for one in persons[number]]
        mentions.extend(_mentions(table, number, passage.text, line, bodies, prefixes, taken))
    for mention in mentions:
        bodies.body(mention.id, mention.id)
    return body_candidates(mentions, bodies.bodies, len(passages))


def _is_government(table: PeopleLexicon, word: Word) -> bool:
    return word.end - word.start > 2 and bool(table.governments.of(word.text)) and word.text in Gazetteer.load()


def _is_employer(table: PeopleLexicon, name: str) -> bool:
    last = name.split(" ")[-1]
    if name in Gazetteer.load() and not table.governments.of(name):
        return False
    if table.departments.of(last) or last.endswith(("전담", "담당", "분야", "전문")):
        return False
    if name in table.generic or name in table.countries or last in table.titles or last in table.rank_prefixes:
        return False
    return table.is_body(last) or any(c.isascii() and c.isalpha() for c in name) or len(name.replace(" ", "")) >= 4


def _without_country(table: PeopleLexicon, name: str) -> str:
    parts = name.split(" ")
    while parts and parts[0] in table.countries:
        parts = parts[1:]
    return " ".join(parts)


def _mentions(
    table: PeopleLexicon,
    number: int,
    text: str,
    line: Sequence[Word],
    bodies: _Bodies,
    prefixes: dict[str, list[str]],
    taken: Sequence[tuple[int, int]],
) -> Iterator[BodyMention]:
    ids, known = bodies.ids, table.known.ids
    firsts = frozenset(start[0] for start in prefixes)
    position = 0
    for index, word in enumerate(line):
        start = word.start
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        if position < len(taken) and taken[position][0] <= start:
            continue
        if word.text in table.services_of and (begin := body_of(table, line, index)) is not None:
            name = text[begin : word.end]
            bodies.ids.setdefault(name, name)
            yield BodyMention(number, begin, word.end, name, "ko.organisation.government")
            continue
        candidates = prefixes.get(text[start : start + 2]) if text[start] in firsts else None
        name = _known_at(text, word, candidates) if candidates is not None else ""
        if name:
            if not in_credit(table, text, word):
                yield BodyMention(number, start, start + len(name), ids[name], "ko.organisation.named")
            continue
        if not word.nominal:
            name = _known_at(text, word, table.known_by_start.get(text[start : start + 2], ()))
            if name and not in_credit(table, text, word):  # taken apart by the tagger: 국민의힘
                yield BodyMention(number, start, start + len(name), known[name], "ko.organisation.known")
            continue
        if word.text in known:
            if particle_of(word.particle) and not in_credit(table, text, word):
                yield BodyMention(number, start, word.end, known[word.text], "ko.organisation.known")
        elif word.text in table.bare_ends:
            alone = not index or word.gap != " " or bool(line[index - 1].particle) or not line[index - 1].nominal
            if alone and word.particle in TOPIC:
                whole = bodies.of_kind(word.text)
                if not whole and word.text in table.bodies_alone and speaks(table, text, word):
                    whole = word.text
                if whole:
                    yield BodyMention(number, start, word.end, whole, "ko.organisation.kind")
        elif word.end - start == 1 and table.governments.of(word.text):
            if word.particle in ("는", "은") and speaks(table, text, word):
                yield BodyMention(number, start, word.end, bodies.at_home(word.text), "ko.organisation.kind")
        elif (begin := acts(table, text, line, index)) is not None:
            name = text[begin : word.end]
            id_ = bodies.ids.setdefault(name, table.full_name(name))
            yield BodyMention(number, begin, word.end, id_, "ko.organisation.government")


def _known_at(text: str, word: Word, names: Sequence[str]) -> str:
    """The longest name of this article that begins at the word and ends where a particle or a gap does."""
    for name in names:
        if text.startswith(name, word.start):
            end = word.start + len(name)
            rest = text[end : end + 1]
            if not rest or not rest.isalnum() or end <= word.stop and particle_of(text[end : word.stop]):
                return name
            if rest == "장" and end < word.end and name[-1] not in "시도군구":
                return name  # 아무개협회장
            if " " in name and particle_of(text[end : end + 8].split(" ", 1)[0].rstrip(".,")):
                return name
    return ""
