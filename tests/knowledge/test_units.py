"""Units: every code converts as its definition says, and every word of a language means a unit of the table."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reconcile.knowledge import units
from reconcile.languages.en.words import grammar as english
from reconcile.languages.ko.words import grammar as korean


@pytest.mark.parametrize(
    ("amount", "from_unit", "to_unit", "expected"),
    [
        ("121", "pyeong", "m2", "400"),
        ("1", "har", "m2", "10000"),
        ("3", "[ft_i]", "[in_i]", "36"),
        ("212", "[degF]", "Cel", "100"),
        ("32", "[degF]", "Cel", "0"),
        ("36", "km/h", "m/s", "10"),
        ("2", "a", "mo", "24"),
        ("0.5", "x", "%", "50"),
        ("7", "person", "person", "7"),
    ],
)
def test_conversion_is_exact(amount: str, from_unit: str, to_unit: str, expected: str) -> None:
    assert units.convert(Fraction(amount), from_unit, to_unit) == Fraction(expected)
    assert units.convertible(from_unit, to_unit)


@pytest.mark.parametrize(("from_unit", "to_unit"), [("km", "kg"), ("KRW", "USD"), ("person", "household"), ("a", "d")])
def test_what_has_no_fixed_factor_does_not_convert(from_unit: str, to_unit: str) -> None:
    with pytest.raises(units.UnitError):
        units.convert(Fraction(1), from_unit, to_unit)
    assert not units.convertible(from_unit, to_unit)


@pytest.mark.parametrize(
    ("unit", "dimension"), [("pyeong", "area"), ("KRW", "currency"), ("floor", "count"), (None, None)]
)
def test_a_unit_knows_its_dimension(unit: str | None, dimension: str | None) -> None:
    assert units.dimension(unit) == dimension


def test_every_word_of_a_language_means_a_unit_of_the_table() -> None:
    for codes in (korean().words, english().words, english().nouns, korean().per_before, english().per):
        assert set(codes) - {"none"} <= set(units.table())


def test_the_digest_is_twelve_hex_digits() -> None:
    assert len(units.digest()) == 12
    int(units.digest(), 16)
