"""Words that mean the same in two languages: the table that the languages share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reconcile.languages.lexicon import lexicon

_COLUMNS = ("ko", "en")
_NONE = "-"


class RepeatedWord(ValueError):
    """A word of senses.tsv stands in two senses, or a line has not all columns."""


@cache
def senses(code: str) -> Mapping[str, str]:
    """For each stem of a language the sense it has, named as a concept (`=deliver`); nothing for other languages.

    Raises RepeatedWord where the table contradicts itself.
    """
    if code not in _COLUMNS:
        return {}
    stem = lexicon(code).stem
    found: dict[str, str] = {}
    for line in _lines():
        sense, *words = line.split("\t")
        if len(words) != len(_COLUMNS):
            raise RepeatedWord(line)
        for word in words[_COLUMNS.index(code)].replace(_NONE, "").split():
            if found.setdefault(stem(word), f"={sense}") != f"={sense}":
                raise RepeatedWord(f"{word} in {line!r}")
    return found


def _lines() -> list[str]:
    text = files("reconcile.languages").joinpath("senses.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
