"""Places in English text."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.base import Candidate, Passage


def read(passages: Sequence[Passage]) -> list[list[Candidate]]:
    """The places of one article: for each passage its candidates in order of position."""
    return [[] for _ in passages]
