"""Writes reconcile/alignment/weights.toml: match weights in bits, estimated from annotated article groups.

    python -m scripts.estimate_weights [GROUP…]            writes the file
    python -m scripts.estimate_weights --check [GROUP…]    says whether the file is what would be written

The manual shows these bits: make samples prints it anew.

A group is a folder with articles and gold.json (tests/quality/groups, unless others are named). Its facts label every
pair of details of two articles: one fact, or two. For each feature and level

    m = P(level | one fact)     u = P(level | two facts)     bits = log2(m / u)

as Fellegi and Sunter (A Theory for Record Linkage, 1969) weigh agreement. Two populations are counted apart, since two
decisions are made: pairs whose values agree (do they answer one question?), and, for values that differ, all pairs by
what is asked alone. Levels seen in few pairs are shrunk towards no weight, a fact counts once for two articles however
often they repeat it, and the bits of ordered levels do not fall where likeness rises (pool adjacent violators).

Features tell partly the same: a word that both share is in the surroundings, in the wording, and may be the noun.
Adding up log2(m / u) would count it thrice. So each feature's bits are multiplied by a factor, fitted by logistic
regression over the pairs with a ridge that draws factors to `SHARE`; its intercept is the prior.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from pathlib import Path

import numpy as np

import sources
from reconcile.alignment import semantic
from reconcile.alignment.across import read_across
from reconcile.alignment.levels import ORDERED, levels
from reconcile.alignment.values import relate_details
from reconcile.claims.extract import extract
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.article import Article

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ROOT / "tests" / "quality" / "groups"
WEIGHTS = ROOT / "reconcile" / "alignment" / "weights.toml"
TABLES = {"figure": "figure", "date": "dates", "place": "place"}
PRIOR = 3.0
"""Pairs that a level is shrunk towards no weight by: one seen once or twice weighs little."""
SHARE, RIDGE = 0.6, 10.0
"""What factors are drawn to, and how strongly, in pairs."""
LEAST_SHARE = 0.2
"""No feature is left without a say."""
DATE = "2026-11-22"


@dataclass(frozen=True)
class Pair:
    """Two details of one kind in two articles: what their features reached, and whether they are of one fact."""

    kind: str
    agree: bool
    levels: Mapping[str, str]
    one_fact: bool
    weight: float


def labelled(folder: Path, gazetteer: Gazetteer) -> Iterator[Pair]:
    """The pairs of a group's annotated details whose values can be compared."""
    files = sorted((p for p in folder.iterdir() if p.stem.isdigit()), key=lambda p: int(p.stem))
    articles = sources.assign_ids([sources.read(str(p)) for p in files])
    extractions = [extract(a) for a in articles]
    everything = read_across([m for e in extractions for m in e.mentions], semantic.meanings(extractions))
    mentions = [m for m in everything if m.detail.kind in TABLES]
    facts = _facts(folder, {p.stem: a.id for p, a in zip(files, articles, strict=True)}, mentions, articles)
    repeated = Counter(
        (fact, a.article, b.article) for a, b in _across(mentions) for fact in facts.get(a, set()) & facts.get(b, set())
    )
    for a, b in _across(mentions):
        if a not in facts or b not in facts:
            continue
        relating = relate_details(a.detail, b.detail, gazetteer)
        if relating.standing == "incomparable":
            continue
        common = facts[a] & facts[b]
        weight = max((1 / repeated[fact, a.article, b.article] for fact in common), default=1.0)
        yield Pair(a.detail.kind, relating.standing == "same", dict(levels(a, b, relating)), bool(common), weight)


