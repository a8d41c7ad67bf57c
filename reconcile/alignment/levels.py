"""Comparison levels: how alike two mentions are, feature by feature, each with its weight in bits.

    사망자 3명이 / 세 명이 숨졌다     value equal_one -0.5, unit specific +0.5, measure head +3, predicate missing 0, …

The question (measure, predicate, context, time, names) is scored apart from the value, since a conflict is one
question with two values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from rapidfuzz import fuzz

from reconcile.alignment.kin import akin
from reconcile.alignment.scenes import places_as, rivals
from reconcile.alignment.value_levels import value_level
from reconcile.alignment.values import Relating, relate_dates
from reconcile.alignment.weights import Step, steps
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import DateValue, DetailKind, FigureValue

CONTEXT_LEVELS = (("close", 0.50), ("near", 0.33), ("akin", 0.20), ("weak", 0.10), ("faint", 0.05))
"""Cosine of the surroundings."""
MEANING_LEVELS = (("close", 0.45), ("near", 0.30), ("weak", 0.20), ("faint", 0.10))
"""Likeness of two sentences in two languages, by the encoder."""
RAREST_LEVELS = (("rare", 3.0), ("seldom", 2.0), ("common", 1.0))
"""Weight, closeness times inverse document frequency in bits, of the rarest stem that stands near both."""
WORDING_LEVELS = (("same", 97.0), ("equal", 85.0), ("close", 70.0), ("near", 55.0), ("akin", 40.0))
"""rapidfuzz token_set_ratio of the two statements without the values that are compared."""
FREQUENCY_LEVELS = (("often", 5), ("few", 3), ("twice", 2))
"""How many pairs of details of the two articles have these two values: term frequency."""
RIVALS_LEVELS = (("many", 5), ("few", 3), ("two", 2))
"""How many pairs of values the two articles give to what both details may answer; one: each article has one answer."""
ORDERED: dict[str, tuple[str, ...]] = {
    "value": ("equal_three", "equal_two", "equal_one"),
    "frequency": ("once", "twice", "few", "often"),
    "scene": ("only", "some", "stated"),
    "unit": (),
    "measure": (),
    "role": ("same", "akin", "other"),
    "rivals": ("one", "two", "few", "many"),
    "scope": (),
    "predicate": ("same", "other"),
    "context": (*(level for level, _ in CONTEXT_LEVELS), "none"),
    "rarest": (*(level for level, _ in RAREST_LEVELS), "none"),
    "meaning": (*(level for level, _ in MEANING_LEVELS), "none"),
    "wording": (*(level for level, _ in WORDING_LEVELS), "other"),
    "modality": (),
    "time": (),
    "name": ("shared", "alone", "other"),
    "language": (),
    "position": (),
}
"""The features, each with those of its levels that are ordered, the most alike first."""
_ONLY_OF = {"value": {"figure", "date", "place"}, "unit": {"figure"}, "scene": {"place"}}
"""Features that have something to say of some kinds of details only."""
_SAID_OF = {
    kind: tuple(feature for feature in ORDERED if feature not in _ONLY_OF or kind in _ONLY_OF[feature])
    for kind in get_args(DetailKind)
}
_CLOCKS = frozenset({"minute", "hour"})
_LEAD = 0.3
"""Share of an article in which it tells what it is about."""


class Score:
    """How alike two mentions of one kind are whose values stand as `relating` says: levels in bits.

    A level is read when it is first asked for, since most pairs are refused for one feature or two.
    """

    __slots__ = ("_a", "_b", "_reached", "_relating", "_steps", "_total")

    def __init__(self, a: Mention, b: Mention, relating: Relating) -> None:
        self._a, self._b, self._relating = a, b, relating
        self._reached: dict[str, str | None] = {} if relating.standing == "different" else {"scene": None}
        self._steps: tuple[Step, ...] | None = None
        self._total: float | None = None

    def level(self, feature: str) -> str | None:
        """The level that a feature reached; None where it has nothing to say."""
        if feature not in self._reached:
            if feature == "value":
                self._reached[feature] = value_level(self._a, self._b, self._relating)
            elif feature in _SURROUNDINGS:
                self._surroundings()
            else:
                self._reached[feature] = _READ[feature](self._a, self._b)
        return self._reached[feature]

    def _surroundings(self) -> None:
        self._reached["context"], self._reached["rarest"] = _surroundings(self._a, self._b)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The features that have something to say, each with its level and the bits that it adds."""
        if self._steps is None:
            a, b, reached = self._a, self._b, self._reached
            if "value" not in reached:
                reached["value"] = value_level(a, b, self._relating)
            if "context" not in reached:
                self._surroundings()
            known = steps(a.detail.kind, agree=self._relating.standing == "same")
            found = [known.prior]
            for feature in _SAID_OF[a.detail.kind]:
                if feature not in reached:
                    reached[feature] = _READ[feature](a, b)
                if (level := reached[feature]) is not None:
                    found.append(known[feature, level])
            self._steps = tuple(found)
        return self._steps

    @property
    def total(self) -> float:
        """The sum of the steps in bits."""
        if self._total is None:
            self._total = sum([s.bits for s in self.steps])
        return self._total

    def without(self, feature: str) -> float:
        """The sum of the other features."""
        return sum([s.bits for s in self.steps if s.feature != feature])


