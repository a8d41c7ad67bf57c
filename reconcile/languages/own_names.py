"""Names that the user gives: found wherever they are written, one id and one canonical name for all.

Before: an alias row ``name = "Harbour Rail"``, ``aliases = ["하버레일", "HRL"]``
After:  ``하버레일은``, ``HRL's`` and ``Harbour Rail`` are three mentions of the organisation ``Harbour Rail``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reconcile.languages.base import OwnKnowledge, Passage
from reconcile.languages.quotes import SKIPPED_BLOCKS
from schemas.knowledge import Alias

Kind = Literal["person", "organisation"]
_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OwnName:
    """One place where a name that the user gives is written."""

    passage: int
    start: int
    end: int
    kind: Kind
    id: str
    name: str
    """The canonical name."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The user's names ready for look-ups: `rows` gives the alias row of every written form."""

    rows: dict[str, Alias]
    pattern: re.Pattern[str] | None

    def of(self, name: str, kind: Kind) -> Alias | None:
        """The row that has a written form of that kind; None where the user says nothing of it."""
        row = self.rows.get(name)
        return row if row is not None and row.kind == kind else None

    def find(self, passages: Sequence[Passage], ends: Callable[[str, int], bool]) -> Iterator[OwnName]:
        """Every place where one stands as a word of its own. `ends` tells whether a name may end there in a text."""
        if self.pattern is None:
            return
        for number, passage in enumerate(passages):
            if passage.kind in SKIPPED_BLOCKS:
                continue
            for match in self.pattern.finditer(passage.text):
                if ends(passage.text, match.end()):
                    row = self.rows[_BREAKS.sub(" ", match.group())]
                    yield OwnName(number, match.start(), match.end(), row.kind, row.key, row.name)


@lru_cache(maxsize=32)
def own_names(own: OwnKnowledge) -> OwnNames:
    """The names of the alias rows of `own`; of two rows with one written form, the first stands."""
    rows: dict[str, Alias] = {}
    for row in own.alias:
        for written in (row.name, *row.aliases):
            rows.setdefault(_BREAKS.sub(" ", written.strip()), row)
    rows.pop("", None)
    longest_first = sorted(rows, key=lambda name: (-len(name), name))
    parts = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first)
    return OwnNames(rows, re.compile(rf"(?<!\w)(?:{parts})") if parts else None)
