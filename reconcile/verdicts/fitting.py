"""Which results of arithmetic a stated figure fits: under which key of the ledger, and in which interval.

23%               a pair whose smaller is 0.225 to 0.235 of the larger
rose 12%          a pair whose smaller is 1/1.125 to 1/1.115 of the larger
약 10배           a pair whose smaller is 1/11 to 1/9 of the larger
26 people         exactly 26 of that unit
약 490명          485 to 495 of it
3만원 a head      money over heads that rounds to 3만
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from reconcile.alignment.decimal import exact
from reconcile.knowledge import units
from reconcile.verdicts.arithmetic import ANY_COUNT, PAIR, step
from schemas.values import FigureValue

_TOLERANCE = 0.05
_HEDGED = 0.10
"""How far a stated multiple or fraction may lie from the computed one, relative to it: as it stands, and hedged."""
_POINTS = 0.025
"""How far a fraction may lie from the computed one at most."""
_RATE = 0.01
"""How far so much a head may lie from the computed rate at most, relative to it; half a last digit if that is less."""

Wanted = tuple[str, float, float]


def wanted(value: FigureValue) -> Iterator[Wanted]:
    """Key and interval, ends included, of what the value would be the result of; none where nothing tells."""
    if value.amount is None or value.ordinal:
        return
    number = exact(value.amount)
    half = float(step(number)) / 2
    if value.unit == "%":
        yield from _share(value, float(number), min(half, 0.5))
    elif value.unit == "x" and value.change is not None and number < 1:
        yield from _share(value, float(number) * 100, _POINTS * 100)
    elif value.unit in ("x", "ratio"):
        low, high = _around(value, float(multiple(value)), 0.0)
        if low > 1:
            yield PAIR, 1 / high, 1 / low
        elif high < 1:
            yield PAIR, low, high
    elif value.bound is not None:
        return
    elif value.per is not None:
        half = min(half, float(number) * _RATE)
        yield f"{value.unit}/{value.per.unit}", float(number) - half, float(number) + half
    else:
        hedged = value.approximate and value.from_ is not None and value.to is not None
        low, high = (float(value.from_ or 0), float(value.to or 0)) if hedged else (float(number), float(number))
        yield value.unit or "", low, high
        if units.is_counted(value.unit):
            yield ANY_COUNT, low, high


def multiple(value: FigureValue) -> Fraction:
    """How many times, of a multiple, a fraction or a ratio of two terms."""
    if value.unit == "ratio" and value.terms is not None and len(value.terms) == 2 and exact(value.terms[1]):
        return exact(value.terms[0]) / exact(value.terms[1])
    return exact(value.amount or "0")


def _share(value: FigureValue, number: float, half: float) -> Iterator[Wanted]:
    hedged = value.approximate or value.bound is not None
    low, high = _around(value, number, half) if hedged else (number - half, number + half)
    low, high = low / 100, high / 100
    if value.change == "increase":
        yield PAIR, 1 / (1 + high), 1 / (1 + low)
    elif value.change == "decrease":
        yield PAIR, 1 - high, 1 - low
    elif high < 1:
        yield PAIR, low, high


def _around(value: FigureValue, number: float, half: float) -> tuple[float, float]:
    hedged = value.approximate or value.bound is not None
    width = max(number * _HEDGED if hedged else min(number * _TOLERANCE, _POINTS if number < 1 else inf), half)
    low = number if value.bound in ("over", "at_least") else number - width
    high = number if value.bound in ("under", "at_most") else number + width
    return low, high
