"""The words of places.toml, read strictly."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_KEYS = {
    "particles", "suffixes", "actor_particles", "institution_words", "offices", "credits", "authority_endings",
    "foreign_suffixes",
    "weak", "located", "unless_followed", "unless_article", "unless_preceded", "dotted", "measured",
    "place_words", "seat_words", "seats", "place_particles", "toward_short", "trade_only",
    "dealings", "trade", "blocs", "never", "aliases", "shorthand",
    "located_strictly", "strict_particles", "inside_foreign", "persons", "foreign", "known", "clubs", "landmarks",
}  # fmt: skip
_AROUND_KEYS = {"before", "after"}
_INSIDE_KEYS = {"country", "smaller", "generic"}
_KNOWN_KEYS = {"landmark", "heritage", "pass", "river", "mountain", "island", "sea", "road"}
_FOREIGN_KEYS = {"alone", "never", "alone_population"}
_MARK_LEVELS = ("county", "landmark", "road", "facility")
_LANDMARK_KEYS = {
    "county",
    "landmark",
    "road",
    "facility",
    "generic",
    "inside_only",
    "bare",
    "compound",
    "halls",
    "named_by_place",
    "halls_of_authority",
    "institution_after",
}


@dataclass(frozen=True, slots=True)
class Words:
    """`landmarks` maps an ending to its level, longest first; `others_before` and `others_after` are what stands around
    the names of clubs and persons; the rest is as the data file explains it."""

    particles: frozenset[str]
    suffixes: tuple[str, ...]
    actor_particles: frozenset[str]
    institution_words: tuple[str, ...]
    offices: tuple[str, ...]
    credits: tuple[str, ...]
    authority_endings: tuple[str, ...]
    foreign_suffixes: dict[str, str]
    weak: frozenset[str]
    located: frozenset[str]
    located_strictly: frozenset[str]
    place_particles: frozenset[str]
    strict_particles: frozenset[str]
    place_words: re.Pattern[str]
    seat_words: re.Pattern[str]
    seats: tuple[str, ...]
    toward: re.Pattern[str]
    """대 with a country, before what is done with it; the country is group 1."""
    blocs: frozenset[str]
    never: frozenset[str]
    unless_followed: dict[str, re.Pattern[str]]
    unless_article: dict[str, re.Pattern[str]]
    unless_preceded: dict[str, tuple[str, ...]]
    dotted: dict[str, str]
    measured: re.Pattern[str]
    person_titles: re.Pattern[str]
    foreign_person: re.Pattern[str]
    aliases: dict[str, str]
    shorthand: dict[str, str]
    known: dict[str, str]
    others_before: tuple[str, ...]
    others_after: re.Pattern[str]
    inside_country: dict[str, str]
    inside_smaller: dict[str, str]
    inside_generic: frozenset[str]
    foreign_alone: frozenset[str]
    foreign_never: frozenset[str]
    foreign_population: int
    landmarks: dict[str, str]
    generic: frozenset[str]
    inside_only: frozenset[str]
    bare: frozenset[str]
    compound: tuple[str, ...]
    halls: tuple[str, ...]
    named_by_place: frozenset[str]
    halls_of_authority: frozenset[str]
    institution_after: re.Pattern[str]

    def ends(self, rest: str) -> bool:
        """Whether a name may end where `rest` is what is left of its word: nothing, a particle, 시내에서."""
        if not rest or rest in self.particles:
            return True
        return rest.startswith(self.suffixes) and any(
            rest.startswith(suffix) and (len(rest) == len(suffix) or rest[len(suffix) :] in self.particles)
            for suffix in self.suffixes
        )


def _checked(table: dict[str, Any], keys: set[str], where: str) -> dict[str, Any]:
    if unknown := set(table) ^ keys:
        raise ValueError(f"{where}: unknown or missing keys: {', '.join(sorted(unknown))}")
    return table


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The packaged words. Raises ValueError where the file has a key too many or too few."""
    raw = tomllib.loads((files("reconcile.languages.ko") / "places.toml").read_text("utf-8"))
    _checked(raw, _KEYS, "places.toml")
    foreign = _checked(raw["foreign"], _FOREIGN_KEYS, "places.toml [foreign]")
    clubs = _checked(raw["clubs"], _AROUND_KEYS, "places.toml [clubs]")
    persons = _checked(raw["persons"], _AROUND_KEYS | {"titles", "heads"}, "places.toml [persons]")
    inside = _checked(raw["inside_foreign"], _INSIDE_KEYS, "places.toml [inside_foreign]")
    known = _checked(raw["known"], _KNOWN_KEYS, "places.toml [known]")
    marks = _checked(raw["landmarks"], _LANDMARK_KEYS, "places.toml [landmarks]")
    return Words(
        particles=frozenset(raw["particles"]),
        suffixes=_longest_first(raw["suffixes"]),
        actor_particles=frozenset(raw["actor_particles"]),
        institution_words=tuple(raw["institution_words"]),
        offices=tuple(raw["offices"]),
        credits=tuple(raw["credits"]),
        authority_endings=tuple(raw["authority_endings"]),
        foreign_suffixes=dict(raw["foreign_suffixes"]),
        weak=frozenset(raw["weak"]),
        located=frozenset(raw["located"]),
        located_strictly=frozenset(raw["located_strictly"]),
        place_particles=frozenset(raw["place_particles"]),
        strict_particles=frozenset(raw["strict_particles"]),
        place_words=re.compile(f" (?:{_any(raw['place_words']).pattern})(?![가-힣]{{3}})"),
        seat_words=re.compile(f"에 (?:{_any(raw['seat_words']).pattern})"),
        seats=tuple(raw["seats"]),
        toward=_toward(raw),
        blocs=frozenset(raw["blocs"]),
        never=frozenset(raw["never"]),
        unless_followed={name: _follows(words) for name, words in raw["unless_followed"].items()},
        unless_article={name: _any(words) for name, words in raw["unless_article"].items()},
        unless_preceded={name: tuple(before) for name, before in raw["unless_preceded"].items()},
        dotted=dict(raw["dotted"]),
        measured=re.compile(rf"[은는이가] (?:(?:가장|각각|약|모두) )?\d[\d.,]*(?:{_any(raw['measured']).pattern})"),
        person_titles=_follows(persons["titles"]),
        foreign_person=re.compile(f" [가-힣]{{1,6}} ([가-힣]{{2,8}}) (?:{_any(persons['heads']).pattern})"),
        aliases=dict(raw["aliases"]),
        shorthand=dict(raw["shorthand"]),
        known={name: "road" if kind == "road" else "landmark" for kind, names in known.items() for name in names},
        others_before=(*clubs["before"], *persons["before"]),
        others_after=re.compile(f" (?:{_any([*clubs['after'], *persons['after']]).pattern})"),
        inside_country=dict(inside["country"]),
        inside_smaller=dict(inside["smaller"]),
        inside_generic=frozenset(inside["generic"]),
        foreign_alone=frozenset(foreign["alone"]),
        foreign_never=frozenset(foreign["never"]),
        foreign_population=foreign["alone_population"],
        landmarks=_levels(marks),
        generic=frozenset(marks["generic"]),
        inside_only=frozenset(marks["inside_only"]),
        bare=frozenset(marks["bare"]),
        compound=tuple(marks["compound"]),
        halls=_longest_first(marks["halls"]),
        named_by_place=frozenset(marks["named_by_place"]),
        halls_of_authority=frozenset(marks["halls_of_authority"]),
        institution_after=_follows(marks["institution_after"]),
    )


def _toward(raw: dict[str, Any]) -> re.Pattern[str]:
    trade, short = _any(raw["trade"]).pattern, raw["toward_short"]
    only, free = "".join(raw["trade_only"]), "".join(one for one in short if one not in raw["trade_only"])
    every = f"{trade}|{_any(raw['dealings']).pattern}"
    country = rf"[{only}](?= ?(?:{trade}))|[{free}]|[가-힣A-Z]{{2,8}}?"
    return re.compile(rf"(?<![가-힣A-Za-z0-9])대((?:{country})(?= ?(?:{every})))")


def _levels(marks: dict[str, Any]) -> dict[str, str]:
    levels = {word: level for level in _MARK_LEVELS for word in marks[level]}
    return {word: levels[word] for word in _longest_first(list(levels))}


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in _longest_first(words)))


def _follows(words: list[str]) -> re.Pattern[str]:
    return re.compile(f" ?(?:{_any(words).pattern})")
