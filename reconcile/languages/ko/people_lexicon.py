"""The lexicon of Korean names of persons and organisations, ready for look-ups."""

from __future__ import annotations

import re
from functools import lru_cache

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.affixes import Ends
from reconcile.languages.bodies import known_bodies
from reconcile.languages.loader import load_table
from schemas.base import Model


class PeopleTable(Model):
    """The rows of ko/lexicon_people.toml; see the head of that file for what they mean."""

    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    roles_before: tuple[str, ...]
    roles_of_artists: tuple[str, ...]
    surnames: tuple[str, ...]
    surnames_long: tuple[str, ...]
    given_syllables: str
    given_foreign: tuple[str, ...]
    not_names: tuple[str, ...]
    ends_of_nouns: tuple[str, ...]
    countries: tuple[str, ...]
    organisation_ends: tuple[str, ...]
    strong_ends: tuple[str, ...]
    firm_ends: tuple[str, ...]
    second_words: tuple[str, ...]
    aliased_ends: tuple[str, ...]
    generic: tuple[str, ...]
    generic_stems: tuple[str, ...]
    heads: tuple[str, ...]
    governments: tuple[str, ...]
    acting: tuple[str, ...]
    services: tuple[str, ...]
    services_of: tuple[str, ...]
    services_of_any: tuple[str, ...]
    sources_behind: tuple[str, ...]
    groups: tuple[str, ...]
    not_groups: tuple[str, ...]
    not_initials: tuple[str, ...]
    dropped: tuple[str, ...]
    heads_of_state: tuple[str, ...]
    credits: tuple[str, ...]
    rank_prefixes: tuple[str, ...]
    not_groups_of_people: tuple[str, ...]
    firm_acts: tuple[str, ...]
    disclosing: tuple[str, ...]
    not_firm_ends: tuple[str, ...]
    partners: tuple[str, ...]
    legal_forms: tuple[str, ...]
    speaking: tuple[str, ...]
    sentence_ends: tuple[str, ...]
    bodies_alone: tuple[str, ...]
    departments: tuple[str, ...]
    government_officers: tuple[str, ...]
    odd_particles: tuple[str, ...]
    adjectival_ends: str
    ambiguous_surnames: tuple[str, ...]
    names_of_foreigners: str
    foreign_surnames: tuple[str, ...]
    titles_of_bodies: dict[str, str]
    full_names: dict[str, str]


