"""Organisations that articles name without explaining them: the table that the languages share."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import model_validator

from schemas.base import Model


class KnownBody(Model):
    """A row of bodies.toml; see the head of that file."""

    ko: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_named(self) -> KnownBody:
        if not self.ko and not self.en:
            raise ValueError("a body needs a name")
        return self


class BodiesTable(Model):
    """The rows of bodies.toml."""

    body: tuple[KnownBody, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The known bodies of one language: the id of each name, and the full name of each id."""

    ids: dict[str, str]
    names: dict[str, str]


@lru_cache(maxsize=2)
def known_bodies(code: Literal["ko", "en"]) -> Known:
    """The known bodies by their names in a language.

    Raises pydantic.ValidationError for a row with unknown keys or without a name.
    """
    text = files("reconcile.languages").joinpath("bodies.toml").read_text(encoding="utf-8")
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in BodiesTable.model_validate(tomllib.loads(text)).body:
        id_ = (row.ko or row.en)[0]
        own = row.ko if code == "ko" else row.en
        for name in own:
            ids[name] = id_
        if own:
            names[id_] = own[0]
    return Known(ids, names)
