"""What a user knows beside the packaged data: the content of a `reconcile.toml`.

It is given to a run whole, and is data only; the readers of a language and the readers of sources take from it what
is theirs. Words are kept as readers see text: composed Hangul, single plain spaces.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from schemas import line_pattern
from schemas.base import Model

Level = Literal[
    "continent", "country", "region", "county", "city", "district", "neighbourhood",
    "locality", "area", "road", "landmark", "facility",
]  # fmt: skip

_IDEOGRAPHS = range(0x3400, 0xA000)


def _plain(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain:
        raise ValueError("is blank")
    return plain


def _name(text: str) -> str:
    """A word that is looked for in texts: shorter or without a letter, it would be found everywhere."""
    if not any(letter.isalpha() for letter in text):
        raise ValueError(f"{text!r} has no letter")
    if len(text) == 1 and ord(text) not in _IDEOGRAPHS:
        raise ValueError(f"{text!r} is one character, which texts are full of")
    return text


def _counter(text: str) -> str:
    if not any(letter.isalpha() for letter in text):
        raise ValueError(f"{text!r} has no letter")
    if any(letter.isdecimal() for letter in text):
        raise ValueError(f"{text!r} holds a number: give the word behind the number alone")
    return text


def _pattern(text: str) -> str:
    if problem := line_pattern.fault(text):
        raise ValueError(f"the pattern {problem}")
    return unicodedata.normalize("NFC", text)


def _iso(value: Any) -> Any:
    """TOML writes a date without quotes."""
    return value.isoformat() if type(value) is date else value


_Text = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_plain)]
Word = Annotated[_Text, AfterValidator(_name)]
CounterWord = Annotated[_Text, AfterValidator(_counter)]
Pattern = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_pattern)]


class Alias(Model):
    """A person or organisation under all its names: wherever one is written, all are meant."""

    kind: Literal["person", "organisation"]
    name: Word = Field(description="the name to show")
    aliases: Annotated[tuple[Word, ...], Field(min_length=1)] = Field(description="other names, in either language")

    @property
    def key(self) -> str:
        """The id that all names share."""
        return "own-" + _short_digest(self.kind, self.name)


class OwnPlace(Model):
    """A place that the gazetteer lacks, or, with an id of the gazetteer, more names of a place that it has."""

    name: Word
    aliases: tuple[Word, ...] = ()
    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")] | None = Field(
        default=None, description="an id of the gazetteer, or one of your own that begins with OWN-; null: made here"
    )
    inside: _Text | None = Field(
        default=None, description="the place around it: its id, its name, or a chain of names, outermost first"
    )
    level: Level = "locality"

    @property
    def key(self) -> str:
        """The id to use: the one given, or one made of name and container."""
        return self.id or "OWN-" + _short_digest(self.name, self.inside or "")


class OwnCounter(Model):
    """A word that counts (필지, tranches) and the id of what it counts; every written form is named."""

    unit: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")] = Field(
        description="a counter of units.toml such as person, or a new one: lower-case letters, digits and _"
    )
    words: Annotated[tuple[CounterWord, ...], Field(min_length=1)] = Field(
        description="every written form, singular and plural, in either language"
    )


class OwnOutlet(Model):
    """An outlet as it is to be named, and how pages, by-lines and addresses write it."""

    name: Word
    aliases: tuple[Word, ...] = Field(default=(), description="other names, and host names such as news.example.org")


class OwnKnowledge(Model):
    """Everything a `reconcile.toml` may hold. Raises ValidationError when its entries contradict each other."""

    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), BeforeValidator(_iso)] | None = Field(
        default=None, description="the day on which all this was right; told in the document"
    )
    byline: tuple[Pattern, ...] = Field(
        default=(),
        description="regular expressions (Python's) of whole lines that are by-lines; "
        "groups called name and outlet tell who wrote and who published",
    )
    furniture: tuple[_Text, ...] = Field(default=(), description="lines, word for word, that are no part of an article")
    alias: tuple[Alias, ...] = ()
    place: tuple[OwnPlace, ...] = ()
    counter: tuple[OwnCounter, ...] = ()
    outlet: tuple[OwnOutlet, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if found := contradictions(self):
            raise ValueError("; ".join(f"{contradiction.where}: {contradiction.problem}" for contradiction in found))
        return self

    @cached_property
    def digest(self) -> str:
        """First 12 hex digits of SHA-256 of the content, for the record of what a result was made with."""
        return _short_digest(json.dumps(self.to_json_dict(), ensure_ascii=False, sort_keys=True))

    def __hash__(self) -> int:
        # Readers look their tables up by it for every article; the entries may be thousands.
        return hash(self.digest)

    def __copy__(self) -> Self:
        copied = super().__copy__()
        copied.__dict__.pop("digest", None)
        return copied


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An entry that cannot stand: `path` to it as in ("place", 0, "inside"), what is wrong, and what to do."""

    path: tuple[str | int, ...]
    problem: str

    @property
    def where(self) -> str:
        """The path for a reader, entries counted from 1: `place 1, inside`."""
        words: list[str] = []
        for step in self.path:
            if isinstance(step, int) and words:
                words[-1] += f" {step + 1}"
            else:
                words.append(str(step))
        return ", ".join(words)


