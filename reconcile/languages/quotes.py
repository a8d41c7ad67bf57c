"""Quoted stretches, sentences and attributions: what quotes have in common in every language.

Before: ``He said: “Stay. ‘Do it.’ We won't."  Then … "Go!" "Now.``
After:  three stretches, ``Stay. ‘Do it.’ We won't.``, ``Go!`` and ``Now.``

Pairs are made in reading order. A mark of the double family (“ ” ") closes whatever double is open,
since pages mix straight and curly ones; an opening mark while one is open starts the next stretch, as
printers do at a new paragraph. Marks inside an open stretch of another family belong to its words.
An apostrophe is never a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from reconcile.languages.base import Candidate, Passage

SKIPPED_BLOCKS = frozenset({"furniture", "byline"})
"""Kinds of block that state nothing."""

_OPENERS = {"“": "double", "„": "double", "‟": "double", "‘": "single", "‚": "single"}
_CLOSERS = {"”": "double", "’": "single"}
_PAIRED = {"「": "」", "『": "』", "«": "»"}
_BEFORE_OPENER = "([{<—–-…·:,=/|▲■▶“‘\"'「『"
_MARK = re.compile(r"[“„‟‘‚”’\"']")
_DOUBLE = re.compile(r"[“„‟”\"]")
_BRACKET = re.compile(r"[「」『』«»]")
_STOP = re.compile(r"[.!?。](?!\S)")
_NESTED = 50
_RUN_LIMIT = 4
"""How many passages one unclosed quotation may run over."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The inside of a pair of marks in one passage.

    `family` is double, single or bracket; `continued` says that the same words go on in a later passage;
    `opened` and `closed` say whether this passage holds the marks.
    """

    start: int
    end: int
    family: str
    continued: bool = False
    opened: bool = True
    closed: bool = True

    @property
    def outer_start(self) -> int:
        """Where the opening mark stands."""
        return self.start - 1 if self.opened else self.start

    @property
    def outer_end(self) -> int:
        """Just after the closing mark."""
        return self.end + 1 if self.closed else self.end


@dataclass(frozen=True, slots=True)
class Attribution:
    """Text that its article gives as another's words or knowledge, and the phrase that names the source."""

    start: int
    end: int
    source_start: int
    source_end: int


class _Mark(NamedTuple):
    at: int
    family: str
    opens: bool
    closes: bool


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def overlapping(ordered: Sequence[_P], start: int, end: int) -> Sequence[_P]:
    """Those of `ordered`, which lie apart and in order, that share a character with start-end."""
    low = bisect_right(ordered, start, key=lambda one: one.end)
    return ordered[low : bisect_left(ordered, end, lo=low, key=lambda one: one.start)]


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "ʰ"


def _marks(text: str) -> list[_Mark]:
    found = []
    for match in _MARK.finditer(text):
        at, character = match.start(), match.group()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if character in _OPENERS:
            found.append(_Mark(at, _OPENERS[character], not after.isspace(), False))
        elif character in _CLOSERS:
            if character == "’" and _is_latin(before) and _is_latin(after):
                continue
            found.append(_Mark(at, _CLOSERS[character], False, not before.isspace()))
        elif character == '"':
            opens = (before.isspace() or before in _BEFORE_OPENER or not _is_latin(after)) and not after.isspace()
            closes = not before.isspace() or after.isspace()
            if before.isspace() and after.isspace():
                opens = closes = True
            found.append(_Mark(at, "double", opens, closes))
        else:
            if _is_latin(before) and _is_latin(after):
                continue
            spaced = before.isspace() or before in _BEFORE_OPENER
            opens = spaced and not after.isspace()
            found.append(_Mark(at, "single", opens, not before.isspace() and not (spaced and opens)))
    return found


def _single_closers(text: str, marks: Sequence[_Mark]) -> list[int]:
    """For each mark, the index of the next one that closes a single quotation, or -1.

    A possessive of a plural (the councils’ plan) is passed over when a better closer follows.
    """
    following = [-1] * (len(marks) + 1)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        following[index] = following[index + 1]
        if mark.family == "single" and mark.closes:
            possessive = text[mark.at - 1 : mark.at] == "s" and text[mark.at + 1 : mark.at + 2] == " "
            possessive = possessive and text[mark.at + 2 : mark.at + 3].islower()
            if not (possessive and following[index + 1] >= 0):
                following[index] = index
    return following


def _looks_open(text: str, marks: Sequence[_Mark], index: int, is_open: bool) -> bool:
    """Whether a double mark that could do either opens: it does when none is open."""
    mark = marks[index]
    if mark.opens and mark.closes:
        before = text[mark.at - 1] if mark.at else " "
        return not is_open or before.isspace()
    return mark.opens


def _first_double(text: str) -> str:
    """`open`, `close` or `none`: what the first double mark of a passage must be."""
    found = _DOUBLE.search(text)
    if found is None:
        return "none"
    if found.group() != '"':
        return "close" if found.group() == "”" else "open"
    before = text[found.start() - 1] if found.start() else " "
    return "open" if before.isspace() or before in _BEFORE_OPENER else "close"


