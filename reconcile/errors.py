"""Errors of the engine.

ReconcileError
├── OwnKnowledgeRefused   what the user knows contradicts the packaged knowledge
└── RepeatedArticle       two articles of one run have the same id
"""

from __future__ import annotations


class ReconcileError(ValueError):
    """Any error of the engine; its text is one line for the user."""


class OwnKnowledgeRefused(ReconcileError):
    """Entries of own knowledge that cannot stand beside the packaged knowledge; `problems` has a line for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("own knowledge: " + "; ".join(problems))
        self.problems = problems


class RepeatedArticle(ReconcileError):
    """Two articles share an id, so that evidence could not name its article."""

    def __init__(self, article: str) -> None:
        super().__init__(f"two articles have the id {article}: give a repeated one its own with sources.assign_ids")
        self.article = article
