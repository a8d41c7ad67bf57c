"""Figures that other figures imply, with the arithmetic shown.

    약 10배 in one article, 2만7000㎡ and 27만㎡ in a sentence of another    →  27만 / 2만7000 = 10
    26 casualties in one, 3 dead and 23 injured in a sentence of another      →  3 + 23 = 26

Coincidence is guarded against: the operands stand in one sentence of one article, share a word of content with the
figure or lie beside it, and the result has to be more than a small integer: of 3, 4 and 7 something always adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from reconcile.alignment.decimal import exact, plain
from reconcile.alignment.disputes import Question
from reconcile.alignment.related import Related
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.verdicts.judge import Judge, evidence
from schemas.reconciliation import Basis, Comparison, Derivation, Reason
from schemas.values import FigureValue

LEAST_SUM = 20
"""Sums below this are met by chance too often to tell anything."""
_LARGE_TOTAL = 100
_TARGETS = 4
"""Mentions of one value that are tried; further ones repeat them."""
_RUNS = 400
"""Runs of figures of one article that operands are looked for in; more make a table, not a text."""
_RATIO_TOLERANCE = Fraction(1, 20)
_MOST_TERMS = 4
_NEAR = 90
"""Characters between two operands at most."""


@dataclass(frozen=True, slots=True)
class _Found:
    operator: Literal["sum", "ratio", "growth"]
    operands: tuple[Mention, ...]
    result: Fraction
    residual: Fraction
    formula: str


def derive(
    asked: Sequence[Question],
    comparisons: Sequence[Comparison],
    extractions: Sequence[Extraction],
    related: Related,
    judge: Judge,
) -> list[Comparison]:
    """The comparisons, with figures that another article's figures imply: a unique one becomes a derived agreement,
    an agreement gains the arithmetic.
    """
    runs = {e.article.id: list(_runs(e.mentions)) for e in extractions if e.language is not None}
    made = []
    for question, comparison in zip(asked, comparisons, strict=True):
        found = None
        if question.kind == "figure" and comparison.verdict in ("unique", "agreement"):
            found = _first(question, runs, related)
        made.append(comparison if found is None else _derived(question, comparison, found, judge))
    return made


def _first(question: Question, runs: dict[str, list[list[Mention]]], related: Related) -> _Found | None:
    own = question.sides[0]
    for target in own.mentions[:_TARGETS]:
        for article in sorted(runs):
            if article == target.article or not related(article, target.article):
                continue
            for run in runs[article][:_RUNS]:
                found = _explains(target, run)
                if found is not None and not {m.key for m in found.operands} & {m.key for m in own.mentions}:
                    return found
    return None


def _derived(question: Question, comparison: Comparison, found: _Found, judge: Judge) -> Comparison:
    more = [evidence(m, "operand") for m in found.operands]
    target = question.sides[0].mentions[0]
    relation, reason = comparison.relation, comparison.reason
    if comparison.verdict == "unique":
        operands = tuple(m.detail.text for m in found.operands)
        params = {"a": target.detail.text, "b": operands, "formula": found.formula}
        relation, reason = "derived", Reason(code="agreement.derived", params=params)
    basis = Basis(kind="arithmetic", statement=found.formula, source=judge.outlet(found.operands[0].article))
    made = judge.make(question, "agreement", relation, reason, more=more, basis=[basis])
    at = {(e.article, e.start, e.end): i for i, e in enumerate(made.evidence) if e.use == "operand"}
    derivation = Derivation(
        operator=found.operator,
        operands=tuple(at[m.article, m.start, m.end] for m in found.operands),
        result=plain(found.result, 6),
        residual=plain(found.residual, 6),
    )
    sources = judge.independent([*(m.article for m in question.mentions), *(m.article for m in found.operands)])
    return made.model_copy(update={"derivation": derivation, "independent_sources": sources})


def _runs(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Figures of one article that stand close together, unhedged ones only."""
    run: list[Mention] = []
    for mention in mentions:
        value = mention.detail.value
        if not isinstance(value, FigureValue) or value.amount is None or value.bound or value.ordinal:
            continue
        if run and mention.start - run[-1].end > _NEAR:
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _explains(target: Mention, run: Sequence[Mention]) -> _Found | None:
    value = target.detail.value
    assert isinstance(value, FigureValue)
    if value.amount is None or value.ordinal:
        return None
    if value.unit == "%" and value.change:
        return _growth(target, value, run)
    if value.change:
        return None
    if value.unit == "x":
        return _ratio(target, value, run)
    if units.dimension(value.unit) == "count" or units.dimension(value.unit) == "currency":
        return _sum(target, value, run)
    return None


