"""The words by which Korean tells what a figure measures: roles.toml, which explains the keys."""

from __future__ import annotations

from functools import cache, cached_property

from reconcile.languages.loader import load_table
from schemas.base import Model


class RoleTable(Model):
    """The rows of roles.toml."""

    extensions: frozenset[str]
    relational: frozenset[str]
    cutting: frozenset[str]
    per: frozenset[str]
    partitive: frozenset[str]
    agents: frozenset[str]
    anyone: frozenset[str]
    suffixes: frozenset[str]
    ends: frozenset[str]
    reaching: frozenset[str]
    stating: frozenset[str]
    changing: frozenset[str]
    lasting: frozenset[str]
    rankings: frozenset[str]
    gaps: frozenset[str]
    acts: frozenset[str]
    next_word: tuple[str, ...]
    own_noun: tuple[str, ...]
    age_ends: tuple[str, ...]

    @cached_property
    def long_suffixes(self) -> tuple[str, ...]:
        """The suffixes of several letters."""
        return tuple(sorted(suffix for suffix in self.suffixes if len(suffix) > 1))


@cache
def table() -> RoleTable:
    """The words of roles.toml."""
    found: RoleTable = load_table("ko", "roles", RoleTable)
    return found
