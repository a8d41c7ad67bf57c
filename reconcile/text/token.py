"""Tokens and passages: the units that readers see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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
