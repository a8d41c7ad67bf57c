"""Dates in Japanese: the pieces that dates.toml words, and how the words around them are read.

published 2026-01-17   "昨年12月3日から"         2025-12-03, bound from
                       "令和8年2月"              2026-02
                       "17日午後6時42分ごろ"      2026-01-17T18:42, approximate
                       "第3四半期", "3日間"       2026-Q3; a stretch of time is no date
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Context, Fields, Grammar, Mention, Rule, index
from reconcile.languages.date_specs import Bound, Part
from reconcile.languages.dates import read_passages
from reconcile.languages.loader import load_table
from schemas.base import Model

_FREE = r"(?<![\d.,:/-])"
_NUMBER = "#"
"""The key of rules that begin with a digit; the others go by their first letter."""
_TAIL = 60


class Table(Model):
    """dates.toml, which explains its tables."""

    weekdays: str
    future: tuple[str, ...]
    past: tuple[str, ...]
    not_after_day: tuple[str, ...]
    approximate: tuple[str, ...]
    back: tuple[str, ...]
    forth: tuple[str, ...]
    morning: tuple[str, ...]
    afternoon: tuple[str, ...]
    eras: dict[str, int]
    years: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    days: dict[str, int]
    mention_days: dict[str, int]
    mention_years: dict[str, int]
    units: dict[str, Literal["day", "week", "month", "year"]]
    parts: dict[str, Part]
    halves: dict[str, int]
    bounds: dict[str, Bound]
    holidays: dict[str, str]


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    return read_passages(passages, published, timezone, grammar())


@cache
def grammar() -> Grammar:
    """The grammar of dates.toml; built once."""
    table = load_table("ja", "dates", Table)
    rules = tuple(_rules(table))
    heads, after = index(rules, behind=False), index(rules, behind=True)
    trigger = re.compile(rf"(?<!\d)\d|[{''.join(sorted(key for key in heads if key != _NUMBER))}]")
    around = _Surroundings(table)

    def key(text: str, at: int) -> str:
        return _NUMBER if text[at : at + 1].isdigit() else text[at : at + 1]

    def starts(text: str) -> Iterator[tuple[int, Sequence[Rule]]]:
        for match in trigger.finditer(text):
            yield match.start(), heads[key(text, match.start())]

    return Grammar(
        starts=starts,
        behind=lambda text, at: after.get(key(text, at), ()),
        gap=re.compile(r"\s|の"),
        joiner=re.compile(r"\s?|の"),
        link=re.compile(r"[、・と~]|から"),
        spanned=lambda text, left, right: text[left.end : right.start] == "から" and text.startswith("まで", right.end),
        accept=around.accept,
        context=around.context,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _firsts(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[0] for word in words))


def _rules(table: Table) -> Iterator[Rule]:
    yield from _calendar(table)
    yield from _clock(table)
    shifts: tuple[tuple[str, dict[str, int], Fields], ...] = (
        ("years", table.years, {}),
        ("months", table.months, {}),
        ("weeks", table.weeks, {}),
        ("days", table.days, {}),
        ("days", table.mention_days, {"anchor": "mention"}),
        ("years", table.mention_years, {"anchor": "mention", "leads": True}),
    )
    for field, words, more in shifts:
        yield Rule(
            f"relative_{field}",
            _firsts(words),
            re.compile(rf"(?:{_either(words)})(?!度|比|同期)"),
            _shift(field, words, more),
        )
    yield Rule(
        "distance",
        (_NUMBER,),
        re.compile(rf"{_FREE}(\d{{1,4}})({_either(table.units)})({_either((*table.back, *table.forth))})(?!半)"),
        lambda m: {"amount": int(m[1]) * (-1 if m[3] in table.back else 1), "unit": table.units[m[2]]},
    )
    yield Rule(
        "part", _firsts(table.parts), re.compile(_either(table.parts)), lambda m: {"part": table.parts[m[0]]}, True
    )
    yield Rule(
        "holiday",
        _firsts(table.holidays),
        re.compile(_either(table.holidays)),
        lambda m: {"holiday": table.holidays[m[0]]},
    )


def _shift(field: str, words: dict[str, int], more: Fields) -> Callable[[re.Match[str]], Fields]:
    return lambda m: {field: words[m[0]], **more}


def _calendar(table: Table) -> Iterator[Rule]:
    no_day = rf"(?!{_either(table.not_after_day)})"
    eras, halves = table.eras, table.halves
    yield Rule(
        "year", (_NUMBER,), re.compile(rf"{_FREE}([12]\d{{3}})年(?!代|間|ぶり|度)"), lambda m: {"year": int(m[1])}
    )
    yield Rule("decade", (_NUMBER,), re.compile(rf"{_FREE}([12]\d{{2}}0)年代"), lambda m: {"decade": int(m[1])})
    yield Rule(
        "era",
        _firsts(eras),
        re.compile(rf"({_either(eras)})(元|\d{{1,2}})年(?!代|間|度)"),
        lambda m: {"year": eras[m[1]] + (1 if m[2] == "元" else int(m[2]))},
    )
    yield Rule(
        "month",
        (_NUMBER,),
        re.compile(rf"{_FREE}(1[0-2]|0?[1-9])月(?!間|面)"),
        lambda m: {"month": int(m[1])},
    )
    yield Rule(
        "day",
        (_NUMBER,),
        re.compile(rf"{_FREE}(3[01]|[12]\d|0?[1-9])日{no_day}"),
        lambda m: {"day": int(m[1])},
    )
    yield Rule(
        "day_range",
        (_NUMBER,),
        re.compile(rf"{_FREE}(3[01]|[12]\d|0?[1-9])日?~(3[01]|[12]\d|0?[1-9])日{no_day}"),
        lambda m: {"day": int(m[1]), "to": int(m[2])} if int(m[1]) < int(m[2]) else None,
    )
    yield Rule(
        "weekday",
        tuple(table.weekdays),
        re.compile(rf"([{table.weekdays}])曜日?"),
        lambda m: {"weekday": table.weekdays.index(m[1])},
    )
    yield Rule(
        "weekday",
        ("(", "（"),
        re.compile(rf"[(（]([{table.weekdays}])(?:曜日?)?[)）]"),
        lambda m: {"weekday": table.weekdays.index(m[1])},
        True,
    )
    yield Rule(
        "quarter",
        ("第", _NUMBER),
        re.compile(rf"{_FREE}第?([1-4])四半期"),
        lambda m: {"quarter": int(m[1])},
    )
    yield Rule("half", _firsts(halves), re.compile(_either(halves)), lambda m: {"half": halves[m[0]]})


def _clock(table: Table) -> Iterator[Rule]:
    halves = (*table.morning, *table.afternoon)
    time = r"(2[0-4]|1\d|0?\d)時(?!間)(?:([0-5]?\d)分|(半))?"

    def read(m: re.Match[str]) -> Fields:
        hour = int(m[2])
        if m[1] in table.afternoon and hour < 12:
            hour += 12
        fields: Fields = {"hour": hour}
        if m[3] or m[4]:
            fields["minute"] = int(m[3] or 30)
        if m[1] is None and hour <= 12:
            fields |= {"half_day": True, "assume": ("half_day_unstated",)}
        return fields

    yield Rule("clock", (_NUMBER, *_firsts(halves)), re.compile(rf"(?:({_either(halves)})の?)?(?<!\d){time}"), read)
    yield Rule("noon", ("正",), re.compile("正午"), lambda _: {"hour": 12, "minute": 0})


class _Surroundings:
    def __init__(self, table: Table) -> None:
        self.approximate = re.compile(_either(table.approximate))
        self.bound = re.compile(rf"(?:{_either(table.approximate)})?({_either(table.bounds)})")
        self.bounds = table.bounds
        self.future = re.compile(_either(table.future))
        self.past = re.compile(rf"(?:{_either(table.past)})(?=[。、」\s]|$)")

    def accept(self, text: str, mention: Mention) -> bool:
        """毎年3月 and 毎月5日 come again and again: no dates."""
        again = text[max(0, mention.start - 2) : mention.start].endswith(("毎", "毎年", "毎月", "毎週", "毎日"))
        return not again and not text.startswith("ごと", mention.end)

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        tail = text[mention.end : sentence[1]]
        bound = self.bound.match(tail) if "distance" not in mention.rule else None
        last = tail[-_TAIL:]
        lean = 1 if self.future.search(last) else -1 if self.past.search(last) else 0
        return Context(
            bound=self.bounds[bound[1]] if bound else None,
            lean=lean,
            fields={"approximate": True} if self.approximate.match(tail) else None,
        )
