"""Finding the mentions of dates in a text: small pieces first, joined where they touch.

    "지난해 11월 3일(월) 오후 6시"  ->  지난해 · 11월 3일 · (월) · 오후 6시  ->  one mention, one Spec

A language gives a `Grammar`: patterns for the pieces, what may stand between two pieces of one mention,
and how to read the words around a mention. Every pattern is bounded, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_specs import Bound, Chain, Spec
from reconcile.languages.dates import published_day, read_spec
from reconcile.text.sentences import sentences

Fields = dict[str, Any]
"""Part of a Spec. The key `weak` marks a piece that is a date only beside another or by its context,
`leads` one that joins nothing before it."""

# Fields of one slot exclude each other in one mention.
SLOTS = {
    "year": "year", "years": "year", "decade": "year",
    "month": "month", "months": "month", "same_month": "month",
    "half": "part of year", "quarter": "part of year", "quarters": "part of year", "season": "part of year",
    "holiday": "holiday", "weeks": "week", "iso_week": "week", "week_beginning": "week beginning",
    "day": "day", "days": "shift", "weekday": "weekday", "weekend": "weekday",
    "nth": "nth", "hour": "clock", "daypart": "clock", "part": "part", "amount": "amount", "to": "to",
    "direction": "direction", "plus": "plus", "near_weekday": "nth",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern for a piece, and what its match says; None when it says nothing after all."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Fields | None]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names one date or one range."""

    start: int
    end: int
    fields: Fields
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the words around a mention add to it."""

    bound: Bound | None = None
    lean: int = 0
    fields: Fields | None = None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language knows about dates.

    `joiner` and `link` match whole gaps: between pieces of one mention, and between neighbours in a list or
    range; `accept` decides on a mention by what stands around it; `context` is given the offsets of its sentence.
    """

    rules: tuple[Rule, ...]
    joiner: re.Pattern[str]
    link: re.Pattern[str]
    accept: Callable[[str, Mention], bool]
    context: Callable[[str, Mention, tuple[int, int]], Context]


RANGE_SIGN = re.compile(r"\s?[~∼～–—-]\s?")


def read_passages(
    passages: Sequence[Passage], published: str | None, timezone: str | None, grammar: Grammar
) -> list[list[Candidate]]:
    """The dates of each passage, in order. Raises ValueError when `published` is no ISO date."""
    chain = Chain(published=published_day(published, timezone))
    result = []
    for passage in passages:
        chain, found = _read_passage(passage.text, chain, grammar)
        result.append(found)
    return result


def mentions(text: str, grammar: Grammar) -> Iterator[Mention]:
    """The mentions of a text, left to right, disjoint."""
    joined: list[Mention] = []
    for piece in _pieces(text, grammar.rules):
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
    yield from whole


def _read_passage(text: str, chain: Chain, grammar: Grammar) -> tuple[Chain, list[Candidate]]:
    found: list[Candidate] = []
    known = list(mentions(text, grammar))
    spans = sentences(text) or [(0, len(text))]
    at = 0
    for index, mention in enumerate(known):
        before = at
        while at + 1 < len(spans) and spans[at + 1][0] <= mention.start:
            at += 1
        context = grammar.context(text, mention, spans[at])
        gap = text[known[index - 1].end : mention.start] if index else None
        ahead = text[mention.end : known[index + 1].start] if index + 1 < len(known) else None
        if gap is None or not grammar.link.fullmatch(gap):
            chain = replace(chain, link=None)
        if at != before:
            chain = chain.next_sentence()
        bound = context.bound
        if bound is None and ahead is not None and RANGE_SIGN.fullmatch(ahead):
            bound = "from"
        elif bound is None and gap is not None and RANGE_SIGN.fullmatch(gap):
            bound = "until"
        fields = {k: v for k, v in mention.fields.items() if k not in ("weak", "leads", "local", "assume")}
        spec = replace(Spec(**fields), **(context.fields or {}))
        lean = context.lean
        if lean == 0 and len(known) == 1 and not re.search(r"\w", text[: mention.start] + text[mention.end :]):
            lean = 2
        if spec.to is not None and bound == "until":
            bound = None
        value, assumptions, chain = read_spec(spec, chain, lean, bound)
        daypart = (f"daypart_{spec.daypart}",) if spec.daypart and spec.hour is None else ()
        extra = (*mention.fields.get("assume", ()), *context.assumptions, *daypart)
        found.append(
            Candidate(
                "date", mention.start, mention.end, value, mention.rule, tuple(dict.fromkeys(assumptions + extra))
            )
        )
    return chain.next_sentence(), found


def _pieces(text: str, rules: tuple[Rule, ...]) -> list[Mention]:
    """The longest pieces, disjoint; of two as long, the rule named first."""
    hits = []
    for order, rule in enumerate(rules):
        for match in rule.pattern.finditer(text):
            fields = rule.read(match)
            if fields is not None and match.end() > match.start():
                hits.append(
                    (match.start(), -match.end(), order, Mention(match.start(), match.end(), fields, rule.name))
                )
    hits.sort(key=lambda hit: hit[:3])
    pieces: list[Mention] = []
    for start, _, _, piece in hits:
        if not pieces or start >= pieces[-1].end:
            pieces.append(piece)
    return pieces


def _join(text: str, left: Mention, right: Mention, joiner: re.Pattern[str]) -> Mention | None:
    if right.fields.get("leads") or not joiner.fullmatch(text, left.end, right.start):
        return None
    taken = {SLOTS[name] for name in left.fields if name in SLOTS}
    if taken & {SLOTS[name] for name in right.fields if name in SLOTS}:
        return None
    fields = left.fields | right.fields
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
