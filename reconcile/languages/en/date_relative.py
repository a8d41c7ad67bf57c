"""The pieces of English dates that count from another day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.en.date_pieces import alternatives, first_words, number, rule
from reconcile.languages.en.date_table import Table

UNITS = {"day": "day", "week": "week", "wk": "week", "month": "month", "year": "year", "yr": "year"}
PLURAL = {"day": "days", "week": "weeks", "wk": "weeks", "month": "months", "quarter": "quarters", "qtr": "quarters"}
PLURAL |= {"year": "years", "yr": "years"}
WEEKDAY = r"(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"


def rules(table: Table) -> Iterable[Rule]:
    """The rules for shifts, distances and counted days."""
    yield from _shifts(table)
    yield from _weeks(table)
    yield from _distances(table)
    yield from _counted(table)


def _shifts(table: Table) -> Iterable[Rule]:
    days, shifts = table.days, table.shifts
    yield rule(
        "now",
        ("now", "present"),
        r"(?:(?<=and )|(?<=until )|(?<=to ))(?:now|the\spresent)(?!\w)",
        lambda m: {"days": 0},
    )
    yield rule(
        "relative_days",
        first_words(days),
        rf"(?<!\w)(?:the\s)?({alternatives(days)})(?!\w|['’]s\s(?:world|youth))",
        lambda m: {"days": days[m[1].lower()]},
    )
    mentioned: tuple[tuple[str, str, dict[str, int], Fields], ...] = (
        ("days", "days", table.mention_days, {}),
        ("weeks", "weeks", table.mention_weeks, {}),
        ("months", "months", table.mention_months, {}),
        ("years", "years", table.mention_years, {}),
        ("story", "years", table.story_years, {"anchor": "story"}),
        ("same_months", "years", table.same_months, {"same": "month"}),
        ("same_periods", "years", table.same_periods, {"same": "period"}),
    )
    for name, field, words, more in mentioned:
        yield rule(
            f"mention_{name}",
            first_words(words),
            rf"(?<!\w)(?:{alternatives(words)})(?!\w)(?!\s(?:{alternatives(table.not_after_mention)}))",
            lambda m, field=field, words=words, more=more: (
                {  # type: ignore[misc]
                    field: words[m[0].lower()],
                    "anchor": "mention",
                }
                | more
            ),
        )
    yield rule(
        "mention_years",
        ("a", "one"),
        r"(?<!\w)(?:an?|one)\s(?P<u>year|month|week)\sbefore"
        r"(?=$|[.,;:)]|\s(?:and|was|were|had|when|but|to|in|at|by|fell|rose|stood)\b)",
        lambda m: {PLURAL[m["u"].lower()]: -1, "anchor": "mention"},
    )
    named = {w: n for w, n in shifts.items() if w != "the"}
    unit = alternatives(PLURAL.keys() - {"day"})
    yield rule(
        "relative",
        first_words(named),
        rf"(?<!\w)(?:the\s)?(?P<s>{alternatives(named)})\s(?:(?:calendar|financial|fiscal|academic|school)\s)?(?P<u>{unit})(?!\w|-(?:old|long)|\sof\s(?!the\b))",
        lambda m: {PLURAL[m["u"].lower()]: named[m["s"].lower()]},
    )
    yield rule(
        "of_the",
        ("week", "month", "year"),
        r"(?<=\bof )the\s(week|month|year)(?!\w|\s(?:to|ended|of)\b)",
        lambda m: {PLURAL[m[1].lower()]: 0, "weak": True},
    )
    directions = table.directions
    named_after = alternatives((*table.weekdays, *table.months, *table.seasons, *table.holidays))
    year_of_this = alternatives((*table.months, *(name for name in table.seasons if name != "winter")))
    yield rule(
        "direction",
        ("this",),
        rf"(?<!\w)this(?=\s(?:{year_of_this})\b)",
        lambda m: {"direction": 0},
    )
    yield rule(
        "direction",
        first_words(directions),
        rf"(?<!\w)(?:{alternatives(directions)})(?=\s(?:{named_after})\b)",
        lambda m: {"direction": directions[m[0].lower()]},
    )
    periods = table.period_days
    yield rule(
        "period_day",
        first_words(periods),
        rf"(?<!\w)(?:the\s)?({alternatives(periods)})(?!\w|\s(?:of|in)\s(?!the\s(?:event|fair|festival|talks|conference|summit|trial|tournament|strike|visit)))",
        lambda m: {"nth": periods[m[1].lower()], "nth_of": "day", "anchor": "period", "weak": True},
    )


def _weeks(table: Table) -> Iterable[Rule]:
    weekdays, months, seasons = table.weekdays, table.months, table.seasons
    weekends = table.weekends

    def next_(m: re.Match[str]) -> Fields:
        word = m[1].lower()
        return {"month" if word in months else "season": months.get(word) or seasons[word], "direction": 1}

    yield rule(
        "weekend",
        ("weekend", *first_words(weekends)),
        rf"(?<!\w)(?:(?P<s>the|{alternatives(weekends)})\s)?weekend(?!\w)",
        lambda m: (
            {"weekend": True}
            if (m["s"] or "the").lower() == "the"
            else {"weekend": True, "weeks": weekends[m["s"].lower()]}
        ),
    )
    yield rule(
        "next_weekday",
        ("next",),
        rf"(?<!\w)next\s({alternatives(weekdays)})\b",
        lambda m: {"weeks": 1, "weekday": weekdays[m[1].lower()]},
    )
    yield rule("next_month", ("next",), rf"(?<!\w)next\s({alternatives(months)}|{alternatives(seasons)})\b", next_)
    yield rule(
        "after_next",
        weekdays,
        rf"(?<!\w)({alternatives(weekdays)})\safter\snext(?!\w)",
        lambda m: {"weekday": weekdays[m[1].lower()], "amount": 2, "unit": "week"},
    )
    yield rule(
        "weekday_week",
        (*weekdays, "tomorrow", "today"),
        rf"(?<!\w)(?:a\sweek\son\s({alternatives(weekdays)})|({alternatives(weekdays)})\sweek)(?!\w)",
        lambda m: {"weekday": weekdays[(m[1] or m[2]).lower()], "amount": 2, "unit": "week"},
    )
    yield rule(
        "after_next",
        months,
        rf"(?<!\w)({alternatives(months)})\s(?:after\snext|in\sa\syear)(?!\w)",
        lambda m: {"years": 1, "month": months[m[1].lower()]},
    )
    yield rule(
        "after_next",
        ("week", "month", "year", "weekend"),
        r"(?<!\w)(?:the\s)?(week|month|year)\safter\snext(?!\w)",
        lambda m: {PLURAL[m[1].lower()]: 2},
    )
    yield rule(
        "before_last",
        ("week", "month", "year"),
        r"(?<!\w)(?:the\s)?(week|month|year)\sbefore\slast(?!\w)",
        lambda m: {PLURAL[m[1].lower()]: -2},
    )
    yield rule(
        "week_beginning",
        ("week", "w"),
        r"(?<!\w)(?:the\s)?(?:week\s(?:beginning|of|commencing|starting)|w/c)(?=\s\w)",
        lambda m: {"week_beginning": True, "weak": True},
    )
    yield rule(
        "iso_week",
        ("week",),
        r"(?<!\w)week\s(5[0-3]|[1-4]\d|[1-9])(?![\w.,:]?\d)",
        lambda m: {"iso_week": int(m[1])},
    )


def _distances(table: Table) -> Iterable[Rule]:
    counts, units = table.counts, table.units
    nouns = ("day", "days", "week", "weeks", "month", "months", "year", "years", "yr", "yrs", *units)
    starts = (*first_words(counts), "half", *(f"#{noun}" for noun in nouns), "#or")
    count = rf"(?P<n>\d{{1,3}}|{alternatives(counts)})"
    unit = rf"(?P<u>days?|weeks?|months?|years?|yrs?|{alternatives(units)})"

    ways = alternatives((*table.back, *table.forth))

    def amount(m: re.Match[str]) -> Fields:
        written = m["u"].lower()
        times, name = units.get(written, (1, UNITS.get(written.rstrip("s"), "day")))
        return {"amount": (counts.get(m["n"].lower()) or int(m["n"])) * times, "unit": name}

    def distance(m: re.Match[str]) -> Fields:
        way = (m["way"] if "way" in m.groupdict() else "in").lower()
        fields = amount(m)
        if way in table.back:
            fields["amount"] = -fields["amount"]
        if m["n"].lower() in table.vague:
            fields["approximate"] = True
        return fields | ({"anchor": "mention"} if way in table.from_mention else {})

    yield rule(
        "distance",
        starts,
        rf"(?<![\w.,$£€-])(?<!half\s){count}\s{unit}\s(?P<way>{ways})(?!\w|\sthan\b)",
        distance,
    )
    yield rule(
        "distance",
        ("half",),
        rf"(?<!\w)half\sa\syear\s(?P<way>{alternatives((*table.back, *table.forth))})(?!\w)",
        lambda m: {"amount": -6 if m["way"].lower() in table.back else 6, "unit": "month"},
    )
    yield rule(
        "in_one",
        ("a", "an", "one"),
        r"(?<=\bin )(?:an?|one)\s(?P<u>week|month|year|fortnight)(?=$|[.,;])",
        lambda m: (
            {"amount": 2 if m["u"].lower() == "fortnight" else 1, "weak": True}
            | {"unit": "week" if m["u"].lower() == "fortnight" else m["u"].lower()}
        ),
    )
    # "1978, eight years before it closed" dates the closing: the distance runs the other way.
    yield rule(
        "apposed_distance",
        starts,
        rf"(?<=\d\d\d\d, ){count}\s(?P<u>years)\s(?P<way>before|after)(?=\s(?:it|he|she|they|the|its|his|her|their)\s)",
        lambda m: (
            amount(m) | {"amount": amount(m)["amount"] * (1 if m["way"].lower() == "before" else -1), "anchor": "year"}
        ),
    )
    yield rule(
        "distance",
        starts,
        rf"(?<=\bin )(?P<n>\d{{1,2}}|{alternatives(counts.keys() - {'a', 'an', 'one'})})\s{unit}(?=$|[.,;])",
        distance,
    )
    yield rule("distance", starts, rf"(?<=\bin ){count}\s{unit}['’]?\stime(?!\w)", distance)
    yield rule("distance", starts, rf"(?<=\bin ){count}\s(?P<u>day|week|month|year)['’]s\stime(?!\w)", distance)
    yield rule(
        "distance",
        ("this",),
        r"(?<!\w)this\stime\s(?P<s>last|next)\s(?P<u>week|month|year)(?!\w)",
        lambda m: {PLURAL[m["u"].lower()]: -1 if m["s"].lower() == "last" else 1, "approximate": True},
    )
    base = {w: shift for w, shift in table.days.items() if w in ("tomorrow", "yesterday", "today")}
    yield rule(
        "distance_from",
        starts,
        rf"(?<!\w){count}\s(?P<u>days?|weeks?)\s(?:from|after)\s(?P<base>{alternatives(base)})(?!\w)",
        lambda m: {
            "days": amount(m)["amount"] * (7 if m["u"].lower().startswith("w") else 1) + base[m["base"].lower()]
        },
    )
    # "three weeks from Thursday" is the fourth Thursday to come.
    yield rule(
        "weeks_from",
        starts,
        rf"(?<!\w)(?P<n>\d{{1,2}}|{alternatives(counts)})\sweeks?\s(?:from|on)\s(?P<w>{alternatives(table.weekdays)})(?!\w)",
        lambda m: {
            "amount": (counts.get(m["n"].lower()) or int(m["n"])) + 1,
            "unit": "week",
            "weekday": table.weekdays[m["w"].lower()],
        },
    )
    yield rule(
        "weekdays_on",
        (*first_words(counts), *(f"#{w}" for d in table.weekdays for w in (d, d + "s"))),
        rf"(?<!\w){count}\s{WEEKDAY}s?\s(?P<way>ago|back|from\snow|hence)(?!\w)",
        lambda m: {
            "amount": (counts.get(m["n"].lower()) or int(m["n"])) * (-1 if m["way"].lower() in table.back else 1),
            "unit": "week",
            "weekday": table.weekdays[m["w"].lower()],
        },
    )
    span = rf"(?P<n>\d{{1,3}}|{alternatives((counts.keys() - {'a', 'an'}) | {'few', 'couple of'})})\s?{unit}(?!\w)"
    yield rule(
        "span",
        ("next", "past", "last", "coming", "upcoming", "previous", "following"),
        # "is expected to last two weeks": the verb
        r"(?<!\w)(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bcould )(?<!\bmay )(?<!\bmight )(?<!\bcan )(?<!\bshould )"
        rf"(?<!\bnot )(?<!\bonly )(?:the\s)?(?P<way>next|past|last|previous|coming|upcoming|following)\s{span}",
        lambda m: _span(amount(m), m),
    )
    yield rule(
        "span",
        (*first_words(counts), "#upcoming", "#coming"),
        rf"(?<!\w)(?:the\s)?(?P<n>\d{{1,3}}|{alternatives(counts)})\s(?P<way>upcoming|coming)\s{unit}(?!\w)",
        lambda m: _span(amount(m), m),
    )
    yield rule(
        "span",
        ("past",),
        r"(?<!\w)the\spast\s(?P<u>week|month|year|decade|century)(?!\w)",
        lambda m: _whole_span(table, m["u"].lower()),
    )
    yield rule(
        "decades",
        ("last", "previous", "next", "coming", "this", "current"),
        r"(?<!\w)(?:the\s)?(?P<way>last|previous|next|coming|this|current)\s(?P<u>decade|century)(?!\w)",
        lambda m: {
            {"decade": "decades", "century": "centuries"}[m["u"].lower()]: table.shifts[m["way"].lower()],
        },
    )
    yield rule(
        "to_date",
        ("year", "month", "week", "ytd"),
        r"(?<!\w)(?:the\s)?(?:(?P<u>year|month|week)[\s-]to[\s-]date|ytd)(?!\w)",
        lambda m: {PLURAL[(m["u"] or "year").lower()]: 0, "so_far": True},
    )
    yield rule(
        "period_end",
        ("end", "beginning", "start", "middle"),
        r"(?<!\w)(?:the\s)?(?P<p>(?:end|beginning|start|middle)\sof)\s(?P<u>year|month|week)(?!\w)",
        lambda m: {"part": table.parts["the " + m["p"].lower()], PLURAL[m["u"].lower()]: 0},
    )
    yield rule(
        "rest",
        ("rest", "remainder"),
        r"(?<!\w)(?:the\s)?(?:rest|remainder)\sof\s(?:the|this|the\scurrent|current)\s(?P<u>week|month|year)(?!\w)",
        lambda m: {PLURAL[m["u"].lower()]: 0, "rest": True},
    )


def _span(fields: Fields, m: re.Match[str]) -> Fields:
    past = m["way"].lower() in ("past", "last", "previous")
    return {"amount": -fields["amount"] if past else fields["amount"], "unit": fields["unit"], "span": True}


def _whole_span(table: Table, unit: str) -> Fields:
    times, name = table.units.get(unit, (1, unit))
    return {"amount": -times, "unit": name, "span": True}


def _counted(table: Table) -> Iterable[Rule]:
    """The last Monday of March, three days after Easter, the Tuesday nearest to 5 May."""
    counts, weekdays = table.counts, table.weekdays
    nth = rf"(?P<n>{alternatives(table.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))"
    names = (*weekdays, "day", "week", "weekend")
    starts = (*first_words(table.ordinals), "last", "final", *(f"#{name}" for name in names), "#last")
    what = r"(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week)"

    def counted(m: re.Match[str]) -> Fields:
        which = -1 if m["n"] is None else number(table, m["n"]) * (-1 if m["last"] else 1)
        unit = m["w"].lower()
        fields: Fields = {"nth": which, "nth_of": unit if unit in ("day", "week") else "weekday", "weak": True}
        if unit in weekdays:
            fields["weekday"] = weekdays[unit]
        return fields

    def count(m: re.Match[str]) -> int:
        return 1 if m["n"] is None else counts.get(m["n"].lower()) or int(m["n"])

    head = rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\slast)?(?:\sfull)?|last|final)\s{what}"
    yield rule("nth", starts, rf"{head}(?=\s(?:of|in)\s)", counted)
    yield rule("nth_here", starts, rf"{head}\s(?:of|in)\sthe\smonth(?!\w)", lambda m: counted(m) | {"months": 0})
    holiday = alternatives(table.holidays)
    yield rule(
        "beside_holiday",
        (*first_words(counts), "day", "#day", "#days"),
        rf"(?<!\w)(?:(?P<n>\d{{1,3}}|{alternatives(counts)})\sdays?|the\sday)\s(?P<way>after|before)\s(?=(?:{holiday})\b)",
        lambda m: {"plus": count(m) * (1 if m["way"].lower() == "after" else -1), "weak": True},
    )
    yield rule(
        "beside_holiday",
        (*weekdays, *starts),
        rf"(?<!\w)(?:the\s)?(?:{nth}\s)?{WEEKDAY}\safter\s(?=(?:{holiday})\b)",
        lambda m: {
            "nth": 1 if m["n"] is None else number(table, m["n"]),
            "nth_of": "weekday",
            "weekday": weekdays[m["w"].lower()],
            "weak": True,
        },
    )
    yield rule(
        "nearest_weekday",
        ("closest", "nearest"),
        rf"(?<!\w)(?:the\s)?(?:closest|nearest)\s{WEEKDAY}\sto\s(?=\w)",
        lambda m: {"near_weekday": weekdays[m["w"].lower()], "weak": True},
    )
