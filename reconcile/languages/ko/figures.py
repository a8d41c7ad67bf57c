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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.figure_reading import is_list_dash
from reconcile.languages.figures import Number, UnitMatch, plain
from reconcile.languages.ko import words
from reconcile.languages.ko.counters import (
    days,
    decade_follows,
    great_follows,
    none_at_all,
    noun_at,
    sign_before,
    temperature,
    unit_words,
)
from reconcile.languages.ko.figure_text import FigureText
from reconcile.languages.ko.fractions import alone_at, fraction_alone, out_of, part, score, slash
from reconcile.languages.ko.numbers import numerals, scan
from reconcile.languages.ko.ranges import span, vague
from reconcile.languages.ko.words import HANGUL, NO_FIGURE, grammar
from schemas.values import Per

MINUS = re.compile(r"(?:(?:마이너스|음수|영하) ?|(?<![\w)%\].]) ?[-−] ?)$")
NAME_BEFORE = re.compile(r"[A-Za-z_.#]$|[^\W_][-–/]$")
PILEUP = re.compile(r"중 ?(?:추돌|충돌)")
MINUS_ENDS = frozenset("스수하-−")
PUN = re.compile(r" ?([\d일이삼사오육칠팔구])푼")
RI = re.compile(r" ?([\d일이삼사오육칠팔구])리")
GREAT_UPWARD = re.compile(r" ?여 ?([십백천]?[만억조])(?= ?[가-힣])")
GROUP = 10**4
# $3bn in Korean copy
LATIN_SCALE = re.compile(r" ?(k|m|mn|bn|tn|thousand|million|billion|trillion)(?![A-Za-z])")
LATIN = re.compile(r"[A-Za-z]")
# 형사합의25부: a bench, no copies
BENCH = re.compile(r"(?:합의|단독|형사|민사|행정)$")
WEEK_OF_YEAR = re.compile(r" ?차(?:에|의|까지|부터|는|가)?(?![가-힣])")
UPWARD = re.compile(r" ?여(?= ?[가-힣㎀-㏿%])")
ROUND_FOLLOWS = re.compile(r" \d")
UNDERGROUND = re.compile(r"지하 ?$")
ROUND_TRIP = re.compile(r"(?:왕복|편도|총) ?$")
# 하룻밤 새, 하룻밤 사이: in the course of a night, no count
NIGHT = re.compile(r"(?<![가-힣])하룻밤(?! ?(?:새|사이)(?![가-힣]{2}))")
EACH = re.compile(r"당(?![가-힣])")


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    known = unit_words(own.counter)
    return [_Passage(passage.text, known).figures() for passage in passages]


@cache
def _starts() -> re.Pattern[str]:
    """Digits, a numeral or another word of quantity at the head of a word, or behind one of a few prefixes."""
    numeral = {word[0] for word in (*numerals().words, *grammar().days, "수")}
    heads = "".join(sorted(numeral | set("절반무과갑곱")))
    return re.compile(
        rf"[0-9.{heads}](?:(?<=[0-9])|(?<=\.)(?=[0-9])|(?<![가-힣A-Za-z.)\]”].)|(?<=[씨속총약제스수하].))"
    )


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """First character → how words of quantity begin."""
    several = [f"수{follows}" for follows in "십백천만억조년개일차시회주달"]
    halves = ["반백", *(f"반{gap}{follows}" for gap in ("", " ") for follows in "년리시세톤토으을")]
    others = ("절반", "무료", "과반", "갑절", "곱절")
    found: dict[str, list[str]] = {}
    for word in (*numerals().words, *grammar().days, "하룻", *several, *halves, *others):
        found.setdefault(word[0], []).append(word)
    return {first: tuple(listed) for first, listed in found.items()}


class _Passage(FigureText):
    def starts(self) -> Iterator[int]:
        text, heads = self.text, _heads()
        for match in _starts().finditer(text):
            at = match.start()
            first = text[at]
            if first <= "9" or text.startswith(heads[first], at):
                yield at

    def passes(self, at: int) -> int:
        if self.text[at] > "9":
            return at
        found = NO_FIGURE.match(self.text, at)
        return found.end() if found else at

    def read_at(self, at: int) -> Candidate | None:
        if self.text[at] > "9":
            if alone := alone_at(self.text, at):
                return fraction_alone(self, alone)
            if found := _days(self, at) or vague(self, at):
                return found
        return _figure(self, at)

    def skips(self, at: int) -> int:
        if self.denominator and self.denominator[0] > at:
            return self.denominator[0]
        return super().skips(at)


def _days(here: FigureText, at: int) -> Candidate | None:
    """사흘, 나흘간, 하룻밤."""
    if night := NIGHT.match(here.text, at):
        return here.make(Number(at, at + 1, 1, spelled=True), "night", night.end(), "unit")
    found = days(here.text, at)
    if found is None:
        return None
    return here.make(Number(at, found[1], found[0], spelled=True), "d", found[1], "unit")


