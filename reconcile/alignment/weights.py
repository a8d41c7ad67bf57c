"""The weights file, loaded strictly."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files

from schemas.base import Model


class Weights(Model):
    """Bits by feature and level; see the file for what the levels mean."""

    date: str
    value: dict[str, dict[str, float]]
    unit: dict[str, float]
    measure: dict[str, float]
    scope: dict[str, float]
    predicate: dict[str, float]
    context: dict[str, float]
    time: dict[str, float]
    name: dict[str, float]


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
