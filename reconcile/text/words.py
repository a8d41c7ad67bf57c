"""Words of a text as two wordings are compared by them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_ASIDE = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_IRREGULAR = re.compile(r"\b(?:won't|shan't|can't|cannot|no one|ain't|let's)\b")
_WRITTEN_OUT = {
    "won't": "will not", "shan't": "shall not", "can't": "can not", "cannot": "can not", "no one": "noone",
    "ain't": "is not", "let's": "let us",
}  # fmt: skip
_CONTRACTIONS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"))
_IS = re.compile(r"\b(it|that|there|here|he|she|what|who|where)'s\b")


def spelled_out(text: str) -> str:
    """The text case folded, contractions written out. What stands in brackets is the reporter's and is left out."""
    folded = _ASIDE.sub(" ", text.casefold().replace("’", "'"))
    if "'" in folded or "no" in folded:
        folded = _IRREGULAR.sub(lambda found: _WRITTEN_OUT[found.group()], folded)
        for short, full in _CONTRACTIONS:
            folded = folded.replace(short, full)
        folded = _IS.sub(r"\1 is", folded)
    return folded


def words(text: str) -> list[str]:
    """The words of a text: case folded, contractions written out, no punctuation."""
    return _WORD.findall(spelled_out(text))
