"""Errors of the engine.

ReconcileError
└── NothingToCompare   fewer than two articles that state anything
"""

from __future__ import annotations


class ReconcileError(Exception):
    """Any error of the engine; its text is one line for the user."""


class NothingToCompare(ReconcileError):
    """There are not two articles with claims in a language that is read here."""

    def __init__(self, readable: int, given: int) -> None:
        super().__init__(
            f"nothing to compare: {readable} of {given} articles hold statements in a language that is read here; "
            "at least two are needed"
        )
        self.readable = readable
        self.given = given
