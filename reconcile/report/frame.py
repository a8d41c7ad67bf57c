"""The evidence of a document as a data frame: the rows of the CSV, numbers and days typed.

document.to_dataframe().filter(pl.col("verdict") == "conflict").select("source", "role", "amount", "unit")
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from importlib.util import find_spec
from typing import Any, Literal

from reconcile.report.csv import COLUMNS, rows
from reconcile.report.json import filtered
from reconcile.report.messages import Language
from reconcile.report.view import majority_language
from schemas.reconciliation import Reconciliation, Verdict

Library = Literal["pandas", "polars"]
_TYPES = {"known": "flag", "side": "whole", "independent_sources": "whole", "published": "day", "source": "whole",
          "start": "whole", "end": "whole"}  # fmt: skip
"""Columns of the CSV that are no words; `published` is the day, in the article's own time."""
_ADDED = {"amount": "number", "unit": "words", "day": "day"}
"""From the typed value: number and unit of a figure (of a range neither), first day of a date."""
TYPES = {name: _TYPES.get(name, "words") for name in COLUMNS} | _ADDED
"""Column → words, whole (a whole number), number, flag or day; what is absent is null."""
_POLARS = {"words": "String", "whole": "Int64", "number": "Float64", "flag": "Boolean", "day": "Date"}
_PANDAS = {"words": "string", "whole": "Int64", "number": "Float64", "flag": "boolean", "day": "datetime64[s]"}


def to_dataframe(
    document: Reconciliation,
    library: Library | None = None,
    *,
    language: Language | None = None,
    only: Collection[Verdict] = (),
) -> Any:
    """A data frame with one row for each piece of evidence; its columns are TYPES.

    Args:
        library: pandas or polars; without it polars where it is installed, else pandas.
        language: of values and explanations; without it that of most articles.
        only: comparisons of these verdicts.

    Raises:
        ModuleNotFoundError: the library is not installed.
        ValueError: there is no such library.
    """
    chosen = _library(library)
    shown = filtered(document, only)
    table = [_typed(row) for row in rows(shown, language or majority_language(document.articles))]
    columns = {name: [row[at] for row in table] for at, name in enumerate(TYPES)}
    if chosen == "polars":
        import polars

        return polars.DataFrame(
            [polars.Series(name, columns[name], dtype=getattr(polars, _POLARS[kind])) for name, kind in TYPES.items()]
        )
    import pandas  # type: ignore[import-untyped]

    return pandas.DataFrame({name: pandas.Series(columns[name], dtype=_PANDAS[kind]) for name, kind in TYPES.items()})


def _library(asked: str | None) -> str:
    if asked not in (None, "pandas", "polars"):
        raise ValueError(f"there is no data frame of {asked!r}: give pandas or polars")
    for name in (asked,) if asked else ("polars", "pandas"):
        if find_spec(name) is not None:
            return name
    missing = asked or "polars or pandas"
    raise ModuleNotFoundError(f"to_dataframe() needs {missing}: pip install {asked or 'polars'}")


def _typed(row: tuple[str, ...]) -> list[Any]:
    value = json.loads(row[COLUMNS.index("value_json")] or "{}")
    cells: list[Any] = [_cell(text, TYPES[name]) for name, text in zip(COLUMNS, row, strict=True)]
    kind = row[COLUMNS.index("kind")]
    figure, day = kind == "figure", kind == "date"
    amount = value.get("amount") if figure else None
    return [
        *cells,
        float(amount) if amount is not None else None,
        value.get("unit") if figure and amount is not None else None,
        _day(value.get("start") or "") if day else None,
    ]


def _cell(text: str, kind: str) -> Any:
    match kind:
        case "whole":
            return int(text) if text else None
        case "flag":
            return text == "yes"
        case "day":
            return _day(text)
    return text or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
