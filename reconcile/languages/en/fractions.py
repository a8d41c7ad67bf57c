"""Fractions, ratios and scores in English: two thirds, 1 4/5, one in five, seven to one, 3-2."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reconcile.languages.base import Candidate
from reconcile.languages.en import modifiers
from reconcile.languages.en.figure_text import FigureText
from reconcile.languages.en.numbers import numerals, scan
from reconcile.languages.en.words import unit_at
from reconcile.languages.figures import Number, size, terms

RULE = "en.figure."
MIXED = re.compile(r" +(\d{1,3})/(\d{1,4})(?![\d/])")
MIXED_WORDS = re.compile(r" and ([a-z]+)$", re.IGNORECASE)
ARTICLE = re.compile(r"an? (?=[a-z])", re.IGNORECASE)
OF = re.compile(r" of (?:an? )?")
SCALE = re.compile(r"(hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
WORD_BEFORE = re.compile(r"([A-Za-z-]+) $")
OF_HALF = re.compile(r"(?: in (?:the|\d{4})\b| of| the| as| its| their| his| her| those| that|[,.;)]|$)")
HALF_DOES = re.compile(r" (?:[a-z]+ )?(?:will|from|would|came|comes|are|were|was|is)\b")
PART_ENDS = re.compile(r"[,.;)]| ?[–—]| -|$| (?:are|were|is|was|will|would|to|less|more|lower|higher|as)\b")
SLASH = re.compile(r"/(\d{1,4})(?![\d/])")
ONE_IN = re.compile(r" (?:[a-z]+ )?(?:in|out of|of every|for every) (?:every )?(?=[a-z\d])", re.IGNORECASE)
TO = re.compile(r"(?: to |-to-)(?=one\b|1(?![\w.,]))", re.IGNORECASE)
ODDS = re.compile(r"[:-](?=\d{1,4}(?!\d))")
ODDS_BEFORE = re.compile(r"\b(?:ratio|odds) (?:of|at) $", re.IGNORECASE)
ODDS_AFTER = re.compile(r" (?:ratio|odds|against|shot|favou?rite|outsider)\b")
SCORE = re.compile(r"[-–](?=\d{1,3}(?![\d%]|[.,]\d))")
SCORE_NEAR = re.compile(
    r"\b(?:end(?:ed|s)|finish(?:ed|es)|drawn|tied|split|ruling|finding|scoreline|w[io]n|beat|victory|defeat|loss|lost|drew|draw|score|voted?|approved|passed|rejected|lead|led|win|wins)\b",
    re.IGNORECASE,
)
# Counts above those of games are those of a parliament.
MOST_GOALS = 200
VOTE_NEAR = re.compile(
    r"\b(?:voted?|voting|approved|passed|rejected|failed|adopted|house|senate|chamber|parliament)\b", re.IGNORECASE
)


@cache
def _part_pattern() -> re.Pattern[str]:
    listed = "|".join(sorted(numerals().parts, key=len, reverse=True))
    return re.compile(rf"(?: ?- ?| )?({listed})(s)?\b", re.IGNORECASE)


def fraction_alone(here: FigureText, at: int) -> Candidate | None:
    """half of them, more than half, tenth of a gallon, fourth of liter."""
    text = here.text
    article = ARTICLE.match(text, at)
    begin = article.end() if article else at
    match = _part_pattern().match(text, begin)
    if match is None or match.start(1) != begin or match[2]:
        return None
    number = Number(
        at,
        match.end(),
        Fraction(1, numerals().parts[match[1].lower()]),
        Fraction(1, 10),
        (1, numerals().parts[match[1].lower()]),
        True,
    )
    of = OF.match(text, match.end())
    if of:
        scale = SCALE.match(text, of.end())
        if scale:
            scaled = replace(number.scaled(numerals().scales[scale[1].lower()], scale.end()), fraction=None)
            return here.sized(scaled, None)
        if unit := unit_at(text, of.end(), number):
            return here.make_sized(replace(number, fraction=None), unit, "unit")
    unit = unit_at(text, match.end(), number)
    if match[1].lower() == "half" and unit and text[match.end() : match.end() + 1] in " -":
        return here.make_sized(replace(number, fraction=None), unit, "unit")
    before = WORD_BEFORE.search(text, max(0, at - 12), at)
    if match[1].lower() == "half":
        if before and before[1].lower() in (
            "first",
            "second",
            "latter",
            "better",
            "in",
            "the",
            "opening",
            "one",
            "and",
        ):
            return None
        following = OF_HALF.match(text, match.end())
        if (
            not following
            and not here.whole(at, match.end())
            and not (before and before[1].lower() in ("than", "about", "nearly", "almost", "over", "roughly", "under"))
        ):
            following = HALF_DOES.match(text, match.end())
            if not following:
                return None
    elif (
        article is None
        or (match[1].lower() == "quarter" and not of)
        or match[1].lower() == "second"
        or not of
        and not PART_ENDS.match(text, match.end())
    ):
        return None
    return here.make(number, "x", match.end(), "fraction")


def parts(here: FigureText, number: Number) -> Candidate | None:
    """two thirds, three-quarters of a mile, nine million and five ninths."""
    text = here.text
    match = _part_pattern().match(text, number.end)
    if match is None or match.start() == match.start(1) or number.amount.denominator != 1:
        return None
    word, plural = match[1].lower(), bool(match[2]) or match[1].lower() == "halves"
    if not plural and number.amount != 1:
        return None
    bottom, top = numerals().parts[word], number.amount
    if mixed := MIXED_WORDS.search(text[number.start : number.end]):
        part = scan(text, number.start + mixed.start(1))
        if part is not None and 0 < part.amount < bottom < 10 and top - part.amount >= 100:
            amount = top - part.amount + Fraction(part.amount, bottom)
            return here.sized(replace(number, amount=amount, end=match.end(), step=Fraction(1, 10)), None)
    stated = (int(top), bottom)
    ratio = replace(number, amount=Fraction(*stated), end=match.end(), step=Fraction(1, 10), fraction=stated)
    of = OF.match(text, match.end())
    if of and (scale := SCALE.match(text, of.end())):
        return here.sized(replace(ratio.scaled(numerals().scales[scale[1].lower()], scale.end()), fraction=None), None)
    unit = unit_at(text, of.end() if of else match.end(), ratio)
    if unit and unit.code != "s":
        return here.make_sized(replace(ratio, fraction=None), unit, "unit")
    return here.make(ratio, "x", match.end(), "fraction")


def slash(here: FigureText, number: Number) -> Candidate | None:
    """3/4, 1 4/5, 1/2 hour."""
    text = here.text
    if number.spelled or number.amount.denominator != 1:
        return None
    if match := MIXED.match(text, number.end):
        part = Fraction(int(match[1]), int(match[2]) or 1)
        if 0 < part < 1:
            amount = number.amount + (part if number.amount >= 0 else -part)
            return here.sized(replace(number, amount=amount, end=match.end()), None)
    match = SLASH.match(text, number.end)
    if match is None or not 0 < size(number.amount) < int(match[1]):
        return None
    stated = (int(number.amount), int(match[1]))
    ratio = replace(number, amount=Fraction(*stated), end=match.end(), fraction=stated)
    unit = unit_at(text, match.end(), ratio)
    if unit:
        return here.make_sized(replace(ratio, fraction=None), unit, "unit")
    return here.make(ratio, "x", match.end(), "fraction")


def ratio(here: FigureText, number: Number) -> Candidate | None:
    """one home in five, seven out of ten, nearly seven to one."""
    text = here.text
    match = ONE_IN.match(text, number.end)
    if match and number.amount.denominator == 1 and 0 < number.amount < 100:
        second = scan(text, match.end())
        out_of = "out of" in match[0].lower() or "every" in match[0].lower()
        if (
            second
            and second.amount > number.amount
            and second.amount.denominator == 1
            and (number.amount == 1 or out_of or (second.amount in (3, 5, 10) and match[0] == " in "))
            and not (second.amount > 1000)
            and here.free(second.start)
            and not (unit_at(text, second.end, second) if not out_of else None)
        ):
            ratio = replace(
                number,
                amount=Fraction(int(number.amount), int(second.amount)),
                end=second.end,
                fraction=(int(number.amount), int(second.amount)),
            )
            return here.make(ratio, "x", second.end, "fraction")
    if (match := TO.match(text, number.end)) and number.amount > 1 and (second := scan(text, match.end())):
        around = modifiers.around(text, number.start, second.end)
        return Candidate(
            "figure", around.start, second.end, terms((number, second), "ratio", around.hedge), RULE + "ratio"
        )
    return None


def odds(here: FigureText, number: Number) -> Candidate | None:
    """a 3:1 ratio, a ratio of 5-2, odds of 10-1"""
    text = here.text
    match = ODDS.match(text, number.end)
    if match is None or number.spelled:
        return None
    second = scan(text, match.end())
    if second is None or not (
        ODDS_BEFORE.search(text, max(0, number.start - 12), number.start) or ODDS_AFTER.match(text, second.end)
    ):
        return None
    return Candidate("figure", number.start, second.end, terms((number, second), "ratio"), RULE + "ratio")


def score(here: FigureText, number: Number) -> Candidate | None:
    """won 3-2"""
    text = here.text
    match = SCORE.match(text, number.end)
    if match is None or number.spelled or number.amount >= 1000 or number.amount.denominator != 1:
        return None
    second = scan(text, match.end())
    if second is None:
        return None
    near = text[max(0, number.start - 30) : number.start] + " | " + text[second.end : second.end + 20]
    if not SCORE_NEAR.search(near):
        return None
    if number.amount > MOST_GOALS and (not VOTE_NEAR.search(near) or here.head_noun(second.end)):
        return None  # approved 250-300 homes
    if unit_at(text, second.end, second) or text[second.end : second.end + 1] == "-":
        return None
    return Candidate("figure", number.start, second.end, terms((number, second), "score"), RULE + "score")
