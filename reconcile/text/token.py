"""Tokens and passages: the units that readers see."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, Protocol

from reconcile.text.sentences import sentences


class Token(NamedTuple):
    """A morpheme (Korean, Sejong tag set) or a word (elsewhere, no tag), with offsets into its passage's text."""

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """A block as readers see it: its kind, its folded text, its tokens (none where the reader needs none)."""

    kind: str
    text: str
    tokens: tuple[Token, ...] = ()

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Half-open offsets of the sentences; not to be changed."""
        return sentences(self.text)

    def analysed(self, tokens: tuple[Token, ...]) -> Passage:
        """The same with its tokens; sentences that were found before are not looked for again."""
        made = Passage(self.kind, self.text, tokens)
        vars(made).update({key: found for key, found in vars(self).items() if key == "sentences"})
        return made


class Placed(Protocol):
    """What begins somewhere in a text."""

    @property
    def start(self) -> int: ...


_start = attrgetter("start")


def beginning_in(start: int, end: int, items: Sequence[Placed], at: int = 0) -> tuple[int, int]:
    """First and last (half-open) of the ordered `items`, looked for from `at`, that begin in [start, end).

    The next stretch of a text goes on from the last.
    """
    first = bisect_left(items, start, at, key=_start)
    return first, bisect_left(items, end, first, key=_start)