def levels(a: Mention, b: Mention, relating: Relating) -> list[tuple[str, str]]:
    """The features that have something to say of two mentions, each with the level that it reaches."""
    return [(s.feature, s.level) for s in Score(a, b, relating).steps[1:]]


def _position(a: Mention, b: Mention) -> str | None:
    """A picture was taken on a day of its own: a date under it is not the day of what the text tells."""
    if a.detail.kind == "date" and (a.block == "caption") != (b.block == "caption"):
        return "caption"
    return "lead" if a.position < _LEAD and b.position < _LEAD else None


_PLAN = frozenset({"planned", "expected", "requested", "conditional"})


def _modality(a: Mention, b: Mention) -> str | None:
    for one, other in ((a, b), (b, a)):
        if one.modality in _PLAN and other.modality == "asserted" and other.past:
            return "plan"
    return None


def unit_level(a: Mention, b: Mention) -> str | None:
    """Whether the units of two figures say what they count; None of other details."""
    value, other = a.detail.value, b.detail.value
    if type(value) is not FigureValue or type(other) is not FigureValue:
        return None
    if value.unit in (None, "item") or other.unit in (None, "item"):
        named = value.unit == other.unit and a.measure and b.measure and a.measure[0] == b.measure[0]
        return "specific" if named else "loose"
    return "other_counter" if value.unit != other.unit and units.dimension(value.unit) == "count" else "specific"


STATES = frozenset({"=dead", "=injured", "=casualties", "=missing", "=evacuated", "=arrested", "=discharged"})
"""What people are counted by: a different value is a later state, not an error, and nobody is in two of them."""


def count_one_thing(a: Mention, b: Mention) -> bool:
    """Whether what two figures count is told by their nouns, or by what befell people, though a unit leaves it out.

    A toll of 12, nine people died; the number of workers rose to four, three workers.
    """
    given = [m.detail.value.unit for m in (a, b) if isinstance(m.detail.value, FigureValue)]
    if not all(unit is None or units.is_counted(unit) for unit in given):
        return False
    return bool(STATES & a.concepts & b.concepts) or (bool(a.measure and b.measure) and a.measure[0] == b.measure[0])


def _measure(a: Mention, b: Mention) -> str | None:
    """The noun phrases: equal, one head, one head that each side narrows otherwise (수출: of cars, of ships), …"""
    if a.language != b.language:
        return _measure_across(a, b)
    if not a.measure or not b.measure:
        return "concept" if _one_concept(a, b) else None
    if a.measure[0] != b.measure[0]:
        if _one_concept(a, b):
            return "concept"
        return "none" if set(a.measure).isdisjoint(b.measure) else "shared"
    first, second = set(a.measure), set(b.measure)
    if first == second:
        return "phrase" if len(first) > 1 else "head"
    return "narrowed_apart" if first - second and second - first else "narrowed"


def _one_concept(a: Mention, b: Mention) -> bool:
    return a.detail.kind == "figure" and not a.concepts.isdisjoint(b.concepts)


def _measure_across(a: Mention, b: Mention) -> str | None:
    """By concept only: that two words have no sense in common does not say that they mean two things."""
    if a.detail.kind != "figure" or a.across is None or b.across is None:
        return None
    if a.across.concepts.isdisjoint(b.across.concepts):
        return None
    return "head" if a.measure and b.measure and a.measure[0] == b.measure[0] else "concept"


def _predicate(a: Mention, b: Mention) -> str | None:
    if a.language != b.language:
        one = a.across.predicate if a.across else None
        return "same" if one is not None and b.across is not None and one == b.across.predicate else None
    if a.predicate is None or b.predicate is None:
        return None
    return "same" if a.predicate == b.predicate else "other"


def similarity(a: Mention, b: Mention) -> float | None:
    """Cosine of the two contexts, weighted by closeness and rarity; None where they have nothing to compare."""
    if a.language == b.language:
        first, second = a.around, b.around
    elif a.across is not None and b.across is not None:
        first, second = a.across.around, b.across.around
    else:
        return None
    return first.cosine(second) if first.weights and second.weights else None


