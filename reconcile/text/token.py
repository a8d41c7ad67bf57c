"""Tokens and passages: the units that readers see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A morpheme (Korean, Sejong tag set) or a word (elsewhere, no tag), with offsets into its passage's text."""

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as readers see it: its kind, its folded text, its tokens."""

    kind: str
    text: str
    tokens: tuple[Token, ...] = ()
