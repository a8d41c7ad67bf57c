"""One number told in another way: rounded with a hedge, in another unit or notation, in words.

12,345명 → 약 1만2천 명, 1만2천여 명      1조2000억 → 1.2조      3명 → 세 명
12,345 people → about 12,300 people      1.2 billion → 1,200 million      3 people → three people
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reconcile.alignment.decimal import exact, plain
from reconcile.bench.model import Change, Edit, chance, choose
from reconcile.bench.source import Source
from reconcile.bench.words import Swap
from schemas.claim import FigureDetail

_LEAST_ROUNDED = 1000
"""A smaller count is not rounded in the news."""
_LEAST_CONVERTED, _MOST_CONVERTED = 10, 10_000_000
"""In the other unit: 98,700,000,000㎏ is nobody's wording of 98,700,000 t."""
_DIGITS = r"[0-9][0-9,]*(?:\.[0-9]+)?"


def number_rewordings(source: Source, seed: int) -> Iterator[Change]:
    """Rewordings of single figures outside quotations and headlines."""
    for detail in source.figures:
        value = detail.value
        if source.in_quote(detail.start, detail.end) or value.amount is None or value.terms or value.fraction:
            continue
        core = _core(source, detail)
        if core is None:
            continue
        yield from _words(source, detail, core)
        if value.ordinal or "." in value.amount and not _big(source, core[0]):
            continue
        yield from _notation(source, detail, core)
        if not value.approximate and not value.bound:
            yield from _rounded(source, detail, core, seed)
            yield from _converted(source, detail, core)


def _core(source: Source, detail: FigureDetail) -> tuple[str, int, int] | None:
    """The digits with their big units, as written, and where; None where the figure is written in words."""
    big = "|".join(s.from_ for s in source.words.numbers.thousands)
    found = re.search(rf"{_DIGITS}(?: ?(?:{big}|천)(?: ?{_DIGITS})?)*", detail.text)
    if found is None:
        return None
    return found[0], detail.start + found.start(), detail.start + found.end()


def _big(source: Source, written: str) -> bool:
    return any(s.from_ in written for s in source.words.numbers.thousands)


def _may_hedge(source: Source, start: int) -> bool:
    before = source.text[max(0, start - 24) : start].split()
    return not before or before[-1].casefold().strip("(") not in source.words.numbers.no_hedge_after


def _change(kind: str, variant: str, edit: Edit) -> Change:
    return Change(kind, variant, (edit,), ((edit.start, edit.end),))


# -- rounding ----------------------------------------------------------------------------------------------------------


