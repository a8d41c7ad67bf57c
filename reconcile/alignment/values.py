"""How two values of one kind stand to each other, by themselves: before anyone asks whether they answer one question.

약 97조 원      96조 9000억 원    same, rounded      (their intervals meet; one is hedged)
1,204 homes    1,240 homes       different
27만㎡          8만 1675평         same, converted
11일 (no month) 2025-02-11       same, compatible
100 companies  100 metres        incomparable       (no question has both for an answer)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from reconcile.alignment.decimal import exact, plain, significant_digits
from reconcile.alignment.wording import Standing, relate_quotes
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.reconciliation import Relation
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    PersonValue,
    PlaceValue,
    QuoteValue,
    StatementValue,
    Value,
)


@dataclass(frozen=True, slots=True)
class Relating:
    """`relation` is the agreement's where the standing is same, the conflict's where it is different."""

    standing: Standing
    relation: Relation | None = None


INCOMPARABLE = Relating("incomparable")
_EQUAL, _DIFFERENT = Relating("same", "equal"), Relating("different", "different")

_LOOSE_UNITS = frozenset({"item", None})
"""Units that leave open what is counted: 7개, a bare 7. They meet any counter, and each other."""


def relate(a: Value, b: Value, gazetteer: Gazetteer) -> Relating:
    """How `a` stands to `b`; symmetric. Values of two kinds are incomparable."""
    if isinstance(a, FigureValue) and isinstance(b, FigureValue):
        return relate_figures(a, b)
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return relate_dates(a, b)
    if isinstance(a, PlaceValue) and isinstance(b, PlaceValue):
        return relate_places(a, b, gazetteer)
    if isinstance(a, PersonValue) and isinstance(b, PersonValue):
        return _relate_names((a.id or a.name, a.name), (b.id or b.name, b.name))
    if isinstance(a, OrganisationValue) and isinstance(b, OrganisationValue):
        return _relate_names((a.id or a.name, a.name, *a.aliases), (b.id or b.name, b.name, *b.aliases))
    if isinstance(a, QuoteValue) and isinstance(b, QuoteValue):
        return Relating(*relate_quotes(a, b))
    if isinstance(a, StatementValue) and isinstance(b, StatementValue):
        return relate_statements(a, b)
    return INCOMPARABLE


# -- figures ---------------------------------------------------------------------------------------------------------


def relate_figures(a: FigureValue, b: FigureValue) -> Relating:
    """Compare the intervals that the two wordings imply, in one unit.

    Numbers written at the same precision agree only when equal; intervals that merely touch do not meet.
    """
    if _counts_of_two_things(a, b):
        relating = relate_figures(a.model_copy(update={"unit": "item"}), b.model_copy(update={"unit": "item"}))
        telling = all(significant_digits(v.amount or "0") > 1 for v in (a, b))
        return relating if relating.standing == "same" and telling else INCOMPARABLE
    factor = _factor(a, b)
    if factor is None or a.ordinal != b.ordinal or (a.per and b.per and a.per != b.per):
        return INCOMPARABLE
    if bool(a.change) != bool(b.change) and units.is_counted(a.unit):
        return INCOMPARABLE  # one more dead is no toll
    if bool(a.per) != bool(b.per):
        bare = [v.model_copy(update={"per": None}) for v in (a, b)]
        relating = relate_figures(*bare)
        return Relating("same", "compatible") if relating is _EQUAL else relating
    if a.terms or b.terms:
        return (_EQUAL if a.terms == b.terms else _DIFFERENT) if a.terms and b.terms else INCOMPARABLE
    if a.change and b.change and a.change != b.change:
        return _DIFFERENT
    converted = a.unit != b.unit and factor != 1
    if a.amount is not None and b.amount is not None:
        first, second = exact(a.amount), exact(b.amount) * factor
        if first == second and not converted:
            return _same_amount(a, b)
        if not _hedged(a) and not _hedged(b):
            return _plain_numbers(a, b, first, second, factor, converted)
    low_a, high_a = _interval(a, Fraction(1))
    low_b, high_b = _interval(b, factor)
    if not _meet(low_a, high_a, low_b, high_b):
        return _slip(a, b, factor)
    if converted:
        return Relating("same", "converted")
    if a.bound or b.bound:
        return Relating("same", "within_bound")
    if a.low is not None or b.low is not None:
        return Relating("same", "contained")
    return Relating("same", "rounded")


def _counts_of_two_things(a: FigureValue, b: FigureValue) -> bool:
    """640 people against 640 jobs: one newspaper counts the posts, another those who fill them.

    Equal counts may answer one question; unequal ones are never held against each other.
    """
    return a.unit != b.unit and all(u not in _LOOSE_UNITS and units.dimension(u) == "count" for u in (a.unit, b.unit))


def _same_amount(a: FigureValue, b: FigureValue) -> Relating:
    """One number on both sides: 1,900 and up to 1,900 agree; over 51 and 51 do too, by their bound."""
    if a.bound != b.bound:
        return Relating("same", "within_bound")
    return Relating("same", "rounded") if a.approximate != b.approximate else _EQUAL


def _plain_numbers(
    a: FigureValue, b: FigureValue, first: Fraction, second: Fraction, factor: Fraction, converted: bool
) -> Relating:
    """Two numbers without a hedge: they agree when the finer one rounds to the coarser one as printed."""
    if converted:
        return Relating("same", "converted") if _converts(a, b, first, second, factor) else _slip(a, b, factor)
    step_a, step_b = _printed_step(a), _printed_step(b) * factor
    close = abs(first - second) * 2 <= max(step_a, step_b)
    if close and step_a != step_b and _may_be_rounded(a, b):
        return Relating("same", "rounded")
    return _slip(a, b, factor)


def _converts(a: FigureValue, b: FigureValue, first: Fraction, second: Fraction, factor: Fraction) -> bool:
    """Whether one amount is the other in another unit, as printed: 240,000 sq ft and 22,300 ㎡, 5.7 ha and 14.1 acres.

    Whoever converts rounds the result, so either may be off by half the step of its last digit that is not zero.
    """
    step = max(_last_digit_step(a.amount or "0"), _last_digit_step(b.amount or "0") * factor)
    return abs(first - second) * 2 <= step and abs(first - second) * 20 <= max(abs(first), abs(second))


def _last_digit_step(amount: str) -> Fraction:
    whole, _, decimals = amount.lstrip("-").partition(".")
    if decimals:
        return Fraction(1, 10 ** len(decimals))
    return Fraction(10 ** (len(whole) - len(whole.rstrip("0"))))


def _may_be_rounded(a: FigureValue, b: FigureValue) -> bool:
    """Whether the coarser number is of a size, or printed with decimals, that newspapers round without saying so."""
    return all(abs(exact(v.amount or "0")) >= 10_000 or "." in (v.amount or "") for v in (a, b)) or any(
        "." in (v.amount or "") for v in (a, b)
    )


def _printed_step(value: FigureValue) -> Fraction:
    """The value of the last digit that was printed: 0.1 of 14.1, a hundred million of 5000억."""
    if value.from_ is not None and value.to is not None and value.from_ != value.to:
        return exact(value.to) - exact(value.from_)
    amount = value.amount or "0"
    if "." in amount:
        return Fraction(1, 10 ** len(amount.partition(".")[2]))
    return Fraction(1)


def _hedged(value: FigureValue) -> bool:
    return value.approximate or value.bound is not None or value.low is not None


def _interval(value: FigureValue, factor: Fraction) -> tuple[Fraction | None, Fraction | None]:
    low, high = value.from_, value.to
    if low is None and high is None and value.amount is not None and value.bound is None:
        low = high = value.amount
    scaled = (None if low is None else exact(low) * factor, None if high is None else exact(high) * factor)
    if not _hedged(value) and value.amount is not None and scaled[0] == scaled[1]:
        step = _printed_step(value) * factor / 2 if "." in value.amount else Fraction(0)
        return exact(value.amount) * factor - step, exact(value.amount) * factor + step
    return scaled


def _meet(low_a: Fraction | None, high_a: Fraction | None, low_b: Fraction | None, high_b: Fraction | None) -> bool:
    low = max((x for x in (low_a, low_b) if x is not None), default=None)
    high = min((x for x in (high_a, high_b) if x is not None), default=None)
    if low is None or high is None:
        return True
    point = low_a == high_a or low_b == high_b
    return low <= high if point else low < high


def _factor(a: FigureValue, b: FigureValue) -> Fraction | None:
    """What one of b's units is in a's; None where the two cannot be compared."""
    if a.unit == b.unit or a.unit in _LOOSE_UNITS or b.unit in _LOOSE_UNITS:
        loose = a.unit != b.unit
        if loose and any(units.dimension(u) not in (None, "count") for u in (a.unit, b.unit) if u not in _LOOSE_UNITS):
            return None
        return Fraction(1)
    if a.unit is None or b.unit is None:
        return None
    if not units.convertible(b.unit, a.unit):
        return None
    return units.convert(Fraction(1), b.unit, a.unit)


def _slip(a: FigureValue, b: FigureValue, factor: Fraction) -> Relating:
    if _hedged(a) or _hedged(b):
        return Relating("different", "disjoint")
    if a.amount is None or b.amount is None:
        return _DIFFERENT
    first, second = exact(a.amount), exact(b.amount)
    if not first or not second:
        return _DIFFERENT
    if factor == 1:
        return Relating("different", "unit_slip") if slip_factor(first, second) is not None else _DIFFERENT
    return Relating("different", "unit_slip") if first == second else _DIFFERENT


_SLIPS = (*(Fraction(10) ** n for n in (1, 2, 3, 4, 5, 6, 7, 8, 12)), Fraction(400, 121))
"""Powers of ten (a comma, 만, 억, 조) and ㎡ to a 평: the factors of a slip of the pen."""


def slip_factor(first: Fraction, second: Fraction) -> Fraction | None:
    """The factor, at least ten or ㎡ to 평, that a slip between the two numbers would explain; None without one.

    A round small number is ten times another too often for that to mean anything: both need two significant digits
    or to be a thousand and more.
    """
    large, small = max(abs(first), abs(second)), min(abs(first), abs(second))
    ratio = large / small
    for slip in _SLIPS:
        if ratio == slip and (slip >= 1000 or small >= 1000 or significant_digits(plain(small)) > 1):
            return slip
    if abs(ratio / _SLIPS[-1] - 1) < Fraction(1, 200) and small >= 100:
        return _SLIPS[-1]
    return None


# -- dates -----------------------------------------------------------------------------------------------------------


def relate_dates(a: DateValue, b: DateValue) -> Relating:
    """Compare two half-open intervals; an unanchored day is compatible with any date that shares its digits."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return _relate_unanchored(a, b)
    if (a.start, a.end) == (b.start, b.end):
        return Relating("same", "within_bound") if a.bound != b.bound else _EQUAL
    start_a, end_a, start_b, end_b = (_moment(x) for x in (a.start, a.end, b.start, b.end))
    if start_a <= start_b and end_b <= end_a or start_b <= start_a and end_a <= end_b:
        return Relating("same", "contained")
    if _bounded(a, start_b, end_b) or _bounded(b, start_a, end_a):
        return Relating("same", "within_bound")
    slack = max(_slack(a), _slack(b))
    if start_a - slack < end_b and start_b - slack < end_a:
        return Relating("same", "rounded" if slack else "compatible")
    return Relating("different", "disjoint")


