"""What is pasted as text and is the source of a page, and what only speaks of one."""

from __future__ import annotations

import pytest

from sources.pasted import is_page_source

SENTENCES = (
    "솔섬군은 7일 방파제를 30m 늘렸다고 밝혔다.",
    "공사에는 45억 원이 들었다.",
    "군수는 “파도를 걱정하지 않게 됐다”고 말했다.",
)
PARAGRAPHS = "".join(f"<p class='a b'>{each}</p>\n" for each in SENTENCES)
SOURCES = {
    "paragraphs": PARAGRAPHS,
    "a heading and paragraphs": f"<H1>방파제</H1>{PARAGRAPHS.upper()}",
    "lines in one element": f'<div id="body">{"<br><br>".join(SENTENCES)}</div>',
    "a page": f"<!doctype html>\n<html><head><title>가</title><script>let a = '<p>'</script></head><body>{PARAGRAPHS}"
    "<script>track('방파제 방파제 방파제 방파제 방파제 방파제')</script></body></html>",
    "a page whose end is cut off": f"<!DOCTYPE html><html><body><div>{PARAGRAPHS}<p>군은 또",
    "a part whose ends are cut off": f"{PARAGRAPHS}<div><p>또",
    "a line before its first element": f"방파제{PARAGRAPHS}",
    "elements in elements": f"<section><div>{PARAGRAPHS}</div><ul><li>가</li><li>나</li></ul></section>",
}
TEXTS = {
    "prose": "\n".join(SENTENCES),
    "nothing": "",
    "one tag in prose": f"{SENTENCES[0]} <b>45억 원</b>이 들었다.",
    "a script": "<script>alert(1)</script>",
    "a script and prose": f"<script>alert(1)</script><img src=x onerror=alert(2)>\n{SENTENCES[0]}",
    "signs of more and less": "3<5, 5>3, 2 < 4, <가온일보> <저녁신문> " * 20,
    "an article about tags": f"<p> 태그는 문단을, <div> 태그는 구역을 뜻한다. {' '.join(SENTENCES)}",
    "an article with an example": f"{' '.join(SENTENCES)}\n<div>\n<p>가</p>\n<p>나</p>\n</div>\n{SENTENCES[1]}",
    "an article that begins with html": f"<html> 태그로 시작한다. {' '.join(SENTENCES)}",
    "tags without words": "<div></div><p></p>" * 20,
    "one element": f"<p>{SENTENCES[0]}</p>",
}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_the_source_of_a_page_is_known(text: str) -> None:
    assert is_page_source(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_that_only_speaks_of_tags_stays_text(text: str) -> None:
    assert not is_page_source(text)


HARD = {
    "tags that never end": "<div " * 200_000,
    "ends of nothing": "</p>" * 200_000,
    "deep elements": "<div>가" * 200_000,
    "scripts that never end": "<script>" * 200_000,
    "scripts that end": "<script></script>" * 100_000,
    "ends of what is far away": "<p>" + "<div>" * 100_000 + "</p>" * 100_000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_no_text_is_looked_at_for_long(text: str) -> None:
    assert not is_page_source(text)
