"""Which events one happening is told by: the table of kin.toml, loaded strictly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import permutations

from schemas.base import Model


class KinTable(Model):
    """The rows of kin.toml; its head tells what they mean."""

    common: frozenset[str]
    families: tuple[tuple[str, ...], ...]


@cache
def _akin() -> frozenset[tuple[str, str]]:
    text = files("reconcile.alignment").joinpath("kin.toml").read_text(encoding="utf-8")
    table = KinTable.model_validate(tomllib.loads(text))
    kin = {pair for family in table.families for pair in permutations(family, 2)}
    return frozenset(kin | {(event, event) for event in table.common})


def events_with_kin() -> frozenset[str]:
    """The ids that the table speaks of."""
    return frozenset(event for pair in _akin() for event in pair)


def akin(first: str, second: str) -> bool:
    """Whether two events may be told of one happening, and may be of two."""
    return (first, second) in _akin()
