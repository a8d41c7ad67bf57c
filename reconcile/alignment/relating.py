"""The answer to how two values stand to each other, and the memory that keeps values from being read twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reconcile.alignment.wording import Standing
from schemas.reconciliation import Relation

V = TypeVar("V")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Relating:
    """`relation` is the agreement's where the standing is same, the conflict's where it is different.

    `cause` says what explains it where that is known: of a unit_slip the factor ("10000") or the two units
    ("m2/pyeong"); ZONES where two days meet only because clocks differ between places.
    """

    standing: Standing
    relation: Relation | None = None
    cause: str | None = None


ZONES = "zones"

INCOMPARABLE = Relating("incomparable")
EQUAL = Relating("same", "equal")
ROUNDED = Relating("same", "rounded")
WITHIN_BOUND = Relating("same", "within_bound")
CONVERTED = Relating("same", "converted")
CONTAINED = Relating("same", "contained")
COMPATIBLE = Relating("same", "compatible")
ACROSS_ZONES = Relating("same", "compatible", ZONES)
ALIAS = Relating("same", "alias")
DIFFERENT = Relating("different", "different")
DISJOINT = Relating("different", "disjoint")

_MOST_KEPT = 1 << 14


class Memo(Generic[V, R]):
    """Remembers what was read from a frozen value, by the object itself: hashing a model costs more than comparing.

    A kept value cannot be freed, so its id is its own; what is remembered depends on the value alone.
    """

    __slots__ = ("_kept", "_read")

    def __init__(self, read: Callable[[V], R]) -> None:
        self._read = read
        self._kept: dict[int, tuple[V, R]] = {}

    def __call__(self, value: V) -> R:
        kept = self._kept.get(id(value))
        if kept is not None and kept[0] is value:
            return kept[1]
        read = self._read(value)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[id(value)] = (value, read)
        return read
