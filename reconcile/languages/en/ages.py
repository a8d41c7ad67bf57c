"""Ages in English: in her forties, their 20s and 30s, aged 18 to 34, under-18s, those over 65."""

from __future__ import annotations

import re
from dataclasses import replace

from reconcile.languages.base import Candidate
from reconcile.languages.en.figure_text import FigureText
from reconcile.languages.en.numbers import numerals
from reconcile.languages.en.words import unit_at
from reconcile.languages.figures import Bound, Number

DECADE = re.compile(r"(?:early |mid |late |early-|mid-|late-)?(\d0|[a-z]{3,6}ties)(s?)\b")
DECADE_BEFORE = re.compile(
    r"\b(?:her|his|their|in your|early|mid|late)[ -]$|\b\d0s(?:,| and| or| to)? $", re.IGNORECASE
)
UNDER = re.compile(r"\b(under|over)[- ]$", re.IGNORECASE)
WHO = re.compile(
    r"\b(?:those|people|persons|anyone|everyone|adults|men|women|children|residents|patients|users|drivers|voters|women|"
    r"workers|passengers|visitors|fans|players|boys|girls|kids) (?:aged )?(under|over|above|below) $",
    re.IGNORECASE,
)
WHO_IS = re.compile(
    r"\b(?:who|he|she|they|them)(?: (?:is|are|was|were))?(?: all| both| mostly)? (under|over) $", re.IGNORECASE
)
NO_UNIT = re.compile(
    r"s?(?=$|[.,;:)]| (?:are|were|is|was|will|can|should|must|have|had|who|and|or|to|in|at|may|would)\b)"
)


def decade(here: FigureText, at: int) -> Candidate | None:
    """in her 40s, their thirties; not the 1930s."""
    match = DECADE.match(here.text, at)
    if match is None or not DECADE_BEFORE.search(here.text, max(0, at - 9), at):
        return None
    ten = numerals().tens.get(match[1].removesuffix("ies") + "y")
    if match[1].isdigit() and match[2]:
        ten = int(match[1])
    if ten is None:
        return None
    low = Number(match.start(1), match.end(), ten)
    return here.make(low, "a", match.end(), "age", upper=replace(low, amount=ten + 9))


def bound_age(here: FigureText, number: Number) -> Candidate | None:
    """under-18s, those over 65."""
    text = here.text
    if number.spelled or not 0 < number.amount < 110:
        return None
    before = UNDER.search(text, max(0, number.start - 6), number.start)
    plural = before and text.startswith("s", number.end) and not text[number.end + 1 : number.end + 2].isalnum()
    if not plural:
        before = WHO.search(text, max(0, number.start - 28), number.start)
        if before is None:
            before = WHO_IS.search(text, max(0, number.start - 28), number.start)
            if before is None or not NO_UNIT.match(text, number.end):
                return None
        elif unit_at(text, number.end, number) or here.head_noun(number.end) and not NO_UNIT.match(text, number.end):
            return None
    if before is None:
        return None
    bound: Bound = "over" if before[1].lower() in ("over", "above") else "under"
    end = number.end + 1 if plural else number.end
    return here.make(replace(number, start=before.start(1)), "a", end, "age", bound=bound)
