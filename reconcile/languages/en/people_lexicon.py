"""The lexicon of English names of persons and organisations, ready for look-ups."""

from __future__ import annotations

from functools import lru_cache

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
    descriptions: tuple[str, ...]
    small_bodies: tuple[str, ...]
    generic: tuple[str, ...]
    known: dict[str, tuple[str, ...]]


class PeopleLexicon:
    """Sets of a `PeopleTable`."""

    def __init__(self, table: PeopleTable) -> None:
        self.honorifics = frozenset(table.honorifics)
        self.titles = frozenset(word for title in table.titles for word in (title, title.split(" ")[-1]))
        self.title_words = frozenset(table.title_words)
        self.roles = frozenset(table.roles)
        self.given = frozenset(table.given)
        self.korean_surnames = frozenset(table.korean_surnames)
        self.body_ends = frozenset(table.body_ends)
        self.body_starts = frozenset(table.body_starts)
        self.not_names = frozenset(table.not_names) | self.body_ends
        self.not_first = frozenset(table.not_first)
        self.legal = frozenset(table.legal)
        self.droppable = frozenset(table.droppable)
        self.descriptions = frozenset(table.descriptions)
        self.small_bodies = frozenset(table.small_bodies)
        self.generic = frozenset(table.generic)
        self.known = {name: full for full, others in table.known.items() for name in (full, *others)}


@lru_cache(maxsize=1)
def lexicon() -> PeopleLexicon:
    """The packaged lexicon."""
    return PeopleLexicon(load_table("en", "lexicon_people", PeopleTable))