class PeopleLexicon:
    """Sets and endings of a `PeopleTable`."""

    def __init__(self, table: PeopleTable) -> None:
        self.titles = frozenset(table.titles)
        self.roles_before = frozenset(table.roles_before)
        self.artists = Ends(table.roles_of_artists)
        self.surnames = frozenset(table.surnames)
        self.surnames_long = frozenset(table.surnames_long)
        self.every_surname = self.surnames | self.surnames_long
        self.surname_starts = frozenset(name[0] for name in self.every_surname)
        self.given_syllables = frozenset(table.given_syllables)
        self.given_foreign = frozenset(table.given_foreign)
        self.not_names = frozenset(table.not_names)
        self.ends_of_nouns = table.ends_of_nouns
        self.countries = frozenset(table.countries)
        self.strong_ends = Ends(table.strong_ends)
        self.organisation_ends = Ends((*table.organisation_ends, *table.strong_ends))
        self.firm_ends = Ends(table.firm_ends)
        self.bare_ends = frozenset((*table.organisation_ends, *table.strong_ends))
        self.aliased_ends = table.aliased_ends
        self.second_words = frozenset(table.second_words)
        self.generic = frozenset(table.generic)
        self.generic_stems = self.titles | frozenset(table.roles_before) | frozenset(table.generic_stems)
        self.heads = Ends(table.heads)
        self.rank_prefixes = frozenset(table.rank_prefixes)
        self.governments = Ends(table.governments)
        self.acting = re.compile(rf"(?:{'|'.join(map(re.escape, table.acting))})(?![되됐된될돼])")
        self.firm_acts = table.firm_acts
        self.disclosing = table.disclosing
        self.not_firms = Ends(table.not_firm_ends)
        self.partner = re.compile(rf" (?:[가-힣]{{1,8}} )?(?:{'|'.join(map(re.escape, table.partners))})")
        self.speaking = re.compile("|".join(map(re.escape, table.speaking)))
        self.sentence_ends = table.sentence_ends
        self.legal_forms = frozenset(table.legal_forms)
        self.bodies_alone = frozenset(table.bodies_alone)
        self.departments = Ends(table.departments)
        self.government_officers = tuple(f"({title} " for title in table.government_officers)
        self.not_groups_of_people = Ends(table.not_groups_of_people)
        self.odd_particles = frozenset(table.odd_particles)
        self.adjectival_ends = frozenset(table.adjectival_ends)
        self.ambiguous_surnames = frozenset(table.ambiguous_surnames)
        self.names_of_foreigners = frozenset(table.names_of_foreigners)
        self.foreign_surnames = frozenset(table.foreign_surnames)
        self._full_names = dict(table.full_names)
        self._short_ends = Ends(table.full_names)
        self.services = frozenset(table.services)
        self.services_of = frozenset(table.services_of)
        self.services_of_any = frozenset(table.services_of_any)
        self.sources_behind = frozenset(table.sources_behind)
        self.groups = tuple(sorted(table.groups, key=lambda group: (-len(group), group)))
        self.not_groups = frozenset(table.not_groups)
        self.not_initials = frozenset(table.not_initials)
        self.dropped = table.dropped
        self.heads_of_state = frozenset(table.heads_of_state)
        self.credits = table.credits
        self.known = known_bodies("ko")
        self.known_by_start: dict[str, list[str]] = {}
        for name in sorted(self.known.ids, key=lambda one: (-len(one), one)):
            self.known_by_start.setdefault(name[:2], []).append(name)
        self.no_person = (
            self.not_names | self.titles | self.roles_before | self.countries | frozenset(table.roles_of_artists)
            | frozenset(self.known.ids) | self.services
        )  # fmt: skip
        self.title_ends = Ends(table.titles)
        self._not_titles = Ends(table.not_titles)
        self._bodies = dict(table.titles_of_bodies)
        self._body_ends = Ends(table.titles_of_bodies)

    def title_of(self, text: str) -> str:
        """The longest title that ends the word, or an empty string."""
        title = self.title_ends.of(text)
        return "" if title and self._not_titles.of(text) else title

    def full_name(self, name: str) -> str:
        """The name with its short end written out, by which a body has one id: 부산지방법원 of 부산지법."""
        end = self._short_ends.of(name)
        if not end or len(name) - len(end) < 2 or end == "대" and self.not_groups_of_people.of(name):
            return name
        return name[: -len(end)] + self._full_names[end]

    def body_in(self, text: str) -> str:
        """The body that a title contains: 서울시 in 서울시장; empty when there is none."""
        end = self._body_ends.of(text)
        if not end:
            return ""
        stem = text[: -len(end)]
        body = stem + self._bodies[end]
        if not self._bodies[end] and not self.is_body(stem):
            body = f"{stem}부"  # 외교장관, and none for 국무장관
            return body if body in self.known.ids else ""
        return body if self._names_body(stem, body) else ""

    def _names_body(self, stem: str, body: str) -> bool:
        """Whether what stands before a title names its body: 서울 or 중(구), and not the rank in 부시장 or 전시장."""
        if stem in self.rank_prefixes:
            return False
        return len(stem) >= 2 or bool(stem) and body in Gazetteer.load()

    def is_body(self, text: str) -> bool:
        """Whether a word names an organisation by its end, a school among them, or by being known."""
        if text in self.generic or text in self.bare_ends:
            return False
        if text in self.known.ids or self.organisation_ends.of(text):
            return True
        if len(text) > 2 and text[-1] == "대":
            return not self.not_groups_of_people.of(text)
        return len(text) > 2 and text[-1] == "당" and text[-2] not in "담정여야식수"


@lru_cache(maxsize=1)
def lexicon() -> PeopleLexicon:
    """The packaged lexicon."""
    return PeopleLexicon(load_table("ko", "lexicon_people", PeopleTable))


@lru_cache(maxsize=1)
def titles() -> tuple[str, ...]:
    """The packaged titles."""
    table: PeopleTable = load_table("ko", "lexicon_people", PeopleTable)
    return table.titles
