"""Comparison levels: how alike two mentions are, feature by feature, each with its weight in bits.

    사망자 3명이 / 세 명이 숨졌다     value one_digit +2, unit specific +1.5, measure head +3.5, predicate missing 0, …

The question (measure, predicate, context, time, names) is scored apart from the value, since a conflict is one
question with two values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2, sqrt

from reconcile.alignment.decimal import significant_digits
from reconcile.alignment.values import Relating, relate_dates
from reconcile.alignment.weights import Weights, weights
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import DateValue, FigureValue

CONTEXT_LEVELS = (("close", 0.50), ("near", 0.33), ("akin", 0.20), ("weak", 0.10))


@dataclass(frozen=True, slots=True)
class Step:
    """One feature of a pair: the level it reached and the bits it adds."""

    feature: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Score:
    """The steps of a pair; `question` leaves the value out."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        return sum(s.bits for s in self.steps)

    @property
    def question(self) -> float:
        return sum(s.bits for s in self.steps if s.feature != "value")

    def level(self, feature: str) -> str | None:
        return next((s.level for s in self.steps if s.feature == feature), None)


class Rarity:
    """How much a stem tells in two articles: log2 of how few of their clauses have it."""

    def __init__(self, first: Mapping[str, int], second: Mapping[str, int], clauses: int) -> None:
        self._first, self._second, self._clauses = first, second, clauses

    def __call__(self, stem: str) -> float:
        seen = self._first.get(stem, 0) + self._second.get(stem, 0)
        return log2((self._clauses + 2) / (seen + 1))


def compare(a: Mention, b: Mention, relating: Relating, rarity: Rarity, table: Weights | None = None) -> Score:
    """The steps for two mentions of one kind whose values stand as `relating` says."""
    table = table or weights()
    steps = [*_value(a, b, relating, table), *question(a, b, rarity, table)]
    return Score(tuple(s for s in steps if s.bits or s.level != "missing"))


def _value(a: Mention, b: Mention, relating: Relating, table: Weights) -> list[Step]:
    if relating.standing != "same":
        return []
    value, other = a.detail.value, b.detail.value
    if isinstance(value, FigureValue) and isinstance(other, FigureValue):
        digits = min(_digits(value), _digits(other))
        level = {1: "one_digit", 2: "two_digits"}.get(digits, "three_digits")
        bits = table.value["figure"][level]
        if relating.relation != "equal":
            bits += table.value["figure"]["hedged"]
        return [Step("value", level, bits)]
    if isinstance(value, DateValue) and isinstance(other, DateValue):
        finest = value.granularity if value.granularity == other.granularity else "longer"
        level = finest if finest in ("minute", "hour", "day", "month", "year") else "longer"
        bits = table.value["date"][level]
        if relating.relation != "equal":
            bits += table.value["date"]["loose"]
        return [Step("value", level, bits)]
    return []


def _digits(value: FigureValue) -> int:
    stated = [significant_digits(x) for x in (value.amount, value.low, value.high) if x is not None]
    size = max(stated, default=1)
    amount = value.amount or value.high or "0"
    return max(size, 2) if len(amount.partition(".")[0]) >= 4 else size


def question(a: Mention, b: Mention, rarity: Rarity, table: Weights) -> list[Step]:
    """The steps that say whether two mentions answer one question, whatever their values."""
    found = []
    if isinstance(a.detail.value, FigureValue) and isinstance(b.detail.value, FigureValue):
        level = _unit_level(a.detail.value, b.detail.value)
        found.append(Step("unit", level, table.unit[level]))
        found.append(_measure(a, b, table))
        found.append(_scope(a, b, table))
    found.append(_predicate(a, b, table))
    found.append(_context(a, b, rarity, table))
    found.append(_time(a, b, table))
    found.append(_names(a, b, table))
    return found


def _unit_level(a: FigureValue, b: FigureValue) -> str:
    if a.unit in (None, "item") or b.unit in (None, "item"):
        return "loose"
    if a.unit != b.unit and units.dimension(a.unit) == "count":
        return "other_counter"
    return "specific"


def _measure(a: Mention, b: Mention, table: Weights) -> Step:
    if not a.measure or not b.measure:
        return Step("measure", "missing", 0.0)
    if a.measure[0] == b.measure[0]:
        return Step("measure", "head", table.measure["head"])
    if set(a.measure) & set(b.measure):
        return Step("measure", "shared", table.measure["shared"])
    if a.language != b.language and not (_known(a.measure) and _known(b.measure)):
        return Step("measure", "missing", 0.0)
    return Step("measure", "none", table.measure["none"])


def _scope(a: Mention, b: Mention, table: Weights) -> Step:
    if a.part != b.part:
        return Step("scope", "part", table.scope["part"])
    return Step("scope", "missing", 0.0)


def _known(stems: tuple[str, ...]) -> bool:
    return any(s.startswith("=") for s in stems)


def _predicate(a: Mention, b: Mention, table: Weights) -> Step:
    if a.predicate is None or b.predicate is None:
        return Step("predicate", "missing", 0.0)
    if a.predicate == b.predicate:
        return Step("predicate", "same", table.predicate["same"])
    if a.language != b.language:
        return Step("predicate", "missing", 0.0)
    return Step("predicate", "other", table.predicate["other"])


def similarity(a: Mention, b: Mention, rarity: Rarity) -> float | None:
    """Cosine of the two contexts, weighted by closeness and rarity; None where they have nothing to compare.

    Two languages share only concepts and the ids of names.
    """
    first, second = dict(a.context), dict(b.context)
    if a.language != b.language:
        first = {s: w for s, w in first.items() if s[0] in "=@#"}
        second = {s: w for s, w in second.items() if s[0] in "=@#"}
    if not first or not second:
        return None
    weight_a = {s: w * rarity(s) for s, w in first.items()}
    weight_b = {s: w * rarity(s) for s, w in second.items()}
    dot = sum(w * weight_b[s] for s, w in weight_a.items() if s in weight_b)
    if not dot:
        return 0.0
    return dot / sqrt(sum(w * w for w in weight_a.values()) * sum(w * w for w in weight_b.values()))


def _context(a: Mention, b: Mention, rarity: Rarity, table: Weights) -> Step:
    alike = similarity(a, b, rarity)
    if alike is None:
        return Step("context", "missing", 0.0)
    for level, least in CONTEXT_LEVELS:
        if alike >= least:
            return Step("context", level, table.context[level])
    if a.language != b.language:
        return Step("context", "missing", 0.0)
    return Step("context", "none", table.context["none"])


def _time(a: Mention, b: Mention, table: Weights) -> Step:
    if isinstance(a.detail.value, DateValue) or not a.dates or not b.dates:
        return Step("time", "missing", 0.0)
    standings = [relate_dates(x, y).standing for x in a.dates for y in b.dates]
    if "same" in standings:
        return Step("time", "same", table.time["same"])
    if all(s == "different" for s in standings):
        return Step("time", "other", table.time["other"])
    return Step("time", "missing", 0.0)


def _names(a: Mention, b: Mention, table: Weights) -> Step:
    if not a.names or not b.names:
        return Step("name", "missing", 0.0)
    if set(a.names) & set(b.names):
        return Step("name", "shared", table.name["shared"])
    if a.language != b.language:
        return Step("name", "missing", 0.0)
    return Step("name", "other", table.name["other"])
