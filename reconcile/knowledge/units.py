"""Units: what a code measures, how it is written, and exact conversion.

convert(Fraction("5.7"), "har", "[acr_us]")  →  14.085… acres
dimension("pyeong")                          →  "area"
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from schemas.base import Model


class UnitError(ValueError):
    """Two units that do not convert into one another, or a code that the table does not have."""

    def __init__(self, from_unit: str, to_unit: str) -> None:
        super().__init__(f"no conversion from {from_unit!r} to {to_unit!r}")
        self.from_unit = from_unit
        self.to_unit = to_unit


class Unit(Model):
    """A row of units.toml, which explains the columns."""

    dimension: str
    factor: str | None = None
    offset: str = "0"
    signs: tuple[str, ...] = ()
    ko: str
    en: str


class _Table(Model):
    units: dict[str, Unit]


_OWN_COUNTER = re.compile(r"[a-z][a-z0-9_]*")


@cache
def _source() -> bytes:
    return files("reconcile.knowledge").joinpath("units.toml").read_bytes()


@cache
def table() -> MappingProxyType[str, Unit]:
    """Every unit by its code, in the order of the file."""
    return MappingProxyType(_Table.model_validate(tomllib.loads(_source().decode("utf-8"))).units)


@cache
def signs() -> MappingProxyType[str, str]:
    """Language-neutral ways of writing a unit (㎡, km/h, US$), with ISO 4217 codes, to its code."""
    found = {sign: code for code, unit in table().items() for sign in unit.signs}
    found.update({code: code for code, unit in table().items() if unit.dimension == "currency"})
    return MappingProxyType(found)


@cache
def money_signs() -> frozenset[str]:
    """Signs and codes of currencies, with the countries' letters before a dollar sign."""
    found = {sign for sign, code in signs().items() if table()[code].dimension == "currency"}
    return frozenset(found | {"US", "HK"})


@cache
def _dimensions() -> MappingProxyType[str, str]:
    return MappingProxyType({code: unit.dimension for code, unit in table().items()})


@lru_cache(maxsize=1 << 12)
def dimension(unit: str | None) -> str | None:
    """What a unit measures (length, area, currency, count, …); None for no unit or an unknown one.

    A lower-case word that the table does not have is a counter of the user's own.
    """
    if unit is None:
        return None
    known = _dimensions().get(unit)
    if known is None:
        return "count" if _OWN_COUNTER.fullmatch(unit) else None
    return known


def is_counted(unit: str | None) -> bool:
    """Whether amounts of this unit are whole things (people, floors, votes)."""
    return dimension(unit) == "count"


def convertible(from_unit: str, to_unit: str) -> bool:
    """Whether `convert` has an answer."""
    if from_unit == to_unit:
        return True
    a, b = table().get(from_unit), table().get(to_unit)
    return bool(a and b and a.dimension == b.dimension and a.factor and b.factor)


def convert(amount: Fraction, from_unit: str, to_unit: str) -> Fraction:
    """`amount` of one unit in another, exactly.

    Raises UnitError when the two are not of one dimension or have no fixed factor (money, counters).
    """
    if from_unit == to_unit:
        return amount
    a, b = table().get(from_unit), table().get(to_unit)
    if not (a and b and a.dimension == b.dimension and a.factor and b.factor):
        raise UnitError(from_unit, to_unit)
    base = amount * Fraction(a.factor) + Fraction(a.offset)
    return (base - Fraction(b.offset)) / Fraction(b.factor)


@cache
def digest() -> str:
    """First 12 hex digits of SHA-256 of the table, for the record of what a result was made with."""
    return hashlib.sha256(_source()).hexdigest()[:12]
