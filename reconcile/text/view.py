"""Views: an article's text folded for reading, with the way back to every original offset.

Before:  "ᄀ", "ᅡ", "ᆼ", "남구 １２\\xa0㎡"      (NFD Hangul, full-width digits, a no-break space)
After:   "강남구 12 ㎡"                           one code point a syllable, ASCII digits, plain spaces

The article's text is never rewritten: readers match on `View.text`, and `View.span` gives the offsets in the
original that a match covers. A composed syllable maps to all of its jamo; what is left out (zero-width marks,
soft hyphens) maps to nothing, so it is covered only when it stands between two characters of a match.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = dict.fromkeys((0x9, 0xB, 0xC, 0xD, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_DROPPED = dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF), "")
_LOOKALIKES = {ord("\u2212"): "-", ord("\u301c"): "~", ord("\u2028"): "\n", ord("\u2029"): "\n", 0x85: "\n"}
_FULLWIDTH = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
_TABLE: dict[int, str] = {**_FULLWIDTH, **_SPACES, **_DROPPED, **_LOOKALIKES}

_JAMO_VOWEL_OR_FINAL = "\u1160-\u11ff\ud7b0-\ud7fb"
_CLUSTER = re.compile(
    rf"[\u1100-\u115f\ua960-\ua97c][{_JAMO_VOWEL_OR_FINAL}]+"  # a syllable written in jamo
    r"|[가-힣][\u11a8-\u11ff]"  # a syllable with its final in jamo
    r"|[^\W_][\u0300-\u036f]+"  # a letter and its marks
    rf"|[{''.join(re.escape(chr(c)) for c in _TABLE)}]"
)


@dataclass(frozen=True, slots=True)
class View:
    """A folded text. `text[i]` stands for `original[starts[i]:ends[i]]`; both empty when nothing was folded."""

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of `text[start:end]` (not empty)."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(original: str) -> View:
    """The view of a text: NFC where jamo or combining marks stand, ASCII digits and letters, plain spaces."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0

    def keep(text: str, start: int) -> None:
        out.append(text)
        starts.extend(range(start, start + len(text)))
        ends.extend(range(start + 1, start + len(text) + 1))

    for match in _CLUSTER.finditer(original):
        keep(original[at : match.start()], at)
        cluster = match.group()
        folded = _TABLE[ord(cluster)] if len(cluster) == 1 else unicodedata.normalize("NFC", cluster)
        out.append(folded)
        starts.extend([match.start()] * len(folded))
        ends.extend([match.end()] * len(folded))
        at = match.end()
    if not out:
        return View(original)
    keep(original[at:], at)
    return View("".join(out), tuple(starts), tuple(ends))
