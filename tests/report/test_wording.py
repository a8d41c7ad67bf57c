"""What a reader is told of a value, given what the articles that state it write."""

from __future__ import annotations

import pytest

from reconcile.pipeline import reconcile
from reconcile.report import facts
from reconcile.report.messages import Language
from reconcile.report.view import build
from reconcile.report.wording import Wordings
from schemas.reconciliation import VERDICTS, Reconciliation
from schemas.values import PersonValue, PlaceValue, Value
from sources import assign_ids, from_text


def compared(*texts: str) -> Reconciliation:
    return reconcile(assign_ids([from_text(text) for text in texts]))


def article(title: str, published: str, *lines: str) -> str:
    return "\n".join((title, published, "", *lines)) + "\n"


def cells(document: Reconciliation, language: Language) -> set[str]:
    return {fact.value for fact in facts.build(document, language, VERDICTS).facts}


GARDEN = compared(
    article(
        "하늘정원 개원식에서 무대 무너져", "2026-04-15",
        "지난 14일(수) 오후 2시 하늘정원 개원식에서 무대가 무너져 정원사 오세림(47)씨가 다쳤다.",
        "구조에는 1시간 20분이 걸렸다.",
    ),
    article(
        "하늘정원 개원식 무대 붕괴", "2026-04-15",
        "지난 14일 오후 3시 하늘정원 개원식에서 무대가 무너져 정원사 오세림(49)씨가 다쳤다.",
        "구조에는 1시간 20분이 걸렸다.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("ko", {"47세", "49세", "1시간 20분"}), ("en", {"47 years old", "49 years old", "1 h 20 min"})],
)
def test_ages_and_lengths_of_time_are_told_as_such(language: Language, wanted: set[str]) -> None:
    assert wanted <= cells(GARDEN, language)


@pytest.mark.parametrize(
    ("language", "relation", "day", "note"),
    [
        ("ko", "요일이 맞지 않음", "화요일", "달력: 2026-04-14는 화요일"),
        ("en", "weekday does not fit", "Tuesday", "Calendar: 2026-04-14 is a Tuesday"),
    ],
)
def test_a_wrong_weekday_is_named_and_marked_and_another_time_told_too(
    language: Language, relation: str, day: str, note: str
) -> None:
    (found,) = [finding for finding in build(GARDEN, language).findings["conflict"] if finding.relation == relation]
    assert day in found.reason and "오후 3시" in found.reason
    assert found.notes == (note,)
    marked = [piece.text for side in found.sides for voice in side.voices for piece in voice.context if piece.mark]
    assert "(수)" in marked


DISTRICT = PlaceValue(id="KR-L1168000000", path=("서울특별시", "강남구"), level="district", parts=())
TITLED: list[tuple[Value, str]] = [
    (PersonValue(name="오세림", titles=("원장",)), "오세림 원장"),
    (PersonValue(name="Ada Quill", titles=("passenger",)), "Ada Quill"),
    (DISTRICT, "서울특별시 강남구"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "wanted"), TITLED)
def test_names_are_told_as_they_are_read(value: Value, wanted: str) -> None:
    assert Wordings(GARDEN, "ko").show(value, ()) == wanted


def test_places_of_the_gazetteer_have_its_names_in_the_language_of_the_reader() -> None:
    assert Wordings(GARDEN, "en").show(DISTRICT, ()) == "Gangnam District, Seoul"
