"""The times of day of English: 9.30am, from 5 to 6pm, noon, nine o'clock, the small hours of Tuesday."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.en.date_pieces import alternatives, first_words, rule
from reconcile.languages.en.date_table import Table

TO_TIME = r"\s?(?:[~–—-]|to|and|until|till)\s?"


def rules(table: Table) -> Iterable[Rule]:
    """The rules for clock times and parts of the day."""
    parts, zones, words = table.dayparts, table.zones, table.clock_words
    named = alternatives((*table.weekdays, *table.months))
    half = r"[ap]\.m\.|[ap]\.?m\b"
    zone = rf"(?:\s?\(?(?P<zone>{alternatives(zones)})(?!\w)\)?)?"
    free = r"(?<![\d.,:$£€])"
    start = ("#a", "#p", "#am", "#pm", "#:", "#.")
    ranged = ("#-", "#–", "#—", "#to", "#and", "#until", "#till", *start)

    def hour(text: str, half: str) -> int:
        return int(text) % 12 + (12 if half[0].lower() == "p" else 0)

    def read(m: re.Match[str]) -> Fields | None:
        if not 1 <= int(m["h"]) <= 12:
            return None
        fields: Fields = {"hour": hour(m["h"], m["half"])}
        if m["m"]:
            fields["minute"] = int(m["m"])
        return fields | _zone(table, m)

    def span(m: re.Match[str]) -> Fields | None:
        if not 1 <= int(m["h"]) <= 12 or not 1 <= int(m["h2"]) <= 12:
            return None
        last = hour(m["h2"], m["half2"])
        first = hour(m["h"], m["half"] or m["half2"])
        if first >= last and not m["half"]:
            first = int(m["h"]) % 12
        fields: Fields = {"hour": first, "to_hour": last}
        if m["m"]:
            fields["minute"] = int(m["m"])
        if m["m2"]:
            fields |= {"to_minute": int(m["m2"]), "minute": int(m["m"] or 0)}
        return fields | _zone(table, m)

    time = r"(?P<h>\d{1,2})(?:[.:](?P<m>[0-5]\d))?"
    yield rule("clock", start, rf"{free}{time}\s?(?P<half>{half}){zone}(?!\w)", read)
    yield rule(
        "clock_range",
        ranged,
        rf"{free}{time}\s?(?P<half>{half})?{TO_TIME}(?P<h2>\d{{1,2}})(?:[.:](?P<m2>[0-5]\d))?\s?(?P<half2>{half}){zone}(?!\w)",
        span,
    )
    yield rule(
        "clock_24",
        ("#:",),
        rf"(?<![\d.,:$£€/-])(?P<h>[01]\d|2[0-3]):(?P<m>[0-5]\d)(?::[0-5]\d(?:\.\d{{1,6}})?)?{zone}(?![\d:])",
        lambda m: {"hour": int(m["h"]), "minute": int(m["m"])} | _zone(table, m),
    )
    yield rule(
        "clock_bare",
        ("#:",),
        rf"(?<![\d.,:$£€/-])(?P<h>1[0-2]|[1-9]):(?P<m>[0-5]\d){zone}(?![\d:]|\s?[ap]\.?m)",
        lambda m: (
            {"hour": int(m["h"]), "minute": int(m["m"]), "weak": True, "half_day": True}
            | {"assume": ("half_day_unstated",)}
            | _zone(table, m)
        ),
    )
    yield rule(
        "zone",
        ("z", "+", "-"),
        r"(?<=:\d\d)(?P<iso>Z|[+-]\d\d:?\d\d)(?!\w)",
        lambda m: {"zone": "+00:00" if m["iso"] in "Zz" else f"{m['iso'][:3]}:{m['iso'][-2:]}"},
        behind=True,
    )
    yield rule(
        "clock_word",
        (*words, "#noon", "#midnight", "#midday"),
        rf"(?<!\w)(?:12\s)?({alternatives(words)}){zone}(?!\w)",
        lambda m: {"hour": words[m[1].lower()], "minute": 0, "weak": True} | _zone(table, m),
    )
    yield rule(
        "clock_words",
        (*first_words(table.hours), *(f"#{w}" for w in ("o", "in"))),
        rf"(?<!\w)(?P<h>\d{{1,2}}|{alternatives(table.hours)})"
        rf"(?:\so['’]clock)(?:\sin\sthe\s(?P<part>{alternatives(parts)}))?(?!\w)",
        lambda m: _oclock(table, m),
    )
    yield rule(
        "clock_words",
        ("half", "quarter", "a"),
        rf"(?<!\w)(?:(?P<half>half)|(?:a\s)?quarter)\s(?P<way>past|to)\s(?P<h>\d{{1,2}}|{alternatives(table.hours)})"
        rf"(?:\sin\sthe\s(?P<part>{alternatives(parts)}))?(?!\w|\s?%)",
        lambda m: _quarters(table, m),
    )
    hours = alternatives((*table.hours, "noon", "midnight"))
    minutes = alternatives(table.minutes)
    not_range = r"(?!\w|[.:]\d|\s?%|\s(?:hours?|minutes?|days?|percent|per|people|times|miles|of)\b)"
    yield rule(
        "clock_words",
        (*first_words(table.minutes), *(f"#{w}" for w in ("minutes", "minute", "to", "past"))),
        rf"(?<!\w)(?:(?P<n>\d{{1,2}}|{minutes})\sminutes?\s(?P<way>past|to|after|before)"
        rf"|(?:(?<=\bat )|(?<=until )|(?<=about )|(?<=around )|(?<=\bby )|(?<=before )|(?<=after )|(?<=just ))"
        rf"(?P<n2>{minutes})\s(?P<way2>past|to))\s(?P<h>\d{{1,2}}|{hours}){not_range}"
        rf"(?:\sin\sthe\s(?P<part>{alternatives(parts)})(?!\w)|(?=\sthis\s(?P<here>{alternatives(parts)})(?!\w)))?",
        lambda m: _minutes(table, m),
    )
    yield rule(
        "light",
        first_words(table.lights),
        rf"(?:(?<=\bat )|(?<=until )|(?<=till )|(?<=before )|(?<=\bby )|(?<=since )|(?<=after ))"
        rf"({alternatives(table.lights)})(?!\w|-|\s(?:to|on|of|raids?|chorus|prayers?|service|ceremony)\b)",
        lambda m: {"days": 0, "anchor": "mention", "daypart": table.lights[m[1].lower()]},
    )
    yield rule(
        "daypart",
        first_words(parts),
        rf"(?:(?<=day\s)|(?<=[\d.,]\s)|(?<=rrow\s))({alternatives(parts)})(?!\w)",
        lambda m: {"daypart": parts[m[1].lower()], "weak": True},
        behind=True,
    )
    yield rule(
        "early_hours",
        first_words(table.early_hours),
        rf"(?<!\w)(?:the\s)?(?:{alternatives(table.early_hours)})\s(?:of|on)\s(?=\w)",
        lambda m: {"daypart": "dawn", "weak": True},
    )
    yield rule(
        "daypart_of",
        first_words(parts),
        rf"(?<!\w)(?:the\s)?({alternatives(parts)})\sof\s(?=(?:the\s)?(?:{named}|\d{{1,2}})(?:st|nd|rd|th)?\b)",
        lambda m: {"daypart": parts[m[1].lower()], "weak": True},
    )


def _zone(table: Table, m: re.Match[str]) -> Fields:
    if not m["zone"]:
        return {}
    zone = table.zones[" ".join(m["zone"].lower().split())]
    return {"assume": ("local_time",)} if zone == "local" else {"zone": zone}


def _oclock(table: Table, m: re.Match[str]) -> Fields | None:
    hour = int(m["h"]) if m["h"].isdigit() else table.hours[m["h"].lower()]
    part = table.dayparts[m["part"].lower()] if m["part"] else None
    if hour > 24:
        return None
    if part in ("afternoon", "evening", "night") and hour < 12:
        return {"hour": hour + 12}
    return {"hour": hour} | ({} if part else {"half_day": True, "assume": ("half_day_unstated",)})


def _quarters(table: Table, m: re.Match[str]) -> Fields | None:
    """Half past nine, a quarter to ten."""
    fields = _oclock(table, m)
    if fields is None or fields["hour"] > 23:
        return None
    if m["way"].lower() == "past":
        return fields | {"minute": 30 if m["half"] else 15}
    return None if m["half"] or fields["hour"] == 0 else fields | {"hour": fields["hour"] - 1, "minute": 45}


def _minutes(table: Table, m: re.Match[str]) -> Fields | None:
    """Twenty to ten, 20 minutes to 3, ten past midnight."""
    written, way, at = m["n"] or m["n2"], (m["way"] or m["way2"]).lower(), m["h"].lower()
    count = int(written) if written.isdigit() else table.minutes[written.lower()]
    named = {"noon": 12, "midnight": 0}.get(at)
    hour = named if named is not None else int(at) if at.isdigit() else table.hours[at]
    if not 0 < count < 60 or hour > 23:
        return None
    if way in ("to", "before"):
        hour, count = (hour - 1) % 24, 60 - count
    part = table.dayparts.get((m["part"] or m["here"] or "").lower())
    if part is not None and named is None:
        later = part in ("afternoon", "evening", "night") and hour < 12
        return {"hour": hour + 12 if later else hour, "minute": count}
    stated: Fields = {} if named is not None or hour > 12 else {"half_day": True, "assume": ("half_day_unstated",)}
    return {"hour": hour, "minute": count} | stated
