"""Clauses: what every language's clause reader gives.

A clause is the stretch of a sentence that one predicate governs; claims are made of them. Offsets are into the
passage's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reconcile.text.token import Passage
from schemas.values import Modality, Polarity


class Stem(NamedTuple):
    """A content word of a clause: its concept (`=dead`) or stem, and where it stands."""

    stem: str
    start: int
    end: int
    noun: bool


class Predicate(NamedTuple):
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


class Cues:
    """Cues of modality, the strongest first, found by the word that each begins with."""

    def __init__(self, cues: Iterable[tuple[tuple[str, ...], Modality]]) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], Modality]]] = {}
        for rank, (cue, modality) in enumerate(cues):
            self._by_first.setdefault(cue[0], []).append((rank, cue, modality))

    def modality(self, forms: Sequence[str]) -> Modality:
        """The modality of the strongest cue that stands anywhere in `forms`."""
        best: tuple[int, Modality] | None = None
        for i, form in enumerate(forms):
            for rank, cue, modality in self._by_first.get(form, ()):
                if (best is None or rank < best[0]) and tuple(forms[i : i + len(cue)]) == cue:
                    best = rank, modality
        return "asserted" if best is None else best[1]


def turned(
    predicate: Predicate | None, polarity: Polarity, inverted: Mapping[str, str]
) -> tuple[Predicate | None, Polarity]:
    """Predicate and polarity, where a predicate that denies another (refused) is read as the other, turned round."""
    if predicate is None or predicate.stem not in inverted:
        return predicate, polarity
    other = Predicate(inverted[predicate.stem], predicate.start, predicate.end)
    return other, "negative" if polarity == "positive" else "positive"


ClauseReader = Callable[[Passage], list[Clause]]