def _ratio(target: Mention, value: FigureValue, run: Sequence[Mention]) -> _Found | None:
    wanted = exact(value.amount or "0")
    if wanted < Fraction(3, 2):
        return None
    for p, q in combinations(run, 2):
        a, b = p.detail.value, q.detail.value
        assert isinstance(a, FigureValue) and isinstance(b, FigureValue)
        if a.unit != b.unit or a.unit in (None, "x", "%", "rank") or not _same_measure(p, q):
            continue
        first, second = exact(a.amount or "0"), exact(b.amount or "0")
        if not first or not second:
            continue
        large, small = (p, q) if first > second else (q, p)
        result = max(first, second) / min(first, second)
        close = abs(result / wanted - 1) <= _RATIO_TOLERANCE
        if close and _about_one_thing(target, (p, q)):
            formula = f"{large.detail.text} ÷ {small.detail.text} = {plain(result, 4)}"
            return _Found("ratio", (p, q), result, result - wanted, formula)
    return None


def _growth(target: Mention, value: FigureValue, run: Sequence[Mention]) -> _Found | None:
    """A stated change in per cent, from two amounts of one measure."""
    wanted = exact(value.amount or "0")
    step = Fraction(1, 2) if "." not in (value.amount or "") else Fraction(1, 20)
    for p, q in combinations(run, 2):
        a, b = p.detail.value, q.detail.value
        assert isinstance(a, FigureValue) and isinstance(b, FigureValue)
        if a.unit != b.unit or a.unit in (None, "x", "%", "pp", "rank", "a") or not _same_measure(p, q):
            continue
        first, second = exact(a.amount or "0"), exact(b.amount or "0")
        if not first or not second or min(first, second) < LEAST_SUM:
            continue
        for old, new, before, after in ((first, second, p, q), (second, first, q, p)):
            if (new > old) != (value.change == "increase"):
                continue
            result = abs(new - old) / old * 100
            if abs(result - wanted) <= step and _about_one_thing(target, (p, q)):
                formula = f"({after.detail.text} − {before.detail.text}) ÷ {before.detail.text} = {plain(result, 4)}%"
                return _Found("growth", (p, q), result, result - wanted, formula)
    return None


def _sum(target: Mention, value: FigureValue, run: Sequence[Mention]) -> _Found | None:
    wanted = exact(value.amount or "0")
    if wanted < LEAST_SUM or value.bound or value.low is not None:
        return None
    kind = units.dimension(value.unit)
    same = [m for m in run if _addable(m.detail.value, value, kind)]
    for size in range(2, min(_MOST_TERMS, len(same)) + 1):
        for at in range(len(same) - size + 1):
            terms = same[at : at + size]
            amounts = [exact(m.detail.value.amount or "0") for m in terms]  # type: ignore[union-attr]
            if sum(amounts) == wanted and all(amounts) and _about_one_thing(target, terms):
                formula = f"{' + '.join(m.detail.text for m in terms)} = {plain(wanted, 15)}"
                return _Found("sum", tuple(terms), wanted, Fraction(0), formula)
    return None


def _addable(term: object, total: FigureValue, kind: str | None) -> bool:
    """Whether a figure may be a term of a total: of its unit, or, in a total of three digits, of another count."""
    if not isinstance(term, FigureValue):
        return False
    large = abs(exact(total.amount or "0")) >= _LARGE_TOTAL
    return term.unit == total.unit or (kind == "count" and large and units.dimension(term.unit) == "count")


def _same_measure(p: Mention, q: Mention) -> bool:
    return not p.measure or not q.measure or bool(set(p.measure) & set(q.measure))


_KIN = {"=casualties": frozenset({"=dead", "=injured", "=missing"})}
"""A total and what it is the total of."""


def _about_one_thing(target: Mention, operands: Sequence[Mention]) -> bool:
    """Whether the target's surroundings and the operands' share something of content that stands near both."""
    near = {s for s, w in target.context if w >= 0.6}
    near |= {kin for s in near for kin in _KIN.get(s, ())}
    common = [near & {s for s, w in m.context if w >= 0.6} for m in operands]
    return all(common)
