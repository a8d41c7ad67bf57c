"""The pieces that Korean dates are made of, from the wordings of dates.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.ko.date_table import Table

WEEKDAYS = "월화수목금토일"
SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "유": 6, "칠": 7, "팔": 8, "구": 9}
TENS = {"시": 10, "십": 10, "백": 100, "천": 1000}


def sino(text: str) -> int:
    """A Sino-Korean numeral below 10,000, such as 이천십오, or digits."""
    if text.isdigit():
        return int(text)
    total = unit = 0
    for char in text:
        if char in TENS:
            total, unit = total + (unit or 1) * TENS[char], 0
        else:
            unit = SINO[char]
    return total + unit


def alternatives(words: Iterable[str]) -> str:
    """An alternation, longest first; a space in a word is optional."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in sorted(words, key=lambda w: (-len(w), w)))


def behind(words: Iterable[str], particles: Iterable[str]) -> str:
    """Words behind a date: written on to it in any form, or after a space as whole words with at most a particle."""
    choice = alternatives(words)
    return rf"(?:{choice}|\s(?:{choice})(?:{alternatives(particles)}){{0,2}}(?![가-힣\d]))"


def _look(words: dict[str, int] | dict[str, str], found: str) -> int | str:
    squeezed = "".join(found.split())
    return next(value for word, value in words.items() if "".join(word.split()) == squeezed)


def _shift(name: str, words: dict[str, int], more: Fields | None = None) -> Callable[[re.Match[str]], Fields]:
    """A reader of words that each stand for a shift in one unit."""
    return lambda m: {name: _look(words, m[0]), **(more or {})}


