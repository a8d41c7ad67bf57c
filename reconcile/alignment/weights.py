"""The weights file, loaded strictly."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from schemas.base import Model


@dataclass(frozen=True, slots=True)
class Step:
    """One feature of a pair: the level it reached and the bits it adds."""

    feature: str
    level: str
    bits: float


Table = dict[str, dict[str, float]]
"""Bits by feature and level."""


_ROWS = {"figure": "figure", "date": "dates", "place": "place"}

_AGAINST = -1.0
"""Bits for two statements or quotes that differ, where the same words stand in both articles as well."""


class Tables(Model):
    """Bits by kind of detail; kinds without rows of their own use what is asked of places."""

    figure: Table
    dates: Table
    place: Table
    prior: dict[str, float]
    """Bits, by table, for one question before anything is compared."""

    def table(self, kind: str) -> Table:
        """The rows of a kind."""
        return {"figure": self.figure, "date": self.dates}.get(kind, self.place)


class Weights(Tables):
    """The weights of pairs whose values agree, and of what is asked where values differ; see the file."""

    date: str
    differing: Tables


class Steps(dict[tuple[str, str], Step]):
    """The steps of one kind by feature and level, made when they are first asked for; equal steps are one object."""

    def __init__(self, kind: str, *, agree: bool) -> None:
        counted = kind in _ROWS
        tables = weights() if agree and counted else weights().differing
        self._table = tables.table(kind)
        bits = tables.prior[_ROWS[kind]] if counted else 0.0 if agree else _AGAINST
        self.prior = Step("prior", "agreeing" if agree else "differing", bits)

    def __missing__(self, reached: tuple[str, str]) -> Step:
        feature, level = reached
        step = self[reached] = Step(feature, level, self._table.get(feature, {}).get(level, 0.0))
        return step


@cache
def _source() -> bytes:
    return files("reconcile.alignment").joinpath("weights.toml").read_bytes()


@cache
def weights() -> Weights:
    """The packaged weights."""
    return Weights.model_validate(tomllib.loads(_source().decode("utf-8")))


@cache
def steps(kind: str, *, agree: bool) -> Steps:
    """The steps of details of a kind whose values agree, or differ."""
    return Steps(kind, agree=agree)


@cache
def digest() -> str:
    """First 12 hex digits of SHA-256 of the file."""
    return hashlib.sha256(_source()).hexdigest()[:12]
