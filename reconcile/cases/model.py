"""case.toml as a model; its JSON Schema is published as case-1."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from schemas.base import Model
from schemas.reconciliation import Relation, Verdict
from schemas.values import DetailKind

Part = Annotated[str, Field(min_length=1)]


class CaseArticle(Model):
    """One article of a case: a file of the folder, and what its page would say about it."""

    file: str = Field(min_length=1, description="a file in the folder of case.toml", pattern=r"^[^/\\]+$")
    outlet: str | None = None
    published: str | None = Field(default=None, description="an ISO 8601 date or date-time")
    language: str | None = Field(default=None, description="a BCP 47 code, such as ko or en; null: told from the text")
    url: str | None = None


class Must(Model):
    """A comparison that has to be found: one whose evidence holds every one of `texts`."""

    verdict: Verdict
    relation: Relation | None = None
    kind: DetailKind | None = None
    texts: tuple[Part, ...] = Field(
        min_length=1, description="a part of the text of an evidence each, one per source or side"
    )


class MustNot(Model):
    """A comparison that must not be found: `texts` in one comparison, of `verdict` or of any but unique."""

    verdict: Verdict | None = None
    texts: tuple[Part, ...] = Field(min_length=1)


class Case(Model):
    """A case: its articles and what must come of comparing them."""

    title: str = Field(min_length=1, description="a sentence: what the case holds the engine to")
    shows: tuple[str, ...] = Field(default=(), description="verdicts and relations it is an example of")
    languages: tuple[str, ...] = ()
    articles: tuple[CaseArticle, ...] = Field(min_length=2)
    knowledge: str | None = Field(
        default=None,
        min_length=1,
        description="a file of own knowledge, named from the folder; null: its reconcile.toml, if there is one",
    )
    must: tuple[Must, ...] = ()
    must_not: tuple[MustNot, ...] = ()
