"""Any value, shortly, for a reader: 5000억 원 · 270,000 m² · 2025-02-11 · 2027년 3분기 · 서울 강남구."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from reconcile.knowledge import units
from reconcile.report.messages import Language, messages, text
from reconcile.report.singular import singular
from schemas.reconciliation import Comparison
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    QuoteValue,
    StatementValue,
    Value,
)

_MYRIADS = ("", "만", "억", "조", "경")
_THOUSANDS = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_PARTS = {
    "s": ((3600, "h"), (60, "min"), (1, "s")),
    "min": ((60, "h"), (1, "min")),
    "h": ((24, "d"), (1, "h")),
    "mo": ((12, "a"), (1, "mo")),
}
_SEASONS = {"21": "1", "22": "2", "23": "3", "24": "4", "25": "1", "26": "2", "27": "3", "28": "4"}


def label(language: Language, group: str, name: str) -> str:
    """What readers call `name` of `group` (verdict, relation, kind, check, …); the name itself when unknown."""
    return messages(language).get(f"label.{group}.{name}", name)


def relation_name(language: Language, comparison: Comparison) -> str:
    """What readers call how a comparison came out; empty where it has no relation.

    That one event is told says nothing of its details, so it is not called equal.
    """
    if told_alike(comparison):
        return label(language, "told", "same_event")
    if wrong_weekday(comparison):
        return label(language, "told", "wrong_weekday")
    return label(language, "relation", comparison.relation) if comparison.relation else ""


def told_alike(comparison: Comparison) -> bool:
    """Whether the sources tell one event, of which each detail is a comparison of its own."""
    return comparison.kind == "statement" and comparison.verdict == "agreement"


def wrong_weekday(comparison: Comparison) -> bool:
    """Whether what is wrong is the weekday that an article writes beside a date."""
    return comparison.reason.code.startswith("conflict.wrong_weekday")


def level_name(language: Language, feature: str, level: str) -> str:
    """What readers call `level` of `feature`: of value, equal_three is “equal (three digits or more)”.

    A level without a name of its own is that before its last _ with what comes after; one that is unknown, itself.
    """
    known = messages(language)
    if (name := known.get(f"label.level.{feature}.{level}")) is not None:
        return name
    base, _, tail = level.rpartition("_")
    if base and (added := known.get(f"label.level.tail.{tail}")) is not None:
        return f"{level_name(language, feature, base)} ({added})"
    return known.get(f"label.relation.{level}", level.replace("_", " "))


def show(value: Value | None, language: Language) -> str:
    """`value` in the words of `language`; a dash for none."""
    match value:
        case None:
            return "—"
        case FigureValue():
            return _figure(value, language)
        case DateValue():
            return _date(value, language)
        case PlaceValue():
            return " ".join(value.path) or value.id or "—"
        case PersonValue():
            return _person(value)
        case OrganisationValue():
            return value.name
        case QuoteValue():
            return f"“{value.text}”" + (f" ({value.speaker.name})" if value.speaker else "")
        case StatementValue():
            return _statement(value, language)


def _person(value: PersonValue) -> str:
    """A title stands behind a name in Hangul alone; behind one in other letters it reads as a part of it."""
    hangul = all("가" <= part[-1:] <= "힣" for part in (value.name, *value.titles))
    return " ".join((value.name, *value.titles)) if hangul else value.name


def _statement(value: StatementValue, language: Language) -> str:
    shown = value.predicate
    if value.polarity == "negative":
        shown = text(language, "label.about.negative", {"a": shown})
    if value.modality != "asserted":
        shown = f"{shown} ({label(language, 'modality', value.modality)})"
    return shown


def _figure(value: FigureValue, language: Language) -> str:
    money = value.unit is not None and len(value.unit) == 3 and value.unit.isalpha() and value.unit.isupper()
    counted = language == "ko" and _unit(value.unit, "", language)[:1] != " "

    def number(amount: str) -> str:
        shown = amount_text(amount, language, words=money or counted)
        # 5000억 원 but 5000원: a number that ends in a word is set apart from its unit.
        return shown + " " if shown[-1:] in "만억조경" and money else shown

    if value.terms:
        shown = (":" if value.unit == "ratio" else "-").join(value.terms)
    elif value.fraction:
        top, bottom = value.fraction
        shown = text(language, "label.about.fraction", {"a": str(top), "b": str(bottom)})
    elif value.amount is not None:
        shown = number(value.amount)
    else:
        low = number(value.low) if value.low is not None else ""
        high = number(value.high) if value.high is not None else ""
        shown = text(language, "label.about.range", {"a": low, "b": high})
    if value.ordinal:
        shown = text(language, "label.about.ordinal", {"a": shown})
    return _qualified(value, _unit(value.unit, shown, language), language)


def in_parts(value: FigureValue, language: Language) -> str:
    """A length of time as hours and minutes, years and months, …: 160 minutes → 2시간 40분, 2 h 40 min."""
    rest = int(value.amount or 0)
    parts = []
    for size, unit in _PARTS.get(value.unit or "", ()):
        count, rest = divmod(rest, size)
        if count:
            parts.append(_unit(unit, str(count), language))
    return _qualified(value, " ".join(parts), language) if parts else show(value, language)


def _qualified(value: FigureValue, shown: str, language: Language) -> str:
    """`shown`, the number with its unit, and what its wording says beside it."""
    if value.per is not None:
        amount = "" if value.per.amount == "1" else amount_text(value.per.amount, language)
        unit = _unit(value.per.unit, amount, language).strip()
        shown = text(language, "label.about.per", {"a": shown, "b": unit})
    if value.change:
        shown = text(language, f"label.about.{value.change}", {"a": shown})
    if value.bound:
        shown = text(language, f"label.bound.{value.bound}", {"a": shown})
    if value.approximate:
        shown = text(language, "label.about.approximate", {"a": shown})
    return shown


def _unit(unit: str | None, number: str, language: Language) -> str:
    if unit is None:
        return number
    one = language == "en" and number in ("", "1")
    template = messages(language).get(f"label.unit.{unit}")
    if template:
        before, _, behind = template.partition("{a}")
        return before + number + (f" {singular(behind[1:])}" if one and behind[:1] == " " else behind)
    known = units.table().get(unit)
    # A counter that only the user knows has no name for reports.
    name = getattr(known, language) if known else unit.replace("_", " ")
    name = singular(name) if one and known else name
    # Korean counters follow the number directly (8권), signs and foreign words do not.
    return f"{number}{name}" if language == "ko" and "가" <= name[0] <= "힣" else f"{number} {name}"


def amount_text(amount: str, language: Language, *, words: bool = False) -> str:
    """A plain decimal string for reading: 270,000; with `words` 5000억 or 1.5 billion. Nothing is rounded away."""
    try:
        number = Decimal(amount)
    except InvalidOperation:
        return amount
    whole = number == number.to_integral_value()
    if words and language == "ko" and whole and 10_000 <= abs(number) < Decimal(10) ** 20:
        return _myriads(int(number))
    if words and language == "en":
        for name, step in _THOUSANDS:
            short = number / step
            if abs(number) >= step and short == round(short, 3):
                return f"{_plain(short)} {name}"
    integer, _, decimals = amount.partition(".")
    grouped = f"{int(integer or '0'):,}" if len(integer.lstrip("-")) > 4 or language == "en" else integer
    if integer == "-0":
        grouped = "-0"
    return f"{grouped}.{decimals}" if decimals else grouped


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _myriads(number: int) -> str:
    sign, rest = ("-", -number) if number < 0 else ("", number)
    parts: list[str] = []
    for name in _MYRIADS:
        rest, part = divmod(rest, 10_000)
        if part:
            parts.append(f"{part}{name}")
    return sign + " ".join(reversed(parts))


def _date(value: DateValue, language: Language) -> str:
    shown = _date_words(value, language)
    if value.part:
        shown = text(language, f"label.date.{value.part}", {"a": shown})
    if value.bound:
        shown = text(language, f"label.bound.{value.bound}", {"a": shown})
    if value.approximate:
        shown = text(language, "label.about.approximate", {"a": shown})
    return shown


def _date_words(value: DateValue, language: Language) -> str:
    start = value.start
    if start is None:
        return _unanchored(value.edtf, language)
    year, month, day = start[:4], start[5:7], start[:10]
    params: dict[str, str | int] = {"year": year, "month": month if language == "en" else month.lstrip("0")}
    match value.granularity:
        case "month" | "year":
            if value.end is None or value.end[:4] == year or value.end[5:10] == "01-01":
                return text(language, f"label.date.{value.granularity}", params)
        case "quarter":
            return text(language, "label.date.quarter", params | {"number": (int(month) + 2) // 3})
        case "half":
            return text(language, "label.date.half", params | {"number": 1 if int(month) <= 6 else 2})
        case "decade":
            return text(language, "label.date.decade", params)
        case "season":
            season = _SEASONS.get(value.edtf[5:7])
            if season:
                return text(language, "label.date.season", params | {"name": label(language, "season", season)})
        case "week":
            return text(language, "label.date.week", {"date": day})
        case "minute" | "hour" if len(start) > 10:
            return f"{day} {start[11:16]}"
        case _:
            pass
    return day


def _unanchored(edtf: str, language: Language) -> str:
    """XXXX-XX-11T14:40 → 11일 (연월 없음) 14:40; what is neither day nor month of an unknown year stays as it is."""
    date, _, clock = edtf.partition("T")
    century, *rest = date.split("-")
    known = [part for part in rest if part.isdigit()]
    if century != "XXXX" or len(rest) > 2 or (known and known != rest[-len(known) :]):
        return edtf
    if not known:
        return clock[:5] or edtf
    name = "no_month" if len(rest) == 2 and len(known) == 1 else "no_year"
    day = known[0].lstrip("0") if name == "no_month" else "-".join(known)
    return text(language, f"label.date.{name}", {"date": day}) + (f" {clock[:5]}" if clock else "")
