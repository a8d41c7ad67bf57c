"""The times of day of Korean: 오전 9시 30분, 밤 열 시 반, 18:30, 정오, 새벽."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.ko.date_pieces import NUMERALS, SIGN, SIGNS, alternatives, sino, words_keys
from reconcile.languages.ko.date_table import Table


def rules(table: Table) -> Iterable[Rule]:
    """The rules for clock times, parts of the day and stated zones."""
    parts, hours = table.dayparts, table.hours
    keys = words_keys(parts)
    part = alternatives(parts)
    minute = rf"(?:\s?(?P<m>[0-5]?\d|{NUMERALS}{{1,3}})분|\s?(?P<half>반)(?![가-힣]*[대려]))?"
    no_after = rf"(?![가-힣])|(?={alternatives((*table.particles, *table.approximate.after, *table.bounds))})"
    end = rf"(?:{no_after})"
    clock = rf"(?P<h>2[0-4]|1\d|0?\d)시{minute}{end}"
    span = (
        rf"(?P<h>2[0-4]|1\d|0?\d)시?{minute}{SIGN}(?:(?P<p2>{part})\s?)?"
        rf"(?P<h2>2[0-4]|1\d|0?\d)시(?:\s?(?P<m2>[0-5]?\d)분)?{end}"
    )
    spelled = rf"(?P<w>{alternatives(hours)})\s?시{minute}{end}"
    signs = r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?"

    def read(m: re.Match[str]) -> Fields | None:
        groups = m.groupdict()
        named = groups.get("part")
        daypart = None if named is None else parts["".join(named.split())]
        written = groups.get("w")
        hour = hours[written] if written else int(m["h"])
        stated = _hour(hour, daypart)
        fields: Fields = {"hour": stated, "weak": daypart is None and not m["m"]}
        if daypart is None and hour <= 12 and "시" in m[0]:
            fields |= {"assume": ("half_day_unstated",), "half_day": True}
        if m["m"] or groups.get("half"):
            fields["minute"] = sino(m["m"]) if m["m"] else 30
        if groups.get("h2"):
            second = groups.get("p2")
            last = int(m["h2"])
            fields["to_hour"] = _hour(last, daypart if second is None else parts["".join(second.split())])
            if second is None and fields["to_hour"] <= stated and last < 12:
                fields["to_hour"] = last + 12
            if groups.get("m2"):
                fields["to_minute"] = int(m["m2"])
        return fields

    free = r"(?<![\d.,가-힣~∼])"
    yield Rule("clock", (*keys, "#시"), re.compile(rf"{free}(?:(?P<part>{part})\s?)?{clock}"), read)
    yield Rule("clock", (*keys, "#시", *SIGNS), re.compile(rf"{free}(?:(?P<part>{part})\s?)?{span}"), read)
    yield Rule("clock", keys, re.compile(rf"(?P<part>{part})\s?{clock}"), read, True)
    yield Rule("clock", keys, re.compile(rf"(?<![가-힣])(?P<part>{part})\s?{spelled}"), read)
    yield Rule("clock", keys, re.compile(rf"(?<![가-힣])(?P<part>{part})\s?{signs}(?![\d:])"), read)
    yield Rule("clock", ("#:",), re.compile(rf"(?<=[\sT]){signs}(?![\d:]|\s?대)"), read)
    yield Rule(
        "zone",
        ("Z", "+", "-", *words_keys(table.zones)),
        re.compile(
            rf"(?<=\d)(?P<iso>Z|[+-]\d\d:?\d\d)(?!\w)|(?P<name>{alternatives(table.zones)})(?![가-힣]|\s?\d|\s?[가-힣]+\s?\d)"
        ),
        lambda m: {"zone": _zone(table, m)},
        True,
    )
    yield Rule(
        "noon",
        ("정오", "자정"),
        re.compile(r"(?<![가-힣])(정오|자정)(?![가-힣]*[뉴])"),
        lambda m: {"hour": 12 if m[1] == "정오" else 24, "minute": 0},
    )
    yield Rule(
        "daypart",
        keys,
        re.compile(rf"(?:(?<![가-힣])|(?<=[제늘일젯날말]))(?:{part})(?=[\s,.에의까부]|$)"),
        lambda m: {"daypart": parts["".join(m[0].split())], "weak": True},
    )


def _hour(hour: int, daypart: str | None) -> int:
    """The hour of the day that is named with its part: 밤 1시 is of the next day, 낮 1시 is 13:00."""
    if (
        (daypart in ("afternoon", "evening") and hour < 12)
        or (daypart == "night" and 5 < hour < 12)
        or (daypart == "noon" and hour < 6)
    ):
        return hour + 12
    if hour == 12 and daypart in ("night", "dawn", "morning"):
        return 24 if daypart == "night" else 0
    return hour + 24 if daypart == "night" and hour < 6 else hour


def _zone(table: Table, m: re.Match[str]) -> str:
    if m["iso"]:
        return "+00:00" if m["iso"] == "Z" else f"{m['iso'][:3]}:{m['iso'][-2:]}"
    return table.zones["".join(m["name"].split())]
