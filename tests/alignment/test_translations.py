"""One saying in two languages is found by its speaker first, and only then by what it means."""

from __future__ import annotations

from os import environ

import pytest

from reconcile.alignment import semantic
from reconcile.alignment.across import read_across
from reconcile.alignment.translations import translations
from reconcile.claims.extract import extract_all
from sources import from_text

needs_extra = pytest.mark.skipif(
    not (semantic.available() or environ.get("CI")), reason="the extra `semantic` is not installed"
)

KOREAN = """한들시, 새 도서관 문 열어

모여울 대표는 “책을 읽는 아이는 혼자가 아니다”라고 말했다.

길다솜 시장은 “주차장은 내년에 넓히겠다”고 밝혔다.
"""
ENGLISH = """Handeul opens a new library

"A child who reads a book is never alone," said Mo Yeo-ul, chief executive of the library.

"{}" said Gil Da-som, the mayor.
"""


def pairs(english: str, *, encoder: bool = True) -> list[tuple[str, str]]:
    extractions = extract_all([from_text(KOREAN), from_text(english)])
    meanings = semantic.meanings(extractions) if encoder else {}
    mentions = read_across([m for e in extractions for m in e.mentions], meanings)
    found = [sorted((a, b), key=lambda m: m.language) for a, b in translations(mentions)]
    return sorted((a.detail.text.strip("“”\"'.,"), b.detail.text) for a, b in found)


@needs_extra
def test_one_saying_of_one_speaker_meets_its_translation() -> None:
    found = pairs(ENGLISH.format("We will widen the car park next year,"))
    assert [korean for _, korean in found] == ["책을 읽는 아이는 혼자가 아니다", "주차장은 내년에 넓히겠다"]


@needs_extra
def test_another_saying_of_the_same_speaker_stays_apart() -> None:
    found = pairs(ENGLISH.format("Nobody thanked the carpenters enough,"))
    assert [korean for _, korean in found] == ["책을 읽는 아이는 혼자가 아니다"]


@needs_extra
def test_the_same_words_of_another_speaker_stay_apart() -> None:
    other = ENGLISH.format("We will widen the car park next year,").replace("Gil Da-som", "Ruth Calder")
    assert len(pairs(other)) == 1


def test_without_an_encoder_no_saying_is_taken_for_another() -> None:
    assert pairs(ENGLISH.format("We will widen the car park next year,"), encoder=False) == []
