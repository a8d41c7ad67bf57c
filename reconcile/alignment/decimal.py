"""Exact numbers from the plain decimal strings of values."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=65536)
def exact(text: str) -> Fraction:
    """A plain decimal string as a fraction."""
    return Fraction(text)


def plain(number: Fraction, digits: int = 15) -> str:
    """A fraction as a plain decimal string without exponent, with at most `digits` significant digits."""
    if number.denominator == 1:
        return str(number.numerator)
    sign, size = ("-", -number) if number < 0 else ("", number)
    scale = 0
    while size * 10**scale < 10 ** (digits - 1) and (size * 10**scale).denominator != 1:
        scale += 1
    whole = round(size * 10**scale)
    text = str(whole).rjust(scale + 1, "0")
    text = f"{text[:-scale]}.{text[-scale:]}" if scale else text
    return sign + (text.rstrip("0").rstrip(".") if "." in text else text)


def significant_digits(text: str) -> int:
    """Digits that carry information: 27000 has two, 39.6 three, 10 one."""
    return max(1, len(text.lstrip("-").replace(".", "").strip("0")))
