"""The pieces of Korean dates that are written in figures: years, months, days, quarters.

Every rule names how it begins: `#일` is a number before 일, `이달` a word. `words_keys` gives the keys of a word list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.ko.date_table import Table

WEEKDAYS = "월화수목금토일"
SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "유": 6, "칠": 7, "팔": 8, "구": 9}
TENS = {"시": 10, "십": 10, "백": 100, "천": 1000}
SIGN = r"\s?[~∼～–-]\s?"
SIGNS = ("#~", "#∼", "#～", "#–", "#-")
MONTH, DAY = r"1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
NUMERALS = r"[일이삼사오육칠팔구십]"


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


def words_keys(words: Iterable[str]) -> tuple[str, ...]:
    """The keys of words: their first two characters, with the space between them and without; 3·1절 has a number's."""
    return tuple(
        key
        for word in words
        for key in (("#" + word[1],) if word[0].isdigit() else (word[:2], "".join(word.split())[:2]))
    )


def behind(words: Iterable[str], particles: Iterable[str]) -> str:
    """Words behind a date: written on to it in any form, or after a space as whole words with at most a particle."""
    choice = alternatives(words)
    return rf"(?:{choice}|\s(?:{choice})(?:{alternatives(particles)}){{0,2}}(?![가-힣\d]))"


def rules(table: Table) -> Iterable[Rule]:
    """The rules for what is written in figures."""
    yield from _years(table)
    yield from _months_and_days(table)
    yield from _whole_dates()


def _years(table: Table) -> Iterable[Rule]:
    no_year = rf"(?!{behind(table.not_after_year, table.particles)})"
    era = r"(?<![\d.,])" + "".join(rf"(?<!{re.escape(word)})" for word in table.before_christ)
    plain = r"(?:년도?|학년도|\s?회계연도)"
    assumed = {"학년도": ("school_year",), "회계연도": ("fiscal_year",)}

    def year(m: re.Match[str]) -> Fields:
        return {"year": int(m[1]), "assume": assumed.get(m[2].strip(), ())}

    def season(m: re.Match[str]) -> Fields | None:
        first, last = int(m[1]), int(m[2]) % 100
        following = last == (first + 1) % 100
        return {"year": first, "to": first + 1, "assume": ("season_year",)} if following else None

    def short_year(m: re.Match[str]) -> Fields:
        year = int(m[2])
        return {"year": year + (1900 if year > 50 else 2000), "weak": not m[1], "assume": ("century_inferred",)}

    yield Rule(
        "year",
        ("#년", "#학", "#회"),
        re.compile(rf"{era}([12]\d{{3}})\s?({plain})(?!대|\d|생|\s?만에)"),
        year,
    )
    yield Rule(
        "fiscal", ("FY",), re.compile(r"FY\s?(20\d\d)()(?!\d)"), lambda m: year(m) | {"assume": ("fiscal_year",)}
    )
    yield Rule("year", ("서기",), re.compile(r"서기\s?(\d{1,4})년(?!간|째)"), lambda m: {"year": int(m[1])})
    yield Rule(
        "year",
        ("이천", "천구", "천팔", "천칠"),
        re.compile(rf"(이천{NUMERALS}{{1,4}}|천[구팔칠]백[일이삼사오육칠팔구십]{{0,4}})\s?년"),
        lambda m: {"year": sino(m[1])},
    )
    yield Rule(
        "year_range",
        ("#년", *SIGNS),
        re.compile(rf"(?<![\d.,])([12]\d{{3}})년?{SIGN}([12]\d{{3}})(?:학?년도?)(?!대)"),
        lambda m: {"year": int(m[1]), "to": int(m[2])} if int(m[1]) < int(m[2]) else None,
    )
    yield Rule(
        "year_range",
        SIGNS,
        re.compile(rf"(?<![\d.,])([12]\d)(\d\d){SIGN}(\d\d)년(?![대간])"),
        lambda m: {"year": int(m[1] + m[2]), "to": int(m[1] + m[3])} if m[2] < m[3] else None,
    )
    yield Rule(
        "season_year",
        (*SIGNS, "#/"),
        re.compile(
            r"(?<![\d.,])([12]\d{3})[~∼～–/-](\d{4}|\d\d)(?=\s?(?:시즌|회계연도|학년도|동절기|절기|V리그|정규))"
        ),
        season,
    )
    yield Rule(
        "short_year",
        ("#년", "'"),
        re.compile(rf"(?<![\d.,~∼가-힣])(['’‘]?)(\d\d)년{no_year}(?!대|\d|\s?[전뒤후])"),
        short_year,
    )
    yield Rule("decade", ("#년",), re.compile(r"(?<![\d.,])([12]\d{2}0)년대"), lambda m: {"decade": int(m[1])})
    yield Rule(
        "decade",
        ("#년",),
        re.compile(r"(?<![\d.,])([5-9]0)년대(?!생)"),
        lambda m: {"decade": 1900 + int(m[1]), "assume": ("century_inferred",)},
    )
    yield Rule(
        "century",
        ("#세",),
        re.compile(rf"{era}(1\d|2[01])세기(?!\s?(?:만에|전))"),
        lambda m: {"century": int(m[1])},
    )
    yield Rule("bare_year", ("#",), re.compile(r"^\s*(1[5-9]\d{2}|20\d{2})\s*$"), lambda m: {"year": int(m[1])})
    yield Rule(
        "trailing_year",
        ("#", "#에", "#.", "#,"),
        re.compile(r"(?<=일, )([12]\d{3})(?![\d년])"),
        lambda m: {"year": int(m[1])},
        True,
    )
    yield Rule(
        "quarter",
        ("#분", "#사", "#/", "#·", "일분", "이분", "삼분", "사분", "일사", "이사", "삼사", "사사"),
        re.compile(r"(?<![\d.,~])([1-4일이삼사])(?:\s?사|[/·]4)?\s?분기"),
        lambda m: {"quarter": sino(m[1])},
    )
    yield Rule(
        "quarter_range",
        ("#분", *SIGNS),
        re.compile(rf"(?<![\d.,])([1-3])(?:분기)?{SIGN}([2-4])분기"),
        lambda m: {"quarter": int(m[1]), "to": int(m[2])},
    )
    yield Rule(
        "half",
        ("상반", "하반"),
        re.compile(r"(?<!상[·ㆍ/])([상하])반기"),
        lambda m: {"half": 1 if m[1] == "상" else 2},
    )


