"""Strings that a grammar reads at the highest cost, each at two lengths: what four times the text costs."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

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


def growths() -> list[tuple[float, str]]:
    """How many times the short string's time the long one takes, for every string, and its name; the worst first."""
    return sorted(((_growth(grammar, row), f"{grammar}, {row.language} {row.text!r}") for grammar, row in ROWS))[::-1]


def _growth(grammar: str, row: Row) -> float:
    short, long = (reading(grammar, row, row.filled(length)) for length in (SHORT, LONG))
    _cost(short)  # tables are loaded on first use
    taken = [(_cost(short), _cost(long)) for _ in range(RUNS)]
    return min(b for _, b in taken) / max(min(a for a, _ in taken), FLOOR)


def _cost(read: Callable[[], object]) -> float:
    began = time.process_time()
    read()
    return time.process_time() - began
