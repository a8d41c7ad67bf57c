"""What a place is in its clause: where it happened, or where from, where to, whose seat, what lies near.

    창고는 대전에서 남쪽으로 30㎞ 떨어진 금산군에 있다               대전 measured, 금산군 site
    a nurse from Hue on the flight to Incheon                       Hue from, Incheon to
    Reno County Fire Chief; a Chicago investment firm               attribute

Read from the words right before and behind the place, by the rows of a language's place_roles.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Literal

from reconcile.languages.base import Candidate
from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.values import PlaceValue

PlaceRole = Literal["site", "dateline", "measured", "beside", "from", "to", "attribute", "comparison"]

PlaceRoleReader = Callable[[str, Candidate], PlaceRole | None]
"""The text of a passage and a place in it → what the place is there; None where the language does not tell."""

_BEFORE, _BEHIND = 48, 40
"""Characters that are looked at."""


class Row(Model):
    """A row of place_roles.toml; see the head of the files."""

    role: PlaceRole
    before: str = ""
    behind: str = ""
    levels: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


class PlaceRoles(Model):
    """The rows of a place_roles.toml."""

    row: tuple[Row, ...]


@lru_cache(maxsize=8)
def place_roles(code: str) -> PlaceRoleReader:
    """The reader of a language with a place_roles.toml."""
    table: PlaceRoles = load_table(code, "place_roles", PlaceRoles)
    rows = [(row, re.compile(f"{row.before}\\Z"), re.compile(row.behind)) for row in table.row]

    @cache
    def fitting(level: str | None, rule: str) -> list[tuple[PlaceRole, re.Pattern[str], re.Pattern[str]]]:
        """The rows for places of a level that a rule read."""
        return [
            (row.role, left, right)
            for row, left, right in rows
            if (not row.levels or level in row.levels) and (not row.rules or rule in row.rules)
        ]

    def read(text: str, place: Candidate) -> PlaceRole | None:
        if not isinstance(place.value, PlaceValue):
            return None
        before = text[max(0, place.start - _BEFORE) : place.start]
        behind = text[place.end : place.end + _BEHIND]
        for role, left, right in fitting(place.value.level, place.rule):
            if right.match(behind) and left.search(before):
                return role
        return "site"

    return read


def no_place_roles(text: str, place: Candidate) -> PlaceRole | None:
    """The reader of a language that does not tell."""
    return None
