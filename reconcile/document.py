"""The document: what was found, in the form that is given out.

Entries gather claims and comparisons, the best evidence that two claims say the same is shown once, and everything
stands in the order of (article id, start).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from reconcile.alignment import semantic, weights
from reconcile.alignment.cluster import Link
from reconcile.alignment.disputes import Question
from reconcile.alignment.entries import Entry, entries
from reconcile.claims.extract import Extraction
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.report.messages import render
from reconcile.settings import Settings
from reconcile.verdicts.ids import digest_id
from schemas.claim import Claim
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import (
    VERDICTS,
    Because,
    Comparison,
    Engine,
    Explanation,
    KnowledgeVersion,
    NotCompared,
    Reason,
    ReconciledEntry,
)


class Entries:
    """The entries of a document, each written once and kept for the next document as long as nothing in it changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], tuple[ReconciledEntry, list[Link]]] = {}
        self._rows: dict[Link, tuple[Because, ...]] = {}

    def write(
        self, claims: Sequence[Claim], asked: Sequence[Question], comparisons: Sequence[Comparison]
    ) -> list[ReconciledEntry]:
        """The entries, each with its comparisons; `comparisons` are those of the questions `asked`."""
        kept: dict[tuple[object, ...], tuple[ReconciledEntry, list[Link]]] = {}
        rows: dict[Link, tuple[Because, ...]] = {}
        found = []
        for entry in entries(claims, asked):
            # A kept entry holds its comparisons, so that their ids are their own.
            mark = (entry.claims, entry.also_in, entry.links, tuple([id(comparisons[i]) for i in entry.questions]))
            known = self._kept.get(mark)
            best = _best_links(entry) if known is None else known[1]
            rows |= {link: self._rows.get(link) or _because(link) for link in best}
            if known is None:
                known = _entry(entry, comparisons, [rows[link] for link in best]), best
            kept[mark] = known
            found.append(known[0])
        self._kept, self._rows = kept, rows
        return found


def _because(link: Link) -> tuple[Because, ...]:
    between = (link.first.claim, link.second.claim)
    return tuple(
        [
            Because.unchecked(between=between, feature=s.feature, level=s.level, bits=round(s.bits, 3))
            for s in link.score.steps
        ]
    )


def _entry(entry: Entry, comparisons: Sequence[Comparison], because: Sequence[tuple[Because, ...]]) -> ReconciledEntry:
    shown = sorted((comparisons[i] for i in entry.questions), key=_place_of)
    verdicts = {c.verdict for c in shown}
    verdict = next((v for v in VERDICTS if v in verdicts), "unique")
    aligned = verdict != "unique"
    best = max((k.score.total for k in entry.links), default=0.0)
    return ReconciledEntry.unchecked(
        id=digest_id("r", entry.claims),
        verdict=verdict,
        claims=entry.claims,
        also_in=entry.also_in,
        score=round(best, 3) if aligned else None,
        because=tuple([row for rows in because for row in rows]) if aligned else (),
        comparisons=tuple(shown),
    )


def _best_links(entry: Entry) -> list[Link]:
    """The best links that hold the claims of the entry together: of three claims two links, and no third."""
    part: dict[str, list[str]] = {}
    best = []
    for link in sorted(entry.links, key=lambda k: (-k.score.total, k.first.key, k.second.key)):
        one, two = (part.setdefault(m.claim, [m.claim]) for m in (link.first, link.second))
        if one is not two:
            one.extend(two)
            part.update((claim, one) for claim in two)
            best.append(link)
    return sorted(best, key=lambda k: (k.first.claim, k.second.claim))


def _place_of(comparison: Comparison) -> tuple[str, int, int, str]:
    first = comparison.evidence[0]
    return first.article, first.start, first.end, comparison.id


def explain(reason: Reason) -> Explanation:
    """A reason in the words that readers get."""
    return render(reason.code, reason.params)


def left_out(extractions: Sequence[Extraction], settings: Settings) -> list[NotCompared]:
    """What of the articles could not be compared, and why."""
    found = []
    for extraction in extractions:
        article = extraction.article
        what = article.outlet or article.title or article.id
        if extraction.language is None:
            params = {"what": what, "language": article.language or "?"}
            found.append(_not_compared(what, "language_without_pack", params))
        elif not extraction.claims:
            found.append(_not_compared(what, "furniture_only", {"what": what}))
    languages = Counter(e.language for e in extractions if e.language)
    if len(languages) > 1 and not (settings.semantic and semantic.available()):
        what = " · ".join(sorted(languages))
        found.append(_not_compared(what, "cross_language_without_semantic", {"what": what}))
    return found


def unreadable(what: str, detail: str) -> NotCompared:
    """An input that did not become an article: what its user calls it, and what is wrong with it."""
    return _not_compared(what, "unreadable_input", {"what": what, "detail": detail})


def _not_compared(what: str, reason: str, params: dict[str, str]) -> NotCompared:
    return NotCompared(what=what, reason=reason, explanation=render(f"not_compared.{reason}", params))


def engine(settings: Settings, own: OwnKnowledge, extractions: Sequence[Extraction]) -> Engine:
    """With what the document was made, so that it can be made again."""
    gazetteer = Gazetteer.load()
    knowledge = {
        "places": KnowledgeVersion(digest=gazetteer.digest(), date=gazetteer.date()),
        "units": KnowledgeVersion(digest=units.digest(), date=weights.weights().date),
        "weights": KnowledgeVersion(digest=weights.digest(), date=weights.weights().date),
    }
    if own != NOTHING:
        knowledge["own"] = KnowledgeVersion(digest=own.digest, date=own.date or "")
    across = len({e.language for e in extractions if e.language}) > 1
    extras = (semantic.EXTRA,) if across and settings.semantic and semantic.available() else ()
    if extras:
        knowledge[semantic.EXTRA] = KnowledgeVersion(digest=semantic.release(), date="")
    return Engine(
        version=_release(),
        settings=settings.to_json_dict(),
        extras=extras,
        knowledge=knowledge,
    )


@cache
def _release() -> str:
    try:
        return version("reconcile")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
