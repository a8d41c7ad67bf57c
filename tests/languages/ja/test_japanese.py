"""Japanese: what is read in the rows of rows.toml, and that the small pack takes its part in a run."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile import reconcile
from reconcile.claims.extract import extract
from reconcile.languages.ja.figures import scan
from schemas.article import Article
from schemas.knowledge import Alias, OwnCounter, OwnKnowledge
from sources import from_text

ROWS = tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8"))["row"]
KANJI = "〇一二三四五六七八九"


def article(text: str, published: str | None = "2026-03-15") -> Article:
    return from_text(text, published=published, language="ja")


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_rows_are_read_as_they_say(row: dict[str, Any]) -> None:
    claims = extract(article(row["text"], row.get("published", "2026-03-15") or None)).claims
    details = [d for claim in claims for d in claim.details]
    for wanted in row["expect"]:
        found = [d for d in details if d.kind == wanted["kind"] and d.text == wanted["text"]]
        assert found, (wanted, [(d.kind, d.text) for d in details])
        value = found[0].value.model_dump(mode="json")
        stated = {k: v for k, v in wanted.items() if k not in ("kind", "text", "role", "id")}
        assert {k: value[k] or "" if v == "" else value[k] for k, v in stated.items()} == stated
        if "role" in wanted:
            assert found[0].role is not None
            assert (found[0].role.text, found[0].role.id) == (wanted["role"], wanted.get("id"))
    texts = {d.text for d in details if d.kind in row.get("only", ())}
    assert texts <= {wanted["text"] for wanted in row["expect"]}
    if "claims" in row:
        assert [f"{c.polarity} {c.modality}" for c in claims] == row["claims"]


@given(st.integers(1, 9999))
def test_every_number_is_read_back_from_kanji(number: int) -> None:
    parts = ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            parts += ("" if digit == 1 and word else KANJI[digit]) + word
    read = scan(parts, 0)
    assert read is not None and read.amount == number and read.end == len(parts)


@given(st.text(alphabet="一二十千万億3,.年月日時分人円約~対第の前後間(火)午前、。", max_size=60))
def test_no_text_raises(text: str) -> None:
    found = extract(article(text + "。"))
    assert all(found.article.text[d.start : d.end] == d.text for c in found.claims for d in c.details)


def test_names_and_counters_of_the_user_are_read() -> None:
    own = OwnKnowledge(
        alias=(Alias(kind="organisation", name="Aoba Rail", aliases=("青葉鉄道",)),),
        counter=(OwnCounter(unit="parcel", words=("区画",)),),
    )
    claims = extract(article("青葉鉄道は土地12区画を買った。"), own).claims
    assert [(d.kind, d.text) for c in claims for d in c.details if d.kind != "statement"] == [
        ("organisation", "青葉鉄道"),
        ("figure", "12区画"),
    ]


def test_three_languages_agree_on_one_figure() -> None:
    told = [
        article("青葉町の工場で14日、火災があり、37人が負傷した。"),
        from_text("아오바정의 공장에서 14일 불이 나 37명이 다쳤다.", published="2026-03-15", language="ko"),
        from_text("A factory fire in Aoba on March 14 injured 37 people.", published="2026-03-15", language="en"),
    ]
    document = reconcile(told)
    agreed = [c for entry in document.reconciled for c in entry.comparisons if c.verdict == "agreement"]
    figures = [c for c in agreed if c.kind == "figure"]
    assert [{e.article for e in c.evidence} for c in figures] == [{a.id for a in told}]
