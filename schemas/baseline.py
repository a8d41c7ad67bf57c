"""Known differences: conflicts that a desk has seen, in a form that survives edits elsewhere in the articles."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.values import DetailKind, Value

SCHEMA = "baseline/1"


class KnownSide(Model):
    """One of the values that stand against each other."""

    sources: tuple[str, ...] = Field(
        default=(), description="outlet, else address, else file or title of those who say so; none: reference data"
    )
    values: tuple[Value, ...] = Field(
        default=(), description="their values, without the offsets and ids that belong to one article"
    )
    texts: tuple[str, ...] = Field(
        default=(), description="as written, for readers; compared only where there is no value"
    )


class KnownDifference(Model):
    """One conflict: the question, and who stood where on it."""

    kind: DetailKind
    roles: tuple[str, ...] = Field(default=(), description="what the values measure or name, as the articles say")
    sides: tuple[KnownSide, ...] = Field(min_length=1)
    comparison: str | None = Field(default=None, description="id when it was written, for readers; not compared")


class Baseline(Model):
    """The conflicts of a run, to be kept quiet in later ones."""

    schema_: Literal["baseline/1"] = Field(default="baseline/1", alias="schema")
    known: tuple[KnownDifference, ...] = ()


class AppliedBaseline(Model):
    """What a baseline changed in what is shown of a document."""

    known: tuple[str, ...] = Field(default=(), description="ids of the conflicts that were known and are kept quiet")
    gone: tuple[KnownDifference, ...] = Field(default=(), description="known differences that no longer occur")
