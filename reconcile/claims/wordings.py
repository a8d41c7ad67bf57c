"""The words of quotations for the stages after claims, which do not know languages.

Reading them is a matter of language; what comes out (keys that are equal where words are, numbers, negations, marks of
modality) is not.
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
)

__all__ = ["Word", "carries", "empty", "marks", "negations", "nobody", "opposed", "opposites", "read", "same_word"]
