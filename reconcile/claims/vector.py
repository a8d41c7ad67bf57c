"""Stems around a detail as a vector: how close they stand times how rare they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Stems = tuple[tuple[str, float], ...]
"""Stems with their weight of closeness, 1 beside the detail, sorted by stem."""


@dataclass(frozen=True, slots=True)
class Vector:
    """Stems with closeness times rarity, and the length of that vector."""

    weights: Mapping[str, float]
    length: float

    def cosine(self, other: Vector) -> float:
        """Cosine of the angle between the two; 0 where they share nothing."""
        return self.meet(other)[0]

    def meet(self, other: Vector) -> tuple[float, float]:
        """The cosine, and the weight of the rarest stem that stands near both; 0 where they share nothing."""
        few, many = (self, other) if len(self.weights) <= len(other.weights) else (other, self)
        dot = rarest = 0.0
        find = many.weights.get
        for stem, weight in few.weights.items():
            if (there := find(stem)) is not None:
                dot += weight * there
                rarest = max(rarest, min(weight, there))
        return dot / (self.length * other.length) if dot else 0.0, rarest


def vector(weights: Mapping[str, float]) -> Vector:
    """The vector of these weights."""
    return Vector(weights, sqrt(sum([w * w for w in weights.values()])))
