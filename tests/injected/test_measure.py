"""What counts as found, as missed and as false."""

from __future__ import annotations

import sources
from reconcile.bench.measure import Job, Result, run
from reconcile.bench.model import Change, Edit
from reconcile.claims.extract import extract

ACCIDENT = (
    "정수장 염소 누출\n\n14일 오후 해솔시 정수장에서 염소가 새어 나왔다. 이 사고로 지금까지 12명이 다쳤다.\n\n"
    "정수장 넓이는 4,620㎡다. 시는 내년에 새 정수장을 짓는다.\n"
)
DISPUTED = (
    "A park in two districts\n\n"
    "The park opened on Saturday, 12 May 2026. It has 120 trees. The council paid £4.5 million for it.\n"
)


def compared(text: str, old: str, new: str, *, published: str | None = None, **more: object) -> Result:
    """The result of one change of `text`; as an injection at level plain unless `level` says otherwise."""
    extraction = extract(sources.from_text(text, published=published))
    start = text.index(old)
    span = (start, start + len(old))
    change = Change("figure", "test", (Edit(*span, new),), (span,), grows=bool(more.get("grows")))
    level = more.get("level", "plain")
    return next(run([extraction], [Job(0, change, level)], 0))  # type: ignore[arg-type]


def test_a_change_that_stands_on_two_sides_of_a_conflict_is_found() -> None:
    assert compared(ACCIDENT, "4,620㎡", "4,260㎡", published="2026-05-14T10:00").found


def test_a_change_that_nobody_reports_is_missed() -> None:
    result = compared(ACCIDENT, "새 정수장", "큰 정수장", published="2026-05-14T10:00")
    assert not result.found
    assert result.false == ()


def test_an_update_is_found_only_where_a_value_may_have_moved_on() -> None:
    changed = ("12명", "15명")
    assert compared(ACCIDENT, *changed, published="2026-05-14T10:00", grows=True).found
    assert not compared(ACCIDENT, *changed, published="2026-05-14T10:00").found


def test_without_an_hour_of_publication_a_count_that_runs_on_may_stay_open() -> None:
    assert compared(ACCIDENT, "12명", "15명", grows=True).found


def test_a_conflict_on_a_rewording_is_false() -> None:
    result = compared(ACCIDENT, "4,620㎡", "4,260㎡", published="2026-05-14T10:00", level=None)
    assert [c.kind for c in result.false] == ["figure"]


def test_what_the_original_has_with_itself_is_not_held_against_a_rewording() -> None:
    result = compared(DISPUTED, "120 trees", "one hundred and twenty trees", published="2026-05-13T10:00", level=None)
    assert result.false == ()  # 12 May 2026 is a Tuesday, in both
