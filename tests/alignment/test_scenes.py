"""Scenes: where each of two articles names one place that the other does not, it is one scene told in two ways."""

from __future__ import annotations

import pytest

from reconcile import reconcile
from schemas.article import Article


def conflicts(*texts: str) -> list[set[str]]:
    """The wordings on the sides of each conflict of places."""
    articles = [
        Article(id=f"a{n:012x}", text=text, published="2026-05-04", language=_language(text))
        for n, text in enumerate(texts)
    ]
    return [
        {e.text for e in c.evidence}
        for entry in reconcile(articles).reconciled
        for c in entry.comparisons
        if c.kind == "place" and c.verdict == "conflict"
    ]


def _language(text: str) -> str:
    return "ko" if any("가" <= c <= "힣" for c in text) else "en"


CAMP = "12일 오전 4시께 {} 계곡 야영장에 물이 들이닥쳐 3명이 숨졌다. 소방대는 섬진강을 수색하고 있다."


@pytest.mark.parametrize(
    ("one", "two"),
    [("경남 하동군 화개면", "하동군 악양면"), ("서울 은평구 신사동", "서울 강남구 신사동"), ("부여군", "청양군")],
)
def test_two_places_of_one_scene_are_a_conflict(one: str, two: str) -> None:
    assert any({one, two} <= found for found in conflicts(CAMP.format(one), CAMP.format(two)))


def test_a_place_that_the_other_article_names_too_is_no_rival_of_the_scene() -> None:
    beside = " 하동군 악양면에서는 도로가 끊겼다."
    other = "하동군 악양면 야영장이 12일 새벽 물에 잠겨 사망자 3명이 나왔다. 수색은 섬진강에서 이어졌다."
    assert conflicts(CAMP.format("하동군 화개면"), other)
    assert not conflicts(CAMP.format("하동군 화개면") + beside, other)


def test_where_a_distance_is_told_from_is_no_scene() -> None:
    one = "A grain elevator exploded 30 miles north of Wichita, Kansas, on Monday, killing two workers at the elevator."
    two = "Workers hurt when a grain elevator exploded on Monday are in a hospital in Hutchinson, Kansas."
    assert not conflicts(one, two)
