"""The table of spellings across scripts, loaded strictly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import model_validator

from schemas.base import Model


class Syllable(Model):
    """Spellings of the three parts of a Hangul syllable."""

    initial: dict[str, tuple[str, ...]]
    medial: dict[str, tuple[str, ...]]
    final: dict[str, tuple[str, ...]]


class Letters(Model):
    """What letters of a foreign name become in Hangul."""

    usual: tuple[str, ...]
    seldom: tuple[str, ...] = ()


class Legal(Model):
    """Forms of companies."""

    hangul: tuple[str, ...]
    latin: tuple[str, ...]


class Table(Model):
    """romanise.toml; see the head of that file."""

    syllable: Syllable
    surname: dict[str, tuple[str, ...]]
    letters: dict[str, Letters]
    insert: dict[str, float]
    drop: dict[str, float]
    given: dict[str, tuple[str, ...]]
    spelt: dict[str, tuple[str, ...]]
    generic: dict[str, tuple[str, ...]]
    part: dict[str, tuple[str, ...]]
    legal: Legal

    @model_validator(mode="after")
    def _in_their_scripts(self) -> Table:
        if any(not is_hangul(key) for key in (*self.surname, *self.given, *self.generic, *self.part)):
            raise ValueError("surnames, given names and words are written in Hangul")
        if any(not key.isascii() for key in (*self.letters, *self.drop, *self.spelt)):
            raise ValueError("letters are Latin")
        return self


@cache
def table() -> Table:
    """The packaged table."""
    text = files("reconcile.alignment").joinpath("romanise.toml").read_text(encoding="utf-8")
    return Table.model_validate(tomllib.loads(text))


def has_hangul(text: str) -> bool:
    """Whether any syllable of Hangul stands in it."""
    return any("가" <= c <= "힣" for c in text)


def is_hangul(text: str) -> bool:
    """Whether it is syllables of Hangul only, one at least."""
    return bool(text) and all("가" <= c <= "힣" for c in text)
