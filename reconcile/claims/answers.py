"""How many answers an article gives to what a date is the date of.

    2016년 문을 닫은 조선소 …             closing: one answer
    지난 17일 사고 …, 17일 오전 8시께 …    incident: one answer, since the first stretch holds the second

Two articles that each give one answer are likelier to answer one question than two that give several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reconcile.claims.build import Built, Found
from reconcile.claims.reading import Reading
from schemas.values import DateValue

Asked = tuple[str, ...]
"""A kind of detail, and one thing that says what is asked of it."""


def asked(found: Found) -> Asked | None:
    """What a date answers; None for other details, and where nothing says what it is the date of."""
    role = found.detail.role
    if not isinstance(found.detail.value, DateValue) or role is None or role.id is None:
        return None
    return found.detail.kind, "role", role.id


def answers(readings: Iterable[tuple[Reading, Sequence[Built]]]) -> Mapping[Asked, int]:
    """How many different dates an article gives to each question."""
    given: dict[Asked, set[tuple[str, str]]] = {}
    for _, built in readings:
        for made in built:
            for found in made.found:
                question, value = asked(found), found.detail.value
                if question is not None and isinstance(value, DateValue):
                    given.setdefault(question, set()).add((value.start or value.edtf, value.end or ""))
    return {question: _told_apart(values) for question, values in given.items()}


def _told_apart(values: set[tuple[str, str]]) -> int:
    """How many values there are; a stretch that holds another (17일, 17일 오전 8시) is the same answer."""
    stretches = sorted((v for v in values if v[1]), reverse=True)
    count, earliest = len(values) - len(stretches), "~"
    for _, end in stretches:  # the last to begin first
        if end < earliest:
            count, earliest = count + 1, end
    return count
