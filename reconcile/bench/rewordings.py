"""Rewordings that keep every value: dates told from the day of publication, order, signs and spacing, synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from reconcile.bench.draft import blocks_of
from reconcile.bench.model import Change, Edit, chance, choose
from reconcile.bench.rounding import number_rewordings, spelled_rewordings
from reconcile.bench.source import Source
from reconcile.bench.words import RelativeDate
from schemas.claim import DateDetail

_LEAD = 8
"""Letters before a date in which a preposition may stand that goes with it."""


MIXED = 3
"""Copies of an article in which rewordings of all kinds come together."""
MOST_AT_ONCE = 12


def rewordings(source: Source, seed: int) -> Iterator[Change]:
    """Every rewording that the tables know of the article, each by itself, and some of them together."""
    single = [*inner_rewordings(source, seed), *_relative_dates(source, seed)]
    orders = list(reordered(source))
    yield from single
    yield from orders
    for turn in range(MIXED):
        rng = chance(seed, "mixed", source.text, turn)
        edits = together(single, (), MOST_AT_ONCE, rng)
        order = choose(orders, rng).order if orders else None
        if edits:
            yield Change("mixed", f"draw {turn + 1}", edits, tuple((e.start, e.end) for e in edits), order=order)


def inner_rewordings(source: Source, seed: int) -> Iterator[Change]:
    """Those that depend neither on the order of paragraphs nor on the day of publication."""
    yield from number_rewordings(source, seed)
    yield from spelled_rewordings(source)
    yield from worded(source)


def together(options: Iterable[Change], taken: Sequence[Edit], most: int, rng: Random) -> tuple[Edit, ...]:
    """The edits of at most so many rewordings, drawn by chance, that touch neither each other nor what is taken."""
    drawn = sorted(((rng.random(), at, option) for at, option in enumerate(options)), key=lambda d: d[:2])
    edits: list[Edit] = []
    used = 0
    for _, _, option in drawn:
        if used < most and not any(_touch(a, b) for a in option.edits for b in (*taken, *edits)):
            edits += option.edits
            used += 1
    return tuple(sorted(edits))


def _touch(a: Edit, b: Edit) -> bool:
    return a.start <= b.end and b.start <= a.end


def worded(source: Source) -> Iterator[Change]:
    """For each pattern of the table all places of the article where it fits, as one rewording."""
    for row in source.words.rewordings:
        edits = [
            Edit(found.start(), found.end(), found.expand(row.to))
            for found in row.compiled.finditer(source.text)
            if source.may_edit(found.start(), found.end())
            and (row.in_quotes or not source.in_quote(found.start(), found.end()))
        ]
        if edits:
            yield Change(row.kind, f"{row.pattern} → {row.to}", tuple(edits), tuple((e.start, e.end) for e in edits))


def _relative_dates(source: Source, seed: int) -> Iterator[Change]:
    if source.published is None:
        return
    for detail in source.dates:
        if detail.value.start is None or detail.value.bound or source.in_quote(detail.start, detail.end):
            continue
        before = source.text[max(0, detail.start - _LEAD) : detail.start]
        lead = next((p for p in source.words.dates.prepositions if before.endswith(f" {p} ")), None)
        start = detail.start - len(lead) - 1 if lead else detail.start
        written = source.text[start : detail.end]
        for row in source.words.dates.relative:
            day = _offset(source.published, row)
            if not _says(detail, row, day):
                continue
            fits = re.match(row.written, written)
            after = source.text[start + fits.end() :][:1] if fits else ""
            if fits and not _leaning(source, detail) and after not in row.not_before:
                word = choose(row.words, chance(seed, "relative", source.text, start))
                edit = Edit(start, start + fits.end(), word)
                yield Change("relative_date", f"→ {word}", (edit,), ((start, detail.end),))
            for word in row.words:
                after = source.text[detail.start + len(word) :][:1]
                if detail.text.startswith(word) and not after.isalnum() and not _leaning(source, detail):
                    edit = Edit(detail.start, detail.start + len(word), _absolute(row, day, source))
                    yield Change("relative_date", f"{word} →", (edit,), ((detail.start, detail.end),))


def _offset(published: date, row: RelativeDate) -> date:
    if row.part == "day":
        return published + timedelta(row.offset)
    if row.part == "month":
        months = published.year * 12 + published.month - 1 + row.offset
        return date(months // 12, months % 12 + 1, 1)
    return date(published.year + row.offset, 1, 1)


def _says(detail: DateDetail, row: RelativeDate, day: date) -> bool:
    """Whether the date is the day, or the whole month or year; a day's hour does not matter."""
    start, grain = (detail.value.start or "")[:10], detail.value.granularity
    if row.part == "day":
        return start == day.isoformat() and grain in ("day", "hour", "minute")
    if row.part == "month":
        return start == day.isoformat() and grain == "month"
    return start[:4] == str(day.year) and grain in ("year", "month")


