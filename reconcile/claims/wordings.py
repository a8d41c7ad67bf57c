"""The words of quotations and predicates for the stages after claims, which do not know languages.

Reading them is a matter of language; what comes out (keys that are equal where words are, numbers, negations, marks of
modality, opposites) is not.
"""

from __future__ import annotations

from reconcile.languages.rewording import (
    Word,
    carries,
    empty,
    marks,
    negations,
    nobody,
    opposed,
    opposites,
    read,
    same_word,
    stem,
)

__all__ = [
    "Word",
    "carries",
    "empty",
    "marks",
    "negations",
    "nobody",
    "opposed",
    "opposites",
    "read",
    "same_word",
    "stem",
]
