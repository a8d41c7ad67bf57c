"""The weights file, loaded strictly."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import PrivateAttr

from schemas.base import Model


@dataclass(frozen=True, slots=True)
class Step:
    """One feature of a pair: the level it reached and the bits it adds."""

    feature: str
    level: str
    bits: float


Table = dict[str, dict[str, float]]
"""Bits by feature and level."""


_PRIOR = ("prior", "")
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
    _steps: dict[tuple[str, bool], dict[tuple[str, str], Step]] = PrivateAttr(default_factory=dict)

    def steps(self, kind: str, levels: Collection[tuple[str, str]], *, agree: bool) -> tuple[Step, ...]:
        """The steps of a pair whose features reached these levels; equal steps are one object."""
        known = self._steps.get((kind, agree))
        if known is None:
            known = self._steps[kind, agree] = {}
        try:
            return tuple([known[reached] for reached in (_PRIOR, *levels)])
        except KeyError:
            self._weigh(kind, agree, (_PRIOR, *levels))
            return tuple([known[reached] for reached in (_PRIOR, *levels)])

    def _weigh(self, kind: str, agree: bool, levels: Iterable[tuple[str, str]]) -> None:
        counted = kind in _ROWS
        tables = self if agree and counted else self.differing
        known = self._steps[kind, agree]
        for feature, level in levels:
            bits = tables.table(kind).get(feature, {}).get(level, 0.0)
            known.setdefault((feature, level), Step(feature, level, bits))
        bits = tables.prior[_ROWS[kind]] if counted else 0.0 if agree else _AGAINST
        known[_PRIOR] = Step("prior", "agreeing" if agree else "differing", bits)


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
