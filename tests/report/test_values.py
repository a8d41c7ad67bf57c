"""Values as a reader meets them, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.report.values import amount_text, label, show
from schemas.values import (
    DateValue,
    FigureValue,
    OrganisationValue,
    Per,
    PersonValue,
    PlaceValue,
    QuoteValue,
    Speaker,
    StatementValue,
    Value,
)

DAY = DateValue(start="2025-02-11", end="2025-02-12", edtf="2025-02-11", granularity="day")
CASES: list[tuple[Value | None, str, str]] = [
    (FigureValue(amount="500000000000", unit="KRW"), "5000억 원", "KRW 500 billion"),
    (FigureValue(amount="5000", unit="KRW"), "5000원", "KRW 5,000"),
    (FigureValue(amount="512345678900", unit="KRW"), "5123억 4567만 8900원", "KRW 512,345,678,900"),
    (FigureValue(amount="1500000000", unit="USD"), "15억 달러", "USD 1.5 billion"),
    (FigureValue(amount="270000", unit="m2"), "270,000 m²", "270,000 m²"),
    (FigureValue(amount="123400", unit="person", bound="at_least"), "12만 3400명 이상", "at least 123,400 people"),
    (FigureValue(low="5", high="7", unit="floor"), "5~7층", "5–7 floors"),
    (FigureValue(amount="39.6", unit="%", change="increase"), "39.6% 증가", "39.6% up"),
    (FigureValue(amount="1.5", unit="pp", change="decrease"), "1.5%포인트 감소", "1.5 percentage points down"),
    (FigureValue(amount="480", unit="person", approximate=True), "약 480명", "about 480 people"),
    (FigureValue(fraction=(2, 3)), "3분의 2", "2/3"),
    (FigureValue(terms=("3", "1"), unit="score"), "3-1", "3-1"),
    (FigureValue(amount="30000000", unit="KRW", per=Per(amount="3.3", unit="m2")),
     "3.3 m²당 3000만 원", "KRW 30 million per 3.3 m²"),
    (FigureValue(amount="7", unit="furlong"), "7 furlong", "7 furlong"),
    (FigureValue(amount="80000", unit="book"), "8만권", "80,000 books"),
    (FigureValue(amount="12.5", unit="HKD"), "12.5홍콩달러", "12.5 Hong Kong dollars"),
    (DAY, "2025-02-11", "2025-02-11"),
    (DateValue(start="2027-07-01", end="2027-10-01", edtf="2027-35", granularity="quarter"), "2027년 3분기", "Q3 2027"),
    (DateValue(start="2026-02-01", end="2026-03-01", edtf="2026-02", granularity="month", part="late"),
     "2026년 2월 말", "late 2026-02"),
    (DateValue(start="2026-01-01", end="2027-01-01", edtf="2026", granularity="year", bound="until"),
     "2026년까지", "until 2026"),
    (DateValue(start="2026-03-14T06:10+09:00", end="2026-03-14T06:11+09:00", edtf="2026-03-14T06:10+09:00",
               granularity="minute"), "2026-03-14 06:10", "2026-03-14 06:10"),
    (DateValue(edtf="XXXX-XX-11", granularity="day"), "11일 (연월 없음)", "day 11 (no month)"),
    (DateValue(edtf="XXXX-03-11", granularity="day"), "03-11 (연도 없음)", "03-11 (no year)"),
    (DateValue(edtf="XXXX-XX-XXT15:30", granularity="minute"), "15:30", "15:30"),
    (DateValue(edtf="XXXX-XX-09T15:30", granularity="minute"), "9일 (연월 없음) 15:30", "day 9 (no month) 15:30"),
    (PlaceValue(path=("대구광역시", "북구")), "대구광역시 북구", "대구광역시 북구"),
    (PersonValue(name="김하늘", titles=("관장",)), "김하늘 관장", "김하늘 관장"),
    (OrganisationValue(name="강변시"), "강변시", "강변시"),
    (QuoteValue(text="좋다", speaker=Speaker(name="김하늘")), "“좋다” (김하늘)", "“좋다” (김하늘)"),
    (StatementValue(predicate="열다", modality="planned"), "열다 (계획)", "열다 (planned)"),
    (None, "—", "—"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "ko", "en"), CASES)
def test_value_is_shown_shortly(value: Value | None, ko: str, en: str) -> None:
    assert (show(value, "ko"), show(value, "en")) == (ko, en)


def test_an_unknown_label_is_its_own_name() -> None:
    assert label("ko", "kind", "sound") == "sound"


@given(st.integers(min_value=0, max_value=10**19))
def test_korean_myriads_keep_every_digit(number: int) -> None:
    worth = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
    shown = amount_text(str(number), "ko", words=True)
    assert sum(int(part.rstrip("만억조경")) * worth.get(part[-1], 1) for part in shown.split()) == number


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=3))
def test_grouping_changes_no_digit(number: object) -> None:
    assert amount_text(f"{number:f}", "ko").replace(",", "") == f"{number:f}"
