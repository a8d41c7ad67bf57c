"""A stand-in for the engine, so that tests of what stands around it need none of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from schemas.article import Article
from schemas.claim import Claim, FigureDetail
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import NotCompared, Reconciliation
from schemas.values import FigureValue
from tests.report.documents import claims_of, comparison, document, evidence

COUNT = re.compile(r"[0-9]+(?=명)")


def fake_extract(article: Article, *, own: OwnKnowledge = NOTHING) -> tuple[Claim, ...]:
    """Every block is a claim; its details are the numbers before 명."""
    claims = []
    for claim in claims_of(article):
        if claim.block == "furniture":
            continue
        details = tuple(
            FigureDetail(
                id=f"{claim.id}#{at}",
                start=claim.start + match.start(),
                end=claim.start + match.end(),
                text=match.group(),
                rule="count",
                value=FigureValue(amount=match.group(), unit="person", **{"from": match.group(), "to": match.group()}),
            )
            for at, match in enumerate(COUNT.finditer(claim.text))
        )
        claims.append(claim.model_copy(update={"details": details}))
    return tuple(claims)


def fake_reconcile(
    articles: Sequence[Article],
    *,
    own: OwnKnowledge = NOTHING,
    settings: object = None,
    not_compared: Sequence[NotCompared] = (),
    on_progress: object = None,
) -> Reconciliation:
    """The first count of each article, set against those of the others."""
    sides: dict[str, list[Any]] = {}
    for article in articles:
        match = COUNT.search(article.text)
        if match:
            sides.setdefault(match.group(), []).append(evidence(article, match.group()))
    found = []
    stood = [(None, items) for items in sides.values()]
    if len(stood) > 1:
        found.append(comparison(1, "figure", "conflict", "different", "conflict.different", stood))
    elif stood:
        found.append(comparison(1, "figure", "agreement", "equal", "agreement.equal", stood))
    return document(list(articles), found, not_compared=tuple(not_compared))


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the engine is imported from."""
    stand_in = ModuleType("reconcile.pipeline")
    stand_in.reconcile = fake_reconcile  # type: ignore[attr-defined]
    stand_in.extract = fake_extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reconcile.pipeline", stand_in)