def _leaned_on(source: Source, detail: DateDetail) -> bool:
    """Whether a word such as "the same day" further on takes its day from this one."""
    return any(
        d.value.resolved_from is not None
        and d.value.resolved_from.by == "mention"
        and d.value.resolved_from.date == (detail.value.start or "")[:10]
        and d.start > detail.start
        for d in source.dates
    )


def _leaning(source: Source, detail: DateDetail) -> bool:
    """Whether this date, or one further on in its paragraph or leaning on it, counts from another that is mentioned.

    전날 저녁 … 전날 밤: with 11일 for the first, the second would be the day before that.
    """
    end = next((b.end for b in blocks_of(source.extraction.article) if b.start <= detail.start < b.end), detail.end)
    return _leaned_on(source, detail) or any(
        d.text.startswith(detail.text.split()[0]) for d in source.dates if detail.end <= d.start < end
    )


def _absolute(row: RelativeDate, day: date, source: Source) -> str:
    table = source.words.dates
    month = table.months[day.month - 1] if table.months else str(day.month)
    return row.absolute.format(d=day.day, m=day.month, month=month, y=day.year, weekday=table.weekdays[day.weekday()])


def reordered(source: Source) -> Iterator[Change]:
    """Two paragraphs change places that lean on nothing: neither is the first, begins with a word that points back,
    tells a date by another mention or lets another do so, or quotes a speaker by a short name or pronoun.
    """
    blocks = blocks_of(source.extraction.article)
    body = [i for i, b in enumerate(blocks) if b.kind == "paragraph"][1:]
    free = [i for i in body if _stands_alone(source, blocks[i].start, blocks[i].end)]
    for one, two in pairwise(free):
        order = list(range(len(blocks)))
        order[one], order[two] = two, one
        spans = tuple((blocks[i].start, blocks[i].end) for i in (one, two))
        yield Change("order", f"{one} ↔ {two}", (), spans, order=tuple(order))


def _stands_alone(source: Source, start: int, end: int) -> bool:
    text = source.text[start:end]
    if text.startswith(source.words.anaphora):
        return False
    inside = [d for d in source.dates if start <= d.start < end]
    if any(d.value.resolved_from and d.value.resolved_from.by == "mention" for d in inside):
        return False
    days = {(d.value.start or "")[:10] for d in inside}
    resolved = [d.value.resolved_from for d in source.dates if d.value.resolved_from]
    leaning = {r.date for r in resolved if r.by == "mention"}
    if days & leaning:
        return False
    people = [p for p in source.people if start <= p.start < end]
    shorts = {p.value.id for p in source.people if p.text != p.value.name and not start <= p.start < end}
    if any(p.value.id in shorts for p in people) or not all(
        any(q.value.id == p.value.id and q.text == q.value.name for q in people) for p in people
    ):
        return False
    speakers = [q.value.speaker for q in source.quotes if start <= q.start < end]
    told = {None, *(p.id for p in people)}
    return all(s is None or s.detail in told for s in speakers)
