"""A line as patterns see it, with the way back to the original characters.

    before  U+1103 U+116E … (NFD Hangul), "２０２５．２．２７", no-break spaces
    after   두…, "2025.2.27", plain spaces; `origin(i)` is the original offset of view character i

Patterns are written once, in composed Hangul and ASCII digits; offsets of articles stay original.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f",
    ),
    " ",
)
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD = _SPACES | _FULL_WIDTH


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what patterns match; `offsets` has one entry more than it, or is None where nothing moved."""

    text: str
    offsets: tuple[int, ...] | None
    start: int

    def origin(self, index: int) -> int:
        """The offset in the original text of view character `index`."""
        return self.start + (index if self.offsets is None else self.offsets[index])


def view_of(text: str, start: int, end: int) -> View:
    """The view of `text[start:end]`. One pass over it."""
    raw = text[start:end]
    if unicodedata.is_normalized("NFC", raw):
        return View(raw.translate(_FOLD), None, start)
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(raw):
        after = at + 1
        while after < len(raw) and _joins(raw[after]):
            after += 1
        composed = unicodedata.normalize("NFC", raw[at:after])
        out.append(composed)
        offsets.extend(min(at + i, after - 1) for i in range(len(composed)))
        at = after
    offsets.append(len(raw))
    return View("".join(out).translate(_FOLD), tuple(offsets), start)


def _joins(character: str) -> bool:
    """Whether it may compose with what stands before it: a combining mark, or a medial or final jamo."""
    return "\u1160" <= character <= "\u11ff" or unicodedata.combining(character) != 0
