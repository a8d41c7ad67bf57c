"""English words around a number: units and counted nouns, modifiers on both sides, and what is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from reconcile.knowledge import units
from reconcile.languages.en.numbers import numerals
from reconcile.languages.figures import (
    BOUNDS,
    CHANGES,
    HEDGES,
    Around,
    Bound,
    Change,
    Hedge,
    Number,
    UnitMatch,
)
from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.knowledge import OwnCounter
from schemas.values import Per

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# What begins with the digits at hand and is no figure: dates, clock times, years, telephones.
NO_FIGURE = re.compile(
    rf"""
      \d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{MONTH}\b(?:,?\ [12]\d{{3}}\b)?
    | \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:+Z.-]+)? | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)
    | \d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\ ?(?:[ap]\.?m\b\.?|GMT|KST|BST|hrs)
    | \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)
    | \d{{1,2}}\ ?(?:[ap]\.?m\b\.?|o['’]clock)
    | [12]\d{{2}}0['’]?s\b | (?<=['’‘])\d0s\b | (?:(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))[12]\d{{3}}\b
    | (?<![$£€])(?:1[89]|20)\d\d\ ?[-–]\ ?\d{{2,4}}(?!\d)
    | (?:(?<=\+)\d{{1,3}}[- ]\d{{2,4}}|\d{{2,4}})[- ]\d{{3,4}}-\d{{3,4}}(?!\d)
    | (?<=\+)\d{{1,3}}(?:[- ]\d{{2,4}}){{2,4}}(?!\d) | (?<!\d\ )0\d{{2,4}}(?:[- ]\d{{3,4}}){{1,2}}(?!\d)
    | 24/7\b | 9/11\b
    | \d{{1,2}}(?:st|nd|rd|th)[- ]century
    """,
    re.VERBOSE,
)
# The same with a word at hand: January 16, 1986; nine o'clock.
NO_FIGURE_WORD = re.compile(
    rf"{MONTH}(?:\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?: ?(?:-|–|to|and) ?\d{{1,2}}\b)?(?!,\d)(?:,? [12]\d{{3}}\b)?"
    r"|\.?,? [12]\d{3}\b)|[A-Za-z]{3,6} o['’]clock"
)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|of|from|during|before|after|between|and|to|through|for|the) $", re.IGNORECASE
)
YEAR = re.compile(r"(?:1[89]|20)\d\d(?![\d,]|\.\d)(?! (?:people|homes|jobs))")
# The first word, or the first sign, of a unit.
HEAD = re.compile(r"([A-Za-z]+|[^A-Za-z]).*")
NEXT_HEAD = re.compile(r"(?: - |[ -]?\{?)? ?([A-Za-z]+|[^A-Za-z])")
LABEL_BEFORE = re.compile(r"\b((?:[A-Za-z]\.){0,3}[A-Za-z]+)[.:]? #?$")
LABELLED = re.compile(r"\d[\d.]*(?![\d,])")


class Grammar(Model):
    """en/units.toml, which explains the keys."""

    adjectives: tuple[str, ...]
    article: frozenset[str]
    article_after: tuple[str, ...]
    weight_unless: tuple[str, ...]
    labels: frozenset[str]
    stops: frozenset[str]
    first_noise: frozenset[str]
    states: tuple[str, ...]
    months: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    ordinal_nouns: dict[str, tuple[str, ...]]
    cents: dict[str, tuple[str, ...]]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    per: dict[str, tuple[str, ...]]
    per_before: dict[str, tuple[str, ...]]


@cache
def grammar() -> Grammar:
    """The table of English units and modifiers."""
    table: Grammar = load_table("en", "units", Grammar)
    return table


def passes(text: str, at: int) -> int:
    """The end of what begins at `at` and holds no figure (a date, a clock time, a numbered name), or `at`."""
    if text[at].isalpha():
        found = NO_FIGURE_WORD.match(text, at)
        return found.end() if found else at
    if found := NO_FIGURE.match(text, at):
        return found.end()
    if text[at - 1 : at] in (" ", "#"):
        label = LABEL_BEFORE.search(text, max(0, at - 24), at)
        if label and label[1].lower() in grammar().labels and label[1] != "no" and (found := LABELLED.match(text, at)):
            return found.end()
        if (found := YEAR.match(text, at)) and YEAR_BEFORE.search(text, max(0, at - 9), at):
            return found.end()
    return at


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(words, key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Words of units: the pattern of all of them, the code of each, and the words with which one may begin."""

    pattern: re.Pattern[str]
    codes: Mapping[str, str]
    heads: frozenset[str]
    nouns: Mapping[str, str]


@lru_cache(maxsize=8)
def unit_words(own: tuple[OwnCounter, ...] = ()) -> UnitWords:
    """The words of units and the counted nouns, with those of the user."""
    codes = {word: code for code, listed in grammar().words.items() for word in listed}
    for sign, code in units.signs().items():
        codes.setdefault(sign, code)
    adjectives = _alternatives(grammar().adjectives)
    # Written-out words in any case, abbreviations as they are.
    long = [word for word in codes if len(word) > 3]
    short = [word for word in codes if len(word) <= 3]
    pattern = re.compile(
        rf"(?:[ -]| - | ?\{{|(?: (?:{adjectives}))+ )?"
        rf"(?P<unit>(?i:{_alternatives(long)})|{_alternatives(short)})"
    )
    heads = {HEAD.sub(r"\1", word).lower() for word in (*codes, *grammar().adjectives)}
    nouns = {word: code for code, listed in grammar().nouns.items() for word in listed}
    nouns |= {word.lower(): counter.unit for counter in own for word in counter.words}
    return UnitWords(pattern, codes | {word.lower(): codes[word] for word in long}, frozenset(heads), nouns)


def unit_at(text: str, place: int, number: Number) -> UnitMatch | None:
    """The unit of measure or money that follows `number` at `place`."""
    known = unit_words()
    head = NEXT_HEAD.match(text, place)
    if head is None or head[1].lower() not in known.heads:
        return None
    codes = known.codes
    match = known.pattern.match(text, place)
    if match is None:
        return None
    word, end = re.sub(" +", " ", match["unit"]), match.end()
    following = text[end : end + 1]
    if word[-1].isalnum() and following.isalnum():
        return None
    if word.isalpha() and len(word) == 1 and match.start("unit") > place and following and following not in " .,;)":
        return None
    code = codes.get(word) or codes.get(word.lower())
    if code is None:
        return None
    if code == "[lb_av]" and word.startswith("pound") and _money_scales().search(text, number.start, number.end):
        code = "GBP"
    return UnitMatch(code, end)


@cache
def _money_scales() -> re.Pattern[str]:
    return re.compile(_alternatives(grammar().weight_unless), re.IGNORECASE)


@cache
def _inch() -> re.Pattern[str]:
    return re.compile(r" in(?=$|[.,;)])|in(?= (?:tall|high|long|wide|deep|thick)\b)")


def inches(text: str, place: int) -> UnitMatch | None:
    """5 in: an inch only where nothing can follow a preposition."""
    match = _inch().match(text, place)
    return UnitMatch("[in_i]", match.end()) if match else None


NEXT_WORD = re.compile(r"([ -])([A-Za-z'’]+)")
WORD_AFTER = re.compile(r" ([a-z]+)")


def head_noun(text: str, place: int, table: Mapping[str, str]) -> UnitMatch | None:
    """The counted noun: the first in `table` within four words, and where it ends."""
    for count in range(4):
        match = NEXT_WORD.match(text, place)
        if match is None:
            return None
        word = match[2].lower()
        pair = WORD_AFTER.match(text, match.end())
        if pair and f"{word} {pair[1]}" in table:
            return UnitMatch(table[f"{word} {pair[1]}"], pair.end())
        if count == 0 and match[1] == "-" and word in table:
            return UnitMatch(table[word], match.end())  # a two-car tram has two cars
        if text.startswith("-", match.end()):
            place = match.end()
            continue
        if word in table and not (
            count == 0 and match[1] == " " and word in ("story", "space", "posts", "bed", "house", "block")
        ):
            # A noun that only qualifies the next one (tram accidents) gives way to it.
            if pair and pair[1] in table and not word.endswith("s"):
                place = match.end()
                continue
            return UnitMatch(table[word], match.end())
        if word in grammar().stops or word in numerals().ones:
            return None
        place = match.end()
    return None


@cache
def _sign_pattern() -> re.Pattern[str]:
    signs = [sign for sign, code in units.signs().items() if units.dimension(code) == "currency"]
    words = [w for code, listed in grammar().words.items() if code == "MYR" for w in listed]
    return re.compile(
        rf"(?<![A-Za-z])({_alternatives(signs)}|(?i:{_alternatives([*words, 'us $', 'us$', 'hk $', 'hk$'])})) ?$"
    )


def sign_before(text: str, start: int) -> UnitMatch | None:
    """A currency sign, code or word right before `start`."""
    if start == 0 or text[start - 1] == " " and not (text[start - 2].isalpha() or text[start - 2] in "$£€¥₩"):
        return None
    match = _sign_pattern().search(text, max(0, start - 20), start)
    if match is None:
        return None
    key = match[1]
    code = units.signs().get(key) or units.signs().get(key.upper()) or "MYR"
    return UnitMatch(code, start, start=match.start())


@cache
def _before_pattern() -> re.Pattern[str]:
    table = grammar().before
    groups = "|".join(f"(?P<{name}>{_alternatives(listed)})" for name, listed in table.items())
    return re.compile(rf"(?<![A-Za-z])(?:{groups}) ?$", re.IGNORECASE)


@cache
def _after_pattern() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{name}>{_alternatives(listed)})" for name, listed in grammar().after.items())
    return re.compile(rf" (?:{groups})\b(?! of the| or minus)", re.IGNORECASE)


@cache
def _per_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {word: code for code, listed in grammar().per.items() for word in listed}
    listed = _alternatives(codes)
    return re.compile(
        rf"(?: ?- ?| ?/ ?| )(?:(?:per|an?|each|every)[ -]+(?:- )?)?(?P<per>{listed})\b"
        r"(?! (?:earlier|ago|later|before|after)\b)|(?P<yearly> annually| yearly)\b",
        re.IGNORECASE,
    ), codes


def per_at(text: str, place: int) -> tuple[Per, int] | None:
    """per hour, a year, /h, annually."""
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
    listed = _alternatives(word for words in grammar().per_before.values() for word in words)
    return re.compile(rf"\b({listed})(?: [a-z]+){{1,2}} of $", re.IGNORECASE)


def _per_before(text: str, start: int) -> Per | None:
    """an annual capacity of: the denominator that an adjective gives."""
    if not text.endswith("of ", 0, start):
        return None
    match = _per_before_pattern().search(text, max(0, start - 48), start)
    if match is None:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_before.items() if match[1].lower() in listed))


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
