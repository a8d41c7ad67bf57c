"""What holds of every document, whatever the articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.pipeline import extract, reconcile
from schemas.article import Article
from schemas.reconciliation import RELATIONS, VERDICTS, Comparison, Evidence, Reconciliation
from schemas.span import Span
from schemas.validate import load_reconciliation, validate
from schemas.values import PlaceValue
from sources import assign_ids, from_text
from tests.text.made import Language, articles, texts

CASES = Path(__file__).parent / "cases"
SOME = settings(max_examples=40)
FEW = settings(max_examples=25)

UNRELATED = from_text(
    "Penguin colony thrives\n\nBiologists counted 8,613 nests beside a glacier. Krill stocks remain plentiful.",
    outlet="Elsewhere",
    language="en",
)


OPENING: dict[Language, str] = {
    "ko": "새벽시는 낡은 부두를 헐고 그 자리에 작은 공원을 만든다.",
    "en": "The harbour board will clear the old timber quay to make room for a small park.",
}
"""A sentence long enough to tell a copied text from a coincidence."""


def alone(language: Language) -> st.SearchStrategy[tuple[Language, str]]:
    """A language and an undisturbed text in it."""
    return st.tuples(st.just(language), texts(language, noise=False))


def comparisons(document: Reconciliation) -> Iterator[Comparison]:
    for entry in document.reconciled:
        yield from entry.comparisons


def evidence(document: Reconciliation) -> Iterator[Evidence]:
    for comparison in comparisons(document):
        yield from comparison.evidence
    for check in document.checks:
        yield from check.evidence


def content(document: Reconciliation) -> bytes:
    """The document as bytes, its articles and their coverage by id: what must not depend on the order given."""
    data = document.to_json_dict()
    data["articles"].sort(key=lambda a: a["id"])
    data["summary"]["coverage"].sort(key=lambda c: c["article"])
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def spans(document: Reconciliation) -> Iterator[tuple[str, Span | Evidence]]:
    """Every span that carries its text, with its article."""
    for claim in document.claims:
        yield claim.article, claim
        if claim.attribution is not None:
            yield claim.article, claim.attribution
        for detail in claim.details:
            yield claim.article, detail
            if detail.role is not None:
                yield claim.article, detail.role
    for row in evidence(document):
        yield row.article, row


# -- spans -----------------------------------------------------------------------------------------------------------


@SOME
@given(articles())
def test_every_span_is_the_text_between_its_offsets(given_: list[Article]) -> None:
    document = reconcile(given_)
    text = {a.id: a.text for a in document.articles}
    for article, span in spans(document):
        assert text[article][span.start : span.end] == span.text


@SOME
@given(articles(most=2))
def test_parts_of_a_place_lie_inside_it_and_apart(given_: list[Article]) -> None:
    document = reconcile(given_)
    for row in [*(d for c in document.claims for d in c.details), *evidence(document)]:
        at = row.start
        parts = row.value.parts if isinstance(row.value, PlaceValue) else ()
        for part in sorted(parts, key=lambda p: p.start):
            assert at <= part.start < part.end <= row.end
            at = part.end


@SOME
@given(articles(most=1))
def test_claims_are_in_order_do_not_overlap_and_hold_the_starts_of_their_details(given_: list[Article]) -> None:
    article = given_[0]
    at = 0
    for claim in extract(article):
        assert at <= claim.start < claim.end <= len(article.text)
        assert claim.id == f"{article.id}:{claim.start}-{claim.end}"
        at = claim.end
        for detail in claim.details:
            assert claim.start <= detail.start < detail.end <= claim.end
        block = next(b for b in article.blocks if b.start <= claim.start < b.end)
        assert block.kind == claim.block
        assert claim.end <= block.end


@SOME
@given(articles(most=1))
def test_furniture_and_by_lines_make_no_claims(given_: list[Article]) -> None:
    assert not {c.block for c in extract(given_[0])} & {"furniture", "byline"}


@SOME
@given(articles())
def test_ids_are_unique(given_: list[Article]) -> None:
    document = reconcile(given_)
    for ids in (
        [c.id for c in document.claims],
        [d.id for c in document.claims for d in c.details],
        [e.id for e in document.reconciled],
        [c.id for c in comparisons(document)],
        [c.id for c in document.checks],
    ):
        assert len(ids) == len(set(ids))


# -- the document tiles the claims -----------------------------------------------------------------------------------


@SOME
@given(articles())
def test_every_claim_has_one_home(given_: list[Article]) -> None:
    document = reconcile(given_)
    homes = Counter(claim for entry in document.reconciled for claim in entry.claims)
    assert homes == Counter(c.id for c in document.claims)
    for entry in document.reconciled:
        assert set(entry.also_in) <= set(homes)
        assert not set(entry.also_in) & set(entry.claims)


@SOME
@given(articles())
def test_every_detail_is_value_evidence_once(given_: list[Article]) -> None:
    document = reconcile(given_)
    stands = Counter(e.detail for c in comparisons(document) for e in c.evidence if e.use == "value" and e.detail)
    assert set(stands.values()) <= {1}
    details = {d.id: d.kind for c in document.claims for d in c.details}
    assert set(stands) <= set(details)
    assert {d for d, kind in details.items() if kind != "statement"} <= set(stands)
    for claim in document.claims:
        if claim.details and {d.kind for d in claim.details} == {"statement"}:
            assert claim.details[0].id in stands


@SOME
@given(articles())
def test_evidence_stands_in_its_claim(given_: list[Article]) -> None:
    document = reconcile(given_)
    claims = {c.id: c for c in document.claims}
    for row in evidence(document):
        claim = claims[row.claim]
        assert claim.article == row.article
        assert claim.start <= row.start < row.end <= claim.end
        if row.detail is not None:
            detail = next(d for d in claim.details if d.id == row.detail)
            assert (detail.start, detail.end, detail.value) == (row.start, row.end, row.value)


@SOME
@given(articles())
def test_a_relation_belongs_to_its_verdict(given_: list[Article]) -> None:
    for comparison in comparisons(reconcile(given_)):
        allowed = RELATIONS[comparison.verdict]
        assert comparison.relation in allowed if allowed else comparison.relation is None


@SOME
@given(articles())
def test_an_entry_has_the_first_verdict_that_occurs(given_: list[Article]) -> None:
    for entry in reconcile(given_).reconciled:
        found = {c.verdict for c in entry.comparisons}
        assert entry.verdict == next((v for v in VERDICTS if v in found), "unique")


@SOME
@given(articles())
def test_a_verdict_has_the_sides_that_it_means(given_: list[Article]) -> None:
    document = reconcile(given_)
    for comparison in comparisons(document):
        valued = [e for e in comparison.evidence if e.use == "value"]
        assert valued
        if comparison.verdict == "agreement":
            assert len(comparison.sides) == 1
            derived_from = {e.article for e in comparison.evidence if e.use == "operand"}
            assert len({e.article for e in valued} | derived_from) >= 2
        elif comparison.verdict in ("conflict", "update"):
            assert len(comparison.sides) >= 2
        elif comparison.verdict == "unique":
            assert len({e.article for e in valued}) == 1


@SOME
@given(articles())
def test_sides_share_out_the_value_evidence(given_: list[Article]) -> None:
    for comparison in comparisons(reconcile(given_)):
        taken = Counter(i for side in comparison.sides for i in side.evidence)
        assert taken == Counter(i for i, e in enumerate(comparison.evidence) if e.use == "value")
        for side in comparison.sides:
            stated = [comparison.evidence[i] for i in side.evidence]
            if stated:
                assert 1 <= side.independent_sources <= len({e.article for e in stated})
                assert side.value in [e.value for e in stated]
            else:
                assert comparison.basis, "only packaged knowledge stands on a side without an article"
                assert side.independent_sources == 0


@SOME
@given(articles())
def test_a_unique_entry_alone_has_no_score_and_reasons_name_two_known_claims(given_: list[Article]) -> None:
    document = reconcile(given_)
    known = {c.id for c in document.claims}
    for entry in document.reconciled:
        assert (entry.score is None) == (entry.verdict == "unique")
        assert entry.verdict != "unique" or not entry.because
        for step in entry.because:
            assert set(step.between) <= known and len(set(step.between)) == 2


@SOME
@given(articles())
def test_the_rest_is_ordered_by_article_and_place(given_: list[Article]) -> None:
    document = reconcile(given_)
    assert list(document.articles) == given_
    order = [(c.article, c.start, c.end) for c in document.claims]
    assert order == sorted(order)
    at = {c.id: (c.article, c.start, c.end) for c in document.claims}
    firsts = [at[e.claims[0]] for e in document.reconciled]
    assert firsts == sorted(firsts)
    for entry in document.reconciled:
        assert list(entry.claims) == sorted(entry.claims, key=at.__getitem__)


@SOME
@given(articles())
def test_the_summary_counts_what_is_there(given_: list[Article]) -> None:
    document = reconcile(given_)
    found = Counter(c.verdict for c in comparisons(document))
    assert {v: n for v, n in document.summary.by_verdict.items() if n} == dict(found)
    assert sorted(c.article for c in document.summary.coverage) == sorted(a.id for a in given_)
    for row in document.summary.coverage:
        assert row.claims == sum(c.article == row.article for c in document.claims)


# -- the outside -----------------------------------------------------------------------------------------------------


@SOME
@given(articles())
def test_every_document_is_valid_and_reads_back(given_: list[Article]) -> None:
    document = reconcile(given_)
    data = json.loads(json.dumps(document.to_json_dict(), ensure_ascii=False))
    validate("reconciliation-1", data)
    assert load_reconciliation(data, strict=True) == document


@SOME
@given(articles())
def test_every_explanation_is_filled_in(given_: list[Article]) -> None:
    document = reconcile(given_)
    rows = [*comparisons(document), *document.checks, *document.not_compared]
    for row in rows:
        for sentence in (row.explanation.ko, row.explanation.en):
            assert sentence.strip()


# -- the same result -------------------------------------------------------------------------------------------------


@SOME
@given(articles(least=2).flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_of_the_articles_changes_nothing(both: tuple[list[Article], list[Article]]) -> None:
    first, second = both
    assert content(reconcile(first)) == content(reconcile(second))


@FEW
@given(articles(least=2, most=2))
def test_an_unrelated_article_changes_no_entry_of_the_others(given_: list[Article]) -> None:
    without, with_ = reconcile(given_), reconcile([*given_, UNRELATED])
    others = [c for c in with_.claims if c.article != UNRELATED.id]
    assert list(without.claims) == others
    ours = {c.id for c in without.claims}
    assert list(without.reconciled) == [e for e in with_.reconciled if set(e.claims) & ours]
    assert without.copies == with_.copies
    assert list(without.checks) == [c for c in with_.checks if c.evidence[0].article != UNRELATED.id]


@FEW
@given(st.sampled_from(["ko", "en"]).flatmap(alone), st.sampled_from(["2025-02-12", None]))
def test_an_article_given_twice_agrees_with_itself_as_one_source(
    told: tuple[Language, str], published: str | None
) -> None:
    language, text = told
    text = f"{OPENING[language]}\n\n{text}"
    one = from_text(text, published=published, outlet="Dawn", language=language)
    two = from_text(text, published=published, outlet="Dusk", language=language)
    document = reconcile(assign_ids([one, two]))
    assert not {c.verdict for c in comparisons(document)} & {"update", "unclear"}
    for comparison in comparisons(document):
        assert comparison.independent_sources <= 1
        if comparison.verdict == "conflict" and not comparison.basis:
            told_by = [{comparison.evidence[i].article for i in side.evidence} for side in comparison.sides]
            assert all(len(both) == 2 for both in told_by), "a conflict that each article has with itself"


def in_another_process(paths: list[Path], seed: str) -> bytes:
    program = (
        "import sys, json; from pathlib import Path; from reconcile.pipeline import reconcile;"
        "from sources import assign_ids, read;"
        "made = reconcile(assign_ids(read(Path(p)) for p in sys.argv[1:]));"
        "sys.stdout.buffer.write(json.dumps(made.to_json_dict(), ensure_ascii=False).encode())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, paths)], capture_output=True, env=environment, check=True
    )
    return done.stdout


@pytest.mark.parametrize("case", ["five-outlets-one-landslide", "won-and-dollars-for-one-plant"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(case: str) -> None:
    paths = sorted(p for p in (CASES / case).iterdir() if p.suffix in (".txt", ".html"))
    assert in_another_process(paths, "1") == in_another_process(paths, "4096")
