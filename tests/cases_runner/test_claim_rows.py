"""Claim rows: each says of one text what extraction finds in it and what it does not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.cases_runner.claim_rows import CLAIMS, Row, RowError, failures, rows

ROWS = rows(CLAIMS)
OPEN = rows(CLAIMS / "open")


def _named(row: Row) -> str:
    return f"{row.file}: {row.name}"


@pytest.mark.parametrize("row", ROWS, ids=_named)
def test_a_row_holds(row: Row) -> None:
    found = failures(row)
    assert not found, "\n".join([row.raw.text, *found])


def test_rows_left_open_do_fail_and_say_why() -> None:
    assert [row.name for row in OPEN if not row.raw.reason] == []
    assert [row.name for row in OPEN if not failures(row)] == [], "these hold now: move them to their topics"


def test_there_are_rows_enough_of_both_languages() -> None:
    count = Counter(row.language for row in ROWS)
    assert count.total() >= 400 and min(count["ko"], count["en"]) >= 200
    assert len(OPEN) <= count.total() // 10


def test_rows_have_names_of_their_own_and_none_that_holds_gives_a_reason() -> None:
    count = Counter((row.language, row.name) for row in (*ROWS, *OPEN))
    assert [name for name, times in count.items() if times > 1] == []
    assert [row.name for row in ROWS if row.raw.reason] == []


BROKEN = {
    "an unknown key": 'name = "x"\npublished = "none"\ntext = "5명"\nexhaustive = ["figure"]\nshould = 1',
    "an unknown kind": 'name = "x"\npublished = "none"\ntext = "5명"\nexhaustive = ["number"]',
    "an unknown field": 'name = "x"\npublished = "none"\ntext = "5명"\nabsent = [{ figure = "5명", count = "5" }]',
    "a text that is not there": 'name = "x"\npublished = "none"\ntext = "5명"\nabsent = [{ figure = "6명" }]',
    "a second that is not there": 'name = "x"\npublished = "none"\ntext = "5명"\nabsent = [{ figure = "5", nth = 2 }]',
    "no word of what must not appear": 'name = "x"\npublished = "none"\ntext = "5명"',
    "no date of publication": 'name = "x"\ntext = "5명"\nexhaustive = ["figure"]',
    "an expectation anywhere": 'name = "x"\npublished = "none"\ntext = "5명"\nexpect = [{ figure = "*" }]\n'
    'exhaustive = ["figure"]',
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_row_that_is_not_written_as_taught_is_refused(tmp_path: Path, broken: str) -> None:
    (tmp_path / "x.ko.toml").write_text(f"[[row]]\n{BROKEN[broken]}\n", encoding="utf-8")
    with pytest.raises(RowError, match=r"^x\.ko\.toml: "):
        rows(tmp_path)


def test_what_a_row_asks_and_is_not_given_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.ko.toml").write_text(
        '[[row]]\nname = "x"\npublished = "none"\ntext = "주민 5명이 다쳤다."\n'
        'expect = [{ figure = "5명", amount = "6" }]\nabsent = [{ figure = "*", unit = "person" }]\n'
        'exhaustive = ["figure"]\nclaims = [{ at = "다쳤다", polarity = "negative" }]\n',
        encoding="utf-8",
    )
    (row,) = rows(tmp_path)
    told = failures(row)
    assert [line.split()[0] for line in told] == ["missing", "not", "no", "no"]
