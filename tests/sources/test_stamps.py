"""Publication times in by-lines."""

from __future__ import annotations

import pytest

from sources.stamps import dateline_date, is_stamp, iso_or_none, published_in


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("새벽신문 나도연기자 |  2025.02.27 09:35:27", "2025-02-27T09:35:27"),
        ("새벽신문 | 2025-10-29 15:24", "2025-10-29T15:24"),
        ("송고시간 2026-01-17 20:38", "2026-01-17T20:38"),
        ("입력 2025.03.04 10:00 수정 2025.03.05 09:00", "2025-03-04T10:00"),
        ("수정 2025.03.05 09:00 입력 2025.03.04 10:00", "2025-03-04T10:00"),
        ("등록 2025.03.04 오후 3:07", "2025-03-04T15:07"),
        ("2025년 3월 4일 (화) 오전 9시 5분", "2025-03-04T09:05"),
        ("2026.01.18. 11:20 새벽톡톡 편집팀", "2026-01-18T11:20"),
        ("www.herald.example | 2016-11-09T08:46:26", "2016-11-09T08:46:26"),
        ("Wednesday, Sept. 10, 2025", "2025-09-10"),
        ("Saturday 18 January 2025", "2025-01-18"),
        ("21:47, 16 January 2025", "2025-01-16T21:47"),
        ("Published March 4, 2025 at 9:05 p.m. EST", "2025-03-04T21:05-05:00"),
        ("9:05 a.m. EST March 4, 2025", "2025-03-04T09:05-05:00"),
        ("Tue 4 Mar 2025 10.20 GMT", "2025-03-04T10:20Z"),
        ("Published: 10:20 GMT, 4 March 2025 | Updated: 11:05 GMT, 5 March 2025", "2025-03-04T10:20Z"),
        ("Updated 5 March 2025", None),
        ("2025.02.30", None),
        ("2025.03.04 25:10", "2025-03-04"),
    ],
)
def test_the_time_of_publication_is_read_and_that_of_modification_passed_over(line: str, published: str | None) -> None:
    assert published_in(line) == published


@pytest.mark.parametrize(
    "line", ["2025년 3월 4일 나루시가 새 다리를 짓기로 한 까닭을 시장에게 물었다", "나루시 2025년 3월 4일 다리 착공"]
)
def test_a_first_line_with_a_date_in_it_is_no_stamp(line: str) -> None:
    assert not is_stamp(line, first=True)


def test_a_dateline_dates_a_press_release() -> None:
    assert dateline_date("COALBROOK and LEEDS, England, January 17, 2025 – Wrenfield Works today") == "2025-01-17"
    assert dateline_date("COALBROOK — On March 4, 2025 the bridge opened.") is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04 10:00", "2025-03-04T10:00"),
        ("2025-03-04T10:00:00+0900", "2025-03-04T10:00:00+09:00"),
        ("2025-02-29", None),
        ("2025-3-4", None),
        ("yesterday", None),
    ],
)
def test_only_dates_of_the_calendar_are_iso_dates(value: str, iso: str | None) -> None:
    assert iso_or_none(value) == iso