def _figure(here: FigureText, at: int) -> Candidate | None:
    text = here.text
    number = scan(text, at)
    if number is None:
        return None
    minus = MINUS.search(text, max(0, at - 8), at) if text[max(0, at - 3) : at].rstrip()[-1:] in MINUS_ENDS else None
    if minus and is_list_dash(text, *minus.span()):
        minus = None
    start = minus.start() if minus else at
    before = text[start - 1] if start else ""
    if number.spelled:
        if HANGUL.match(before) and not words.ends_with_prefix(text[max(0, start - 4) : start]):
            return None
    elif NAME_BEFORE.search(text, max(0, start - 2), start) or words.is_labelled(text, start):
        return None
    if minus:
        number = replace(number, start=start + len(minus[0]) - len(minus[0].lstrip()), amount=-number.amount)
    following = text[number.end : number.end + 2]
    marked = MARKED.get(following[1:] if following[:1] == " " else following[:1])
    if marked and (found := marked(here, number)):
        return found
    return span(here, number) or out_of(here, number) or _sized(here, number) or here.bare(number)


def _pileup(here: FigureText, number: Number) -> Candidate | None:
    """7중 추돌: seven vehicles."""
    if PILEUP.match(here.text, number.end):
        return here.make(number, "vehicle", number.end + 1, "pileup")
    return None


# Readings that one of a few characters shows, right behind the number or after a space.
MARKED: dict[str, Callable[[FigureText, Number], Candidate | None]] = {
    **dict.fromkeys("분와과", part),
    **dict.fromkeys("/ 0123456789", slash),
    **dict.fromkeys("대-:", score),
    "중": _pileup,
}


def _sized(here: FigureText, number: Number) -> Candidate | None:
    """A number with a unit."""
    text = here.text
    upward = UPWARD.match(text, number.end)
    if upward and not number.spelled and (great := GREAT_UPWARD.match(text, number.end)):
        # 30여억: more than 30 × 억
        upward, number = great, _enlarged(number, great)
    place = upward.end() if upward else number.end
    if text[number.end : number.end + 8].lstrip()[:1].isascii() and (sign := _money(here, number)):
        latin = LATIN_SCALE.match(text, number.end)
        if latin:
            scaled = number.scaled(numerals().latin[latin[1]], latin.end())
            return here.make(scaled, sign.code, latin.end(), "unit")
        if LATIN.match(text, number.end):
            return None  # a scale that is not known: no amount, rather than a part of it
    unit = temperature(text, number) or here.unit_at(place, number) or _money(here, number) or noun_at(text, number)
    if unit is None or (unit.word == "부" and BENCH.search(text, max(0, number.start - 3), number.start)):
        return None
    if unit.code == "wk" and WEEK_OF_YEAR.match(text, unit.end):
        return here.make(number, None, unit.end, "ordinal", ordinal=True)  # 11주 차: the eleventh, no stretch of time
    if EACH.match(text, unit.end) and not upward and unit.code != "none":
        here.denominator = unit.end + 1, Per(amount=plain(number.amount), unit=unit.code)
        return None
    if unit.word == "할":
        return _tenths(here, number, unit)
    ordered = unit.ordinal or (number.start > 0 and words.is_je(text, number.start))
    if unit.word == "대" and text[number.end - 1] in "억조":
        return here.make(number, "KRW", unit.end, "band", hedge="band")
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
    if number.spelled and number.amount == 1 and none_at_all(text, unit.end - len(unit.word), unit.word):
        number = replace(number, amount=0)
    number, code, end = here.compound(number, code, unit.end)
    rule = "age" if unit.word in ("살", "세") else "ordinal" if ordered else "unit"
    return here.make(
        number, None if code == "none" else code, end, rule, hedge="upward" if upward else None, ordinal=ordered
    )


def _enlarged(number: Number, great: re.Match[str]) -> Number:
    """30여억 is more than 30 × 억; in 86억4천여만 only the four thousand are of 만."""
    scale = scan("일" + great[1], 0)
    worth = scale.amount if scale else 1
    small = number.amount % GROUP
    if small != number.amount and (number.amount - small) % (worth * GROUP) == 0:
        amount = number.amount - small + small * worth
        return replace(number, amount=amount, step=number.step * worth, end=great.end())
    return number.scaled(worth, great.end())


def _tenths(here: FigureText, number: Number, unit: UnitMatch) -> Candidate | None:
    """3할 2푼 5리: 32.5 %."""
    amount, end = number.amount * 10, unit.end
    for pattern, worth in ((PUN, Fraction(1)), (RI, Fraction(1, 10))):
        if (match := pattern.match(here.text, end)) and (taken := scan(match[1], 0)):
            amount, end = amount + taken.amount * worth, match.end()
    return here.make(replace(number, amount=amount), "%", end, "unit")


def _money(here: FigureText, number: Number) -> UnitMatch | None:
    """$20, US$ 3.1, EUR 20: the sign before the number."""
    sign = sign_before(here.text, number.start)
    return UnitMatch(sign.code, number.end, sign.word, start=sign.start) if sign else None
