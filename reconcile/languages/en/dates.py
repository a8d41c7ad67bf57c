"""Dates in English: where a piece of a date may begin, and the grammar of dates.toml.

published 2025-01-17   "Thursday, January 16"           2025-01-16
                       "the third quarter of 2027"       2027-Q3
                       "since the 1950s"                 195X, bound from
                       "2,034 homes", "2028 homes"       no dates
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Grammar, Index, Rule, index
from reconcile.languages.dates import read_passages
from reconcile.languages.en import date_clock, date_pieces, date_relative
from reconcile.languages.en.date_context import Surroundings
from reconcile.languages.en.date_pieces import SLASHED
from reconcile.languages.en.date_table import Table
from reconcile.languages.loader import load_table

_NUMBER = re.compile(r"(\d{1,4}+)(?:st|nd|rd|th)?(?:\s?([/:~–—-])|([.]\d)|[\s.,-]{0,2}(['’]?[A-Za-z]{1,12})|(s\b))?")


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    table = load_table("en", "dates", Table)
    return read_passages(passages, published, timezone, grammar(*_order(passages, table)))


@cache
def grammar(day_first: bool, guessed: bool) -> Grammar:
    """The grammar of dates.toml for articles that write 11/02 for 11 February, or for those that do not."""
    table = load_table("en", "dates", Table)
    rules = (*date_pieces.rules(table, day_first, guessed), *date_relative.rules(table), *date_clock.rules(table))
    reader = Surroundings(table)
    return Grammar(
        starts=_starts(index(rules, behind=False)),
        behind=_behind(index(rules, behind=True)),
        gap=re.compile(r",?\s"),
        joiner=re.compile(
            r"\s?|,\s?|\s?[(]\s?|'s |’s |-"
            r"|,? (?:of|on|in|at|the|of the|in the|on the|of that|the week of)(?: the)? "
            r"|,? (?P<hours>from|between) "
            r"|,? at (?P<hedge>around|about|approximately|roughly|some time around) ",
            re.IGNORECASE,
        ),
        link=re.compile(
            r"\s?(?:[~–—,-]|to|and|or|until|till|through|thru|between|,?\sfrom)\s?(?:the )?", re.IGNORECASE
        ),
        spanned=reader.spanned,
        accept=reader.accept,
        context=reader.context,
    )


def _starts(heads: Index) -> Callable[[str], Sequence[tuple[int, Sequence[Rule]]]]:
    """Words that begin a piece, with the article before them or without, and numbers by what stands behind them."""
    trigger = re.compile(
        r"(?:(?<![A-Za-z])[Tt]he\s)?(?:(?<![A-Za-z])([A-Za-z]+)|(?<!\d)\d{1,4}+(?!\d))|['’](?=[2-9]0s)"
    )
    words: Index = {key: rules for key, rules in heads.items() if key[0] not in "#"}

    def starts(text: str) -> Sequence[tuple[int, Sequence[Rule]]]:
        found: list[tuple[int, Sequence[Rule]]] = []
        rules: Sequence[Rule]
        for match in trigger.finditer(text):
            word = match[1]
            at = match.start()
            if word is not None:
                begun, rules = match.start(1), words.get(word.lower(), ())
            else:
                begun = at + 4 if text[at] in "Tt" else at
                rules = _at_number(heads, text, begun)
            if rules:
                found.append((at, rules))
                if begun > at:
                    found.append((begun, rules))
        return found

    return starts


def _behind(rules: Index) -> Callable[[str, int], Sequence[Rule]]:
    word = re.compile(r"(?:the\s)?([A-Za-z]+)")

    def rules_at(text: str, at: int) -> Sequence[Rule]:
        match = word.match(text, at)
        if match is not None:
            return rules.get(match[1].lower(), ())
        if text[at : at + 1] in ("+", "-"):
            return rules.get(text[at], ())
        return _at_number(rules, text, at)

    return rules_at


def _at_number(rules: Index, text: str, at: int) -> Sequence[Rule]:
    """The rules for a number, or for a quote before the two digits of a decade."""
    match = _NUMBER.match(text, at)
    if match is None:
        return rules.get("'", ()) if text[at : at + 1] in ("'", "’") else ()
    digits, sign, point, word, plural = match.groups()
    if plural or (word is not None and word.lower() == "s"):
        key = "#s"
    elif sign is not None:
        key = f"#{sign}"
    elif point is not None:
        key = "#."
    else:
        key = "" if word is None else f"#{word.lower()}"
    some = rules.get("#year", ()) if len(digits) == 4 else rules.get("#", ())
    return (*rules.get(key, ()), *some)


def _order(passages: Sequence[Passage], table: Table) -> tuple[bool, bool]:
    """Whether days come first in this article's slashed dates, and whether that is only a guess."""
    day_first = month_first = british = american = 0
    slashed = False
    for passage in passages:
        for match in SLASHED.finditer(passage.text):
            slashed = True
            day_first += int(match[1]) > 12
            month_first += int(match[3]) > 12
    if day_first or month_first:
        return day_first > month_first, False
    if not slashed and not any("/" in passage.text for passage in passages):
        return False, True  # nothing asks for the order
    for passage in passages:
        lower = passage.text.lower()
        british += sum(word in lower for word in table.habit.british)
        american += sum(word in lower for word in table.habit.american)
    return british > american, british == american
