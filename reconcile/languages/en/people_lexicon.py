"""The lexicon of English names of persons and organisations, ready for look-ups."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reconcile.languages.bodies import known_bodies
from reconcile.languages.en.quote_table import QuotesTable
from reconcile.languages.loader import load_table
from schemas.base import Model


class PeopleTable(Model):
    """The rows of en/lexicon_people.toml; see the head of that file for what they mean."""

    honorifics: tuple[str, ...]
    titles: tuple[str, ...]
    title_words: tuple[str, ...]
    roles: tuple[str, ...]
    given: tuple[str, ...]
    korean_surnames: tuple[str, ...]
    not_names: tuple[str, ...]
    not_first: tuple[str, ...]
    body_ends: tuple[str, ...]
    body_starts: tuple[str, ...]
    legal: tuple[str, ...]
    droppable: tuple[str, ...]
    droppable_too: tuple[str, ...]
    descriptions: tuple[str, ...]
    small_bodies: tuple[str, ...]
    generic: tuple[str, ...]
    phrase_ends: tuple[str, ...]
    helpers: tuple[str, ...]
    behind_places: tuple[str, ...]
    placed: tuple[str, ...]
    links: tuple[str, ...]
    offices: tuple[str, ...]
    kinds: tuple[str, ...]
    companies: tuple[str, ...]
    governments: tuple[str, ...]
    states: tuple[str, ...]
    dealing: tuple[str, ...]
    officers: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    acting: tuple[str, ...]
    behind_bodies: tuple[str, ...]
    plain: tuple[str, ...]
    not_initials: tuple[str, ...]
    surnames_of_land: tuple[str, ...]
    staff: tuple[str, ...]
    descriptors: tuple[str, ...]
    plurals: tuple[str, ...]
    namers: tuple[str, ...]
    agents: tuple[str, ...]
    owning: tuple[str, ...]
    nation_ends: tuple[str, ...]
    sentence_words: tuple[str, ...]


def by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their first word in lower case, each list longest first."""
    answer: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda one: (-len(one), one)):
        answer.setdefault(name.split(" ", 1)[0].rstrip(".,'’").lower(), []).append(name)
    return answer


class PeopleLexicon:
    """Sets of a `PeopleTable`."""

    def __init__(self, table: PeopleTable) -> None:
        self.honorifics = frozenset(table.honorifics)
        one = frozenset(word for title in table.titles for word in (title, title.split(" ")[-1]))
        self.titles = one | frozenset(f"{word}s" for word in one if not word.endswith("s"))
        self.title_words = frozenset(table.title_words)
        self.roles = frozenset(table.roles) | frozenset(table.titles)
        self.given = frozenset(table.given)
        self.korean_surnames = frozenset(table.korean_surnames)
        self.body_ends = frozenset(table.body_ends)
        self.body_starts = frozenset(table.body_starts)
        self.not_names = frozenset(table.not_names) | self.body_ends
        self.not_first = frozenset(table.not_first)
        self.legal = frozenset(table.legal)
        self.droppable = frozenset(table.droppable)
        self.droppable_too = frozenset(table.droppable_too)
        self.descriptions = frozenset(table.descriptions)
        self.small_bodies = frozenset(table.small_bodies)
        self.generic = frozenset(table.generic)
        self.behind_places = frozenset(table.behind_places)
        self.placed = frozenset(table.placed)
        self.helpers = frozenset(table.helpers)
        self.phrase_ends = frozenset(table.phrase_ends)
        self.links = frozenset(table.links)
        self.offices = frozenset(table.offices)
        self.kinds = frozenset(table.kinds)
        self.companies = table.companies
        self.governments = frozenset(table.governments)
        self.states = frozenset(table.states)
        self.dealing = frozenset(table.dealing)
        self.officers = frozenset(table.officers)
        self.auxiliaries = frozenset(table.auxiliaries)
        self.acting = frozenset(table.acting)
        self.behind_bodies = frozenset(table.behind_bodies)
        self.plain = frozenset(table.plain)
        self.not_initials = frozenset(table.not_initials)
        self.surnames_of_land = frozenset(table.surnames_of_land)
        self.staff = frozenset(table.staff)
        self.descriptors = frozenset(table.descriptors)
        self.plurals = frozenset(table.plurals)
        self.namers = frozenset(table.namers)
        self.agents = tuple(f"{agent} " for agent in table.agents)
        self.owning = frozenset(table.owning)
        self.nation_ends = table.nation_ends
        self.sentence_words = frozenset(table.sentence_words)
        self.openers = self.title_words | self.roles
        self.every_title = self.titles | self.title_words
        self.saying = frozenset(load_table("en", "lexicon_quotes", QuotesTable).verbs)
        self.known = known_bodies("en").ids
        self.known_names = known_bodies("en").names
        self.known_by_first = by_first_word(self.known)


@lru_cache(maxsize=1)
def lexicon() -> PeopleLexicon:
    """The packaged lexicon."""
    return PeopleLexicon(load_table("en", "lexicon_people", PeopleTable))
