"""What a user knows beside the packaged data: the content of a `reconcile.toml`.

It is given to a run whole, and is data only; the readers of a language and the readers of sources take from it what
is theirs.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Model

Word = Annotated[str, Field(min_length=1, max_length=200)]


class Alias(Model):
    """A person or organisation under all its names: wherever one is written, all are meant."""

    kind: Literal["person", "organisation"]
    name: Word
    aliases: Annotated[tuple[Word, ...], Field(min_length=1)]


class OwnPlace(Model):
    """A place the gazetteer lacks. `inside` is the id, or the name, of the place around it."""

    name: Word
    aliases: tuple[Word, ...] = ()
    id: Word | None = None
    inside: Word | None = None
    level: Word = "locality"


class OwnCounter(Model):
    """A word that counts (필지, tranches) and the id of what it counts; every written form is named."""

    unit: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
    words: Annotated[tuple[Word, ...], Field(min_length=1)]


class OwnOutlet(Model):
    """An outlet as it is to be named, and how pages and by-lines write it."""

    name: Word
    aliases: tuple[Word, ...] = ()


class OwnKnowledge(Model):
    """Everything a `reconcile.toml` may hold."""

    alias: tuple[Alias, ...] = ()
    place: tuple[OwnPlace, ...] = ()
    counter: tuple[OwnCounter, ...] = ()
    outlet: tuple[OwnOutlet, ...] = ()
    byline: tuple[Word, ...] = ()
    """Patterns (Python regular expressions) of whole lines that are by-lines."""
    furniture: tuple[Word, ...] = ()
    """Lines, word for word, that are furniture."""


NOTHING = OwnKnowledge()
