"""The words of places.toml, read strictly."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_KEYS = {
    "place_prepositions", "locating_prepositions", "continuing", "place_nouns", "areas", "function_words", "titles",
    "organisation_words", "weak", "never", "not_located", "alone_population", "aliases", "after_comma", "demonyms",
    "landmarks", "settlements", "not_before_in", "governed",
    "abstract_endings", "personal", "opponents_after", "titles_of", "offices", "seated", "numbered_roads", "known",
    "parts_of_town", "not_seated", "offices_after", "not_datelines", "after_the", "surname_marks",
    "seat_names",
}  # fmt: skip
_NO_SETS = {
    "alone_population",
    "aliases",
    "after_comma",
    "demonyms",
    "landmarks",
    "governed",
    "abstract_endings",
    "known",
    "parts_of_town",
    "offices_after",
    "seat_names",
    "after_the",
}
_SINGLE = (
    "town", "village", "hamlet", "port", "suburb", "resort", "settlement", "township", "island", "parish",
)  # fmt: skip
_BEFORE_NAME = r"(?= [A-Z]|,)(?! (?:Constable|Inspector|Superintendent))"
_GOES_ON = (
    r"(?=[,.;)]|$| (?:on|in|near|of|at|with|where|that|which|by|off|about|outside|some|just|between"
    r"|north|south|east|west|\d))"
)
_FIRST = re.compile(r"\w+")
_LANDMARK_KEYS = {"county", "road", "landmark", "facility", "small", "leading", "followed"}


@dataclass(frozen=True, slots=True)
class Words:
    """`landmarks` maps a name's last word to its level; the rest is as the data file explains it."""

    place_prepositions: frozenset[str]
    locating_prepositions: frozenset[str]
    continuing: frozenset[str]
    place_nouns: frozenset[str]
    areas: frozenset[str]
    function_words: frozenset[str]
    titles: frozenset[str]
    organisation_words: frozenset[str]
    weak: frozenset[str]
    never: frozenset[str]
    not_located: frozenset[str]
    alone_population: int
    aliases: dict[str, str]
    after_comma: dict[str, str]
    demonyms: dict[str, str]
    landmarks: dict[str, str]
    small: dict[str, str]
    leading: frozenset[str]
    followed: frozenset[str]
    settlements: frozenset[str]
    not_before_in: frozenset[str]
    abstract_endings: tuple[str, ...]
    governed: dict[str, frozenset[str]]
    personal: frozenset[str]
    opponents_after: frozenset[str]
    titles_of: frozenset[str]
    offices: frozenset[str]
    seated: frozenset[str]
    numbered_roads: frozenset[str]
    after_the: dict[str, str]
    """Names of one word that are a place's only behind "the", with their levels: the Tyne, the Highlands."""
    known: dict[str, tuple[tuple[str, str], ...]]
    """By first word, the names that begin with it and their levels, longest first."""
    parts_of_town: re.Pattern[str]
    not_seated: frozenset[str]
    offices_after: re.Pattern[str]
    seat_names: re.Pattern[str]
    """What follows a place in a name that tells by its last word that the thing is there: Crown Court."""
    not_datelines: frozenset[str]
    apposed: re.Pattern[str]
    """An apposition that tells a name to be a place's: ", a fishing village"."""
    surname_marks: frozenset[str]
    bodies: frozenset[str]
    """Organisation words that no landmark's name has."""
    bodies_of: frozenset[str]
    """Organisation words after which "of" and a place do not name that place: University of Chicago."""
    longest: dict[str, int]
    """For the first word of a name in this file, the length of the longest one."""


def _checked(table: dict[str, Any], keys: set[str], where: str) -> dict[str, Any]:
    if unknown := set(table) ^ keys:
        raise ValueError(f"{where}: unknown or missing keys: {', '.join(sorted(unknown))}")
    return table


def _longest(name: tuple[str, str]) -> tuple[int, str]:
    return -len(name[0]), name[0]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The packaged words. Raises ValueError where the file has a key too many or too few."""
    raw = tomllib.loads((files("reconcile.languages.en") / "places.toml").read_text("utf-8"))
    _checked(raw, _KEYS, "places.toml")
    marks = _checked(raw["landmarks"], _LANDMARK_KEYS, "places.toml [landmarks]")
    _checked(raw["known"], {"landmark", "facility", "road", "club"}, "places.toml [known]")
    sets = _KEYS - _NO_SETS
    longest: dict[str, int] = {}
    for name in (*raw["aliases"], *raw["after_comma"], *raw["demonyms"]):
        first = name.split(" ")[0]
        longest[first] = max(longest.get(first, 0), len(name))
    known: dict[str, list[tuple[str, str]]] = {}
    for level, names in raw["known"].items():
        for name in names:
            known.setdefault(_FIRST.match(name)[0], []).append((name, level))  # type: ignore[index]
    after_the = {name: level for level, names in raw["after_the"].items() for name in names}
    organisations = frozenset(raw["organisation_words"])
    return Words(
        **{key: frozenset(raw[key]) for key in sets},
        alone_population=raw["alone_population"],
        aliases=dict(raw["aliases"]),
        after_comma=dict(raw["after_comma"]),
        demonyms=dict(raw["demonyms"]),
        landmarks={word: level for level in ("county", "road", "landmark", "facility") for word in marks[level]},
        small=dict(marks["small"]),
        leading=frozenset(marks["leading"]),
        followed=frozenset(marks["followed"]),
        abstract_endings=tuple(raw["abstract_endings"]),
        governed={word: frozenset(governors) for word, governors in raw["governed"].items()},
        parts_of_town=re.compile(rf"\bthe ({'|'.join(map(re.escape, raw['parts_of_town']))})\b"),
        offices_after=re.compile(rf" (?:{'|'.join(map(re.escape, raw['offices_after']))}){_BEFORE_NAME}"),
        seat_names=re.compile(
            rf"((?: [A-Z][a-z]+['’]?s?['’]?){{0,3}}) (?:{'|'.join(map(re.escape, raw['seat_names']))})(?! [A-Z]|[\w-])"
        ),
        apposed=re.compile(rf", (?:an?|the) (?:[a-z-]+ ){{0,3}}(?:{'|'.join(_SINGLE)}){_GOES_ON}"),
        bodies=organisations - {"University", "City"},
        bodies_of=(organisations - {"City", "County"}) | frozenset(raw["titles_of"]),
        after_the=after_the,
        known={first: tuple(sorted(names, key=_longest)) for first, names in known.items()},
        longest=longest,
    )
