"""The packaged files of the gazetteer, as lines."""

from __future__ import annotations

from importlib.resources import files

COLUMNS = {"places.tsv": 8, "cities.tsv": 8, "names.tsv": 2}
"""The packaged files and how many columns each has."""


def data(name: str) -> bytes:
    """The bytes of a packaged file."""
    return (files("reconcile.knowledge") / name).read_bytes()


def lines(name: str) -> tuple[list[str], str]:
    """The data lines of a file and the date that its head states. Raises ValueError where a line lacks a column."""
    head, _, body = data(name).decode("utf-8").rpartition("\n# ")
    grammar, _, rows = body.partition("\n")
    found = rows.split("\n")
    found.pop()  # the file ends with a line's end
    tabs = COLUMNS[name] - 1
    if rows.count("\t") != tabs * len(found):
        wrong = next(line for line in found if line.count("\t") != tabs)
        raise ValueError(f"{name}: a line has not {tabs + 1} columns: {wrong[:60]!r}")
    dates = [line[8:] for line in (*head.split("\n"), f"# {grammar}") if line.startswith("# Date: ")]
    return found, max(dates, default="")
