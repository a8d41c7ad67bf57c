"""Furniture of web pages: all that is seen around an article stays in its text, and nothing stands there twice."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.claims.extract import extract
from schemas.article import Article
from sources import read
from sources.errors import NoArticleFound

CASES = tomllib.loads((Path(__file__).parent / "cases" / "furniture.toml").read_text(encoding="utf-8"))
SENTENCES: list[str] = CASES["sentences"]


def filled(text: str) -> str:
    return text.format(None, *SENTENCES)


def page(body: str, head: str = "") -> bytes:
    return f'<html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def shown(article: Article) -> list[str]:
    return [f"{b.kind}: {article.text[b.start : b.end]}".replace("\n", "⏎") for b in article.blocks]


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: case["name"])
def test_a_page_is_read_into_these_blocks(case: dict[str, Any]) -> None:
    article = read(page(filled(case["body"]), case.get("head", "")))
    assert shown(article) == [filled(block) for block in case["blocks"]]


ARTICLE = filled("<article><h1>Market hall to rise again</h1><p>{1}</p><p>{2}</p><p>{3}</p></article>")
MENUS = "".join(f"<li><a>Menü Nr. {i} mit 5 % Rabatt, 4. März 1999</a></li>" for i in range(1_000))


def test_menus_longer_than_the_article_change_nothing_of_what_is_read() -> None:
    bare, clad = read(page(ARTICLE)), read(page(f"<nav><ul>{MENUS}</ul></nav>{ARTICLE}<footer>{MENUS}</footer>"))
    for field in ("title", "outlet", "byline", "published", "timezone", "language"):
        assert getattr(clad, field) == getattr(bare, field)
    assert [block for block in shown(clad) if not block.startswith("furniture")] == shown(bare)
    assert clad.text.count("Menü") == 2_000
    assert [block.kind for block in clad.blocks].count("furniture") == 2


def test_furniture_makes_no_claims_and_moves_no_claim_in_its_article() -> None:
    bare, clad = (
        extract(read(page(body))) for body in (ARTICLE, f"<nav>Bus station to cost £12m in 2027</nav>{ARTICLE}")
    )
    assert [claim.text for claim in clad.claims] == [claim.text for claim in bare.claims]
    assert [mention.position for mention in clad.mentions] == [mention.position for mention in bare.mentions]


@pytest.mark.parametrize("count", [60, 600])
def test_no_paragraph_with_an_advertisement_inside_stands_in_the_text_twice(count: int) -> None:
    rows = "".join(
        f'<p>Stall {i} <span class="ad">Half-price sofas</span> of the hall. {SENTENCES[0]}</p>' for i in range(count)
    )
    article = read(page(f"<article><h1>Stalls</h1>{rows}</article>"))
    assert article.text.count(SENTENCES[0]) == count
    assert article.text.count("Half-price sofas") == count


PARTS = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "<nav>", "</nav>", "<aside>", "</aside>"),
        *("<a>", "</a>", "<span class=ad>", "</span>", "<div hidden>", "<table><tr><td>", "<td>", "</table>", "<h1>"),
        *("</h1>", "<figure><figcaption>", "</figcaption></figure>", "<p class=byline>", "<time>", "</time>", "<!--"),
        *(" ", "\n", "&nbsp;", "&shy;", "🌉", "각", "\u1100\u1161\u11a8", "２", "More", "By Ada Hill", "4 March 2025"),
        *SENTENCES,
    ]
)


@settings(max_examples=50)
@given(st.lists(PARTS, max_size=30).map("".join), st.lists(PARTS, max_size=30).map("".join))
def test_blocks_hold_all_of_the_text_in_order_without_overlap(before: str, behind: str) -> None:
    try:
        article = read(page(before + ARTICLE + behind))
    except NoArticleFound:
        return
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        assert not article.text[at : block.start].strip()
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        at = block.end
    assert at == len(article.text)


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from(["News", "9.1", "각도", "Read more", *SENTENCES]), max_size=3), max_size=4))
def test_every_word_that_is_seen_is_in_the_text_as_often_as_on_the_page(menus: list[list[str]]) -> None:
    nav = "".join("<ul>" + "".join(f"<li><a>{item}</a></li>" for item in menu) + "</ul>" for menu in menus)
    article = read(page(f"<div>{nav}</div>{ARTICLE}<footer>{nav}</footer>"))
    seen = [item for menu in menus for item in menu]
    for item in {*seen, *SENTENCES}:
        assert article.text.count(item) == 2 * seen.count(item) + SENTENCES.count(item)
