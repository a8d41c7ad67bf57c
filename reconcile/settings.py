"""Settings of a run. They are recorded in the document, so that a result can be made again."""

from __future__ import annotations

from schemas.base import Model


class Settings(Model):
    """`statements`: compare predicates of claims too, not only their typed details.

    `semantic`: between two languages compare what sentences mean, where the extra `semantic` is installed.
    """

    statements: bool = True
    semantic: bool = True
