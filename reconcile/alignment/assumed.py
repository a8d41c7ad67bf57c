"""What the reading of two details left open, where their values alone would be held against each other.

15 February (2025, inferred)    the middle of February (2026, inferred)   compatible: neither tells its year
June 2025                       this June (2026, inferred)                incomparable: the inferred year may be wrong
noon (26 April, assumed)        noon (27 April, assumed)                  compatible: neither tells its day
밤새 (the 11th)                  12일 오전 4시                              compatible: a night has two days
현지시간 11일                    12일                                      compatible: another place's clock
Georgia (taken for the country) U.S.                                      compatible: the state has the name too
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from reconcile.alignment.dates import relate_dates
from reconcile.alignment.places import may_be_one
from reconcile.alignment.relating import COMPATIBLE, INCOMPARABLE, Memo, Relating
from reconcile.knowledge import calendar
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.claim import Detail
from schemas.values import DateValue, PlaceValue

LOCAL_TIME = "local_time"
LARGER_PLACE = "larger_place_assumed"
YEAR_INFERRED = "year_inferred"
OVERNIGHT = "overnight"
"""Assumptions of a detail that leave open what its value alone would decide."""
_CLOCK_RULE = "clock"
"""How the names of rules begin that read a clock and no day."""
_CLOCKS = frozenset({"hour", "minute"})
_NIGHT = timedelta(hours=12)
_DAYS_MISTAKEN = timedelta(days=2)
"""How far the day of a clock that tells none may be off."""


def reconsidered(a: Detail, b: Detail, relating: Relating, gazetteer: Gazetteer) -> Relating:
    """`relating`, or what is left of it when an assumption on either side may be wrong."""
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        if a.value.start is None or b.value.start is None:
            return relating
        return _other_zone(a, b) or _other_day(a, b) or _other_year(a, b) or relating
    if isinstance(a.value, PlaceValue) and isinstance(b.value, PlaceValue):
        for one, other in ((a, b), (b, a)):
            if LARGER_PLACE in one.assumptions and may_be_one(_place(one), _place(other), gazetteer):
                return COMPATIBLE
    return relating


def _other_zone(a: Detail, b: Detail) -> Relating | None:
    """A day by a clock that is only called local may be another day here."""
    if (LOCAL_TIME in a.assumptions) == (LOCAL_TIME in b.assumptions):
        return None
    found = relate_dates(_date(a), _date(b), two_zones=True)
    return found if found.standing != "different" else None


def _other_day(a: Detail, b: Detail) -> Relating | None:
    """A night that is told by its evening, and clocks whose day no word tells."""
    for one, other in ((a, b), (b, a)):
        if OVERNIGHT in one.assumptions:
            night = _moved(_date(one), timedelta(0), _NIGHT)
            if night is not None and relate_dates(night, _date(other)).standing == "same":
                return COMPATIBLE
    if not {_date(a).granularity, _date(b).granularity} <= _CLOCKS or not (_is_bare_clock(a) or _is_bare_clock(b)):
        return None
    apart = datetime.fromisoformat((_date(a).start or "")[:10]) - datetime.fromisoformat((_date(b).start or "")[:10])
    if not apart or abs(apart) > _DAYS_MISTAKEN:
        return None
    moved = _moved(_date(b), apart, apart)
    return COMPATIBLE if moved is not None and relate_dates(_date(a), moved).standing == "same" else None


def _other_year(a: Detail, b: Detail) -> Relating | None:
    """A year that was inferred is the one before or after at times; with one that is told nothing is decided."""
    inferred = [YEAR_INFERRED in d.assumptions for d in (a, b)]
    if inferred[0] and _agrees_in_another(a, b) or inferred[1] and _agrees_in_another(b, a):
        return COMPATIBLE if all(inferred) else INCOMPARABLE
    return None


def _agrees_in_another(inferred: Detail, other: Detail) -> bool:
    return any(relate_dates(moved, _date(other)).standing == "same" for moved in _other_years(_date(inferred)))


def _read_other_years(value: DateValue) -> list[DateValue]:
    """The date a year before, and a year after."""
    found = []
    for years in (-1, 1):
        ends = [_year_on(end, years) for end in (value.start, value.end) if end is not None]
        if len(ends) == 2 and None not in ends:
            found.append(value.model_copy(update={"start": ends[0], "end": ends[1]}))
    return found


_other_years = Memo(_read_other_years)


def _year_on(stamp: str, years: int) -> str | None:
    day = date.fromisoformat(stamp[:10])
    if not date.min.year < day.year + years < date.max.year:
        return None
    return calendar.add_months(day, 12 * years).isoformat() + stamp[10:]


def _moved(value: DateValue, start: timedelta, end: timedelta) -> DateValue | None:
    """The date with its ends moved; None where that leaves the calendar."""
    try:
        ends = [
            (datetime.fromisoformat(stamp or "") + by).isoformat(timespec="minutes")
            for stamp, by in ((value.start, start), (value.end, end))
        ]
    except OverflowError:
        return None
    return value.model_copy(update={"start": ends[0], "end": ends[1]})


def _is_bare_clock(detail: Detail) -> bool:
    return all(piece.startswith(_CLOCK_RULE) for piece in detail.rule.split("+"))


def _date(detail: Detail) -> DateValue:
    assert isinstance(detail.value, DateValue)
    return detail.value


def _place(detail: Detail) -> PlaceValue:
    assert isinstance(detail.value, PlaceValue)
    return detail.value
