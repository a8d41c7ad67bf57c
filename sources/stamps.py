"""Publication times as they are printed in by-lines.

    입력 2025.03.04 10:00 수정 2025.03.05 09:00    2025-03-04T10:00, and a modification
    Saturday 8 March 2025                          2025-03-08
    COALBROOK, March 4, 2025 /Wire/ -- …           2025-03-04

A time without an offset stays without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sources.data import outlets

_MONTHS: Final = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_CLOCK: Final = (
    r"(?P<half>오전|오후|AM|PM)? ?(?P<h>\d{1,2})"
    r"(?:[:.](?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d{1,6})?)?|시 ?(?:(?P<m2>\d{1,2})분)?)"
    r" ?(?P<half2>[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Z]{3,4}\b))?"
)
_DAY_FORMS: Final = (
    r"(?P<y>(?:19|20)\d{2}) ?[-./] ?(?P<mo>\d{1,2}) ?[-./] ?(?P<d>\d{1,2})(?!\d)\.?",
    r"(?P<y>(?:19|20)\d{2})년 ?(?P<mo>\d{1,2})월 ?(?P<d>\d{1,2})일",
    _WEEKDAY + _MONTH + r" (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>(?:19|20)\d{2})",
    _WEEKDAY + r"(?P<d>\d{1,2})(?:st|nd|rd|th)? " + _MONTH + r",? (?P<y>(?:19|20)\d{2})",
)
_STAMPS: Final = tuple(
    re.compile(
        r"(?<![\d.-])(?:(?P<before>\d{1,2}[:.]\d{2})(?: ?(?P<before_half>[AaPp]\.?[Mm]\.?))?"
        r"(?: ?(?P<before_zone>[A-Z]{2,4}))?,? (?:on )?)?"
        + day
        + r"(?: ?\([월화수목금토일]\)| ?[월화수목금토일]요일)?(?:(?:T|,? at |,? ?\|? ?)"
        + _CLOCK
        + r")?",
        re.ASCII,
    )
    for day in _DAY_FORMS
)
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Za-z .,'’&/-]{1,80}?[,(] ?"
    + _MONTH
    + r" (?P<d>\d{1,2}),? (?P<y>(?:19|20)\d{2})\)?,? ?(?:[/(][^/()]{1,40}[/)])? ?(?:--|[-–—])"
)
_LONGEST: Final = 120
_PERSONS: Final = re.compile(r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{2,60}|[가-힣]{2,4} ?(?:기자|특파원)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication time as printed: `value` in ISO 8601, and where it stands in the line."""

    value: str
    start: int
    end: int
    modified: bool = False


def stamps_in(line: str) -> list[Stamp]:
    """Every date with a day and a year in a line (a view), in order; impossible dates are passed over."""
    found: list[Stamp] = []
    for regex in _STAMPS:
        for match in regex.finditer(line[:_LONGEST]):
            value = _iso(match.groupdict())
            if value is None or any(match.start() < s.end and s.start < match.end() for s in found):
                continue
            found.append(Stamp(value, match.start(), match.end()))
    found.sort(key=lambda stamp: stamp.start)
    return list(_labelled(line, found))


def published_in(line: str) -> str | None:
    """The publication time in a by-line: the first that is not called a modification."""
    return next((stamp.value for stamp in stamps_in(line) if not stamp.modified), None)


def is_stamp(line: str, *, first: bool) -> bool:
    """Whether a line is dates and little beside them. A `first` line may be a headline, which asks for more."""
    if len(line) > _LONGEST:
        return False
    stamps = stamps_in(line)
    if not stamps:
        return False
    rest = without_labels(_PERSONS.sub(" ", residue(line, stamps)))
    limit = 0 if first and not re.search(r"[|ㅣ]|\d:\d\d", line) else 30
    return len(rest) <= limit and not re.search(r"[.!?]$", rest)


def iso_or_none(value: str) -> str | None:
    """The value when it is an ISO 8601 date or date-time of the calendar, "T" for a space between; else None."""
    value = value.strip()
    shape = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?",
        value,
        re.ASCII,
    )
    if shape is None:
        return None
    day, clock, zone = shape.groups()
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    result: str = day if clock is None else f"{day}T{clock}{zone or ''}"
    try:
        if clock is None:
            date.fromisoformat(day)
        else:
            datetime.fromisoformat(re.sub(r"\.\d+", "", result).replace("Z", "+00:00"))
    except ValueError:
        return None
    return result


def _iso(groups: dict[str, str | None]) -> str | None:
    month = groups.get("mo") or str(_MONTHS.get((groups.get("month") or "")[:3].lower(), 0))
    day = f"{groups['y']}-{int(month):02}-{int(groups['d'] or 0):02}"
    hour, minute, second = groups.get("h"), groups.get("m") or groups.get("m2"), groups.get("s")
    half, zone = groups.get("half") or groups.get("half2"), groups.get("zone")
    if hour is None:
        hour, _, minute = (groups.get("before") or "").replace(".", ":").partition(":")
        half, zone = groups.get("before_half"), groups.get("before_zone")
        if not hour:
            return iso_or_none(day)
    half = (half or "").lower().replace(".", "")
    clock = int(hour)
    if half in ("오후", "pm") and clock < 12:
        clock += 12
    elif half in ("오전", "am") and clock == 12:
        clock = 0
    offset = zone if zone and zone[0] in "Z+-" else outlets()["zones"].get(zone, "")
    stamp = f"{day}T{clock:02}:{int(minute or 0):02}" + (f":{second}" if second else "") + offset
    return iso_or_none(stamp) or iso_or_none(day)


def _labelled(line: str, stamps: list[Stamp]) -> Iterator[Stamp]:
    at = 0
    for stamp in stamps:
        label = line[at : stamp.start]
        modified = any(word in label for word in outlets()["labels"]["modified"])
        yield Stamp(stamp.value, stamp.start, stamp.end, modified)
        at = stamp.end


def residue(line: str, stamps: list[Stamp]) -> str:
    parts, at = [], 0
    for stamp in stamps:
        parts.append(line[at : stamp.start])
        at = stamp.end
    return " ".join([*parts, line[at:]])


def without_labels(rest: str) -> str:
    labels = outlets()["labels"]
    for word in sorted([*labels["published"], *labels["modified"]], key=len, reverse=True):
        rest = re.sub(rf"(?<![\w]){re.escape(word)}(?![\w])", " ", rest)
    return " ".join(rest.replace("|", " ").replace("ㅣ", " ").split()).strip(" .,:·/-–—()[]")


def dateline_date(paragraph: str) -> str | None:
    """The date of "COALBROOK, March 4, 2025 /Wire/ -- …"."""
    match = _DATELINE.match(paragraph)
    return _iso(match.groupdict()) if match else None
