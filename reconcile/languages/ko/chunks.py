"""Sentences of Korean morphemes as a row of chunks: noun phrases, figures, verbs, each with its particle or ending.

Before:  시장/NNG 규모/NNG 가/JKS 지난해/NNG 671/SN 억/NR 달러/NNB 에서/JKB
After:   noun 시장 규모 [가] · date 지난해 · figure 671억 달러 [에서]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reconcile.languages.base import Candidate
from reconcile.text.token import Token

NOUNS = frozenset(("NNG", "NNP", "XR", "SL", "SH", "XPN", "XSN", "NR", "SN", "W_SERIAL"))
_VERBS = frozenset(("VV", "VA", "VX", "VCN", "VV-R", "VV-I", "VA-R", "VA-I", "VX-R", "VX-I"))
_MAKERS = frozenset(("XSV", "XSA", "XSA-R", "XSA-I"))
_ENDS = frozenset(("EC", "EF", "ETM", "ETN"))
_BOUND_NOUNS = frozenset(("중", "가운데"))
_OPEN, _CLOSE = "([{", ")]}"
_LONGEST_ASIDE = 40
"""Chunks of a bracket behind a figure."""
_MISREAD = {("르", "ᆯ"): "를", ("르", "ᆫ"): "는"}
"""Particles behind a symbol that are taken for a noun and a particle: ㎞를 as ㎞ 르 ᆯ."""
_OUR = frozenset(("우리", "저희"))
_NO_TAILS = frozenset(("등", "중", "때문", "것", "만", "채", "뿐", "데"))
"""Bound nouns that are no part of the word before them (임시편 is one word, 서울 등 is not)."""


@dataclass(slots=True)
class Chunk:
    """A run of tokens [first, last) that stands for one thing; `mark` is the particle or ending behind it."""

    kind: str
    """noun, figure, date, verb, adverb, open, close, comma or bound (a noun that cannot stand alone)"""
    first: int
    last: int
    start: int
    end: int
    mark: str = ""
    candidate: Candidate | None = None
    reach: int = 0
    """Of a figure: where the words that lengthen it end (5000억원 규모)."""
    next: int = 0
    """Of a figure: the index of the chunk behind it, the brackets that convert it passed over."""


def chunks(
    tokens: Sequence[Token],
    first: int,
    last: int,
    text: str,
    taken: Sequence[Candidate],
    extensions: frozenset[str],
) -> list[Chunk]:
    """The chunks of tokens [first, last); `taken` are its figures and dates in order, which are one chunk each."""
    row: list[Chunk] = []
    details = iter(taken)
    detail = next(details, None)
    i = first
    while i < last:
        token = tokens[i]
        while detail is not None and detail.end <= token.start:
            detail = next(details, None)
        if detail is not None and token.end > detail.start:
            i = _detail(row, tokens, i, last, text, detail, extensions)
            continue
        tag = token.tag
        if tag in NOUNS and not token.form[0].isalnum():
            i += 1
        elif tag in NOUNS and row and row[-1].end == token.start and text[token.start : token.end] != token.form:
            i += 1  # a particle that was taken for a noun: ㎞를 as ㎞ 르 ᆯ
        elif tag in NOUNS:
            i = _noun(row, tokens, i, last, text, detail.start if detail else len(text))
        elif tag == "MAG" and i + 1 < last and tokens[i + 1].tag in _MAKERS:
            i = _verb(row, tokens, i, i + 1, last)
        elif tag in _VERBS or tag == "VCP":
            i = _verb(row, tokens, i, i, last)
        else:
            if tag in ("MAG", "MM", "MAJ") or token.form in _OUR:
                row.append(Chunk("adverb", i, i + 1, token.start, token.end))
            elif tag == "NNB" or tag == "NP":
                if token.form in _BOUND_NOUNS and row and row[-1].kind in ("noun", "bound"):
                    row[-1].mark = "중"
                else:
                    end = i + 2 if i + 1 < last and tokens[i + 1].tag[0] == "J" else i + 1
                    mark = tokens[i + 1].form if end == i + 2 else ""
                    row.append(Chunk("bound", i, i + 1, token.start, token.end, mark))
                    i = end - 1
            elif token.form in _OPEN:
                row.append(Chunk("open", i, i + 1, token.start, token.end))
            elif token.form in _CLOSE:
                row.append(Chunk("close", i, i + 1, token.start, token.end))
                i = _closed(row, tokens, i + 1, last, extensions)
                continue
            elif tag in ("SP", "SE") or token.form in "·/∙ㆍ":
                row.append(Chunk("comma", i, i + 1, token.start, token.end, token.form))
            i += 1
    return row


def _detail(
    row: list[Chunk],
    tokens: Sequence[Token],
    i: int,
    last: int,
    text: str,
    detail: Candidate,
    extensions: frozenset[str],
) -> int:
    begin = i
    while i < last and tokens[i].start < detail.end:
        i += 1
    chunk = Chunk(detail.kind, begin, i, detail.start, detail.end, "", detail, detail.end, len(row) + 1)
    i = _behind(chunk, tokens, i, last, extensions)
    row.append(chunk)
    return max(i, begin + 1)


def _closed(row: list[Chunk], tokens: Sequence[Token], i: int, last: int, extensions: frozenset[str]) -> int:
    """Behind a bracket that opened at a figure: what follows belongs to that figure, 52만㎡(약 15만 평) 규모의."""
    k = len(row) - 2
    while k >= 0 and row[k].kind not in ("open", "close") and len(row) - k < _LONGEST_ASIDE:
        k -= 1
    if k < 1 or row[k].kind != "open" or row[k - 1].kind != "figure":
        return i
    outer = row[k - 1]
    outer.reach, outer.next = row[-1].end, len(row)
    return _behind(outer, tokens, i, last, extensions)


def _behind(chunk: Chunk, tokens: Sequence[Token], i: int, last: int, extensions: frozenset[str]) -> int:
    """Reads extensions and the particle behind a detail into its chunk; the index of the token after them."""
    while i < last and tokens[i].form in extensions and tokens[i].tag[0] in "NX" and tokens[i].tag != "XSV":
        chunk.reach = tokens[i].end
        i += 1
    if i < last and tokens[i].start <= chunk.reach:
        token = tokens[i]
        misread = _MISREAD.get((token.form, tokens[i + 1].form)) if i + 1 < last else None
        if misread is not None and tokens[i + 1].start == token.start:
            chunk.mark = misread
            i += 2
        elif token.tag[0] == "J" or (token.form == "로" and (i + 1 == last or tokens[i + 1].start > token.end)):
            chunk.mark = token.form
            i += 1
        elif token.tag == "VCP":
            chunk.mark = "이다"
            while i < last and tokens[i].tag in ("VCP", "EP"):
                i += 1
            if i < last and tokens[i].tag == "ETM":
                chunk.mark = "인"
            i += 1
    return i


def _noun(row: list[Chunk], tokens: Sequence[Token], i: int, last: int, text: str, barrier: int) -> int:
    begin = i
    i += 1
    while (
        i < last
        and (tokens[i].tag in NOUNS or _is_inside(tokens, i, last))
        and tokens[i].start < barrier
        and text[tokens[i - 1].end : tokens[i].start] in ("", " ")
    ):
        i += 1
    if i < last and tokens[i].tag in _MAKERS and tokens[i].start == tokens[i - 1].end:
        if i - 1 > begin:
            row.append(Chunk("noun", begin, i - 1, tokens[begin].start, tokens[i - 2].end))
        return _verb(row, tokens, i - 1, i, last)
    if i < last and tokens[i].tag == "NNB" and tokens[i].start == tokens[i - 1].end and tokens[i].form not in _NO_TAILS:
        i += 1
    chunk = Chunk("noun", begin, i, tokens[begin].start, tokens[i - 1].end)
    if i < last and tokens[i].start == chunk.end:
        if tokens[i].tag[0] == "J":
            chunk.mark = tokens[i].form
            i += 1
            while i < last and tokens[i].tag == "JX" and tokens[i].start == tokens[i - 1].end:
                i += 1
        elif tokens[i].tag == "VCP":
            chunk.mark = "이다"
    elif i < last and tokens[i].tag == "NNB" and tokens[i].form == "등":
        chunk.mark = "등"
    row.append(chunk)
    return i


def _is_inside(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether a bound noun stands within one word: the 중 of 혈중알코올농도."""
    return (
        tokens[i].tag == "NNB"
        and i + 1 < last
        and tokens[i + 1].tag in NOUNS
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    )


def _verb(row: list[Chunk], tokens: Sequence[Token], head: int, i: int, last: int) -> int:
    """A verb whose stem is the token `head`, with everything up to its last ending."""
    chunk = Chunk("verb", head, i + 1, tokens[head].start, max(tokens[head].end, tokens[i].end))
    i += 1
    while i < last and (tokens[i].tag in _VERBS or tokens[i].tag in _MAKERS or tokens[i].tag in ("EP", "VCP", *_ENDS)):
        if chunk.mark in ("ETM", "ETN", "EF"):
            break
        if chunk.mark == "EC" and tokens[i].tag[:2] != "VX":
            break
        if tokens[i].tag in _ENDS:
            chunk.mark = tokens[i].tag
        chunk.end = max(chunk.end, tokens[i].end)
        i += 1
    chunk.last = i
    row.append(chunk)
    return i
