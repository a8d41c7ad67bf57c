"""Runs told.toml: wordings as articles print them, through the readers of their language, held against each other."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from reconcile import extract
from reconcile.alignment.values import relate_details
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.article import Article, Block, article_id
from schemas.claim import Detail

TABLE = tomllib.loads((Path(__file__).parent / "told.toml").read_text("utf-8"))
KINDS = {"figures": "figure", "dates": "date", "places": "place"}
ROWS = [pytest.param(kind, *row, id=f"{row[0]} | {row[1]}") for kind, rows in TABLE.items() for row in rows]


@cache
def detail(kind: str, told: str) -> Detail:
    text, _, published = told.partition("@")
    korean = any("가" <= c <= "힣" or "一" <= c <= "鿿" for c in text)
    article = Article(
        id=article_id(text, None),
        text=text,
        published=published or None,
        language="ko" if korean else "en",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    found = [d for claim in extract(article) for d in claim.details if d.kind == KINDS[kind]]
    assert len(found) == 1, f"{told!r} is read as {[d.text for d in found]}"
    return found[0]


@pytest.mark.parametrize(("kind", "a", "b", "stands"), ROWS)
def test_two_wordings_stand_as_in_their_row_in_both_orders(kind: str, a: str, b: str, stands: str) -> None:
    for first, second in ((a, b), (b, a)):
        relating = relate_details(detail(kind, first), detail(kind, second), Gazetteer.load())
        assert f"{relating.standing} {relating.relation or ''}".strip() == stands
