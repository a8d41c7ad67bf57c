"""Words of a text as two wordings are compared by them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_ASIDE = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_CONTRACTIONS = (
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"),
    ("it's", "it is"),
)  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text: case folded, contractions written out, no punctuation.

    What stands in brackets is the reporter's and is left out.
    """
    folded = _ASIDE.sub(" ", text.casefold().replace("’", "'"))
    for short, full in _CONTRACTIONS:
        folded = folded.replace(short, full)
    return _WORD.findall(folded)
