"""Figures that other figures imply, with the arithmetic shown.

    약 10배 in one article, 2만7000㎡ and 27만㎡ in a sentence of another    →  27만㎡ ÷ 2만7000㎡ = 10
    26 casualties in one, 3 dead and 23 injured in a sentence of another      →  3 + 23 = 26
    one home in five here, 241 of 1,204 homes there                           →  241 ÷ 1,204 = 20.02%

Coincidence is guarded against twice. The figures computed with have to be *about the same thing* as the figure that
they yield, each of them; and the fit has to be *unlikely by chance*, in bits (`arithmetic`), given how many results
of figures about that thing were tried. What is said of one noun, or in much the same words, needs fewer bits than
what only shares some words. Of 3, 4 and 7 something always adds up: small integers alone never imply anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import Literal

from reconcile.alignment.cluster import Group
from reconcile.alignment.decimal import exact, plain
from reconcile.alignment.disputes import Question
from reconcile.alignment.levels import similarity
from reconcile.alignment.related import Related
from reconcile.claims.mention import Mention
from reconcile.verdicts.arithmetic import (
    ANY_COUNT,
    KIN,
    Derived,
    Implied,
    Key,
    Ledger,
    amount,
    bits,
    figure,
)
from reconcile.verdicts.evidence import evidence
from reconcile.verdicts.fitting import multiple, wanted
from reconcile.verdicts.joint import jointly
from reconcile.verdicts.judge import Judge
from schemas.reconciliation import Basis, Comparison, Derivation, Reason, Relation, Verdict

_TARGETS = 4
"""Mentions of one value that are tried; further ones repeat them."""
_STRANGE, _FAINTLY, _AKIN, _CLOSELY = range(4)
_ALIKE = (0.05, 0.10, 0.30)
"""Cosine of the surroundings from which two figures are faintly, somewhat and closely about the same thing."""
_BITS = (inf, 8.0, 5.0, 4.0)
"""Bits that a fit needs by how closely all its figures are about what they yield. Faintly is enough for sizes and
their numbers only, which fit as a whole sentence or not at all.
"""
_BITS_LEFT = 5.0
"""Bits that a remainder needs; its figures have to be close."""
_NEAR = 0.6
"""Weight of closeness from which a word stands beside a figure."""

Operator = Literal["sum", "difference", "ratio", "growth", "product"]
_SIGNS = {"sum": " + ", "difference": " − ", "quotient": " ÷ "}
_OPERATORS: Mapping[str, Operator] = {
    "sum": "sum", "difference": "difference", "quotient": "ratio", "product": "product",
}  # fmt: skip


def corroborate(
    asked: Sequence[Question],
    comparisons: Sequence[Comparison],
    ledger: Ledger,
    related: Related,
    judge: Judge,
) -> tuple[list[Question], list[Comparison]]:
    """The questions and their comparisons, with figures that other figures imply.

    A unique figure that another article's figures imply becomes a derived agreement; any other gains the arithmetic. A
    multiple or a share is put to the figure that it restates: "one in five" of the homes that both articles count is
    the other's 241.

    `ledger` is what the articles imply.
    """
    found = _all_explained(asked, comparisons, ledger, related)
    restated = _restated(asked, comparisons, found)
    gone = {i for restating in restated.values() for i in restating}
    made: list[tuple[Question, Comparison]] = []
    for i, (question, comparison) in enumerate(zip(asked, comparisons, strict=True)):
        if i in gone:
            continue
        if i in restated:
            question = _joined([question, *(asked[j] for j in restated[i])])
            comparison = _agreed(question, found[restated[i][0]], judge)
        elif i in found:
            comparison = _derived(question, comparison, found[i], judge)
        made.append((question, comparison))
    made.sort(key=lambda pair: pair[0].key)
    return [question for question, _ in made], [comparison for _, comparison in made]


def _all_explained(
    asked: Sequence[Question], comparisons: Sequence[Comparison], ledger: Ledger, related: Related
) -> dict[int, Derived]:
    found = {}
    for i, (question, comparison) in enumerate(zip(asked, comparisons, strict=True)):
        if question.kind == "figure" and comparison.verdict in ("unique", "agreement"):
            derived = explained(question, ledger, related)
            if derived is not None:
                found[i] = derived
    found |= jointly(asked, comparisons, found, related)
    home = {m.key: i for i, q in enumerate(asked) if q.kind == "figure" for m in q.mentions} if found else {}

    def equation(i: int) -> frozenset[int]:
        """The questions that it puts together: of 412 + 385 = 797 and 797 − 385 = 412 only the sum is shown."""
        return frozenset((i, *(home[m.key] for m in found[i].implied.operands)))

    added = {equation(i) for i, derived in found.items() if derived.implied.way == "sum"}
    return {i: d for i, d in found.items() if d.implied.way == "sum" or equation(i) not in added}


def _restated(
    asked: Sequence[Question], comparisons: Sequence[Comparison], found: Mapping[int, Derived]
) -> dict[int, list[int]]:
    """Of a question on a figure, the questions that restate it by a multiple or a share.

    Two articles that share one of the two figures, where the one goes on with the multiple and the other with the
    second figure, have said the same. An article that gives both tells them apart, unless others agree on the figure;
    a rate in per cent (turnout, margin) is a measure of its own.
    """
    home = {m.key: i for i, q in enumerate(asked) if q.kind == "figure" for m in q.mentions} if found else {}
    restated: dict[int, list[int]] = {}
    for i, derived in found.items():
        value, implied = figure(derived.target), derived.implied
        if implied.way != "pair" or value.unit == "%" or value.change is not None:
            continue
        own = asked[i].sides[0].articles
        large, small = (home[m.key] for m in implied.operands)
        knows_large, knows_small = ({m.article for m in asked[q].mentions} for q in (large, small))
        share = value.unit == "x" and exact(value.amount or "0") < 1
        if own & knows_large - knows_small:
            other, theirs = small, knows_small
        elif own & knows_small - knows_large and not share:
            other, theirs = large, knows_large
        else:
            continue
        if comparisons[other].verdict == "agreement" or (comparisons[other].verdict == "unique" and not own & theirs):
            restated.setdefault(other, []).append(i)
    moved = {i for others in restated.values() for i in others}
    return {i: others for i, others in restated.items() if i not in moved}


def _joined(questions: Sequence[Question]) -> Question:
    mentions = sorted((m for q in questions for m in q.mentions), key=lambda m: m.key)
    links = tuple(link for q in questions for link in q.links)
    return Question("figure", (Group(tuple(mentions), links),), links)


def explained(question: Question, ledger: Ledger, related: Related) -> Derived | None:
    """The most telling arithmetic that yields a value of the question, other articles' figures before its own."""
    mentions = question.sides[0].mentions
    keys = {m.key for m in mentions}
    articles = question.sides[0].articles
    best: tuple[bool, float, tuple[object, ...], Derived] | None = None
    for target in mentions[:_TARGETS]:
        grades: dict[Key, int] = {}
        for key, low, high in wanted(figure(target)):
            for implied in ledger.fitting(key, low, high):
                article = implied.operands[0].article
                if not keys.isdisjoint(m.key for m in implied.operands) or not related(article, target.article):
                    continue
                told = _significance(target, implied, low, high, grades)
                if told is None:
                    continue
                rank = (article in articles, -told, tuple(m.key for m in implied.operands))
                if best is None or rank < best[:3]:
                    best = (*rank, Derived(target, implied, told))
    return best[3] if best else None


