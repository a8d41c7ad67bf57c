"""Another number, or another unit, wherever the article gives the value.

    12,345㎡ → 12,435㎡ (two digits change places), 12,365㎡ (one digit is another)
    386억원  → 386만원 (another big unit)

Where the article tells the value again in a way that these rules cannot rewrite (12명 and "a dozen"), it is left
alone: the copy would say both. So are bounds (more than 200 and more than 300 may both be true) and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

from reconcile.alignment.values import relate
from reconcile.bench.model import Change, Edit, chance, choose
from reconcile.bench.source import Source, final
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.claim import FigureDetail

_RUN = re.compile(r"[0-9]+")
_LEAST_CHANGE = Fraction(1, 5)
"""Of a hedged number: less would be another hedge on one value."""
_BRACKET_REACH = 6
Rewrite = Callable[[str], str | None]
"""The text of a detail → its text after the change; None where it has not what is to be changed."""


def figure_changes(source: Source, seed: int) -> Iterator[Change]:
    """Numbers outside quotations: `swapped` digits, and `other` digits or number words."""
    for detail in source.figures:
        if source.in_quote(detail.start, detail.end) or not _first(source, detail):
            continue
        if detail.value.bound or detail.value.low or detail.value.terms or detail.value.amount is None:
            source.skip("figure", "a bound or a range")
            continue
        for variant, make in (("swapped", swapped_digits), ("other", other_number)):
            change = _everywhere(source, detail, "figure", variant, make(source, detail, seed))
            if change is not None:
                yield change


def unit_changes(source: Source, seed: int) -> Iterator[Change]:
    """Units of figures outside quotations."""
    for detail in source.figures:
        if source.in_quote(detail.start, detail.end) or not _first(source, detail) or detail.value.bound:
            continue
        fitting = [
            s
            for s in source.words.units
            if len(re.findall(_unit(s.from_), detail.text)) == 1 and not re.search(_unit(s.to), detail.text)
        ]
        longest = max((len(s.from_) for s in fitting), default=0)
        fitting = [s for s in fitting if len(s.from_) == longest]
        if not fitting:
            source.skip("unit", "no unit of the table")
            continue
        swap = choose(fitting, chance(seed, "unit", source.text, detail.start))
        pattern = re.compile(_unit(swap.from_))

        def rewrite(text: str, pattern: re.Pattern[str] = pattern, new: str = swap.to) -> str | None:
            return pattern.sub(new.replace("\\", ""), text) if pattern.search(text) else None

        change = _everywhere(source, detail, "unit", f"{swap.from_} → {swap.to}", rewrite)
        if change is not None:
            yield change


def _unit(word: str) -> str:
    letters = word.isascii() and word.isalpha()
    return rf"\b{re.escape(word)}\b" if letters and len(word) > 2 else rf"(?<![a-zA-Z]){re.escape(word)}(?![a-zA-Z포])"


def _first(source: Source, detail: FigureDetail) -> bool:
    """Whether no figure before it has the same value: all of them are changed as one."""
    return not any(d.value == detail.value and d.start < detail.start for d in source.figures)


def _everywhere(
    source: Source, detail: FigureDetail, kind: str, variant: str, rewrite: Rewrite | None
) -> Change | None:
    """The change at every figure of the article that tells the value of `detail`."""
    if rewrite is None or rewrite(detail.text) in (None, detail.text):
        source.skip(kind, "nothing to change")
        return None
    gazetteer = Gazetteer.load()
    edits: list[Edit] = []
    for other in source.figures:
        if other.value.amount is None and other.value.low is None:
            continue
        if relate(detail.value, other.value, gazetteer).standing != "same":
            continue
        new = rewrite(other.text)
        one_unit = other.value.unit == detail.value.unit
        if new is None or other.value.amount != detail.value.amount or not one_unit:
            if not one_unit and (detail.value.unit is None or other.value.unit is None):
                continue  # a bare 3 beside 3 storeys: another thing of that number
            source.skip(kind, "told again in another way")
            return None
        if not source.may_edit(other.start, other.end):
            source.skip(kind, "outside the text")
            return None
        if not _fits(source, other.text, new, source.text[other.end : other.end + 1]):
            source.skip(kind, "with another particle behind it")
            return None
        edits.append(Edit(other.start, other.end, new))
    if any(_beside_brackets(source, edit) for edit in edits):
        source.skip(kind, "told again in brackets")
        return None
    focus = tuple((e.start, e.end) for e in edits)
    return Change(kind, variant, tuple(edits), focus, grows=kind == "figure")


def _fits(source: Source, old: str, new: str, behind: str) -> bool:
    """Whether what stands behind the figure can stand behind the new one; signs such as ㎡ end in a vowel as read."""
    if not behind or behind not in source.words.particles:
        return True
    return final(old).replace("x", "v") == final(new).replace("x", "v")


def _beside_brackets(source: Source, edit: Edit) -> bool:
    """Whether a bracket behind the figure, or around it, tells it in another unit: £420 million ($512 million)."""
    behind = source.text[edit.end : edit.end + _BRACKET_REACH].lstrip(" 원㎡")
    return behind.startswith("(") or source.text[max(0, edit.start - 2) : edit.start].endswith("(")


def swapped_digits(source: Source, detail: FigureDetail, seed: int) -> Rewrite | None:
    """Two neighbouring digits change places."""
    options = []
    for run in _RUN.finditer(detail.text):
        digits = run[0]
        for i, (a, b) in enumerate(pairwise(digits)):
            new = digits[:i] + b + a + digits[i + 2 :]
            if a != b and new[0] != "0" and (not detail.value.approximate or (i == 0 and a != b)):
                options.append((digits, run.start(), new))
    options = [o for o in options if _far_enough(detail, o[0], o[2])]
    if not options:
        return None
    old, _, new = choose(options, chance(seed, "swapped", source.text, detail.start))
    return lambda text: _in_text(text, old, new)


def other_number(source: Source, detail: FigureDetail, seed: int) -> Rewrite | None:
    """A digit becomes another one; a number word the next or the one before."""
    runs = list(_RUN.finditer(detail.text))
    rng = chance(seed, "other", source.text, detail.start)
    if not runs:
        return _other_word(source, detail, seed)
    first = runs[0][0]
    at = 0 if detail.value.approximate else min(len(first) - 1, int(rng.random() * 2))
    digits = [d for d in "123456789" if d != first[at]]
    digits = [d for d in digits if _far_enough(detail, first, first[:at] + d + first[at + 1 :])]
    if not digits:
        return None
    new = first[:at] + choose(digits, rng) + first[at + 1 :]
    return lambda text: _in_text(text, first, new)


def _other_word(source: Source, detail: FigureDetail, seed: int) -> Rewrite | None:
    names = source.words.numbers.words
    lower = detail.text.casefold()
    known = [n for n in names if re.match(rf"{n}(?![-\w])", lower)]
    if not known:
        return None
    old = max(known, key=len)
    at = names.index(old)
    options = [names[i] for i in (at - 2, at + 1, at + 2) if 0 < i < len(names)]
    new = choose(options, chance(seed, "word", source.text, detail.start))

    def rewrite(text: str) -> str | None:
        if not text.casefold().startswith(old):
            return None
        return (new.capitalize() if text[0].isupper() else new) + text[len(old) :]

    return rewrite


def _far_enough(detail: FigureDetail, old: str, new: str) -> bool:
    if not detail.value.approximate:
        return True
    width = max(len(old), len(new))
    a, b = int(old.ljust(width, "0")), int(new.ljust(width, "0"))
    return abs(a - b) >= _LEAST_CHANGE * max(a, b)


def _in_text(text: str, old: str, new: str) -> str | None:
    changed = re.sub(rf"(?<![0-9]){old}(?![0-9])", new, text, count=1)
    return changed if changed != text else None
