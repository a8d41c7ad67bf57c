"""A document as a data frame: the rows of the CSV, typed, in either library."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

import reconcile
from reconcile.report import csv as report_csv
from reconcile.report import frame
from tests.report.documents import article, document, library

LIBRARY = library()


def rows(library_: Any, **more: Any) -> list[dict[str, Any]]:
    """The frame as plain records, what is null as None, whichever library made it."""
    assert reconcile.reconcile  # what gives documents brings the method
    made = LIBRARY.to_dataframe(library_, **more)  # type: ignore[attr-defined]
    if library_ == "polars":
        return list(made.to_dicts())
    records = made.astype(object).where(made.notna(), None).to_dict("records")
    return [{k: v.date() if hasattr(v, "date") else v for k, v in record.items()} for record in records]


def test_both_libraries_have_the_same_rows() -> None:
    assert rows("pandas") == rows("polars")


@pytest.mark.parametrize("library_", ["pandas", "polars"])
def test_every_row_of_the_csv_is_there_with_its_words(library_: Any) -> None:
    written = list(csv.DictReader(io.StringIO(report_csv.render(LIBRARY, language="en"), newline="")))
    found = rows(library_, language="en")
    assert len(found) == len(written) > 0
    for row, cells in zip(found, written, strict=True):
        assert list(row) == list(frame.TYPES)
        for name in ("comparison", "kind", "verdict", "text", "explanation"):
            assert row[name] == report_csv.original(cells[name])
        assert (row["start"], row["end"]) == (int(cells["start"]), int(cells["end"]))


@pytest.mark.parametrize("library_", ["pandas", "polars"])
def test_numbers_and_days_are_typed(library_: Any) -> None:
    found = rows(library_)
    figures = [row for row in found if row["kind"] == "figure" and row["amount"] is not None]
    assert figures and all(isinstance(row["amount"], float) for row in figures)
    days = [row for row in found if row["kind"] == "date" and row["day"] is not None]
    assert days and all(isinstance(row["day"], date) for row in days)
    assert {type(row["known"]) for row in found} == {bool}


@pytest.mark.parametrize("library_", ["pandas", "polars"])
def test_only_and_nothing_keep_the_columns(library_: Any) -> None:
    assert {row["verdict"] for row in rows(library_, only=("conflict",))} == {"conflict"}
    nothing = frame.to_dataframe(document([article("가\n"), article("나\n")], []), library_)
    assert list(nothing.columns) == list(frame.TYPES) and len(nothing) == 0


def test_polars_comes_first_and_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(frame.to_dataframe(LIBRARY)).__module__.startswith("polars")
    monkeypatch.setattr(frame, "find_spec", lambda name: None if name == "polars" else object())
    assert type(frame.to_dataframe(LIBRARY)).__module__.startswith("pandas")
    with pytest.raises(ModuleNotFoundError, match="needs polars: pip install polars"):
        frame.to_dataframe(LIBRARY, "polars")
    monkeypatch.setattr(frame, "find_spec", lambda _: None)
    with pytest.raises(ModuleNotFoundError, match="needs polars or pandas"):
        frame.to_dataframe(LIBRARY)
    with pytest.raises(ValueError, match="give pandas or polars"):
        frame.to_dataframe(LIBRARY, "dask")  # type: ignore[arg-type]
