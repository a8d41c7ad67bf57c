"""The year that a sentence without a date goes on in."""

from __future__ import annotations

import pytest

from reconcile.claims.extract import extract_all
from sources import from_text

ROWS = [
    ("지난해 마을버스 사고는 86건이다. 다친 사람은 109명이다.", "109명", ["2025"]),
    ("사고는 지난 3일 났다. 다친 사람은 9명이다.", "9명", []),
    ("지난해 사고는 86건이다. 올해 다친 사람은 9명이다.", "9명", ["2026"]),
]


@pytest.mark.parametrize(("text", "figure", "years"), ROWS, ids=[text for text, *_ in ROWS])
def test_a_sentence_without_a_date_goes_on_in_the_year_of_the_one_before(
    text: str, figure: str, years: list[str]
) -> None:
    article = from_text(text, language="ko", published="2026-03-10")
    found = [m for m in extract_all([article])[0].mentions if m.detail.text == figure]
    assert [[date.edtf for date in m.dates] for m in found] == [years]
