"""Compare a document with a group's gold.json: what was read, what met, and what should not have.

gold.json names facts. Each has `kind`, `status` (agree, conflict, unique) and, by article number, entries with a
`quote` inside a `context`, both parts of the article, and a `value`. `not_facts` are pairs that look alike and must
stay apart, `ignored` are spans that count neither way, and a fact of strength "soft" is one on which careful
readers divide.

    gold      f7 "households without power", figure, agree    1: "8,200가구"    2: "8천여 가구"
    document  a comparison, agreement, evidence in 1 and 2 that overlaps both
    counted   agree_r 1 of 1 (the fact was found), agree_p 1 of 1 (the comparison is right)

Gold facts are counted for recall, comparisons of the document for precision; both by shares, so that a fact of
three articles of which two met counts a third.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import sources
from reconcile.pipeline import reconcile
from schemas.article import Article
from schemas.reconciliation import Comparison, Reconciliation

STRICT = ("figure", "date", "place")
"""The kinds of which gold names every one; "all" is these three."""
KINDS = (*STRICT, "person", "organisation", "quote")
MEASURES = (
    "extract_r", "extract_p", "agree_r", "agree_p", "conflict_r", "conflict_p", "update_p", "unique_r", "apart",
)  # fmt: skip
_HEDGE = re.compile(r"^(about|~|>=?|<|more than)\s*|\([^)]*\)")

Where = tuple[str, int, int]
"""article id, start, end"""


@dataclass
class Tally:
    """What was counted, by (measure, kind): how many, and how many of them right."""

    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    missed: list[str] = field(default_factory=list)

    def count(self, measure: str, kind: str, share: float, note: str) -> None:
        self.counted[measure, kind] += 1
        self.right[measure, kind] += share
        if share < 1:
            self.missed.append(f"{measure} {kind}: {note}")

    def add(self, other: Tally) -> None:
        self.counted.update(other.counted)
        for key, share in other.right.items():
            self.right[key] += share
        self.missed += other.missed

    def of(self, measure: str, kinds: Iterable[str]) -> tuple[float, int]:
        """How many are right, and of how many."""
        keys = [(measure, kind) for kind in kinds]
        return sum(self.right.get(k, 0.0) for k in keys), sum(self.counted[k] for k in keys)


@dataclass(frozen=True)
class Fact:
    """A fact of gold, with its places in the articles and the value each gives."""

    name: str
    kind: str
    status: str
    update: bool
    soft: bool
    stated: Mapping[str, tuple[tuple[Where, str | None], ...]]

    def is_at(self, where: Where) -> bool:
        return any(_meet(where, w) for w, _ in self.stated.get(where[0], ()))

    def values(self, where: Where) -> set[str | None]:
        return {value for w, value in self.stated.get(where[0], ()) if _meet(where, w)}

    def takes(self, kind: str) -> bool:
        """An event may be met by a detail of any kind."""
        return self.kind in (kind, "event")


@dataclass(frozen=True)
class Group:
    """An annotated group: its articles in the order of the files, and gold over them."""

    name: str
    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]
    apart: tuple[tuple[str, tuple[tuple[Where, ...], ...]], ...]
    named: frozenset[Where]


def load(folder: Path) -> Group:
    """The group in `folder`. What gold quotes and the parsed text lost has no place, and counts as missed."""
    files = sorted((p for p in folder.iterdir() if p.stem.isdigit()), key=lambda p: int(p.stem))
    articles = sources.assign_ids([sources.read(p) for p in files])
    numbered = {p.stem: a for p, a in zip(files, articles, strict=True)}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    facts = [_fact(f, numbered) for f in gold["facts"]]
    pairs = [
        (p["why"], tuple(tuple(_places(numbered[n], e)) for n, e in p["sources"].items()))
        for p in gold.get("not_facts", ())
    ]
    named = {w for f in facts for stated in f.stated.values() for w, _ in stated}
    named |= {w for _, sides in pairs for side in sides for w in side}
    named |= {w for n, entries in gold.get("ignored", {}).items() for e in entries for w in _places(numbered[n], e)}
    claimed = tuple(f for f in facts if not f.name.startswith("publication date"))
    return Group(folder.name, tuple(articles), claimed, tuple(pairs), frozenset(named))


def score(folder: Path) -> Tally:
    """Reconcile the group in `folder` and count."""
    group = load(folder)
    return tally(group, reconcile(group.articles))


def tally(group: Group, document: Reconciliation) -> Tally:
    """Count what `document` found of `group`, and what it found beside it."""
    total = Tally()
    comparisons = [c for entry in document.reconciled for c in entry.comparisons]
    _count_extraction(group, document, comparisons, total)
    for fact in group.facts:
        if fact.soft:
            continue
        if fact.status == "unique":
            _count_unique(group, fact, comparisons, total)
        else:
            _count_found(group, fact, comparisons, total)
    for comparison in comparisons:
        if comparison.verdict == "agreement" and comparison.kind in STRICT:
            _count_agreement(group, comparison, total)
        elif comparison.verdict in ("conflict", "update"):
            _count_conflict(group, comparison, total)
    for why, sides in group.apart:
        joined = any(_holds(c, sides) for c in comparisons if c.verdict in ("agreement", "conflict"))
        total.count("apart", "pair", float(not joined), f"{group.name}: {why}")
    return total


def measures(total: Tally, kinds: tuple[str, ...] = STRICT) -> dict[str, float | None]:
    """Each measure over `kinds`, and the F1 of agreements and of conflicts; None where there was nothing to count."""
    found: dict[str, float | None] = {}
    for measure in MEASURES:
        right, counted = total.of(measure, ("pair",) if measure == "apart" else kinds)
        found[measure] = right / counted if counted else None
    found["agree_f1"] = _f1(found["agree_p"], found["agree_r"])
    found["conflict_f1"] = _f1(found["conflict_p"], found["conflict_r"])
    return found


def false_conflicts(total: Tally, kinds: tuple[str, ...] = STRICT) -> int:
    right, counted = total.of("conflict_p", kinds)
    return counted - int(right)


def _fact(raw: dict[str, Any], numbered: Mapping[str, Article]) -> Fact:
    stated: dict[str, tuple[tuple[Where, str | None], ...]] = {}
    for number, entries in raw["sources"].items():
        article = numbered[number]
        entries = entries if isinstance(entries, list) else [entries]
        stated[article.id] = tuple((w, _plain(e.get("value"))) for e in entries for w in _places(article, e))
    update, soft = raw.get("trap") == "update", raw.get("strength") == "soft"
    return Fact(raw["fact"], raw["kind"], raw["status"], update, soft, stated)


def _plain(value: str | None) -> str | None:
    """A gold value without hedge and gloss, to tell which sources of a conflict side together."""
    return None if value is None else _HEDGE.sub("", value).strip()


def _places(article: Article, entry: Mapping[str, str]) -> list[Where]:
    """The quote of `entry` in each place where its context stands, white space ignored.

    A context that is markup, as of a page's title, is in no text: the quote counts where it first stands.
    """
    kept = [(c, i) for i, c in enumerate(article.text) if not c.isspace()]
    flat = "".join(c for c, _ in kept)
    quote, context = ("".join(entry.get(k, entry["quote"]).split()) for k in ("quote", "context"))
    if context not in flat:
        context = flat
    found = []
    at = flat.find(context)
    while at >= 0:
        start = flat.find(quote, at, at + len(context))
        if start >= 0:
            found.append((article.id, kept[start][1], kept[start + len(quote) - 1][1] + 1))
        at = flat.find(context, at + len(context))
    return found


def _count_extraction(group: Group, document: Reconciliation, comparisons: list[Comparison], total: Tally) -> None:
    read = [(d.kind, (c.article, d.start, d.end)) for c in document.claims for d in c.details]
    for kind, where in read:
        if kind in STRICT:
            named = any(_meet(where, w) for w in group.named)
            total.count("extract_p", kind, float(named), f"{group.name}: {_text(group, where)}")
    seen = [*read, *((c.kind, w) for c in comparisons for w in _values(c))]
    for fact in group.facts:
        for article in fact.stated if fact.kind in KINDS else ():
            hit = any(kind == fact.kind and w[0] == article and fact.is_at(w) for kind, w in seen)
            total.count("extract_r", fact.kind, float(hit), f"{group.name}: {fact.name} in {article}")


def _count_found(group: Group, fact: Fact, comparisons: list[Comparison], total: Tally) -> None:
    """A fact that agrees counts by its pairs of articles; one in conflict is found once two of its values meet."""
    agrees = fact.status == "agree"
    verdicts = ("agreement",) if agrees else ("conflict", "update") if fact.update else ("conflict",)
    met = [
        ([w for w in _values(c) if fact.is_at(w)], {w[0] for w in _values(c)})
        for c in comparisons
        if c.verdict in verdicts and fact.takes(c.kind)
    ]

    def is_found(a: str, b: str) -> bool:
        for at, articles in met:
            within = [w for w in at if w[0] in (a, b)]
            if a == b:
                found = bool(within) and articles == {a}
            elif agrees:
                found = {w[0] for w in within} == {a, b}
            else:
                found = len({v for w in within for v in fact.values(w)}) > 1
            if found:
                return True
        return False

    pairs = list(combinations(fact.stated, 2)) or [(a, a) for a in fact.stated]
    share = sum(is_found(a, b) for a, b in pairs) / len(pairs)
    if agrees:
        total.count("agree_r", fact.kind, share, f"{group.name}: {fact.name}")
    else:
        total.count("conflict_r", fact.kind, float(share > 0), f"{group.name}: {fact.name}")


def _count_unique(group: Group, fact: Fact, comparisons: list[Comparison], total: Tally) -> None:
    for article in fact.stated:
        verdicts = {
            c.verdict
            for c in comparisons
            if c.kind == fact.kind and any(w[0] == article and fact.is_at(w) for w in _values(c))
        }
        later = any(w[0] == article and fact.is_at(w) for _, sides in group.apart for side in sides for w in side)
        hit = "unique" in verdicts or later and "update" in verdicts
        total.count("unique_r", fact.kind, float(hit), f"{group.name}: {fact.name} {sorted(verdicts)}")


def _count_agreement(group: Group, comparison: Comparison, total: Tally) -> None:
    """An agreement counts one, by the share of its pairs of articles that are right; strangers to gold are left out."""
    right: dict[tuple[str, str], bool] = {}
    for a, b in combinations(_values(comparison), 2):
        both = _facts_at(group, a, comparison.kind), _facts_at(group, b, comparison.kind)
        shared = [f for f in both[0] if f in both[1]]
        if a[0] == b[0] or not all(both) or any(f.soft for f in shared):
            continue
        good = any(f.status == "agree" or f.values(a) & f.values(b) for f in shared)
        if good or comparison.relation != "derived":  # operands are not said to be equal
            right[a[0], b[0]] = right.get((a[0], b[0]), True) and good
    if right:
        texts = [_text(group, w) for w in _values(comparison)]
        total.count("agree_p", comparison.kind, sum(right.values()) / len(right), f"{group.name}: {texts}")


def _count_conflict(group: Group, comparison: Comparison, total: Tally) -> None:
    """A conflict is right when all its evidence that gold knows belongs to one fact in conflict."""
    evidence = list(_values(comparison))
    known = [facts for w in evidence if (facts := _facts_at(group, w, comparison.kind))]
    shared = [f for f in known[0] if all(f in facts for facts in known)] if known else []
    if len(known) < 2 and len({w[0] for w in evidence}) > 1:
        shared = []  # one side that gold knows, against strangers
    if any(f.soft for f in shared):
        return
    hit = any(f.status == "conflict" for f in shared)
    if comparison.verdict == "update":
        hit = hit or any(_holds(comparison, sides) for _, sides in group.apart)
    texts = [_text(group, w) for w in evidence]
    total.count(f"{comparison.verdict}_p", comparison.kind, float(hit), f"{group.name}: {texts}")


def _facts_at(group: Group, where: Where, kind: str) -> list[Fact]:
    return [f for f in group.facts if f.takes(kind) and f.is_at(where)]


def _values(comparison: Comparison) -> Iterator[Where]:
    return ((e.article, e.start, e.end) for e in comparison.evidence if e.use == "value")


def _holds(comparison: Comparison, sides: Iterable[Iterable[Where]]) -> bool:
    """Does the comparison meet every side."""
    evidence = list(_values(comparison))
    return all(any(_meet(w, e) for w in side for e in evidence) for side in sides)


def _meet(a: Where, b: Where) -> bool:
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def _text(group: Group, where: Where) -> str:
    return next(a.text[where[1] : where[2]] for a in group.articles if a.id == where[0])


def _f1(p: float | None, r: float | None) -> float | None:
    if p is None and r is None:
        return None
    return 2 * p * r / (p + r) if p and r else 0.0
