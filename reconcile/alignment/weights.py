"""The weights file, loaded strictly."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field, PrivateAttr

from schemas.base import Model


@dataclass(frozen=True, slots=True)
class Step:
    """One feature of a pair: the level it reached and the bits it adds."""

    feature: str
    level: str
    bits: float


class Weights(Model):
    """Bits by kind of detail, feature and level; see the file for what the levels mean."""

    date: str
    figure: dict[str, dict[str, float]]
    date_: dict[str, dict[str, float]] = Field(alias="dates")
    place: dict[str, dict[str, float]]
    _steps: dict[tuple[str, str, str], Step] = PrivateAttr(default_factory=dict)

    def bits(self, kind: str, feature: str, level: str) -> float:
        """The weight of a level; kinds without rows of their own use those of places, and `missing` weighs nothing."""
        table = {"figure": self.figure, "date": self.date_}.get(kind, self.place)
        return table.get(feature, {}).get(level, 0.0)

    def steps(self, kind: str, levels: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
        """The steps of a pair whose features reached these levels; equal steps are one object."""
        known = self._steps
        found = []
        for feature, level in levels:
            step = known.get((kind, feature, level))
            if step is None:
                step = known[kind, feature, level] = Step(feature, level, self.bits(kind, feature, level))
            found.append(step)
        return tuple(found)


@cache
def _source() -> bytes:
    return files("reconcile.alignment").joinpath("weights.toml").read_bytes()


@cache
def weights() -> Weights:
    """The packaged weights."""
    return Weights.model_validate(tomllib.loads(_source().decode("utf-8")))


@cache
def digest() -> str:
    """First 12 hex digits of SHA-256 of the file."""
    return hashlib.sha256(_source()).hexdigest()[:12]
