"""Who published an article, and when: read from the lines at its head and tail.

    새벽신문 | 2025-03-04 10:00           outlet 새벽신문, published 2025-03-04T10:00
    입력 2025.03.04 10:00 수정 2025.03.05 09:00    published 2025-03-04T10:00: the modification is passed over
    Saturday 8 March 2025                published 2025-03-08

A time without an offset stays without one; the zone is given beside it when the language or the text tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from schemas.article import Block
from sources.data import expect, load
from sources.view import view_of

_MONTHS: Final = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH: Final = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_CLOCK: Final = (
    r"(?P<half>오전|오후|AM|PM)? ?(?P<h>\d{1,2})(?::(?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d{1,6})?)?|시 ?(?:(?P<m2>\d{1,2})분)?)"
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
        r"(?<![\d.-])(?:(?P<before>\d{1,2}:\d{2}),? )?"
        + day
        + r"(?: ?\([월화수목금토일]\)| ?[월화수목금토일]요일)?(?:(?:T|,? at |,? ?\|? ?)"
        + _CLOCK
        + r")?"
    )
    for day in _DAY_FORMS
)
_DATELINE: Final = re.compile(
    r"^[A-Z][A-Za-z .,'’&/-]{1,80}?[,(] ?"
    + _MONTH
    + r" (?P<d>\d{1,2}),? (?P<y>(?:19|20)\d{2})\)?,? ?(?:[/(][^/()]{1,40}[/)])? ?(?:--|[-–—])"
)
_LONGEST: Final = 120
_WIRE: Final = re.compile(r"^[(\[【<][^=()\[\]【】<>]{1,30}= ?(?P<outlet>[^=()\[\]【】<>]{2,30}?)[)\]】>]")
_BRACKET: Final = re.compile(r"^[(\[【<] ?(?P<outlet>[^=()\[\]【】<>]{2,30}?)[)\]】> =]")
_REPORTER: Final = re.compile(
    r"(?<![가-힣A-Za-z])(?P<names>[가-힣]{2,4}(?:[ ,·](?! )[가-힣]{2,4}){0,3}) ?(?:선임|수습|인턴|전문|객원)?(?:기자|특파원|통신원|논설위원)"
)
_BY: Final = re.compile(r"^(?:[Bb]y|BY|Words by|Written by) (?P<names>[A-Z][^|]{1,80}?)(?:$| \||,)")
_RIGHTS: Final = re.compile(
    r"(?:저작권자 ?(?:\(c\)|[ⓒ©Ⓒ])?|[Cc]opyrights? ?(?:\(c\)|[ⓒ©Ⓒ])?|[ⓒ©Ⓒ]) ?(?:(?:19|20)\d{2} ?)?(?P<outlet>[가-힣A-Za-z0-9][가-힣A-Za-z0-9 &]{1,24}?)(?= ?(?:[.,(<\[:|&-]|무단|All|$))"
)
_HOST: Final = re.compile(r"^(?:www\.)?(?P<host>[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,3})$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication time as printed: `value` in ISO 8601, and where it stands in the line."""

    value: str
    start: int
    end: int
    modified: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text itself tells. None where it does not."""

    published: str | None = None
    outlet: str | None = None
    byline: str | None = None


@cache
def _outlets() -> dict[str, Any]:
    table = load("outlets.toml", ("suffixes_ko", "suffixes_en", "desks", "labels", "zones"))
    expect("outlets.toml [labels]", table["labels"], ("published", "modified"))
    return table


def metadata_of(text: str, blocks: tuple[Block, ...]) -> Metadata:
    """Publication time, outlet and author, from by-lines, datelines and credits."""
    views = [(block.kind, view_of(text, block.start, min(block.end, block.start + 400)).text) for block in blocks]
    heads = [view for kind, view in views if kind == "byline"]
    credits = [view for kind, view in views if kind == "furniture" and len(view) <= 200]
    first = next((view for kind, view in views if kind == "paragraph"), "")
    return Metadata(
        published=next(filter(None, map(published_in, heads)), None) or _dateline(first) or _credit_date(credits),
        outlet=next(filter(None, map(_outlet_of_head, heads)), None) or _outlet_of_tail(credits),
        byline=next(filter(None, map(_author, [*heads, *credits])), None),
    )


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
    """Whether a line is a publication stamp: dates, and little beside them. A first line may be a headline: be strict."""
    if len(line) > _LONGEST:
        return False
    stamps = stamps_in(line)
    if not stamps:
        return False
    rest = _without_labels(_residue(line, stamps))
    limit = 0 if first and not re.search(r"[|ㅣ]|\d:\d\d", line) else 30
    return len(rest) <= limit and not re.search(r"[.!?]$", rest)


def looks_like_outlet(line: str) -> bool:
    """Whether a line is nothing but the name of an outlet: "Coalbrook Herald"."""
    words = line.split()
    if not 1 <= len(words) <= 6 or len(line) > 40 or any(c in line for c in ".!?,:\"“‘'…"):
        return False
    if words[-1] in _outlets()["suffixes_en"]:
        return all(word[0].isupper() or word in ("&", "and", "of", "the") for word in words)
    return len(words) == 1 and line.endswith(tuple(_outlets()["suffixes_ko"]))


def iso_or_none(value: str) -> str | None:
    """The value when it is an ISO 8601 date or date-time of the calendar, "T" for a space between; else None."""
    value = value.strip()
    shape = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?", value
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
    if hour is None:
        before = groups.get("before")
        return (iso_or_none(f"{day}T{before:0>5}") if before else None) or iso_or_none(day)
    half = (groups.get("half") or groups.get("half2") or "").lower().replace(".", "")
    clock = int(hour)
    if half in ("오후", "pm") and clock < 12:
        clock += 12
    elif half in ("오전", "am") and clock == 12:
        clock = 0
    printed = groups.get("zone") or ""
    zone = printed if printed[:1] in ("Z", "+", "-") else _outlets()["zones"].get(printed, "")
    stamp = f"{day}T{clock:02}:{int(minute or 0):02}" + (f":{second}" if second else "") + zone
    return iso_or_none(stamp) or iso_or_none(day)


def _labelled(line: str, stamps: list[Stamp]) -> Iterator[Stamp]:
    at = 0
    for stamp in stamps:
        label = line[at : stamp.start]
        modified = any(word in label for word in _outlets()["labels"]["modified"])
        yield Stamp(stamp.value, stamp.start, stamp.end, modified)
        at = stamp.end


def _residue(line: str, stamps: list[Stamp]) -> str:
    parts, at = [], 0
    for stamp in stamps:
        parts.append(line[at : stamp.start])
        at = stamp.end
    return " ".join([*parts, line[at:]])


def _without_labels(rest: str) -> str:
    labels = _outlets()["labels"]
    for word in sorted([*labels["published"], *labels["modified"]], key=len, reverse=True):
        rest = re.sub(rf"(?<![\w]){re.escape(word)}(?![\w])", " ", rest)
    return " ".join(rest.replace("|", " ").replace("ㅣ", " ").split()).strip(" .,:·/-–—()[]")


def _dateline(paragraph: str) -> str | None:
    """The date of "COALBROOK, March 4, 2025 /Wire/ -- …"."""
    match = _DATELINE.match(paragraph)
    return _iso(match.groupdict()) if match else None


def _credit_date(credits: list[str]) -> str | None:
    for line in credits:
        if any(label in line for label in ("입력", "송고", "등록", "Published", "Posted")) and (
            value := published_in(line)
        ):
            return value
    return None


def _outlet_of_head(line: str) -> str | None:
    wire = _WIRE.match(line)
    if wire:
        return _REPORTER.sub("", wire["outlet"]).strip() or None
    stamps = stamps_in(line)
    if stamps:
        return _outlet_beside(_without_labels(_residue(line, stamps)))
    bracket = _BRACKET.match(line)
    if bracket:
        return _outlet_beside(bracket["outlet"])
    if looks_like_outlet(line):
        return line
    return None


def _outlet_beside(rest: str) -> str | None:
    """The outlet in what is left of a by-line when times and labels are taken away."""
    rest = re.sub(r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{2,60}", " ", rest)
    rest = _REPORTER.sub(" ", rest).strip(" .,:·/-–—()[]|=")
    for desk in _outlets()["desks"]:
        rest = rest.removesuffix(desk).strip()
    host = _HOST.match(rest)
    if host:
        return host["host"]
    plausible = 2 <= len(rest) <= 30 and any(c.isalpha() for c in rest) and not re.match(r"[Bb]y ", rest)
    return " ".join(rest.split()) if plausible else None


def _outlet_of_tail(credits: list[str]) -> str | None:
    for line in credits:
        inside = re.match(r"^[(\[](?P<outlet>[^=()\[\]]{2,20}) ?= ?[가-힣]{2,4} ?기자[)\]]", line)
        if inside:
            return inside["outlet"].strip()
        before = re.match(r"^(?P<outlet>[가-힣A-Za-z0-9]{2,15}) [가-힣]{2,4} ?(?:선임|수습|인턴|전문|객원)?기자", line)
        if before and before["outlet"].endswith(tuple(_outlets()["suffixes_ko"])):
            return before["outlet"]
    for line in credits:
        rights = _RIGHTS.search(line)
        if rights:
            name = rights["outlet"].strip()
            return name if 2 <= len(name) <= 20 else None
    return None


def _author(line: str) -> str | None:
    by = _BY.match(line)
    if by:
        return by["names"].strip()
    korean = _REPORTER.search(line)
    if korean:
        return korean.group(0)
    title = re.match(
        r"^(?P<names>[A-Z][\w'’.-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,3}), [^.]{0,40}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist)",
        line,
    )
    return title["names"] if title else None
