"""Ordinals in English: the 31st floor, second phase, her third title, finished fourth, No. 4 in the table."""

from __future__ import annotations

import re
from functools import cache

from reconcile.languages.base import Candidate
from reconcile.languages.en import words
from reconcile.languages.en.figure_text import FigureText
from reconcile.languages.en.numbers import numerals
from reconcile.languages.figures import Number

NOUN_AFTER = re.compile(r"[ -]([a-z]+)")
NOUN_ORDINAL = re.compile(r"(?:[ -][a-z]+)?[ -]([a-z]+)")
DIGIT_ORDINAL = re.compile(r"(\d*(?:(?<!1)1st|(?<!1)2nd|(?<!1)3rd|1[123]th|[04-9]th))\b")
PARTS_BEFORE = re.compile(r"\b(?:one|[a-z]+teen|two|three) $", re.IGNORECASE)
RANKED = re.compile(
    r"\b(?:finish(?:ed|ing|es)?|c[ao]me|coming|placed|ranks?|ranked|seeded|qualified|was|lies?|sits?) $"
)
RANK_ENDS = re.compile(r"$|[.,;)]| (?:in|at|on|with|behind|overall|of|for|and|place)\b")
NUMBERED = re.compile(r"\b[Nn]o\.? $|\b[Nn]umber $")
NUMBERED_RANK = re.compile(
    r" (?:in|seed|ranked|spot|ranking|on the|overall|player|team|pick|song|single|album|hit|draft|worldwide|globally)\b"
    r"|[.,]|$"
)
NUMBERED_BEFORE = re.compile(
    r"\b(?:world|ranked|seeded|the|at|to|as|is|be|was|its|became|current) [Nn](?:o\.?|umber) $"
)


@cache
def _spelled() -> re.Pattern[str]:
    table = numerals()
    simple, tens = "|".join(table.ordinals), "|".join(table.tens)
    return re.compile(rf"(?:({tens})[ —–-]?)?({simple})\b", re.IGNORECASE)


def ordinal(here: FigureText, at: int) -> Candidate | None:
    """second phase, 31st, finished fourth; not "a fifth of", not "the first time"."""
    text, table = here.text, numerals()
    digits, spelled = DIGIT_ORDINAL.match(text, at), _spelled().match(text, at)
    match = digits or spelled
    if match is None:
        return None
    value = int(digits[1][:-2]) if digits else 0
    if spelled:
        value = table.ordinals[spelled[2].lower()] + table.tens.get((spelled[1] or "").lower(), 0)
    number = Number(at, match.end(), value, spelled=digits is None)
    if here.whole(at, match.end()):
        return here.make(number, None, match.end(), "ordinal", ordinal=True)
    if PARTS_BEFORE.search(text, max(0, at - 9), at) and not digits:
        return None
    if RANKED.search(text, max(0, at - 12), at) and RANK_ENDS.match(text, match.end()):
        place = text.startswith(" place", match.end())
        return here.make(number, "rank", match.end() + (6 if place else 0), "ordinal", ordinal=True)
    direct = NOUN_AFTER.match(text, match.end())
    for found in (direct, NOUN_ORDINAL.match(text, match.end())):
        code = _nouns().get(found[1]) if found else None
        if found is None or code is None:
            continue
        if value == 1 and found[1] not in words.grammar().first_counts or found[1] == "time" and found is not direct:
            return None
        return here.make(number, None if code == "none" else code, found.end(), "ordinal", ordinal=True)
    return here.make(number, None, match.end(), "ordinal", ordinal=True) if digits else None


@cache
def _nouns() -> dict[str, str]:
    return {noun: code for code, listed in words.grammar().ordinal_nouns.items() for noun in listed}


def numbered(here: FigureText, number: Number) -> Candidate | None:
    """No. 4 in the table, world No. 1: a rank; other numbers after No. are names."""
    text = here.text
    before = NUMBERED.search(text, max(0, number.start - 8), number.start)
    if before is None or number.amount.denominator != 1 or not 0 < number.amount <= 500:
        return None
    ranked = NUMBERED_BEFORE.search(text, max(0, number.start - 18), number.start)
    if not (ranked and NUMBERED_RANK.match(text, number.end)):
        return None
    start = before.start()
    return here.make(Number(start, number.end, number.amount), "rank", number.end, "ordinal", ordinal=True)
