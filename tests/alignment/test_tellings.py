"""Claims of distant articles that tell of one thing meet, whoever else is there and whatever came first."""

from __future__ import annotations

import random

import sources
from reconcile.alignment.related import Related, profile
from reconcile.alignment.tellings import Tellings
from reconcile.claims.extract import Extraction, extract
from reconcile.story import Story
from tests.bench.story import made_story

SHARED = "문을 닫은 가게는 골목 안쪽에만 {}곳이라고 상인회가 밝혔다."
OTHERS = (
    "다리 공사는 봄에 시작됐다. 하천 둑길은 걸어서만 지날 수 있다.",
    "버스 노선은 두 갈래로 나뉜다. 정류장마다 안내문이 붙었다.",
    "시장 상인들은 천막을 걷었다. 물은 새벽에야 빠졌다.",
)


def read(*counts: int) -> list[Extraction]:
    texts = [f"{other} {SHARED.format(count)}" for other, count in zip(OTHERS, counts, strict=False)]
    made = [sources.from_text(text, published="2026-08-01", language="ko") for text in texts]
    return [extract(article) for article in sorted(made, key=lambda a: a.id)]


def tellings(extractions: list[Extraction]) -> Tellings:
    related = Related(map(profile, extractions))
    found = Tellings(related)
    for extraction in extractions:
        found.add(extraction)
    return found


def shared_claims(extractions: list[Extraction]) -> set[str]:
    return {c.id for e in extractions for c in e.claims if "상인회" in c.text}


def test_a_claim_meets_the_nearest_that_has_its_figure_and_the_nearest_that_has_not() -> None:
    read_ = read(47, 47, 74)
    pairs = tellings(read_).pairs()
    assert len(pairs) >= 2
    assert set().union(*pairs.values()) == shared_claims(read_)


def test_the_order_of_adding_makes_no_difference() -> None:
    read_ = read(47, 47, 74)
    for seed in range(6):
        assert tellings(random.Random(seed).sample(read_, len(read_))).pairs() == tellings(read_).pairs()


def test_two_articles_far_apart_in_a_long_story_are_in_conflict_over_one_sentence_that_only_they_have() -> None:
    articles, _ = made_story(30)
    far = []
    for number, count in ((3, 47), (22, 74)):
        text = f"{articles[number].text}\n{SHARED.format(count)}"
        far.append(sources.from_text(text, published=articles[number].published, language="ko"))
    story = Story()
    story.extend([a for n, a in enumerate(articles) if n not in (3, 22)] + far)
    found = [c for entry in story.reconciliation().reconciled for c in entry.comparisons]
    told = [{e.text for e in c.evidence} for c in found if c.verdict == "conflict"]
    assert {"47곳", "74곳"} in told
