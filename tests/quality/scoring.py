"""Compare a document with a group's gold.json: what was read, what met, and what should not have.

gold.json names facts; each has `kind`, `status` (agree, conflict, unique) and, by article number, entries with a
`quote` inside a `context`, both exact parts of the article. `not_facts` are pairs that must stay apart.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import sources
from reconcile.pipeline import reconcile
from schemas.article import Article
from schemas.reconciliation import Comparison, Reconciliation

STRICT = ("figure", "date", "place")
"""The kinds of which gold names every one."""
Where = tuple[str, int, int]
"""article id, start, end"""


@dataclass
class Score:
    """Counts over groups; the ratios are over everything counted."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def ratio(self, name: str) -> float:
        return self.counts[f"{name} hit"] / max(1, self.counts[f"{name} all"])

    def count(self, name: str, hit: bool, note: str) -> None:
        self.counts[f"{name} all"] += 1
        self.counts[f"{name} hit"] += hit
        if not hit:
            self.notes.append(f"{name} missed: {note}")


def score(folder: Path, total: Score) -> None:
    """Add the group in `folder` to `total`."""
    files = sorted((p for p in folder.iterdir() if p.stem.isdigit()), key=lambda p: int(p.stem))
    articles = sources.assign_ids([sources.read(p) for p in files])
    document = reconcile(articles)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    by_number = {p.stem: a for p, a in zip(files, articles, strict=True)}
    facts = [(f, _wheres(f["sources"], by_number)) for f in gold["facts"] if not f["fact"].startswith("publication ")]
    read = [
        (d.kind, (c.article, d.start, d.end)) for c in document.claims for d in c.details if d.kind in STRICT
    ]  # fmt: skip
    for fact, wheres in facts:
        name = f"{folder.name}: {fact['fact']}"
        if fact["kind"] in STRICT:
            for where in wheres:
                total.count("read", any(k == fact["kind"] and _meet(where, w) for k, w in read), name)
        if fact["status"] == "agree":
            total.count("agreement", _is_found(document, ("agreement",), wheres, across=True), name)
        elif fact["status"] == "conflict":
            total.count("conflict", _is_found(document, ("conflict", "update"), wheres, across=False), name)
    disputed = [wheres for fact, wheres in facts if fact["status"] == "conflict"]
    for comparison in _comparisons(document, ("conflict",)):
        evidence = _values(comparison)
        if not any(all(any(_meet(e, w) for w in wheres) for e in evidence) for wheres in disputed):
            total.counts["false conflicts"] += 1
            total.notes.append(f"{folder.name}: false conflict {[e.text for e in comparison.evidence]}")
    for pair in gold.get("not_facts", ()):
        sides = _wheres(pair["sources"], by_number)
        joined = any(
            all(any(_meet(side, e) for e in _values(c)) for side in sides)
            for c in _comparisons(document, ("agreement", "conflict"))
        )
        total.count("apart", not joined, f"{folder.name}: {pair['why']}")
    total.counts["groups"] += 1


def _wheres(by_article: dict[str, Any], by_number: dict[str, Article]) -> list[Where]:
    found = []
    for number, entries in by_article.items():
        article = by_number[number]
        for entry in entries if isinstance(entries, list) else [entries]:
            context = article.text.index(entry.get("context", entry["quote"]))
            start = article.text.index(entry["quote"], context)
            found.append((article.id, start, start + len(entry["quote"])))
    return found


def _meet(a: Where, b: Where) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def _comparisons(document: Reconciliation, verdicts: tuple[str, ...]) -> Iterator[Comparison]:
    return (c for entry in document.reconciled for c in entry.comparisons if c.verdict in verdicts)


def _values(comparison: Comparison) -> list[Where]:
    return [(e.article, e.start, e.end) for e in comparison.evidence if e.use == "value"]


def _is_found(document: Reconciliation, verdicts: tuple[str, ...], wheres: list[Where], *, across: bool) -> bool:
    """Do two of the places meet in one comparison; `across`: two places of different articles."""
    for comparison in _comparisons(document, verdicts):
        met = [w for w in wheres if any(_meet(w, e) for e in _values(comparison))]
        if any(a[0] != b[0] or not across for a, b in combinations(met, 2)):
            return True
    return False
