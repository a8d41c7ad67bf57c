"""Values of one question that differ: later counts, other office holders, other values.

Of three sources and more the reason says how many hold what. A majority is called that, and nobody is called right.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from reconcile.alignment.cluster import Group
from reconcile.alignment.counts import counts_people, runs_on
from reconcile.alignment.decimal import exact
from reconcile.alignment.disputes import Question
from reconcile.alignment.values import relate_details
from reconcile.claims.mention import Mention
from reconcile.verdicts.differences import earlier
from schemas.reconciliation import Comparison, Reason, Relation
from schemas.values import FigureValue

if TYPE_CHECKING:
    from reconcile.verdicts.judge import Judge

Params = dict[str, str | int | float | bool | None | tuple[str, ...]]

_BY_SHARPNESS: tuple[Relation, ...] = (
    "unit_slip", "altered_quote", "negated", "different_modality", "different", "disjoint",
)  # fmt: skip
"""The one that says most of how two sides differ first."""
_RANK = {relation: n for n, relation in enumerate(_BY_SHARPNESS)}
_SHOWN = 4
"""Wordings of a side that are asked how they differ from another's."""
_NEVER_GROWN = 1000
_A_FEW = 3
"""Independent sources from which it is told how many hold what."""
_COUNTED = frozenset({"different", "disjoint", "unit_slip"})
"""Relations whose sentence has a form that counts sources."""


def counted_later(question: Question, judge: Judge) -> Comparison | None:
    """Counts that run on while an event is reported: the later one is an update where it is known which that is.

    A count that grew by a power of ten, or a thousandfold, is a slip, and no update.
    """
    if question.kind != "figure":
        return None
    running = all(any(runs_on(m) for m in side.mentions) for side in question.sides)
    if not running and not any(m.as_of for m in question.mentions):
        return None
    relation, _, first, second = sharpest(question, judge)
    if relation == "unit_slip" or _beyond_growth(first, second):
        return None
    ordered = by_time(question.sides, judge)
    swapped = any(link.score.level("value") == "swapped" for link in question.links)
    if ordered is None and swapped and not any(counts_people(m) for m in question.mentions):
        return None  # nobody knows which is later, and one looks like the other written wrong
    if ordered is None:
        a, b = (judge.text(s) for s in question.sides[:2])
        return judge.make(question, "unclear", None, Reason(code="unclear.no_as_of_order", params={"a": a, "b": b}))
    params = {"a": judge.text(ordered[0]), "b": judge.text(ordered[-1])}
    reason = Reason(code="update.later_as_of", params=dict(params))
    return judge.make(question, "update", "later_as_of", reason, sides=ordered)


def _beyond_growth(a: Mention, b: Mention) -> bool:
    """Whether one amount is a thousand times the other: 8만1천250명 and 8억1천250명."""
    one, other = a.detail.value, b.detail.value
    if not isinstance(one, FigureValue) or not isinstance(other, FigureValue) or one.unit != other.unit:
        return False
    if one.amount is None or other.amount is None:
        return False
    small, large = sorted((abs(exact(one.amount)), abs(exact(other.amount))))
    return small > 0 and large >= _NEVER_GROWN * small


def other_person(question: Question, judge: Judge) -> Comparison | None:
    """Two names where the sources tell of one office or one relation."""
    if question.kind != "person":
        return None
    return judge.make(
        question, "conflict", "different", Reason(code="conflict.other_person", params=_a_b(question, judge))
    )


def other_value(question: Question, judge: Judge) -> Comparison:
    """Whatever is left: a conflict, told by how the values differ."""
    relation, cause, _, _ = sharpest(question, judge)
    params = _a_b(question, judge)
    if relation == "unit_slip":
        params["factor"] = cause or "?"
    if len({m.article for m in question.mentions}) == 1:
        return judge.make(question, "conflict", relation, Reason(code="conflict.within_article", params=params))
    code = f"conflict.{relation}"
    if relation == "unit_slip" and cause is not None and "/" in cause:
        code = "conflict.unit_mistaken"
    elif relation in _COUNTED and (counted := _counted(question, judge)) is not None:
        suffix, more = counted
        code, params = f"{code}_{suffix}", {**params, **more}
    return judge.make(question, "conflict", relation, Reason(code=code, params=params))


def _a_b(question: Question, judge: Judge) -> Params:
    return {"a": judge.text(question.sides[0]), "b": tuple(judge.text(s) for s in question.sides[1:])}


def _counted(question: Question, judge: Judge) -> tuple[str, Params] | None:
    """How many independent sources hold which value, where there are a few; a majority is more than half of them."""
    held = [(judge.sources(side.mentions), side) for side in question.sides]
    total = judge.sources(question.mentions)
    if total < _A_FEW:
        return None
    most, first = max(held, key=lambda h: h[0])
    others = [side for _, side in held if side is not first]
    if most * 2 > total and sum(n for n, _ in held) == total:
        a, b = judge.text(first), tuple(judge.text(s) for s in others)
        return "majority", {"a": a, "b": b, "majority": most, "total": total, "minority": total - most}
    # One source, or copies of it, may stand on several sides: then the numbers add up to more than there are.
    suffix = "split" if sum(n for n, _ in held) == total else "split_shared"
    return suffix, {"values": tuple(f"{judge.text(side)} ({n})" for n, side in held), "total": total}


def sharpest(question: Question, judge: Judge) -> tuple[Relation, str | None, Mention, Mention]:
    """The relation that says most of how two sides differ, its cause, and the mentions that show it."""
    best: tuple[int, tuple[str, int, int, str], tuple[str, int, int, str]] | None = None
    found: tuple[Relation, str | None, Mention, Mention] | None = None
    for one, two in combinations([_wordings(side) for side in question.sides], 2):
        for a in one:
            for b in two:
                relating = relate_details(a.detail, b.detail, judge.gazetteer)
                if relating.relation not in _RANK:
                    continue
                row = (_RANK[relating.relation], a.key, b.key)
                if best is None or row < best:
                    best, found = row, (relating.relation, relating.cause, a, b)
    return found or ("different", None, question.sides[0].mentions[0], question.sides[1].mentions[0])


def _wordings(side: Group) -> list[Mention]:
    """A few mentions of a side with values of their own."""
    found: list[Mention] = []
    for mention in side.mentions:
        if all(m.detail.value != mention.detail.value for m in found):
            found.append(mention)
            if len(found) == _SHOWN:
                break
    return found


def by_time(sides: tuple[Group, ...], judge: Judge) -> list[Group] | None:
    """The sides by the time of their publication, when no two overlap; None without an order."""
    timed = []
    for side in sides:
        own = side.articles - frozenset(a for s in sides if s is not side for a in s.articles)
        stamps = sorted(judge.published(a) or "" for a in own or side.articles)
        if not stamps or not stamps[0]:
            return None
        timed.append((stamps[0], stamps[-1], side.key, side))
    timed.sort(key=lambda t: t[:3])
    for (_, end, _, _), (start, _, _, _) in pairwise(timed):
        if not earlier(end, start):
            return None
    return [side for *_, side in timed]
