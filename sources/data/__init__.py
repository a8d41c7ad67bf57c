"""Data files, loaded strictly: an unknown key is an error in the file, not a setting ignored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str, keys: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The table of a packaged TOML file. With `keys`, the file must have these at its top level and no others."""
    table = tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    if keys is not None:
        expect(name, table, keys)
    return table


def expect(where: str, table: dict[str, Any], keys: Iterable[str]) -> None:
    """Raise ValueError unless the table has exactly these keys."""
    wanted, found = set(keys), set(table)
    if wanted != found:
        raise ValueError(f"{where}: missing {sorted(wanted - found)}, unknown {sorted(found - wanted)}")


@cache
def outlets() -> dict[str, Any]:
    """`outlets.toml`: endings of outlets' names, labels of times, desks, time zones."""
    table = load("outlets.toml", ("suffixes_ko", "suffixes_en", "desks", "labels", "zones"))
    expect("outlets.toml [labels]", table["labels"], ("published", "modified"))
    return table
