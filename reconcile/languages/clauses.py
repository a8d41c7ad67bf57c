"""Clauses: what every language's clause reader gives.

A clause is the stretch of a sentence that one predicate governs; claims are made of them. Offsets are into the
passage's text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

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

    def __init__(self, cues: Sequence[tuple[tuple[str, ...], Modality]]) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], Modality]]] = {}
        for rank, (cue, modality) in enumerate(cues):
            self._by_first.setdefault(cue[0], []).append((rank, cue, modality))
        self.words = frozenset(cue[0] for cue, _ in cues if len(cue) == 1)
        """Cues of one word."""

    def modality(self, forms: Sequence[str]) -> Modality:
        """The modality of the strongest cue that stands anywhere in `forms`; the words of an `asserted` one are none
        (an estimated, than expected)."""
        best: tuple[int, Modality] | None = None
        plain_until = 0
        for i, form in enumerate(forms):
            if i < plain_until:
                continue
            for rank, cue, modality in self._by_first.get(form, ()):
                if tuple(forms[i : i + len(cue)]) != cue:
                    continue
                if modality == "asserted":
                    plain_until = i + len(cue)
                    break
                if best is None or rank < best[0]:
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


class Spans:
    """Stretches of a passage, asked whether one holds a token."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """`spans` may meet and lie within each other."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def hold(self, start: int, end: int) -> bool:
        """Whether [start, end) lies in one of them."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]


NO_SPANS = Spans()


class ClauseReader(Protocol):
    """Reads the clauses of a passage; where its details and its quotations stand is told by `details` and `quotes`."""

    def __call__(self, passage: Passage, details: Spans = ..., quotes: Spans = ...) -> list[Clause]: ...
