"""Errors of the engine.

ReconcileError
└── RepeatedArticle   two articles of one run have the same id
"""

from __future__ import annotations


class ReconcileError(ValueError):
    """Any error of the engine; its text is one line for the user."""


class RepeatedArticle(ReconcileError):
    """Two articles share an id, so that evidence could not name its article."""

    def __init__(self, article: str) -> None:
        super().__init__(f"two articles have the id {article}: give a repeated one its own with sources.assign_ids")
        self.article = article
