"""Stories of any length: articles put together from sentences of our own, with a figure off here and there."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import NamedTuple

import sources
from schemas.article import Article
from tests.bench.texts import ROOT

GROUPS = ("valley-downpour", "sinkhole-under-bus", "bongam-waterfront", "river-lantern-festival")
SENTENCES = 16
_SLIP = 8
"""One figure in so many is one too high."""
_LONGEST_NUMBER = 8
PLANTED = "시는 이번 일로 문을 닫은 가게가 {}곳이라고 밝혔다."
TOLD, OTHERWISE = 47, 74


class Planted(NamedTuple):
    """The one article of a story that tells a figure otherwise, and how."""

    article: str
    text: str


@cache
def pool() -> tuple[str, ...]:
    """The sentences that articles are made of."""
    files = [path for group in GROUPS for path in sorted((ROOT / "tests/quality/groups" / group).glob("*.txt"))]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(s for line in lines for s in re.split(r"(?<=다\.)\s+", line) if len(s) > 25)


def made_story(count: int, *, seed: int = 1, plant: bool = False) -> tuple[list[Article], Planted]:
    """So many articles; with `plant`, every fourth gives one figure, and one of them gives it otherwise."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        sentences = [_varied(s, chance) for s in chance.sample(pool(), SENTENCES)]
        if plant and number % 4 == 0:
            sentences.append(PLANTED.format(OTHERWISE if number == count // 8 * 4 else TOLD))
        text = f"제목 {number} 사고 속보\n\n" + "\n".join(sentences)
        made.append(sources.from_text(text, published=f"2026-08-{1 + number % 28:02}", language="ko"))
    articles = sources.assign_ids(made)
    return articles, Planted(articles[count // 8 * 4].id, f"{OTHERWISE}곳")


def long_articles(characters: int) -> list[Article]:
    """Two articles of so many characters each that share half of their sentences."""
    made = []
    for seed in (1, 2):
        chance = random.Random(seed)
        order = [*pool()[::2], *chance.sample(pool()[1::2], len(pool()) // 2)]
        text = "두 신문의 한 사건\n\n"
        for sentence in chance.sample(order[: len(order) // 2], len(order) // 2):
            if len(text) >= characters:
                break
            text += _varied(sentence, chance) + "\n"
        made.append(sources.from_text(text[:characters], published=f"2026-08-1{seed}", language="ko"))
    return sources.assign_ids(made)


def _varied(sentence: str, chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        if len(match.group()) > _LONGEST_NUMBER:
            return match.group()
        return str(int(match.group()) + (chance.randrange(_SLIP) == 0))

    return re.sub(r"\d+", other, sentence)
