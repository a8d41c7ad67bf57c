"""Figures in English: numbers with units or counted nouns, and what the words around them say.

    more than 600 people              600 person, over
    nearly $12bn                      12000000000 USD, approximate, from 11000000000
    almost a quarter of a million     250000, approximate
    one home in five                  0.2 x, fraction 1/5
    seven feet 10 inches              94 [in_i]

A number begins where a digit or a numeral does. Dates, clock times, telephone numbers, addresses,
identifiers and numbered names are marked off first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.en import words
from reconcile.languages.en.ages import bound_age, decade
from reconcile.languages.en.figure_text import OCCASIONS, FigureText
from reconcile.languages.en.fractions import fraction_alone, odds, parts, ratio, score, slash
from reconcile.languages.en.numbers import numerals, scan
from reconcile.languages.en.ordinals import numbered, ordinal
from reconcile.languages.en.ranges import several, span, vague
from reconcile.languages.en.words import sign_before, unit_at
from reconcile.languages.figure_reading import is_list_dash
from reconcile.languages.figures import VULGAR, Number

MINUS = re.compile(r"(?:(?<!plus or )(?<!plus-or-)\b(?:minus|negative) |(?<![\w)%\].+/]) ?[-−] ?)$", re.IGNORECASE)
ALL_BUT = re.compile(r"\b(?:all|none|every[a-z]*|nobody) but $", re.IGNORECASE)
AWAY = re.compile(r" (?:ago|earlier|hence|from now)\b")
AND_PART = re.compile(r" and (?:an? |one |two |three )?(?:half|halves|quarters?)\b", re.IGNORECASE)
Reading = Callable[[FigureText, int], Candidate | None]
RACE = re.compile(words.RACE)
WORD_OR_DIGITS = re.compile(rf"[A-Za-z]+|\.?[0-9][0-9.,]*|[{VULGAR}]")
WORD = re.compile(r"[A-Za-z]+")
HYPHENED = re.compile(r"([A-Za-z\d]+)-$")
CODE_BEFORE = re.compile(r"[A-Z]{3}$")
ARTICLE = re.compile(r"(an?|another|half(?: of)?(?: an?)?|few|several|full|all|whole)(?=[ -]|$)", re.IGNORECASE)
ARTICLE_BEFORE = re.compile(r"\b(?:an?|the|this|another) $", re.IGNORECASE)
NOT_MULTIPLE = re.compile(r" (?:an?|per|each|every|in|room|bed|murder|agent|glazing)\b|-")
BARE_SCALE = re.compile(r"(thousand|million) ", re.IGNORECASE)
FEW = re.compile(r"(?:a )?few\b|a couple(?: of)?\b", re.IGNORECASE)
SCALE_AFTER = re.compile(r"[ -](dozen|hundred|thousand|million|billion|trillion)\b(?!th)", re.IGNORECASE)
WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
AND_NUMBER = re.compile(r" and \d+ ")
FOLD = re.compile(r"([a-z]{2,9})fold\b", re.IGNORECASE)
# "The aim is twofold" counts parts; output that "is tenfold" is none of these.
FOLD_PARTS = re.compile(r"\b(?:is|are|was|were) $", re.IGNORECASE)


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    nouns = words.unit_words(own.counter).nouns
    return [_Passage(passage.text, nouns).figures() for passage in passages]


class _Passage(FigureText):
    not_names = words.grammar().not_names

    def starts(self) -> Iterator[int]:
        known = _openers()
        for match in WORD_OR_DIGITS.finditer(self.text):
            if not match[0][0].isalpha() or match[0].lower() in known:
                yield match.start()

    def passes(self, at: int) -> int:
        return words.passes(self.text, at)

    def read_at(self, at: int) -> Candidate | None:
        text = self.text
        before = text[at - 1] if at else " "
        if text[at].isalpha():
            if before in "'’" or before.isalnum():
                return None
            word = WORD.match(text, at)
            if self.in_name(at):
                return None
            for reading in _openers().get(word[0].lower(), ()) if word else ():
                if (found := reading(self, at)) is not None:
                    return found
            return None
        if before.isascii() and before.isalpha() and not CODE_BEFORE.search(text, max(0, at - 3), at):
            return None
        return _race(self, at) or decade(self, at) or ordinal(self, at) or _numeral(self, at)


@cache
def _openers() -> Mapping[str, tuple[Reading, ...]]:
    """Words with which a figure may begin, and how it is read there; with a month begins none."""
    table = numerals()
    found: dict[str, tuple[Reading, ...]] = dict.fromkeys(words.grammar().months, ())

    def add(listed: Iterable[str], *readings: Reading) -> None:
        for word in listed:
            found[word] = found.get(word, ()) + readings

    simple = (*table.ones, *table.tens)
    add((*table.multiples, *(f"{word}fold" for word in simple)), _multiple)
    joined = (ten + unit for ten in table.tens for unit in table.ordinals)
    add((*table.ordinals, *table.tens, *joined), ordinal)
    add(("early", "mid", "late", *(f"{ten[:-1]}ies" for ten in table.tens)), decade)
    add(("several", "few", "a"), several)
    add(("a", "an", "another", "half", "few", "several", "full", "all", "whole", "thousand", "million"), _article)
    add(("a", "an", *table.parts), fraction_alone)
    add((word for word in table.vague if " " not in word), vague)
    add(("tens",), vague)
    add((*simple, *table.scales, "point"), _numeral)
    return found


def _race(here: FigureText, at: int) -> Candidate | None:
    """2:09:41, 3:58.21: hours, minutes and seconds that somebody took."""
    match = RACE.match(here.text, at)
    if match is None:
        return None
    amount = Fraction(0)
    for part in match[0].split(":"):
        amount = amount * 60 + Fraction(part)
    step = Fraction(1, 10 ** len(match[0].partition(".")[2]))
    return here.make(Number(at, match.end(), amount, step), "s", match.end(), "unit")


def _numeral(here: FigureText, at: int) -> Candidate | None:
    text = here.text
    sign = sign_before(text, at)
    number = scan(text, at, money=sign is not None)
    if number is None:
        return None
    if ALL_BUT.search(text, max(0, at - 14), at):
        return None  # the two are those left out
    before = text[at - 1 : at]
    if not number.spelled and before and (before in "_#/." or before == "-" and _joined(text, at)):
        return None
    minus = MINUS.search(text, max(0, at - 20), at) if sign is None else None
    if minus and not is_list_dash(text, *minus.span()):
        start = at - len(minus[0].lstrip())
        number = replace(number, start=start, amount=-number.amount)
    for reading in (parts, slash, ratio, odds, score, bound_age, numbered, span):
        if (found := reading(here, number)) is not None:
            return found
    return here.sized(number, sign)


def _joined(text: str, at: int) -> bool:
    """Whether the hyphen before a number joins it to a name: not in under-18s."""
    word = HYPHENED.search(text, max(0, at - 16), at)
    return word is not None and word[1].lower() not in words.grammar().not_names


def _multiple(here: FigureText, at: int) -> Candidate | None:
    """double the capacity, twice as many, fivefold; not "twice a week"."""
    if (fold := FOLD.match(here.text, at)) and (times := scan(fold[1], 0)) and times.end == len(fold[1]):
        if times.amount <= 3 and FOLD_PARTS.search(here.text, max(0, at - 6), at):
            return None
        return here.make(replace(times, start=at, end=fold.end()), "x", fold.end(), "multiple")
    match = WORD.match(here.text, at)
    worth = numerals().multiples.get(match[0].lower()) if match else None
    if match is None or worth is None or NOT_MULTIPLE.match(here.text, match.end()):
        return None
    if ARTICLE_BEFORE.search(here.text, max(0, at - 8), at):
        return None  # a double bed
    if match[0].lower() == "twice" and OCCASIONS.match(here.text, match.end()):
        return here.make(Number(at, match.end(), 2, spelled=True), "time", match.end(), "count")
    amount = worth if isinstance(worth, int) else Fraction(worth)
    return here.make(Number(at, match.end(), amount, spelled=True), "x", match.end(), "multiple")


def _article(here: FigureText, at: int) -> Candidate | None:
    """a mile, an hour and a half, a dozen, a hundred, a couple of, half a million; "a fifth" is a part."""
    text = here.text
    match = ARTICLE.match(text, at)
    bare = BARE_SCALE.match(text, at)
    if bare and (unit := unit_at(text, bare.end() - 1, Number(at, bare.end() - 1, 1))):
        worth = numerals().scales[bare[1].lower()]
        return here.make_sized(Number(at, bare.end() - 1, worth, worth, spelled=True), unit, "unit")
    if match is None or (at and text[at - 1] in "-'’"):
        return None
    word = match[1].lower()
    half = word.startswith("half")
    if few := FEW.match(text, at):
        amount = 2 if "couple" in few[0] else 3
        if not here.whole(at, few.end()):
            unit = unit_at(text, few.end(), Number(at, few.end(), amount)) if amount == 2 else None
            return (
                here.make(Number(at, few.end(), 2, spelled=True), unit.code, unit.end, "unit", about=True)
                if unit
                else None
            )
        return here.make(Number(at, few.end(), amount, spelled=True), None, few.end(), "number", about=True)
    one = Number(
        at,
        match.end(),
        Fraction(1, 2) if half else 1,
        Fraction(1, 10) if half else 1,
        spelled=True,
    )
    scale = SCALE_AFTER.match(text, match.end())
    if scale:
        value = scan("one " + text[scale.start(1) : scale.start(1) + 60], 0)
        if value is not None and not half:
            value = replace(value, start=at, end=scale.start(1) + value.end - 4)
            return parts(here, value) or here.sized(value, None)
        number = one.scaled(numerals().scales[scale[1].lower()], scale.end())
        return here.sized(number, None)
    unit = unit_at(text, match.end(), one)
    if (
        unit is None
        or not text[match.end() + 1 : match.end() + 2].isalpha()
        or word in ("few", "several")
        or (word in ("full", "all", "whole") and units.dimension(unit.code) not in ("time", "calendar"))
        or (half and units.dimension(unit.code) is None)
    ):
        return None
    dim = units.dimension(unit.code)
    if (
        not half
        and dim in ("ratio", "points", "temperature", "angle")
        or unit.code in ("s",)
        and not here.whole(at, unit.end)
    ):
        return None
    if not half and not here.whole(at, unit.end):
        before = WORD_BEFORE.search(text, max(0, at - 14), at)
        allowed = bool(before and before[1].lower() in words.grammar().article_after)
        if (
            word != "another"
            and (unit.code not in words.grammar().article or word in ("full", "all", "whole"))
            and not allowed
            and not AND_PART.match(text, unit.end)
            and not AND_NUMBER.match(text, unit.end)
            and not (dim in ("volume", "mass") and text.startswith(" of ", unit.end))
            or AWAY.match(text, unit.end)
        ):
            return None
    return here.make_sized(one, unit, "unit")