def _months_and_days(table: Table) -> Iterable[Rule]:
    no_month = rf"(?!{behind(table.not_after_month, table.particles)})"
    no_day = rf"(?!{behind(table.not_after_day, table.particles)}(?![가-힣]*오[전후]))"
    once = rf"(?!(?<!\d1일)(?<=1일)\s?(?:{alternatives(table.not_after_one_day)}|\d+\s?(?:회|차례|시간|교대|번)))"
    no_before = r"(?<![\d.,:/제])(?<![^일월년)\s]-)"

    # Behind its month or a word of direction a day stays a day before 전.
    named = "|".join(
        rf"(?<={word}{n}일)" for word in ("월", r"월\s", r"달\s", r"지난\s", r"오는\s") for n in (r"\d", r"\d\d")
    )

    def two(name: str) -> Callable[[re.Match[str]], Fields]:
        return lambda m: {name: int(m[1]), "to": int(m[2])}

    yield Rule("month", ("#월",), re.compile(rf"{no_before}({MONTH})월{no_month}"), lambda m: {"month": int(m[1])})
    yield Rule(
        "month",
        (*(w + "월" for w in "일이삼사오유육칠팔구시"), "십일", "십이"),
        re.compile(
            r"(?<![가-힣])(십일|십이|일|이|삼|사|오|유|육|칠|팔|구|시)월(?![가-힣]*[요세드절])"
            r"(?:(?<=유월)|(?<=시월)|(?=\s?(?:[\d일이삼사오육칠팔구십초중하말]|에|$)))"
        ),
        lambda m: {"month": 10 if m[1] == "시" else sino(m[1])},
    )
    yield Rule(
        "month_range",
        ("#월", *SIGNS),
        re.compile(rf"{no_before}({MONTH})월?{SIGN}({MONTH})월(?!\s?(?:{DAY})일)"),
        two("month"),
    )
    yield Rule(
        "month_range",
        ("#·", "#ㆍ", "#,"),
        re.compile(rf"{no_before}({MONTH})(?:[·ㆍ]|,\s?)({MONTH})월(?!\s?(?:{DAY})일)"),
        lambda m: {"month": int(m[1]), "to": int(m[2])} if int(m[2]) == int(m[1]) + 1 else None,
    )
    yield Rule(
        "day",
        ("#일",),
        re.compile(rf"{no_before}({DAY})일(?:{named}|(?!\s?[전뒤후](?=[\s,.에의부까인]|$)))(?!요일){no_day}{once}"),
        lambda m: {"day": int(m[1])},
    )
    yield Rule(
        "day",
        tuple("일이삼사오육칠팔구십"),
        re.compile(rf"(?:(?<=[월달])|(?<=[월달]\s))({NUMERALS}{{1,3}})일(?!요일)"),
        lambda m: {"day": sino(m[1])},
        True,
    )
    yield Rule(
        "day_range",
        ("#일", *SIGNS),
        re.compile(rf"{no_before}({DAY})일?{SIGN}({DAY})일{no_day}"),
        two("day"),
    )
    yield Rule(
        "day_range",
        ("#·", "#ㆍ", "#,"),
        re.compile(rf"{no_before}({DAY})(?:[·ㆍ]|,\s?)({DAY})일{no_day}"),
        lambda m: {"day": int(m[1]), "to": int(m[2])} if int(m[2]) == int(m[1]) + 1 else None,
    )
    yield Rule(
        "bare_day",
        ("#까",),
        re.compile(rf"(?<![\d.,~:/%-])({DAY})(?=까지는?\s)"),
        lambda m: {"day": int(m[1]), "weak": True},
    )
    yield Rule(
        "bare_day",
        ("#·", "#ㆍ"),
        re.compile(rf"{no_before}({DAY})(?=(?:[·ㆍ]\d{{1,2}}){{1,6}}일{no_day})"),
        lambda m: {"day": int(m[1])},
    )
    yield Rule(
        "weekday",
        tuple(w + "요" for w in WEEKDAYS),
        re.compile(
            rf"(?<![가-힣])(?<![{WEEKDAYS}][~∼～–·ㆍ,-])([{WEEKDAYS}])요일"
            r"(?=이던|인 |이었던|[\s,.에의은이부까(~)·오밤새아저낮]|$)"
        ),
        lambda m: {"weekday": WEEKDAYS.index(m[1])},
    )
    yield Rule(
        "weekday",
        ("(", "（"),
        re.compile(rf"[(（]([{WEEKDAYS}])(?:요일)?[)）]"),
        lambda m: {"weekday": WEEKDAYS.index(m[1])},
        True,
    )


