"""Runs place_roles.tsv: what a place is in its clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.languages.base import Candidate
from reconcile.languages.pack import pack
from schemas.values import PlaceValue

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "place_roles.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LEVELS = {"그리스": "country", "미국": "country", "Korea": "country", "용현동": "neighbourhood"}


@pytest.mark.parametrize(("language", "text", "role"), ROWS)
def test_the_words_beside_a_place_tell_what_it_is_in_its_clause(language: str, text: str, role: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    name = plain[start:end]
    value = PlaceValue(id=None, path=(name,), level=LEVELS.get(name, "city"))
    reader = pack(language)
    assert reader is not None
    assert reader.place_roles(plain, Candidate("place", start, end, value, "test")) == role
