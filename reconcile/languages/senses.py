"""Words that mean the same in two languages: the table that the languages share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reconcile.languages.lexicon import lexicon

_COLUMNS = ("ko", "en")
_NONE = "-"


@cache
def senses(code: str) -> Mapping[str, str]:
    """For each stem of a language the sense it has, named as a concept (`=deliver`); nothing for other languages.

    Raises ValueError for a line without all columns, and for a word that stands in two senses.
    """
    if code not in _COLUMNS:
        return {}
    stem = lexicon(code).stem
    found: dict[str, str] = {}
    for line in _lines():
        sense, *words = line.split("\t")
        if len(words) != len(_COLUMNS):
            raise ValueError(f"senses.tsv: not three columns: {line!r}")
        for word in words[_COLUMNS.index(code)].replace(_NONE, "").split():
            if found.setdefault(stem(word), f"={sense}") != f"={sense}":
                raise ValueError(f"senses.tsv: {word} stands in two senses, one is {line!r}")
    return found


def _lines() -> list[str]:
    text = files("reconcile.languages").joinpath("senses.tsv").read_bytes().decode("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
