"""English numbers as written: digits, words, and the two mixed.

1,674.5 million                              1674500000
$1.2bn                                       1200000000, step 100000000 (the sign allows "m" and "b")
seven hundred twenty-one thousand and twelve 721012
two point two million                        2200000
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from reconcile.languages.figures import MOST_DIGITS, VULGAR, Amount, Number, decimal, vulgar
from reconcile.languages.loader import load_table
from schemas.base import Model

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|\d{1,3}(?: \d{3})+(?:\.\d+)?(?![,.]?\d)|\d+(?:\.\d+)?|\.\d+")
WORD = re.compile(r"[A-Za-z]+")
JOIN = re.compile(r"(?: ?[-–—] ?| +)(?:(and) +)?")
SCALE_AFTER = re.compile(
    r" (?:hundred|thousand|lakh|million|crore|billion|trillion|dozen|dzs?\b|point )|-(?:million|billion|trillion)", re.I
)
DECIMAL = re.compile(r" ([a-z]+|\d+)", re.I)


class Numerals(Model):
    """en/numbers.toml, which explains the keys."""

    ones: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    short: dict[str, int]
    parts: dict[str, int]
    ordinals: dict[str, int]
    multiples: dict[str, int | str]
    vague: dict[str, tuple[int, int]]


@cache
def numerals() -> Numerals:
    """The table of English numerals."""
    table: Numerals = load_table("en", "numbers", Numerals)
    return table


def short_scale(text: str, at: int, *, money: bool) -> tuple[int, int] | None:
    """The scale written short at `at` (bn, mn; k and, for money, m) and its end."""
    gap = 1 if text.startswith(" ", at) else 0
    match = WORD.match(text, at + gap)
    scale = numerals().short.get(match[0]) if match else None
    if match is None or scale is None or (gap and len(match[0]) == 1 and match[0] not in "kM"):
        return None
    if gap and match[0] == "M" and text[match.end() : match.end() + 1].strip(".,;)"):
        return None
    if match[0] in ("m", "b", "mil") and not money and match[0] == "m":
        return None
    return scale, match.end()


def scan(text: str, at: int, *, money: bool = False) -> Number | None:
    """The longest number that begins at `at`, or None. "m" after digits is a million where `money` is meant."""
    total: Amount = 0
    group: Amount = 0
    step: Amount = 1
    last, end, place = "", at, at
    largest, spelled = 0, True
    table = numerals()
    while True:
        digits = DIGITS.match(text, place) if not last or last == "and" else None
        if digits:
            value = digits[0].replace(",", "").replace(" ", "")
            if len(value) > MOST_DIGITS:
                break
            group, step = decimal(value)
            last, end, spelled = "digits", digits.end(), False
            if text[end : end + 1] and text[end] in VULGAR:
                group, step, end = group + vulgar(text[end]), Fraction(1, 10), end + 1
            if short := short_scale(text, end, money=money):
                return Number(at, short[1], group * short[0], step * short[0])
        elif not last and text[place] in VULGAR:
            group, step, end, last, spelled = vulgar(text[place]), Fraction(1, 10), place + 1, "digits", False
        else:
            match = WORD.match(text, place)
            word = match[0].lower() if match else ""
            if match is None:
                break
            if word in table.ones and last != "digits":
                value_ = table.ones[word]
                if not (last in ("", "hundred", "scale") or (last == "tens" and 0 < value_ < 10)):
                    break
                group, step, last = group + value_, 1, "ones"
            elif word in table.tens and last in ("", "hundred", "scale"):
                group, step, last = group + table.tens[word], 1, "tens"
            elif word == "point" and last in ("ones", "tens", "digits", ""):
                found = _decimals(text, match.end())
                if found is None:
                    break
                group, step, end, last = group + found[0], found[1], found[2], "ones"
                place = end
                joined = JOIN.match(text, end)
                if joined is None or joined[1]:
                    break
                place = joined.end()
                continue
            elif word in table.scales and last:
                scale = table.scales[word]
                if scale == 12:
                    dozens = group % 100
                    group, step = group - dozens + dozens * 12, 12
                    end = match.end()
                    break
                if scale == 100:
                    if last not in ("ones", "tens", "digits"):
                        break
                    group, step, last = group * 100, step * 100, "hundred"
                elif last == "scale" and scale > largest:
                    total, step, largest = total * scale, step * scale, scale
                elif group and (not largest or scale < largest):
                    total, step = total + group * scale, step * scale
                    group, last, largest = 0, "scale", scale
                else:
                    break
            else:
                break
            end = match.end()
        joined = JOIN.match(text, end)
        if joined is None or (joined[1] and last not in ("hundred", "scale")):
            break
        place = joined.end()
        if last == "digits" and not SCALE_AFTER.match(text, end):
            break
    if end == at:
        return None
    return Number(at, end, total + group, step, spelled=spelled)


def _decimals(text: str, at: int) -> tuple[Fraction, Fraction, int] | None:
    """point seven, point nought four, point 77"""
    digits, end = "", at
    while match := DECIMAL.match(text, end):
        value = numerals().ones.get(match[1].lower())
        if match[1].isdigit() and not digits:
            return Fraction(int(match[1]), 10 ** len(match[1])), Fraction(1, 10 ** len(match[1])), match.end()
        if value is None or value > 9:
            break
        digits, end = digits + str(value), match.end()
    if not digits:
        return None
    return Fraction(int(digits), 10 ** len(digits)), Fraction(1, 10 ** len(digits)), end
