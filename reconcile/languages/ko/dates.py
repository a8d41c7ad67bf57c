"""Dates in Korean: where a piece of a date may begin, and the grammar of dates.toml.

published 2026-01-17   "지난해 12월 3일부터"    2025-12-03, bound from
                       "27~29일"               one range
                       "17일 오후 6시 42분께"   2026-01-17T18:42, approximate
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Grammar, Index, Rule, index
from reconcile.languages.dates import read_passages
from reconcile.languages.ko import date_clock, date_pieces, date_relative
from reconcile.languages.ko.date_context import Surroundings
from reconcile.languages.ko.date_table import Table
from reconcile.languages.loader import load_table

_NUMBER = re.compile(r"\d{1,4}+(?:\s?([^\d\s])|\s*$)")


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    return read_passages(passages, published, timezone, grammar())


@cache
def grammar() -> Grammar:
    """The grammar of dates.toml; built once."""
    table = load_table("ko", "dates", Table)
    rules = (*date_pieces.rules(table), *date_relative.rules(table), *date_clock.rules(table))
    reader = Surroundings(table)
    heads = index(rules, behind=False)
    return Grammar(
        starts=_starts(heads),
        behind=_lookup(index(rules, behind=True)),
        gap=re.compile(r"\s?[(（]\s?|[)）]\s?|,\s|\s"),
        joiner=re.compile(r"\s?|,\s|\s?[(（]\s?|[)）]\s?|의 |(?:이던|이었던|인) |(?<=년)\s(?:한 해\s)?"),
        link=re.compile(
            r"\s?(?:부터|에서|[~∼～–—·ㆍ,-]|[와과]|및|이나|또는|[(（])?\s?"
            r"(?:오는 |(?:한국|현지|우리)\s?시[간각]\s)?"
        ),
        spanned=reader.spanned,
        accept=reader.accept,
        context=reader.context,
    )


def _starts(heads: Index) -> Callable[[str], Sequence[tuple[int, Sequence[Rule]]]]:
    """Numbers before a sign or unit that a rule names, quotes before a short year, and words by a syllable."""
    signs = "".join(sorted({key[1] for key in heads if key[0] == "#" and len(key) > 1}))
    words = [key for key in heads if key[0] not in "#'"]
    alone = "".join(sorted({key for key in words if len(key) == 1}))
    first = "".join(sorted({key[0] for key in words if len(key) > 1}))
    second = re.escape("".join(sorted({key[1] for key in words if len(key) > 1})))
    # One class of characters stands in front of all alternatives: the engine skips what is none of them.
    trigger = re.compile(
        rf"[\d'’‘{alone}{first}](?:(?<![가-힣A-Za-z].)(?:(?<=[{alone}])|(?<=[{first}])(?=[{second}]))"
        rf"|(?<=\d)(?<!\d\d)\d{{0,3}}+(?=\s?([{re.escape(signs)}])|\s{{0,3}}$)|(?<=['’‘])(?=\d\d[년.]))",
        re.DOTALL,
    )
    known = _by_key(heads)

    def starts(text: str) -> Sequence[tuple[int, Sequence[Rule]]]:
        found = []
        for match in trigger.finditer(text):
            at = match.start()
            first = text[at]
            if first.isdigit():
                rules = known.get(f"#{match[1] or ''}", ())
            elif first in "'’‘":
                rules = known.get("'", ())
            else:
                rules = known.get(text[at : at + 2]) or known.get(first, ())
            if rules:
                found.append((at, rules))
        return found

    return starts


def _by_key(rules: Index) -> Index:
    """The rules of two characters with those of the first alone, so that one look-up finds both."""
    return {
        key: (*some, *rules.get(key[0], ())) if len(key) > 1 and key[0] != "#" else some for key, some in rules.items()
    }


def _lookup(rules: Index) -> Callable[[str, int], Sequence[Rule]]:
    """The rules for one place: by the first two characters, by the first alone, or by what stands behind a number."""
    known = _by_key(rules)

    def rules_at(text: str, at: int) -> Sequence[Rule]:
        first = text[at : at + 1]
        if first in "'’‘" and first:
            return known.get("'", ())
        if not first.isdigit():
            return known.get(text[at : at + 2]) or known.get(first, ())
        match = _NUMBER.match(text, at)
        return () if match is None else known.get(f"#{match[1] or ''}", ())

    return rules_at
