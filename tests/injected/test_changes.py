"""The bench changes what it says it changes, and nothing else, the same way in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sources
from reconcile.alignment.values import relate
from reconcile.bench.bundled import bundled
from reconcile.bench.draft import EditsOverlap, blocks_of, copy_of
from reconcile.bench.generate import injected, made_copy, reworded
from reconcile.bench.measure import read
from reconcile.bench.model import INJECTED, REWORDED, Change, Edit, chance
from reconcile.bench.source import Source
from reconcile.claims.extract import Extraction, extract
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.article import Article, Block
from schemas.claim import Detail
from schemas.values import PlaceValue

ROOT = Path(__file__).resolve().parents[2]
SEED = 0
LEAST = 20
"""Changes of every kind in each language."""
LEAST_IN_ALL = 300
SAMPLE = 6
"""Copies of each kind and language that are read anew."""


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(read(bundled()))


@cache
def changes() -> tuple[tuple[Extraction, Change], ...]:
    return tuple((e, c) for e in extractions() for c in (*injected(e, SEED)[0], *reworded(e, SEED)))


def digest() -> str:
    """Of every change of some articles, seen as a process of its own would see them."""
    some = read(article for language in ("ko", "en") for article in bundled((language,))[:2])
    told = [[c.key, c.focus, c.order, sorted(c.allowed)] for e in some for c in (*injected(e, 0)[0], *reworded(e, 0))]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def kinds(wanted: tuple[str, ...], language: str) -> Counter[str]:
    return Counter(c.kind for e, c in changes() if e.language == language and c.kind in wanted)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("wanted", [INJECTED, REWORDED], ids=["injected", "reworded"])
def test_every_kind_occurs_often_enough(language: str, wanted: tuple[str, ...]) -> None:
    found = kinds(wanted, language)
    assert {k: found[k] for k in wanted if found[k] < LEAST} == {}
    assert sum(found.values()) >= LEAST_IN_ALL


def test_a_change_changes_its_spans_and_nothing_else() -> None:
    for extraction, change in changes():
        if change.order is not None:
            continue
        original, copy = extraction.article.text, copy_of(extraction.article, change.edits)
        at = shift = 0
        for edit in change.edits:
            assert copy.article.text[at + shift : edit.start + shift] == original[at : edit.start]
            assert copy.article.text[edit.start + shift :].startswith(edit.new)
            assert original[edit.start : edit.end] != edit.new
            shift += len(edit.new) - (edit.end - edit.start)
            at = edit.end
        assert copy.article.text[at + shift :] == original[at:]


def test_a_focus_of_the_copy_holds_what_was_put_there() -> None:
    for extraction, change in changes():
        copy = made_copy(extraction, change, "plain", SEED)
        for edit in change.edits:
            a, b = copy.at((edit.start, edit.end))
            assert copy.article.text[a:b] == edit.new
        for start, end in change.focus:
            a, b = copy.at((start, end))
            kept = extraction.article.text[start:end]
            inside = [e for e in change.edits if e.start < end and start < e.end]
            if not inside:
                assert copy.article.text[a:b] == kept


def test_a_new_order_moves_whole_paragraphs() -> None:
    for extraction, change in changes():
        if change.kind == "order":
            article = made_copy(extraction, change, "plain", SEED).article
            told = sorted(extraction.article.text[b.start : b.end] for b in blocks_of(extraction.article))
            assert sorted(article.text[b.start : b.end] for b in blocks_of(article)) == told
            assert article.text != extraction.article.text


def test_a_reworded_copy_keeps_the_change() -> None:
    for extraction, change in changes()[::7]:
        if change.injected:
            copy = made_copy(extraction, change, "reworded", SEED)
            spans = [copy.at((e.start, e.end)) for e in change.edits]
            assert [copy.article.text[a:b] for a, b in spans] == [e.new for e in change.edits]


@cache
def sampled(kind: str) -> tuple[tuple[Extraction, Change], ...]:
    found: list[tuple[Extraction, Change]] = []
    for language in ("en", "ko"):
        of_kind = [(e, c) for e, c in changes() if e.language == language and c.kind == kind]
        found += sorted(of_kind, key=lambda x: chance(1, x[1].edits).random())[:SAMPLE]
    return tuple(found)


@pytest.mark.parametrize("kind", ["place", "date", "figure", "unit"])
def test_values_before_and_after_differ_for_our_own_reader(kind: str) -> None:
    gazetteer = Gazetteer.load()
    unread = []
    for extraction, change in sampled(kind):
        copy = made_copy(extraction, change, "plain", SEED)
        again = Source(extract(copy.article))
        detail_kind = "figure" if kind == "unit" else kind
        for edit in change.edits:
            a, b = copy.at((edit.start, edit.end))
            was = [d for d in Source(extraction).details if d.kind == detail_kind and _meet(d, edit.start, edit.end)]
            now = [d for d in again.details if d.kind == detail_kind and _meet(d, a, b)]
            if kind == "place":
                same = bool(_ids(was, edit.start, edit.end) & _ids(now, a, b) - {None})
            else:
                same = any(relate(x.value, y.value, gazetteer).standing == "same" for x in was for y in now)
            if same:
                unread.append((change.kind, change.edits, [d.text for d in was], [d.text for d in now]))
    assert unread == []


@pytest.mark.parametrize("kind", ["rounding", "notation", "words"])
def test_reworded_numbers_are_one_value_for_our_own_reader(kind: str) -> None:
    gazetteer = Gazetteer.load()
    apart = []
    for extraction, change in sampled(kind):
        copy = made_copy(extraction, change, "plain", SEED)
        again = Source(extract(copy.article))
        edit = change.edits[0]
        a, b = copy.at((edit.start, edit.end))
        was = [d for d in Source(extraction).figures if _meet(d, edit.start, edit.end)]
        now = [d for d in again.figures if _meet(d, a, b)]
        if any(relate(x.value, y.value, gazetteer).standing == "different" for x in was for y in now):
            apart.append((change.edits, [d.text for d in was], [d.text for d in now]))
    assert apart == []


def _ids(details: list[Detail], start: int, end: int) -> set[str | None]:
    """The ids of the places that are named at the span: links of chains, or whole details."""
    values = [(d, d.value) for d in details if isinstance(d.value, PlaceValue)]
    links = {p.id for _, v in values for p in v.parts if p.start < end and start < p.end}
    return links or {v.id for _, v in values}


def _meet(detail: Detail, start: int, end: int) -> bool:
    return detail.start < end and start < detail.end


def test_changes_are_the_same_in_every_process() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\nfrom tests.injected.test_changes import digest\nprint(digest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT)],
            capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hashseed},
        ).stdout.strip()
        for hashseed in ("1", "2")
    }  # fmt: skip
    assert told == {digest()}


def test_another_seed_makes_other_changes() -> None:
    first = extractions()[0]
    assert injected(first, 0)[0] != injected(first, 1)[0]


def test_an_article_is_changed_the_same_way_whatever_stands_beside_it() -> None:
    alone = sources.from_text(extractions()[3].article.text, published=extractions()[3].article.published)
    kept = [(c.kind, c.edits) for c in injected(extract(alone), SEED)[0]]
    assert kept == [(c.kind, c.edits) for c in injected(extractions()[3], SEED)[0]]


@pytest.mark.parametrize(
    "edits",
    [[Edit(0, 4, "x"), Edit(3, 5, "y")], [Edit(2, 8, "over the gap")], [Edit(5, 6, "in the gap")]],
    ids=["two edits touch", "an edit runs over two blocks", "an edit lies in no block"],
)
def test_edits_that_cannot_be_made_are_refused(edits: list[Edit]) -> None:
    text = "first\n\nsecond"
    blocks = (Block(kind="title", start=0, end=5), Block(kind="paragraph", start=7, end=13))
    with pytest.raises(EditsOverlap):
        copy_of(Article(id="a000000000000", text=text, blocks=blocks), edits)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("ab가", max_size=3)), max_size=6), st.data())
def test_every_span_outside_the_edits_keeps_its_text(rows: list[tuple[int, int, str]], data: st.DataObject) -> None:
    text = "열두 글자가 있는 문장이다. Another sentence of some length stands here."
    edits: list[Edit] = []
    for start, length, new in sorted(rows):
        if not edits or start > edits[-1].end:
            edits.append(Edit(start, start + length, new))
    copy = copy_of(Article(id="a000000000000", text=text), edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if all(e.end < start or end < e.start for e in edits):
        a, b = copy.at((start, end))
        assert copy.article.text[a:b] == text[start:end]
