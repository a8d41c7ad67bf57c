"""Slips of the pen: one number written as another by a lost nought, a scale word, or the wrong unit.

45억 / 450억          10        a digit too many
3억 2000만 / 3.2조    10000     조 for 억: Korean scales lie ten thousand apart, English ones a thousand
1,000평 / 3,306㎡      m2/pyeong, when both are printed as ㎡
27,000㎡ / 27,000평    m2/pyeong
3.5% / 3.5%p          %/pp
"""

from __future__ import annotations

from fractions import Fraction

from reconcile.alignment.decimal import plain, significant_digits

_POWERS = {10**n for n in (1, 2, 3, 4, 5, 6, 7, 8, 12)}
_PYEONG = Fraction(400, 121)
_LEAST_AREA = 100
_TELLING = 1000
"""A number, or a factor, from which a round number tells as much as one of two digits."""


def slip_factor(first: Fraction, second: Fraction) -> Fraction | None:
    """The factor, at least ten or ㎡ to 평, that a slip between the two numbers would explain; None without one.

    A round small number is ten times another too often for that to mean anything: both need two significant digits
    or to be a thousand and more.
    """
    den = first.denominator * second.denominator
    one, two = int(first * den), int(second * den)
    digits = significant_digits(plain(min(abs(first), abs(second))))
    return whole_slip(one, two, den, digits)


def whole_slip(one: int, two: int, den: int, digits: int) -> Fraction | None:
    """`slip_factor` of one/den and two/den; `digits` are the significant ones of the smaller number."""
    large, small = abs(one), abs(two)
    if large < small:
        large, small = small, large
    if not small or large * 2 < small * 5:
        return None
    if not large % small:
        times = large // small
        if times in _POWERS and (times >= _TELLING or small >= _TELLING * den or digits > 1):
            return Fraction(times)
    if small >= _LEAST_AREA * den and abs(large * 121 - small * 400) * 200 < small * 400:
        return _PYEONG
    return None


def cause(factor: Fraction) -> str:
    """How a slip is named: its factor, or the two units that it comes from."""
    return "m2/pyeong" if factor == _PYEONG else plain(factor)
