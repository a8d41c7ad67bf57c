"""Which pairs a run compares: all, or of each kind a few that are spread over the articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reconcile.bench.generate import injected, reworded
from reconcile.bench.measure import Job
from reconcile.bench.model import Change, Level, chance
from reconcile.claims.extract import Extraction


@dataclass(frozen=True)
class Plan:
    """The pairs of a run in order, and what was not changed: language, kind, reason."""

    jobs: tuple[Job, ...]
    skipped: Counter[tuple[str, str, str]]
    made: Counter[tuple[str, str]]
    """How many changes there are, by language and kind, of which the jobs may be a sample."""


def plan(
    extractions: Sequence[Extraction],
    seed: int,
    *,
    levels: Sequence[Level],
    kinds: Collection[str] = (),
    per_kind: int | None = None,
) -> Plan:
    """The pairs for the kinds (all if empty); `per_kind` bounds them for each kind, language and level."""
    found: dict[tuple[str, str], list[tuple[int, Change]]] = defaultdict(list)
    skipped: Counter[tuple[str, str, str]] = Counter()
    for at, extraction in enumerate(extractions):
        changes, why = injected(extraction, seed)
        language = extraction.language or ""
        for change in (*changes, *reworded(extraction, seed)):
            if not kinds or change.kind in kinds:
                found[language, change.kind].append((at, change))
        for (kind, reason), count in why.items():
            if not kinds or kind in kinds:
                skipped[language, kind, reason] += count
    jobs = []
    for key in sorted(found):
        chosen = _spread(found[key], per_kind, seed)
        for at, change in chosen:
            jobs += [Job(at, change, level) for level in (levels if change.injected else (None,))]
    return Plan(
        tuple(sorted(jobs, key=lambda j: (j.article, j.level or "", j.change.key, j.change.order or ()))),
        skipped,
        Counter({key: len(changes) for key, changes in found.items()}),
    )


def _spread(changes: list[tuple[int, Change]], most: int | None, seed: int) -> list[tuple[int, Change]]:
    """At most so many, drawn by the seed, an article's second only after every article's first."""
    if most is None or len(changes) <= most:
        return changes
    drawn: dict[int, list[tuple[float, int, Change]]] = defaultdict(list)
    for n, (at, change) in enumerate(changes):
        rng = chance(seed, "sample", change.kind, change.variant, change.edits, change.focus, change.order)
        drawn[at].append((rng.random(), n, change))
    turns = [
        (turn, draw, n, at, change)
        for at, all_ in drawn.items()
        for turn, (draw, n, change) in enumerate(sorted(all_, key=lambda d: d[:2]))
    ]
    return [(at, change) for _, _, _, at, change in sorted(turns, key=lambda t: t[:3])[:most]]
