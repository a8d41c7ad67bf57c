"""Patterns from outside: those that cannot run away are let through, those that could are refused."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.line_pattern import LONGEST_LINE, MOST_WAYS, _Ways, fault

ROWS = tomllib.loads(Path(__file__).with_name("line_patterns.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS["good"], ids=lambda row: row["pattern"])
def test_a_pattern_that_cannot_run_away_may_be_used(row: dict[str, str]) -> None:
    assert fault(row["pattern"]) is None
    assert re.fullmatch(row["pattern"], row["line"])
    assert not re.fullmatch(row["pattern"], row["other"])


@pytest.mark.parametrize("row", ROWS["bad"], ids=lambda row: row["pattern"])
def test_a_bad_pattern_is_refused_with_its_reason(row: dict[str, str]) -> None:
    assert row["says"] in (fault(row["pattern"]) or "")


def ways(pattern: tuple[object, ...], line: str) -> int:
    """How often a plain backtracking matcher steps into a part, until it gives up."""
    steps = 0

    def match(parts: tuple[object, ...], at: int) -> bool:
        nonlocal steps
        steps += 1
        if not parts:
            return at == len(line) + 1  # never: every way is tried
        first, rest = parts[0], parts[1:]
        if isinstance(first, str):
            return at < len(line) and line[at] in first and match(rest, at + 1)
        least, most, letters = first  # type: ignore[misc]
        end = at
        while end < len(line) and end - at < most and line[end] in letters:
            end += 1
        return any(match(rest, to) for to in range(end, at + least - 1, -1))

    match(pattern, 0)
    return steps


LETTERS = st.sampled_from(["a", "b", "ab"])
PARTS = st.one_of(LETTERS, st.tuples(st.integers(0, 1), st.sampled_from([2, 5, 20]), LETTERS))


@given(st.lists(PARTS, min_size=1, max_size=6), st.text("ab", max_size=20))
def test_a_line_is_tried_in_no_more_ways_than_were_counted(parts: list[object], line: str) -> None:
    written = "".join(p if isinstance(p, str) and len(p) == 1 else f"[{p}]" if isinstance(p, str)
                      else f"[{p[2]}]{{{p[0]},{p[1]}}}" for p in parts)  # type: ignore[index]  # fmt: skip
    counted = _Ways(either_case=False).of(list(_parser.parse(written)), frozenset())
    # Each part of each way costs a step, and where the text tells the end of a repetition, a step for each length.
    assert ways(tuple(parts), line) <= (counted + 1) * (len(parts) + 1) * (len(line) + 2)


@given(st.text("ab()[]{}*+?|.,0123456789^$\\dsw<>=!:P-&", max_size=40))
def test_any_text_is_judged_without_an_exception(pattern: str) -> None:
    fault(pattern)


def test_the_limits_are_those_of_the_manual() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "own-knowledge.md").read_text(encoding="utf-8")
    assert f"{LONGEST_LINE} characters" in manual and MOST_WAYS == 1_000_000 and "a million ways" in manual
