"""What the benchmark makes: a change of an article at a known place, or a rewording that keeps every value."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar

INJECTED = ("place", "date", "figure", "unit", "speaker", "polarity", "modality", "quote")
"""Kinds of changes that contradict the original."""
RewordedKind = Literal[
    "rounding", "conversion", "notation", "relative_date", "words", "order", "marks", "synonym", "mixed"
]
REWORDED: tuple[RewordedKind, ...] = (
    "rounding", "conversion", "notation", "relative_date", "words", "order", "marks", "synonym", "mixed",
)  # fmt: skip
"""Kinds of changes that keep every value; `mixed`: many of the others in one copy."""
Level = Literal["plain", "reworded"]
LEVELS: tuple[Level, ...] = ("plain", "reworded")
"""`plain`: nothing but the change; `reworded`: the rest of the copy is worded otherwise, too."""

Span = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """[start, end) of the original's text becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing changed: `edits` in order, more than one where the article repeats the value.

    `focus` are the spans of the original in which evidence must stand that shows the change; `allowed` the kinds of
    comparison that may show it, any if empty; `grows` whether a later article may rightly say so (an update).
    `order` is the order of the paragraphs, where that changed.
    """

    kind: str
    variant: str
    edits: tuple[Edit, ...]
    focus: tuple[Span, ...]
    allowed: frozenset[str] = frozenset()
    grows: bool = False
    order: tuple[int, ...] | None = None

    @property
    def injected(self) -> bool:
        """Whether a value is changed, and not only the wording."""
        return self.kind in INJECTED

    @property
    def key(self) -> tuple[int, str, str, tuple[Edit, ...]]:
        """By content: place, kind, variant, new text."""
        return (self.focus[0][0] if self.focus else 0, self.kind, self.variant, self.edits)

    def __str__(self) -> str:
        return f"{self.kind}/{self.variant}"


def chance(seed: int, *about: object) -> Random:
    """A source of choices that depends on the seed and on what is chosen about, and on nothing else.

    Only `random()` of it may be used: Python promises the same numbers of no other method in later versions.
    """
    told = "\x1f".join([str(seed), *map(str, about)]).encode("utf-8", "surrogatepass")
    return Random(int.from_bytes(hashlib.sha256(told).digest()[:8], "big"))  # noqa: S311 - choices, not secrets


def choose(options: Sequence[T], rng: Random) -> T:
    """One of the options."""
    return options[int(rng.random() * len(options))]
