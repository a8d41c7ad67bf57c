"""The words of places.toml, read strictly."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_KEYS = {
    "particles", "suffixes", "actor_particles", "institution_words", "offices", "credits", "authority_endings",
    "foreign_suffixes",
    "weak", "located", "unless_followed", "place_particles", "never", "aliases", "shorthand", "foreign", "landmarks",
}  # fmt: skip
_FOREIGN_KEYS = {"alone", "never", "alone_population"}
_LANDMARK_KEYS = {
    "landmark",
    "road",
    "facility",
    "generic",
    "known",
    "halls",
    "named_by_place",
    "halls_of_authority",
    "institution_after",
}


@dataclass(frozen=True, slots=True)
class Words:
    """`landmarks` are (suffix, level), longest first; the rest is as the data file explains it."""

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
    place_particles: frozenset[str]
    never: frozenset[str]
    unless_followed: dict[str, tuple[str, ...]]
    aliases: dict[str, str]
    shorthand: dict[str, str]
    foreign_alone: frozenset[str]
    foreign_never: frozenset[str]
    foreign_population: int
    landmarks: tuple[tuple[str, str], ...]
    generic: frozenset[str]
    known: tuple[str, ...]
    halls: tuple[str, ...]
    named_by_place: frozenset[str]
    halls_of_authority: frozenset[str]
    institution_after: tuple[str, ...]

    def suffix_of(self, rest: str) -> bool:
        """Whether `rest` is a suffix of place names, with or without a particle: 시내에서."""
        return any(
            rest.startswith(suffix) and (len(rest) == len(suffix) or rest[len(suffix) :] in self.particles)
            for suffix in self.suffixes
        )

    def foreign_stem(self, name: str) -> tuple[str, str]:
        """플로이드카운티 → (플로이드, county); ("", "") without such an ending."""
        for suffix, level in self.foreign_suffixes.items():
            if name.endswith(suffix) and len(name) > len(suffix) + 1:
                return name.removesuffix(suffix), level
        return "", ""


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
    marks = _checked(raw["landmarks"], _LANDMARK_KEYS, "places.toml [landmarks]")
    suffixes = [(word, level) for level in ("landmark", "road", "facility") for word in marks[level]]

    def longest_first(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda w: (-len(w), w)))

    return Words(
        particles=frozenset(raw["particles"]),
        suffixes=longest_first(raw["suffixes"]),
        actor_particles=frozenset(raw["actor_particles"]),
        institution_words=tuple(raw["institution_words"]),
        offices=tuple(raw["offices"]),
        credits=tuple(raw["credits"]),
        authority_endings=tuple(raw["authority_endings"]),
        foreign_suffixes=dict(raw["foreign_suffixes"]),
        weak=frozenset(raw["weak"]),
        located=frozenset(raw["located"]),
        place_particles=frozenset(raw["place_particles"]),
        never=frozenset(raw["never"]),
        unless_followed={name: tuple(after) for name, after in raw["unless_followed"].items()},
        aliases=dict(raw["aliases"]),
        shorthand=dict(raw["shorthand"]),
        foreign_alone=frozenset(foreign["alone"]),
        foreign_never=frozenset(foreign["never"]),
        foreign_population=foreign["alone_population"],
        landmarks=tuple(sorted(suffixes, key=lambda s: (-len(s[0]), s[0]))),
        generic=frozenset(marks["generic"]),
        known=longest_first(marks["known"]),
        halls=longest_first(marks["halls"]),
        named_by_place=frozenset(marks["named_by_place"]),
        halls_of_authority=frozenset(marks["halls_of_authority"]),
        institution_after=tuple(marks["institution_after"]),
    )
