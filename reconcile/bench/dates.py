"""Another day, month, year or weekday, wherever the article writes that date.

    14일(토) → 12일(목)    March 14 → March 12    2023년 9월 → 2022년 9월    on Friday → on Tuesday

What was past at publication stays past. A weekday beside a day moves with it. Where the article tells the date
again in another way (14일 and 어제), it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from reconcile.bench.model import Change, Edit, chance, choose
from reconcile.bench.source import Source
from schemas.claim import DateDetail

_DAYS = (1, 2, 3, 4, 7)
Rewrite = Callable[[str], str | None]


def date_changes(source: Source, seed: int) -> Iterator[Change]:
    """Every part of every written date that has not been changed before in the article."""
    done: set[tuple[str, str]] = set()
    for detail in source.dates:
        if detail.value.start is None or source.in_quote(detail.start, detail.end):
            continue
        for part, make in (("day", _day), ("month", _month), ("year", _year), ("weekday", _weekday)):
            told = _same_part(part, detail)
            rewrite = make(source, detail, seed)
            if rewrite is None or (part, told) in done:
                continue
            done.add((part, told))
            change = _everywhere(source, detail, part, rewrite)
            if change is not None:
                yield change


def _everywhere(source: Source, detail: DateDetail, part: str, rewrite: Rewrite) -> Change | None:
    told = _same_part(part, detail)
    edits = []
    for other in source.dates:
        if other.value.start is None or _same_part(part, other) != told:
            continue
        by = other.value.resolved_from.by if other.value.resolved_from else None
        new = rewrite(other.text)
        if new is None:
            if by == "mention":
                continue  # this day, in the afternoon: goes with the date it leans on
            if part != "weekday" and other.value.granularity in _FINER[part]:
                continue
            source.skip("date", "told again in another way")
            return None
        if not source.may_edit(other.start, other.end):
            source.skip("date", "outside the text")
            return None
        edits.append(Edit(other.start, other.end, new))
    if not edits:
        source.skip("date", "told by another date")
        return None
    return Change("date", part, tuple(edits), tuple((e.start, e.end) for e in edits))


_FINER = {
    "day": (),
    "month": ("day", "hour", "minute", "week"),
    "year": ("day", "hour", "minute", "week", "month", "season", "quarter", "half"),
}
"""Dates that do not tell the part themselves, and take it from the one that does."""


def _same_part(part: str, detail: DateDetail) -> str:
    start = detail.value.start or ""
    return start[: {"day": 10, "weekday": 10, "month": 7, "year": 4}[part]]


def _start(detail: DateDetail) -> date:
    return date.fromisoformat((detail.value.start or "")[:10])


def _stays(source: Source, old: date, new: date) -> bool:
    """Whether past stays past, and what is to come stays to come."""
    return source.published is None or (old <= source.published) == (new <= source.published)


def _day(source: Source, detail: DateDetail, seed: int) -> Rewrite | None:
    table = source.words.dates
    if detail.value.granularity not in ("day", "hour", "minute") or not _has_day(source, detail.text):
        return None
    old = _start(detail)
    options = [
        new
        for step in _DAYS
        for new in (old - timedelta(step), old + timedelta(step))
        if new.month == old.month and _stays(source, old, new)
    ]
    if not options:
        return None
    new = choose(options, chance(seed, "day", source.text, detail.start))

    def rewrite(text: str) -> str | None:
        if not _has_day(source, text):
            return None
        changed = _group(table.day, text, str(new.day), str(old.day))
        return None if changed is None else _with_weekday(source, changed, old, new)

    return rewrite


def _month(source: Source, detail: DateDetail, seed: int) -> Rewrite | None:
    table = source.words.dates
    if detail.value.granularity not in ("day", "hour", "minute", "month"):
        return None
    if re.search(table.weekday, detail.text) or re.search(table.month, detail.text) is None:
        return None
    old = _start(detail)
    if old.day > 28:
        return None
    options = [m for m in (old.month - 2, old.month - 1, old.month + 1, old.month + 2) if 1 <= m <= 12]
    options = [m for m in options if _stays(source, old, old.replace(month=m))]
    if not options:
        return None
    new = choose(options, chance(seed, "month", source.text, detail.start))
    name = table.months[new - 1] if table.months else str(new)
    was = table.months[old.month - 1] if table.months else str(old.month)
    return lambda text: _group(table.month, text, name, was)


def _year(source: Source, detail: DateDetail, seed: int) -> Rewrite | None:
    table = source.words.dates
    if re.search(table.year, detail.text) is None or re.search(table.weekday, detail.text):
        return None
    old = _start(detail)
    options = [old.year + step for step in (-2, -1, 1, 2)]
    options = [y for y in options if _stays(source, old, old.replace(year=y, day=min(old.day, 28)))]
    if not options:
        return None
    new = choose(options, chance(seed, "year", source.text, detail.start))
    return lambda text: _group(table.year, text, str(new), str(old.year))


def _weekday(source: Source, detail: DateDetail, seed: int) -> Rewrite | None:
    """A weekday that stands alone; the new one is another day of the same stretch of seven."""
    table = source.words.dates
    if re.search(table.weekday, detail.text) is None or _has_day(source, detail.text):
        return None
    old = _start(detail)
    unsaid = source.published.isoweekday() if source.published else old.isoweekday()
    options = [name for at, name in enumerate(table.weekdays, 1) if at not in (old.isoweekday(), unsaid)]
    new = choose(options, chance(seed, "weekday", source.text, detail.start))
    was = table.weekdays[old.isoweekday() - 1]
    return lambda text: None if _has_day(source, text) else _group(table.weekday, text, new, was)


def _with_weekday(source: Source, text: str, old: date, new: date) -> str:
    names = source.words.dates.weekdays
    changed = _group(source.words.dates.weekday, text, names[new.isoweekday() - 1], names[old.isoweekday() - 1])
    return text if changed is None else changed


def _has_day(source: Source, text: str) -> bool:
    """Whether a day of the month is written: a number that belongs to a month, where months are names."""
    table = source.words.dates
    named = not table.months or re.search(table.month, text) is not None
    return named and re.search(table.day, text) is not None


def _group(pattern: str, text: str, new: str, old: str) -> str | None:
    """The text with the group of the first match that says `old` replaced."""
    for found in re.finditer(pattern, text):
        at = next(i for i, group in enumerate(found.groups(), 1) if group is not None)
        if found[at].lstrip("0") == old.lstrip("0"):
            return text[: found.start(at)] + new + text[found.end(at) :]
    return None
