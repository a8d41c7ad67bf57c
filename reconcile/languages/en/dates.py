"""Dates in English: the pieces that dates.toml words, and how the words around them are read.

published 2025-01-17   "Thursday, January 16"           2025-01-16
                       "the third quarter of 2027"       2027-Q3
                       "since the 1950s"                 195X, bound from
                       "2,034 homes", "2028 homes"       no dates
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.date_mentions import Context, Fields, Grammar, Mention, Rule, read_passages
from reconcile.languages.date_specs import Bound, Part
from reconcile.languages.loader import load_table
from schemas.base import Model


class Approximate(Model):
    """Hedges before and after a date."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Habit(Model):
    """Spellings that tell day-first from month-first articles."""

    british: tuple[str, ...]
    american: tuple[str, ...]


class Table(Model):
    """dates.toml, which explains its tables."""

    year_before: tuple[str, ...]
    year_strong: tuple[str, ...]
    year_nouns: tuple[str, ...]
    count_after: tuple[str, ...]
    year_part_nouns: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    zones: tuple[str, ...]
    future: tuple[str, ...]
    past: tuple[str, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    days: dict[str, int]
    mention_days: dict[str, int]
    mention_years: dict[str, int]
    shifts: dict[str, int]
    directions: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    counts: dict[str, int]
    decades: dict[str, int]
    parts: dict[str, Part]
    dayparts: dict[str, str]
    holidays: dict[str, str]
    bounds: dict[str, Bound]
    approximate: Approximate
    habit: Habit


UNITS = {"day": "day", "week": "week", "wk": "week", "month": "month", "year": "year", "yr": "year"}


def read(passages: Sequence[Passage], published: str | None, timezone: str | None = None) -> list[list[Candidate]]:
    """The dates of an article's passages, anchored on its day of publication and on each other.

    `published` is an ISO date or date-time, `timezone` an IANA name or null.
    Raises ValueError when `published` is no ISO date.
    """
    table = load_table("en", "dates", Table)
    return read_passages(passages, published, timezone, grammar(*_order(passages, table)))


@cache
def grammar(day_first: bool, guessed: bool) -> Grammar:
    """The grammar of dates.toml for articles that write 11/02 for 11 February, or for those that do not."""
    reader = _Reader(load_table("en", "dates", Table), day_first, guessed)
    return Grammar(
        rules=tuple(reader.rules()),
        joiner=re.compile(
            r"\s?|,\s?|\s?[(]\s?|'s |’s |-|,? (?:of|on|in|at|the|of the|in the|on the|of that|the week of)(?: the)? ",
            re.IGNORECASE,
        ),
        link=re.compile(r"\s?(?:[~–—,-]|to|and|or|until|till|through|thru)\s?(?:the )?", re.IGNORECASE),
        accept=reader.accept,
        context=reader.context,
    )


SLASHED = re.compile(r"(?<![\d.,/-])(\d{1,2})([/.-])(\d{1,2})(?:\2|,\s?(?=\d{4}))(\d{4}|\d{2})(?![\d/-]|[.,]\d)")


def _order(passages: Sequence[Passage], table: Table) -> tuple[bool, bool]:
    """Whether days come first in this article's slashed dates, and whether that is only a guess."""
    day_first = month_first = british = american = 0
    for passage in passages:
        for match in SLASHED.finditer(passage.text):
            day_first += int(match[1]) > 12
            month_first += int(match[3]) > 12
        lower = passage.text.lower()
        british += sum(word in lower for word in table.habit.british)
        american += sum(word in lower for word in table.habit.american)
    if day_first or month_first:
        return day_first > month_first, False
    return british > american, british == american


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _dotted(words: Mapping[str, int]) -> str:
    """Names in full, and short forms that may carry a full stop; `may` and the like are no short forms."""
    full = [w for w in words if len(w) > 5 or w in ("march", "april", "may", "june", "july")]
    return rf"(?:{_any(full)})\b|(?:{_any(set(words) - set(full))})(?:\.|(?![a-z]))"


class _Reader:
    """The rules of one table and one order of numbers."""

    def __init__(self, table: Table, day_first: bool, guessed: bool) -> None:
        self.table, self.day_first, self.guessed = table, day_first, guessed
        hedge = _any(table.approximate.before)
        self.bounds = re.compile(
            rf"(?:^|\W)({_any(table.bounds)})(?:\s(?:{hedge}|early|at least|the|as early as|as late as|on))*\s?$",
            re.IGNORECASE,
        )
        self.hedge = re.compile(rf"(?:^|\W)(?:{hedge})(?:\sthe)?\s$", re.IGNORECASE)
        self.hedge_after = re.compile(rf"\s(?:{_any(table.approximate.after)})\b", re.IGNORECASE)
        self.future = re.compile(rf"(?<!\w)(?:{_any(table.future)})(?!\w)", re.IGNORECASE)
        # "will be held" is no past
        self.future_head = re.compile(
            rf"(?<!\w)(?:{_any(table.future)})(?:\s(?:be|have|been|not|to|only|also|soon)){{0,3}}\s$", re.IGNORECASE
        )
        self.past = re.compile(rf"(?<!\w)(?:{_any(table.past)})(?!\w)|\b[a-z]{{2,}}ed\b", re.IGNORECASE)
        self.year_before = re.compile(rf"(?:^|\W)({_any(table.year_before)})(?:\sthe)?[\s-]$", re.IGNORECASE)
        self.year_strong = re.compile(rf"(?:^|\W)({_any(table.year_strong)})\s$", re.IGNORECASE)
        self.year_nouns = re.compile(rf"\s(?:{_any(table.year_nouns)})\b", re.IGNORECASE)
        self.not_before = re.compile(rf"(?:^|\W)(?:{_any(table.not_before)})\s$", re.IGNORECASE)
        self.not_after = re.compile(rf"\s(?:{_any(table.not_after)})\b", re.IGNORECASE)
        self.count_after = re.compile(
            rf"[\s-](?:{_any(table.count_after)})\b|\s(?!and\b|as\b|was\b|is\b|has\b|its\b)[a-z]+s\b", re.IGNORECASE
        )

    def _rule(self, name: str, pattern: str, read: object) -> Rule:
        return Rule(name, re.compile(pattern, re.IGNORECASE), read)  # type: ignore[arg-type]

    def rules(self) -> Iterable[Rule]:
        yield from self._calendar()
        yield from self._parts_of_years()
        yield from self._relative()
        yield from self._counted()
        yield from self._clock()

    def _calendar(self) -> Iterable[Rule]:
        """Years, months, days and weekdays that are named."""
        table, rule = self.table, self._rule
        months = table.months
        month = rf"(?P<month>{_dotted(months)})"
        ordinals = table.ordinals
        small = {w: n for w, n in ordinals.items() if n <= 31}
        number = r"3[01]|[12]\d|0?[1-9]"
        nth = rf"(?:{number})(?:st|nd|rd|th)?|{_any(small)}"
        day = rf"(?P<day>{nth})(?![\w.,:%/]?\d|\w|\s?%)"
        to = r"\s?(?:[~–—-]|to|until|till|through|thru|and)\s?(?:the\s)?"

        def read(m: re.Match[str]) -> Fields | None:
            fields: Fields = {"month": months[m["month"].lower().rstrip(".")], "day": self._number(m["day"])}
            if "to" in m.groupdict() and m["to"]:
                fields["to"] = self._number(m["to"])
                if fields["to"] <= fields["day"]:
                    return None
            return fields

        yield rule("month_day", rf"(?<!\w){month}[\s/-]?(?:the\s)?{day}", read)
        yield rule("day_month", rf"(?<![\w.,:/-])(?:the\s)?{day}\.?[\s-]?(?:of\s)?{month}(?!\w)", read)
        yield rule(
            "month_days",
            rf"(?<!\w){month}\s(?:between\s|from\s)?(?P<day>{nth}){to}(?P<to>{nth})(?![\w.,:%/]?\d|\w|\s?%)",
            read,
        )
        yield rule(
            "days_month",
            rf"(?<![\w.,:/-])(?P<day>{nth}){to}(?P<to>{nth})(?:st|nd|rd|th)?\s(?:of\s)?{month}(?!\w)",
            read,
        )
        yield rule("month_late_day", rf"(?<=from )(?P<day>{nth}) to {month}\s(?P<to>{nth})(?!\w)", read)
        yield rule("days_of", rf"(?:(?<=from )|(?<=between ))(?P<day>{nth})(?:{to})(?P<to>{nth})(?=\s(?:of\s|in\s)?(?:this|next|last|previous)\s?month)",
                   lambda m: {"day": self._number(m["day"]), "to": self._number(m["to"]), "weak": True})  # fmt: skip
        yield rule("month", rf"(?<![\w'’]){month}(?![\w'’]|\s?\d{{3}},)", self._month)
        yield rule(
            "month_year",
            rf"(?<!\w){month}[\s,]{{1,2}}(?P<year>[12]\d{{3}}|['’]?\d\d(?=$|[.,;]))(?![\w,]*\d|\w)",
            self._month_year,
        )
        yield rule("weekday", rf"(?<!\w)({_dotted(table.weekdays)})(?![\w'’]|-\w)", self._weekday)
        yield rule("weekday", r"(?<!\w)((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?=['’]s\b)", self._weekday)
        yield rule(
            "year", r"(?<![\d.,$£€:/'’#–-])([12]\d{3})(?:\s?(?:AD|a\.d\.|CE))(?![\d%])", lambda m: {"year": int(m[1])}
        )
        yield rule("year", r"(?<=in )(\d{2,3})\s?(?:AD\b|a\.d\.)", lambda m: {"year": int(m[1])})
        yield rule(
            "bare_year",
            r"(?:(?<![\w.,$£€₩:/#-])|(?<=\bmid-))([12][01589]\d\d|1[2-467]\d\d)(?![\w%]|[.,:/]\d|-\d|[-–][a-z])",
            lambda m: {"year": int(m[1]), "weak": True},
        )
        yield rule(
            "year_range", r"(?<![\w.,$£€:/#-])([12]\d{3})\s?[-–]\s?([12]\d{3}|\d\d)(?![\w%]|[.,:/]\d)", self._year_range
        )
        yield rule(
            "iso_date",
            rf"(?<![\d.,/-])([12]\d{{3}})\s?([./-])\s?(1[0-2]|0?[1-9]|{_any(months)})\s?\2\s?(3[01]|[12]\d|0?[1-9])(?![\d/-])",
            self._iso,
        )
        yield rule(
            "iso_month",
            r"(?<![\d.,/-])((?:19|20)\d\d)\s?[/-]\s?(1[0-2]|0?[1-9])(?![\d/%-]|[.,]\d)",
            lambda m: {"year": int(m[1]), "month": int(m[2])} if len(m[2]) == 2 else None,
        )
        yield rule(
            "iso_month",
            r"(?<![\d.,/-])(1[0-2]|0?[1-9])\s?[/-]\s?((?:19|20)\d\d)(?![\d/%-]|[.,]\d)",
            lambda m: {"year": int(m[2]), "month": int(m[1])},
        )
        yield Rule("slashed", SLASHED, self._slashed)
        yield rule("day_month_year", rf"(?<![\w/-])({number})-({_any(months)})-(\d{{4}}|\d\d)(?!\w)", lambda m: {
            "year": self._year(m[3]), "month": months[m[2].lower()], "day": int(m[1])})  # fmt: skip
        yield rule("slash_date", r"(?<![\w.,/-])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/,.%-])", self._slash)
        yield rule("day", rf"(?<![\w.,])the\s((?:{number})(?:st|nd|rd|th)?|{_any(small)})(?![\w%]|[.,:/]\d)(?=\s?(?:$|[.,;!?]|of\s(?:this|next|last)|to\b|and\b|until\b))",
                   lambda m: {"day": self._number(m[1]), "weak": True})  # fmt: skip
        yield rule("day", rf"(?<=day )((?:{number})(?:st|nd|rd|th))(?!\w)", lambda m: {"day": self._number(m[1])})
        yield rule(
            "day",
            rf"(?<=day )the\s((?:{number})(?:st|nd|rd|th)?|{_any(small)})(?!\w)",
            lambda m: {"day": self._number(m[1])},
        )
        yield rule(
            "day",
            rf"(?<![\w.,])((?:{number})(?:st|nd|rd|th)?)(?=\sof\s(?:this|next|last)\smonth)",
            lambda m: {"day": self._number(m[1]), "weak": True},
        )
        yield rule("day", r"(?<= on )(3[01]|[12]\d|[1-9])(?=\.?$)", lambda m: {"day": int(m[1]), "weak": True})
        holidays = table.holidays
        yield rule(
            "holiday",
            rf"(?<!\w)(?:{_any(holidays)})(?!\w|\sIsland|\s(?:tree|tre)\b|\smarket|\slights|\ssunday)",
            lambda m: {"holiday": holidays[m[0].lower()]},
        )

    def _parts_of_years(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        four = {w: n for w, n in table.ordinals.items() if n <= 4}
        quarter = rf"(?P<n>{_any(four)}|[1-4](?:st|nd|rd|th))[\s-](?P<of>quarter|qtr|half)\b"
        yield rule("quarter", rf"(?<!\w)(?:the\s)?{quarter}(?!-?finals?\b)", lambda m: {
            "half" if m["of"].lower() == "half" else "quarter": self._number(m["n"]), "weak": True})  # fmt: skip
        yield rule("quarter", r"(?<!\w)(Q[1-4]|[1-4]Q|H[12])(?!\w)", lambda m: {
            "half" if "h" in m[1].lower() else "quarter": int(re.sub(r"\D", "", m[1]))})  # fmt: skip
        yield rule("quarter", r"(?<!\w)([12]\d{3}|\d\d)([QH])([1-4])(?!\w)", lambda m: {
            "half" if m[2].lower() == "h" else "quarter": int(m[3]), "year": self._year(m[1])})  # fmt: skip
        yield rule(
            "season",
            rf"(?<![\w'’])(?:the\s)?(?P<s>{_any(table.seasons)})(?![\w'’-])",
            lambda m: {"season": table.seasons[m["s"].lower()], "weak": True},
        )
        yield rule("decade", r"(?<![\w.,$£€])(?:the\s)?([12]\d{2}0)['’]?s(?!\w)", lambda m: {"decade": int(m[1])})
        yield rule(
            "decade",
            rf"(?<!\w)the\s({_any(table.decades)})(?!\w)",
            lambda m: {"decade": 1900 + table.decades[m[1].lower()], "assume": ("century_inferred",)},
        )
        yield rule(
            "decade",
            r"(?<!\w)the\s['’](\d)0s(?!\w)",
            lambda m: {"decade": 1900 + 10 * int(m[1]), "assume": ("century_inferred",)},
        )
        yield rule("decade", r"(?<!\w)the\send\sof\s(?:the|this)\sdecade(?!\w)", lambda m: {"decade": -1, "turn": True})
        yield rule("decade", r"(?<!\w)this\sdecade(?!\w)", lambda m: {"decade": -1})
        yield rule("part", rf"(?<!\w)(?P<p>{_any(table.parts)})[\s-](?:in\s|on\s)?(?=(?:the\s)?(?:[12]\d{{3}}s?|year|month|week|this|next|last|spring|summer|autumn|winter|fall|{_any(table.months)})\b)",
                   lambda m: {"part": table.parts[m["p"].lower()]})  # fmt: skip
        yield rule("fiscal", r"(?<!\w)(?:fiscal(?:\syear)?|FY)\s?([12]\d{3}|\d\d(?!\d))(?!\w)", lambda m: {
            "year": self._year(m[1]), "assume": ("fiscal_year",)})  # fmt: skip

    def _relative(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        days = table.days
        yield rule(
            "relative_days",
            rf"(?<!\w)(?:{_any(days)})(?!\w|['’]s\s(?:world|youth))",
            lambda m: {"days": days[m[0].lower()]},
        )
        for name, words in (("days", table.mention_days), ("years", table.mention_years)):
            yield rule(f"mention_{name}", rf"(?<!\w)(?:{_any(words)})(?!\w)(?!\s(?:christmas|the\selection))",
                       lambda m, name=name, words=words: {name: words[m[0].lower()], "anchor": "mention"})  # fmt: skip
        shifts = table.shifts
        plural = {
            "day": "days",
            "week": "weeks",
            "wk": "weeks",
            "month": "months",
            "quarter": "quarters",
            "qtr": "quarters",
            "year": "years",
            "yr": "years",
        }
        named = {w: n for w, n in shifts.items() if w != "the"}
        yield rule("relative", rf"(?<!\w)(?:the\s)?(?P<s>{_any(named)})\s(?P<u>week|wk|month|quarter|qtr|year|yr)(?!\w|-(?:old|long))", lambda m: {
            plural[m["u"].lower()]: named[m["s"].lower()]})  # fmt: skip
        yield rule(
            "of_the",
            r"(?<=\bof )the\s(week|month|year)(?!\w|\s(?:to|ended|of)\b)",
            lambda m: {plural[m[1].lower()]: 0, "weak": True},
        )
        yield rule(
            "weekend", r"(?<!\w)(?:(?P<s>last|this|next|the|this\spast|this\scoming)\s)?weekend(?!\w)", self._weekend
        )
        directions = table.directions
        days_and_months = rf"(?:{_any(table.weekdays)}|{_any(table.months)}|{_any(table.seasons)})"
        yield rule(
            "direction",
            rf"(?<!\w)(?:{_any(directions)})(?=\s{days_and_months}\b)",
            lambda m: {"direction": directions[m[0].lower()]},
        )
        yield rule(
            "next_weekday",
            rf"(?<!\w)next\s({_any(table.weekdays)})\b",
            lambda m: {"weeks": 1, "weekday": table.weekdays[m[1].lower()]},
        )
        yield rule("next_month", rf"(?<!\w)next\s({_any(table.months)}|{_any(table.seasons)})\b", self._next)
        yield rule("after_next", rf"(?<!\w)({_any(table.weekdays)})\safter\snext(?!\w)", lambda m: {
            "weekday": table.weekdays[m[1].lower()], "amount": 2, "unit": "week"})  # fmt: skip
        yield rule("after_next", rf"(?<!\w)({_any(table.months)})\s(?:after\snext|in\sa\syear)(?!\w)", lambda m: {
            "years": 1, "month": table.months[m[1].lower()]})  # fmt: skip
        yield rule(
            "week_beginning",
            r"(?<!\w)(?:the\s)?(?:week\s(?:beginning|of|commencing|starting)|w/c)(?=\s\w)",
            lambda m: {"week_beginning": True, "weak": True},
        )
        yield rule("iso_week", r"(?<!\w)week\s(5[0-3]|[1-4]\d|[1-9])(?![\w.,:]?\d)", lambda m: {"iso_week": int(m[1])})

    def _counted(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        counts = table.counts
        count = rf"(?P<n>\d{{1,3}}|{_any(counts)})"
        unit = r"(?P<u>days?|weeks?|months?|years?|yrs?)"

        def distance(m: re.Match[str]) -> Fields:
            way = (m["way"] if "way" in m.groupdict() else "in").lower()
            amount = counts.get(m["n"].lower()) or int(m["n"])
            fields: Fields = {"amount": -amount if way in ("ago", "before", "earlier", "back") else amount,
                              "unit": UNITS[m["u"].lower().rstrip("s")]}  # fmt: skip
            if way in ("before", "earlier", "later", "after"):
                fields["anchor"] = "mention"
            return fields

        yield rule(
            "distance",
            rf"(?<![\w.,$£€-]){count}\s{unit}\s(?P<way>ago|hence|from\snow|earlier|later|back)(?!\w)",
            distance,
        )
        # "1978, eight years before it closed" dates the closing: the distance runs the other way.
        yield rule("apposed_distance", rf"(?<=\d\d\d\d, ){count}\s(?P<u>years)\s(?P<way>before|after)(?=\s(?:it|he|she|they|the|its|his|her|their)\s)", lambda m: {
            "amount": (counts.get(m["n"].lower()) or int(m["n"])) * (1 if m["way"].lower() == "before" else -1), "unit": "year", "anchor": "year"})  # fmt: skip
        yield rule(
            "distance",
            rf"(?<=\bin )(?P<n>\d{{1,2}}|{_any({k: v for k, v in counts.items() if k not in ('a', 'an', 'one')})})\s{unit}(?=$|[.,;])",
            distance,
        )
        base = _any(("tomorrow", "yesterday", "today"))
        yield rule("distance_from", rf"(?<!\w){count}\s(?P<u>days?)\s(?:from|after)\s(?P<base>{base})(?!\w)", lambda m: {
            "days": (counts.get(m["n"].lower()) or int(m["n"])) + table.days[m["base"].lower()]})  # fmt: skip
        yield rule("weekdays_on", rf"(?<!\w){count}\s(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\s(?P<way>ago|back|from\snow|hence)(?!\w)", lambda m: {
            "amount": (counts.get(m["n"].lower()) or int(m["n"])) * (-1 if m["way"].lower() in ("ago", "back") else 1),
            "unit": "week", "weekday": table.weekdays[m["w"].lower()]})  # fmt: skip
        yield rule("span", rf"(?<!\w)(?:the\s)?(?P<way>next|past|last|coming|upcoming)\s(?P<n>\d{{1,3}}|few|{_any({k: v for k, v in counts.items() if k not in ('a', 'an')})})\s?(?P<u>days?|weeks?|months?|years?)(?!\w)", lambda m: {
            "amount": (counts.get(m["n"].lower()) or int(m["n"])) * (-1 if m["way"].lower() in ("past", "last") else 1),
            "unit": UNITS[m["u"].lower().rstrip("s")], "span": True})  # fmt: skip
        yield rule(
            "span",
            r"(?<!\w)the\spast\s(?P<u>week|month|year)(?!\w)",
            lambda m: {"amount": -1, "unit": m["u"].lower(), "span": True},
        )
        nth = rf"(?P<n>{_any(table.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))"
        yield rule(
            "nth",
            rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\slast)?|last)\s(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week)(?=\s(?:of|in)\s)",
            self._nth,
        )
        holiday = _any(table.holidays)
        yield rule("beside_holiday", rf"(?<!\w)(?:{count}\sdays?|the\sday)\s(?P<way>after|before)\s(?=(?:{holiday})\b)", lambda m: {
            "plus": (1 if m["n"] is None else counts.get(m["n"].lower()) or int(m["n"])) * (1 if m["way"].lower() == "after" else -1), "weak": True})  # fmt: skip
        yield rule("beside_holiday", rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\b)?\s)?(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\safter\s(?=(?:{holiday})\b)", lambda m: {
            "nth": 1 if m["n"] is None else self._number(m["n"]), "nth_of": "weekday", "weekday": table.weekdays[m["w"].lower()], "weak": True})  # fmt: skip
        yield rule("nearest_weekday", r"(?<!\w)(?:the\s)?(?:closest|nearest)\s(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\sto\s(?=\w)", lambda m: {
            "near_weekday": table.weekdays[m["w"].lower()], "weak": True})  # fmt: skip
        yield rule("nth_here", rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\slast)?|last)\s(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week)\s(?:of|in)\sthe\smonth(?!\w)",
                   lambda m: self._nth(m) | {"months": 0})  # fmt: skip

    def _clock(self) -> Iterable[Rule]:
        rule, parts = self._rule, self.table.dayparts
        half = r"(?P<half>[ap]\.m\.|[ap]\.?m\b)"

        def read(m: re.Match[str]) -> Fields | None:
            hour = int(m["h"])
            if not 1 <= hour <= 12:
                return None
            fields: Fields = {"hour": hour % 12 + (12 if m["half"][0].lower() == "p" else 0)}
            if m["m"]:
                fields["minute"] = int(m["m"])
            return fields

        zone = rf"(?:\s?(?:{_any(self.table.zones)})\b)?"
        yield rule(
            "clock",
            rf"(?<![\d.,:$£€])(?P<h>\d{{1,2}})(?:[.:](?P<m>[0-5]\d))?\s?{half}{zone}(?!\w)",
            read,
        )
        yield rule(
            "clock_24",
            rf"(?<![\d.,:$£€/-])([01]\d|2[0-3]):([0-5]\d){zone}(?![\d:])",
            lambda m: {"hour": int(m[1]), "minute": int(m[2])},
        )
        yield rule(
            "clock_word",
            r"(?<!\w)(noon|midday|midnight)(?!\w)",
            lambda m: {"hour": 24 if m[1].lower() == "midnight" else 12, "minute": 0, "weak": True},
        )
        yield rule("daypart", rf"(?<=day\s)({_any(parts)})(?!\w)|(?<=[\d.]\s)({_any(parts)})(?!\w)", lambda m: {
            "daypart": parts[(m[1] or m[2]).lower()], "weak": True})  # fmt: skip
        yield rule(
            "daypart",
            rf"(?<=(?:rrow|rday)\s)({_any(parts)})(?!\w)",
            lambda m: {"daypart": parts[m[1].lower()], "weak": True},
        )

    def _number(self, text: str) -> int:
        lower = text.lower()
        return self.table.ordinals.get(lower) or int(re.sub(r"\D", "", lower))

    def _year(self, text: str) -> int:
        year = int(re.sub(r"\D", "", text))
        return year if year > 99 else year + (1900 if year > 50 else 2000)

    def _month(self, m: re.Match[str]) -> Fields:
        return {"month": self.table.months[m["month"].lower().rstrip(".")], "weak": True}

    def _month_year(self, m: re.Match[str]) -> Fields:
        fields: Fields = {"month": self.table.months[m["month"].lower().rstrip(".")], "year": self._year(m["year"])}
        return fields if len(m["year"]) == 4 else fields | {"assume": ("century_inferred",)}

    def _weekday(self, m: re.Match[str]) -> Fields:
        return {"weekday": self.table.weekdays[m[1].lower().rstrip(".")], "weak": True}

    def _weekend(self, m: re.Match[str]) -> Fields:
        shift = {"last": -1, "this past": -1, "this": 0, "next": 1, "this coming": 0}.get(
            " ".join((m["s"] or "").lower().split())
        )
        return {"weekend": True} if shift is None else {"weekend": True, "weeks": shift}

    def _next(self, m: re.Match[str]) -> Fields:
        word = m[1].lower()
        if word in self.table.months:
            return {"month": self.table.months[word], "direction": 1}
        return {"season": self.table.seasons[word], "direction": 1}

    def _nth(self, m: re.Match[str]) -> Fields:
        nth = -1 if m["n"] is None else self._number(m["n"]) * (-1 if m["last"] else 1)
        unit = m["w"].lower()
        fields: Fields = {"nth": nth, "nth_of": unit if unit in ("day", "week") else "weekday", "weak": True}
        if unit in self.table.weekdays:
            fields["weekday"] = self.table.weekdays[unit]
        return fields

    def _year_range(self, m: re.Match[str]) -> Fields | None:
        last = int(m[2]) if len(m[2]) == 4 else int(m[1]) // 100 * 100 + int(m[2])
        return {"year": int(m[1]), "to": last, "weak": True} if int(m[1]) < last < int(m[1]) + 200 else None

    def _iso(self, m: re.Match[str]) -> Fields:
        month = self.table.months.get(m[3].lower()) or int(m[3])
        return {"year": int(m[1]), "month": month, "day": int(m[4])}

    def _slashed(self, m: re.Match[str]) -> Fields | None:
        first, second = int(m[1]), int(m[3])
        if m[2] == "." and len(m[4]) < 4:
            return None
        sure = first > 12 or second > 12 or first == second
        day, month = (first, second) if (self.day_first if not sure else first > 12) else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        assume = () if sure or not self.guessed else ("order_guessed",)
        return {"year": self._year(m[4]), "month": month, "day": day, "assume": assume}

    def _slash(self, m: re.Match[str]) -> Fields | None:
        first, second = int(m[1]), int(m[2])
        day, month = (first, second) if first > 12 or (self.day_first and second <= 12) else (second, first)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return {"month": month, "day": day, "weak": True, "assume": ("order_guessed",)}

    def accept(self, text: str, mention: Mention) -> bool:
        fields, rule = mention.fields, mention.rule
        before = text[max(0, mention.start - 24) : mention.start]
        after = text[mention.end : mention.end + 24]
        if self.not_before.search(before) or self.not_after.match(after):
            return False
        if not fields.get("weak"):
            return True
        word = text[mention.start : mention.end]
        alone = not before.strip() and not after.strip()
        if rule in ("bare_year", "year_range"):
            return self._is_year(before, after, alone)
        if rule == "month":
            capital = word[:1].isupper() or word.lower() not in (
                "may",
                "march",
                "mar",
                "jan",
                "dec",
                "sep",
                "jun",
                "apr",
            )
            placed = re.search(
                r"(?:^|\W)(?:in|since|until|by|from|during|of|before|after|this|last|and|to|through|early|late|mid|for|till)[\s-]$",
                before,
                re.IGNORECASE,
            )
            return bool(placed) or (capital and word.lower() not in ("may", "march") and len(word) > 4) or alone
        if rule == "clock_word":
            return bool(
                re.search(r"\b(?:at|by|before|after|until|till|from|around|about|since)\s$", before, re.IGNORECASE)
            )
        if rule == "weekday":
            return len(word.rstrip(".")) > 5 or alone
        if rule == "slash_date":
            return alone or bool(re.search(r"\bon\s+$", before, re.IGNORECASE)) or word.startswith("0") or "/0" in word
        if rule == "season":
            return bool(
                re.search(
                    r"(?:^|\W)(?:in|by|until|since|during|this|last|from|before)(?:\sthe)?\s$",
                    before,
                    re.IGNORECASE,
                )
            ) or (
                word.lower().startswith("the ")
                and bool(re.search(r"(?:^|\W)(?:in|by|until|since|during|from|before)\s$", before, re.IGNORECASE))
            )
        if rule == "quarter":
            return (
                bool(re.search(r"(?:^|\W)(?:in|during|for|by|of)\s$", before, re.IGNORECASE))
                and not re.match(r"\s(?:of|mile|hour)\b", after)
            ) or alone
        if rule == "day":
            return bool(re.search(r"(?:^|\W)(?:on|for|by|until|since|from)\s$", before, re.IGNORECASE))
        return rule not in (
            "daypart",
            "nth",
            "week_beginning",
            "days_of",
            "beside_holiday",
            "nearest_weekday",
            "of_the",
        )

    def _is_year(self, before: str, after: str, alone: bool) -> bool:
        if alone or self.year_nouns.match(after):
            return True
        if not self.year_before.search(before):
            return False
        return not self.count_after.match(after)

    def context(self, text: str, mention: Mention, sentence: tuple[int, int]) -> Context:
        low, high = sentence
        before = text[max(low, mention.start - 40) : mention.start]
        tail = text[mention.end : min(high, mention.end + 40)]
        hit = self.bounds.search(before)
        bound: Bound | None = None
        if hit is not None:
            bound = self.table.bounds[" ".join(hit[1].lower().split())]
            if (
                bound == "until"
                and re.search(r"\bnot\b|n['’]t\b|\bnever\b", text[low : mention.start], re.IGNORECASE)
                and hit[1].lower() in ("until", "till")
            ):
                bound = "from"
            if hit[1].lower() == "following" and mention.rule.startswith("relative"):
                bound = None
        elif re.search(r"\bbetween\s(?:the\s)?$", before, re.IGNORECASE):
            bound = "from"
        elif re.search(
            r"\bbetween\b.{3,40}\band\s(?:the\s)?$", text[max(low, mention.start - 60) : mention.start], re.IGNORECASE
        ) or re.search(
            r"\bfrom\b.{3,40}\bto\s(?:the\s)?$", text[max(low, mention.start - 60) : mention.start], re.IGNORECASE
        ):
            bound = "until"
        if re.match(r"\sat the earliest\b|\sor later\b|\sonwards?\b", tail, re.IGNORECASE):
            bound = "from"
        elif re.match(r"\sat the latest\b", tail, re.IGNORECASE):
            bound = "until"
        fields: Fields = {}
        if self.hedge.search(before) or self.hedge_after.match(tail):
            fields["approximate"] = True
        local = re.match(r",?\slocal\stime\b", tail, re.IGNORECASE)
        return Context(bound=bound, lean=self._lean(text, mention, low, high), fields=fields or None,
                       assumptions=("local_time",) if local else ())  # fmt: skip

    def _lean(self, text: str, mention: Mention, low: int, high: int) -> int:
        """The tense of the verb nearest to the mention: before it first, as English puts dates last."""
        head = text[max(low, mention.start - 120) : mention.start]
        tail = text[mention.end : min(high, mention.end + 120)]
        best: tuple[int, int] | None = None
        for lean, pattern in ((1, self.future), (-1, self.past)):
            for match in pattern.finditer(head):
                if lean < 0 and self.future_head.search(head[max(0, match.start() - 40) : match.start()]):
                    continue
                distance = len(head) - match.end()
                if best is None or distance < best[0]:
                    best = distance, lean
            first = pattern.search(tail)
            if first is not None and (best is None or first.start() + 30 < best[0]):
                best = first.start() + 30, lean
        return 0 if best is None else best[1]
