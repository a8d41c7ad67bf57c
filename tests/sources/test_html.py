"""Web pages: the article's own text, its captions and by-line, and what the page says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources import read
from sources.errors import NoArticleFound

PAGE = (Path(__file__).parent / "cases" / "page.html").read_text(encoding="utf-8")
SENTENCE = "나루시는 4일 새 다리를 짓기 시작했다고 밝혔다. 사업비는 모두 300억원이고 길이는 420m에 이른다."
MORE = "도하람 시장은 “십 년을 기다린 다리”라고 말했다. 다리는 2027년에 열리며 하루 2만대가 지날 것으로 보인다."

META = '<meta property="article:{}_time" content="{}">'
LINKED = '<script type="application/ld+json">{}</script>'


def korean(head: str = "", above: str = "", lang: str = "ko") -> bytes:
    return (
        f'<html lang="{lang}"><head><meta charset="utf-8"><title>다리 착공</title>{head}</head>'
        f"<body><h1>다리 착공</h1>{above}"
        f"<article><p>{SENTENCE}</p><p>{MORE}</p></article></body></html>"
    ).encode()


def test_a_page_gives_title_by_line_captions_sub_heads_and_paragraphs_in_order() -> None:
    article = read(PAGE.encode())
    assert [(block.kind, article.text[block.start : block.end][:32]) for block in article.blocks] == [
        ("furniture", "News\nSport"),
        ("furniture", "Kitchens: 20% off until 31 March"),
        ("title", "Coalbrook starts work on its bri"),
        ("byline", "By Ada Wrenfield, transport repo"),
        ("byline", "21:47, 4 March 2025"),
        ("caption", "How the bridge could look in 202"),
        ("furniture", "(Image: Wrenfield Works)"),
        ("furniture", "Share\n14 comments"),
        ("paragraph", "Work on a new bridge over the Se"),
        ("paragraph", "The council said that the bridge"),
        ("subhead", "‘Long overdue’"),
        ("paragraph", "“This is long overdue,” said Har"),
        ("caption", "The ferry in 1978, two years aft"),
        ("furniture", "Get the Herald in your inbox\nJoi"),
        ("paragraph", "The ferry, which the county has "),
        ("furniture", "Read more"),
        ("furniture", "Council leader defends plan for "),
        ("furniture", "© 2025 Severn Herald Ltd."),
    ]


@pytest.mark.parametrize("words", ["Kitchens", "Sport", "42,000", "1,100 homes", "Severn Herald Ltd", "14 comments"])
def test_what_surrounds_an_article_is_furniture_of_its_text(words: str) -> None:
    article = read(PAGE.encode())
    at = article.text.index(words)
    assert [block.kind for block in article.blocks if block.start <= at < block.end] == ["furniture"]


def test_a_page_says_who_published_it_and_when() -> None:
    article = read(PAGE.encode())
    assert (article.title, article.outlet, article.byline) == (
        "Coalbrook starts work on its bridge",
        "Severn Herald",
        "Ada Wrenfield",
    )
    assert (article.published, article.timezone, article.language) == ("2025-03-04T21:47:00Z", "UTC", "en")
    assert article.url == "https://www.severnherald.example/bridge"


@pytest.mark.parametrize(
    ("head", "above", "published"),
    [
        (META.format("published", "2025-03-04T10:00:00+09:00"), "", "2025-03-04T10:00:00+09:00"),
        (META.format("published", "2025-03-03T16:00:00Z"), "", "2025-03-04T01:00:00+09:00"),
        (META.format("modified", "2025-03-05T10:00:00+09:00"), "", None),
        (LINKED.format('[{"@type":"NewsArticle","datePublished":"2025-03-04"}]'), "", "2025-03-04"),
        (LINKED.format("{broken"), "", None),
        ("", '<time datetime="2025-03-04 10:00">어제</time>', "2025-03-04T10:00"),
        ("", '<time class="updated" datetime="2025-03-05 10:00">어제</time>', None),
        ("", '<p class="date">입력 2025.03.04 10:00 수정 2025.03.05 11:00</p>', "2025-03-04T10:00"),
    ],
)
def test_the_time_of_publication_is_found_wherever_the_page_has_it(
    head: str, above: str, published: str | None
) -> None:
    article = read(korean(head, above))
    assert article.published == published
    assert article.timezone == "Asia/Seoul"


def test_a_deck_under_the_headline_is_a_sub_head_and_one_further_down_is_not_taken() -> None:
    page = korean(above='<div class="subtitle">길이 420m, 2027년 개통</div>').replace(
        b"</body>", '<div class="subtitle">다른 기사의 부제</div></body>'.encode()
    )
    article = read(page)
    assert [block.kind for block in article.blocks] == ["title", "subhead", "paragraph", "paragraph", "furniture"]
    assert article.text.endswith("다른 기사의 부제")


def test_paragraphs_parted_by_line_breaks_alone_are_paragraphs() -> None:
    body = f"<div id='article'>{SENTENCE}<br><br>{MORE}<br><br>{SENTENCE} 시는 이렇게 덧붙였다.</div>"
    article = read(
        f"<html lang='ko'><head><meta charset='utf-8'></head><body><h1>다리 착공</h1>{body}</body></html>".encode()
    )
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><p>Log in</p></body></html>", "<html><body><nav>News</nav>"]
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(NoArticleFound, match="no article in the page"):
        read(page.encode())


def test_a_caption_without_a_line_break_behind_it_is_parted_from_the_paragraph() -> None:
    picture = "<span><img src='a.jpg'><em class='img_desc'>새 다리의 조감도. /나루시 제공</em></span>"
    body = f"<article>{picture}[새벽신문 나도연 기자] {SENTENCE}<br><br>{MORE}</article>"
    article = read(f"<html><head><meta charset='utf-8'></head><body><h1>다리 착공</h1>{body}</body></html>".encode())
    kinds = ["title", "caption", "furniture", "byline", "paragraph", "paragraph"]
    assert [block.kind for block in article.blocks] == kinds


def test_a_row_of_a_table_is_one_paragraph_and_an_advertisement_behind_it_is_furniture() -> None:
    table = "<table><tr><td>1공구</td><td>200m</td></tr></table><div class='ad'>반값 50% 할인</div>"
    body = f"<article><p>{SENTENCE}</p>{table}<p>{MORE}</p><p>{SENTENCE} 시는 이렇게 덧붙였다.</p></article>"
    article = read(f"<html><head><meta charset='utf-8'></head><body><h1>다리 착공</h1>{body}</body></html>".encode())
    shown = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert shown[2:4] == [("paragraph", "1공구 200m"), ("furniture", "반값 50% 할인")]