def _moment(text: str) -> datetime:
    if len(text) == len("YYYY-MM-DD"):
        return datetime.fromisoformat(text)
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _bounded(value: DateValue, start: datetime, end: datetime) -> bool:
    """Whether the other interval keeps to the bound that `value` states within a like span of time."""
    assert value.start is not None and value.end is not None
    reach = {"minute": timedelta(hours=3), "hour": timedelta(hours=3), "day": timedelta(days=3)}.get(value.granularity)
    if reach is None:
        return False
    if value.bound in ("after", "from"):
        return _moment(value.start) <= start <= _moment(value.end) + reach
    if value.bound in ("before", "until"):
        return _moment(value.start) - reach <= end <= _moment(value.end)
    return False


def _slack(value: DateValue) -> timedelta:
    if not value.approximate:
        return timedelta(0)
    return {"minute": timedelta(minutes=10), "hour": timedelta(hours=1), "day": timedelta(days=1)}.get(
        value.granularity, timedelta(days=31) if value.granularity == "month" else timedelta(0)
    )


def _relate_unanchored(a: DateValue, b: DateValue) -> Relating:
    loose, other = (a, b) if a.start is None else (b, a)
    if not any(c.isdigit() for c in loose.edtf):
        return INCOMPARABLE  # 이날 without a day to stand on
    if other.start is None:
        return _EQUAL if a.edtf == b.edtf else INCOMPARABLE
    digits = loose.edtf.split("T")[0].rstrip("~?%")
    day = other.start[:10]
    if len(digits) != len(day) or other.granularity not in ("day", "hour", "minute"):
        return INCOMPARABLE
    fits = all(x in ("X", y) for x, y in zip(digits, day, strict=True))
    return Relating("same", "compatible") if fits else INCOMPARABLE