def contradictions(own: OwnKnowledge) -> tuple[Contradiction, ...]:
    """What the entries say against each other: one word for two things, one thing twice."""
    found: list[Contradiction] = []
    found += _twice("alias", [(a.name, (a.kind,), a.aliases) for a in own.alias])
    found += _twice("outlet", [(o.name, (), o.aliases) for o in own.outlet], fold=True)
    found += _twice("place", [(p.name, (p.inside,), p.aliases) for p in own.place], shared=True)
    ids: set[str] = set()
    for at, place in enumerate(own.place):
        if place.id in ids:
            found.append(
                Contradiction(("place", at, "id"), f"{place.id!r} stands here twice: put all its names into one")
            )
        ids.add(place.key)
    units: dict[str, str] = {}
    for at, counter in enumerate(own.counter):
        for n, word in enumerate(counter.words):
            if (known := units.setdefault(word, counter.unit)) != counter.unit:
                path = ("counter", at, "words", n)
                found.append(Contradiction(path, f"{word!r} counts {known} already, and here {counter.unit}"))
    for kind, lines in (("byline", own.byline), ("furniture", own.furniture)):
        seen: set[str] = set()
        for at, line in enumerate(lines):
            if line in seen:
                found.append(Contradiction((kind, at), f"{line!r} stands here twice: remove one"))
            seen.add(line)
    return tuple(found)


_Named = tuple[str, tuple[str | None, ...], Sequence[str]]


def _twice(
    kind: str, entries: Iterable[_Named], *, fold: bool = False, shared: bool = False
) -> Iterator[Contradiction]:
    """Entries of one name, and other names that two entries claim. `shared`: places of one name may be several."""
    names: dict[tuple[str, ...], int] = {}
    owners: dict[str, tuple[int, str]] = {}
    for at, (name, more, aliases) in enumerate(entries):
        key = tuple((part or "").casefold() if fold else part or "" for part in (name, *more))
        if key in names:
            problem = f"{name!r} is entry {names[key] + 1} already: put all its names into one"
            yield Contradiction((kind, at, "name"), problem)
            continue
        names[key] = at
        if shared:
            continue
        for n, word in enumerate((name, *aliases)):
            known, whose = owners.setdefault(word.casefold() if fold else word, (at, name))
            if known != at:
                path = (kind, at, "name") if n == 0 else (kind, at, "aliases", n - 1)
                yield Contradiction(path, f"{word!r} names {whose!r} already: one name cannot stand for two")


def _short_digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


NOTHING = OwnKnowledge()
