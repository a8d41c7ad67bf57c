"""The pieces that English dates are made of, from the wordings of dates.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.en.date_table import Table

UNITS = {"day": "day", "week": "week", "wk": "week", "month": "month", "year": "year", "yr": "year"}
SLASHED = re.compile(r"(?<![\d.,/-])(\d{1,2})([/.-])(\d{1,2})(?:\2|,\s?(?=\d{4}))(\d{4}|\d{2})(?![\d/-]|[.,]\d)")


def alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _dotted(words: Mapping[str, int]) -> str:
    """Names in full, and short forms that may carry a full stop; `may` and the like are no short forms."""
    full = [w for w in words if len(w) > 5 or w in ("march", "april", "may", "june", "july")]
    return rf"(?:{alternatives(full)})\b|(?:{alternatives(set(words) - set(full))})(?:\.|(?![a-z]))"


class Pieces:
    """The rules of one table and one order of numbers: `day_first` reads 11/02 as 11 February."""

    def __init__(self, table: Table, day_first: bool, guessed: bool) -> None:
        self.table, self.day_first, self.guessed = table, day_first, guessed

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
        nth = rf"(?:{number})(?:st|nd|rd|th)?|{alternatives(small)}"
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
        yield rule(
            "days_of",
            rf"(?:(?<=from )|(?<=between ))(?P<day>{nth})(?:{to})(?P<to>{nth})"
            rf"(?=\s(?:of\s|in\s)?(?:this|next|last|previous)\s?month)",
            lambda m: {"day": self._number(m["day"]), "to": self._number(m["to"]), "weak": True},
        )
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
            rf"(?<![\d.,/-])([12]\d{{3}})\s?([./-])\s?(1[0-2]|"
            rf"0?[1-9]|{alternatives(months)})\s?\2\s?(3[01]|[12]\d|0?[1-9])(?![\d/-])",
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
        yield rule(
            "day_month_year",
            rf"(?<![\w/-])({number})-({alternatives(months)})-(\d{{4}}|\d\d)(?!\w)",
            lambda m: {"year": self._year(m[3]), "month": months[m[2].lower()], "day": int(m[1])},
        )
        yield rule("slash_date", r"(?<![\w.,/-])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/,.%-])", self._slash)
        yield rule(
            "day",
            rf"(?<![\w.,])the\s((?:{number})(?:st|nd|rd|th)?|{alternatives(small)})(?![\w%]|"
            rf"[.,:/]\d)(?=\s?(?:$|[.,;!?]|of\s(?:this|next|last)|to\b|and\b|until\b))",
            lambda m: {"day": self._number(m[1]), "weak": True},
        )
        yield rule("day", rf"(?<=day )((?:{number})(?:st|nd|rd|th))(?!\w)", lambda m: {"day": self._number(m[1])})
        yield rule(
            "day",
            rf"(?<=day )the\s((?:{number})(?:st|nd|rd|th)?|{alternatives(small)})(?!\w)",
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
            rf"(?<!\w)(?:{alternatives(holidays)})(?!\w|\sIsland|\s(?:tree|tre)\b|\smarket|\slights|\ssunday)",
            lambda m: {"holiday": holidays[m[0].lower()]},
        )

    def _parts_of_years(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        four = {w: n for w, n in table.ordinals.items() if n <= 4}
        quarter = rf"(?P<n>{alternatives(four)}|[1-4](?:st|nd|rd|th))[\s-](?P<of>quarter|qtr|half)\b"
        yield rule(
            "quarter",
            rf"(?<!\w)(?:the\s)?{quarter}(?!-?finals?\b)",
            lambda m: {"half" if m["of"].lower() == "half" else "quarter": self._number(m["n"]), "weak": True},
        )
        yield rule(
            "quarter",
            r"(?<!\w)(Q[1-4]|[1-4]Q|H[12])(?!\w)",
            lambda m: {"half" if "h" in m[1].lower() else "quarter": int(re.sub(r"\D", "", m[1]))},
        )
        yield rule(
            "quarter",
            r"(?<!\w)([12]\d{3}|\d\d)([QH])([1-4])(?!\w)",
            lambda m: {"half" if m[2].lower() == "h" else "quarter": int(m[3]), "year": self._year(m[1])},
        )
        yield rule(
            "season",
            rf"(?<![\w'’])(?:the\s)?(?P<s>{alternatives(table.seasons)})(?![\w'’-])",
            lambda m: {"season": table.seasons[m["s"].lower()], "weak": True},
        )
        yield rule("decade", r"(?<![\w.,$£€])(?:the\s)?([12]\d{2}0)['’]?s(?!\w)", lambda m: {"decade": int(m[1])})
        yield rule(
            "decade",
            rf"(?<!\w)the\s({alternatives(table.decades)})(?!\w)",
            lambda m: {"decade": 1900 + table.decades[m[1].lower()], "assume": ("century_inferred",)},
        )
        yield rule(
            "decade",
            r"(?<!\w)the\s['’](\d)0s(?!\w)",
            lambda m: {"decade": 1900 + 10 * int(m[1]), "assume": ("century_inferred",)},
        )
        yield rule("decade", r"(?<!\w)the\send\sof\s(?:the|this)\sdecade(?!\w)", lambda m: {"decade": -1, "turn": True})
        yield rule("decade", r"(?<!\w)this\sdecade(?!\w)", lambda m: {"decade": -1})
        yield rule(
            "part",
            rf"(?<!\w)(?P<p>{alternatives(table.parts)})[\s-](?:in\s|on\s)?(?=(?:the\s)?(?:[12]\d{{3}}s?|year|"
            rf"month|week|this|next|last|spring|summer|autumn|winter|fall|{alternatives(table.months)})\b)",
            lambda m: {"part": table.parts[m["p"].lower()]},
        )
        yield rule(
            "fiscal",
            r"(?<!\w)(?:fiscal(?:\syear)?|FY)\s?([12]\d{3}|\d\d(?!\d))(?!\w)",
            lambda m: {"year": self._year(m[1]), "assume": ("fiscal_year",)},
        )

    def _relative(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        days = table.days
        yield rule(
            "relative_days",
            rf"(?<!\w)(?:{alternatives(days)})(?!\w|['’]s\s(?:world|youth))",
            lambda m: {"days": days[m[0].lower()]},
        )
        for name, words in (("days", table.mention_days), ("years", table.mention_years)):
            yield rule(
                f"mention_{name}",
                rf"(?<!\w)(?:{alternatives(words)})(?!\w)(?!\s(?:christmas|the\selection))",
                lambda m, name=name, words=words: {name: words[m[0].lower()], "anchor": "mention"},
            )
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
        yield rule(
            "relative",
            rf"(?<!\w)(?:the\s)?(?P<s>{alternatives(named)})\s(?P<u>week|wk|month|quarter|qtr|year|yr)(?!\w|-(?:old|long))",
            lambda m: {plural[m["u"].lower()]: named[m["s"].lower()]},
        )
        yield rule(
            "of_the",
            r"(?<=\bof )the\s(week|month|year)(?!\w|\s(?:to|ended|of)\b)",
            lambda m: {plural[m[1].lower()]: 0, "weak": True},
        )
        yield rule(
            "weekend", r"(?<!\w)(?:(?P<s>last|this|next|the|this\spast|this\scoming)\s)?weekend(?!\w)", self._weekend
        )
        directions = table.directions
        days_and_months = (
            rf"(?:{alternatives(table.weekdays)}|{alternatives(table.months)}|{alternatives(table.seasons)})"
        )
        yield rule(
            "direction",
            rf"(?<!\w)(?:{alternatives(directions)})(?=\s{days_and_months}\b)",
            lambda m: {"direction": directions[m[0].lower()]},
        )
        yield rule(
            "next_weekday",
            rf"(?<!\w)next\s({alternatives(table.weekdays)})\b",
            lambda m: {"weeks": 1, "weekday": table.weekdays[m[1].lower()]},
        )
        yield rule(
            "next_month", rf"(?<!\w)next\s({alternatives(table.months)}|{alternatives(table.seasons)})\b", self._next
        )
        yield rule(
            "after_next",
            rf"(?<!\w)({alternatives(table.weekdays)})\safter\snext(?!\w)",
            lambda m: {"weekday": table.weekdays[m[1].lower()], "amount": 2, "unit": "week"},
        )
        yield rule(
            "after_next",
            rf"(?<!\w)({alternatives(table.months)})\s(?:after\snext|in\sa\syear)(?!\w)",
            lambda m: {"years": 1, "month": table.months[m[1].lower()]},
        )
        yield rule(
            "week_beginning",
            r"(?<!\w)(?:the\s)?(?:week\s(?:beginning|of|commencing|starting)|w/c)(?=\s\w)",
            lambda m: {"week_beginning": True, "weak": True},
        )
        yield rule("iso_week", r"(?<!\w)week\s(5[0-3]|[1-4]\d|[1-9])(?![\w.,:]?\d)", lambda m: {"iso_week": int(m[1])})

    def _counted(self) -> Iterable[Rule]:
        table, rule = self.table, self._rule
        counts = table.counts
        count = rf"(?P<n>\d{{1,3}}|{alternatives(counts)})"
        unit = r"(?P<u>days?|weeks?|months?|years?|yrs?)"

        def distance(m: re.Match[str]) -> Fields:
            way = (m["way"] if "way" in m.groupdict() else "in").lower()
            amount = counts.get(m["n"].lower()) or int(m["n"])
            fields: Fields = {
                "amount": -amount if way in ("ago", "before", "earlier", "back") else amount,
                "unit": UNITS[m["u"].lower().rstrip("s")],
            }
            if way in ("before", "earlier", "later", "after"):
                fields["anchor"] = "mention"
            return fields

        yield rule(
            "distance",
            rf"(?<![\w.,$£€-]){count}\s{unit}\s(?P<way>ago|hence|from\snow|earlier|later|back)(?!\w|\sthan\b)",
            distance,
        )
        # "1978, eight years before it closed" dates the closing: the distance runs the other way.
        yield rule(
            "apposed_distance",
            rf"(?<=\d\d\d\d, ){count}\s(?P<u>years)\s(?P<way>before|"
            rf"after)(?=\s(?:it|he|she|they|the|its|his|her|their)\s)",
            lambda m: {
                "amount": (counts.get(m["n"].lower()) or int(m["n"])) * (1 if m["way"].lower() == "before" else -1),
                "unit": "year",
                "anchor": "year",
            },
        )
        yield rule(
            "distance",
            rf"(?<=\bin )(?P<n>\d{{1,2}}|{alternatives(counts.keys() - {'a', 'an', 'one'})})"
            rf"\s{unit}(?=$|[.,;])",
            distance,
        )
        base = alternatives(("tomorrow", "yesterday", "today"))
        yield rule(
            "distance_from",
            rf"(?<!\w){count}\s(?P<u>days?)\s(?:from|after)\s(?P<base>{base})(?!\w)",
            lambda m: {"days": (counts.get(m["n"].lower()) or int(m["n"])) + table.days[m["base"].lower()]},
        )
        yield rule(
            "weekdays_on",
            rf"(?<!\w){count}\s(?P<w>(?:mon|tues|wednes|thurs|fri|"
            rf"satur|sun)day)s?\s(?P<way>ago|back|from\snow|hence)(?!\w)",
            lambda m: {
                "amount": (counts.get(m["n"].lower()) or int(m["n"]))
                * (-1 if m["way"].lower() in ("ago", "back") else 1),
                "unit": "week",
                "weekday": table.weekdays[m["w"].lower()],
            },
        )
        yield rule(
            "span",
            rf"(?<!\w)(?:the\s)?(?P<way>next|past|last|coming|upcoming)\s(?P<n>\d{{1,3}}|"
            rf"few|{alternatives(counts.keys() - {'a', 'an'})})"
            rf"\s?(?P<u>days?|weeks?|months?|years?)(?!\w)",
            lambda m: {
                "amount": (counts.get(m["n"].lower()) or int(m["n"]))
                * (-1 if m["way"].lower() in ("past", "last") else 1),
                "unit": UNITS[m["u"].lower().rstrip("s")],
                "span": True,
            },
        )
        yield rule(
            "span",
            r"(?<!\w)the\spast\s(?P<u>week|month|year)(?!\w)",
            lambda m: {"amount": -1, "unit": m["u"].lower(), "span": True},
        )
        nth = rf"(?P<n>{alternatives(table.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))"
        yield rule(
            "nth",
            rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\slast)?|last)\s(?P<w>(?:mon|"
            rf"tues|wednes|thurs|fri|satur|sun)day|day|week)(?=\s(?:of|in)\s)",
            self._nth,
        )
        holiday = alternatives(table.holidays)
        yield rule(
            "beside_holiday",
            rf"(?<!\w)(?:{count}\sdays?|the\sday)\s(?P<way>after|before)\s(?=(?:{holiday})\b)",
            lambda m: {
                "plus": (1 if m["n"] is None else counts.get(m["n"].lower()) or int(m["n"]))
                * (1 if m["way"].lower() == "after" else -1),
                "weak": True,
            },
        )
        yield rule(
            "beside_holiday",
            rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\b)?\s)?(?P<w>(?:mon|tues|"
            rf"wednes|thurs|fri|satur|sun)day)\safter\s(?=(?:{holiday})\b)",
            lambda m: {
                "nth": 1 if m["n"] is None else self._number(m["n"]),
                "nth_of": "weekday",
                "weekday": table.weekdays[m["w"].lower()],
                "weak": True,
            },
        )
        yield rule(
            "nearest_weekday",
            r"(?<!\w)(?:the\s)?(?:closest|nearest)\s(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\sto\s(?=\w)",
            lambda m: {"near_weekday": table.weekdays[m["w"].lower()], "weak": True},
        )
        yield rule(
            "nth_here",
            rf"(?<!\w)(?:the\s)?(?:{nth}(?P<last>\slast)?|last)\s(?P<w>(?:mon|tues|"
            rf"wednes|thurs|fri|satur|sun)day|day|week)\s(?:of|in)\sthe\smonth(?!\w)",
            lambda m: self._nth(m) | {"months": 0},
        )

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

        zone = rf"(?:\s?(?:{alternatives(self.table.zones)})\b)?"
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
        yield rule(
            "daypart",
            rf"(?<=day\s)({alternatives(parts)})(?!\w)|(?<=[\d.]\s)({alternatives(parts)})(?!\w)",
            lambda m: {"daypart": parts[(m[1] or m[2]).lower()], "weak": True},
        )
        yield rule(
            "daypart",
            rf"(?<=(?:rrow|rday)\s)({alternatives(parts)})(?!\w)",
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
