"""All changes of one article, and the copy that each makes at a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from reconcile.bench.dates import date_changes
from reconcile.bench.draft import Copy, copy_of
from reconcile.bench.figures import figure_changes, unit_changes
from reconcile.bench.model import Change, Edit, Level, chance, choose
from reconcile.bench.places import place_changes
from reconcile.bench.rewordings import inner_rewordings, reordered, rewordings, together
from reconcile.bench.source import Source
from reconcile.bench.speech import quote_changes, speaker_changes
from reconcile.bench.statements import statement_changes
from reconcile.claims.extract import Extraction

HARMLESS = 8
"""Rewordings beside the change in a copy of level `reworded`; the order of paragraphs is one more."""


def injected(extraction: Extraction, seed: int) -> tuple[tuple[Change, ...], Counter[tuple[str, str]]]:
    """Every change of a value, ordered by content, and how many were skipped by kind and reason."""
    source = Source(extraction)
    made = chain(
        place_changes(source, seed),
        date_changes(source, seed),
        figure_changes(source, seed),
        unit_changes(source, seed),
        speaker_changes(source, seed),
        statement_changes(source, seed),
        quote_changes(source, seed),
    )
    return _distinct(made), source.skipped


def reworded(extraction: Extraction, seed: int) -> tuple[Change, ...]:
    """Every rewording that keeps all values, ordered by content."""
    return _distinct(rewordings(Source(extraction), seed))


def made_copy(extraction: Extraction, change: Change, level: Level, seed: int) -> Copy:
    """The changed copy; at level `reworded` with some rewordings that touch nothing of the change."""
    edits, order = list(change.edits), change.order
    if level == "reworded":
        more, moved = _harmless(extraction, change, seed)
        edits += more
        order = order or moved
    return copy_of(extraction.article, edits, order)


def _harmless(extraction: Extraction, change: Change, seed: int) -> tuple[tuple[Edit, ...], tuple[int, ...] | None]:
    source = Source(extraction)
    rng = chance(seed, "harmless", source.text, change.key)
    edits = together(inner_rewordings(source, seed), change.edits, HARMLESS, rng)
    orders = [c.order for c in reordered(source)]
    return edits, choose(orders, rng) if orders else None


def _distinct(changes: Iterator[Change]) -> tuple[Change, ...]:
    found: dict[tuple[str, Sequence[Edit], object], Change] = {}
    for change in changes:
        found.setdefault((change.kind, change.edits, change.order), change)
    return tuple(sorted(found.values(), key=lambda c: c.key))
