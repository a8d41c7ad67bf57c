"""A baseline keeps a known difference quiet through edits elsewhere, and nothing that says something new."""

from __future__ import annotations

import json

import pytest

import sources
from reconcile.desk.baseline import apply_baseline, baseline, new_conflicts
from reconcile.pipeline import reconcile
from schemas.baseline import Baseline
from schemas.reconciliation import Reconciliation
from schemas.validate import validate
from tests.report.documents import library

MORNING = "해솔시는 도서관 신축에 45억 원을 투입한다고 밝혔다."
EVENING = "해솔시는 도서관 신축에 54억 원을 투입한다고 밝혔다."
THIRD = "해솔시는 도서관 신축에 54억 원을 들인다고 한다. 주민 모임은 반겼다."
MORE = "새 도서관은 시청 앞 빈터에 들어선다.\n\n"


def run(**texts: str) -> Reconciliation:
    """The comparison of texts by outlet."""
    return reconcile(
        sources.assign_ids(
            [sources.from_text(f"도서관 소식\n\n{text}\n", outlet=outlet) for outlet, text in texts.items()]
        )
    )


KNOWN = baseline(run(해솔일보=MORNING, 저녁신문=EVENING))


def left(document: Reconciliation, known: Baseline = KNOWN) -> tuple[int, int]:
    """New conflicts, and known differences that are gone."""
    applied = apply_baseline(document, known)
    assert applied.baseline is not None
    return new_conflicts(applied), len(applied.baseline.gone)


def test_a_run_repeated_has_nothing_new() -> None:
    assert len(KNOWN.known) == 1
    assert left(run(해솔일보=MORNING, 저녁신문=EVENING)) == (0, 0)


def test_without_a_baseline_every_conflict_is_new() -> None:
    assert new_conflicts(run(해솔일보=MORNING, 저녁신문=EVENING)) == 1


@pytest.mark.parametrize("before", [MORE, ""])
@pytest.mark.parametrize("after", ["\n\n" + MORE, ""])
def test_an_edit_elsewhere_keeps_a_known_difference_quiet(before: str, after: str) -> None:
    document = run(해솔일보=before + MORNING + after, 저녁신문=EVENING)
    assert left(document) == (0, 0)
    if before or after:
        assert KNOWN.known[0].comparison not in {c.id for e in document.reconciled for c in e.comparisons}


def test_the_order_of_the_articles_does_not_matter() -> None:
    assert left(run(저녁신문=EVENING, 해솔일보=MORNING)) == (0, 0)


def test_a_source_that_joins_a_side_says_nothing_new() -> None:
    assert left(run(해솔일보=MORNING, 저녁신문=EVENING, 강변신문=THIRD))[0] == 0


def test_a_changed_value_is_a_new_conflict_and_the_old_one_is_gone() -> None:
    assert left(run(해솔일보=MORNING, 저녁신문=EVENING.replace("54억", "55억"))) == (1, 1)


def test_sources_that_change_sides_are_a_new_conflict() -> None:
    assert left(run(해솔일보=EVENING, 저녁신문=MORNING)) == (1, 1)


def test_the_same_difference_between_other_sources_is_new() -> None:
    assert left(run(남강일보=MORNING, 솔숲신문=EVENING)) == (1, 1)


def test_a_corrected_difference_is_gone() -> None:
    assert left(run(해솔일보=MORNING, 저녁신문=MORNING.replace("밝혔다", "말했다"))) == (0, 1)


def test_articles_without_outlet_and_address_are_told_by_the_names_given() -> None:
    def two(more: str = "") -> tuple[Reconciliation, dict[str, str]]:
        articles = sources.assign_ids([sources.from_text(f"{more}{MORNING}\n"), sources.from_text(f"{EVENING}\n")])
        return reconcile(articles), {articles[0].id: "a.txt", articles[1].id: "b.txt"}

    document, names = two()
    edited, others = two("다른 제목\n\n")
    known = baseline(document, names)
    assert {side.sources for side in known.known[0].sides} == {("a.txt",), ("b.txt",)}
    assert new_conflicts(apply_baseline(edited, known, others)) == 0


def test_a_baseline_holds_no_offset_and_no_article_id_that_is_compared() -> None:
    document = library()
    written = baseline(document)
    validate("baseline-1", written.to_json_dict())
    for known in written.known:
        shown = known.model_copy(update={"comparison": None}).model_dump_json()
        assert not any(article.id in shown for article in document.articles)


def test_a_baseline_read_from_json_is_the_one_written() -> None:
    for document in (library(), run(해솔일보=MORNING, 저녁신문=EVENING)):
        written = baseline(document)
        read = Baseline.model_validate(json.loads(json.dumps(written.to_json_dict())))
        assert read == written
        assert new_conflicts(apply_baseline(document, read)) == 0


def test_a_baseline_changes_no_verdict_and_the_document_still_follows_its_schema() -> None:
    document = run(해솔일보=MORNING, 저녁신문=EVENING)
    applied = apply_baseline(document, KNOWN)
    assert applied.model_copy(update={"baseline": None}) == document
    validate("reconciliation-1", applied.to_json_dict())
