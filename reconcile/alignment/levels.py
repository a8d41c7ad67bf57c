"""Comparison levels: how alike two mentions are, feature by feature, each with its weight in bits.

    사망자 3명이 / 세 명이 숨졌다     value one_digit +2, unit specific +1.5, measure head +3.5, predicate missing 0, …

The question (measure, predicate, context, time, names) is scored apart from the value, since a conflict is one
question with two values.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reconcile.alignment.decimal import exact, significant_digits
from reconcile.alignment.values import Relating, relate_dates
from reconcile.alignment.weights import Weights, weights
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import DateValue, FigureValue

CONTEXT_LEVELS = (("close", 0.50), ("near", 0.33), ("akin", 0.20), ("weak", 0.10), ("faint", 0.05))


_LEAD = 0.3
"""Share of an article in which it tells what it is about."""


@dataclass(frozen=True, slots=True)
class Step:
    """One feature of a pair: the level it reached and the bits it adds."""

    feature: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Score:
    """The steps of a pair."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        return sum(s.bits for s in self.steps)

    def without(self, feature: str) -> Score:
        """The score of the other features."""
        return Score(tuple(s for s in self.steps if s.feature != feature))

    def level(self, feature: str) -> str | None:
        return next((s.level for s in self.steps if s.feature == feature), None)


def compare(a: Mention, b: Mention, relating: Relating, table: Weights | None = None) -> Score:
    """The steps for two mentions of one kind whose values stand as `relating` says."""
    table = table or weights()
    kind = a.detail.kind
    levels = {
        "value": _value(a, b, relating),
        "unit": _unit(a, b),
        "measure": _measure(a, b),
        "scope": "part" if a.part != b.part else None,
        "predicate": _predicate(a, b),
        "context": _context(a, b),
        "modality": _modality(a, b),
        "time": _time(a, b),
        "name": _names(a, b),
        "position": "lead" if max(a.position, b.position) < _LEAD else None,
    }
    return Score(tuple(Step(f, level, table.bits(kind, f, level)) for f, level in levels.items() if level is not None))


def _value(a: Mention, b: Mention, relating: Relating) -> str | None:
    value, other = a.detail.value, b.detail.value
    relation = relating.relation
    if isinstance(value, FigureValue) and isinstance(other, FigureValue):
        digits = min(_digits(a, value), _digits(b, other))
        if relation == "unit_slip":
            return "slip" if digits > 1 else None
        if relating.standing != "same":
            return "swapped" if _digits_swapped(value, other) else None
        distance = _distance(value, other)
        if relation == "equal" or distance == 0:
            return {1: "equal_one", 2: "equal_two"}.get(digits, "equal_three")
        if relation == "within_bound":
            return "bound_close" if distance is not None and distance <= _NEARBY and digits > 1 else "bound"
        if relation in ("rounded", "converted"):
            close = distance is not None and distance <= _CLOSE
            one = min(_information(value), _information(other)) == 1
            return f"{relation}_one" if one and not close else f"{relation}_close" if close else relation
        return relation
    if isinstance(value, DateValue) and isinstance(other, DateValue) and relating.standing == "same":
        if relation == "equal" or (relation == "within_bound" and value.granularity == other.granularity == "year"):
            finest = value.granularity if value.granularity == other.granularity else "longer"
            return finest if finest in ("minute", "hour", "day", "month", "year") else "longer"
        if relation == "contained":
            return "contained_far" if _far(value, other) else "contained"
        return "bound" if relation == "within_bound" else relation
    return None


_CLOSE = Fraction(1, 40)
_NEARBY = Fraction(1, 8)
"""Relative distances at which a rounded or bounded number tells: £4m for £3.96m, more than 600 for 640."""


def _digits_swapped(a: FigureValue, b: FigureValue) -> bool:
    """Whether one number is the other with digits in another order: 304 for 340, 1,240 for 1,204."""
    if a.amount is None or b.amount is None or a.unit != b.unit or a.amount == b.amount:
        return False
    return len(a.amount) == len(b.amount) and len(set(a.amount)) > 1 and sorted(a.amount) == sorted(b.amount)


def _distance(a: FigureValue, b: FigureValue) -> Fraction | None:
    """How far two amounts lie apart, relative to the larger, in one unit; None where one is a range."""
    if a.amount is None or b.amount is None:
        return None
    first, second = exact(a.amount), exact(b.amount)
    if a.unit != b.unit and a.unit is not None and b.unit is not None and units.convertible(b.unit, a.unit):
        second = units.convert(second, b.unit, a.unit)
    larger = max(abs(first), abs(second))
    return abs(first - second) / larger if larger else Fraction(0)


