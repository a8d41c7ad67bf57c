"""What the document of an original and its changed copy says about the change.

A change is *found* when a comparison with the verdict conflict holds evidence in the changed span of the copy and,
unless it rests on a fact of the gazetteer or the calendar (`basis`), evidence of the original in the old span, on
another side; a denied or planned statement may stand against any of the original, whose headline often tells the
same in other words. `update` counts as found where a later article may rightly say so: a figure that may have moved
on, and a plan that has become a fact; the copy is published two hours after the original. Where the original tells no
hour of publication, neither does the copy, and there `unclear` for want of an order counts too. All else is missed.

A conflict on a rewording is *false*, unless the original has it with itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reconcile.bench.draft import Copy
from reconcile.bench.generate import made_copy
from reconcile.bench.model import Change, Level, Span
from reconcile.bench.words import LANGUAGES
from reconcile.claims.extract import Extraction, extract
from reconcile.pipeline import reconcile_extracted
from schemas.article import Article
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import Comparison, Evidence, Reconciliation
from schemas.values import DateValue


@dataclass(frozen=True, slots=True)
class Result:
    """One pair compared. `found`: the change was reported where it is; `false`: conflicts elsewhere, or on a rewording.

    `seen` is what the document says about the changed spans, for the list of misses.
    """

    article: int
    language: str
    level: Level | None
    change: Change
    copy: Copy
    found: bool
    false: tuple[Comparison, ...]
    seen: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A pair to compare: the number of its article, the change, and the level; None for a rewording."""

    article: int
    change: Change
    level: Level | None


def run(
    extractions: Sequence[Extraction],
    jobs: Iterable[Job],
    seed: int,
    own: OwnKnowledge = NOTHING,
) -> Iterator[Result]:
    """The results of the jobs, in their order; `own` is what the user knows beside the packaged data."""
    alone: dict[int, list[set[Span]]] = {}
    for job in jobs:
        extraction = extractions[job.article]
        original = extraction.article
        if job.article not in alone:
            alone[job.article] = [_spans(c, original) for c in conflicts(reconcile_extracted([extraction], own=own))]
        copy = made_copy(extraction, job.change, job.level or "plain", seed)
        compared = reconcile_extracted([extraction, extract(copy.article, own)], own=own)
        news = [c for c in conflicts(compared) if not any(o <= _spans(c, original) for o in alone[job.article])]
        injection = job.level is not None
        shown = [c for c in comparisons(compared) if injection and _shows(c, job.change, copy, original)]
        yield Result(
            article=job.article,
            language=extraction.language or "",
            level=job.level,
            change=job.change,
            copy=copy,
            found=bool(shown),
            false=tuple(c for c in news if not (injection and _follows(c, extraction, job.change, copy))),
            seen=tuple(c for c in comparisons(compared) if _about(c, job.change, copy, original)),
        )


def comparisons(found: Reconciliation) -> Iterator[Comparison]:
    return (c for entry in found.reconciled for c in entry.comparisons)


def conflicts(found: Reconciliation) -> list[Comparison]:
    return [c for c in comparisons(found) if c.verdict == "conflict"]


def _spans(comparison: Comparison, article: Article) -> set[Span]:
    return {(e.start, e.end) for e in comparison.evidence if e.article == article.id}


def _shows(comparison: Comparison, change: Change, copy: Copy, original: Article) -> bool:
    if comparison.verdict != "conflict" and not (change.grows and _grown(comparison, original)):
        return False
    if change.allowed and comparison.kind not in change.allowed:
        return False
    old = [(original.id, span) for span in change.focus]
    new = [(copy.article.id, copy.at(span)) for span in change.focus]
    sides_old, sides_new = _sides(comparison, old), _sides(comparison, new)
    if comparison.basis:
        return bool(sides_new)
    if change.allowed:  # a headline tells the same in other words
        sides_old |= {
            at for at, side in enumerate(comparison.sides) if original.id in _articles(comparison, side.evidence)
        }
    return any(a != b for a in sides_old for b in sides_new)


def _grown(comparison: Comparison, original: Article) -> bool:
    """Whether it says that the value has moved on, or may have, where no publication time tells which came first."""
    if comparison.verdict == "update":
        return True
    untimed = original.published is None or "T" not in original.published
    return untimed and comparison.reason.code == "unclear.no_as_of_order"


def _articles(comparison: Comparison, evidence: Iterable[int]) -> set[str]:
    return {comparison.evidence[i].article for i in evidence}


def _sides(comparison: Comparison, spans: Sequence[tuple[str, Span]]) -> set[int]:
    """The sides with evidence that touches one of the spans."""
    return {
        at
        for at, side in enumerate(comparison.sides)
        for i in side.evidence
        if any(_touches(comparison.evidence[i], article, span) for article, span in spans)
    }


def _about(comparison: Comparison, change: Change, copy: Copy, original: Article) -> bool:
    """Whether any evidence touches a changed span, in either article."""
    spans = [(a, s) for span in change.focus for a, s in ((original.id, span), (copy.article.id, copy.at(span)))]
    return any(_touches(e, article, span) for e in comparison.evidence for article, span in spans)


def _follows(comparison: Comparison, extraction: Extraction, change: Change, copy: Copy) -> bool:
    """Whether a conflict follows from the change: it is of a changed clause, or of a date that leans on another."""
    if any(isinstance(e.value, DateValue) and _leans(e.value) for e in comparison.evidence):
        return True
    claims = [c for c in extraction.claims for a, b in change.focus if c.start < b and a < c.end]
    wider = replace(change, focus=(*change.focus, *((c.start, c.end) for c in claims)))
    return _about(comparison, wider, copy, extraction.article)


def _leans(value: DateValue) -> bool:
    return value.resolved_from is not None and value.resolved_from.by == "mention"


def _touches(evidence: Evidence, article: str, span: Span) -> bool:
    return evidence.article == article and evidence.start < span[1] and span[0] < evidence.end


def read(articles: Iterable[Article], own: OwnKnowledge = NOTHING) -> list[Extraction]:
    """The articles that have a language with tables and something to change, each extracted once."""
    return [e for a in articles if (e := extract(a, own)).language in LANGUAGES]
