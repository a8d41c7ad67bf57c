"""The nouns of a language for what a figure measures or counts: injured → 부상자, 다친 사람, …"""

from __future__ import annotations

from reconcile.languages.loader import load_table
from reconcile.languages.roles import MeasureTable


def role_nouns(language: str, role: str) -> tuple[str, ...]:
    """Those of the lexicon of `language` for the id `role`; none for an id that it does not know."""
    table = load_table(language, "measures", MeasureTable)
    return (*table.quantities.get(role, ()), *table.counted.get(role, ()))