_GRAINS = ("minute", "hour", "day", "week", "month", "quarter", "season", "half", "year", "decade")
_FAR = 3
"""Steps between two granularities from which one contains too much to tell the other: a day in a quarter."""


def _far(a: DateValue, b: DateValue) -> bool:
    grains = sorted((_GRAINS.index(a.granularity), _GRAINS.index(b.granularity)))
    return grains[1] - grains[0] >= _FAR


def _information(value: FigureValue) -> int:
    stated = [significant_digits(x) for x in (value.amount, value.low, value.high) if x is not None]
    return max(stated, default=1)


def _digits(mention: Mention, value: FigureValue) -> int:
    """Digits that tell, of the amount or as written (1시간 20분 has more than its 80 minutes); 4,000 counts as two."""
    written = significant_digits("".join(c for c in mention.detail.text if c.isdigit()) or "0")
    amount = value.amount or value.high or "0"
    size = max(_information(value), written if value.low is None else 1)
    return max(size, 2) if len(amount.partition(".")[0]) >= 4 else size


def _modality(a: Mention, b: Mention) -> str | None:
    plan = ("planned", "expected", "requested", "conditional")
    for one, other in ((a, b), (b, a)):
        if one.modality in plan and other.modality == "asserted" and other.past:
            return "plan"
    return None


def _unit(a: Mention, b: Mention) -> str | None:
    value, other = a.detail.value, b.detail.value
    if not isinstance(value, FigureValue) or not isinstance(other, FigureValue):
        return None
    if value.unit in (None, "item") or other.unit in (None, "item"):
        named = value.unit == other.unit and a.measure and b.measure and a.measure[0] == b.measure[0]
        return "specific" if named else "loose"
    return "other_counter" if value.unit != other.unit and units.dimension(value.unit) == "count" else "specific"


def _measure(a: Mention, b: Mention) -> str | None:
    if _concepts(a) & _concepts(b) and a.detail.kind == "figure":
        return "head" if a.measure and b.measure and a.measure[0] == b.measure[0] else "shared"
    if not a.measure or not b.measure:
        return None
    if a.measure[0] == b.measure[0]:
        return "head"
    if set(a.measure) & set(b.measure):
        return "shared"
    return "none" if a.language == b.language else None


def _concepts(mention: Mention) -> set[str]:
    """What a figure counts, by concept: of its noun, or else of its predicate (사망자 3명, 3명이 숨졌다)."""
    nouns = {s for s in mention.measure if s.startswith("=")}
    return nouns or {p for p in (mention.predicate,) if p is not None and p.startswith("=")}


def _predicate(a: Mention, b: Mention) -> str | None:
    if a.predicate is None or b.predicate is None:
        return None
    if a.predicate == b.predicate:
        return "same"
    return "other" if a.language == b.language else None


def similarity(a: Mention, b: Mention) -> float | None:
    """Cosine of the two contexts, weighted by closeness and rarity; None where they have nothing to compare."""
    if a.language == b.language:
        first, second = a.around, b.around
    else:
        first, second = a.concepts_around, b.concepts_around
    return first.cosine(second) if first.weights and second.weights else None


def _context(a: Mention, b: Mention) -> str | None:
    alike = similarity(a, b)
    if alike is None:
        return None
    return next((level for level, least in CONTEXT_LEVELS if alike >= least), "none")


def _time(a: Mention, b: Mention) -> str | None:
    if isinstance(a.detail.value, DateValue) or not a.dates or not b.dates:
        return None
    if counts_over(a) != counts_over(b):
        return "other"
    standings = [relate_dates(x, y).standing for x in a.dates for y in b.dates]
    if "same" in standings:
        return "same"
    return "other" if all(s == "different" for s in standings) else None


def counts_over(mention: Mention) -> bool:
    """Whether the clause counts over a stretch of time (29일 오전까지, 27일부터 29일까지) and not at one."""
    return any(d.bound == "until" or "/" in d.edtf for d in mention.dates)


def _names(a: Mention, b: Mention) -> str | None:
    if not a.names or not b.names:
        return None
    if set(a.names) & set(b.names):
        return "shared"
    return "other" if a.language == b.language else None
