"""Runs copies.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reconcile.verdicts.independence import Independence
from schemas.article import Article
from schemas.claim import Claim

CASES = tomllib.loads((Path(__file__).parent / "copies.toml").read_text("utf-8"))["case"]


def articles_and_claims(case: dict[str, Any]) -> tuple[list[Article], list[Claim]]:
    articles, claims = [], []
    for number, said in enumerate(case["articles"]):
        text = "\n".join(said)
        article = Article(id=f"a{number:012x}", text=text)
        articles.append(article)
        at = 0
        for sentence in said:
            start = text.index(sentence, at)
            at = start + len(sentence)
            claims.append(
                Claim(
                    id=f"{article.id}:{start}-{at}", article=article.id, block="paragraph", start=start, end=at,
                    text=sentence,
                )
            )  # fmt: skip
    return articles, claims


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_copies_are_told_and_count_once(case: dict[str, Any]) -> None:
    articles, claims = articles_and_claims(case)
    ids = [a.id for a in articles]
    independence = Independence(articles, claims)
    assert [[ids.index(a) for a in group] for group in independence.groups] == case["copies"]
    for standing, sources in case["counts"]:
        assert independence.count(ids[n] for n in standing) == sources


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_the_order_of_the_articles_does_not_matter(case: dict[str, Any]) -> None:
    articles, claims = articles_and_claims(case)
    assert Independence(articles[::-1], claims[::-1]).groups == Independence(articles, claims).groups
