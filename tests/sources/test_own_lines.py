"""By-lines, furniture and outlets that the user names are read as named, before what a line looks like."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import sources
from schemas.article import Article
from schemas.knowledge import NOTHING, OwnKnowledge

CASES = tomllib.loads(Path(__file__).with_name("own_lines.toml").read_text(encoding="utf-8"))["case"]
OUTLET = OwnKnowledge.model_validate({"outlet": [{"name": "Tidewatch", "aliases": ["Tidewatch Desk"]}]})


def kinds(article: Article) -> list[str]:
    return [block.kind for block in article.blocks]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_text_is_read_with_what_the_user_knows(case: dict[str, Any], form: str) -> None:
    own = OwnKnowledge.model_validate(case["own"])
    text = unicodedata.normalize(form, case["text"])
    article = sources.from_text(text, url=case.get("url"), own=own)
    assert kinds(article) == case["kinds"]
    assert article.text == text
    for name in ("outlet", "byline"):
        if name in case:
            assert unicodedata.normalize("NFC", getattr(article, name) or "") == case[name]
    assert kinds(sources.from_text(text, url=case.get("url"))) == case.get("without", case["kinds"])


def test_a_page_is_read_with_what_the_user_knows() -> None:
    said = "The marina will grow to forty moorings by the end of the year, the port authority said on Wednesday."
    page = f"""<html><head><meta property="og:site_name" content="TIDEWATCH DESK"><title>Marina to grow</title></head>
    <body><article><h1>Marina to grow</h1><p>Told by Ada on the quay</p><p>{said}</p>
    <p>Seven stories a day are free for all neighbours of the harbour.</p><p>{said.replace("forty", "40")}</p>
    </article></body></html>""".encode()
    own = OwnKnowledge(
        byline=("Told by .+",),
        furniture=("Seven stories a day are free for all neighbours of the harbour.",),
        outlet=OUTLET.outlet,
    )
    article = sources.read(page, media_type="text/html", own=own)
    assert article.outlet == "Tidewatch"
    found = {article.text[b.start : b.end]: b.kind for b in article.blocks}
    assert found[own.furniture[0]] == "furniture"
    assert found.get("Told by Ada on the quay", "byline") == "byline"
    assert sources.read(page, media_type="text/html").outlet == "TIDEWATCH DESK"


def test_the_outlet_of_a_saved_article_is_printed_under_its_name() -> None:
    saved = sources.from_text("The marina will grow.", outlet="Tidewatch desk")
    data = saved.model_dump_json(by_alias=True).encode()
    assert sources.read(data, media_type="application/json", own=OUTLET).outlet == "Tidewatch"
    assert sources.read(data, media_type="application/json").outlet == "Tidewatch desk"


def test_an_outlet_that_the_caller_names_is_printed_under_its_name_too() -> None:
    assert sources.from_text("The marina will grow.", outlet="tidewatch desk", own=OUTLET).outlet == "Tidewatch"


def test_nothing_known_changes_nothing() -> None:
    text = "\n\n".join(case["text"] for case in CASES)
    assert sources.from_text(text, own=NOTHING) == sources.from_text(text)
