"""Figures on one axis: where each stands, and which numbers are written beneath.

Method: linear, but logarithmic where all numbers are above zero and the largest is more than fifty times
the smallest; ticks at 1, 2 and 5 times powers of ten (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990),
whole ones for what is counted, and no more of them than have room for their labels on a narrow page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, log10
from unicodedata import east_asian_width

from reconcile.knowledge import units
from reconcile.report.values import amount_text, show
from reconcile.report.web_view import Both, FigureRow, Tick
from schemas.values import FigureValue, Per

_MOST_TICKS = 4
_LETTER, _NARROW, _GAP = 13, 220, 6
"""Pixels: a wide letter of a label, the narrowest axis, and what stays free between two labels."""
_LOGARITHMIC = 50
_EDGE = 6.0
"""Per cent of the axis that stay free at both ends, for open bounds and the size of a point."""

Told = tuple[FigureValue, Callable[[float | None, float | None, float | None], FigureRow]]
"""A value, and what makes its row from the places of its point, low and high end."""


def axis(told: Sequence[Told]) -> tuple[tuple[FigureRow, ...], tuple[Tick, ...], bool, FigureValue] | None:
    """Rows and ticks on one axis, whether it is logarithmic, and the value whose unit it has.

    None where the values cannot stand on one axis: scores, fractions, units that do not convert.
    """
    if not told:
        return None
    first = told[0][0]
    ends = [_ends(value, first) for value, _ in told]
    if any(found is None for found in ends):
        return None
    known = [found for found in ends if found is not None]
    numbers = [float(x) for found in known for x in found if x is not None]
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    logarithmic = low > 0 and high / low > _LOGARITHMIC
    scale = log10 if logarithmic else float
    start, end = scale(low), scale(high)
    if start == end:
        start, end = start - 1, end + 1

    def place(x: Fraction | float | None) -> float | None:
        if x is None:
            return None
        return round(_EDGE + (100 - 2 * _EDGE) * (scale(float(x)) - start) / (end - start), 2)

    rows = tuple(make(*(place(x) for x in found)) for found, (_, make) in zip(known, told, strict=True))
    whole = _whole(first, numbers)
    ticks: tuple[Tick, ...] = ()
    for most in range(_MOST_TICKS, 0, -1):
        if low == high:
            marks = [low]
        else:
            marks = _powers(start, end, most) if logarithmic else _steps(start, end, most, whole=whole)
        ticks = tuple(_tick(at, x) for x in marks if (at := place(x)) is not None)
        if _have_room(ticks):
            break
    return rows, ticks, logarithmic, first


def _whole(value: FigureValue, numbers: Sequence[float]) -> bool:
    """Whether a number between two whole ones means nothing: half a person, half a floor."""
    if value.unit is None:
        return all(number.is_integer() for number in numbers)
    return value.ordinal or units.is_counted(value.unit)


def _ends(value: FigureValue, first: FigureValue) -> tuple[Fraction | None, Fraction | None, Fraction | None] | None:
    """Point, low and high end in the unit of `first`; None where there is no such thing."""
    if value.terms or value.fraction or _alike(value.per) != _alike(first.per) or value.ordinal != first.ordinal:
        return None
    stated = (value.amount, value.from_ or value.low, value.to or value.high)
    found = [None if x is None else Fraction(x) for x in stated]
    if value.bound in ("at_least", "over"):
        found[1:] = [found[0], None]
    elif value.bound in ("at_most", "under"):
        found[1:] = [None, found[0]]
    if value.unit != first.unit:
        if value.unit is None or first.unit is None:
            return (found[0], found[1], found[2]) if {value.unit, first.unit} <= {None, "item"} else None
        if not units.convertible(value.unit, first.unit):
            return None
        found = [None if x is None else units.convert(x, value.unit, first.unit) for x in found]
    return found[0], found[1], found[2]


def _alike(per: Per | None) -> tuple[str, str] | None:
    return None if per is None else (per.amount, per.unit)


def _steps(start: float, end: float, most: int, *, whole: bool) -> list[float]:
    rough = (end - start) / most
    size = 10.0 ** floor(log10(rough))
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    step = max(step, 1.0) if whole else step
    return [n * step for n in range(ceil(start / step), floor(end / step) + 1)]


def _powers(start: float, end: float, most: int) -> list[float]:
    found = [10.0**n for n in range(ceil(start), floor(end) + 1)]
    return found[:: max(1, ceil(len(found) / most))]


def _have_room(ticks: Sequence[Tick]) -> bool:
    longest = max((_wide(tick.label) for tick in ticks), default=0.0)
    return all((b.at - a.at) * _NARROW / 100 >= longest + _GAP for a, b in pairwise(ticks))


def _tick(at: float, x: float) -> Tick:
    """A number of the axis; its label stands beside its line where the end of the axis leaves no room about it."""
    text = f"{x:.10g}" if abs(x) < 1e6 else f"{x:.0f}"
    text = text if "e" not in text else f"{x:f}".rstrip("0").rstrip(".")
    words = abs(x) >= 1e6
    label = Both(amount_text(text, "ko", words=words), amount_text(text, "en", words=words))
    half = 50 * _wide(label) / _NARROW
    return Tick(at, label, "start" if at < half else "end" if 100 - at < half else "middle")


def _wide(label: Both) -> float:
    """About how many pixels a label needs in the language that needs more."""
    return max(sum(1.0 if east_asian_width(letter) in "WF" else 0.6 for letter in words) for words in label) * _LETTER


def unit_of(value: FigureValue) -> Both:
    """The unit of an axis, as readers know it: that of a number of it, without the number."""
    bare = FigureValue(amount="2", unit=value.unit, per=value.per)
    return Both(*("".join(show(bare, language).rsplit("2", 1)).strip() for language in ("ko", "en")))
