"""The weights file, loaded strictly."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field

from schemas.base import Model


class Weights(Model):
    """Bits by kind of detail, feature and level; see the file for what the levels mean."""

    date: str
    figure: dict[str, dict[str, float]]
    date_: dict[str, dict[str, float]] = Field(alias="dates")
    place: dict[str, dict[str, float]]

    def bits(self, kind: str, feature: str, level: str) -> float:
        """The weight of a level; kinds without rows of their own use those of places, and `missing` weighs nothing."""
        table = {"figure": self.figure, "date": self.date_}.get(kind, self.place)
        return table.get(feature, {}).get(level, 0.0)


@cache
def _source() -> bytes:
    return files("reconcile.alignment").joinpath("weights.toml").read_bytes()


@cache
def weights() -> Weights:
    """The packaged weights."""
    return Weights.model_validate(tomllib.loads(_source().decode("utf-8")))


def digest() -> str:
    """First 12 hex digits of SHA-256 of the file."""
    return hashlib.sha256(_source()).hexdigest()[:12]
