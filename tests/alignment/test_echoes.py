"""One clause in two articles, word for word but for one value, is one question with two answers."""

from __future__ import annotations

import pytest

import sources
from reconcile import reconcile
from schemas.article import Article
from schemas.reconciliation import Comparison

FILLER = {
    "ko": "노을시는 12일 해안 산책로 공사를 시작한다고 밝혔다. 산책로는 갈매동 포구에서 등대까지 이어진다.",
    "en": "Noeul City said on Monday that work on its seaside walkway had begun. It will run to the lighthouse.",
}

TOLD_OTHERWISE = [
    ("ko", "공사에서 나온 모래 73톤은 {}까지 모두 치웠다.", "20일", "19일"),
    ("ko", "시는 {}까지 산책로 아홉 곳에 조명을 갖추겠다고 약속했다.", "오는 5월", "오는 7월"),
    ("ko", "산책로를 설계한 미국 법인에는 {}를 투자했다.", "3,400만 달러", "3,400만 유로"),
    ("ko", "공사 자재를 실은 비행기는 어제 오후 {}으로 들어왔다.", "인천공항", "부산공항"),
    ("ko", "포구 앞 모래밭은 지난해 {} 넓어졌다.", "1,850㎡", "1,850평"),
    ("en", "Each family near the walkway will receive {} from the council.", "£500", "$500"),
    ("en", "The harbour wall was closed for repairs that lasted {} in all.", "14 weeks", "14 months"),
    ("en", "Not one of the keepers will move to the new house before {}.", "March", "May"),
    ("en", "{} of the members voted against the plan and two stayed away.", "Four", "Six"),
    ("en", "The number of walkers was counted between {}.", "March 2015 and March 2016", "April 2015 and March 2016"),
]


def article(language: str, *sentences: str) -> Article:
    """An article of the sentences, published on one day."""
    text = "\n\n".join((FILLER[language], *sentences))
    (made,) = sources.assign_ids([sources.read(text.encode(), media_type="text/plain", language=language)])
    return made.model_copy(update={"published": "2026-03-12"})


def conflicts(*articles: Article) -> list[Comparison]:
    return [c for e in reconcile(articles).reconciled for c in e.comparisons if c.verdict == "conflict"]


@pytest.mark.parametrize(("language", "sentence", "one", "other"), TOLD_OTHERWISE)
def test_another_value_in_the_same_words_is_a_conflict(language: str, sentence: str, one: str, other: str) -> None:
    (found,) = conflicts(article(language, sentence.format(one)), article(language, sentence.format(other)))
    assert len(found.sides) == 2


def test_the_same_words_outweigh_the_same_value_elsewhere() -> None:
    votes = "{} of the members voted against the plan for the wall.", "Two of the keepers stayed away on the day."
    found = conflicts(article("en", votes[0].format("Four"), votes[1]), article("en", votes[0].format("Two"), votes[1]))
    assert [{e.text for e in c.evidence} for c in found] == [{"Four", "Two"}]


def test_a_clause_that_both_have_with_both_values_asks_two_questions() -> None:
    rows = [f"The price of a house in {town} rose by 3.2 percent." for town in ("Dover", "Margate")]
    assert conflicts(article("en", *rows), article("en", *rows[::-1])) == []


def test_two_articles_with_other_times_in_a_clause_are_not_held_against_each_other() -> None:
    told = "As of yesterday evening the harbour had room for {} fishing boats."
    later = article("en", told.format(58)).model_copy(update={"published": "2026-03-19"})
    assert conflicts(article("en", told.format(46)), later) == []
