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
from dataclasses import replace
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
        moment = moment.astimezone(_zone(timezone))
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
    result = []
    for passage in passages:
        chain, found = _read_passage(passage, chain, grammar)
        result.append(found)
    return result


def _read_passage(passage: Passage, chain: Chain, grammar: Grammar) -> tuple[Chain, list[Candidate]]:
    text = passage.text
    known = mentions(text, grammar)
    if not known:
        return chain.next_sentence(), []
    found: list[Candidate] = []
    spans = passage.sentences or [(0, len(text))]
    alone = len(known) == 1 and not _WORD.search(text, 0, known[0].start) and not _WORD.search(text, known[0].end)
    at = 0
    for index, mention in enumerate(known):
        before = at
        while at + 1 < len(spans) and spans[at + 1][0] <= mention.start:
            at += 1
        gap = text[known[index - 1].end : mention.start] if index else None
        if gap is None or not grammar.link.fullmatch(gap):
            chain = replace(chain, link=None, hour=None, week=None)
        if at != before:
            chain = chain.next_sentence()
        context = grammar.context(text, mention, spans[at])
        bound = context.bound
        if bound is None and index + 1 < len(known) and RANGE_SIGN.fullmatch(text, mention.end, known[index + 1].start):
            bound = "from"
        elif bound is None and gap is not None and RANGE_SIGN.fullmatch(gap):
            bound = "until"
        spec = _spec_of(mention, context)
        if spec.to is not None and bound == "until":
            bound = None
        lean = 2 if context.lean == 0 and alone else context.lean
        value, assumptions, chain = _value(Question(spec, chain, lean, bound, context.lasting))
        if value is None:
            continue
        daypart = (f"daypart_{spec.daypart}",) if spec.daypart and spec.hour is None else ()
        assumed = (*assumptions, *mention.fields.get("assume", ()), *context.assumptions, *daypart)
        found.append(Candidate("date", mention.start, mention.end, value, mention.rule, tuple(dict.fromkeys(assumed))))
    return chain.next_sentence(), _spanned(text, found, grammar)


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


def _value(ask: Question) -> tuple[DateValue | None, tuple[str, ...], Chain]:
    """The value of a mention, the assumptions made, and the chain after it.

    A wording that names no possible date (31 February) is given unanchored, with the assumption `impossible`; one
    that counts inside a period (마지막 날) where none was named is no date.
    """
    spec, chain, bound = ask.spec, ask.chain, ask.bound
    try:
        found = next(filter(None, (shape(ask) for shape in SHAPES)), None)
        if found is not None:
            return value_of(spec, found, bound, chain), found.assumptions, _advance(ask, found)
    except (ValueError, OverflowError):
        return unanchored(spec, bound), ("impossible",), chain
    if spec.anchor == "period" and spec.nth is not None:
        return None, (), chain
    return unanchored(spec, bound), (), chain


def _advance(ask: Question, found: Resolved) -> Chain:
    """The chain after a mention. Only a plain day becomes the referent of 이날; 전날 and 까지 leave it alone."""
    spec, chain, bound = ask.spec, ask.chain, ask.bound
    year = found.start.year
    if found.granularity == "week":
        return replace(chain, year=year, week=found.start)
    if found.granularity != "day":
        if spec.same is not None or found.granularity not in ("month", "quarter", "half"):
            return replace(chain, year=year)
        month = found.start if found.granularity == "month" else chain.month
        return replace(chain, year=year, month=month, part=(found.granularity, found.start))
    start, end = ranged(spec, found)
    if end - start > days(1):
        return replace(chain, year=year, period=(start, end), month=start.replace(day=1))
    if bound == "until" and chain.link is not None and chain.link < start:
        return replace(chain, year=year, period=(chain.link, end))
    period = chain.period if ask.lasting is None else (start, start + days(ask.lasting))
    chain = replace(
        chain,
        year=year,
        link=start,
        hour=spec.hour,
        month=start.replace(day=1),
        first=chain.first or start,
        period=period,
    )
    shifted = spec.days is not None and spec.days != 0
    if bound is not None or (shifted and spec.anchor != "mention" and spec.direction is None):
        return chain
    if shifted and spec.days is not None and spec.days < 0:
        return chain
    return replace(chain, day=start)
