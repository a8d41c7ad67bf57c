"""The pieces of English dates that name a day, month, quarter or year of the calendar.

Every rule names how it begins: `march` is a word (with `the` before it or not), `#march` a number before that word,
`#/` a number before a sign, `#` any number of one or two digits, `#year` one of four.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.en.date_table import Table

SLASHED = re.compile(r"(?<![\d.,/-])(\d{1,2})([/.-])(\d{1,2})(?:\2|,\s?(?=\d{4}))(\d{4}|\d{2})(?![\d/-]|[.,]\d)")
NUMBER = r"3[01]|[12]\d|0?[1-9]"
TO = r"\s?(?:[~–—-]|to|and|until|till|through|thru)\s?(?:the\s)?"


def alternatives(words: Iterable[str]) -> str:
    """An alternation, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def first_words(words: Iterable[str]) -> tuple[str, ...]:
    """The keys of word lists: the first word of each, behind an article; what follows a number at its start."""
    bare = (word.removeprefix("the ") for word in words)
    return tuple(f"#{w.split()[1]}" if w[0].isdigit() else re.split(r"[^a-z]", w)[0] for w in bare)


def dotted(words: Mapping[str, int]) -> str:
    """Names in full, and short forms that may carry a full stop; `may` and the like are no short forms."""
    full = [w for w in words if len(w) > 5 or w in ("march", "april", "may", "june", "july")]
    return rf"(?:{alternatives(full)})\b|(?:{alternatives(set(words) - set(full))})(?:\.|(?![a-z]))"


def rule(
    name: str,
    keys: Iterable[str],
    pattern: str,
    read: Callable[[re.Match[str]], Fields | None],
    behind: bool = False,
) -> Rule:
    """A rule whose pattern does not tell capitals from small letters."""
    return Rule(name, tuple(keys), re.compile(pattern, re.IGNORECASE), read, behind)


def number(table: Table, text: str) -> int:
    """An ordinal in words, or the digits of `3rd`."""
    return table.ordinals.get(text.lower()) or int("".join(filter(str.isdigit, text)))


def full_year(text: str) -> int:
    """A year in two digits is of the hundred years up to 2050."""
    year = int("".join(filter(str.isdigit, text)))
    return year if year > 99 else year + (1900 if year > 50 else 2000)


def rules(table: Table, day_first: bool, guessed: bool) -> Iterable[Rule]:
    """The rules of one order of numbers: `day_first` reads 11/02 as 11 February."""
    yield from _days_of_months(table)
    yield from _months_and_weekdays(table)
    yield from _years(table)
    yield from _figures(table, day_first, guessed)
    yield from _parts_of_years(table)


