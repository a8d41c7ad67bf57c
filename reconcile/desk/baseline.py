"""Known differences: conflicts that a desk has seen are kept quiet in later runs, as long as nothing new is said.

    written    figure, 사업비: 해솔일보 45억 원 · 저녁신문 54억 원
    later      both articles have a paragraph more                    known, though every id and offset moved
               강변신문 joins with 54억 원                              known: no value that was not there
               저녁신문 now says 55억 원                                new: another value
               해솔일보 now says 54억 원 and 저녁신문 45억 원              new: they changed sides
               저녁신문 now says 45억 원                                gone: they agree

Comparison ids cannot tell that: they name articles by a digest of their text, so that any edit makes new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from schemas.baseline import AppliedBaseline, Baseline, KnownDifference, KnownSide
from schemas.reconciliation import Comparison, Reconciliation
from schemas.values import OrganisationValue, PersonValue, PlaceValue, QuoteValue, Value


def baseline(document: Reconciliation, names: Mapping[str, str] | None = None) -> Baseline:
    """Every conflict of `document`, known or new.

    `names` are what to call articles by id that have neither outlet nor address, such as their files; without it
    their titles are taken.
    """
    known: dict[KnownDifference, KnownDifference] = {}
    for found in _differences(document, names or {}):
        known.setdefault(found.model_copy(update={"comparison": None}), found)
    return Baseline(known=tuple(known.values()))


def apply_baseline(document: Reconciliation, known: Baseline, names: Mapping[str, str] | None = None) -> Reconciliation:
    """`document` with a note of which of its conflicts are known, and which known differences it no longer has.

    `names` as for `baseline`. No verdict changes: reports and the exit status leave known conflicts out.
    """
    met: set[int] = set()
    quiet = []
    for found in _differences(document, names or {}):
        at = next((i for i, one in enumerate(known.known) if _says_nothing_new(found, one)), None)
        if at is not None and found.comparison is not None:
            met.add(at)
            quiet.append(found.comparison)
    gone = tuple(one for i, one in enumerate(known.known) if i not in met)
    return document.model_copy(update={"baseline": AppliedBaseline(known=tuple(quiet), gone=gone)})


def new_conflicts(document: Reconciliation) -> int:
    """How many conflicts of `document` no baseline knows."""
    known = set(document.baseline.known) if document.baseline else set()
    return sum(c.id not in known for c in _conflicts(document))


def _conflicts(document: Reconciliation) -> Iterable[Comparison]:
    return (c for entry in document.reconciled for c in entry.comparisons if c.verdict == "conflict")


def _differences(document: Reconciliation, names: Mapping[str, str]) -> Iterator[KnownDifference]:
    """The conflicts of `document` in the form of a baseline."""
    called = {a.id: a.outlet or a.url or names.get(a.id) or a.title or "" for a in document.articles}
    roles = {d.id: d.role.id or d.role.text for c in document.claims for d in c.details if d.role is not None}
    for comparison in _conflicts(document):
        sides = []
        for side in comparison.sides:
            evidence = [comparison.evidence[i] for i in side.evidence]
            values = [e.value for e in evidence if e.value is not None] or [v for v in (side.value,) if v is not None]
            stated = {_key(v): v for v in map(_lasting, values)}
            sides.append(
                KnownSide(
                    sources=tuple(sorted({called[e.article] for e in evidence} - {""})),
                    values=tuple(stated[key] for key in sorted(stated)),
                    texts=tuple(sorted({e.text for e in evidence})),
                )
            )
        yield KnownDifference(
            kind=comparison.kind,
            roles=tuple(sorted({roles[e.detail] for e in comparison.evidence if e.detail in roles})),
            sides=tuple(sorted(sides, key=lambda s: (s.sources, s.texts))),
            comparison=comparison.id,
        )


def _lasting(value: Value) -> Value:
    """The value without what belongs to one article: offsets, ids of its details, what a date was counted from."""
    changed: dict[str, Any] = {}
    if isinstance(value, PlaceValue):
        changed = {"parts": ()}
    elif isinstance(value, PersonValue | OrganisationValue):
        changed = {"id": None}
    elif isinstance(value, QuoteValue) and value.speaker is not None:
        changed = {"speaker": value.speaker.model_copy(update={"detail": None})}
    elif hasattr(value, "resolved_from"):
        changed = {"resolved_from": None}
    return value.model_copy(update=changed) if changed else value


def _key(value: Value) -> str:
    return value.model_dump_json(by_alias=True)


def _says_nothing_new(found: KnownDifference, known: KnownDifference) -> bool:
    """Whether `found` is `known`: one question, no value that was not there, and nobody has changed sides."""
    if (found.kind, len(found.sides)) != (known.kind, len(known.sides)):
        return False
    if found.roles and known.roles and not set(found.roles) & set(known.roles):
        return False
    open_sides = list(known.sides)
    for side in found.sides:
        same = next((one for one in open_sides if _stands_as(side, one, found.sides)), None)
        if same is None:
            return False
        open_sides.remove(same)
    return True


def _stands_as(side: KnownSide, known: KnownSide, among: Sequence[KnownSide]) -> bool:
    here = {s for one in among for s in one.sources}
    moved = (set(known.sources) & here) - set(side.sources)
    met = bool(set(side.sources) & set(known.sources)) or not (side.sources or known.sources)
    if side.values or known.values:
        said = set(map(_key, side.values)) <= set(map(_key, known.values))
    else:
        said = set(side.texts) <= set(known.texts)
    return said and met and not moved