def _whole_dates() -> Iterable[Rule]:
    def month_day(m: re.Match[str]) -> Fields | None:
        fields: Fields = {"month": int(m["m"]), "day": int(m["d"])}
        if m["last"] is None:
            return fields
        if m["to"] is None and int(m["last"]) <= int(m["d"]):
            return None
        return fields | {"to": int(m["last"])} | ({"to_month": int(m["to"])} if m["to"] else {})

    def last_year(m: re.Match[str]) -> Fields | None:
        """10/31/1974 and 31.10.1974: the month first where it can be."""
        month, day = (int(m[1]), int(m[3])) if int(m[1]) <= 12 else (int(m[3]), int(m[1]))
        return {"year": int(m[4]), "month": month, "day": day} if 1 <= month <= 12 and 1 <= day <= 31 else None

    def short_date(m: re.Match[str]) -> Fields | None:
        """26.1.3 is year first; 9-18-15 can only be month first."""
        first, second, third = int(m[1]), int(m[3]), int(m[4])
        year, month, day = (first, second, third) if second <= 12 else (third, first, second)
        if not (1 <= month <= 12 and 1 <= day <= 31) or (m[2] == "." and len(m[1]) < 2):
            return None
        assumed = ("century_inferred", "order_guessed")
        return {"year": year + (1900 if year > 50 else 2000), "month": month, "day": day, "assume": assumed}

    yield Rule(
        "full_date",
        ("#.", "#/", "#-"),
        re.compile(rf"(?<![\d.,/-])([12]\d{{3}})\s?([./-])\s?({MONTH})\s?\2\s?({DAY})(?:T(?=\d\d:)|\.?(?![\d,]|\.\d))"),
        lambda m: {"year": int(m[1]), "month": int(m[3]), "day": int(m[4])},
    )
    yield Rule(
        "full_date",
        ("#/", "#.", "#-"),
        re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?([12]\d{3})(?![\d,/-]|\.\d)"),
        last_year,
    )
    yield Rule(
        "year_month",
        ("#.",),
        re.compile(rf"(?<![\d.,/-])([12]\d{{3}})\.(?:\s({MONTH})\.|(1[0-2]|0[1-9])\.?)(?![\d%]|\s?\d)(?=[\s,)~∼]|$)"),
        lambda m: {"year": int(m[1]), "month": int(m[2] or m[3])},
    )
    yield Rule(
        "short_date",
        ("#.", "#/", "#-", "'"),
        re.compile(r"(?<![\d.,/'’-])['’‘]?(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{1,2})\.?(?![\d,%/-]|\.\d)"),
        short_date,
    )
    week = rf"(?:[(（][{WEEKDAYS}](?:요일)?[)）])"
    yield Rule(
        "month_day",
        ("#.", "#/"),
        re.compile(
            rf"(?<![\d.,/-])(?P<m>{MONTH})[./]\s?(?P<d>{DAY})\.?(?:{week}?{SIGN}"
            rf"(?:(?P<to>{MONTH})[./]\s?)?(?P<last>3[01]|[12]\d){week}?|(?={week}))(?![\d.%/]|\s?[배만도억℃㎝㎞])"
        ),
        month_day,
    )
    yield Rule(
        "slash_date",
        ("#/",),
        re.compile(rf"(?<![\d.,/-])({MONTH})/({DAY})(?![\d,/.%-])"),
        lambda m: {"month": int(m[1]), "day": int(m[2]), "weak": True, "assume": ("order_guessed",)},
    )
