"""A kept story and one filled at once give the same document, byte for byte, in every order and every process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import sources
from reconcile import RepeatedArticle, Story, reconcile
from reconcile.claims.extract import extract
from reconcile.pipeline import reconcile_extracted
from schemas.article import Article
from schemas.reconciliation import Comparison, Reconciliation
from tests.bench.story import made_story

GROUPS = Path(__file__).parent / "quality" / "groups"
NAMES = ("valley-downpour", "xl-gas-carrier-order", "grain-elevator-blast")


@cache
def group(name: str) -> tuple[Article, ...]:
    folder = GROUPS / name
    found = sources.assign_ids([sources.read(str(path)) for path in sorted(folder.glob("*.txt"))])
    assert len(found) > 1
    return tuple(sorted(found, key=lambda a: a.id))


@cache
def document(name: str) -> str:
    return reconcile(group(name)).model_dump_json()


def conflicts(found: Reconciliation) -> list[Comparison]:
    return [c for e in found.reconciled for c in e.comparisons if c.verdict == "conflict"]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", NAMES)
def test_a_story_is_what_reconcile_makes_of_its_articles_in_any_order_of_adding(name: str, seed: int) -> None:
    articles = random.Random(seed).sample(group(name), len(group(name)))
    story = Story()
    for article in articles:
        story.add(article)
        story.reconciliation()  # what is kept from one document to the next changes nothing
    assert story.reconciliation().model_dump_json() == document(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_extracted_once_may_be_compared_in_one_story_after_another(name: str) -> None:
    read = [extract(article) for article in group(name)]
    reconcile_extracted(read[:2])
    reconcile_extracted([read[0], extract(group("bongam-waterfront")[0])])
    assert reconcile_extracted(read).model_dump_json() == document(name)


def test_a_story_is_the_same_when_an_article_came_and_went() -> None:
    story = Story()
    story.extend([*group("valley-downpour")[:2], group("bongam-waterfront")[0]])
    story.reconciliation()
    story.add(group("valley-downpour")[2])
    story.remove(group("bongam-waterfront")[0].id)
    story.reconciliation()
    story.extend(group("valley-downpour")[3:])
    assert story.reconciliation().model_dump_json() == document("valley-downpour")


def test_a_story_to_which_another_language_comes_grows_like_any() -> None:
    korean, english = group("bongam-waterfront")[:2], group("xl-gas-carrier-order")
    story = Story()
    for article in (*korean, *english):
        story.add(article)
        story.reconciliation()
    at_once = reconcile(sorted([*korean, *english], key=lambda a: a.id))
    assert story.reconciliation().model_dump_json() == at_once.model_dump_json()


def test_articles_read_before_are_compared_like_any() -> None:
    read = [extract(article) for article in group("valley-downpour")]
    assert reconcile_extracted(read).model_dump_json() == document("valley-downpour")


def test_a_story_refuses_an_article_that_it_has() -> None:
    story = Story()
    first = group("valley-downpour")[0]
    story.add(first)
    assert first.id in story and len(story) == 1
    with pytest.raises(RepeatedArticle):
        story.add(first)


def test_a_long_story_is_the_same_in_any_order_of_adding_and_keeps_a_conflict_of_one_article() -> None:
    articles, planted = made_story(40, plant=True)
    story = Story()
    for article in random.Random(3).sample(articles, len(articles)):
        story.add(article)
    found = story.reconciliation()
    told = {e.article for c in conflicts(found) for e in c.evidence if e.text == planted.text}
    assert planted.article in told
    rest = Story()
    rest.extend(articles[:20])
    rest.reconciliation()
    rest.extend(articles[20:])
    assert rest.reconciliation().model_dump_json() == found.model_dump_json()


SCRIPT = """
import sys
from tests.bench.story import made_story
from reconcile import reconcile
sys.stdout.write(reconcile(made_story(12)[0]).model_dump_json())
"""


def test_the_bytes_are_the_same_in_every_process() -> None:
    found = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
