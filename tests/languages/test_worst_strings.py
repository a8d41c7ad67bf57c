"""Strings that are hard to read are read. How their cost grows is measured in `make bench`."""

from __future__ import annotations

import pytest

from tests.bench.worst_strings import LONG, ROWS, Row, reading


@pytest.mark.parametrize(("grammar", "row"), ROWS, ids=[f"{g}-{r.language}-{r.text!r}" for g, r in ROWS])
def test_a_long_run_of_a_hard_string_is_read_and_read_alike_again(grammar: str, row: Row) -> None:
    read = reading(grammar, row, row.filled(LONG))
    first = read()
    assert first is not None
    assert repr(read()) == repr(first)
