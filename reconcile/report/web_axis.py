"""Figures on one axis: where each stands, and which numbers are written beneath.

Method: linear, but logarithmic where all numbers are above zero and the largest is more than fifty times
the smallest; ticks at 1, 2 and 5 times powers of ten (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor, log10

from reconcile.knowledge import units
from reconcile.report.values import amount_text, show
from reconcile.report.web_view import Both, FigureRow, Tick
from schemas.values import FigureValue, Per

_MOST_TICKS = 4
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
    if low == high:
        marks = [low]
    else:
        marks = _powers(start, end) if logarithmic else _steps(start, end)
    ticks = tuple(Tick(at, _tick(x, first)) for x in marks if (at := place(x)) is not None)
    return rows, ticks, logarithmic, first


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


def _steps(start: float, end: float) -> list[float]:
    rough = (end - start) / _MOST_TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    return [n * step for n in range(ceil(start / step), floor(end / step) + 1)]


def _powers(start: float, end: float) -> list[float]:
    found = [10.0**n for n in range(ceil(start), floor(end) + 1)]
    return found[:: max(1, ceil(len(found) / _MOST_TICKS))]


def _tick(x: float, value: FigureValue) -> Both:
    """A number of the axis; a count keeps no decimals that come from the step alone."""
    text = f"{x:.10g}" if abs(x) < 1e6 else f"{x:.0f}"
    text = text if "e" not in text else f"{x:f}".rstrip("0").rstrip(".")
    words = abs(x) >= 1e6
    return Both(amount_text(text, "ko", words=words), amount_text(text, "en", words=words))


def unit_of(value: FigureValue) -> Both:
    """The unit of an axis, as readers know it: that of a number of it, without the number."""
    bare = FigureValue(amount="2", unit=value.unit, per=value.per)
    return Both(*("".join(show(bare, language).rsplit("2", 1)).strip() for language in ("ko", "en")))
