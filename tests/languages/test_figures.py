"""Figures: what is read in the texts of figures.tsv, and the invariants of every reading."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.languages.base import NOTHING, Candidate, OwnKnowledge, Passage, Reader
from reconcile.languages.en import figures as english
from reconcile.languages.figures import Number, interval, last_place, plain
from reconcile.languages.ko import figures as korean
from schemas.knowledge import OwnCounter
from schemas.values import FigureValue

READERS: dict[str, Reader] = {"ko": korean.read, "en": english.read}
SINO = "영일이삼사오육칠팔구"
GROUPS = ("", "만", "억", "조")
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def rows() -> list[tuple[str, str, str]]:
    found = []
    for code in READERS:
        for line in (Path(__file__).parent / code / "figures.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                text, _, expected = line.partition("\t")
                found.append((code, text, expected))
    return found


def words_like_numbers() -> list[str]:
    text = (Path(__file__).parent / "ko" / "words_like_numbers.txt").read_text(encoding="utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


def shown(value: FigureValue) -> str:
    """A figure in the notation of figures.tsv."""
    number = value.amount or (f"{value.low}~{value.high}" if value.low else ":".join(value.terms or ()))
    marks = [value.unit or "-"]
    if value.terms and value.amount:
        marks.append(":".join(value.terms))
    if value.fraction:
        marks.append(f"{value.fraction[0]}/{value.fraction[1]}")
    if value.per:
        marks.append(f"per {value.per.unit}" if value.per.amount == "1" else f"per {value.per.amount} {value.per.unit}")
    marks += [mark for mark in (value.bound, value.change) if mark]
    marks += [mark for mark in ("approximate", "ordinal") if getattr(value, mark)]
    return " ".join([number, *marks, f"[{value.from_ or ''}, {value.to or ''}]"])


def figures(code: str, text: str) -> list[Candidate]:
    return READERS[code]([Passage("paragraph", text)], NOTHING)[0]


def sino(number: int) -> str:
    """A number in Sino-Korean numerals, every 일 written."""
    words = ""
    for power in range(3, -1, -1):
        group = number // 10 ** (4 * power) % 10**4
        for place, scale in ((3, "천"), (2, "백"), (1, "십"), (0, "")):
            if digit := group // 10**place % 10:
                words += SINO[digit] + scale
        words += GROUPS[power] if group else ""
    return words


def scaled(number: int) -> str:
    """A number in digits with 조, 억, 만: 3억2000만."""
    groups = ((power, number // 10 ** (4 * power) % 10**4) for power in range(3, -1, -1))
    return "".join(f"{group}{GROUPS[power]}" for power, group in groups if group)


def english_words(number: int) -> str:
    parts = []
    for worth, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (1, "")):
        group = number // worth % 1000
        if not group:
            continue
        below = group % 100
        tail = ONES[below] if below < 20 else TENS[below // 10] + (f"-{ONES[below % 10]}" if below % 10 else "")
        said = ([f"{ONES[group // 100]} hundred"] if group >= 100 else []) + ([tail] if below else [])
        parts.append(" ".join([" and ".join(said), name]).strip())
    return " ".join(parts)


@pytest.mark.parametrize(("code", "text", "expected"), rows())
def test_a_text_gives_the_figures_of_its_row(code: str, text: str, expected: str) -> None:
    read = [candidate.value for candidate in figures(code, text)]
    assert " ; ".join(shown(value) for value in read if isinstance(value, FigureValue)) == expected


@pytest.mark.parametrize(("code", "text", "_expected"), rows())
def test_candidates_lie_in_the_text_in_order_and_apart(code: str, text: str, _expected: str) -> None:
    end = 0
    for candidate in figures(code, text):
        assert end <= candidate.start < candidate.end <= len(text)
        assert text[candidate.start : candidate.end].strip() == text[candidate.start : candidate.end]
        end = candidate.end


@pytest.mark.parametrize("code", READERS)
def test_no_passages_and_empty_passages_give_no_figures(code: str) -> None:
    assert READERS[code]([], NOTHING) == []
    assert READERS[code]([Passage("paragraph", ""), Passage("title", " ")], NOTHING) == [[], []]


@given(st.integers(1, 10**15))
def test_a_korean_number_reads_back_however_it_is_written(number: int) -> None:
    for written in (f"{number}명", f"{number:,}명", f"{scaled(number)}명", f"{scaled(number)} 명"):
        (candidate,) = figures("ko", written)
        assert isinstance(candidate.value, FigureValue)
        assert (candidate.value.amount, candidate.value.unit) == (str(number), "person")


@given(
    st.sampled_from(words_like_numbers()),
    st.sampled_from(
        [
            "",
            "는 새것이다",
            " 대원이 왔다",
            " 회의를 열었다",
            " 원인",
            "의 건",
            "에 대한",
            " 학생",
            " 인도 양국",
            " 정도",
        ]
    ),
)
def test_a_noun_of_numeral_syllables_is_no_figure(noun: str, tail: str) -> None:
    assert figures("ko", noun + tail) == []


@given(st.integers(11, 10**15))
def test_a_sino_korean_number_reads_back(number: int) -> None:
    (candidate,) = figures("ko", f"{sino(number)} 명")
    assert isinstance(candidate.value, FigureValue)
    assert candidate.value.amount == str(number)


@given(st.integers(2, 10**12 - 1))
def test_an_english_number_reads_back_however_it_is_written(number: int) -> None:
    for written in (f"{number} people", f"{number:,} people", f"{english_words(number)} people"):
        (candidate,) = figures("en", written)
        assert isinstance(candidate.value, FigureValue)
        assert (candidate.value.amount, candidate.value.unit) == (str(number), "person")


@given(st.sampled_from(list(READERS)), st.text("12 만억천 약여명대일이half oneino$.,%-~/()중 분의\n", max_size=60))
def test_any_text_is_read_without_error_and_offsets_stay_inside(code: str, text: str) -> None:
    for candidate in figures(code, text):
        assert 0 <= candidate.start < candidate.end <= len(text)


@pytest.mark.parametrize("code", READERS)
def test_a_run_of_digits_too_long_for_a_number_is_no_figure(code: str) -> None:
    assert figures(code, "1" * 5000) == []


@given(st.fractions(), st.sampled_from([None, "about", "upward", "downward"]))
def test_the_interval_holds_the_amount(amount: Fraction, hedge: str | None) -> None:
    number = Number(0, 1, Fraction(plain(amount)))
    low, high = interval(number, hedge=hedge)  # type: ignore[arg-type]
    assert low is not None
    assert high is not None
    assert low <= number.amount <= high


@pytest.mark.parametrize(
    ("value", "written", "place"),
    [("370", "370", "10"), ("1.8", "1.8", "1/10"), ("2/3", "0.666666666666667", None), ("0", "0", "0")],
)
def test_amounts_are_written_plainly(value: str, written: str, place: str | None) -> None:
    assert plain(Fraction(value)) == written
    if place is not None:
        assert last_place(Fraction(value)) == Fraction(place)


@pytest.mark.parametrize(
    ("code", "text"), [("ko", "땅 3필지와 네 필지를 샀다"), ("en", "sold 3 parcels and then four more parcels")]
)
def test_a_counter_of_the_user_is_a_unit_and_only_where_it_is_given(code: str, text: str) -> None:
    own = OwnKnowledge(counter=(OwnCounter(unit="land_parcel", words=("필지", "parcels")),))
    with_own = READERS[code]([Passage("paragraph", text)], own)[0]
    assert [(c.value.amount, c.value.unit) for c in with_own if isinstance(c.value, FigureValue)] == [
        ("3", "land_parcel"),
        ("4", "land_parcel"),
    ]
    without = figures(code, text)
    assert all(c.value.unit != "land_parcel" for c in without if isinstance(c.value, FigureValue))


@pytest.mark.parametrize(
    ("code", "text", "marked"),
    [
        ("ko", "땅 1만 평(3만3000㎡)을 샀다", [False, True]),
        ("ko", "500만 달러(약 72억원)를 들였다", [False, True]),
        ("ko", "주민 300명(남자 120명)이 모였다", [False, False]),
        ("en", "It costs $5m (£4m)", [False, True]),
        ("en", "20 miles (32km) away", [False, True]),
        ("en", "20 miles (50km) away", [False, False]),
    ],
)
def test_an_amount_that_converts_the_one_before_it_says_so(code: str, text: str, marked: list[bool]) -> None:
    assert [candidate.rule.endswith(".conversion") for candidate in figures(code, text)] == marked
