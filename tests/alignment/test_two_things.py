"""Runs two_things.toml: details whose values agree and that tell of two things."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reconcile.alignment.cluster import of_two_things
from reconcile.claims.extract import extract
from reconcile.claims.mention import Mention
from schemas.article import Article, Block, article_id

CASES = tomllib.loads((Path(__file__).parent / "two_things.toml").read_text("utf-8"))["case"]


def mention(marked: str, kind: str, language: str) -> Mention:
    start = marked.index("«")
    text = marked.replace("«", "").replace("»", "")
    article = Article(
        id=article_id(text, None),
        text=text,
        language=language,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    (found,) = [m for m in extract(article).mentions if m.detail.kind == kind and m.start == start]
    return found


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_what_makes_two_things_of_one_value_is_as_in_its_row_in_both_orders(case: dict[str, str]) -> None:
    a, b = (mention(case[x], case["kind"], case["language"]) for x in "ab")
    assert (of_two_things(a, b) or "") == (of_two_things(b, a) or "") == case["told"]
