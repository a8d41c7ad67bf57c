"""Clauses: what every language's clause reader gives.

A clause is the stretch of a sentence that one predicate governs; claims are made of them. Offsets are into the
passage's text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reconcile.text.token import Passage
from schemas.values import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Stem:
    """A content word of a clause: its concept (`=dead`) or stem, and where it stands."""

    stem: str
    start: int
    end: int
    noun: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a clause says of its arguments; `stem` as in `Stem`."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence."""

    start: int
    end: int
    sentence: tuple[int, int]
    stems: tuple[Stem, ...]
    predicate: Predicate | None
    polarity: Polarity
    modality: Modality
    past: bool
    """Whether it tells of something done, by its tense."""


def turned(
    predicate: Predicate | None, polarity: Polarity, inverted: Mapping[str, str]
) -> tuple[Predicate | None, Polarity]:
    """Predicate and polarity, where a predicate that denies another (refused) is read as the other, turned round."""
    if predicate is None or predicate.stem not in inverted:
        return predicate, polarity
    other = Predicate(inverted[predicate.stem], predicate.start, predicate.end)
    return other, "negative" if polarity == "positive" else "positive"


ClauseReader = Callable[[Passage], list[Clause]]
