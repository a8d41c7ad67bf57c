"""Finding the mentions of dates in a text: small pieces first, joined where they touch.

    "지난해 11월 3일(월) 오후 6시"  ->  지난해 · 11월 3일 · (월) · 오후 6시  ->  one mention, one Spec

A language gives a `Grammar`: where a piece may begin and which rules are worth trying there, what may stand between
two pieces of one mention, and how to read the words around a mention. Rules are tried at those places only, and each
is bounded, so the cost is linear in the text and small where it has no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import Any

from reconcile.languages.base import Candidate
from reconcile.languages.date_specs import Bound

Fields = dict[str, Any]
"""Part of a Spec, and the MARKS: `weak` is a piece that is a date only beside another or by its context, `leads` one
that joins nothing before it, `assume` names assumptions."""

MARKS = frozenset(("weak", "leads", "assume"))

# Fields of one slot exclude each other in one mention.
SLOTS = {
    "year": "year", "years": "year", "decade": "year", "decades": "year", "century": "year", "centuries": "year",
    "month": "month", "months": "month", "same": "month",
    "half": "part of year", "quarter": "part of year", "quarters": "part of year", "season": "part of year",
    "holiday": "holiday", "weeks": "week", "iso_week": "week", "week_beginning": "week beginning",
    "day": "day", "days": "shift", "weekday": "weekday", "weekend": "weekday",
    "nth": "nth", "hour": "clock", "daypart": "clock", "part": "part", "amount": "amount", "to": "to",
    "direction": "direction", "plus": "plus", "near_weekday": "nth", "zone": "zone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for a piece, and what its match says; None when it says nothing after all.

    `keys` say how such a piece begins, in the terms of its language's `Grammar.starts`; one that is `behind` stands
    only right behind another piece.
    """

    name: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Fields | None]
    behind: bool = False


Index = Mapping[str, tuple[Rule, ...]]


def index(rules: Iterable[Rule], behind: bool) -> Index:
    """The rules by their keys, in order; those for places right behind a piece too, if asked."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        if behind or not rule.behind:
            for key in dict.fromkeys(rule.keys):
                found.setdefault(key, []).append(rule)
    return {key: tuple(some) for key, some in found.items()}


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names one date or one range."""

    start: int
    end: int
    fields: Fields
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a mention add to it; `lasting` is how many days they count from it."""

    bound: Bound | None = None
    lean: int = 0
    fields: Fields | None = None
    assumptions: tuple[str, ...] = ()
    lasting: int | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language knows about dates.

    `starts` gives the places of a text where a piece may begin, in order, with the rules to try there; `behind` the
    rules for one place right behind a piece. `gap` matches what may stand between a piece and one that is only read
    behind it; `joiner` and `link` match whole gaps, between pieces of one mention (a group `hedge` makes the mention
    approximate, a group `hours` stands before a stretch of hours only), and between neighbours in a list or range;
    `spanned` tells whether two neighbours are the ends of one stretch of time. `accept` decides on a mention by what
    stands around it; `context` is given the offsets of its sentence.
    """

    starts: Callable[[str], Iterable[tuple[int, Sequence[Rule]]]]
    behind: Callable[[str, int], Sequence[Rule]]
    gap: re.Pattern[str]
    joiner: re.Pattern[str]
    link: re.Pattern[str]
    spanned: Callable[[str, Candidate, Candidate], bool]
    accept: Callable[[str, Mention], bool]
    context: Callable[[str, Mention, tuple[int, int]], Context]


RANGE_SIGN = re.compile(r"\s?[~∼～–—-]\s?")


def mentions(text: str, grammar: Grammar) -> list[Mention]:
    """The mentions of a text, left to right, disjoint."""
    joined: list[Mention] = []
    for piece in _pieces(text, grammar):
        longer = _join(text, joined[-1], piece, grammar.joiner) if joined else None
        if longer is None:
            joined.append(piece)
        else:
            joined[-1] = longer
    whole: list[Mention] = []
    for mention in (_closed(text, m) for m in joined):
        if not _sound(mention.fields) or not grammar.accept(text, mention):
            continue
        longer = _range(text, whole[-1], mention) if whole else None
        if longer is None:
            whole.append(mention)
        else:
            whole[-1] = longer
    return whole


def is_fraction(text: str) -> bool:
    """Whether two numbers with a stroke are rather a share than a day and month: 3/4, 2/5, 3/8."""
    first, _, second = text.partition("/")
    return bool(second) and int(first) < int(second) <= 10 and gcd(int(first), int(second)) == 1


