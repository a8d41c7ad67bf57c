"""Organisations in Korean articles, with the aliases that an article defines."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.base import Candidate, Passage
from reconcile.languages.ko.nominals import Word


def read(
    passages: Sequence[Passage], lines: Sequence[Sequence[Word]], persons: Sequence[Sequence[Candidate]]
) -> list[list[Candidate]]:
    """Organisations for each passage. `lines` are the words of the passages."""
    return [[] for _ in passages]