def _rounded(source: Source, detail: FigureDetail, core: tuple[str, int, int], seed: int) -> Iterator[Change]:
    """With a hedge to two or three digits; with a word for somewhat more, when it is rounded down."""
    amount = abs(exact(detail.value.amount or "0"))
    digits = plain(amount).replace(".", "").strip("0")
    table = source.words.numbers
    if amount < _LEAST_ROUNDED or len(digits) < 3 or not _may_hedge(source, detail.start):
        return
    keep = 2 if len(digits) < 5 else 3
    step = Fraction(10) ** (_magnitude(amount) - keep + 1)
    near = Fraction((amount / step + Fraction(1, 2)) // 1) * step
    down = Fraction(amount // step) * step
    hedge = choose(table.hedges, chance(seed, "hedge", source.text, detail.start))
    for variant, number, wording in (("about", near, hedge), ("over", down, table.over)):
        if number == amount:
            continue
        if (written := write(number, core[0], table.thousands)) is None:
            continue
        lead, tail = source.text[detail.start : core[1]], source.text[core[2] : detail.end]
        joined = source.words.joined
        new = _joined(wording, lead, written, tail) if joined else wording.format(n=lead + written) + tail
        yield _change("rounding", variant, Edit(detail.start, detail.end, new))


def _joined(wording: str, lead: str, written: str, tail: str) -> str:
    """A hedge before the figure stands before all of it, one behind the number right behind it."""
    hedged = wording.format(n=written)
    if hedged.endswith(written):
        return hedged[: -len(written)] + lead + written + tail
    apart = "" if tail[:1] in ("", " ") or not tail[0].isalnum() else " "
    return lead + hedged + apart + tail


def _magnitude(amount: Fraction) -> int:
    return len(str(int(amount))) - 1


# -- notation ----------------------------------------------------------------------------------------------------------


def _notation(source: Source, detail: FigureDetail, core: tuple[str, int, int]) -> Iterator[Change]:
    """The same number with other big units, or without any."""
    written, start, end = core
    amount = value_of(written, source.words.numbers.thousands)
    if amount is None or amount.denominator != 1 or amount < 10_000:
        return
    forms = set(forms_of(amount, source.words.numbers.thousands, joined=source.words.joined))
    shape = written.replace(" ", "").replace(",", "")
    for form in sorted(forms - {written}):
        if form.replace(" ", "").replace(",", "") != shape:
            yield _change("notation", f"{_shape(written)} → {_shape(form)}", Edit(start, end, form))


def _shape(written: str) -> str:
    return re.sub(r"[0-9][0-9,.]*", "n", written)


def forms_of(amount: Fraction, thousands: tuple[Swap, ...], *, joined: bool) -> Iterator[str]:
    number = int(amount)
    if number < 10**8:
        yield f"{number:,}"
    gap = "" if joined else " "
    for swap in thousands:
        unit = int(swap.to)
        if number < unit:
            continue
        scaled = plain(amount / unit)
        decimals = len(scaled.partition(".")[2])
        if decimals <= 2 and len(scaled.partition(".")[0]) <= 5:
            whole, _, rest = scaled.partition(".")
            yield f"{int(whole):,}{'.' + rest if rest else ''}{gap}{swap.from_}"
    if joined:
        yield _mixed(number, thousands)


def _mixed(number: int, thousands: tuple[Swap, ...]) -> str:
    """1조2000억, 3억4500만, 1만2345: every big unit with what is left of the number."""
    parts = []
    for swap in thousands:
        count, number = divmod(number, int(swap.to))
        if count:
            parts.append(f"{count}{swap.from_}")
    return "".join([*parts, str(number) if number else ""])


def value_of(written: str, thousands: tuple[Swap, ...]) -> Fraction | None:
    """The number that digits with big units say."""
    units = {s.from_: int(s.to) for s in thousands} | {"천": 1000}
    total = section = Fraction(0)
    rest = written.replace(",", "")
    for found in re.finditer(r"([0-9]+(?:\.[0-9]+)?) ?([^0-9 ]*)", rest):
        number, unit = Fraction(found[1]), found[2]
        if unit and unit not in units and unit[0] == "천" and unit[1:] in units:  # 2천억
            total += (section + number * 1000) * units[unit[1:]]
            section = Fraction(0)
        elif unit == "천":
            section += number * 1000
        elif unit in units:
            total += (section + number) * units[unit]
            section = Fraction(0)
        elif unit:
            return None
        else:
            section += number
    return total + section


def write(amount: Fraction, like: str, thousands: tuple[Swap, ...]) -> str | None:
    """The number in the manner of `like`: with its largest big unit, mixed where that is mixed, else with commas."""
    used = [s for s in thousands if s.from_ in like]
    if not used:
        return f"{int(amount):,}" if amount.denominator == 1 else None
    if len(re.findall(r"[0-9.,]+", like)) > 1 and amount.denominator == 1:
        return _mixed(int(amount), thousands)
    scaled = plain(amount / int(used[0].to))
    gap = " " if " " in like else ""
    whole, _, decimals = scaled.partition(".")
    return f"{int(whole):,}{'.' + decimals if decimals else ''}{gap}{used[0].from_}"


# -- another unit, words -----------------------------------------------------------------------------------------------


def _converted(source: Source, detail: FigureDetail, core: tuple[str, int, int]) -> Iterator[Change]:
    """In another unit, rounded to three digits, with a hedge."""
    row = next((c for c in source.words.conversions if c.unit == detail.value.unit), None)
    if row is None or detail.value.per or detail.value.change or not _may_hedge(source, detail.start):
        return
    behind = source.text[detail.end : detail.end + 6]
    if behind.startswith("-") or behind.lstrip().startswith("("):
        return  # a 300-metre cable; 3,000㎡(907평)
    amount = exact(detail.value.amount or "0") * Fraction(row.factor)
    if not _LEAST_CONVERTED <= amount < _MOST_CONVERTED:
        return
    step = Fraction(10) ** (_magnitude(amount) - 2)
    rounded = Fraction(round(amount / step)) * step if step > 1 else Fraction(round(amount))
    gap = "" if source.words.joined else " "
    new = source.words.numbers.hedges[0].format(n=f"{int(rounded):,}{gap}{row.to}")
    yield _change("conversion", f"{detail.value.unit} → {row.to}", Edit(detail.start, detail.end, new))


def _words(source: Source, detail: FigureDetail, core: tuple[str, int, int]) -> Iterator[Change]:
    """A small whole number in words."""
    table = source.words.numbers
    written, start, end = core
    if not written.isdigit() or not 0 < int(written) <= len(table.words) or detail.text[0] != written[0]:
        return
    behind = source.text[end:].split(maxsplit=1)
    counter = source.text[end:].lstrip(" ")
    if table.counters:
        fits = next((c for c in table.counters if counter.startswith(c)), None)
        if fits is None or detail.value.ordinal or not detail.text[len(written) :].lstrip(" ").startswith(fits):
            return
        new = f"{table.words[int(written) - 1]} {counter[: len(fits)]}"
        yield _change("words", "digits → words", Edit(start, end + source.text[end:].index(fits) + len(fits), new))
        return
    if not behind or not source.text[end : end + 1].isspace() or not behind[0][:1].isalpha() or detail.value.ordinal:
        return
    if behind[0].rstrip(".,") in ("p.m", "a.m", "pm", "am", "percent", "per", *(s.from_ for s in table.thousands)):
        return
    word = table.words[int(written) - 1]
    first = source.text[max(0, start - 2) : start] in ("", ". ") or source.text[start - 1 : start] == "\n"
    yield _change("words", "digits → words", Edit(start, end, word.capitalize() if first else word))


def spelled_rewordings(source: Source) -> Iterator[Change]:
    """A number word in digits."""
    table = source.words.numbers
    for detail in source.figures:
        if source.in_quote(detail.start, detail.end) or detail.value.fraction or detail.value.ordinal:
            continue
        lower = detail.text.casefold()
        known = [n for n in table.words if re.match(rf"{n} " if source.words.joined else rf"{n}(?= |$)", lower)]
        if not known or detail.value.amount != str(table.words.index(max(known, key=len)) + 1):
            continue
        word = max(known, key=len)
        end = detail.start + len(word) + (1 if source.words.joined else 0)
        yield _change("words", "words → digits", Edit(detail.start, end, detail.value.amount))
