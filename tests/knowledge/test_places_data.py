"""The packaged place files are whole: sorted, unique, every parent there, no cycles."""

from __future__ import annotations

from importlib.resources import files

import pytest

from reconcile.knowledge.gazetteer import LEVELS, Gazetteer
from reconcile.languages.en.placewords import load_words as english_words
from reconcile.languages.ko.placewords import load_words as korean_words

FILES = ("places.tsv", "cities.tsv")
GAZETTEER = Gazetteer.load()
PREFIXES = ("KR-L", "KR-A", "GN-", "ISO-", "FIPS-", "AREA-")


def rows(name: str) -> list[list[str]]:
    text = (files("reconcile.knowledge") / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_lines_are_sorted_by_a_unique_id(name: str) -> None:
    ids = [row[0] for row in rows(name)]
    assert ids == sorted(set(ids))
    assert all(id_.startswith(PREFIXES) for id_ in ids)


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_a_level_and_a_name_and_whole_alternatives(name: str) -> None:
    for row in rows(name):
        assert len(row) == 8
        assert row[2] in LEVELS
        assert row[3] or row[4]
        assert all("" not in cell.split("|") for cell in row if cell)


@pytest.mark.parametrize("name", FILES)
def test_the_head_states_source_date_licence_and_grammar(name: str) -> None:
    head = (files("reconcile.knowledge") / name).read_text("utf-8")[:2500]
    assert all(word in head for word in ("# Source:", "# Date:", "# Licence:", "# Example:", "former_parents"))


def test_every_parent_exists_and_no_place_contains_itself() -> None:
    for id_ in GAZETTEER.ids():
        place = GAZETTEER.place(id_)
        for outer in (place.parent, *place.former_parents):
            assert outer is None or GAZETTEER.get(outer) is not None
        seen = {id_}
        for outer in GAZETTEER.ancestors(id_):
            assert outer not in seen
            seen.add(outer)


def test_a_container_is_of_an_outer_level() -> None:
    for id_ in GAZETTEER.ids():
        place = GAZETTEER.place(id_)
        if place.parent is not None:
            assert GAZETTEER.place(place.parent).rank < place.rank


def test_every_id_that_a_language_names_exists() -> None:
    korean, english = korean_words(), english_words()
    tables = (korean.aliases, korean.shorthand, english.aliases, english.after_comma, english.demonyms)
    assert all(GAZETTEER.get(id_) is not None for table in tables for id_ in table.values())


COUNTIES = [
    ("Northumberland", "United Kingdom/England/Northumberland"),
    ("Rutland", "United Kingdom/England/Rutland"),
    ("Fife", "United Kingdom/Scotland/Fife"),
    ("Powys", "United Kingdom/Wales/Powys"),
    ("County Down", "United Kingdom/Northern Ireland/County Down"),
    ("County Mayo", "Ireland/County Mayo"),
    ("Southwark", "United Kingdom/England/London/Southwark"),
    ("Kensington and Chelsea", "United Kingdom/England/London/Kensington and Chelsea"),
]


@pytest.mark.parametrize(("name", "path"), COUNTIES)
def test_british_and_irish_counties_and_london_boroughs_are_known(name: str, path: str) -> None:
    assert "/".join(GAZETTEER.path(GAZETTEER.lookup(name)[0].id)) == path


def test_a_state_or_province_outnumbers_the_cities_of_its_name() -> None:
    for id_ in GAZETTEER.ids():
        place = GAZETTEER.place(id_)
        if place.level == "region" and not id_.startswith("KR-"):
            cities = [p for p in GAZETTEER.lookup(place.en[0]) if p.level == "city"]
            assert all(place.population > city.population for city in cities), place.en[0]
