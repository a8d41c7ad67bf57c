"""Figures in Japanese: numbers with units, and what the words around them say.

約2億3000万円      230000000 JPY, approximate
5~7人              5 to 7 person
3割増              30 %, increase
三十二世帯          32 household
3分の1             0.333333333333333 x, fraction 1/3
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.figure_reading import ReadText
from reconcile.languages.figures import BOUNDS, CHANGES, HEDGES, MOST_DIGITS, Amount, Number, decimal, figure, terms
from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.knowledge import OwnCounter

_START = re.compile(
    r"(?<![\d.,A-Za-z-])\d|(?<![\u3400-\u9fff])[一二三四五六七八九十百千]"
    r"|(?<![一二三四五六七八九十百千])[一二三四五六七八九十百千](?=[一二三四五六七八九十百千])"
)
"""Digits; a kanji numeral that opens a run of kanji, or that is longer than one letter (三菱, but 住民三十二世帯)."""
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DATED = re.compile(
    r"\d{4}年(?!間)|\d{1,2}月(?!間)|\d{1,2}日(?!間)|\d{1,2}時(?!間)(?:\d{1,2}分)?|\d{1,4}(?:年|カ月|週間|日)[前後]"
)
_RANGE = re.compile(r"[~～-]")
_OF = "分の"
_VERSUS = "対"
_ORDINAL_BEFORE = "第"


class Table(Model):
    """units.toml, which explains the keys."""

    ordinal: tuple[str, ...]
    spelled_not: tuple[str, ...]
    digits: dict[str, int]
    small: dict[str, int]
    large: dict[str, int]
    words: dict[str, tuple[str, ...]]
    tenths: dict[str, int]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    change: dict[str, tuple[str, ...]]


@cache
def table() -> Table:
    """The table of Japanese units."""
    rows: Table = load_table("ja", "units", Table)
    return rows


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    known = _units(own.counter)
    return [_Passage(passage.text, known).figures() for passage in passages]


def scan(text: str, at: int) -> Number | None:
    """The number that begins at `at`, in digits, kanji or both: 2億3000万, 三千五百, 二〇二六."""
    rows = table()
    total = group = Fraction(0)
    current: Amount | None = None
    place, step = at, Fraction(1)
    spelled = not text[at].isdigit()
    while place < len(text):
        char = text[place]
        if char.isascii() and char.isdigit() and current is None and (digits := _DIGITS.match(text, place)):
            if len(digits[0]) > MOST_DIGITS:
                return None
            current, last = decimal(digits[0].replace(",", ""))
            step, place = Fraction(last), digits.end()
            continue
        if char in rows.digits and spelled:
            current, step = (current or 0) * 10 + rows.digits[char], Fraction(1)
        elif char in rows.small and (spelled or current is not None):
            group += (1 if current is None else current) * rows.small[char]
            step, current = (Fraction(1) if current is None else step) * rows.small[char], None
        elif char in rows.large and group + (current or 0):
            total += (group + (current or 0)) * rows.large[char]
            step, group, current = step * rows.large[char], Fraction(0), None
        else:
            break
        place += 1
    if place == at:
        return None
    amount = Fraction(total + group + (current or 0))
    whole = amount.numerator if amount.denominator == 1 else amount
    return Number(at, place, whole, step.numerator if step.denominator == 1 else step, spelled=spelled)


@cache
def _units(own: tuple[OwnCounter, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """First letter → (word, code), the longest word first."""
    rows = [(word, code) for code, listed in table().words.items() for word in listed]
    rows += [(word, counter.unit) for counter in own for word in counter.words]
    return _by_letter(rows, 0)


@cache
def _modifiers(side: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    listed = {"before": table().before, "after": table().after, "change": table().change}[side]
    return _by_letter([(word, says) for says, some in listed.items() for word in some], -1 if side == "before" else 0)


def _by_letter(rows: Iterable[tuple[str, str]], letter: int) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(row[0][letter], []).append(row)
    return {first: tuple(some) for first, some in found.items()}


class _Passage(ReadText):
    def __init__(self, text: str, known: Mapping[str, tuple[tuple[str, str], ...]]) -> None:
        super().__init__(text)
        self._units = known

    def starts(self) -> Iterable[int]:
        return (match.start() for match in _START.finditer(self.text))

    def passes(self, at: int) -> int:
        dated = _DATED.match(self.text, at)
        other = next((w for w in table().spelled_not if self.text.startswith(w, at)), "")
        return max(dated.end() if dated else at, at + len(other))

    def read_at(self, at: int) -> Candidate | None:
        text = self.text
        number = scan(text, at)
        if number is None:
            return None
        if text.startswith(_OF, number.end) and (upper := self._number(number.end + len(_OF))) and number.amount:
            share = Number(at, upper.end, Fraction(upper.amount, 1) / number.amount)
            if upper.amount.denominator == number.amount.denominator == 1:
                share = replace(share, fraction=(int(upper.amount), int(number.amount)))
            return self._figure(share, "x", upper.end, "fraction")
        if text.startswith(_VERSUS, number.end) and (second := self._number(number.end + 1)):
            return Candidate("figure", at, second.end, terms((number, second), "score"), "ja.figure.score")
        between = _RANGE.match(text, number.end)
        upper = self._number(between.end()) if between else None
        if upper is not None and upper.amount > number.amount:
            word, code = self._unit(upper.end)
            if code:
                if number.amount < upper.amount / upper.step:
                    number = number.scaled(upper.step)  # 3~5万人
                return self._figure(number, code, upper.end + len(word), "range", upper)
        word, code = self._unit(number.end)
        end = number.end + len(word)
        for tenth, worth in table().tenths.items():
            if text.startswith(tenth, number.end):
                return self._figure(number.scaled(worth), "%", number.end + len(tenth), "tenths")
        if not code and (number.spelled or not self._alone(number)):
            return None
        return self._figure(number, code or None, end, "unit" if code else "number")

    def _number(self, at: int) -> Number | None:
        return scan(self.text, at) if at < len(self.text) else None

    def _unit(self, at: int) -> tuple[str, str]:
        """The word of a unit at `at` (a modifier such as 余 may stand before it), and its code; empty for none."""
        text = self.text
        skip = 1 if text.startswith("余", at) else 0
        for word, code in self._units.get(text[at + skip : at + skip + 1], ()):
            if text.startswith(word, at + skip):
                return text[at : at + skip + len(word)], code
        return "", ""

    def _alone(self, number: Number) -> bool:
        """Whether a number without a unit is one: great, an ordinal, or followed by a particle."""
        after = self.text[number.end : number.end + 1]
        if self.text.endswith(_ORDINAL_BEFORE, 0, number.start):
            return True
        return (
            self.whole(number.start, number.end) or number.step >= 10_000 or after in ("", "、", "。", "に", "を", "は")
        )

    def _figure(self, number: Number, code: str | None, end: int, rule: str, upper: Number | None = None) -> Candidate:
        text, start = self.text, number.start
        says: dict[str, str] = {"upward": "upward"} if "余" in text[number.end : end] else {}
        for side, at in (("before", start), ("after", end)):
            for word, meaning in _modifiers(side).get(text[at - 1 : at] if side == "before" else text[at : at + 1], ()):
                if side == "before" and text.endswith(word, 0, at):
                    start -= len(word)
                elif side == "after" and text.startswith(word, at):
                    end += len(word)
                else:
                    continue
                says[meaning] = meaning
                break
        change = next(
            (c for w, c in _modifiers("change").get(text[end : end + 1], ()) if text.startswith(w, end)), None
        )
        ordinal = code in table().ordinal or text.endswith(_ORDINAL_BEFORE, 0, number.start)
        value = figure(
            number,
            None if code == "ordinal" else code,
            upper=upper,
            hedge=next((h for h in HEDGES if h in says), None),
            bound=next((b for b in BOUNDS if b in says), None),
            change=next((c for c in CHANGES if c == change), None) if code in ("%", "pp", "x") else None,
            ordinal=ordinal,
        )
        return Candidate("figure", start, end, value, f"ja.figure.{rule}")
