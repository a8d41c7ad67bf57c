"""Figures that other figures imply, with the arithmetic shown.

    약 10배 in one article, 2만7000㎡ and 27만㎡ in a sentence of another    →  27만 / 2만7000 = 10
    26 casualties in one, 3 dead and 23 injured in a sentence of another      →  3 + 23 = 26

Coincidence is guarded against: the operands stand in one sentence of one article, share a word of content with the
figure or lie beside it, and the result has to be more than a small integer: of 3, 4 and 7 something always adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reconcile.alignment.decimal import exact, plain
from reconcile.alignment.disputes import Question
from reconcile.alignment.related import Related
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from reconcile.verdicts.evidence import evidence
from reconcile.verdicts.judge import Judge
from schemas.reconciliation import Basis, Comparison, Derivation, Reason
from schemas.values import FigureValue

LEAST_SUM = 20
"""Sums below this are met by chance too often to tell anything."""
_LARGE_TOTAL = 100
_TARGETS = 4
"""Mentions of one value that are tried; further ones repeat them."""
_PER_TOTAL = 12
"""Sums of one total that are kept; more come only from a text that repeats itself."""
_NEIGHBOURS = 5
"""How many figures further on the other operand of a ratio may stand."""
_LEAST_RATIO = Fraction(3, 2)
_NO_RATIO = frozenset({None, "x", "%", "pp", "rank", "a"})
_ANY_COUNT = "any count"
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
    implied = {e.article.id: _Implied(e.mentions) for e in extractions if e.language is not None}
    made = []
    for question, comparison in zip(asked, comparisons, strict=True):
        found = None
        if question.kind == "figure" and comparison.verdict in ("unique", "agreement"):
            found = _first(question, implied, related)
        made.append(comparison if found is None else _derived(question, comparison, found, judge))
    return made


def _first(question: Question, implied: Mapping[str, _Implied], related: Related) -> _Found | None:
    own = question.sides[0]
    keys = {m.key for m in own.mentions}
    for target in own.mentions[:_TARGETS]:
        for article in sorted(implied):
            if article != target.article and related(article, target.article):
                found = implied[article].explains(target)
                if found is not None and keys.isdisjoint(m.key for m in found.operands):
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


class _Implied:
    """The sums and the pairs of neighbouring figures of one article, looked up by what they would explain."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._sums: dict[tuple[str | None, Fraction], list[tuple[Mention, ...]]] = {}
        self._pairs: list[tuple[Mention, Mention]] = []
        for run in _runs(mentions):
            by_unit: dict[str | None, list[Mention]] = {}
            for mention in run:
                unit = _figure(mention).unit
                by_unit.setdefault(unit, []).append(mention)
                if units.is_counted(unit):
                    by_unit.setdefault(_ANY_COUNT, []).append(mention)
            for unit, line in by_unit.items():
                self._add_sums(unit, line)
            self._pairs += [
                (p, q)
                for i, p in enumerate(run)
                for q in run[i + 1 : i + 1 + _NEIGHBOURS]
                if _figure(p).unit == _figure(q).unit and _figure(p).unit not in _NO_RATIO and _same_measure(p, q)
            ]

    def _add_sums(self, unit: str | None, line: Sequence[Mention]) -> None:
        for size in range(2, _MOST_TERMS + 1):
            for at in range(len(line) - size + 1):
                terms = tuple(line[at : at + size])
                total = sum((_amount(m) for m in terms), Fraction(0))
                if total >= LEAST_SUM and all(_amount(m) for m in terms):
                    found = self._sums.setdefault((unit, total), [])
                    if len(found) < _PER_TOTAL:
                        found.append(terms)

    def explains(self, target: Mention) -> _Found | None:
        """The arithmetic that yields the target's value from figures about the same thing, or None."""
        value = _figure(target)
        if value.amount is None or value.ordinal:
            return None
        if value.unit == "%" and value.change:
            return self._growth(target, value)
        if value.change:
            return None
        if value.unit == "x":
            return self._ratio(target, value)
        return self._sum(target, value)

    def _sum(self, target: Mention, value: FigureValue) -> _Found | None:
        wanted = _amount(target)
        if value.bound or value.low is not None or units.dimension(value.unit) not in ("count", "currency"):
            return None
        candidates = self._sums.get((value.unit, wanted), [])
        if units.is_counted(value.unit) and wanted >= _LARGE_TOTAL:
            candidates = [*candidates, *self._sums.get((_ANY_COUNT, wanted), [])]
        for terms in candidates:
            if _about_one_thing(target, terms):
                formula = f"{' + '.join(m.detail.text for m in terms)} = {plain(wanted, 15)}"
                return _Found("sum", terms, wanted, Fraction(0), formula)
        return None

    def _ratio(self, target: Mention, value: FigureValue) -> _Found | None:
        wanted = _amount(target)
        if wanted < _LEAST_RATIO:
            return None
        for p, q in self._pairs:
            if not _amount(p) or not _amount(q):
                continue
            large, small = (p, q) if _amount(p) > _amount(q) else (q, p)
            result = _amount(large) / _amount(small)
            if abs(result / wanted - 1) <= _RATIO_TOLERANCE and _about_one_thing(target, (p, q)):
                formula = f"{large.detail.text} ÷ {small.detail.text} = {plain(result, 4)}"
                return _Found("ratio", (p, q), result, result - wanted, formula)
        return None

    def _growth(self, target: Mention, value: FigureValue) -> _Found | None:
        """A stated change in per cent, from two amounts of one measure."""
        wanted = _amount(target)
        half_step = Fraction(1, 20) if "." in (value.amount or "") else Fraction(1, 2)
        for p, q in self._pairs:
            if min(_amount(p), _amount(q)) < LEAST_SUM:
                continue
            for before, after in ((p, q), (q, p)):
                if (_amount(after) > _amount(before)) != (value.change == "increase"):
                    continue
                result = abs(_amount(after) - _amount(before)) / _amount(before) * 100
                if abs(result - wanted) <= half_step and _about_one_thing(target, (p, q)):
                    old, new = before.detail.text, after.detail.text
                    return _Found(
                        "growth", (p, q), result, result - wanted, f"({new} − {old}) ÷ {old} = {plain(result, 4)}%"
                    )
        return None


def _figure(mention: Mention) -> FigureValue:
    assert isinstance(mention.detail.value, FigureValue)
    return mention.detail.value


def _amount(mention: Mention) -> Fraction:
    return exact(_figure(mention).amount or "0")


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
