"""Ends of words, looked up by the letters they end with."""

from __future__ import annotations

from collections.abc import Iterable


class Ends:
    """A set of word ends: asking for the longest one of a word costs a few look-ups, however many there are."""

    __slots__ = ("_ends", "_lengths")

    def __init__(self, ends: Iterable[str]) -> None:
        self._ends = frozenset(ends)
        lengths: dict[str, set[int]] = {}
        for end in self._ends:
            lengths.setdefault(end[-1], set()).add(len(end))
        self._lengths = {last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()}

    def of(self, text: str) -> str:
        """The longest of the ends that the text ends with, or an empty string."""
        for length in self._lengths.get(text[-1:], ()):
            if text[-length:] in self._ends:
                return text[-length:]
        return ""
