"""English modifiers around a number: hedges, bounds, changes and denominators on both sides."""

from __future__ import annotations

import re
from functools import cache

from reconcile.languages.en.numbers import scan
from reconcile.languages.en.words import alternatives, grammar, head_noun, unit_at, unit_words
from reconcile.languages.figures import BOUNDS, CHANGES, HEDGES, Around, Bound, Change, Hedge, plain
from schemas.values import Per

PER_NUMBER = re.compile(r" (?:per|for every|in every|out of every) (?=\d)")
# 18.4 per 100,000: of people, where nothing else is named.
HEADS = (1_000, 10_000, 100_000, 1_000_000)


@cache
def _before_pattern() -> re.Pattern[str]:
    table = grammar().before
    groups = "|".join(f"(?P<{name}>{alternatives(listed)})" for name, listed in table.items())
    return re.compile(rf"(?<![A-Za-z])(?:{groups}) ?$", re.IGNORECASE)


@cache
def _after_pattern() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{alternatives(listed)})" for name, listed in grammar().after.items())
    return re.compile(rf"[ -](?:{groups})\b(?! of the| or minus)", re.IGNORECASE)


@cache
def _per_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {word: code for code, listed in grammar().per.items() for word in listed}
    listed = alternatives(codes)
    return re.compile(
        rf"(?: ?- ?| ?/ ?| )(?:(?:per|an?|each|every)[ -]+(?:- )?)?(?P<per>{listed})\b"
        r"(?! (?:earlier|ago|later|before|after)\b)|(?P<yearly> annually| yearly)\b",
        re.IGNORECASE,
    ), codes


def per_at(text: str, place: int) -> tuple[Per, int] | None:
    """per hour, a year, /h, annually."""
    if (match := PER_NUMBER.match(text, place)) and (number := scan(text, match.end())):
        unit = unit_at(text, number.end, number) or head_noun(text, number.end, unit_words().nouns)
        if unit is None and number.amount not in HEADS:
            return None
        code, end = (unit.code, unit.end) if unit else ("person", number.end)
        return Per(amount=plain(number.amount), unit=code), end
    pattern, codes = _per_pattern()
    match = pattern.match(text, place)
    if match is None:
        return None
    if match["yearly"]:
        return Per(unit="a"), match.end()
    if not PER_WORD.search(match[0]):
        return None
    return Per(unit=codes[match["per"].lower()]), match.end()


PER_WORD = re.compile(r"per|\ban?\b|each|every|/", re.IGNORECASE)


@cache
def _per_before_pattern() -> re.Pattern[str]:
    listed = alternatives(word for words in grammar().per_before.values() for word in words)
    return re.compile(rf"\b({listed})(?: [a-z]+){{1,2}} of $", re.IGNORECASE)


def _per_before(text: str, start: int) -> Per | None:
    """an annual capacity of: the denominator that an adjective gives."""
    if not text.endswith("of ", 0, start):
        return None
    match = _per_before_pattern().search(text, max(0, start - 48), start)
    if match is None:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_before.items() if match[1].lower() in listed))


@cache
def _by_pattern() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{alternatives(listed)})" for name, listed in grammar().by.items())
    return re.compile(rf"\b(?:{groups})(?: [\w'’$£€%-]+){{1,6}} by $", re.IGNORECASE)


@cache
def _or_pattern() -> re.Pattern[str]:
    table = grammar().before
    groups = "|".join(f"(?P<{name}>{alternatives(table[name])})" for name in CHANGES)
    return re.compile(rf"(?<![A-Za-z])(?:{groups})(?: [\w$£€.,%-]+){{1,4}},? or $", re.IGNORECASE)


def _change_elsewhere(text: str, start: int) -> Change | None:
    """The change told further ahead: raised its rate by 25 basis points; fell by 340,000, or 12 percent."""
    match = None
    if text.endswith(" by ", 0, start):
        match = _by_pattern().search(text, max(0, start - 64), start)
    elif text.endswith(" or ", 0, start):
        match = _or_pattern().search(text, max(0, start - 48), start)
    return next((c for c in CHANGES if match and c == match.lastgroup), None)


def around(text: str, start: int, end: int) -> Around:
    """The modifiers before `start` and after `end`."""
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None
    reach = place = start
    for _ in range(4):
        match = _before_pattern().search(text, max(0, place - 24), place)
        if match is None:
            break
        name, place = match.lastgroup, match.start()
        hedge = hedge or next((h for h in HEDGES if h == name), None)
        bound = bound or next((b for b in BOUNDS if b == name), None)
        change = change or next((c for c in CHANGES if c == name), None)
        if name in HEDGES or name in BOUNDS:
            reach = place
    change = change or _change_elsewhere(text, place)
    per = per_at(text, end)
    if per:
        end = per[1]
    if text.startswith("+", end) and bound is None:
        bound, end = "at_least", end + 1
    for _ in range(2):
        match = _after_pattern().match(text, end)
        if match is None:
            break
        name = match.lastgroup
        hedge = hedge or next((h for h in HEDGES if h == name), None)
        bound = bound or next((b for b in BOUNDS if b == name), None)
        change = change or next((c for c in CHANGES if c == name), None)
        if name in CHANGES:
            break
        end = match.end()
    return Around(reach, end, hedge, bound, change, per[0] if per else _per_before(text, reach))
