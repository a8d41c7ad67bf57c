"""What a figure counts or measures: what every language's role reader gives.

연면적 27만㎡      →  연면적, floor_area
27 people hurt     →  hurt, injured
A language without a grammar of roles takes the noun nearest the figure (`beside`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import Field

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause, Stem
from reconcile.languages.loader import load_table
from reconcile.text.token import Passage
from schemas.base import Model


@dataclass(frozen=True, slots=True)
class Measured:
    """The words that tell what a figure is a figure of; offsets are into the passage's text."""

    start: int
    end: int
    stems: tuple[str, ...]
    """Concepts (`=dead`) or stems of the words, the head first."""
    concept: str | None
    """The id of what is measured, where the tables know it."""


RoleReader = Callable[[Passage, Sequence[Clause], Sequence[Candidate]], Mapping[int, Measured]]
"""A passage, its clauses, its details → what each figure measures, by the offset where the figure starts."""


class MeasureTable(Model):
    """The rows of a measures.toml; the head of the files tells what they mean."""

    counting: tuple[str, ...]
    by_unit: dict[str, str] = Field(default={})
    quantities: dict[str, tuple[str, ...]]
    counted: dict[str, tuple[str, ...]]
    predicates: dict[str, tuple[str, ...]] = Field(default={})
    amounts: dict[str, tuple[str, ...]] = Field(default={})
    terms: dict[str, tuple[str, ...]] = Field(default={})
    times: dict[str, tuple[str, ...]] = Field(default={})
    lasting: dict[str, tuple[str, ...]] = Field(default={})
    shares: dict[str, tuple[str, ...]] = Field(default={})
    deeds: dict[str, dict[str, str]] = Field(default={})
    taking_part: dict[str, dict[str, str]] = Field(default={})


class Measures:
    """Names of what is measured, ready for look-ups."""

    def __init__(self, table: MeasureTable) -> None:
        self.counting = frozenset(table.counting)
        self.by_unit = table.by_unit
        self.quantities = frozenset(table.quantities)
        rows = (*table.quantities.items(), *table.counted.items())
        self.named = {_key(word): name for name, words in rows for word in words}
        self.by_predicate = _by_word(table.predicates)
        self.by_amount = _by_word(table.amounts)
        self.by_term = _by_word(table.terms)
        self.by_time = _by_word(table.times)
        self.by_lasting = _by_word(table.lasting)
        self.befalling = frozenset(table.predicates)
        self.by_share = _by_word(table.shares)
        self.deeds = table.deeds
        self.taking_part = table.taking_part
        self._longest = max(map(len, self.named), default=0)

    def telling(self, unit: str | None) -> Mapping[str, str]:
        """Words that tell what a figure of the unit measures where no noun does, with the id that they tell."""
        dimension = units.dimension(unit)
        if dimension in ("time", "calendar"):
            return self.by_term
        return self.by_predicate if dimension in ("count", None) else self.by_amount

    def of(self, words: Sequence[str]) -> str | None:
        """The measure that a noun phrase ends in, the longest name first: 지난 분기 영업 이익 → operating_profit."""
        upto = len(words)
        while upto > 1 and words[upto - 1] in self.counting:
            upto -= 1
        for end in (len(words), upto):
            tail = ""
            found = None
            for word in reversed(words[:end]):
                tail = _key(word) + tail
                if len(tail) > self._longest:
                    break
                found = self.named.get(tail, found)
            if found is not None:
                return found
        return None


def _by_word(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


def _key(words: str) -> str:
    return words.replace(" ", "").replace("-", "")


@lru_cache(maxsize=8)
def measures(code: str) -> Measures:
    """The measures of a language with a measures.toml."""
    return Measures(load_table(code, "measures", MeasureTable))


_GAP = 6
"""Characters (particles, of, the) that may stand between a figure and the noun nearest it."""


def beside(stands: Literal["before", "behind"]) -> RoleReader:
    """A reader that takes the noun nearest the figure, on the side where the language puts it."""

    def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
        found: dict[int, Measured] = {}
        starts = [clause.start for clause in clauses]
        for candidate in candidates:
            if candidate.kind != "figure" or not clauses:
                continue
            clause = clauses[max(bisect_left(starts, candidate.start + 1) - 1, 0)]
            nouns = [s for s in clause.stems if s.noun]
            noun = _nearest(nouns, candidate, stands)
            if noun is not None:
                concept = noun.stem[1:] if noun.stem.startswith("=") else None
                found[candidate.start] = Measured(noun.start, noun.end, (noun.stem,), concept)
        return found

    return read


def _nearest(nouns: Sequence[Stem], candidate: Candidate, stands: str) -> Stem | None:
    before = [n for n in nouns if 0 <= candidate.start - n.end <= _GAP]
    behind = [n for n in nouns if 0 <= n.start - candidate.end <= _GAP]
    first, second = (before[-1:], behind[:1]) if stands == "before" else (behind[:1], before[-1:])
    return next(iter(first + second), None)