def _days_of_months(table: Table) -> Iterable[Rule]:
    months = table.months
    month = rf"(?P<month>{dotted(months)})"
    small = {w: n for w, n in table.ordinals.items() if n <= 31}
    nth = rf"(?:{NUMBER})(?:st|nd|rd|th)?|{alternatives(small)}"
    day = rf"(?P<day>{nth})(?![\w.,:%/]?\d|\w|\s?%|[ap]\.m)"
    spelled = first_words(small)

    def read(m: re.Match[str]) -> Fields | None:
        fields: Fields = {"month": months[m["month"].lower().rstrip(".")], "day": number(table, m["day"])}
        if "to" in m.groupdict() and m["to"]:
            fields["to"] = number(table, m["to"])
            if fields["to"] <= fields["day"]:
                return None
        return fields

    before = ("#of", *(f"#{m}" for m in months))
    ranged = ("#to", "#and", "#until", "#till", "#through", "#thru", "#-", "#–", "#—", "#~")
    yield rule("month_day", months, rf"(?<!\w){month}[\s/-]?(?:the\s)?{day}", read)
    yield rule(
        "day_month",
        (*before, *spelled, "#."),
        rf"(?<![\w.,:/-])(?:the\s)?{day}\.?[\s-]?(?:of\s)?{month}(?!\w)",
        read,
    )
    end = r"(?![\w.,:%/]?\d|\w|\s?%)"
    yield rule(
        "month_days",
        months,
        rf"(?<!\w){month}\s(?:between\s|from\s)?(?P<day>{nth}){TO}(?P<to>{nth}){end}(?!\s(?:{alternatives(months)})\b)",
        read,
    )
    yield rule(
        "days_month",
        (*ranged, *spelled),
        rf"(?<![\w.,:/-])(?:the\s)?(?P<day>{nth}){TO}(?P<to>{nth})\s(?:of\s)?{month}(?!\w)",
        read,
    )
    listed = rf"(?:{NUMBER})(?:st|nd|rd|th)?"
    yield rule(
        "listed_day",
        ("#",),
        rf"(?<![\w.,:/-])(?:the\s)?(?P<day>{listed})(?=(?:,\s{listed}){{1,6}}(?:,?\s(?:and|or)\s{listed})?\s(?:of\s)?{month}(?!\w))",
        read,
    )
    yield rule("month_late_day", ranged, rf"(?<=from )(?P<day>{nth}) to {month}\s(?P<to>{nth})(?!\w)", read)
    yield rule(
        "days_of",
        (*ranged, *spelled),
        rf"(?:(?<=from )|(?<=between ))(?:the\s)?(?P<day>{nth}){TO}(?P<to>{nth})"
        r"(?=\s(?:of\s|in\s)?(?:this|next|last|previous)\s?month)",
        lambda m: {"day": number(table, m["day"]), "to": number(table, m["to"]), "weak": True},
    )
    alone = r"(?=\s?(?:$|[.,;!?]|of\s(?:this|next|last)|to\b|and\b|until\b))"
    yield rule(
        "day",
        ("#", *spelled),
        rf"(?<![\w.,])the\s((?:{NUMBER})(?:st|nd|rd|th)?|{alternatives(small)})(?![\w%]|[.,:/]\d){alone}",
        lambda m: {"day": number(table, m[1]), "weak": True},
    )
    yield rule(
        "day",
        ("#", *spelled),
        rf"(?<=day )(?:the\s((?:{NUMBER})(?:st|nd|rd|th)?|{alternatives(small)})|((?:{NUMBER})(?:st|nd|rd|th)))(?!\w)",
        lambda m: {"day": number(table, m[1] or m[2])},
    )
    yield rule(
        "day",
        ("#of",),
        rf"(?<![\w.,])((?:{NUMBER})(?:st|nd|rd|th)?)(?=\sof\s(?:this|next|last)\smonth)",
        lambda m: {"day": number(table, m[1]), "weak": True},
    )
    yield rule("day", ("#",), r"(?<= on )(3[01]|[12]\d|[1-9])(?=\.?$)", lambda m: {"day": int(m[1]), "weak": True})


def _months_and_weekdays(table: Table) -> Iterable[Rule]:
    months, weekdays = table.months, table.weekdays
    month = rf"(?P<month>{dotted(months)})"
    yield rule(
        "month",
        months,
        rf"(?<![\w'’]){month}(?![\w'’]|\s?\d{{3}},)",
        lambda m: {"month": months[m["month"].lower().rstrip(".")], "weak": True},
    )
    yield rule(
        "month_range",
        months,
        rf"(?<![\w'’]){month}(?:\s?[-–—]\s?|\s(?:to|through|until)\s)(?P<to>{dotted(months)})(?![\w'’]|\s\d{{1,2}}(?!\d))",
        lambda m: {"month": months[m["month"].lower().rstrip(".")], "to": months[m["to"].lower().rstrip(".")]},
    )

    def month_year(m: re.Match[str]) -> Fields:
        fields: Fields = {"month": months[m["month"].lower().rstrip(".")], "year": full_year(m["year"])}
        return fields if len(m["year"]) == 4 else fields | {"assume": ("century_inferred",)}

    yield rule(
        "month_year",
        months,
        rf"(?<!\w){month}(?:[\s,]{{1,2}}|\sof\s)(?P<year>[12]\d{{3}}|['’]\d\d|\d\d(?=$|[.,;]))(?![\w,]*\d|\w)",
        month_year,
    )
    yield rule(
        "weekday",
        weekdays,
        rf"(?<!\w)({dotted(weekdays)})(?![\w'’]|-(?!(?:{alternatives(weekdays)})\b)\w)",
        lambda m: {"weekday": weekdays[m[1].lower().rstrip(".")], "weak": True},
    )
    yield rule(
        "weekday",
        weekdays,
        r"(?<!\w)((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?=['’]s\b)",
        lambda m: {"weekday": weekdays[m[1].lower()], "weak": True},
    )
    holidays = {w.replace("’", "'"): key for w, key in table.holidays.items()}
    yield rule(
        "holiday",
        first_words(holidays),
        rf"(?<!\w)(?:the\s)?({alternatives(holidays).replace(chr(39), '[' + chr(39) + '’]')})"
        rf"(?!\w|\s(?:{alternatives(table.not_after_holiday)})\b)",
        lambda m: {"holiday": holidays[m[1].lower().replace("’", "'")]},
    )


