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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage
from reconcile.languages.en import words
from reconcile.languages.en.figure_text import FigureText
from reconcile.languages.en.fractions import fraction_alone, parts, ratio, score, slash
from reconcile.languages.en.numbers import START, numerals, scan
from reconcile.languages.en.words import head_noun, sign_before, unit_at
from reconcile.languages.figures import Number

MINUS = re.compile(r"(?:(?<!plus or )(?<!plus-or-)\b(?:minus|negative) |(?<![\w)%\].+/]) ?[-−] ?)$", re.IGNORECASE)
DASH = re.compile(r" ?[-–] ?| to | and ")
RANGE_AFTER = re.compile(r"\b(?:at|of|about|around|some|between|estimated) $", re.IGNORECASE)
AND_PART = re.compile(r" and (?:an? |one |two |three )?(?:half|halves|quarters?)\b", re.IGNORECASE)
ARTICLE = re.compile(r"(an?|another|half(?: of)?(?: an?)?|few|several|full|all|whole)[ -]", re.IGNORECASE)
DECADE = re.compile(r"\b(?:her|his|their) (?:early |mid|late )?-? ?(\d0|[a-z]+ties)s?\b")
MULTIPLE = re.compile(
    r"(?:doubl(?:e|ed|ing)|twice|tripl(?:e|ed|ing)|trebl(?:e|ed|ing)|quadrupl(?:e|ed|ing))\b"
    r"(?! (?:an?|per|each|every|in|room|bed|murder|agent|glazing)\b|-)",
    re.IGNORECASE,
)
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
    return [list(_figures(FigureText(passage.text))) for passage in passages]


def _figures(here: FigureText) -> Iterator[Candidate]:
    done = 0
    for match in START.finditer(here.text):
        at = match.start()
        if at < done or not here.blocked.free(at, at + 1):
            continue
        if here.text[at].isalpha() and at and (here.text[at - 1] in "'’" or here.text[at - 1].isalnum()):
            continue
        found = _at(here, at)
        if found is not None:
            yield found
            done = found.end
        elif here.text[at].isdigit() and (run := re.compile(r"[\d.,]+").match(here.text, at)):
            done = run.end()


def _at(here: FigureText, at: int) -> Candidate | None:
    text = here.text
    for reading in (_multiple, _ordinal, _decade, _article, fraction_alone, _vague):
        if (found := reading(here, at)) is not None:
            return found
    minus = MINUS.search(text[max(0, at - 20) : at])
    sign = sign_before(text, at)
    number = scan(text, at, money=sign is not None)
    if number is None or not here.blocked.free(at, number.end):
        return None
    before = text[at - 1 : at]
    if not number.spelled and (before in "_#/." and before or before == "-" and at > 1 and text[at - 2].isalnum()):
        return None
    if minus and not sign:
        start = at - len(minus[0].lstrip())
        number = replace(number, start=start, amount=-number.amount)
    for read_number in (parts, slash, ratio, score, _range):
        if (found := read_number(here, number)) is not None:
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
    number = Number(at, match.end(), Fraction(value), spelled=digits is None)
    if here.whole(at, match.end()):
        return here.make(number, None, match.end(), "ordinal", ordinal=True)
    if re.search(r"\b(?:one|[a-z]+teen|two|three) $", text[max(0, at - 9) : at], re.I) and not digits:
        return None
    noun = NOUN_ORDINAL.match(text, match.end())
    direct = re.compile(r"[ -]([a-z]+)").match(text, match.end())
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
        if times.amount <= 3 and FOLD_PARTS.search(here.text[max(0, at - 6) : at]):
            return None
        return here.make(replace(times, start=at, end=fold.end()), "x", fold.end(), "multiple")
    match = MULTIPLE.match(here.text, at)
    if match is None:
        return None
    amount = 2 if match[0][0].lower() == "d" or match[0].lower() == "twice" else 3 if match[0][0].lower() == "t" else 4
    return here.make(Number(at, match.end(), Fraction(amount), spelled=True), "x", match.end(), "multiple")


