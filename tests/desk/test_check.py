"""A check says of every claim of a draft what its sources make of it, and what the draft leaves out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import sources
from reconcile import Check, RepeatedArticle, check
from reconcile.desk.check import checked
from reconcile.pipeline import reconcile
from schemas.article import Article
from schemas.check import FATES, CheckedDetail
from schemas.validate import validate
from tests.report.documents import article, comparison, document, evidence, library

CASES = tomllib.loads((Path(__file__).parent / "check_cases.toml").read_text(encoding="utf-8"))["case"]
DEMO = Path(__file__).parents[2] / "reconcile" / "demo"


def articles(case: dict[str, Any]) -> list[Article]:
    draft = sources.from_text(case["draft"], published=case.get("draft_published"))
    return sources.assign_ids([draft, *(sources.from_text(s.pop("text"), **s) for s in map(dict, case["sources"]))])


def run(case: dict[str, Any]) -> Check:
    draft, *others = articles(case)
    return check(draft, others)


def detail(found: Check, words: str) -> CheckedDetail:
    (only,) = [d for c in found.claims for d in c.details if d.text == words and d.kind != "statement"]
    return only


@pytest.fixture(scope="module")
def demo() -> Check:
    draft, *others = sources.assign_ids([sources.read(DEMO / f) for f in ("2.txt", "1.txt", "3.html", "4.txt")])
    return check(draft, others)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_check_says(case: dict[str, Any]) -> None:
    found = run(case)
    assert {w: detail(found, w).fate for w in case.get("details", {})} == case.get("details", {})
    for words, fate in case.get("claims", {}).items():
        assert [c.fate for c in found.claims if words in c.text] == [fate]
    left_out = {e.text for o in found.omitted for e in o.evidence}
    assert left_out >= set(case.get("omitted", ()))
    assert not left_out & set(case.get("kept", ()))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_every_claim_of_the_draft_is_there_once_with_all_its_details_and_exact_places(case: dict[str, Any]) -> None:
    found = run(case)
    draft = next(a for a in found.document.articles if a.id == found.draft)
    own = [c for c in found.document.claims if c.article == draft.id]
    assert [c.claim for c in found.claims] == [c.id for c in own]
    lines = draft.text.split("\n")
    for claim in found.claims:
        assert draft.text[claim.start : claim.end] == claim.text
        for d in claim.details:
            assert draft.text[d.start : d.end] == d.text
            assert lines[d.line - 1][d.column - 1 :].startswith(d.text.split("\n")[0])
    ids = {d.id for c in own for d in c.details if d.kind != "statement"}
    evidence = {e.detail for r in found.document.reconciled for k in r.comparisons for e in k.evidence}
    assert ids <= evidence


def test_the_result_follows_its_published_schema(demo: Check) -> None:
    validate("check-1", demo.to_json_dict())


def test_counts_are_those_of_what_is_listed(demo: Check) -> None:
    for fate in FATES:
        assert demo.summary.claims[fate] == sum(c.fate == fate for c in demo.claims)
        assert demo.summary.details[fate] == sum(d.fate == fate for c in demo.claims for d in c.details)
    assert demo.summary.omitted == len(demo.omitted)


def test_a_contradiction_names_who_contradicts_and_counts_copies_once() -> None:
    case = dict(CASES[0])
    case["sources"] = [*case["sources"], case["sources"][0] | {"outlet": "셋째신문"}]
    found = run(case)
    (against,) = detail(found, "54억 원").against
    assert len(against.sources) == 3 and against.independent_sources == 2
    assert found.draft not in against.sources


def test_a_detail_on_which_sources_disagree_names_both_sides() -> None:
    found = detail(run(CASES[-1]), "£45 million")
    assert found.supported_by is not None and len(found.supported_by.sources) == 1
    assert [len(stand.sources) for stand in found.against] == [1]


def test_a_value_that_only_the_draft_contradicts_is_supported_where_the_sources_have_it() -> None:
    of = article("제목\n사업비는 310억원이다.\n사업비는 모두 340억원이다.\n")
    source = article("제목\n사업비로 310억원이 든다.\n")
    found = comparison(1, "figure", "conflict", "different", "conflict.different", [
        (None, [evidence(of, "310억원"), evidence(source, "310억원")]), (None, [evidence(of, "340억원")]),
    ])  # fmt: skip
    fates = {d.text: d.fate for c in checked(document([of, source], [found]), of.id).claims for d in c.details}
    assert fates == {"310억원": "supported", "340억원": "contradicted"}


def test_a_draft_that_contradicts_itself_where_the_sources_are_silent_is_contradicted_twice() -> None:
    of, source = article("제목\n사업비는 310억원이다.\n사업비는 모두 340억원이다.\n"), article("제목\n비가 온다.\n")
    found = comparison(1, "figure", "conflict", "different", "conflict.within_article", [
        (None, [evidence(of, "310억원")]), (None, [evidence(of, "340억원")]),
    ])  # fmt: skip
    fates = {d.text: d.fate for c in checked(document([of, source], [found]), of.id).claims for d in c.details}
    assert fates == {"310억원": "contradicted", "340억원": "contradicted"}


def test_a_value_of_another_thing_is_named_and_supports_nothing() -> None:
    case = next(c for c in CASES if "of another thing" in c["name"])
    assert [e.text for e in detail(run(case), "4127면").elsewhere] == ["4127권"]


def test_a_draft_that_is_its_own_source_is_supported_and_not_contradicted() -> None:
    one = sources.from_text(CASES[0]["draft"])
    found = check(*(lambda a, b: (a, [b]))(*sources.assign_ids([one, one])))
    assert found.summary.claims["contradicted"] == 0
    assert detail(found, "54억 원").fate == "supported"


def test_order_of_the_sources_changes_nothing_but_their_order(demo: Check) -> None:
    by_id = {a.id: a for a in demo.document.articles}
    other = check(by_id[demo.draft], [by_id[s] for s in reversed(demo.sources)])
    assert [(c.claim, c.fate) for c in other.claims] == [(c.claim, c.fate) for c in demo.claims]
    assert {o.comparison for o in other.omitted} == {o.comparison for o in demo.omitted}


def test_any_article_of_a_document_can_be_taken_for_the_draft() -> None:
    whole = library()
    for of in whole.articles:
        found = checked(whole, of.id)
        assert of.id not in found.sources and len(found.sources) == 2


def test_a_check_without_a_source_and_one_with_a_repeated_article_are_refused() -> None:
    draft = sources.from_text(CASES[0]["draft"])
    with pytest.raises(ValueError, match="at least one source"):
        check(draft, [])
    with pytest.raises(RepeatedArticle):
        check(draft, [draft])


def test_the_document_is_that_of_comparing_draft_and_sources(demo: Check) -> None:
    assert demo.document == reconcile(demo.document.articles)
