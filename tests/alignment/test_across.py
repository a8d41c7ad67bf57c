"""Names in two scripts meet, in features and as questions."""

from __future__ import annotations

import pytest

from reconcile import reconcile
from reconcile.alignment.across import read_across
from reconcile.claims.extract import extract_all
from schemas.article import Article
from sources import from_text

KOREAN = """한들머티리얼즈, 새 공장 착공

한들머티리얼즈는 12일 전남 여수에서 새 공장을 착공했다.

모여울 한들머티리얼즈 대표는 “물길이 가까워 여기를 골랐다”고 말했다.
"""
ENGLISH = """Handeul Materials breaks ground

Handeul Materials Co., Ltd. broke ground on a new plant in Yeosu on March 12.

"The water is close by, so we chose this place," said Mo Yeo-ul, chief executive of Handeul Materials.
"""


@pytest.fixture
def articles() -> list[Article]:
    return [from_text(text).model_copy(update={"published": "2026-03-13"}) for text in (KOREAN, ENGLISH)]


def test_a_name_in_two_scripts_has_one_key(articles: list[Article]) -> None:
    mentions = read_across([m for e in extract_all(articles) for m in e.mentions], {})
    keys = {m.language: m.across.known_as for m in mentions if m.detail.kind == "person" and m.across}
    assert keys["ko"] == keys["en"] is not None


def test_around_a_detail_both_languages_name_the_same(articles: list[Article]) -> None:
    mentions = read_across([m for e in extract_all(articles) for m in e.mentions], {})
    names = {m.language: m.across.names for m in mentions if m.detail.text in ("전남 여수", "Yeosu") and m.across}
    assert names["ko"] & names["en"]


def test_in_one_language_nothing_is_looked_at(articles: list[Article]) -> None:
    mentions = list(extract_all(articles[:1])[0].mentions)
    assert read_across(mentions, {}) is mentions


def test_people_and_bodies_meet_across_languages(articles: list[Article]) -> None:
    document = reconcile(articles)
    met = {c.kind for entry in document.reconciled for c in entry.comparisons if c.verdict == "agreement"}
    assert {"person", "organisation"} <= met
