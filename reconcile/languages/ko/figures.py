"""Figures in Korean: numbers with units, and what the words around them say.

    약 2조원 이상            2000000000000 KRW, at least, approximate
    시속 84㎞                84 km/h
    1시간 20분               80 min
    60대 덤프트럭 운전자      60 to 69 a
    3분의 1                  0.333333333333333 x, fraction 1/3

A number begins where a table says a numeral may; its unit follows; modifiers are read outwards from
the two. Dates, clock times, telephone numbers, addresses and identifiers are marked off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.figures import Number, UnitMatch, plain
from reconcile.languages.ko import words
from reconcile.languages.ko.counters import days, decade_follows, great_follows, sign_before, temperature, unit_words
from reconcile.languages.ko.figure_text import FigureText
from reconcile.languages.ko.fractions import ALONE, fraction_alone, part, score, slash
from reconcile.languages.ko.numbers import numerals, scan
from reconcile.languages.ko.words import HANGUL, NO_FIGURE, grammar
from schemas.values import Per

DASH = re.compile(r" ?[~∼～〜] ?|[-–]")
MINUS = re.compile(r"(?:(?:마이너스|음수|영하) ?|(?<![\w)%\].]) ?[-−] ?)$")
VAGUE = re.compile(r"수([십백천]?[만억조]?)(여)?")
NAME_BEFORE = re.compile(r"[A-Za-z_.#]$|[^\W_][-–/]$")
PILEUP = re.compile(r"중 ?(?:추돌|충돌)")
UPWARD = re.compile(r" ?여(?= ?[가-힣㎀-㏿%])")
ROUND_FOLLOWS = re.compile(r" \d")
UNDERGROUND = re.compile(r"지하 ?$")
ROUND_TRIP = re.compile(r"(?:왕복|편도|총) ?$")
EACH = re.compile(r"당(?![가-힣])")


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    known = unit_words(own.counter)
    return [_Passage(passage.text, known).figures() for passage in passages]


@cache
def _starts() -> re.Pattern[str]:
    """Digits, a numeral or another word of quantity at the head of a word, or behind one of a few prefixes."""
    numeral = {word[0] for word in (*numerals().words, *grammar().days, "수")}
    heads = "".join(sorted(numeral | {"절", "반", "무"}))
    return re.compile(rf"[0-9.{heads}](?:(?<=[0-9])|(?<=\.)(?=[0-9])|(?<![가-힣.].)|(?<=[씨속총약제스수하].))")


@cache
def _heads() -> re.Pattern[str]:
    """Words of quantity."""
    listed = sorted((*numerals().words, *grammar().days), key=len, reverse=True)
    return re.compile("|".join((*listed, "절반", "반 ?[년리시세톤]", "무료로?", "수[십백천만억조]")))


class _Passage(FigureText):
    def starts(self) -> Iterator[int]:
        return (match.start() for match in _starts().finditer(self.text))

    def passes(self, at: int) -> int:
        found = NO_FIGURE.match(self.text, at)
        return found.end() if found else at

    def read_at(self, at: int) -> Candidate | None:
        if self.text[at] > "9":
            if not _heads().match(self.text, at):
                return None
            if alone := next((m for pattern in ALONE if (m := pattern.match(self.text, at))), None):
                return fraction_alone(self, alone)
            if found := _days(self, at) or _vague(self, at):
                return found
        return _figure(self, at)

    def skips(self, at: int) -> int:
        if self.denominator and self.denominator[0] > at:
            return self.denominator[0]
        return super().skips(at)


def _days(here: FigureText, at: int) -> Candidate | None:
    """사흘, 나흘간."""
    found = days(here.text, at)
    if found is None:
        return None
    return here.make(Number(at, found[1], found[0], spelled=True), "d", found[1], "unit")


def _figure(here: FigureText, at: int) -> Candidate | None:
    text = here.text
    number = scan(text, at)
    if number is None:
        return None
    minus = MINUS.search(text, max(0, at - 8), at)
    start = minus.start() if minus else at
    before = text[start - 1] if start else ""
    if number.spelled:
        if HANGUL.match(before) and not words.ends_with_prefix(text[max(0, start - 4) : start]):
            return None
    elif NAME_BEFORE.search(text, max(0, start - 2), start):
        return None
    if minus:
        number = replace(number, start=start + len(minus[0]) - len(minus[0].lstrip()), amount=-number.amount)
    for reading in (part, slash, score, _pileup, _range, _sized, FigureText.bare):
        found = reading(here, number)
        if found is not None:
            return found
    return None


def _vague(here: FigureText, at: int) -> Candidate | None:
    """수십, 수백만; 두세, 서너."""
    text, table = here.text, numerals()
    if match := VAGUE.match(text, at):
        if not match[1]:
            return None
        scale = scan("일" + match[1], 0)
        if scale is None or scale.end != len(match[1]) + 1:
            return None
        low, high = (Number(at, match.end(), scale.amount * edge) for edge in table.vague)
        high = replace(high, amount=high.amount - 1)
    elif match := _between().match(text, at):
        low, high = (Number(at, match.end(), edge) for edge in table.between[match[0]])
    else:
        return None
    if at and HANGUL.match(text[at - 1]):
        return None
    if text.startswith("여", low.end):
        low, high = replace(low, end=low.end + 1), replace(high, end=high.end + 1)
    unit = here.unit_at(low.end, low)
    return here.make(low, unit.code, unit.end, "range", upper=high) if unit else None


@cache
def _between() -> re.Pattern[str]:
    return re.compile("|".join(sorted(numerals().between, key=len, reverse=True)))


def _pileup(here: FigureText, number: Number) -> Candidate | None:
    """7중 추돌: seven vehicles."""
    if PILEUP.match(here.text, number.end):
        return here.make(number, "vehicle", number.end + 1, "pileup")
    return None


def _range(here: FigureText, number: Number) -> Candidate | None:
    """5~7층, 3만~4만원, 20%~30%."""
    text = here.text
    first = here.unit_at(number.end, number)
    match = DASH.match(text, number.end) or (first and DASH.match(text, first.end)) or None
    if match is None or match.end() >= len(text) or not text[match.end()].isdecimal():
        return None
    upper = scan(text, match.end())
    if upper is None or not here.free(upper.start):
        return None
    number_end = upper.end + (1 if text.startswith("여", upper.end) else 0)
    unit = here.unit_at(number_end, upper)
    if unit is None or (first and match.start() >= first.end and first.code != unit.code):
        return None
    if match.start() == number.end and upper.step >= 10**3 and number.amount < upper.amount / upper.step:
        number = number.scaled(upper.step)
    if number.amount >= upper.amount:
        return None
    if unit.word == "대" and decade_follows(text, upper, unit.end):
        return here.make(number, "a", unit.end, "age", upper=replace(upper, amount=upper.amount + 9))
    return here.make(number, unit.code, unit.end, "range", upper=upper, ordinal=unit.ordinal)


def _sized(here: FigureText, number: Number) -> Candidate | None:
    """A number with a unit."""
    text = here.text
    upward = UPWARD.match(text, number.end)
    place = upward.end() if upward else number.end
    unit = temperature(text, number) or here.unit_at(place, number) or _money(here, number)
    if unit is None:
        return None
    if EACH.match(text, unit.end) and not upward and unit.code != "none":
        here.denominator = unit.end + 1, Per(amount=plain(number.amount), unit=unit.code)
        return None
    ordered = unit.ordinal or (number.start > 0 and words.is_je(text, number.start))
    if unit.word == "대" and text[number.end - 1] in "억조":
        return here.make(number, "KRW", unit.end, "band", hedge="upward")
    if unit.word == "대":
        if great_follows(text, number, unit.end):
            return here.make(number, None, unit.end, "great")
        if decade_follows(text, number, unit.end):
            upper = replace(number, amount=number.amount + 9)
            return here.make(number, "a", unit.end, "age", upper=upper)
        if ordered:
            return here.make(number, "generation", unit.end, "ordinal", ordinal=True)
    code = unit.code
    if code == "floor" and (under := UNDERGROUND.search(text, max(0, number.start - 3), number.start)):
        number, code = replace(number, start=number.start - len(under[0])), "basement_floor"
    if code == "lane" and unit.word == "차로" and ROUND_FOLLOWS.match(text, unit.end):
        code, unit = "round", replace(unit, end=unit.end - 1, ordinal=True)  # 1차로 85명: in a first round
    if code == "lane":
        ordered = not number.spelled and not ROUND_TRIP.search(text, max(0, number.start - 6), number.start)
    number, code, end = here.compound(number, code, unit.end)
    rule = "age" if unit.word in ("살", "세") else "ordinal" if ordered else "unit"
    return here.make(
        number, None if code == "none" else code, end, rule, hedge="upward" if upward else None, ordinal=ordered
    )


def _money(here: FigureText, number: Number) -> UnitMatch | None:
    """$20, US$ 3.1, EUR 20: the sign before the number."""
    sign = sign_before(here.text, number.start)
    return UnitMatch(sign.code, number.end, sign.word, start=sign.start) if sign else None