# -- names -----------------------------------------------------------------------------------------------------------


def relate_places(a: PlaceValue, b: PlaceValue, gazetteer: Gazetteer) -> Relating:
    """Equal by id or by name; contained where the gazetteer, or the written path, has one inside the other."""
    if a.id and b.id:
        if a.id == b.id:
            return _EQUAL
        if gazetteer.contains(a.id, b.id) or gazetteer.contains(b.id, a.id):
            return Relating("same", "contained")
        return _DIFFERENT
    if not a.path or not b.path:
        return INCOMPARABLE
    if name_key(a.path[-1]) == name_key(b.path[-1]):
        return _EQUAL
    if not a.id and not b.id:
        inner, outer = (a, b) if len(a.path) > len(b.path) else (b, a)
        if len(inner.path) > 1 and name_key(outer.path[-1]) in {name_key(p) for p in inner.path[:-1]}:
            return Relating("same", "contained")
        return _DIFFERENT
    return INCOMPARABLE


def name_key(name: str) -> str:
    """A name as it is compared: no case, spaces, dots or hyphens."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _relate_names(a: tuple[str, ...], b: tuple[str, ...]) -> Relating:
    first, second = {name_key(n) for n in a} - {""}, {name_key(n) for n in b} - {""}
    if not first & second:
        return _DIFFERENT
    return _EQUAL if name_key(a[1]) == name_key(b[1]) else Relating("same", "alias")


def relate_statements(a: StatementValue, b: StatementValue) -> Relating:
    """One predicate, affirmed or denied, done or open; two predicates are incomparable."""
    if a.predicate != b.predicate:
        return INCOMPARABLE
    if a.polarity != b.polarity:
        return Relating("different", "negated")
    return _EQUAL if a.modality == b.modality else Relating("different", "different_modality")
