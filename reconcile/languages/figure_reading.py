"""Reading a passage for figures: the walk that every language shares.

    "A4 용지 300장을 02-123-4567로 주문했다"
     4 → no figure: A4 is a name;  300 → read: 300 sheets;  02-123-4567 → no figure: a telephone

A language gives the places where a number may begin (cheap to find, and not too many), tells which stretches
hold no figure, and reads a number where one begins. Each stretch is looked at once, from left to right.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from schemas.values import FigureValue

ADDRESS_HINT = re.compile(r"://|www\.|@|\.(?:com|net|org|co|kr|uk|ly|io|tv)\b")
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,99}"
    r"|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:com|net|org|co|kr|uk|ly|io|tv)\b\S*"
)
LIST_DASH = re.compile(r"(?:^|\n)[ \t]{0,8}[-−] $")
WORD_AFTER = re.compile(r"[\d.,%]{0,24} ?[^\W\d_]")
NAME_BEFORE = re.compile(r"(?:^|[^A-Za-z\d])([A-Za-z]+)[-–]?$")
NAME_REST = re.compile(r"\d[\d.]*[A-Za-z\d-]*")
DIGIT_RUN = re.compile(r"[\d.,]+")
# 1만 평(3만3000㎡), £5m ($6.4m), 20 miles (32km), £240,000, or $310,000
CONVERTS = re.compile(r" ?\((?:[^\d()]{1,6} ?)??$|, or $| or $")
# Rounded on either side, and a currency at the day's rate: what is further apart is no conversion.
LEAST_ALIKE, MOST_ALIKE = 0.85, 1.18


def is_list_dash(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], which reads as a minus, is the dash of an item in a list: "- 31% said no"."""
    return LIST_DASH.search(text, max(0, start - 9), end) is not None and WORD_AFTER.match(text, end) is not None


class ReadText(ABC):
    """A passage under reading: its text, and where its content begins and ends."""

    not_names: frozenset[str] = frozenset()
    """Words that a hyphen joins to a number without making a name of it: under-18s."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.first = len(text) - len(text.lstrip())
        self.last = len(text.rstrip(" .\n"))
        self._addresses = [m.span() for m in ADDRESS.finditer(text)] if ADDRESS_HINT.search(text) else []
        self._address = 0

    @abstractmethod
    def starts(self) -> Iterable[int]:
        """Where a figure may begin, rising."""

    @abstractmethod
    def passes(self, at: int) -> int:
        """The end of the stretch without figures that begins at `at` (a date, a numbered name), or `at`."""

    @abstractmethod
    def read_at(self, at: int) -> Candidate | None:
        """The figure that begins at `at`."""

    def skips(self, at: int) -> int:
        """Where to go on when there is no figure at `at`: behind its digits."""
        run = DIGIT_RUN.match(self.text, at)
        return run.end() if run else at

    def whole(self, start: int, end: int) -> bool:
        """Whether the stretch is all that the passage says."""
        return start <= self.first and end >= self.last

    def free(self, at: int) -> bool:
        """Whether a figure may begin at `at`."""
        return self._named(at) == at and self.passes(at) == at

    def figures(self) -> list[Candidate]:
        """The figures of the passage, in the order of the text."""
        found: list[Candidate] = []
        done = 0
        for at in self.starts():
            if at < done:
                continue
            done = self._addressed(at) or self._named(at)
            if done > at:
                continue
            done = self.passes(at)
            if done > at:
                continue
            figure = self.read_at(at)
            if figure is None:
                done = self.skips(at)
                continue
            done = figure.end
            found.append(_converting(self.text, found[-1], figure) if found else figure)
        return found

    def _addressed(self, at: int) -> int:
        """The end of the web or mail address around `at`, or 0."""
        while self._address < len(self._addresses) and self._addresses[self._address][1] <= at:
            self._address += 1
        if self._address < len(self._addresses) and self._addresses[self._address][0] <= at:
            return self._addresses[self._address][1]
        return 0

    def _named(self, at: int) -> int:
        """The end of the name (C-130, GPT-4o, LJ642) whose digits begin at `at`, or `at`."""
        text = self.text
        before = text[at - 1] if at else " "
        if not (before.isascii() and before.isalpha() or before in "-–") or not text[at].isdigit():
            return at
        name = NAME_BEFORE.search(text, max(0, at - 32), at)
        if (
            name is None
            or name[1].lower() in self.not_names
            or name[1] in units.money_signs()
            or name[1].upper() in units.money_signs()
        ):
            return at
        rest = NAME_REST.match(text, at)
        return rest.end() if rest else at


def _converting(text: str, first: Candidate, second: Candidate) -> Candidate:
    """`second`, marked where it only says the amount of `first` in another unit."""
    gap = second.start - first.end
    if gap > 10 or not CONVERTS.match(text, first.end, second.start):
        return second
    a, b = first.value, second.value
    if not isinstance(a, FigureValue) or not isinstance(b, FigureValue) or a.unit == b.unit:
        return second
    if not a.unit or not b.unit or not _alike(a.unit, a.amount or a.low, b.unit, b.amount or b.low):
        return second
    return replace(second, rule=second.rule.rpartition(".")[0] + ".conversion")


def _alike(first: str, amount: str | None, second: str, other: str | None) -> bool:
    if units.dimension(first) == units.dimension(second) == "currency":
        return True
    if amount is None or other is None or not units.convertible(first, second):
        return False
    worked = float(units.convert(Fraction(amount), first, second))
    return LEAST_ALIKE * worked <= float(other) <= MOST_ALIKE * worked or worked == float(other)
