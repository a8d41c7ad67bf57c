"""The document: what the sources agree on, where they conflict, what only one of them says."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.article import Article
from schemas.base import Model
from schemas.baseline import AppliedBaseline
from schemas.claim import Claim
from schemas.values import DetailKind, Value

SCHEMA = "reconciliation/1"

Verdict = Literal["conflict", "update", "agreement", "unclear", "unique"]
VERDICTS: tuple[Verdict, ...] = ("conflict", "update", "agreement", "unclear", "unique")
"""In the order that sorts: an entry has the first that occurs among its comparisons."""

Relation = Literal[
    "equal", "rounded", "within_bound", "converted", "contained", "compatible", "alias", "derived",
    "verbatim", "trimmed",
    "different", "disjoint", "unit_slip", "impossible_containment", "different_modality", "altered_quote",
    "different_speaker", "negated",
    "later_as_of",
]  # fmt: skip
RELATIONS: dict[Verdict, tuple[str, ...]] = {
    "agreement": (
        "equal", "rounded", "within_bound", "converted", "contained", "compatible", "alias", "derived", "verbatim",
        "trimmed",
    ),
    "conflict": (
        "different", "disjoint", "unit_slip", "impossible_containment", "different_modality", "altered_quote",
        "different_speaker", "negated",
    ),
    "update": ("later_as_of",),
    "unclear": (),
    "unique": (),
}  # fmt: skip

CheckKind = Literal["place_containment", "caption_body", "growth", "total", "weekday", "exchange_rate", "conversion"]


class Reason(Model):
    """A language-neutral reason: a message code and what to put into the message."""

    code: str
    params: dict[str, str | int | float | bool | None | tuple[str, ...]] = {}


class Explanation(Model):
    """One sentence for the reader, in Korean and in English."""

    ko: str
    en: str


class Evidence(Model):
    """A span of an article that stands for one side of a comparison, was computed with, or is shown beside it."""

    article: str
    claim: str
    detail: str | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    value: Value | None = None
    use: Literal["value", "operand", "context"] = "value"


class Side(Model):
    """One of the values that stand against each other. `evidence` are indices into `Comparison.evidence`."""

    value: Value | None
    independent_sources: int = Field(ge=0)
    evidence: tuple[int, ...] = ()


class Basis(Model):
    """A fact that no article states and the verdict rests on."""

    kind: Literal["gazetteer", "calendar", "arithmetic"]
    statement: str
    source: str


class Derivation(Model):
    """Arithmetic that yields one side from others: operands are indices into `Comparison.evidence`."""

    operator: Literal["sum", "difference", "ratio", "growth", "product", "conversion"]
    operands: tuple[int, ...]
    result: str
    residual: str


class Comparison(Model):
    """One question, with all its evidence from all articles."""

    id: str
    kind: DetailKind
    role: str | None = None
    verdict: Verdict
    relation: Relation | None = None
    reason: Reason
    explanation: Explanation
    independent_sources: int = Field(ge=0)
    sides: tuple[Side, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    basis: tuple[Basis, ...] = ()
    derivation: Derivation | None = None


class Because(Model):
    """One step of why two claims were aligned."""

    between: tuple[str, str]
    feature: str
    level: str
    bits: float


class ReconciledEntry(Model):
    """Equivalent claims of all sources, and what comparing them gave."""

    id: str
    verdict: Verdict
    claims: tuple[str, ...]
    also_in: tuple[str, ...] = ()
    score: float | None = Field(default=None, description="match weight in bits; null when unique")
    because: tuple[Because, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


class CheckResult(Model):
    """What was tested inside one article, or against packaged knowledge, and how it came out."""

    id: str
    kind: CheckKind
    verdict: Literal["consistent", "inconsistent", "not_run"]
    explanation: Explanation
    evidence: tuple[Evidence, ...] = ()
    comparison: str | None = None


class NotCompared(Model):
    """Something left out of the comparison, and why."""

    what: str
    reason: str
    explanation: Explanation


class Coverage(Model):
    """How much of one article met another."""

    article: str
    claims: int
    by_verdict: dict[Verdict, int]


class Summary(Model):
    """Counts of comparisons by verdict and by kind, and coverage for each article."""

    by_verdict: dict[Verdict, int]
    by_kind: dict[DetailKind, dict[Verdict, int]]
    coverage: tuple[Coverage, ...] = ()


class KnowledgeVersion(Model):
    """Which data a result rests on: packaged, or the user's own."""

    digest: str
    date: str = Field(description="the date of the facts; empty where their giver tells none")


class Engine(Model):
    """What made the document: enough to make it again."""

    name: str = "reconcile"
    version: str
    settings: dict[str, str | int | float | bool | None | tuple[str, ...]] = {}
    extras: tuple[str, ...] = ()
    knowledge: dict[str, KnowledgeVersion] = {}


class Reconciliation(Model):
    """The reconciled claim set. Articles are in the order given, all else by (article id, start)."""

    schema_: Literal["reconciliation/1"] = Field(default="reconciliation/1", alias="schema")
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    reconciled: tuple[ReconciledEntry, ...]
    checks: tuple[CheckResult, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    summary: Summary
    engine: Engine
    baseline: AppliedBaseline | None = Field(
        default=None, description="which conflicts were known beforehand; null: no baseline was given"
    )
