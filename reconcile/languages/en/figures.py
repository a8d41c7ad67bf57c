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
from reconcile.languages.en.figure_text import FigureText
from reconcile.languages.en.fractions import fraction_alone, parts, ratio, score, slash
from reconcile.languages.en.numbers import numerals, scan
from reconcile.languages.en.words import sign_before, unit_at
from reconcile.languages.figures import Number

MINUS = re.compile(r"(?:(?<!plus or )(?<!plus-or-)\b(?:minus|negative) |(?<![\w)%\].+/]) ?[-−] ?)$", re.IGNORECASE)
DASH = re.compile(r" ?[-–] ?| to | and ")
RANGE_AFTER = re.compile(r"\b(?:at|of|about|around|some|between|estimated) $", re.IGNORECASE)
AND_PART = re.compile(r" and (?:an? |one |two |three )?(?:half|halves|quarters?)\b", re.IGNORECASE)
Reading = Callable[[FigureText, int], Candidate | None]
WORD_OR_DIGITS = re.compile(r"[A-Za-z]+|\.?[0-9][0-9.,]*")
WORD = re.compile(r"[A-Za-z]+")
CODE_BEFORE = re.compile(r"[A-Z]{3}$")
ARTICLE = re.compile(r"(an?|another|half(?: of)?(?: an?)?|few|several|full|all|whole)[ -]", re.IGNORECASE)
DECADE = re.compile(r"\b(?:her|his|their) (?:early |mid|late )?-? ?(\d0|[a-z]+ties)s?\b")
NOT_MULTIPLE = re.compile(r" (?:an?|per|each|every|in|room|bed|murder|agent|glazing)\b|-")
PARTS_BEFORE = re.compile(r"\b(?:one|[a-z]+teen|two|three) $", re.IGNORECASE)
NOUN_AFTER = re.compile(r"[ -]([a-z]+)")
BARE_SCALE = re.compile(r"(thousand|million) ", re.IGNORECASE)
FEW = re.compile(r"(?:a )?few\b|a couple(?: of)?\b", re.IGNORECASE)
SCALE_AFTER = re.compile(r"[ -](dozen|hundred|thousand|million|billion|trillion)\b(?!th)", re.IGNORECASE)
WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
AND_NUMBER = re.compile(r" and \d+ ")
JOINED_BEFORE = re.compile(r"[a-z\d] $")
OF = re.compile(r" of")
SIGN = re.compile(r"[$£€]")
BETWEEN = re.compile(r"\bbetween [$£€]?$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|rose|fell) $")
NOUN_ORDINAL = re.compile(r"(?:[ -][a-z]+)?[ -]([a-z]+)")
DIGIT_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
VAGUE_AFTER = re.compile(r" (?:of |more\b|were\b|are\b|have\b|have been\b)")
FOLD = re.compile(r"([a-z]{2,9})fold\b", re.IGNORECASE)
# "The aim is twofold" counts parts; output that "is tenfold" is none of these.
FOLD_PARTS = re.compile(r"\b(?:is|are|was|were) $", re.IGNORECASE)


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    table = numerals()
    simple, tens = "|".join(table.ordinals), "|".join(table.tens)
    return re.compile(rf"(?:({tens})[ —–-]?)?({simple})\b", re.IGNORECASE)


@cache
def _vague_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(numerals().vague, key=len, reverse=True))
    return re.compile(rf"({listed})\b", re.IGNORECASE)


@cache
def _state_pattern() -> re.Pattern[str]:
    return re.compile(rf" (?:(?:feared|reported|left) )?(?:{'|'.join(words.grammar().states)})\b", re.IGNORECASE)


def read(passages: Sequence[Passage], own: OwnKnowledge = NOTHING) -> list[list[Candidate]]:
    """The figures of each passage, in the order of the text."""
    nouns = words.unit_words(own.counter).nouns
    return [_Passage(passage.text, nouns).figures() for passage in passages]


class _Passage(FigureText):
    def starts(self) -> Iterator[int]:
        known = _openers()
        for match in WORD_OR_DIGITS.finditer(self.text):
            if match[0][0] < "A" or match[0].lower() in known:
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
            for reading in _openers().get(word[0].lower(), ()) if word else ():
                if (found := reading(self, at)) is not None:
                    return found
            return None
        if before.isascii() and before.isalpha() and not CODE_BEFORE.search(text, max(0, at - 3), at):
            return None
        return _ordinal(self, at) or _numeral(self, at)


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
    add((*table.ordinals, *table.tens, *joined), _ordinal)
    add(("her", "his", "their"), _decade)
    add(("a", "an", "another", "half", "few", "several", "full", "all", "whole", "thousand", "million"), _article)
    add(("a", "an", *table.parts), fraction_alone)
    add((word for word in table.vague if " " not in word), _vague)
    add(("tens",), _vague)
    add((*simple, *table.scales, "point"), _numeral)
    return found


def _numeral(here: FigureText, at: int) -> Candidate | None:
    text = here.text
    sign = sign_before(text, at)
    number = scan(text, at, money=sign is not None)
    if number is None:
        return None
    before = text[at - 1 : at]
    if not number.spelled and before and (before in "_#/." or before == "-" and at > 1 and text[at - 2].isalnum()):
        return None
    if sign is None and (minus := MINUS.search(text, max(0, at - 20), at)):
        start = at - len(minus[0].lstrip())
        number = replace(number, start=start, amount=-number.amount)
    for reading in (parts, slash, ratio, score, _range):
        if (found := reading(here, number)) is not None:
            return found
    return here.sized(number, sign)