def _surroundings(a: Mention, b: Mention) -> tuple[str | None, str | None]:
    """How alike they are, and how rare the rarest stem is that both have: that within one language only."""
    if a.language != b.language:
        alike = similarity(a, b)
        return None if alike is None else _reached(CONTEXT_LEVELS, alike, "none"), None
    if not a.around.weights or not b.around.weights:
        return None, None
    cosine, rarest = a.around.meet(b.around)
    return _reached(CONTEXT_LEVELS, cosine, "none"), _reached(RAREST_LEVELS, rarest, "none")


def _wording(a: Mention, b: Mention) -> str | None:
    if a.language != b.language:
        return None
    return _reached(WORDING_LEVELS, fuzz.token_set_ratio(a.rest, b.rest), "other")


def _reached(levels: Iterable[tuple[str, float]], measured: float, else_: str) -> str:
    for level, least in levels:
        if measured >= least:
            return level
    return else_


def _role(a: Mention, b: Mention) -> str | None:
    if a.place_role is not None and b.place_role is not None:
        if a.article == b.article:
            return None
        return places_as(a.place_role, b.place_role)
    first, second = a.detail.role, b.detail.role
    if first is None or second is None or first.id is None or second.id is None:
        return None
    if a.detail.kind == "date" and akin(first.id, second.id):
        return "akin"
    return "same" if first.id == second.id else "other"


def _rivals(a: Mention, b: Mention) -> str | None:
    """By the question that both answer and that has the fewest answers; None where they share none.

    None within one article too: it gives two answers by giving these. None for dates of events of which an article
    tells many, and of two.
    """
    if a.article == b.article or _role(a, b) == "akin":
        return None
    few = min([count * b.answers[asked] for asked, count in a.answers.items() if asked in b.answers], default=None)
    return None if few is None else _reached(RIVALS_LEVELS, few, "one")


def _meaning(a: Mention, b: Mention) -> str | None:
    """How alike the two sentences are, between two languages only: in one their words say it as well."""
    if a.language == b.language or a.across is None or b.across is None:
        return None
    if a.across.meaning is None or b.across.meaning is None:
        return None
    return _reached(MEANING_LEVELS, a.across.meaning.likeness(b.across.meaning), "none")


def times(a: Mention, b: Mention) -> str | None:
    """Whether the dates around two details set them at one time; None where there are none."""
    if a.detail.kind == "date" or not (a.dates or b.dates):
        return None
    if not a.dates or not b.dates:
        return "apart" if a.other_time or b.other_time else "alone"
    if counts_over(a) != counts_over(b):
        return "other"
    standings = [relate_dates(x, y).standing for x in a.dates for y in b.dates]
    if "same" in standings or (a.detail.kind == "place" and any(_one_day(x, y) for x in a.dates for y in b.dates)):
        return "same"
    return "other" if all(s == "different" for s in standings) else None


def _one_day(x: DateValue, y: DateValue) -> bool:
    """Whether two clocks are of one day: where it happened does not depend on which of them is right."""
    clocks = x.granularity in _CLOCKS and y.granularity in _CLOCKS
    return clocks and x.start is not None and y.start is not None and x.start[:10] == y.start[:10]


def counts_over(mention: Mention) -> bool:
    """Whether the clause counts over a stretch of time (29일 오전까지, 27일부터 29일까지) and not at one."""
    return any(d.bound == "until" or "/" in d.edtf for d in mention.dates)


def _names(a: Mention, b: Mention) -> str | None:
    if a.language != b.language:
        shared = a.across is not None and b.across is not None and not a.across.names.isdisjoint(b.across.names)
        return "shared" if shared else None
    if not (a.names or b.names):
        return None
    if not a.names or not b.names:
        return "alone"
    return "other" if a.names.isdisjoint(b.names) else "shared"


_SURROUNDINGS = frozenset({"context", "rarest"})
_READ: dict[str, Callable[[Mention, Mention], str | None]] = {
    "frequency": lambda a, b: _reached(FREQUENCY_LEVELS, a.frequency * b.frequency, "once"),
    "scene": rivals,
    "unit": unit_level,
    "measure": _measure,
    "role": _role,
    "rivals": _rivals,
    "scope": lambda a, b: "part" if a.part != b.part else None,
    "predicate": _predicate,
    "meaning": _meaning,
    "wording": _wording,
    "modality": _modality,
    "time": times,
    "name": _names,
    "language": lambda a, b: "other" if a.language != b.language else None,
    "position": _position,
}
"""What reads the level of each feature but the value, and the surroundings, whose two are read together."""
