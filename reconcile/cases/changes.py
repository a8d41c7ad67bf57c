"""What moved between an expectation and what is found now, for a reader.

conflict → unclear   figure · 사업비: 1: 310억원 | 2: 340억원
+ agreement (equal)  date: 1: 12일, 2: 12일
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reconcile.cases.model import Case
from schemas.reconciliation import Comparison, Reconciliation

_DETAILS = ("relation", "kind", "role", "reason", "sides", "beside", "basis", "independent_sources")


def moved(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """One line for each thing that moved: verdicts first, by value, then details, then the rest of the document."""
    old, new = _left_over(before["comparisons"], now["comparisons"])
    verdicts, details = [], []
    for item in list(old):
        twin = _twin(item, new)
        if twin is None:
            continue
        old.remove(item)
        new.remove(twin)
        if item["verdict"] != twin["verdict"]:
            verdicts.append(f"{item['verdict']} → {twin['verdict']}   {_about(twin)}")
        else:
            details.extend(_details(item, twin))
    verdicts += [f"- {_verdict(item)}   {_about(item)}" for item in old]
    verdicts += [f"+ {_verdict(item)}   {_about(item)}" for item in new]
    for key in ("articles", "checks", "copies", "not_compared"):
        gone, come = _left_over(before.get(key, []), now.get(key, []))
        details += [f"{key}: - {item}" for item in gone] + [f"{key}: + {item}" for item in come]
    if not verdicts and not details and before["comparisons"] != now["comparisons"]:
        details.append("comparisons: the same, in another order")
    return verdicts + details


def failures(case: Case, document: Reconciliation) -> list[str]:
    """One line for each `must` not found and each `must_not` found."""
    comparisons = [comparison for entry in document.reconciled for comparison in entry.comparisons]
    lines = []
    for must in case.must:
        wanted = f"{must.verdict}" + (f" ({must.relation})" if must.relation else "")
        wanted += (f" {must.kind}" if must.kind else "") + f": {' | '.join(must.texts)}"
        holding = [found for found in comparisons if _holds(found, must.texts)]
        if not any(
            found.verdict == must.verdict
            and must.relation in (None, found.relation)
            and must.kind in (None, found.kind)
            for found in holding
        ):
            instead = "; ".join(dict.fromkeys(_found(found) for found in holding)) or _apart(must.texts, comparisons)
            lines.append(f"must: {wanted}   found: {instead}")
    for barred in case.must_not:
        for found in comparisons:
            same = found.verdict == barred.verdict if barred.verdict else found.verdict != "unique"
            if same and _holds(found, barred.texts):
                lines.append(f"must not: {' | '.join(barred.texts)}   found: {_found(found)}")
                break
    return lines


def _apart(texts: Iterable[str], comparisons: list[Comparison]) -> str:
    """Where each of `texts` stands, when no comparison holds them all."""
    places = []
    for text in dict.fromkeys(texts):
        holding = [f"{found.verdict} {found.kind}" for found in comparisons if _holds(found, [text])]
        places.append(f"{text} in {', '.join(dict.fromkeys(holding)) or 'nothing'}")
    return "apart: " + "; ".join(places)


def _holds(comparison: Comparison, texts: Iterable[str]) -> bool:
    """Whether every one of `texts` stands in an evidence of its own."""
    return _assigned(list(texts), [item.text for item in comparison.evidence])


def _assigned(texts: list[str], evidence: list[str]) -> bool:
    # Kuhn's augmenting paths: greedy choice would give a short text the evidence that a longer one needs.
    taken: dict[int, int] = {}

    def place(at: int, seen: set[int]) -> bool:
        for slot, said in enumerate(evidence):
            if texts[at] in said and slot not in seen:
                seen.add(slot)
                if slot not in taken or place(taken[slot], seen):
                    taken[slot] = at
                    return True
        return False

    return all(place(at, set()) for at in range(len(texts)))


def _found(comparison: Comparison) -> str:
    relation = f" ({comparison.relation})" if comparison.relation else ""
    return f"{comparison.verdict}{relation} {comparison.kind}: {' | '.join(item.text for item in comparison.evidence)}"


def _left_over(before: list[Any], now: list[Any]) -> tuple[list[Any], list[Any]]:
    """What each list has and the other has not, in order."""

    def without(items: list[Any], other: list[Any]) -> list[Any]:
        spare = Counter(repr(item) for item in other)
        rest = []
        for item in items:
            if spare[repr(item)]:
                spare[repr(item)] -= 1
            else:
                rest.append(item)
        return rest

    return without(before, now), without(now, before)


def _twin(item: Mapping[str, Any], candidates: list[Any]) -> Any | None:
    """The comparison of the same kind that shares most evidence with `item`, at least half of the smaller one."""
    mine = _said(item)
    best, most = None, 0.0
    for other in candidates:
        theirs = _said(other)
        smaller = min(len(mine), len(theirs))
        if not smaller or other.get("kind") != item.get("kind"):
            continue
        shared = len(mine & theirs) / smaller + len(mine & theirs) / 1000
        if shared > most and len(mine & theirs) * 2 >= smaller:
            best, most = other, shared
    return best


def _said(item: Mapping[str, Any]) -> set[str]:
    return {text for side in _sides(item) for text in side}


def _sides(item: Mapping[str, Any]) -> list[list[str]]:
    sides = item.get("sides")
    return sides if sides is not None else [item.get("evidence", [])]


def _verdict(item: Mapping[str, Any]) -> str:
    return f"{item['verdict']}" + (f" ({item['relation']})" if item.get("relation") else "")


def _about(item: Mapping[str, Any]) -> str:
    about = f"{item.get('kind')}" + (f" · {item['role']}" if item.get("role") else "")
    return f"{about}: " + " | ".join(", ".join(side) for side in _sides(item))


def _details(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    lines = []
    for key in (*_DETAILS, "evidence"):
        if before.get(key) != now.get(key):
            lines.append(f"{_verdict(now)} {_about(now)}   {key}: {_short(before.get(key))} → {_short(now.get(key))}")
    return lines


def _short(value: Any) -> str:
    match value:
        case None:
            return "none"
        case list():
            return "[" + " | ".join(", ".join(item) if isinstance(item, list) else str(item) for item in value) + "]"
        case _:
            return str(value)
