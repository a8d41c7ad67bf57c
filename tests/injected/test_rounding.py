"""A number told in another way is the same number, and a rounded one is near it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.bench.rounding import forms_of, value_of, write
from reconcile.bench.words import words


@pytest.mark.parametrize("language", ["ko", "en"])
@given(number=st.one_of(st.integers(10_000, 10**14), st.integers(1, 999_999).map(lambda n: n * 10_000)))
def test_every_notation_of_a_number_says_that_number(language: str, number: int) -> None:
    table = words(language)
    for form in forms_of(Fraction(number), table.numbers.thousands, joined=table.joined):
        assert value_of(form, table.numbers.thousands) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12,345", 12_345), ("1만2345", 12_345), ("1만2천400", 12_400), ("6만3천400", 63_400),
        ("1조2000억", 12 * 10**11),
        ("3천만", 30_000_000), ("2천억", 2 * 10**11), ("1,240억", 124 * 10**9), ("38억6천만", 3_860_000_000),
        ("1.2조", 12 * 10**11), ("107만4,300", 1_074_300),
    ],
)  # fmt: skip
def test_numbers_with_big_units_are_read(written: str, number: int) -> None:
    assert value_of(written, words("ko").numbers.thousands) == number


@pytest.mark.parametrize(
    ("language", "number", "like", "written"),
    [
        ("ko", 12_000, "1만2345", "1만2000"),
        ("ko", 12_000, "12,345", "12,000"),
        ("ko", 390_000_000_000, "3,860억", "3,900억"),
        ("en", 310_000_000, "312 million", "310 million"),
        ("en", 12_300, "12,345", "12,300"),
    ],
)
def test_a_rounded_number_is_written_in_the_manner_of_the_first(
    language: str, number: int, like: str, written: str
) -> None:
    assert write(Fraction(number), like, words(language).numbers.thousands) == written


def test_what_is_no_big_unit_is_no_number() -> None:
    assert value_of("12개", words("ko").numbers.thousands) is None
