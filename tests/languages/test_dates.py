"""Dates are read as the case tables of each language say, and whatever is read keeps to the contract."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.knowledge.calendar import holidays_table
from reconcile.languages.base import Passage
from reconcile.languages.date_mentions import mentions
from reconcile.languages.dates import published_day
from reconcile.languages.en import dates as en
from reconcile.languages.en.date_table import Table as EnglishTable
from reconcile.languages.ko import dates as ko
from reconcile.languages.ko.date_table import Table as KoreanTable
from reconcile.languages.loader import load_table
from schemas.values import DateValue
from tests.languages.date_runner import Case, cases, found, passages, written

HERE = Path(__file__).parent
READERS = {"ko": ko.read, "en": en.read}
ALL = [(code, case) for code in READERS for case in cases(HERE / code / "date_cases.txt")]


@pytest.mark.parametrize(("code", "case"), ALL, ids=[f"{code}: {' / '.join(case.passages)}" for code, case in ALL])
def test_a_wording_is_read_as_its_row_says(code: str, case: Case) -> None:
    results = READERS[code](passages(case), case.published)
    assert found(case, results) == list(case.spans)
    flat = [candidate for result in results for candidate in result]
    assert [written(c, like) for c, like in zip(flat, case.values, strict=True)] == list(case.values)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WORDS = {
    "ko": (
        "지난 11일|오는 3월|27~29일|올해|다음 달 1일부터|3일까지|설 연휴|오후 6시 30분께|31일|2월|"
        "지난주 금요일|마지막 주|이날|첫날|지난 겨울|하루 뒤|2월 30일|전년"
    ),
    "en": (
        "last Friday|31 February|the third quarter of 2027|since|the 1950s|March 3-5|Thanksgiving|9.05pm|"
        "early next year|three days after Easter|the next day|Tuesday|until March|next 3 months"
    ),
}


@pytest.mark.parametrize("code", READERS)
@given(data=st.data())
def test_an_interval_is_never_empty_and_spans_lie_in_the_text(code: str, data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[code].split("|")), max_size=12)))
    published = data.draw(st.none() | DAYS.map(date.isoformat))
    for candidate in READERS[code]([Passage("paragraph", text)], published)[0]:
        assert 0 <= candidate.start < candidate.end <= len(text)
        value = candidate.value
        assert isinstance(value, DateValue)
        assert (value.start is None) == (value.end is None)
        if value.start is not None and value.end is not None:
            assert value.start < value.end


PIECES = {
    "ko": (
        "년|년 |월|월 |일|일 |시 |분 |~|∼|-|.|/|:| |, |(|)|세기 |년대 |년 전 |개월 뒤 |일 밤 |부터 |까지 |설 연휴 |"
        "마지막 날 |주 |오전 |지난 |오는 |2월 |다음 달 |전년 |전월 |전년 동기 |3분기 |말 |회계연도 |현지시간 |시 EST"
    ),
    "en": (
        "st |th |/|-|.|:| |, |, the |am |pm EST|s | February | Feb |May |Easter |week |years ago|in |fiscal |"
        "months later|Monday |the next day |last |next |until |quarter of |century|AD |early |mid-|decades |T|Z"
    ),
}
NUMBERS = st.integers(0, 100) | st.sampled_from([0, 13, 24, 25, 29, 30, 31, 32, 1582, 1899, 2024, 9999, 10_000, 10**9])


@pytest.mark.parametrize("code", READERS)
@given(data=st.data())
def test_no_text_of_date_words_raises_or_ends_before_it_starts(code: str, data: st.DataObject) -> None:
    word = st.sampled_from(PIECES[code].split("|")) | NUMBERS.map(str) | NUMBERS.map("{:02d}".format)
    text = "".join(data.draw(st.lists(word, max_size=14)))
    edges = st.dates().map(date.isoformat) | st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29"])
    passages = [Passage("paragraph", text), Passage("paragraph", text)]
    for candidate in READERS[code](passages, data.draw(st.none() | edges))[1]:
        assert isinstance(candidate.value, DateValue)
        assert (candidate.value.start or "") <= (candidate.value.end or "")


@pytest.mark.parametrize(("code", "text"), [("ko", "2월 27~31일"), ("ko", "2월 31일"), ("en", "February 27-31")])
def test_a_day_that_its_month_lacks_is_left_unanchored(code: str, text: str) -> None:
    (candidate,) = READERS[code]([Passage("paragraph", text)], "2025-02-14")[0][-1:]
    assert isinstance(candidate.value, DateValue)
    assert candidate.value.start is None


@given(day=DAYS, published=DAYS)
def test_a_date_written_in_full_reads_back_whatever_the_day_of_publication(day: date, published: date) -> None:
    forms = {
        "ko": (f"{day.year}년 {day.month}월 {day.day}일", f"{day.year}.{day.month:02d}.{day.day:02d}", day.isoformat()),
        "en": (
            f"{day:%B} {day.day}, {day.year}",
            f"{day.day} {day:%b} {day.year}",
            f"{day:%A}, {day:%B} {day.day}, {day.year}",
        ),
    }
    for code, texts in forms.items():
        for text in texts:
            (candidate,) = READERS[code]([Passage("paragraph", text)], published.isoformat())[0]
            value = candidate.value
            assert isinstance(value, DateValue)
            assert (candidate.start, candidate.end) == (0, len(text))
            assert (value.start, value.end) == (day.isoformat(), (day + timedelta(days=1)).isoformat())


@pytest.mark.parametrize("code", READERS)
@given(text=st.text(max_size=80))
def test_any_text_is_read_without_an_error_and_in_order(code: str, text: str) -> None:
    found = READERS[code]([Passage("paragraph", text)], "2025-02-17")[0]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("code", "case"), ALL, ids=[f"{code}: {' / '.join(case.passages)}" for code, case in ALL])
def test_what_stands_in_an_earlier_passage_moves_no_offset(code: str, case: Case) -> None:
    alone = READERS[code](passages(case), case.published)
    behind = READERS[code]([Passage("paragraph", "."), *passages(case)], case.published)
    assert behind[1:] == alone


def test_a_moment_of_publication_counts_as_the_local_day() -> None:
    (candidate,) = ko.read([Passage("paragraph", "오늘 발표했다.")], "2025-02-16T22:30:00+00:00", "Asia/Seoul")[0]
    assert isinstance(candidate.value, DateValue)
    assert candidate.value.start == "2025-02-17"


def test_a_date_of_publication_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        en.read([Passage("paragraph", "today")], "yesterday")


def test_every_holiday_that_a_language_names_is_in_the_calendar() -> None:
    named = {
        *load_table("ko", "dates", KoreanTable).holidays.values(),
        *load_table("en", "dates", EnglishTable).holidays.values(),
    }
    assert named <= set(holidays_table())


def test_an_unlikely_run_of_digits_costs_no_more_than_its_length() -> None:
    text = "1~" * 20_000 + "2025년 " * 2_000
    assert len(mentions(text, ko.grammar())) == 2_000


@pytest.mark.parametrize(
    ("published", "timezone"), [("0001-01-01T00:00+14:00", "UTC"), ("9999-12-31T23:59:59-12:00", "Asia/Seoul")]
)
def test_the_ends_of_the_calendar_are_days_of_publication_too(published: str, timezone: str) -> None:
    assert published_day(published, timezone) is not None
