"""Ends of words, looked up by the letters they end with."""

from __future__ import annotations

from collections.abc import Iterable


class Ends:
    """A set of word ends: asking for the longest one of a word costs a few look-ups, however many there are."""

    __slots__ = ("_ends", "_last", "_lengths")

    def __init__(self, ends: Iterable[str]) -> None:
        self._ends = frozenset(ends)
        self._last = frozenset(end[-1] for end in self._ends)
        self._lengths = tuple(sorted({len(end) for end in self._ends}, reverse=True))

    def of(self, text: str) -> str:
        """The longest of the ends that the text ends with, or an empty string."""
        if text[-1:] not in self._last:
            return ""
        for length in self._lengths:
            if text[-length:] in self._ends:
                return text[-length:]
        return ""
