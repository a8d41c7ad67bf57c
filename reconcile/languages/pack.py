"""Language packs: the readers of one language under one name.

A pack is a folder `languages/<code>/` whose module `pack` defines `PACK`. The stages ask a pack for what they need and
never for its code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from reconcile.languages import basic
from reconcile.languages.base import Candidate, Reader
from reconcile.languages.clauses import ClauseReader
from reconcile.languages.lexicon import Lexicon
from reconcile.languages.place_roles import PlaceRoleReader, no_place_roles
from reconcile.languages.quotes import Attribution
from reconcile.languages.roles import RoleReader, beside
from reconcile.text.token import Passage, Token

DateReader = Callable[[Sequence[Passage], str | None, str | None], list[list[Candidate]]]
"""passages, `Article.published`, `Article.timezone`"""

QuoteReader = Callable[[Sequence[Passage], list[list[Candidate]]], list[list[Candidate]]]
"""passages, the people and organisations found in them"""

AttributionReader = Callable[[Sequence[Passage], list[list[Candidate]]], list[list[Attribution]]]


@dataclass(frozen=True, slots=True)
class Pack:
    """The readers of one language. A small pack reads figures and dates; what it leaves out is not read, but for names
    that the user gives, and a figure measures the nearest noun."""

    code: str
    tokenise: Callable[[Sequence[str]], Sequence[tuple[Token, ...]]]
    clauses: ClauseReader
    figures: Reader
    dates: DateReader
    lexicon: Lexicon
    places: Reader = basic.no_places
    people: Reader = basic.names
    quotes: QuoteReader = basic.no_quotes
    attributions: AttributionReader = basic.no_attributions
    place_roles: PlaceRoleReader = no_place_roles
    roles: RoleReader = field(default_factory=lambda: beside("before"))
    events: RoleReader = basic.no_events
    """What each date is the date of."""


def codes() -> tuple[str, ...]:
    """The languages that are read: the folders that hold a pack."""
    here = files("reconcile.languages")
    return tuple(sorted(one.name for one in here.iterdir() if one.is_dir() and one.joinpath("pack.py").is_file()))


@lru_cache(maxsize=8)
def pack(code: str) -> Pack | None:
    """The pack of a BCP 47 code (`ko`, `en-GB`), or None where there is none."""
    folder = code.split("-")[0].lower()
    if not folder.isascii() or not folder.isalpha():
        return None
    found_folder = find_spec(f"reconcile.languages.{folder}")
    if found_folder is None or found_folder.submodule_search_locations is None:
        return None
    found = import_module(f"reconcile.languages.{folder}.pack").PACK
    return found if isinstance(found, Pack) else None
