"""Names that one article shortens and another has in full."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reconcile.alignment.short_names import with_full_names
from reconcile.claims.extract import extract_all
from schemas.values import OrganisationValue, PersonValue
from sources import assign_ids, from_text

CASES = tomllib.loads(Path(__file__).with_name("short_names.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_short_names_get_the_full_name_that_fits(case: dict[str, Any]) -> None:
    articles = assign_ids([from_text(text, language=case["language"]) for text in case["articles"]])
    number = {article.id: n for n, article in enumerate(articles, 1)}
    mentions = [m for extraction in extract_all(articles) for m in extraction.mentions]
    found = []
    for mention in with_full_names(mentions):
        if mention.stated is not None:
            value = mention.detail.value
            assert isinstance(value, PersonValue | OrganisationValue)
            found.append([number[mention.article], mention.detail.text, value.id])
    assert found == case["full"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_an_article_states_stays_as_it_is(case: dict[str, Any]) -> None:
    articles = assign_ids([from_text(text, language=case["language"]) for text in case["articles"]])
    mentions = [m for extraction in extract_all(articles) for m in extraction.mentions]
    assert [m.value for m in with_full_names(mentions)] == [m.value for m in mentions]