def _pieces(text: str, grammar: Grammar) -> Iterator[Mention]:
    """The pieces from left to right, disjoint: the longest at each start, of two as long the rule named first."""
    end = 0
    for start, rules in grammar.starts(text):
        piece = _longest(text, start, rules) if start >= end else None
        while piece is not None:
            yield piece
            end = piece.end
            piece = _longest(text, end, grammar.behind(text, end))
            if piece is None:
                gap = grammar.gap.match(text, end)
                at = end if gap is None else gap.end()
                piece = _longest(text, at, grammar.behind(text, at)) if at > end else None


def _longest(text: str, start: int, rules: Sequence[Rule]) -> Mention | None:
    best: Mention | None = None
    end = start
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match is not None and match.end() > end:
            fields = rule.read(match)
            if fields is not None:
                end = match.end()
                best = Mention(start, end, fields, rule.name)
    return best


def _join(text: str, left: Mention, right: Mention, joiner: re.Pattern[str]) -> Mention | None:
    gap = joiner.fullmatch(text, left.end, right.start)
    if gap is None or right.fields.get("leads") or (gap.lastgroup == "hours" and "to_hour" not in right.fields):
        return None
    if text.find(")", left.end, right.start) >= 0 and text.find("(", left.start, left.end) < 0:
        return None  # the bracket was opened before this mention, which ends with it
    taken = {SLOTS[name] for name in left.fields if name in SLOTS}
    if taken & {SLOTS[name] for name in right.fields if name in SLOTS}:
        return None
    fields = left.fields | right.fields
    if gap.lastgroup == "hedge":
        fields["approximate"] = True
    fields["assume"] = (*left.fields.get("assume", ()), *right.fields.get("assume", ()))
    fields["weak"] = bool(left.fields.get("weak")) and bool(right.fields.get("weak"))
    rule = left.rule if left.rule == right.rule else f"{left.rule}+{right.rule}"
    return Mention(left.start, right.end, fields, rule) if _plausible(fields) else None


def _closed(text: str, mention: Mention) -> Mention:
    """내일(30일 -> 내일(30일)."""
    words = text[mention.start : mention.end]
    opened = words.count("(") + words.count("（") > words.count(")") + words.count("）")
    if opened and text[mention.end : mention.end + 1] in (")", "）"):
        return replace(mention, end=mention.end + 1)
    return mention


def _range(text: str, left: Mention, right: Mention) -> Mention | None:
    """Two days with a range sign between them, 3월 1일~4월 2일, are one mention."""
    ends = {"year", "month", "day", "assume", "weak"}
    if not RANGE_SIGN.fullmatch(text, left.end, right.start) or not set(right.fields) <= ends:
        return None
    if not {"month", "day"} <= set(left.fields) or not {"month", "day"} <= set(right.fields) or "to" in left.fields:
        return None
    fields = left.fields | {"to": right.fields["day"], "to_month": right.fields["month"]}
    if "year" in right.fields:
        fields["to_year"] = right.fields["year"]
        fields.setdefault("year", right.fields["year"] - (left.fields["month"] > right.fields["month"]))
    return Mention(left.start, right.end, fields, "day_range")


def _plausible(fields: Fields) -> bool:
    """Whether two pieces make one date: a day needs its month before a year counts, a clock needs a day."""
    has = {SLOTS[name] for name in fields if name in SLOTS}
    counted = has & {"nth", "holiday"}
    if "day" in has and "year" in has and "month" not in has:
        return False
    if "clock" in has and has & {"year", "month", "part of year", "week"} and not has & {"day", "weekday", "nth"}:
        return False
    if "weekday" in has and has & {"year", "month"} and not counted and "day" not in has:
        return False
    if "shift" in has and has & {"year", "month", "part of year", "week", "amount"}:
        return False
    if "amount" in has and has & {"year", "month", "part of year", "week", "shift"}:
        return False
    return not ("part of year" in has and has & {"month", "day", "weekday"}) and not (
        "week" in has and has & {"day", "month"} and "nth" not in has
    )


def _sound(fields: Fields) -> bool:
    """Whether the pieces name a date at all: early, last or next alone do not."""
    return any(SLOTS.get(name, "part") not in ("part", "direction", "to", "plus", "week beginning") for name in fields)
