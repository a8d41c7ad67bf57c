"""The cost of every grammar grows with its text, whatever the text.

This is a promise of growth, not of speed: each string is read at two lengths and the two are compared, in the time
of this process alone and the better of several runs, so that a busy machine fails nothing.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import Field

from reconcile.claims.extract import extract
from reconcile.languages.base import NOTHING, Passage
from reconcile.languages.pack import Pack, pack
from schemas.base import Model
from sources import from_text

SHORT, LONG = 5_000, 20_000
GROWTH = 10
"""Four times the text may take this many times the time: linear takes 4, quadratic 16."""
FLOOR = 0.01
"""Seconds that no time is counted below."""
RUNS = 3


class Row(Model):
    language: str
    text: str = Field(min_length=1)
    once: str = ""

    def filled(self, length: int) -> str:
        return self.once + (self.text * (length // len(self.text) + 1))[:length]


class WorstStrings(Model):
    figures: tuple[Row, ...]
    dates: tuple[Row, ...]
    places: tuple[Row, ...]
    people: tuple[Row, ...]
    quotes: tuple[Row, ...]
    clauses: tuple[Row, ...]
    blocks: tuple[Row, ...]
    claims: tuple[Row, ...]


TABLE = WorstStrings.model_validate(
    tomllib.loads(Path(__file__).with_name("worst_strings.toml").read_text(encoding="utf-8"))
)
ROWS = [(grammar, row) for grammar in WorstStrings.model_fields for row in getattr(TABLE, grammar)]


def reading(grammar: str, row: Row, text: str) -> Callable[[], object]:
    """What reads `text` by the grammar; what the grammar is given is made beforehand."""
    if grammar == "blocks":
        return lambda: from_text(text, language=row.language)
    if grammar == "claims":
        article = from_text(text, published="2026-03-14", language=row.language)
        return lambda: extract(article)
    reader = pack(row.language)
    assert isinstance(reader, Pack)
    tokens = () if grammar in ("figures", "dates") else reader.tokenise([text])[0]
    passages = [Passage("paragraph", text, tokens)]
    if grammar == "clauses":
        return lambda: reader.clauses(passages[0])
    if grammar == "dates":
        return lambda: reader.dates(passages, "2026-03-14", "Asia/Seoul")
    if grammar == "quotes":
        people = reader.people(passages, NOTHING)
        return lambda: (reader.quotes(passages, people), reader.attributions(passages, people))
    read = getattr(reader, grammar)
    return lambda: read(passages, NOTHING)


def cost(read: Callable[[], object]) -> float:
    began = time.process_time()
    read()
    return time.process_time() - began


@pytest.mark.parametrize(("grammar", "row"), ROWS, ids=[f"{g}-{r.language}-{r.text!r}" for g, r in ROWS])
def test_cost_grows_no_faster_than_the_text(grammar: str, row: Row) -> None:
    short, long = (reading(grammar, row, row.filled(length)) for length in (SHORT, LONG))
    cost(short)  # tables are loaded on first use
    taken = []
    for _ in range(RUNS):
        taken.append((max(cost(short), FLOOR), cost(long)))
        if min(b for _, b in taken) <= GROWTH * min(a for a, _ in taken):
            return
    pytest.fail(f"{SHORT:,} and {LONG:,} characters take " + "; ".join(f"{a:.3f} s and {b:.3f} s" for a, b in taken))