# -- the guard --------------------------------------------------------------------------------------------------------


def _significance(target: Mention, implied: Implied, low: float, high: float, grades: dict[Key, int]) -> float | None:
    """The bits of a fit that is no coincidence; None for one that may be."""
    change = figure(target).change
    if change is not None and implied.way not in ("difference", "pair"):
        return None
    remainder = change is None and implied.way == "difference" and implied.unit != "pp"
    grade = _grade(target, implied.operands, grades)
    if grade == _STRANGE or (grade < _CLOSELY and remainder) or (grade == _FAINTLY and implied.way != "product"):
        return None
    tried = sum(_grade(target, operands, grades) >= grade for operands in implied.tried)
    told = bits(implied, low, high, tried)
    return told if told >= (_BITS_LEFT if remainder else _BITS[grade]) else None


def _grade(target: Mention, operands: Sequence[Mention], grades: dict[Key, int]) -> int:
    """How closely the operand that is furthest from it is about the same thing as the target."""
    least = _CLOSELY
    for operand in operands:
        if operand.key not in grades:
            grades[operand.key] = _about(target, operand)
        least = min(least, grades[operand.key])
    return least


def _about(target: Mention, operand: Mention) -> int:
    if operand.key == target.key:
        return _STRANGE
    nouns, others = set(target.measure), set(operand.measure)
    kin = {part for noun in nouns for part in KIN.get(noun, ())}
    if nouns & others or kin & (others | {s for s, weight in operand.context if weight >= _NEAR}):
        return _CLOSELY
    alike = similarity(target, operand) or 0.0
    return sum(alike >= least for least in _ALIKE)