def _across(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    for i, a in enumerate(mentions):
        for b in mentions[i + 1 :]:
            if a.article != b.article and a.detail.kind == b.detail.kind:
                yield a, b


def _facts(
    folder: Path, by_number: Mapping[str, str], mentions: Iterable[Mention], articles: Iterable[Article]
) -> dict[Mention, set[int]]:
    """The facts, by number, that each annotated mention states."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {a.id: a.text for a in articles}
    spans: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for number, fact in enumerate(gold["facts"]):
        for source, entries in fact["sources"].items():
            article = by_number[source]
            for entry in entries if isinstance(entries, list) else [entries]:
                for start, end in _places(texts[article], entry["quote"], entry.get("context", entry["quote"])):
                    spans[article, fact["kind"]].append((start, end, number))
    found: dict[Mention, set[int]] = {}
    for mention in mentions:
        own = {n for s, e, n in spans[mention.article, mention.detail.kind] if s < mention.end and mention.start < e}
        if own:
            found[mention] = own
    return found


def _places(text: str, quote: str, context: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(re.escape(context), text):
        start = text.find(quote, match.start())
        if start >= 0:
            yield start, start + len(quote)


def estimate(pairs: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Bits by feature and level."""
    counts: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for pair in pairs:
        for feature in ORDERED:
            level = pair.levels.get(feature)
            if level is not None or feature in MARKS:
                counts[feature][not pair.one_fact][level or ABSENT] += pair.weight  # type: ignore[assignment]
    return {feature: _bits(feature, *both) for feature, both in sorted(counts.items())}


ABSENT = "-"
MARKS = frozenset({"value", "scope", "modality", "position", "language"})
"""Features whose absence counts too; of all others it says nothing."""


def _bits(feature: str, one: Counter[str], two: Counter[str]) -> dict[str, float]:
    ones, twos = sum(one.values()), sum(two.values())
    bits = {}
    for level in sorted({*one, *two} - {ABSENT}):
        m, u = (one[level] + 0.5) / (ones + 1), (two[level] + 0.5) / (twos + 1)
        seen = one[level] + two[level]
        bits[level] = log2(m / u) * seen / (seen + PRIOR)
    order = [level for level in ORDERED[feature] if level in bits]
    weights = [one[level] + two[level] for level in order]
    bits.update(zip(order, _falling([bits[level] for level in order], weights), strict=True))
    if order:  # a level that no pair reached is worth what its neighbour is, the less alike one first
        ordered = ORDERED[feature]
        for at, level in reversed(list(enumerate(ordered))):
            near = [*ordered[at + 1 :], *reversed(ordered[:at])]
            bits.setdefault(level, next(bits[other] for other in near if other in bits))
        order = list(ordered)
    return {level: bits[level] for level in (*order, *sorted(bits.keys() - set(order)))}


def _falling(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The closest values that do not rise: neighbours that do are pooled (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (a, wa, na), (b, wb, nb) = pools[-2:]
            pools[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return [value for value, _, count in pools for _ in range(count)]


def shared_out(pairs: Sequence[Pair], bits: dict[str, dict[str, float]]) -> tuple[float, dict[str, dict[str, float]]]:
    """The prior in bits, and the bits of each feature times its factor."""
    names = sorted(bits)
    told = np.array([[bits[name].get(pair.levels.get(name, ""), 0.0) for name in names] for pair in pairs])
    known = np.hstack([np.ones((len(pairs), 1)), told * log(2)])
    truth = np.array([float(pair.one_fact) for pair in pairs])
    weight = np.array([pair.weight for pair in pairs])
    goal = np.array([0.0, *(SHARE for _ in names)])
    ridge = np.diag([1e-6, *(RIDGE for _ in names)])
    found = goal.copy()
    for _ in range(50):
        odds = np.clip(known @ found, -30, 30)
        chance = 1 / (1 + np.exp(-odds))
        slope = known.T @ (weight * (chance - truth)) + ridge @ (found - goal)
        curve = (known.T * (weight * chance * (1 - chance) + 1e-9)) @ known + ridge
        step = np.linalg.solve(curve, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    factors = dict(zip(names, np.clip(found[1:], LEAST_SHARE, 1.0), strict=True))
    made = {
        name: {level: round(float(weight * factors[name]), 1) + 0.0 for level, weight in levels.items()}
        for name, levels in bits.items()
    }
    return round(float(found[0]) / log(2), 1) + 0.0, made


def held_out(gold: Path) -> bool:
    """Whether a group is marked as one that no weight may see."""
    return bool(json.loads(gold.read_text(encoding="utf-8")).get("held_out"))


def written(pairs: Sequence[Pair], groups: int) -> str:
    """The text of the weights file."""
    agreeing = [p for p in pairs if p.agree]
    lines = [HEAD.format(groups=groups, pairs=len(pairs), agreeing=len(agreeing)), f'date = "{DATE}"']
    agree, differ = {}, {}
    for kind, table in TABLES.items():
        same = [p for p in agreeing if p.kind == kind]
        agree[table] = shared_out(same, estimate(same))
        asked = [p for p in pairs if p.kind == kind]
        apart = [p for p in asked if not p.agree]
        bits = estimate(asked)
        bits["value"] = estimate(apart).get("value", {})
        differ[table] = shared_out(apart, bits)
    for name, tables in (("", agree), ("differing.", differ)):
        lines += ["", f"[{name}prior]", *(f"{table} = {prior}" for table, (prior, _) in tables.items())]
        for table, (_, bits) in tables.items():
            lines += _table(name + table, bits)
    return "\n".join(lines) + "\n"


def _table(name: str, bits: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    for feature in ORDERED:
        if bits.get(feature):
            yield f"\n[{name}.{feature}]"
            yield from (f"{level} = {weight}" for level, weight in bits[feature].items())


HEAD = """\
# Match weights in bits, log2(m/u): how much likelier a level is between two details that answer one question (m)
# than between two that do not (u). A level that does not stand here weighs nothing.
#
# Written by scripts/estimate_weights.py; change the groups or the script, not this file. docs/alignment.md explains
# the features and their levels.
# `figure`, `dates`, `place`: pairs whose values agree. `differing`: what is asked, for pairs whose values differ.
# Source: {pairs} labelled pairs, {agreeing} of them with values that agree, of the {groups} groups in
# tests/quality/groups, written for this project, counted 2026-11-22. Licence: that of the project."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="estimate the match weights")
    parser.add_argument("groups", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args(arguments)
    folders = given.groups or sorted(p.parent for p in GROUPS.glob("*/gold.json") if not held_out(p))
    gazetteer = Gazetteer.load()
    pairs = [pair for folder in folders for pair in labelled(folder, gazetteer)]
    text = written(pairs, len(folders))
    if given.check:
        return int(text != WEIGHTS.read_text(encoding="utf-8"))
    WEIGHTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
