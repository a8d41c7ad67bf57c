"""Korean numbers as written: digits with scales, Sino-Korean, native, and mixtures.

3억2천만           320000000, step 10000000
671억 8000만       67180000000, step 10000
이천칠백삼십오만    27350000
백스물다섯          125
일점이삼            1.23
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache, cached_property
from typing import Literal

from reconcile.languages.figures import MOST_DIGITS, Amount, Number, decimal
from reconcile.languages.loader import load_table
from schemas.base import Model

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+")
# After a group scale and a space a further number joins only when it has a scale of its own, or four digits;
# a comma may part its thousands.
JOINS = re.compile(
    r" (?:\d,\d{3}|\d{1,4})(?:[천백]|만|억)"
    r"|(?<=만) (?:(?:\d,\d{3}|\d{4})(?![\d년,.])|\d{1,4}(?=원|달러|엔|위안|유로|㎡|가구))"
)
SPELLED_JOINS = re.compile(r" +(?:[일이삼사오육칠팔구]?[십백천]|[일이삼사오육칠팔구](?= *$))")
HANGUL = re.compile(r"[가-힣]")


class Numerals(Model):
    """ko/numbers.toml, which explains the keys."""

    point: tuple[str, ...]
    vague: tuple[int, int]
    not_number: frozenset[str]
    counts_before: frozenset[str]
    of_money: frozenset[str]
    order_after: frozenset[str]
    digits: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    tens: dict[str, int]
    ones: dict[str, int]
    before_measures: frozenset[str]
    between: dict[str, tuple[int, int]]
    not_scale: dict[str, tuple[str, ...]]
    latin: dict[str, int]

    @property
    def words(self) -> tuple[str, ...]:
        """Every numeral word."""
        return (*self.between, *self.tens, *self.ones, *self.digits, *self.small, *self.large)

    @cached_property
    def heads(self) -> frozenset[str]:
        """First characters of the numeral words."""
        return frozenset(word[0] for word in self.words)


@cache
def numerals() -> Numerals:
    """The table of Korean numerals."""
    table: Numerals = load_table("ko", "numbers", Numerals)
    return table


Kind = Literal["written", "digit", "small", "large", "tens", "ones"]


@cache
def _words() -> dict[str, tuple[tuple[str, Kind, int, tuple[str, ...]], ...]]:
    """First character → (word, kind, value, what may not follow), longest first."""
    table = numerals()
    groups: tuple[tuple[dict[str, int], Kind], ...] = (
        (table.tens, "tens"),
        (table.ones, "ones"),
        (table.digits, "digit"),
        (table.small, "small"),
        (table.large, "large"),
    )
    found: dict[str, list[tuple[str, Kind, int, tuple[str, ...]]]] = {}
    for group, kind in groups:
        for word, value in group.items():
            found.setdefault(word[0], []).append((word, kind, value, table.not_scale.get(word, ())))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def scan(text: str, at: int) -> Number | None:
    """The longest number that begins at `at`, or None."""
    if at >= len(text):
        return None
    written = text[at].isdecimal() or text[at] == "."
    if written and (digits := DIGITS.match(text, at)):
        end = digits.end()
        if end == len(text) or text[end] not in _words():
            # Most numbers are digits and no more.
            return _digits(at, end, digits[0])
    reader = _Sum(at, written)
    goes_on = _goes_on()
    place = at
    while place == at or place < len(text) and text[place] in goes_on:
        step = reader.take(text, place)
        if step is not None:
            place = step
            continue
        joins = (JOINS if written else SPELLED_JOINS).match(text, place) if reader.after_scale(text, place) else None
        if joins is None:
            break
        after = reader.take(text, place + len(joins[0]) - len(joins[0].lstrip()))
        if after is None:
            break
        place = after
    return reader.number()


def _digits(start: int, end: int, written: str) -> Number | None:
    plain = written.replace(",", "")
    return Number(start, end, *decimal(plain)) if len(plain) <= MOST_DIGITS else None


@cache
def _goes_on() -> frozenset[str]:
    """The characters with which a number may go on behind a numeral."""
    return frozenset((*"0123456789. ", *_words(), *(word[0] for word in numerals().point)))


@cache
def _large() -> frozenset[str]:
    return frozenset(numerals().large)


class _Sum:
    """Adds up numerals from left to right; scales must fall."""

    __slots__ = ("current", "end", "group", "large", "last", "small", "start", "step", "total", "written")

    def __init__(self, start: int, written: bool) -> None:
        self.start = self.end = start
        self.written = written
        self.total: Amount = 0
        self.group: Amount = 0
        self.current: Amount | None = None
        self.step: Amount = 1
        self.small = 10**4
        self.large = 10**20
        self.last: Kind | None = None

    def after_scale(self, text: str, place: int) -> bool:
        return place < len(text) and text[place] == " " and self.last in ("small", "large")

    def take(self, text: str, place: int) -> int | None:
        """Take the numeral at `place` into the sum and give its end; None when it does not continue the number."""
        if self.written and self.current is None and (digits := DIGITS.match(text, place)):
            plain = digits[0].replace(",", "")
            if len(plain) > MOST_DIGITS:
                return None
            self.current, self.step = decimal(plain)
            return self._done("written", digits.end())
        if (taken := self._point(text, place)) is not None:
            return taken
        for word, kind, value, not_before in _words().get(text[place], ()):
            if text.startswith(word, place):
                end = place + len(word)
                if text.startswith(not_before, end):
                    return None
                if kind == "small" and self._one_left_out(text, end):
                    self.current, self.step = 1, 1
                return self._done(kind, end) if self._add(kind, value, place) else None
        return None

    def _one_left_out(self, text: str, end: int) -> bool:
        """Whether a scale between scales has no digit of its own: the 백 of 4천백억."""
        return self.written and self.current is None and self.last == "small" and text[end : end + 1] in _large()

    def number(self) -> Number | None:
        if self.last is None:
            return None
        amount = self.total + self.group + (self.current or 0)
        return Number(self.start, self.end, amount, self.step, spelled=not self.written)

    def _done(self, kind: Kind, end: int) -> int:
        self.last, self.end = kind, end
        return end

    def _add(self, kind: Kind, value: int, place: int) -> bool:
        first = place == self.start
        if kind in ("digit", "tens", "ones"):
            after_tens = kind == "ones" and self.last == "tens"
            if self.written or (self.current is not None and not after_tens):
                return False
            self.current, self.step = (self.current or 0) + value, 1
            return True
        if kind == "small":
            if value >= self.small or self.last in ("tens", "ones") or (self.written and self.current is None):
                return False
            self.step = self.step * value if self.current is not None else value
            self.group += (1 if self.current is None else self.current) * value
            self.small, self.current = value, None
            return True
        if value >= self.large or self.last in ("tens", "ones"):
            return False
        held: Amount = self.group + (self.current or 0)
        if held == 0 and self.last != "written":
            if not (first and value == 10**4):
                return False
            held, self.step = 1, 1
        self.total += held * value
        self.step *= value
        self.group, self.current, self.small, self.large = 0, None, 10**4, value
        return True

    def _point(self, text: str, place: int) -> int | None:
        if self.written or self.current is None or self.last != "digit":
            return None
        word = next((word for word in numerals().point if text.startswith(word, place)), None)
        if word is None:
            return None
        end = begin = place + len(word)
        decimals = ""
        while end < len(text) and text[end] in numerals().digits:
            decimals += str(numerals().digits[text[end]])
            end += 1
        if end == begin:
            return None
        self.current += Fraction(int(decimals), 10 ** len(decimals))
        self.step = Fraction(1, 10 ** len(decimals))
        return self._done("digit", end)