def _ordinal(here: FigureText, at: int) -> Candidate | None:
    """second phase, 31st; not "a fifth of", not "the first time"."""
    text, table = here.text, numerals()
    digits, spelled = DIGIT_ORDINAL.match(text, at), _ordinal_pattern().match(text, at)
    match = digits or spelled
    if match is None:
        return None
    value = int(digits[1]) if digits else table.ordinals[match[2].lower()] + table.tens.get((match[1] or "").lower(), 0)
    number = Number(at, match.end(), value, spelled=digits is None)
    if here.whole(at, match.end()):
        return here.make(number, None, match.end(), "ordinal", ordinal=True)
    if PARTS_BEFORE.search(text, max(0, at - 9), at) and not digits:
        return None
    noun = NOUN_ORDINAL.match(text, match.end())
    direct = NOUN_AFTER.match(text, match.end())
    for found in (direct, noun):
        for code, listed in words.grammar().ordinal_nouns.items():
            if found and found[1] in listed:
                if value == 1 and found[1] in words.grammar().first_noise or found[1] == "time" and found is not direct:
                    return None
                return here.make(number, None if code == "none" else code, found.end(), "ordinal", ordinal=True)
    return here.make(number, None, match.end(), "ordinal", ordinal=True) if digits else None


def _multiple(here: FigureText, at: int) -> Candidate | None:
    """double the capacity, twice as many, fivefold; not "twice a week"."""
    if (fold := FOLD.match(here.text, at)) and (times := scan(fold[1], 0)) and times.end == len(fold[1]):
        if times.amount <= 3 and FOLD_PARTS.search(here.text, max(0, at - 6), at):
            return None
        return here.make(replace(times, start=at, end=fold.end()), "x", fold.end(), "multiple")
    match = WORD.match(here.text, at)
    amount = numerals().multiples.get(match[0].lower()) if match else None
    if match is None or amount is None or NOT_MULTIPLE.match(here.text, match.end()):
        return None
    return here.make(Number(at, match.end(), amount, spelled=True), "x", match.end(), "multiple")


def _decade(here: FigureText, at: int) -> Candidate | None:
    """in her 40s"""
    match = DECADE.match(here.text, at)
    if match is None or not match[1].isdigit():
        return None
    low = Number(match.start(1), match.end(), int(match[1]))
    return here.make(low, "a", match.end(), "age", upper=replace(low, amount=low.amount + 9))


def _article(here: FigureText, at: int) -> Candidate | None:
    """a mile, an hour and a half, a dozen, a hundred, a couple of, half a million; "a fifth" is a part."""
    text = here.text
    match = ARTICLE.match(text + " ", at)
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
        match.end() - 1,
        Fraction(1, 2) if half else 1,
        Fraction(1, 10) if half else 1,
        spelled=True,
    )
    scale = SCALE_AFTER.match(text, match.end() - 1)
    if scale:
        value = scan("one " + text[scale.start(1) : scale.start(1) + 60], 0)
        if value is not None and not half:
            value = replace(value, start=at, end=scale.start(1) + value.end - 4)
            return parts(here, value) or here.sized(value, None)
        number = one.scaled(numerals().scales[scale[1].lower()], scale.end())
        return here.sized(number, None)
    unit = unit_at(text, match.end() - 1, one)
    if (
        unit is None
        or not text[match.end()].isalpha()
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
        ):
            return None
    return here.make_sized(one, unit, "unit")


def _vague(here: FigureText, at: int) -> Candidate | None:
    """dozens more, tens of thousands of people, dozens injured."""
    match = _vague_pattern().match(here.text, at)
    state = match and _state_pattern().match(here.text, match.end())
    if (
        match is None
        or not (VAGUE_AFTER.match(here.text, match.end()) or state)
        or JOINED_BEFORE.search(here.text, max(0, at - 2), at)
        and scan(here.text[:at].rsplit(" ", 2)[-2] if here.text[:at].count(" ") else "x", 0)
    ):
        return None
    low, high = (Number(at, match.end(), edge, spelled=True) for edge in numerals().vague[match[1].lower()])
    of = OF.match(here.text, match.end())
    noun = here.head_noun(of.end()) if of else None
    return here.make(low, noun.code if noun else "person" if state else None, match.end(), "range", upper=high)


def _range(here: FigureText, number: Number) -> Candidate | None:
    """five to seven years, $3-4 million, between 20 and 30 people."""
    text = here.text
    first = unit_at(text, number.end, number)
    match = DASH.match(text, number.end) or (first and DASH.match(text, first.end)) or None
    if match is None or match.end() >= len(text):
        return None
    sign = sign_before(text, number.start)
    begin = match.end()
    if second_sign := SIGN.match(text, begin):
        begin = second_sign.end()
    upper = scan(text, begin, money=sign is not None)
    if upper is None or upper.amount <= number.amount or not here.free(upper.start):
        return None
    if "and" in match[0] and not BETWEEN.search(text, max(0, number.start - 10), number.start):
        return None
    unit = sign or unit_at(text, upper.end, upper)
    end = upper.end if sign else unit.end if unit else upper.end
    if unit is None and (noun := here.head_noun(upper.end)):
        unit, end = noun, upper.end
    if unit is None and number.amount >= 1000 and RANGE_AFTER.search(text, max(0, number.start - 12), number.start):
        return here.make(number, None, upper.end, "range", upper=upper)
    if unit is None or (first and match.start() >= first.end and first.code != unit.code):
        return None
    if sign is None and match[0] == " to " and FROM.search(text, max(0, number.start - 6), number.start):
        return None
    if upper.step >= 1000 and number.amount < 1000:
        number = number.scaled(
            upper.step * 10 ** max(0, len(str(upper.step.denominator)) - 1) if upper.step >= 1 else 1
        )
    if sign:
        number = replace(number, start=sign.start)
    return here.make(number, unit.code, end, "range", upper=upper)
