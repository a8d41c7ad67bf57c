"""How two wordings differ, word by word (difflib), and what the difference touches.

Before:  서울시가 3대 강국의 중심으로 도약하도록 하겠다 / 우리나라가 3대 강국의 중심으로 도약하도록 노력하겠다
After:   replace 서울시가 → 우리나라가 (who), replace 하겠다 → 노력하겠다 (wording)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from reconcile.alignment.decimal import significant_digits
from schemas.reconciliation import Relation
from schemas.values import QuoteValue

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_CONTRACTIONS = (
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"), ("it's", "it is"),
)  # fmt: skip
TRIMMED_LEAST_WORDS = 2
ALTERED_LEAST = 72.0
"""rapidfuzz ratio of the words from which two quotes are taken for two renderings of one utterance."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words of the first wording and what stands for it in the second; either may be empty."""

    first: str
    second: str


def words(text: str) -> list[str]:
    """The words of a text as they are compared: case folded, contractions written out, no punctuation."""
    folded = text.casefold().replace("’", "'")
    for short, full in _CONTRACTIONS:
        folded = folded.replace(short, full)
    return _WORD.findall(folded)


def changes(first: str, second: str) -> list[Change]:
    """The word-level opcodes of difflib that are not equal."""
    a, b = words(first), words(second)
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [Change(" ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in opcodes if tag != "equal"]


def relate_quotes(a: QuoteValue, b: QuoteValue) -> tuple[str, Relation | None]:
    """Standing and relation of two quotes.

    verbatim (the same words), trimmed (one is a stretch of the other), altered_quote (one utterance, other content
    words, a subject or a number among them). A looser likeness is incomparable: a paraphrase is no altered quote.
    """
    first, second = words(a.text), words(b.text)
    if not first or not second:
        return "incomparable", None
    if "".join(first) == "".join(second):
        return "same", "verbatim"
    short, long = sorted((first, second), key=len)
    joined_short, joined_long = "".join(short), "".join(long)
    if len(short) >= TRIMMED_LEAST_WORDS and joined_short in joined_long and len(joined_short) >= 6:
        return "same", "trimmed"
    ratio = fuzz.ratio(" ".join(first), " ".join(second))
    differing = changes(a.text, b.text)
    if ratio >= 90 and all(_only_form(c) for c in differing):
        return "same", "verbatim" if ratio >= 97 else "trimmed"
    if ratio >= ALTERED_LEAST and len(short) >= 5:
        return "different", "altered_quote"
    if ratio >= ALTERED_LEAST or (len(short) >= 5 and fuzz.partial_ratio(joined_short, joined_long) >= 90):
        return "same", "trimmed" if all(_only_form(c) for c in differing) else None
    return "incomparable", None


def _only_form(change: Change) -> bool:
    """Whether a change keeps the words and only turns an ending, a particle or the spacing."""
    a, b = change.first.replace(" ", ""), change.second.replace(" ", "")
    if not a or not b:
        return len(a or b) <= 2 and not (a or b).isdigit()
    if any(c.isdigit() for c in a + b):
        return a == b
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    return common >= 2 and max(len(a), len(b)) - common <= 2


def touches(first: str, second: str) -> list[str]:
    """What the changed words touch, as codes: subject, polarity, number, modality, wording."""
    found = set()
    for change in changes(first, second):
        both = f"{change.first} {change.second}"
        if any(c.isdigit() for c in both):
            found.add("number")
        if re.search(r"(?:이|가|은|는)(?:\s|$)", both) and change.first and change.second:
            found.add("subject")
        if re.search(r"\b(?:not|never|no)\b|않|못|없|아니", both):
            found.add("polarity")
        if re.search(r"\b(?:will|would|may|might|could|should|must)\b|겠|예정|계획", both):
            found.add("modality")
    return sorted(found) or ["wording"]


__all__ = ["Change", "changes", "relate_quotes", "significant_digits", "touches", "words"]
