"""A draft held against its sources: what each of its claims rests on, and what it leaves out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.reconciliation import Basis, Evidence, Explanation, Reconciliation, Relation
from schemas.values import DetailKind, Value

Fate = Literal["contradicted", "update", "in_no_source", "unclear", "partly_supported", "supported"]
FATES: tuple[Fate, ...] = ("contradicted", "update", "in_no_source", "unclear", "partly_supported", "supported")
"""In the order in which a desk looks at them. A detail is never partly supported; a claim may be."""


class Stand(Model):
    """A value that sources, reference data or the draft itself hold, in their own words."""

    value: Value | None
    sources: tuple[str, ...] = Field(default=(), description="ids of the sources that say so, never of the draft")
    independent_sources: int = Field(ge=0, description="those sources, copies of one text counted once")
    evidence: tuple[Evidence, ...] = Field(
        default=(), description="where they say so; empty where only reference data does"
    )


class CheckedDetail(Model):
    """One detail of the draft and what the sources say to it."""

    kind: DetailKind
    role: str | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    line: int = Field(ge=1, description="of `start` in the text of the draft, from 1")
    column: int = Field(ge=1, description="of `start` in its line, in characters, from 1")
    value: Value | None
    fate: Fate
    relation: Relation | None = None
    explanation: Explanation
    supported_by: Stand | None = Field(default=None, description="the sources that hold the draft's value")
    against: tuple[Stand, ...] = Field(
        default=(), description="the other values of the same question; for the fate update the later ones only"
    )
    basis: tuple[Basis, ...] = Field(default=(), description="facts of reference data that the verdict rests on")
    elsewhere: tuple[Evidence, ...] = Field(
        default=(),
        description="of a figure or date in no source: where sources have that value, though nothing says of what",
    )
    comparison: str = Field(description="id of the comparison in `document`")


class CheckedClaim(Model):
    """One claim of the draft. What its details come to together is its fate."""

    claim: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    line: int = Field(ge=1, description="of `start` in the text of the draft, from 1")
    column: int = Field(ge=1, description="of `start` in its line, in characters, from 1")
    fate: Fate
    supported_by: tuple[str, ...] = Field(default=(), description="ids of the sources that hold any of its details")
    independent_sources: int = Field(ge=0, description="those sources, copies of one text counted once")
    details: tuple[CheckedDetail, ...] = ()


class Omission(Model):
    """Something at least two independent sources agree on and the draft does not say."""

    comparison: str = Field(description="id of the comparison in `document`")
    entry: str = Field(description="id of its entry; omissions of one entry stand in the same sentences")
    kind: DetailKind
    role: str | None = None
    value: Value | None
    sources: tuple[str, ...]
    independent_sources: int = Field(ge=2)
    evidence: tuple[Evidence, ...]


class CheckSummary(Model):
    """Counts of the draft's claims and details by fate, and of what it leaves out."""

    claims: dict[Fate, int]
    details: dict[Fate, int]
    omitted: int


class Check(Model):
    """A draft checked. Claims are in the order of the draft; omissions begin with what most sources agree on."""

    schema_: Literal["check/1"] = Field(default="check/1", alias="schema")
    draft: str = Field(description="id of the draft among the articles of `document`")
    sources: tuple[str, ...] = Field(description="ids of the sources, in the order given")
    claims: tuple[CheckedClaim, ...]
    omitted: tuple[Omission, ...] = ()
    disputed_elsewhere: tuple[str, ...] = Field(
        default=(), description="ids of the conflicts of the sources on what the draft does not say"
    )
    summary: CheckSummary
    document: Reconciliation = Field(description="draft and sources compared; every id above is one of its")