def _decade(here: FigureText, at: int) -> Candidate | None:
    """in her 40s"""
    match = DECADE.match(here.text, at)
    if match is None or not match[1].isdigit():
        return None
    low = Number(match.start(1), match.end(), Fraction(int(match[1])))
    return here.make(low, "a", match.end(), "age", upper=replace(low, amount=low.amount + 9))


def _article(here: FigureText, at: int) -> Candidate | None:
    """a mile, an hour and a half, a dozen, a hundred, a couple of, half a million; "a fifth" is a part."""
    text = here.text
    match = ARTICLE.match(text + " ", at)
    bare = re.compile(r"(thousand|million) ", re.I).match(text, at)
    if bare and (unit := unit_at(text, bare.end() - 1, Number(at, bare.end() - 1, Fraction(1)))):
        worth = Fraction(numerals().scales[bare[1].lower()])
        return here.make_sized(Number(at, bare.end() - 1, worth, worth, spelled=True), unit, "unit")
    if match is None or (at and text[at - 1] in "-'’"):
        return None
    word = match[1].lower()
    half = word.startswith("half")
    if few := re.compile(r"(?:a )?few\b|a couple(?: of)?\b", re.I).match(text, at):
        amount = 2 if "couple" in few[0] else 3
        if not here.whole(at, few.end()):
            unit = unit_at(text, few.end(), Number(at, few.end(), Fraction(amount))) if amount == 2 else None
            return (
                here.make(Number(at, few.end(), Fraction(2), spelled=True), unit.code, unit.end, "unit", about=True)
                if unit
                else None
            )
        return here.make(Number(at, few.end(), Fraction(amount), spelled=True), None, few.end(), "number", about=True)
    one = Number(
        at,
        match.end() - 1,
        Fraction(1, 2) if half else Fraction(1),
        Fraction(1, 10) if half else Fraction(1),
        spelled=True,
    )
    scale = re.compile(r"[ -](dozen|hundred|thousand|million|billion|trillion)\b(?!th)", re.I).match(
        text, match.end() - 1
    )
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
        before = re.search(r"([A-Za-z]+) $", text[max(0, at - 14) : at])
        allowed = bool(before and before[1].lower() in words.grammar().article_after)
        if (
            word != "another"
            and (unit.code not in words.grammar().article or word in ("full", "all", "whole"))
            and not allowed
            and not AND_PART.match(text, unit.end)
            and not re.compile(r" and \d+ ").match(text, unit.end)
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
        or re.search(r"[a-z\d] $", here.text[max(0, at - 2) : at])
        and scan(here.text[:at].rsplit(" ", 2)[-2] if here.text[:at].count(" ") else "x", 0)
    ):
        return None
    low, high = (Number(at, match.end(), Fraction(edge), spelled=True) for edge in numerals().vague[match[1].lower()])
    of = re.compile(r" of").match(here.text, match.end())
    noun = head_noun(here.text, of.end()) if of else None
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
    if second_sign := re.compile(r"[$£€]").match(text, begin):
        begin = second_sign.end()
    upper = scan(text, begin, money=sign is not None)
    if upper is None or upper.amount <= number.amount or not here.blocked.free(upper.start, upper.end):
        return None
    if "and" in match[0] and not re.search(r"\bbetween [$£€]?$", text[max(0, number.start - 10) : number.start], re.I):
        return None
    unit = sign or unit_at(text, upper.end, upper)
    end = upper.end if sign else unit.end if unit else upper.end
    if unit is None and (noun := head_noun(text, upper.end)):
        unit, end = noun, upper.end
    if unit is None and number.amount >= 1000 and RANGE_AFTER.search(text[max(0, number.start - 12) : number.start]):
        return here.make(number, None, upper.end, "range", upper=upper)
    if unit is None or (first and match.start() >= first.end and first.code != unit.code):
        return None
    if (
        sign is None
        and match[0] == " to "
        and re.search(r"\b(?:from|rose|fell) $", text[max(0, number.start - 6) : number.start])
    ):
        return None
    if upper.step >= 1000 and number.amount < 1000:
        number = number.scaled(
            upper.step * 10 ** max(0, len(str(upper.step.denominator)) - 1) if upper.step >= 1 else 1
        )
    if sign:
        number = replace(number, start=sign.start)
    return here.make(number, unit.code, end, "range", upper=upper)
