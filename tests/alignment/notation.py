"""Values in a notation short enough for tables.

figure   450 person approximate [445, 455]    amount (or low~high), unit (- for none), marks, interval
         without an interval the amount is exact; an empty end is open
         marks: approximate, ordinal, a bound, a change, per:UNIT, fraction:1/3
date     2025-02-11 · 2025-02 · 2025 · 2025-Q3 · 2025-H1 · 2025-02-11T09:30+09:00 · XXXX-XX-11
         then marks: approximate, from, until, before, after, early, mid, late
place    KR-L1165010200 · or a path, outermost first: 새벽시/나루동
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import DateValue, FigureValue, Per, PlaceValue

_INTERVAL = re.compile(r"\[([^\[\]]*), ?([^\[\]]*)\]")


def figure(written: str) -> FigureValue:
    interval = _INTERVAL.search(written)
    number, unit, *marks = _INTERVAL.sub("", written).split()
    low, _, high = number.partition("~")
    bounds = {m for m in marks if m in ("at_least", "over", "at_most", "under")}
    per = next((m.removeprefix("per:") for m in marks if m.startswith("per:")), None)
    share = next((m.removeprefix("fraction:").split("/") for m in marks if m.startswith("fraction:")), None)
    terms = tuple(number.split(":")) if ":" in number else None
    ends = (interval.group(1) or None, interval.group(2) or None) if interval else (low, high or low)
    return FigureValue.model_validate(
        {
            "amount": None if high or terms else low,
            "low": low if high else None,
            "high": high or None,
            "unit": None if unit == "-" else unit,
            "fraction": tuple(int(x) for x in share) if share else None,
            "terms": terms,
            "per": Per(unit=per) if per else None,
            "bound": next(iter(bounds), None),
            "change": next((m for m in marks if m in ("increase", "decrease")), None),
            "approximate": "approximate" in marks,
            "ordinal": "ordinal" in marks,
            "from": None if terms else ends[0],
            "to": None if terms else ends[1],
        }
    )


def day(written: str) -> DateValue:
    stated, *marks = written.split()
    start, end, granularity = _interval(stated)
    return DateValue.model_validate(
        {
            "start": start,
            "end": end,
            "edtf": stated,
            "granularity": granularity,
            "approximate": "approximate" in marks,
            "part": next((m for m in marks if m in ("early", "mid", "late")), None),
            "bound": next((m for m in marks if m in ("from", "until", "before", "after")), None),
        }
    )


def _interval(stated: str) -> tuple[str | None, str | None, str]:
    if "X" in stated:
        return None, None, "day"
    if "T" in stated:
        at = datetime.fromisoformat(stated)
        return stated, (at + timedelta(minutes=1)).isoformat(timespec="minutes"), "minute"
    if "Q" in stated or "H" in stated:
        year, code = int(stated[:4]), stated[5:]
        months, unit = (3, "quarter") if code[0] == "Q" else (6, "half")
        first = (int(code[1]) - 1) * months
        end = first + months
        return f"{year}-{first + 1:02}-01", date(year + end // 12, end % 12 + 1, 1).isoformat(), unit
    parts = [int(p) for p in stated.split("-")]
    if len(parts) == 3:
        return stated, (date(*parts) + timedelta(days=1)).isoformat(), "day"
    if len(parts) == 2:
        year, month = parts
        return f"{stated}-01", date(year + month // 12, month % 12 + 1, 1).isoformat(), "month"
    return f"{stated}-01-01", f"{parts[0] + 1}-01-01", "year"


def place(written: str) -> PlaceValue:
    known = Gazetteer.load().get(written)
    if known is None:
        return PlaceValue(path=tuple(written.split("/")))
    return PlaceValue(id=known.id, path=Gazetteer.load().path(known.id), level=known.level)