# -- what is shown ----------------------------------------------------------------------------------------------------


def _derived(question: Question, comparison: Comparison, found: Derived, judge: Judge) -> Comparison:
    """The comparison with the arithmetic; an agreement now, if only another article's figures stand behind it."""
    if comparison.verdict == "unique" and all(m.article != found.target.article for m in found.implied.operands):
        return _agreed(question, found, judge)
    return _with_arithmetic(question, comparison.verdict, comparison.relation, comparison.reason, found, judge)


def _agreed(question: Question, found: Derived, judge: Judge) -> Comparison:
    operands = tuple(m.detail.text for m in found.implied.operands)
    params = {"a": found.target.detail.text, "b": operands, "formula": _shown(found)[0], "bits": round(found.bits, 1)}
    reason = Reason(code="agreement.derived", params=params)
    return _with_arithmetic(question, "agreement", "derived", reason, found, judge)


def _with_arithmetic(
    question: Question, verdict: Verdict, relation: Relation | None, reason: Reason, found: Derived, judge: Judge
) -> Comparison:
    operands = found.implied.operands
    formula, operator, result, residual = _shown(found)
    source = ", ".join(dict.fromkeys(judge.outlet(m.article) for m in operands))
    basis = Basis(kind="arithmetic", statement=f"{formula} ({found.bits:.1f} bits)", source=source)
    more = [evidence(m, "operand") for m in operands]
    made = judge.make(question, verdict, relation, reason, more=more, basis=[basis])
    at = {(e.article, e.start, e.end): i for i, e in enumerate(made.evidence) if e.use == "operand"}
    derivation = Derivation(
        operator=operator,
        operands=tuple(at[m.article, m.start, m.end] for m in operands),
        result=plain(result, 6),
        residual=plain(residual, 6),
    )
    sources = judge.sources([*question.mentions, *operands])
    return made.model_copy(update={"derivation": derivation, "independent_sources": sources})


def _shown(found: Derived) -> tuple[str, Operator, Fraction, Fraction]:
    """The formula in the words of the articles, its operator, what it gives and by how much it misses."""
    implied, value = found.implied, figure(found.target)
    texts = [m.detail.text for m in implied.operands]
    numbers = [amount(m) for m in implied.operands]
    stated = exact(value.amount or "0")
    if implied.way == "pair" and value.change is not None and (value.unit == "%" or stated < 1):
        stated *= 1 if value.unit == "%" else 100
        (new, old), (a, b) = (texts, numbers) if value.change == "increase" else (texts[::-1], numbers[::-1])
        rate = abs(a - b) / b * 100
        return f"({new} − {old}) ÷ {old} = {plain(a / b * 100 - 100, 4)}%", "growth", rate, rate - stated
    if implied.way == "pair":
        large, small = numbers
        share = small / large
        if value.unit == "%":
            return f"{texts[1]} ÷ {texts[0]} = {plain(share * 100, 4)}%", "ratio", share * 100, share * 100 - stated
        if value.unit == "x" and stated < 1:
            return f"{texts[1]} ÷ {texts[0]} = {plain(share, 4)}", "ratio", share, share - stated
        return f"{texts[0]} ÷ {texts[1]} = {plain(1 / share, 4)}", "ratio", 1 / share, 1 / share - multiple(value)
    if implied.way == "product":
        left = _weighted_shown(implied) if implied.unit == ANY_COUNT else " × ".join(texts)
    else:
        left = _SIGNS[implied.way].join(texts)
    exactly = implied.result == stated
    right = found.target.detail.text if exactly else plain(implied.result, 6)
    operator = _OPERATORS[implied.way]
    return f"{left} = {right}", operator, implied.result, implied.result - stated


def _weighted_shown(implied: Implied) -> str:
    """302석 × 1편 + 189석 × (2편 + 1편)."""
    parts: list[tuple[str, list[str]]] = []
    first = figure(implied.operands[0]).unit
    for mention in implied.operands:
        if figure(mention).unit == first:
            parts.append((mention.detail.text, []))
        else:
            parts[-1][1].append(mention.detail.text)
    return " + ".join(
        f"{size} × {counts[0]}" if len(counts) == 1 else f"{size} × ({' + '.join(counts)})" for size, counts in parts
    )
