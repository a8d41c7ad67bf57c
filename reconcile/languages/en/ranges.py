"""Ranges in English.

five to seven years          5 to 7 a
between $3m and $5m          3 to 5 million USD
3 to 4 million               the scale of the second holds for the first
18- to 24-year-olds          18 to 24 a
dozens of people             24 to 99 person
several hundred homes        200 to 999 home
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reconcile.languages.base import Candidate
from reconcile.languages.en import words
from reconcile.languages.en.figure_text import AGED, OLD, FigureText
from reconcile.languages.en.numbers import numerals, scan
from reconcile.languages.en.words import sign_before, unit_at
from reconcile.languages.figures import Number, UnitMatch

DASH = re.compile(r"- (?:to|or|and) | ?[-–] ?(?:to (?=\d)|or (?=\d))?| to | and | or ")
RANGE_AFTER = re.compile(r"\b(?:at|of|about|around|some|between|estimated) $", re.IGNORECASE)
SIGN = re.compile(r"(?:US|A|C|HK|S|NZ)?[$£€¥₩]")
BETWEEN = re.compile(r"\bbetween (?:[A-Z]{0,2}[$£€¥₩])?$", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|by|rose|fell|up|down) $")
# "rose from £2 to £3" is a change, "tickets cost from £2 to £3" a range.
RANGING = re.compile(
    r"\b(?:costs?|costing|rang(?:e|es|ed|ing)|priced|var(?:y|ies|ied|ying)|anywhere|sells?|aged) from $"
)
WORD_BEFORE = re.compile(r"([A-Za-z\d.,]{1,20}) $")
OF = re.compile(r" of(?= )")
VAGUE_AFTER = re.compile(r" (?:of |more\b|were\b|are\b|have\b|have been\b)")
SEVERAL = re.compile(
    r"(?:several|a few|few|a couple(?: of)?) (dozen|hundred|thousand|million|billion)s?(?: of)?\b", re.IGNORECASE
)
GROUPS = (10**12, 10**9, 10**6, 10**3, 100)
MOST_SCALED = 1000


@cache
def _vague_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(numerals().vague, key=len, reverse=True))
    return re.compile(rf"({listed})\b", re.IGNORECASE)


@cache
def _state_pattern() -> re.Pattern[str]:
    return re.compile(rf" (?:(?:feared|reported|left) )?(?:{'|'.join(words.grammar().states)})\b", re.IGNORECASE)


def several(here: FigureText, at: int) -> Candidate | None:
    """several hundred people, a few dozen"""
    match = SEVERAL.match(here.text, at)
    if match is None:
        return None
    scale = numerals().scales[match[1].lower()]
    low, high = (Number(at, match.end(), edge, spelled=True) for edge in (2 * scale, 10 * scale - 1))
    unit = _counted(here, match.end())
    return here.make(low, unit.code if unit else None, unit.end if unit else match.end(), "range", upper=high)


def vague(here: FigureText, at: int) -> Candidate | None:
    """dozens more, tens of thousands of people, hundreds of millions of dollars, dozens injured, scores of people."""
    text = here.text
    match = _vague_pattern().match(text, at)
    if match is None:
        return None
    state = _state_pattern().match(text, match.end())
    if not (VAGUE_AFTER.match(text, match.end()) or state):
        return None
    before = WORD_BEFORE.search(text, max(0, at - 24), at)
    if before and scan(before[1], 0):
        return None
    low, high = (Number(at, match.end(), edge, spelled=True) for edge in numerals().vague[match[1].lower()])
    of = OF.match(text, match.end())
    unit = _counted(here, of.end()) if of else None
    if unit is None and match[1].lower() == "scores":
        return None
    end = unit.end if unit and unit_at(text, of.end() if of else at, low) else match.end()
    return here.make(low, unit.code if unit else "person" if state else None, end, "range", upper=high)


def _counted(here: FigureText, place: int) -> UnitMatch | None:
    return unit_at(here.text, place, Number(place, place, 1, spelled=True)) or here.head_noun(place)


def span(here: FigureText, number: Number) -> Candidate | None:
    """five to seven years, $3-4 million, between 20 and 30 people."""
    text = here.text
    first = unit_at(text, number.end, number)
    match = DASH.match(text, number.end) or (first and DASH.match(text, first.end)) or None
    if match is None or match.end() >= len(text):
        return None
    sign = sign_before(text, number.start)
    second_sign = SIGN.match(text, match.end()) if sign else None
    upper = scan(text, second_sign.end() if second_sign else match.end(), money=sign is not None)
    if upper is None or upper.amount <= number.amount or not here.free(upper.start):
        return None
    neighbours = match[0] == "- and " or match[0] == " or " and not text[upper.start].isdigit()
    if neighbours and (upper.amount - number.amount, number.amount % 10 and 1) not in ((1, 0), (1, 1), (10, 0)):
        return None  # two or three, but not five or eleven
    if match[0] == " and " and not BETWEEN.search(text, max(0, number.start - 12), number.start):
        return None
    start = sign.start if sign else number.start
    changed = match[0] == " to " and FROM.search(text, max(0, start - 6), start)
    if changed and not RANGING.search(text, max(0, start - 20), start):
        return None
    aged = AGED.search(text, max(0, number.start - 40), number.start)
    unit = sign or unit_at(text, upper.end, upper)
    end = upper.end if sign else unit.end if unit else upper.end
    if unit is None and (noun := here.head_noun(upper.end)):
        unit, end = noun, upper.end
    if aged and unit is None and upper.amount < 120:
        return here.make(number, "a", upper.end, "age", upper=upper)
    scaled = _scaled(number, upper)
    loose = match[0] == " or " and number.spelled
    loose |= number.amount >= 1000 and RANGE_AFTER.search(text, max(0, number.start - 12), number.start) is not None
    if unit is None and (loose or scaled is not number):
        return here.make(scaled, None, upper.end, "range", upper=upper)
    if unit is None or (first and match.start() >= first.end and first.code != unit.code):
        return None
    if sign:
        scaled = replace(scaled, start=sign.start)
    old = OLD.match(text, end)
    return here.make(scaled, unit.code, old.end() if old else end, "age" if old else "range", upper=upper)


def _scaled(number: Number, upper: Number) -> Number:
    """3 to 4 million: the scale of the second, unless the first has its own."""
    scale = next((group for group in GROUPS if upper.amount >= group and upper.step * MOST_SCALED >= group), 1)
    if upper.step < 1 or scale == 1 or number.amount >= MOST_SCALED or number.amount * scale >= upper.amount:
        return number
    written = upper.amount / scale if upper.spelled else upper.amount
    return number if written >= MOST_SCALED and not upper.spelled and upper.step == 1 else number.scaled(scale)
