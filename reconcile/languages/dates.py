"""From the passages of an article to its dates: the part that no language changes.

A language's `Grammar` finds the mentions (date_mentions); each becomes a `Spec`, field by field, and is resolved
against a `Chain`, what the article has said so far:

    published 2026-01-17   "지난해 12월 …"       Spec(years=-1, month=12)    -> [2025-12-01, 2026-01-01)
                           "17일 오후 6시 42분"   Spec(day=17, hour=18, …)    -> [2026-01-17T18:42, T18:43)
                           "이튿날"              Spec(days=1, anchor=mention) -> [2026-01-18, 2026-01-19)
    not published          "11일"               Spec(day=11)                 -> null, edtf XXXX-XX-11
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo

from reconcile.knowledge.calendar import days
from reconcile.languages import date_days, date_periods
from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import MARKS, RANGE_SIGN, Context, Grammar, Mention, mentions
from reconcile.languages.date_specs import Chain, Question, Resolved, Spec
from reconcile.languages.date_values import ranged, stretch, unanchored, value_of
from schemas.values import DateValue

_WORD = re.compile(r"\w")

SHAPES = (
    date_periods.long_period,
    date_days.distance,
    date_days.day_shift,
    date_days.day_of_period,
    date_periods.week,
    date_periods.same_period,
    date_periods.container,
    date_days.holiday,
    date_days.named_day,
    date_days.weekday,
    date_days.clock,
)
"""One function a shape of wording; the first that answers wins."""


def published_day(published: str | None, timezone: str | None) -> date | None:
    """The local day of publication.

    `published` is an ISO date or date-time; one with an offset is moved to `timezone`, an IANA name or an offset.
    Raises ValueError when `published` is no ISO date.
    """
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is not None and timezone is not None:
        try:
            moment = moment.astimezone(_zone(timezone))
        except OverflowError:  # the first and the last day of the calendar have no day beyond
            return moment.date()
    return moment.date()


def _zone(name: str) -> tzinfo:
    """The zone of an IANA name or of an offset such as +09:00."""
    if name[:1] in "+-":
        return datetime.fromisoformat(f"2000-01-01T00:00{name}").tzinfo or UTC
    return ZoneInfo(name)


def read_passages(
    passages: Sequence[Passage], published: str | None, timezone: str | None, grammar: Grammar
) -> list[list[Candidate]]:
    """The dates of each passage, in order. Raises ValueError when `published` is no ISO date."""
    chain = Chain(published=published_day(published, timezone))
    return [_read_passage(passage, chain, grammar) for passage in passages]


def _read_passage(passage: Passage, chain: Chain, grammar: Grammar) -> list[Candidate]:
    text = passage.text
    known = mentions(text, grammar)
    spans = passage.sentences or [(0, len(text))]
    if not known:
        chain.end_sentence(len(spans))
        return []
    found: list[Candidate] = []
    alone = len(known) == 1 and not _WORD.search(text, 0, known[0].start) and not _WORD.search(text, known[0].end)
    at = 0
    for index, mention in enumerate(known):
        before = at
        while at + 1 < len(spans) and spans[at + 1][0] <= mention.start:
            at += 1
        gap = text[known[index - 1].end : mention.start] if index else None
        if gap is None or not grammar.link.fullmatch(gap):
            chain.end_list()
        if at != before:
            chain.end_sentence(at - before)
        context = grammar.context(text, mention, spans[at])
        bound = context.bound
        if bound is None and index + 1 < len(known) and RANGE_SIGN.fullmatch(text, mention.end, known[index + 1].start):
            bound = "from"
        elif bound is None and gap is not None and RANGE_SIGN.fullmatch(gap):
            bound = "until"
        spec = _spec_of(mention, context)
        if (spec.to is not None and bound == "until") or (spec.to_hour is not None and bound == "from"):
            bound = None
        lean = 2 if context.lean == 0 and alone else context.lean
        value, assumptions = _value(Question(spec, chain, lean, bound, context.lasting))
        if value is None:
            continue
        daypart = (f"daypart_{spec.daypart}",) if spec.daypart and spec.hour is None else ()
        assumed = (*assumptions, *mention.fields.get("assume", ()), *context.assumptions, *daypart)
        found.append(Candidate("date", mention.start, mention.end, value, mention.rule, tuple(dict.fromkeys(assumed))))
    chain.end_sentence(len(spans) - at)
    return _spanned(text, found, grammar)


def _spanned(text: str, found: list[Candidate], grammar: Grammar) -> list[Candidate]:
    """The candidates with both ends of a stretch of time as one: 3일부터 5일까지 ends before the 6th."""
    whole: list[Candidate] = []
    for candidate in found:
        left = whole[-1] if whole else None
        if left is not None and (
            RANGE_SIGN.fullmatch(text, left.end, candidate.start) or grammar.spanned(text, left, candidate)
        ):
            value = stretch(cast(DateValue, left.value), cast(DateValue, candidate.value))
            if value is not None:
                assumed = tuple(dict.fromkeys((*left.assumptions, *candidate.assumptions)))
                whole[-1] = Candidate("date", left.start, candidate.end, value, "span", assumed)
                continue
        whole.append(candidate)
    return whole


def _spec_of(mention: Mention, context: Context) -> Spec:
    fields = {name: value for name, value in mention.fields.items() if name not in MARKS}
    return Spec(**(fields | (context.fields or {})))


def _value(ask: Question) -> tuple[DateValue | None, tuple[str, ...]]:
    """The value of a mention and the assumptions made; the chain moves on.

    A wording that names no possible date (31 February) is given unanchored, with the assumption `impossible`; one
    that counts inside a period (마지막 날) where none was named is no date.
    """
    spec, bound = ask.spec, ask.bound
    try:
        for shape in SHAPES:
            found = shape(ask)
            if found is not None:
                value = value_of(spec, found, bound, ask.chain)
                _advance(ask, found)
                return value, found.assumptions
    except (ValueError, OverflowError):
        return unanchored(spec, bound), ("impossible",)
    if spec.anchor == "period" and spec.nth is not None:
        return None, ()
    return unanchored(spec, bound), ()


def _advance(ask: Question, found: Resolved) -> None:
    """Moves the chain on. Only a plain day becomes the referent of 이날; 전날 and 까지 leave it alone."""
    spec, chain, bound = ask.spec, ask.chain, ask.bound
    chain.year = chain.story = found.start.year
    if found.granularity == "week":
        chain.week = found.start
    if found.granularity != "day":
        if spec.same is None and found.granularity in ("month", "quarter", "half"):
            chain.part, chain.opened = (found.granularity, found.start), found.start
            chain.month = found.start if found.granularity == "month" else chain.month
        return
    start, end = ranged(spec, found)
    if end - start > days(1):
        chain.period, chain.month = (start, end), start.replace(day=1)
        return
    if bound == "until" and chain.link is not None and chain.link < start:
        chain.period = chain.link, end
        return
    chain.link, chain.hour, chain.month = start, spec.hour, start.replace(day=1)
    chain.first = chain.first or start
    if spec.month is not None and chain.published is not None and start > chain.published:
        chain.ahead = start
    if ask.lasting is not None:
        chain.period = start, start + days(ask.lasting)
    if bound is not None:
        return
    back = spec.days is not None and spec.days < 0
    shifted = spec.days is not None and spec.days > 0 and spec.anchor != "mention" and spec.direction is None
    if not back and not shifted:
        chain.day, chain.ended = start, 0