def _years(table: Table) -> Iterable[Rule]:
    year = ("#year",)
    money = r"(?<![\w.,$£€₩:/#-])"

    def year_range(m: re.Match[str]) -> Fields | None:
        last = int(m[2]) if len(m[2]) == 4 else int(m[1]) // 100 * 100 + int(m[2])
        return {"year": int(m[1]), "to": last, "weak": True} if int(m[1]) < last < int(m[1]) + 200 else None

    def season(m: re.Match[str]) -> Fields | None:
        first = int(m[1])
        following = int(m[2]) % 100 == (first + 1) % 100
        return {"year": first, "to": first + 1, "assume": ("season_year",)} if following else None

    yield rule(
        "year", year, r"(?<![\d.,$£€:/'’#–-])([12]\d{3})\s?(?:AD\b|a\.d\.|CE\b)(?![\d%])", lambda m: {"year": int(m[1])}
    )
    yield rule("year", ("#ad", "#a"), r"(?<=in )(\d{1,3})\s?(?:AD\b|a\.d\.)", lambda m: {"year": int(m[1])})
    yield rule(
        "bare_year",
        year,
        r"(?:(?<![\w.,$£€₩:/#-])|(?<=\bmid-))([12][01589]\d\d|1[2-467]\d\d)"
        rf"(?![\w%]|[.,:/]\d|-\d|[-–][a-z]|\s(?:{alternatives(table.before_christ)})\b)",
        lambda m: {"year": int(m[1]), "weak": True},
    )
    numerals = table.numerals
    small = alternatives(w for w, n in numerals.items() if n < 20)
    tens = alternatives(w for w, n in numerals.items() if n >= 20)
    yield rule(
        "year_words",
        ("eighteen", "nineteen", "twenty", "two"),
        rf"(?<!\w)(?:(?P<c>eighteen|nineteen|twenty)[\s-]|(?P<k>two\sthousand)(?:\sand)?\s)"
        rf"(?:(?P<t>{tens})(?:[\s-](?P<u>{small}))?|(?P<n>{small}))(?!\w)",
        lambda m: {
            "year": (2000 if m["k"] else 100 * numerals[m["c"].lower()])
            + sum(numerals[m[name].lower()] for name in ("t", "u", "n") if m[name]),
            "weak": True,
        },
    )
    yield rule("year_range", year, money + r"([12]\d{3})\s?[-–]\s?([12]\d{3}|\d\d)(?![\w%]|[.,:/]\d)", year_range)
    yield rule("season_year", year, money + r"(20\d\d|19\d\d)/(\d\d|(?:20|19)\d\d)(?![\w%/-]|[.,:]\d)", season)
    yield rule(
        "fiscal",
        ("fiscal", "fy", "financial"),
        r"(?<!\w)(?:the\s)?(?:(?:fiscal|financial)(?:\syear)?|FY)\s?[-'’]?([12]\d{3}|\d\d(?!\d))(?!\w)",
        lambda m: {"year": full_year(m[1]), "assume": ("fiscal_year",)},
    )
    yield rule("decade", year, r"(?<![\d.,$£€])(?:the\s)?([12]\d{2}0)['’]?s(?!\w)", lambda m: {"decade": int(m[1])})
    decade: Callable[[re.Match[str]], Fields] = lambda m: {  # noqa: E731
        "decade": 1900 + (int(m[1]) * 10 if m[1].isdigit() else table.decades[m[1].lower()]),
        "assume": ("century_inferred",),
    }
    yield rule("decade", first_words(table.decades), rf"(?<!\w)the\s({alternatives(table.decades)})(?!\w)", decade)
    yield rule(
        "decade",
        ("#s", "'"),
        r"(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-)|(?<=mid )|(?<=\d0s and )|(?<![\w'’])(?=['’]))['’]?"
        r"([2-9])0s(?!\w)",
        decade,
    )
    yield rule(
        "decade",
        ("end",),
        r"(?<!\w)(?:the\s)?end\sof\s(?:the|this)\sdecade(?!\w)",
        lambda m: {"decade": -1, "turn": True},
    )
    yield rule("decade", ("this",), r"(?<!\w)this\sdecade(?!\w)", lambda m: {"decade": -1})
    named = {w: n for w, n in table.ordinals.items() if 10 <= n <= 21 and "-" not in w or w == "twenty-first"}
    yield rule(
        "century",
        ("#century", "#c", *first_words(named)),
        rf"(?<!\w)(?:the\s)?(1\dth|20th|21st|{alternatives(named)})[\s-]century(?!\w|\s(?:{alternatives(table.before_christ)})\b)",
        lambda m: {"century": number(table, m[1])},
    )


