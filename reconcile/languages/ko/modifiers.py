"""Korean modifiers around a number: hedges, bounds, change and denominators."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reconcile.knowledge import units
from reconcile.languages.figures import BOUNDS, Around, Bound, Change, Hedge
from reconcile.languages.ko.counters import sign_before
from reconcile.languages.ko.words import grammar
from schemas.values import Per


class Before(NamedTuple):
    """What stands before a number; `start` is where it begins."""

    start: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    per: Per | None = None


class After(NamedTuple):
    """What stands after a number and its unit, up to `end`."""

    end: int
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None


PER_DIMENSIONS = ("length", "area", "volume", "mass", "energy", "power", "currency", "data")


@cache
def _before_words() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Last character → (word, what it is, what it says), longest first."""
    table = grammar()
    rows = [(w, "hedge", "about") for w in table.hedges.about_before]
    rows += [(w, "gap", "") for w in table.hedges.before_gap]
    rows += [(w, "bound", bound) for bound, listed in table.bounds_before.items() for w in listed]
    rows += [(w, "per", unit) for unit, listed in table.per_before.items() for w in listed]
    rows += [(w, "per", f"speed/{unit}") for unit, listed in table.speed_before.items() for w in listed]
    written = [(word, code) for code, words in table.words.items() for word in words]
    rows += [
        (f"{word}당", "per", code)
        for word, code in (*written, *units.signs().items())
        if units.dimension(code) in PER_DIMENSIONS and (len(word) > 1 or not word.isascii())
    ]
    known: dict[str, list[tuple[str, str, str]]] = {}
    for row in sorted({row[0]: row for row in reversed(rows)}.values(), key=lambda row: -len(row[0])):
        known.setdefault(row[0][-1], []).append(row)
    return {last: tuple(group) for last, group in known.items()}


def before(text: str, start: int) -> Before:
    """Modifiers that end where the number starts, read leftwards."""
    hedge: Hedge | None = None
    bound: Bound | None = None
    per: Per | None = None
    reach = place = start
    while True:
        end = len(text[max(0, place - 2) : place].rstrip()) + max(0, place - 2)
        found = _word_before(text, end)
        if found is None:
            return Before(reach, hedge, bound, per or _loose_per(text, place) or _topic_per(text, place))
        word, kind, says = found
        place = end - len(word)
        if kind == "hedge":
            hedge = "about"
        elif kind == "bound":
            bound = next(b for b in grammar().bounds_before if b == says)
        elif kind == "per":
            if per is not None:
                return Before(reach, hedge, bound, per)
            per = Per(unit=says)
        if kind != "gap":
            reach = place


def _word_before(text: str, end: int) -> tuple[str, str, str] | None:
    for row in _before_words().get(text[end - 1 : end], ()):
        at = end - len(row[0])
        if at >= 0 and text.startswith(row[0], at) and not (at and text[at - 1].isalnum()):
            return row
    return None


@cache
def _loose_pattern() -> re.Pattern[str]:
    rows = [(word, unit) for unit, listed in grammar().per_loose.items() for word in listed]
    listed = "|".join(re.escape(word) for word, _ in sorted(rows, key=lambda row: -len(row[0])))
    return re.compile(
        rf"(?<![가-힣])({listed})(?! (?:뒤|전|후|만|사이|새|안))(?: [가-힣]{{1,6}}(?<![에전뒤후만안이상의간])){{1,2}} $"
    )


def _loose_per(text: str, place: int) -> Per | None:
    """하루에 차량 8만 대: the denominator one or two words before the number."""
    match = _loose_pattern().search(text, max(0, place - 24), place)
    if not match:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_loose.items() if match[1] in listed))


@cache
def _topic_pattern() -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for words in grammar().per_topic.values() for word in words)
    return re.compile(rf"({listed})(?:은|는|이|으로|로|을)? (?:[가-힣]+ )?$")


def _topic_per(text: str, place: int) -> Per | None:
    """평균 시급은 31달러: the denominator in the name of what is paid."""
    match = _topic_pattern().search(text, max(0, place - 16), place)
    if not match:
        return None
    return Per(unit=next(unit for unit, listed in grammar().per_topic.items() if match[1] in listed))


@cache
def _after_pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = grammar()

    def group(name: str, listed: tuple[str, ...]) -> str:
        return f"(?P<{name}>{'|'.join(sorted(map(re.escape, listed), key=len, reverse=True))})"

    def heads(listed: Iterable[str]) -> str:
        # One look at the first character spares the look at every word.
        return "".join(sorted({word[0] for word in listed}))

    hedge_words = (*table.hedges.about_after, *table.hedges.upward_after, *table.hedges.downward_after)
    bound_words = [word for listed in table.bounds_after.values() for word in listed]
    change_words = [word for listed in table.change_after.values() for word in listed]
    hedge = "|".join(
        (
            group("about", table.hedges.about_after),
            group("upward", table.hedges.upward_after),
            group("downward", table.hedges.downward_after),
        )
    )
    bound = "|".join(group(name, listed) for name, listed in table.bounds_after.items())
    beyond = "|".join(group(f"{name}_object", listed) for name, listed in table.bounds_after_object.items())
    change = "|".join(group(name, listed) for name, listed in table.change_after.items())
    return (
        re.compile(rf"(?: ?|에 |이나? |에 거의 |의 )(?=[{heads(hedge_words)}])(?:{hedge})(?!되|겠)"),
        re.compile(
            rf"(?: ?|[이가을를] ?|[이가을를] (?:훌쩍 |크게 |조금 )|도 |에 )"
            rf"(?=[{heads(bound_words)}])(?:{bound})(?!하[게고]|한)"
            rf"|[을를] (?:훌쩍 |크게 |조금 )?(?:{beyond})"
        ),
        re.compile(
            rf"(?:\([^()]{{1,24}}\))?\)? ?(?:이|가|나|이나|씩|을|를)? ?(?:더 |추가로 |가까이 |넘게 |이상 |가량 |정도 )?"
            rf"(?=[{heads(change_words)}])(?:{change})"
        ),
    )


def after(text: str, end: int) -> After:
    """Modifiers that follow the number and its unit."""
    hedges, bounds, changes = _after_pattern()
    hedge: Hedge | None = None
    bound: Bound | None = None
    change: Change | None = None
    for _ in range(3):
        if (match := hedges.match(text, end)) and hedge is None:
            name = match.lastgroup
            hedge = "about" if name == "about" else "upward" if name == "upward" else "downward"
        elif (match := bounds.match(text, end)) and bound is None:
            bound = next(b for b in BOUNDS if b == (match.lastgroup or "").removesuffix("_object"))
        else:
            break
        end = match.end()
    if match := changes.match(text, end):
        change = "increase" if match.lastgroup == "increase" else "decrease"
    return After(end, hedge, bound, change)


def around(text: str, start: int, end: int, dimension: str | None) -> Around:
    """The modifiers before `start` (or before the currency sign that stands there) and after `end`."""
    sign = sign_before(text, start) if dimension == "currency" else None
    left, right = before(text, sign.start if sign else start), after(text, end)
    return Around(left.start, right.end, right.hedge or left.hedge, right.bound or left.bound, right.change, left.per)
