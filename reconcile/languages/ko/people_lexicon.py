"""The lexicon of Korean names of persons and organisations, ready for look-ups."""

from __future__ import annotations

from functools import lru_cache

from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.languages.loader import load_table
from schemas.base import Model


class PeopleTable(Model):
    """The rows of ko/lexicon_people.toml; see the head of that file for what they mean."""

    titles: tuple[str, ...]
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
    second_words: tuple[str, ...]
    aliased_ends: tuple[str, ...]
    generic: tuple[str, ...]
    generic_stems: tuple[str, ...]
    heads: tuple[str, ...]
    governments: tuple[str, ...]
    acting: tuple[str, ...]
    credits: tuple[str, ...]
    rank_prefixes: tuple[str, ...]
    titles_of_bodies: dict[str, str]
    known: dict[str, tuple[str, ...]]


class PeopleLexicon:
    """Sets and endings of a `PeopleTable`."""

    def __init__(self, table: PeopleTable) -> None:
        self.table = table
        self.titles = frozenset(table.titles)
        self.roles_before = frozenset(table.roles_before)
        self.roles_of_artists = table.roles_of_artists
        self.surnames = frozenset(table.surnames)
        self.surnames_long = frozenset(table.surnames_long)
        self.given_syllables = frozenset(table.given_syllables)
        self.given_foreign = frozenset(table.given_foreign)
        self.not_names = frozenset(table.not_names)
        self.ends_of_nouns = table.ends_of_nouns
        self.countries = frozenset(table.countries)
        self.organisation_ends = table.organisation_ends
        self.aliased_ends = table.aliased_ends
        self.second_words = frozenset(table.second_words)
        self.generic = frozenset(table.generic)
        self.generic_stems = self.titles | frozenset(table.roles_before) | frozenset(table.generic_stems)
        self.heads = table.heads
        self.rank_prefixes = frozenset(table.rank_prefixes)
        self.governments = table.governments
        self.acting = table.acting
        self.credits = table.credits
        self.known = {name: full for full, others in table.known.items() for name in (full, *others)}
        self.no_person = (
            self.not_names | self.titles | self.roles_before | self.countries | frozenset(table.roles_of_artists)
            | frozenset(self.known)
        )  # fmt: skip
        self._longest_title = max(len(title) for title in table.titles)

    def title_of(self, text: str) -> str:
        """The longest title that ends the word, or an empty string."""
        for length in range(min(len(text), self._longest_title), 1, -1):
            if text[-length:] in self.titles:
                return text[-length:]
        return ""

    def body_in(self, text: str) -> str:
        """The body that a title contains: 서울시 in 서울시장; empty when there is none."""
        for end in sorted(self.table.titles_of_bodies, key=len, reverse=True):
            if text.endswith(end):
                stem = text[: -len(end)]
                body = stem + self.table.titles_of_bodies[end]
                return body if self._names_body(stem, body) else ""
        return ""

    def _names_body(self, stem: str, body: str) -> bool:
        """Whether what stands before a title names its body: 서울 or 중(구), and not the rank in 부시장 or 전시장."""
        if stem in self.rank_prefixes:
            return False
        return len(stem) >= 2 or bool(stem) and body in Gazetteer.load()

    def is_body(self, text: str) -> bool:
        """Whether a word names an organisation by its end, a school among them, or by being known."""
        if text in self.generic or text in self.table.organisation_ends:
            return False
        return text in self.known or text.endswith(self.organisation_ends) or (len(text) > 2 and text.endswith("대"))


@lru_cache(maxsize=1)
def lexicon() -> PeopleLexicon:
    """The packaged lexicon."""
    return PeopleLexicon(load_table("ko", "lexicon_people", PeopleTable))