def quoted(passages: Sequence[Passage]) -> list[list[Quoted]]:
    """The outermost quoted stretches of each passage, in order.

    A double quotation left open at the end of a passage goes on when a passage soon after opens again or
    closes it; else the mark is taken for a stray one.
    """
    first = [_first_double(passage.text) for passage in passages]
    answer: list[list[Quoted]] = []
    running = 0
    for number, passage in enumerate(passages):
        found, left_open = _quoted_in(passage.text, running > 0)
        if running and not any(not one.opened for one in found) and left_open != 0:
            running = 0
        carried = 0
        if left_open is not None:
            ahead = first[number + 1 : number + 1 + _RUN_LIMIT]
            nearest = next((what for what in ahead if what != "none"), "none")
            distance = next((step for step, what in enumerate(ahead) if what != "none"), _RUN_LIMIT)
            opened = not (running and left_open == 0)
            end = len(passage.text.rstrip())
            if nearest == "open" and end > left_open and (opened or first[number] != "none"):
                found.append(Quoted(left_open, end, "double", True, opened, False))
            elif nearest == "close" and distance == 0 and running < _RUN_LIMIT and end > left_open:
                found.append(Quoted(left_open, end, "double", True, opened, False))
                carried = running + 1
        running = carried
        answer.append([one for one in found if one.end > one.start])
    return answer


def _quoted_in(text: str, inside: bool) -> tuple[list[Quoted], int | None]:
    """The stretches of one passage, and where an unclosed double one begins."""
    if _MARK.search(text) is None and _BRACKET.search(text) is None:
        return [], 0 if inside else None
    marks = _marks(text)
    closers = _single_closers(text, marks)
    found: list[Quoted] = []
    opening: int | None = 0 if inside else None
    opened = not inside
    index = 0
    while index < len(marks):
        mark = marks[index]
        if mark.family == "double":
            if _looks_open(text, marks, index, opening is not None):
                if opening is not None:
                    end = len(text[opening : mark.at].rstrip()) + opening
                    found.append(Quoted(opening, end, "double", True, opened, False))
                opening, opened = mark.at + 1, True
            elif opening is not None and mark.closes:
                found.append(Quoted(opening, mark.at, "double", False, opened, True))
                opening = None
        elif opening is None and mark.opens and closers[index + 1] >= 0:
            close = closers[index + 1]
            found.append(Quoted(mark.at + 1, marks[close].at, "single"))
            index = close
        index += 1
    brackets = list(_brackets(text, found, opening))
    outer = sorted([*found, *brackets], key=lambda one: one.start)
    return [one for at, one in enumerate(outer) if not _is_inside(outer, at)], opening


def _is_inside(ordered: Sequence[Quoted], at: int) -> bool:
    """Whether the stretch lies in the nearest bracket before it."""
    before = next((one for one in reversed(ordered[max(0, at - _NESTED) : at]) if one.family == "bracket"), None)
    return before is not None and ordered[at].start < before.end


def _brackets(text: str, found: Sequence[Quoted], opening: int | None) -> Iterable[Quoted]:
    """Stretches in 「」, 『』 and « » that stand outside the others."""
    begun: tuple[int, str] | None = None
    position = 0
    ordered = sorted(found, key=lambda one: one.start)
    for match in _BRACKET.finditer(text):
        at, character = match.start(), match.group()
        while position < len(ordered) and ordered[position].end < at:
            position += 1
        if position < len(ordered) and ordered[position].outer_start <= at or opening is not None and at >= opening:
            continue
        if begun is None and character in _PAIRED:
            begun = (at + 1, _PAIRED[character])
        elif begun is not None and character == begun[1]:
            yield Quoted(begun[0], at, "bracket")
            begun = None


def sentences(text: str, quotations: Sequence[Quoted]) -> list[tuple[int, int]]:
    """Where sentences begin and end, as half-open spans; a full stop inside quoted words ends none.

    A stop directly before a closing mark, followed by a space and a capital or nothing, does not end one
    either: what follows the mark may name the speaker.
    """
    spans = []
    begin = 0
    position = 0
    for match in _STOP.finditer(text):
        at = match.start()
        while position < len(quotations) and quotations[position].end <= at:
            position += 1
        if position < len(quotations) and quotations[position].start <= at:
            continue
        if not _abbreviated(text, at):
            spans.append((begin, at + 1))
            begin = at + 1
    if text[begin:].strip():
        spans.append((begin, len(text)))
    return spans


AttributionRule = Callable[[str, int, int, Sequence[Quoted], Sequence[Candidate]], Attribution | None]
"""text, start and end of a sentence in it, the quoted stretches and the names of the passage"""


def attributed(
    passages: Sequence[Passage], people: Sequence[Sequence[Candidate]], rule: AttributionRule
) -> list[list[Attribution]]:
    """The attribution of each sentence that has one by the rule of a language, for each passage in order."""
    answer: list[list[Attribution]] = []
    for passage, own, who in zip(passages, quoted(passages), people, strict=True):
        found: list[Attribution] = []
        if passage.kind not in SKIPPED_BLOCKS:
            for start, end in sentences(passage.text, own):
                one = rule(passage.text, start, end, own, who)
                if one is not None:
                    found.append(one)
        answer.append(found)
    return answer


def stands_alone(text: str, one: Quoted) -> bool:
    """Whether a passage holds nothing but these quoted words."""
    return not text[: one.outer_start].strip() and not text[one.outer_end :].strip()


def within(ordered: Sequence[Quoted], at: int) -> bool:
    """Whether a character stands in quoted words."""
    return bool(overlapping(ordered, at, at + 1))


_ABBREVIATED = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "st", "rev", "sen", "gov", "cllr", "capt", "no", "inc", "co")
)


def _abbreviated(text: str, at: int) -> bool:
    """Whether the full stop belongs to a title or an initial."""
    start = at
    while start and (text[start - 1].isalpha() and text[start - 1] < "ʰ") and at - start < 8:
        start -= 1
    word = text[start:at]
    return text[at] == "." and bool(word) and (word.lower() in _ABBREVIATED or len(word) == 1 and word.isupper())