def _figures(table: Table, day_first: bool, guessed: bool) -> Iterable[Rule]:
    """Dates written in figures and signs."""
    months = table.months

    def iso(m: re.Match[str]) -> Fields:
        return {"year": int(m[1]), "month": months.get(m[3].lower()) or int(m[3]), "day": int(m[4])}

    def slashed(m: re.Match[str]) -> Fields | None:
        first, second = int(m[1]), int(m[3])
        if m[2] == "." and len(m[4]) < 4:
            return None
        sure = first > 12 or second > 12 or first == second
        day, month = (first, second) if (first > 12 if sure else day_first) else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        assume = () if sure or not guessed else ("order_guessed",)
        return {"year": full_year(m[4]), "month": month, "day": day, "assume": assume}

    def slash(m: re.Match[str]) -> Fields | None:
        first, second = int(m[1]), int(m[2])
        day, month = (first, second) if first > 12 or (day_first and second <= 12) else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return {"month": month, "day": day, "weak": True, "assume": ("order_guessed",)}

    yield rule(
        "iso_date",
        ("#year",),
        rf"(?<![\d.,/-])([12]\d{{3}})\s?([./-])\s?(1[0-2]|0?[1-9]|{alternatives(months)})\s?\2\s?({NUMBER})"
        r"(?:T(?=\d\d:)|(?![\d/-]))",
        iso,
    )
    yield rule(
        "iso_month",
        ("#year",),
        r"(?<![\d.,/-])((?:19|20)\d\d)\s?[/-]\s?(1[0-2]|0[1-9])(?![\d/%-]|[.,]\d)",
        lambda m: {"year": int(m[1]), "month": int(m[2])},
    )
    yield rule(
        "iso_month",
        ("#/", "#-"),
        r"(?<![\d.,/-])(1[0-2]|0?[1-9])\s?[/-]\s?((?:19|20)\d\d)(?![\d/%-]|[.,]\d)",
        lambda m: {"year": int(m[2]), "month": int(m[1])},
    )
    yield Rule("slashed", ("#/", "#-", "#."), SLASHED, slashed)
    yield rule(
        "day_month_year",
        ("#-", *(f"#{m}" for m in months)),
        rf"(?<![\w/-])({NUMBER})-({alternatives(months)})-(\d{{4}}|\d\d)(?!\w)",
        lambda m: {"year": full_year(m[3]), "month": months[m[2].lower()], "day": int(m[1])},
    )
    yield rule("slash_date", ("#/",), r"(?<![\w.,/-])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/,.%-])", slash)


def _parts_of_years(table: Table) -> Iterable[Rule]:
    four = {w: n for w, n in table.ordinals.items() if n <= 4}

    def part_name(text: str) -> str:
        return "half" if "h" in text.lower() else "quarter"

    yield rule(
        "quarter",
        (*four, "#quarter", "#qtr", "#half", "final", "last"),
        rf"(?<!\w)(?:the\s)?(?P<n>{alternatives(four)}|final|[1-4](?:st|nd|rd|th))[\s-](?P<of>quarter|qtr|half)\b(?!-?finals?\b)",
        lambda m: {
            part_name(m["of"]): (2 if m["of"].lower() == "half" else 4)
            if m["n"].lower() == "final"
            else number(table, m["n"]),
            "weak": True,
        },
    )
    yield rule(
        "quarter",
        ("q", "h", "#q", "#h"),
        r"(?<!\w)(Q[1-4]|[1-4]Q|H[12]|1H|2H)(?!\w)",
        lambda m: {part_name(m[1]): number(table, m[1])},
    )
    yield rule(
        "quarter",
        ("#year", "#q", "#h", "q", "h"),
        r"(?<!\w)(?:([12]\d{3}|\d\d)-?([QH])([1-4])|([QH])([1-4])(?:FY)?['’]?(\d\d))(?!\w)",
        lambda m: {part_name(m[2] or m[4]): int(m[3] or m[5]), "year": full_year(m[1] or m[6])},
    )
    yield rule(
        "season",
        table.seasons,
        rf"(?<![\w'’])(?:the\s)?(?P<s>{alternatives(table.seasons)})(?![\w'’-])",
        lambda m: {"season": table.seasons[m["s"].lower()], "weak": True},
    )
    yield rule(
        "part",
        first_words(table.parts),
        rf"(?<!\w)(?:the\s)?(?P<p>{alternatives(table.parts)})[\s-](?:in\s|on\s)?(?=(?:the\s)?(?:['’]?[2-9]0s|[12]\d{{3}}s?|year|"
        rf"month|week|this|next|last|spring|summer|autumn|winter|fall|\d\d(?:th|st)\scentury|"
        rf"{alternatives(four)}|{alternatives(table.decades)}|{alternatives(table.months)})\b)",
        lambda m: {"part": table.parts[m["p"].lower()]},
    )
