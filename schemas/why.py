"""Why two passages were, or were not, compared: step by step, with the weights that decided."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.reconciliation import Comparison, Explanation, Reason, Relation
from schemas.values import DetailKind, Value


class Step(Model):
    """One thing that was asked on the way. `holds`: whether it speaks for comparing; null where it only informs."""

    holds: bool | None
    reason: Reason
    explanation: Explanation


class Weight(Model):
    """One feature of a pair: the level it reached, and the bits that it adds."""

    feature: str
    level: str
    bits: float


class PassageDetail(Model):
    """A detail in a passage, and the comparison into which it went."""

    kind: DetailKind
    role: str | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    claim: str
    value: Value
    comparison: str | None = Field(default=None, description="id among `comparisons`; null: it was asked about nothing")


class Passage(Model):
    """A stretch of an article, and what was read there."""

    article: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    claims: tuple[str, ...] = Field(default=(), description="ids of the claims that it touches")
    details: tuple[PassageDetail, ...] = Field(
        default=(), description="the details that it touches; where it touches none, those of its claims"
    )


class PassagePair(Model):
    """A detail of the first passage and one of the second, of one kind, on their way through alignment."""

    first: int = Field(ge=0, description="index into the details of the first passage")
    second: int = Field(ge=0, description="index into the details of the second passage")
    together: bool = Field(description="whether both stand in one comparison")
    standing: Literal["same", "different", "incomparable"]
    relation: Relation | None = None
    weights: tuple[Weight, ...] = ()
    bits: float | None = Field(default=None, description="the sum of the weights; null where the pair was not weighed")
    threshold: float | None = Field(
        default=None, description="bits from which such a pair is compared; null: bits do not decide"
    )
    steps: tuple[Step, ...] = ()


class Why(Model):
    """The answer for two passages: what holds of their articles, then each pair, those that met first."""

    schema_: Literal["why/1"] = Field(default="why/1", alias="schema")
    passages: tuple[Passage, Passage]
    together: bool = Field(description="whether any two of their details stand in one comparison")
    steps: tuple[Step, ...] = ()
    pairs: tuple[PassagePair, ...] = ()
    comparisons: tuple[Comparison, ...] = Field(default=(), description="those that hold a detail of either passage")
