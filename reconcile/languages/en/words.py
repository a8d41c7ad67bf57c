"""English words around a number: units and counted nouns, modifiers on both sides, and what is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from reconcile.knowledge import units
from reconcile.languages.en.numbers import numerals
from reconcile.languages.figures import Number, UnitMatch
from reconcile.languages.loader import load_table
from schemas.base import Model
from schemas.knowledge import OwnCounter

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# What begins with the digits at hand and is no figure: dates, clock times, years, telephones.
# A time that somebody took: won in 2:09:41, a record of 3:58.21.
RACE = (
    r"(?:(?<=\bin\ )|(?<=\bof\ )|(?<=\btime\ )|(?<=\bclocked\ )|(?<=\bran\ )|(?<=\brun\ )|(?<=\bbehind\ )|(?<=\())"
    r"(?:\d{1,2}:[0-5]\d:[0-5]\d|\d{1,2}:[0-5]\d\.\d{1,3})(?![\d:])"
)
NO_FIGURE = re.compile(
    rf"""
      \d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{MONTH}\b(?:,?\ [12]\d{{3}}\b)?
    | \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:+Z.-]+)? | \d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)
    | \d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?\ ?(?:[ap]\.?m\b\.?|GMT|KST|BST|hrs)
    | (?!{RACE})\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)
    | \d{{1,2}}\ ?(?:[ap]\.?m\b\.?|o['’]clock)
    | [12]\d{{2}}0['’]?s\b | (?<=['’‘])\d0s\b | (?:(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))[12]\d{{3}}\b
    | (?<![$£€])(?:1[89]|20)\d\d\ ?[-–]\ ?\d{{2,4}}(?!\d)
    | (?:(?<=\+)\d{{1,3}}[- ]\d{{2,4}}|\d{{2,4}})[- ]\d{{3,4}}-\d{{3,4}}(?!\d)
    | (?<=\+)\d{{1,3}}(?:[- ]\d{{2,4}}){{2,4}}(?!\d) | (?<!\d\ )0\d{{2,4}}(?:[- ]\d{{3,4}}){{1,2}}(?!\d)
    | (?<=\+)\d{{1,3}}(?:[- ]\(?\d{{2,6}}\)?){{1,4}}(?!\d)
    | (?<=\()\d{{3}}\)\ ?\d{{3}}-\d{{4}}(?!\d) | 555-\d{{4}}(?!\d)
    | (?:(?<=[Dd]ial\ )|(?<=[Cc]all\ )|(?<=[Rr]ing\ )|(?<=alling\ )|(?<=hone\ ))(?:911|999|112|111|101|988)(?!\d|,\d)
    | [48]K\b | 50/50\b
    | \d{{1,5}}[A-Za-z]?(?:-\d{{1,5}})?
      \ (?:(?:North|South|East|West|[NSEW]|Old|New|St|Upper|Lower|Great)\.?\ )?
      (?:[A-Z][a-z'’]{{1,20}}\ |\d{{1,3}}(?:st|nd|rd|th)\ ){{1,3}}
      (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Dr|Way|Place|Square|Boulevard|Blvd|Court|Close|Terrace|Crescent|Row
      |Hill|Gardens|Mews|Grove|Highway|Parkway|Plaza|Quay|Walk)\b
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
SPELLED_YEAR = re.compile(
    r"(?i:seventeen|eighteen|nineteen|twenty)[ -](?i:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -][a-z]{3,5})?)\b(?! (?:fifths|thirds))"
)
YEAR_BEFORE = re.compile(
    r"\b(in|since|by|until|of|from|during|before|after|between|and|to|through|for|the) $", re.IGNORECASE
)
COUNTS = re.compile(r" ([a-z]+)")
YEAR = re.compile(r"(?:1[89]|20)\d\d(?![\d,]|\.\d)")
# The first word, or the first sign, of a unit.
HEAD = re.compile(r"([A-Za-z]+|[^A-Za-z]).*")
NEXT_HEAD = re.compile(r"(?: - |[ -]?\{?)? ?([A-Za-z]+|[^A-Za-z])")
LABEL_BEFORE = re.compile(r"\b((?:[A-Za-z]\.){0,3}[A-Za-z]+)[.:]? #?$")
RANKED_NO = re.compile(r"\b(?:world|ranked|seeded|to|as|is|at|the|became) [Nn]o\.? $")
LABELLED = re.compile(r"\d[\d.]*(?![\d,])")


class Grammar(Model):
    """en/units.toml, which explains the keys."""

    adjectives: tuple[str, ...]
    article: frozenset[str]
    article_after: tuple[str, ...]
    weight_unless: tuple[str, ...]
    labels: frozenset[str]
    stops: frozenset[str]
    first_counts: frozenset[str]
    not_names: frozenset[str]
    states: tuple[str, ...]
    months: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    ordinal_nouns: dict[str, tuple[str, ...]]
    sayings: tuple[str, ...]
    cents: dict[str, tuple[str, ...]]
    hundredths: dict[str, str]
    before: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    by: dict[str, tuple[str, ...]]
    collectives: dict[str, tuple[str, ...]]
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
        found = NO_FIGURE_WORD.match(text, at) or SPELLED_YEAR.match(text, at) or _sayings().match(text, at)
        return found.end() if found else at
    if found := NO_FIGURE.match(text, at):
        return found.end()
    if text[at - 1 : at] in (" ", "#"):
        label = LABEL_BEFORE.search(text, max(0, at - 24), at)
        named = label and label[1].lower() in grammar().labels and not RANKED_NO.search(text, max(0, at - 16), at)
        if label and named and label[1] != "no" and (found := LABELLED.match(text, at)):
            return found.end()
        if (found := YEAR.match(text, at)) and (before := YEAR_BEFORE.search(text, max(0, at - 9), at)):
            counts = before[1].lower() in ("and", "of", "for", "the") and COUNTS.match(text, found.end())
            return at if counts and counts[1] in unit_words().nouns else found.end()
    return at


@cache
def collectives() -> dict[str, str]:
    """Word of a body → what its number counts."""
    return {word: code for code, listed in grammar().collectives.items() for word in listed}


@cache
def collective_pattern() -> re.Pattern[str]:
    """A word of a body and "of", at the end: a crowd of."""
    return re.compile(rf"\b({alternatives(collectives())}) of $", re.IGNORECASE)


@cache
def _sayings() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(grammar().sayings)})\b", re.IGNORECASE)


def alternatives(words: Iterable[str]) -> str:
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
    adjectives = alternatives(grammar().adjectives)
    # Written-out words in any case, abbreviations as they are.
    long = [word for word in codes if len(word) > 3]
    short = [word for word in codes if len(word) <= 3]
    pattern = re.compile(
        rf"(?:[ -]| - | ?\{{|(?: (?:{adjectives}))+ )?"
        rf"(?P<unit>(?i:{alternatives(long)})|{alternatives(short)})"
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
    if code == "[lb_av]" and word.startswith("pound") and _is_money(text, number):
        code = "GBP"
    if code == "deg" and STUDIES.match(text, end) and not number.amount > 6:
        code = "degree"
    if code == "s" and word == "s" and number.amount % 10 == 0:
        return None  # the 30s
    return UnitMatch(code, end)


def _is_money(text: str, number: Number) -> bool:
    window = MONEY_BEFORE.search(text, max(0, number.start - 24), number.start)
    return bool(window or _money_scales().search(text, number.start, number.end))


STUDIES = re.compile(r" (?:in|from) (?!the )[A-Za-z]")
MONEY_BEFORE = re.compile(
    r"\b(?:cost|costs|costing|paid|pay|pays|paying|price[ds]?|sells?|sold|selling|worth|earn|earns|earned|charged?|fined?"
    r"|spent|spend|bought|saved?|owed?|won|lost)(?: (?:for|at|of|about|around|up to|just|only|over|under|him|her|it))*"
    r" $"
)


@cache
def _money_scales() -> re.Pattern[str]:
    return re.compile(alternatives(grammar().weight_unless), re.IGNORECASE)


@cache
def _inch() -> re.Pattern[str]:
    return re.compile(r" in(?=$|[.,;)])|in(?=$|[.,;)]| (?:tall|high|long|wide|deep|thick|across|of (?:rain|snow))\b)")


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
        rf"(?<![A-Za-z])({alternatives(signs)}|(?i:{alternatives([*words, 'us $', 'us$', 'hk $', 'hk$'])})) ?$"
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