class Pieces:
    """The rules of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def rules(self) -> Iterable[Rule]:
        table = self.table
        yield from self._calendar()
        yield from self._relative()
        yield from self._counted()
        yield from self._clock()
        holidays = table.holidays
        yield Rule(
            "holiday",
            re.compile(rf"(?<![가-힣])(?:{alternatives(holidays)})(?![가-힣]*(?:특집|특사|대교))"),
            lambda m: {"holiday": _look(holidays, m[0])},
        )
        parts = table.parts
        part = alternatives(parts)
        yield Rule(
            "part",
            re.compile(rf"(?<=[월달년해기대\s])(?:{part})(?=[\s,.에의부까께쯤경인이로)]|$)"),
            lambda m: {"part": parts[m[0]]},
        )
        yield Rule(
            "year_part",
            re.compile(r"(?<![가-힣\d])연(초|말|중)(?![가-힣]{0,2}정산|성)"),
            lambda m: {"years": 0, "part": {"초": "early", "말": "late", "중": "mid"}[m[1]]},
        )
        directions = table.directions
        yield Rule(
            "direction",
            re.compile(
                rf"(?<![가-힣])(?:{alternatives(directions)})(?=\s?[\d월화수목금토일주봄여가겨추설광성크어한개'’])"
            ),
            lambda m: {"direction": directions[m[0]]},
        )

    def _calendar(self) -> Iterable[Rule]:
        """Years, months and days that are named by number."""
        table = self.table
        no_year = rf"(?!{behind(table.not_after_year, table.particles)})"
        no_day = rf"(?!{behind(table.not_after_day, table.particles)}(?![가-힣]*오[전후]))"
        no_before = r"(?<![\d.,:/-])"
        sign = r"\s?[~∼～–-]\s?"
        yield Rule(
            "year", re.compile(r"(?<![\d.,])([12]\d{3})\s?년(?:도)?(?!대|\d|생|\s?만에)"), lambda m: {"year": int(m[1])}
        )
        yield Rule(
            "year",
            re.compile(r"(이천[일이삼사오육칠팔구십]{1,4}|천[구팔칠]백[일이삼사오육칠팔구십]{0,4})\s?년"),
            lambda m: {"year": sino(m[1])},
        )
        yield Rule(
            "year_range",
            re.compile(rf"(?<![\d.,])([12]\d{{3}})년?{sign}([12]\d{{3}})년(?!대)"),
            lambda m: {"year": int(m[1]), "to": int(m[2])} if int(m[1]) < int(m[2]) else None,
        )
        yield Rule(
            "short_year",
            re.compile(rf"(?<![\d.,~∼가-힣])(['’‘]?)(\d\d)년{no_year}(?!대|\d|\s?[전뒤후])"),
            self._short_year,
        )
        yield Rule("decade", re.compile(r"(?<![\d.,])([12]\d{2}0)년대"), lambda m: {"decade": int(m[1])})
        yield Rule(
            "decade",
            re.compile(r"(?<![\d.,])([5-9]0)년대(?!생)"),
            lambda m: {"decade": 1900 + int(m[1]), "assume": ("century_inferred",)},
        )
        yield Rule(
            "month",
            re.compile(rf"{no_before}(1[0-2]|0?[1-9])월(?!{behind(table.not_after_month, table.particles)})"),
            lambda m: {"month": int(m[1])},
        )
        yield Rule(
            "month",
            re.compile(
                r"(?<![가-힣])(십일|십이|일|이|삼|사|오|유|칠|팔|구|시)월(?![가-힣]*[요세드])(?=\s?(?:[\d일이삼사오육칠팔구십초중하말]|에|$))"
            ),
            lambda m: {"month": 10 if m[1] == "시" else sino(m[1])},
        )
        yield Rule(
            "month_range",
            re.compile(rf"{no_before}(1[0-2]|0?[1-9])월?{sign}(1[0-2]|0?[1-9])월"),
            lambda m: {"month": int(m[1]), "to": int(m[2])},
        )
        yield Rule(
            "day",
            re.compile(rf"{no_before}(3[01]|[12]\d|0?[1-9])일(?!\s?[전뒤후](?=[\s,.에의부까인]|$))(?!요일){no_day}"),
            lambda m: {"day": int(m[1])},
        )
        yield Rule("day", re.compile(r"(?<=월)\s?([일이삼사오육칠팔구십]{1,3})일"), lambda m: {"day": sino(m[1])})
        yield Rule(
            "day_range",
            re.compile(rf"{no_before}(3[01]|[12]\d|0?[1-9])일?{sign}(3[01]|[12]\d|0?[1-9])일{no_day}"),
            lambda m: {"day": int(m[1]), "to": int(m[2])},
        )
        yield Rule(
            "bare_day",
            re.compile(r"(?<![\d.,~:/%-])(3[01]|[12]\d|0?[1-9])(?=까지는?\s)"),
            lambda m: {"day": int(m[1]), "weak": True},
        )
        yield Rule(
            "full_date",
            re.compile(
                r"(?<![\d.,/-])([12]\d{3})\s?([./-])\s?(1[0-2]|0?[1-9])\s?\2\s?(3[01]|[12]\d|0?[1-9])\.?(?![\d,]|\.\d)"
            ),
            lambda m: {"year": int(m[1]), "month": int(m[3]), "day": int(m[4])},
        )
        yield Rule(
            "full_date",
            re.compile(r"(?<![\d.,/-])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])/([12]\d{3})(?![\d,/-])"),
            lambda m: {"year": int(m[3]), "month": int(m[1]), "day": int(m[2])},
        )
        yield Rule(
            "short_date",
            re.compile(r"(?<![\d.,/'’-])['’]?(\d{1,2})([./-])(\d{1,2})\2(\d{1,2})\.?(?![\d,%/-]|\.\d)"),
            self._short_date,
        )
        yield Rule(
            "slash_date",
            re.compile(r"(?<![\d.,/-])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?![\d,/.%-])"),
            lambda m: {"month": int(m[1]), "day": int(m[2]), "weak": True, "assume": ("order_guessed",)},
        )
        yield Rule("trailing_year", re.compile(r"(?<=일, )([12]\d{3})(?!\d)"), lambda m: {"year": int(m[1])})
        yield Rule("bare_year", re.compile(r"^\s*(1[5-9]\d{2}|20\d{2})\s*$"), lambda m: {"year": int(m[1])})
        yield Rule(
            "quarter", re.compile(r"(?<![\d.,~])([1-4일이삼사])\s?(?:사\s?)?분기"), lambda m: {"quarter": sino(m[1])}
        )
        yield Rule(
            "quarter_range",
            re.compile(rf"(?<![\d.,])([1-3])(?:분기)?{sign}([2-4])분기"),
            lambda m: {"quarter": int(m[1]), "to": int(m[2])},
        )
        yield Rule("half", re.compile(r"([상하])반기"), lambda m: {"half": 1 if m[1] == "상" else 2})
        yield Rule(
            "weekday",
            re.compile(rf"(?<![가-힣])([{WEEKDAYS}])요일(?=이던|인 |[\s,.에의은이부까(~)·오밤새아저]|$)"),
            lambda m: {"weekday": WEEKDAYS.index(m[1])},
        )
        yield Rule(
            "weekday", re.compile(rf"(?<=일)\s?[(（]([{WEEKDAYS}])[)）]"), lambda m: {"weekday": WEEKDAYS.index(m[1])}
        )

    def _relative(self) -> Iterable[Rule]:
        """Words that count from the day of publication or from the day last mentioned."""
        table = self.table
        named: tuple[tuple[str, dict[str, int]], ...] = (
            ("years", table.years),
            ("months", table.months),
            ("weeks", table.weeks),
            ("days", table.days),
            ("quarters", table.quarters),
        )
        for name, words in named:
            yield Rule(
                f"relative_{name}",
                re.compile(rf"(?<![가-힣])(?:{alternatives(words)})(?!러|별|같은|한|의 적|말\s?회|기로|[었며])"),
                _shift(name, words),
            )
        # 사고 당일 is the day of the event, the first that the article names.
        yield Rule("event_day", re.compile(r"(?<=[가-힣]\s)당일(?!치기)"), lambda m: {"days": 0, "anchor": "first"})
        # 6월 전년 대비: 전년 begins a mention of its own.
        mentioned: tuple[tuple[str, str, dict[str, int], Fields], ...] = (
            ("days", "days", table.mention_days, {}),
            ("years", "years", table.mention_years, {"leads": True}),
            ("months", "years", table.mention_months, {"leads": True, "same_month": True}),
        )
        for name, field, words, more in mentioned:
            yield Rule(
                f"mention_{name}",
                re.compile(rf"(?<![가-힣])(?:{alternatives(words)})(?!개|치기|한)"),
                _shift(field, words, {"anchor": "mention", **more}),
            )
        periods = table.period_days
        yield Rule(
            "period_day",
            re.compile(rf"(?<![가-힣])(?:{alternatives(periods)})"),
            lambda m: {"days": _look(periods, m[0]), "anchor": "period", "weak": True},
        )
        yield Rule(
            "this_year",
            re.compile(r"(?<![가-힣])올(?=\s?(?:들어|[상하]반기|[1-4]\s?분기|봄|여름|가을|겨울|초|말|연말))"),
            lambda _: {"years": 0},
        )
        yield Rule(
            "weekend",
            re.compile(r"(?<![가-힣])(지난|저번|이번|오는|다음)\s?(?:주\s?)?주말"),
            lambda m: {"weekend": True, "weeks": {"지난": -1, "저번": -1, "다음": 1}.get(m[1], 0)},
        )
        yield Rule(
            "next_weekday",
            re.compile(rf"(?<![가-힣])(다음|이번)\s?([{WEEKDAYS}])요일"),
            lambda m: {"weeks": int(m[1] == "다음"), "weekday": WEEKDAYS.index(m[2])},
        )
        yield Rule("weekend", re.compile(r"(?<![가-힣])주말(?!마다|드라마|농장|극|부부)"), lambda m: {"weekend": True})
        yield Rule(
            "overnight",
            re.compile(r"(?<![가-힣])(?:밤사이|밤새|간밤|지난밤)"),
            lambda m: {"days": -1, "daypart": "night", "assume": ("overnight",)},
        )
        seasons = table.seasons
        yield Rule(
            "season",
            re.compile(rf"(?:(?<![가-힣])|(?<=올)|(?<=지난))({alternatives(seasons)})(?:철)?(?=[\s,.에의부까은을]|$)"),
            lambda m: {"season": seasons[m[1]], "weak": True},
        )

    def _counted(self) -> Iterable[Rule]:
        """사흘 전, 3개월 후, 첫째 주, 마지막 날."""
        table = self.table
        counts, units, ordinals, words = table.counts, table.units, table.ordinals, table.day_words
        count = rf"(?P<n>\d{{1,4}}|{alternatives(counts)})\s?(?P<u>{alternatives(units)})(?:일)?"
        after = r"(?P<way>전|뒤|후|이전|내)(?=[\s,.에의부까인보쯤께를을]|$)"

        def distance(m: re.Match[str]) -> Fields | None:
            amount = int(m["n"]) if m["n"].isdigit() else counts[m["n"]]
            unit = units[m["u"]]
            if (not m["n"].isdigit() and unit == "day") or (unit == "year" and amount > 1000):
                return None
            return {"amount": -amount if m["way"] in ("전", "이전") else amount, "unit": unit}

        yield Rule(
            "distance", re.compile(rf"(?:지금으로부터\s|(?<![\d.,가-힣]))(?:약\s)?{count}\s?(?:여\s)?{after}"), distance
        )
        yield Rule(
            "distance",
            re.compile(rf"(?<![가-힣])(?P<n>{alternatives(words)})\s?{after}"),
            lambda m: {"amount": words[m["n"]] * (-1 if m["way"] in ("전", "이전") else 1), "unit": "day"},
        )
        yield Rule(
            "last_span",
            re.compile(r"(?<![가-힣])지난\s?(\d{1,2})\s?(일|주|개월|년)\s?(?:간|동안)"),
            lambda m: {"amount": -int(m[1]), "unit": units[m[2]], "span": True},
        )
        yield Rule(
            "nth_week",
            re.compile(rf"({alternatives(ordinals)})\s?주(?![가-힣]*[년일])"),
            lambda m: {"nth": _look(ordinals, m[1]), "nth_of": "week", "weak": True},
        )
        yield Rule(
            "nth_weekday",
            re.compile(rf"({alternatives(ordinals)})\s?(?:주\s?)?([{WEEKDAYS}])요일"),
            lambda m: {"nth": _look(ordinals, m[1]), "nth_of": "weekday", "weekday": WEEKDAYS.index(m[2])},
        )
        yield Rule("last_day", re.compile(r"마지막\s?날"), lambda m: {"nth": -1, "nth_of": "day", "weak": True})

    def _clock(self) -> Iterable[Rule]:
        parts = self.table.dayparts
        part = alternatives(parts)
        no_after = rf"(?!{behind(self.table.not_after_clock, self.table.particles)})"
        clock = r"(?P<h>2[0-4]|1\d|0?\d)시(?:\s?(?P<m>[0-5]?\d)분|\s?(?P<half>반))?"

        def read(m: re.Match[str]) -> Fields | None:
            hour, daypart = int(m["h"]), None if m["part"] is None else _look(parts, m["part"])
            fields: Fields = {"hour": hour, "weak": m["part"] is None and m["m"] is None}
            if (
                (daypart in ("afternoon", "evening") and hour < 12)
                or (daypart == "night" and 5 < hour < 12)
                or (daypart == "noon" and hour < 6)
            ):
                fields["hour"] = hour + 12
            elif hour == 12 and daypart in ("night", "dawn", "morning"):
                fields["hour"] = 24 if daypart == "night" else 0
            elif daypart == "night" and hour < 6:  # "17일 밤 1시" is after midnight
                fields["hour"] = hour + 24
            if daypart is None and hour <= 12:
                fields["assume"] = ("half_day_unstated",)
            if m["m"] or m["half"]:
                fields["minute"] = int(m["m"] or 30)
            return fields

        yield Rule("clock", re.compile(rf"(?<![\d.,가-힣~])(?:(?P<part>{part})\s?)?{clock}{no_after}"), read)
        yield Rule("clock", re.compile(rf"(?<=어젯)(?P<part>{part})\s?{clock}{no_after}"), read)
        yield Rule(
            "clock",
            re.compile(r"(?<=\s)([01]?\d|2[0-3]):([0-5]\d)(?![\d:]|\s?대)"),
            lambda m: {"hour": int(m[1]), "minute": int(m[2]), "weak": True},
        )
        yield Rule(
            "noon",
            re.compile(r"(?<![가-힣])(정오|자정)(?![가-힣]*[뉴])"),
            lambda m: {"hour": 12 if m[1] == "정오" else 24, "minute": 0},
        )
        yield Rule(
            "daypart",
            re.compile(rf"(?<![가-힣])(?:{part})(?=[\s,.에의까부]|$)"),
            lambda m: {"daypart": _look(parts, m[0]), "weak": True},
        )
        yield Rule(
            "daypart",
            re.compile(rf"(?<=[제늘일젯날말])({part})(?=[\s,.에의까부]|$)"),
            lambda m: {"daypart": _look(parts, m[0]), "weak": True},
        )

    def _short_year(self, m: re.Match[str]) -> Fields:
        year = int(m[2])
        return {"year": year + (1900 if year > 50 else 2000), "weak": not m[1], "assume": ("century_inferred",)}

    def _short_date(self, m: re.Match[str]) -> Fields | None:
        """26.1.3 is year first; 9-18-15 can only be month first."""
        first, second, third = int(m[1]), int(m[3]), int(m[4])
        year, month, day = (first, second, third) if second <= 12 else (third, first, second)
        if not (1 <= month <= 12 and 1 <= day <= 31) or (m[2] == "." and len(m[1]) < 2):
            return None
        return {
            "year": year + (1900 if year > 50 else 2000),
            "month": month,
            "day": day,
            "assume": ("century_inferred", "order_guessed"),
        }
