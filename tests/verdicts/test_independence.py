"""Runs copies.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.verdicts.independence import Independence, Place
from schemas.article import Article, Block

CASES = tomllib.loads((Path(__file__).parent / "copies.toml").read_text("utf-8"))["case"]

each_case = pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])


def articles(case: dict[str, Any]) -> list[Article]:
    return [Article(id=f"a{n:012x}", text="\n".join(said)) for n, said in enumerate(case["articles"])]


def place(made: list[Article], number: int, words: str) -> Place:
    start = made[number].text.index(words)
    return made[number].id, start, start + len(words)


@each_case
def test_copies_are_told_and_count_once(case: dict[str, Any]) -> None:
    made = articles(case)
    ids = [a.id for a in made]
    independence = Independence(made)
    assert [[ids.index(a) for a in group] for group in independence.groups] == case["copies"]
    for standing, sources in case["counts"]:
        assert independence.count(ids[n] for n in standing) == sources


@each_case
def test_a_sentence_that_is_copied_counts_once(case: dict[str, Any]) -> None:
    made = articles(case)
    for evidence, sources in case.get("sources", []):
        assert Independence(made).sources(place(made, n, words) for n, words in evidence) == sources


SENTENCES = [
    "the harbour board will clear the old timber quay this autumn",
    "the harbour board will clear the old timber quay this winter",
    "a park of lime trees is to be planted in place of the quay",
    "a park of lime and plum trees is to be planted in place of the quay",
    "the town has waited for nine years and paid for two studies",
    "nobody in the town was asked whether they fish from the quay",
]


@st.composite
def stories(draw: st.DrawFn) -> list[Article]:
    said = draw(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4), min_size=2, max_size=6))
    return [Article(id=f"a{n:012x}", text="\n".join(lines) or f"Nothing {n}") for n, lines in enumerate(said)]


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_adding_makes_no_difference(story: list[Article], random: Any) -> None:
    shuffled = list(story)
    random.shuffle(shuffled)
    one, other = Independence(story), Independence()
    for article in shuffled:
        other.add(article)
    assert other.groups == one.groups
    ids = [a.id for a in story]
    places = [(a.id, 0, 1) for a in story]
    assert other.count(ids) == one.count(ids)
    assert other.sources(places) == one.sources(places)


@given(stories())
def test_sources_are_at_least_one_and_no_more_than_the_articles_as_wholes(story: list[Article]) -> None:
    independence = Independence(story)
    places = [(a.id, 0, 1) for a in story]
    assert 1 <= independence.sources(places) <= independence.count(a.id for a in story) <= len(story)


def test_menus_and_by_lines_make_no_copies() -> None:
    line = "Read more about the harbour, the old quay and the town behind it in our archive"
    one = f"{line}\nThe board will clear the old timber quay this autumn, it said."
    two = f"{line}\nNobody in the town was asked whether they fish from the harbour."
    blocks = [
        (Block(kind="furniture", start=0, end=len(line)), Block(kind="paragraph", start=len(line) + 1, end=len(text)))
        for text in (one, two)
    ]
    made = [Article(id=f"a{n:012x}", text=text, blocks=blocks[n]) for n, text in enumerate((one, two))]
    assert Independence(made).groups == ()
    assert Independence(made).sources([(made[0].id, 0, 4), (made[1].id, 0, 4)]) == 2
