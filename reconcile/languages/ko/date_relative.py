"""The pieces of Korean dates that are words: shifts, weekdays of weeks, counted days, holidays, parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from reconcile.languages.date_mentions import Fields, Rule
from reconcile.languages.ko.date_pieces import WEEKDAYS, alternatives, words_keys
from reconcile.languages.ko.date_table import Table

FREE = r"(?<![가-힣])"


def rules(table: Table) -> Iterable[Rule]:
    """The rules for what is written in words."""
    yield from _shifts(table)
    yield from _weeks(table)
    yield from _counted(table)
    yield from _named(table)


def _squeezed(words: dict[str, int]) -> dict[str, int]:
    return {"".join(word.split()): value for word, value in words.items()}


def _shift(name: str, words: dict[str, int], more: Fields | None = None) -> Callable[[re.Match[str]], Fields]:
    """A reader of words that each stand for a shift in one unit."""
    known, rest = _squeezed(words), more or {}
    return lambda m: {name: known["".join(m[0].split())], **rest}


def _shifts(table: Table) -> Iterable[Rule]:
    """Words that count from the day of publication or from what was last mentioned."""
    named: tuple[tuple[str, dict[str, int]], ...] = (
        ("years", table.years),
        ("months", table.months),
        ("weeks", table.weeks),
        ("days", table.days),
        ("quarters", table.quarters),
    )
    no_after = rf"(?!{alternatives(table.not_after_shift)})"
    for name, words in named:
        yield Rule(
            f"relative_{name}",
            words_keys(words),
            re.compile(rf"{FREE}(?:{alternatives(words)}){no_after}"),
            _shift(name, words, {"leads": True} if name == "years" else {}),
        )
    # 사고 당일 is the day of the event, the first that the article names.
    yield Rule(
        "event_day",
        ("당일",),
        re.compile(r"(?<=[가-힣]\s)당일(?!치기)"),
        lambda m: {"days": 0, "anchor": "first"},
    )
    # 6월 전년 대비: 전년 begins a mention of its own.
    mentioned: tuple[tuple[str, str, dict[str, int], Fields], ...] = (
        ("days", "days", {word: days for word, days in table.mention_days.items() if days >= 0}, {}),
        ("days", "days", {word: days for word, days in table.mention_days.items() if days < 0}, {"anchor": "told"}),
        ("years", "years", table.mention_years, {"leads": True}),
        ("story", "years", table.story_years, {"anchor": "story", "leads": True}),
        ("months", "months", table.mention_months, {"leads": True}),
        ("quarters", "quarters", table.mention_quarters, {"leads": True}),
        ("same_months", "years", table.same_months, {"leads": True, "same": "month"}),
        ("same_periods", "years", table.same_periods, {"leads": True, "same": "period"}),
    )
    for name, field, words, more in mentioned:
        yield Rule(
            f"mention_{name}",
            words_keys(words),
            re.compile(rf"{FREE}(?:{alternatives(words)})(?!개|치기|한|구|기차|골|반적)"),
            _shift(field, words, {"anchor": "mention"} | more),
        )
    periods = table.period_days
    yield Rule(
        "period_day",
        words_keys(periods),
        re.compile(rf"{FREE}(?:{alternatives(periods)})(?!밤)"),
        _shift("nth", periods, {"nth_of": "day", "anchor": "period", "weak": True}),
    )
    yield Rule(
        "this_year",
        ("올",),
        re.compile(rf"{FREE}올(?=\s?(?:{alternatives(table.after_this_year)}|[1-4]\s?분기|\d{{1,2}}월))"),
        lambda _: {"years": 0},
    )
    yield Rule(
        "overnight",
        words_keys(table.overnight),
        re.compile(rf"{FREE}(?:{alternatives(table.overnight)})"),
        lambda m: {"days": -1, "daypart": "night", "assume": ("overnight",)},
    )


def _weeks(table: Table) -> Iterable[Rule]:
    weekends = table.weekends
    shifts = _squeezed(weekends)
    yield Rule(
        "weekend",
        words_keys(weekends),
        re.compile(rf"{FREE}({alternatives(weekends)})\s?(?:주\s?)?주말"),
        lambda m: {"weekend": True, "weeks": shifts["".join(m[1].split())]},
    )
    yield Rule(
        "next_weekday",
        ("다음", "이번"),
        re.compile(rf"{FREE}(다음|이번)\s?([{WEEKDAYS}])요일"),
        lambda m: {"weeks": int(m[1] == "다음"), "weekday": WEEKDAYS.index(m[2])},
    )
    yield Rule(
        "weekend",
        ("주말",),
        re.compile(
            rf"(?:{FREE}|(?<=주))주말(?!{alternatives(table.not_after_weekend)}|\s?(?:{alternatives(table.weekend_nouns)}))"
        ),
        lambda m: {"weekend": True},
    )


def _counted(table: Table) -> Iterable[Rule]:
    """사흘 전, 3개월 후, 첫째 주, 마지막 날."""
    counts, units, ordinals, words = table.counts, table.units, table.ordinals, table.day_words
    back, near = table.back, _squeezed(ordinals)
    numbers = ("#년", "#개", "#달", "#주", "#일", "#여")
    count = rf"(?P<n>\d{{1,4}}|{alternatives(counts)})(?P<odd>여)?\s?(?P<u>{alternatives(units)})(?:일)?"
    after = rf"(?P<way>{alternatives((*back, *table.forth))})(?=[\s,.(에의부까인보쯤께를을이]|$)"

    bases = {word: shift for word, shift in table.days.items() if word in table.bases}
    base = rf"{FREE}(?P<base>{alternatives((*bases, '지금'))})(?:으?로)?부터\s"

    def distance(m: re.Match[str]) -> Fields | None:
        amount = int(m["n"]) if m["n"].isdigit() else counts[m["n"]]
        unit = units[m["u"]]
        if (not m["n"].isdigit() and unit == "day") or (unit == "year" and amount > 1000):
            return None
        fields: Fields = {"amount": -amount if m["way"] in back else amount, "unit": unit}
        if m["base"] and unit in ("day", "week"):  # "내일부터 이틀 후"
            return {"days": fields["amount"] * (7 if unit == "week" else 1) + bases.get(m["base"], 0)}
        return fields | {"approximate": True} if m["odd"] or m["much"] else fields

    def counted_days(m: re.Match[str]) -> Fields:
        amount = words["".join(m["n"].split())] * (-1 if m["way"] in back else 1)
        return {"days": amount + bases.get(m["base"], 0)} if m["base"] else {"amount": amount, "unit": "day"}

    named = r"(?<!지난\s)(?<!오는\s)(?<!월\s)(?<!달\s)"  # "지난 15일 전 재산을": a day, and a noun behind it
    yield Rule(
        "distance",
        (*numbers, *counts, *words_keys(bases), "지금", "약"),
        re.compile(rf"(?:{base}|(?<![\d.,가-힣]){named})(?:약\s)?{count}\s?(?P<much>여\s)?{after}"),
        distance,
    )
    yield Rule(
        "distance",
        words_keys((*words, *bases, "지금")),
        re.compile(rf"(?:{base}|{FREE})(?P<n>{alternatives(words)})\s?{after}"),
        counted_days,
    )
    yield Rule(
        "distance",
        ("반년",),
        re.compile(rf"{FREE}반년\s?{after}"),
        lambda m: {"amount": -6 if m["way"] in back else 6, "unit": "month"},
    )
    yield Rule(
        "last_span",
        ("지난", "다음"),
        re.compile(
            rf"{FREE}(?P<way>지난|다음)\s?(?P<n>\d{{1,2}}|{alternatives(counts)})\s?"
            r"(?:(?P<u>주|개월|달|년)(?:\s?(?:간|동안|새|사이))?|(?P<d>일)\s?(?:간|동안))(?![가-힣]{0,1}[차째])(?=[\s,.에의을은이도]|$)"
        ),
        lambda m: {
            "amount": (-1 if m["way"] == "지난" else 1) * (int(m["n"]) if m["n"].isdigit() else counts[m["n"]]),
            "unit": units[m["u"] or m["d"]],
            "span": True,
        },
    )
    nth = alternatives(ordinals)
    yield Rule(
        "nth_week",
        (*words_keys(ordinals), "첫 ", "첫주"),
        re.compile(rf"({nth}|첫)\s?주(?![가-힣]*[년일말])"),
        lambda m: {"nth": near.get("".join(m[1].split()), 1), "nth_of": "week", "weak": True},
    )
    yield Rule(
        "nth_week",
        ("#주",),
        re.compile(r"(?<=월\s)([1-5])주\s?차?(?![가-힣]*[년일간])"),
        lambda m: {"nth": int(m[1]), "nth_of": "week", "weak": True},
        True,
    )
    yield Rule(
        "nth_weekday",
        words_keys(ordinals),
        re.compile(rf"({nth})\s?(?:주\s?)?([{WEEKDAYS}])요일"),
        lambda m: {"nth": near["".join(m[1].split())], "nth_of": "weekday", "weekday": WEEKDAYS.index(m[2])},
    )


def _named(table: Table) -> Iterable[Rule]:
    """Holidays, seasons, the parts of a period, and words of direction."""
    holidays = {"".join(word.split()): key for word, key in table.holidays.items()}
    yield Rule(
        "holiday",
        words_keys(table.holidays),
        re.compile(
            rf"{FREE}(?:{alternatives(table.holidays)})"
            rf"(?!\s?(?:{alternatives(table.not_after_holiday)})|[가-힣]*(?:특집|특사|대교))"
        ),
        lambda m: {"holiday": holidays["".join(m[0].split())]},
    )
    # 설 is an ordinary syllable but behind a year or a word of direction.
    yield Rule(
        "holiday",
        ("설",),
        re.compile(
            r"(?:(?<=[해년난는번음]\s)설(?=[\s,.까에을은이부]|$)"
            r"|(?<![가-힣])설(?=\s(?:전에?|전까지|이전|직전|당일|뒤|이후|쇠)(?![가-힣])|까지\s|을\s앞두))"
        ),
        lambda _: {"holiday": table.holidays["설날"]},
    )
    seasons = table.seasons
    yield Rule(
        "season",
        words_keys(seasons),
        re.compile(rf"(?:{FREE}|(?<=올)|(?<=지난))({alternatives(seasons)})(?:철)?(?=[\s,.에의부까은을이]|$)"),
        lambda m: {"season": seasons[m[1]], "weak": True},
    )
    parts = table.parts
    yield Rule(
        "part",
        tuple(w[0] for w in parts),
        re.compile(
            rf"(?:(?<=[월달년해기대주])|(?<=[월달년해기대주]\s))(?:{alternatives(parts)})(?=[\s,.에의부까께쯤경인이로~∼)]|$)"
        ),
        lambda m: {"part": parts[m[0]]},
        True,
    )
    ends = table.period_parts
    fields = {"".join(word.split()): {end.of: 0, "part": end.part} for word, end in ends.items()}
    yield Rule(
        "period_part",
        words_keys(ends),
        re.compile(rf"(?<![가-힣\d])(?:{alternatives(ends)})(?!{alternatives(table.not_after_period_part)})"),
        lambda m: dict(fields["".join(m[0].split())]),
    )
    directions = table.directions
    yield Rule(
        "direction",
        words_keys(directions),
        re.compile(rf"{FREE}(?:{alternatives(directions)})(?=\s?[\d월화수목금토일주봄여가겨추설광성크어한개현부삼'’])"),
        lambda m: {"direction": directions[m[0]]},
    )
