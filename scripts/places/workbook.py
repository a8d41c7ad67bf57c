"""Rows of an .xlsx workbook, read with the standard library."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_rows(path: Path) -> Iterator[dict[str, str]]:
    """The cells of the first sheet of a workbook, by column letter."""
    with zipfile.ZipFile(path) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(part.text or "" for part in item.iter(SHEET + "t")) for item in strings]
        for row in ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(SHEET + "row"):
            cells = {}
            for cell in row.iter(SHEET + "c"):
                value = cell.findtext(SHEET + "v") or ""
                letter = (cell.get("r") or "").rstrip("0123456789")
                cells[letter] = shared[int(value)] if cell.get("t") == "s" else value
            yield cells
