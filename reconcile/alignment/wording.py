"""How two wordings differ, word by word (difflib), and what the difference touches.

Before:  서울시가 3대 강국의 중심으로 도약하도록 하겠다 / 우리나라가 3대 강국의 중심으로 도약하도록 노력하겠다
After:   replace 서울시가 → 우리나라가 (who), replace 하겠다 → 노력하겠다 (wording)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz

from reconcile.text.words import words
from schemas.reconciliation import Relation
from schemas.values import QuoteValue

Standing = Literal["same", "different", "incomparable"]
TRIMMED_LEAST_WORDS = 2
_ALTERED_LEAST_WORDS = 5
_MUCH_LONGER = 1.3
ALTERED_LEAST = 72.0
"""rapidfuzz ratio of the words from which two quotes are taken for two renderings of one utterance."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of words of the first wording and what stands for it in the second; either may be empty."""

    first: str
    second: str


def changes(first: str, second: str) -> list[Change]:
    """The word-level opcodes of difflib that are not equal, over the stretch that both wordings cover."""
    a, b = _common_stretch(words(first), words(second))
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return [Change(" ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in opcodes if tag != "equal"]


def _common_stretch(a: list[str], b: list[str]) -> tuple[list[str], list[str]]:
    """Where one wording is much longer, the window of it that the shorter one renders.

    Before:  서울시가 강국으로 도약하겠다 / 모든 산업을 재편하고 우리나라가 강국으로 도약하겠다
    After:   서울시가 강국으로 도약하겠다 / 우리나라가 강국으로 도약하겠다
    """
    short, long = sorted((a, b), key=len)
    if len(long) < len(short) * _MUCH_LONGER:
        return a, b
    blocks = [x for x in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks() if x.size]
    if not blocks:
        return a, b
    lead, trail = blocks[0], blocks[-1]
    start = max(0, lead.b - lead.a)
    window = long[start : trail.b + trail.size + len(short) - trail.a - trail.size]
    return (a, window) if short is a else (window, b)


def relate_quotes(a: QuoteValue, b: QuoteValue) -> tuple[Standing, Relation | None]:
    """Standing and relation of two quotes.

    verbatim (the same words), trimmed (one is a stretch of the other), altered_quote (one utterance with other words;
    what they touch is for the verdict to weigh). A looser likeness is incomparable: a paraphrase is no altered quote.
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
    one, two = _common_stretch(first, second)
    ratio = fuzz.ratio(" ".join(one), " ".join(two))
    if len(short) < _ALTERED_LEAST_WORDS or ratio < ALTERED_LEAST:
        return "incomparable", None
    if all(_only_form(c) for c in changes(a.text, b.text)):
        return "same", "verbatim" if len(one) == len(first) and len(two) == len(second) else "trimmed"
    return "different", "altered_quote"


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


@dataclass(frozen=True, slots=True)
class Telling:
    """Words of a wording that tell who, or turn it round, as its language reads them."""

    subjects: frozenset[str]
    negations: frozenset[str]


def touches(first: str, second: str, telling: Telling) -> list[str]:
    """What the changed words touch, as codes: subject, polarity, number; wording where none of them is touched."""
    found = set()
    for change in changes(first, second):
        a, b = change.first, change.second
        if a and b and _NUMBER.findall(a) != _NUMBER.findall(b):
            found.add("number")
        if a in telling.subjects and b in telling.subjects:
            found.add("subject")
        turned = {sum(w in telling.negations for w in side.split()) % 2 for side in (a, b)}
        if len(turned) > 1:
            found.add("polarity")
    return sorted(found) or ["wording"]


_NUMBER = re.compile(r"\d+")
