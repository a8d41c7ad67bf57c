"""The visible text around an article, put where the page has it, as furniture.

    page   News · Sport | Bridge opens | Work began. | Read also: Ferry stops | It ends in May. | Contact us
    kept                  Bridge opens   Work began.                            It ends in May.
    text   News ⏎ Sport ⏎⏎ Bridge opens ⏎⏎ Work began. ⏎⏎ Read also: Ferry stops ⏎⏎ It ends in May. ⏎⏎ Contact us

The article is read first and alone, so furniture changes nothing of what is read as title, paragraph, date or
language. Its pieces are then found in the page's visible text without white space (as in `markup`), and what they
leave uncovered is furniture: a block for each container, a line for each line or link.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.article import Block, BlockKind
from sources.readers.visible import Break, Run

_MISSES: Final = 50
"""Searches of the whole page that may fail; later ones look no further than `_NEAR`: so cost stays linear."""
_NEAR: Final = 20_000
_OPENINGS: Final = (40, 16)  # characters by which a piece is found from which the extraction left something out
_BEGINNING: Final = 6  # the same, at the beginning of a line
_RESUMING: Final = 16  # the same, where it goes on behind what was left out
_LEFT_OUT: Final = 4_000
_STRETCH: Final = 256
_SOFT: Final = 200  # where only a few characters are left to go by

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Woven:
    """A text with furniture in it, and its blocks."""

    text: str
    blocks: tuple[Block, ...]


def woven(pieces: Sequence[tuple[str, BlockKind | None]], blocks: Sequence[Block], runs: Sequence[Run]) -> Woven:
    """The pieces of an article and the furniture of its page, two line feeds between them.

    `blocks` are those of the pieces joined by two line feeds; each lies in one piece.
    """
    page = _Page(runs)
    found = [page.spans(text, kind) for text, kind in pieces]
    around = _slots(list(page.uncovered(sorted(span for spans in found for span in spans))), found)
    texts: list[str] = []
    made: list[Block] = []
    at = was = 0
    waiting = iter(blocks)
    block = next(waiting, None)
    for index in range(len(pieces) + 1):
        for text in around.get(index, ()):
            made.append(Block(kind="furniture", start=at, end=at + len(text)))
            texts.append(text)
            at += len(text) + 2
        if index == len(pieces):
            break
        text = pieces[index][0]
        while block is not None and block.start < was + len(text):
            made.append(Block(kind=block.kind, start=block.start - was + at, end=block.end - was + at))
            block = next(waiting, None)
        texts.append(text)
        at += len(text) + 2
        was += len(text) + 2
    return Woven("\n\n".join(texts), tuple(made))


def _slots(furniture: list[tuple[int, str]], found: Sequence[Sequence[Span]]) -> dict[int, list[str]]:
    """The furniture before each piece, by the places of those pieces that stand in the order of the page."""
    ordered = _rising([(spans[0][0], index) for index, spans in enumerate(found) if spans])
    starts = [start for start, _ in ordered]
    slots: dict[int, list[str]] = {}
    for at, text in furniture:
        before = bisect_right(starts, at)
        index = 0 if before == 0 else ordered[before][1] if before < len(ordered) else len(found)
        slots.setdefault(index, []).append(text)
    return slots


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest part of `places` that rises: a piece found at a wrong or an earlier place moves no furniture."""
    tails: list[int] = []  # values, with `ends` their indices: the least end of a rising part of each length
    ends: list[int] = []
    before: list[int | None] = []
    for index, (place, _) in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    result: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        result.append(places[last])
        last = before[last]
    return result[::-1]


class _Page:
    """The visible text without white space, its lines, and where the last piece was found."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        parts = [_squeezed(run.text) for run in runs]
        self._flat = "".join(parts)
        self._starts: list[int] = []
        self._lines: dict[str, list[int]] = {}
        self._beginnings: dict[str, list[int]] = {}
        self._titles: dict[str, int] = {}
        at = line = 0
        heading = False
        for run, part in zip(runs, parts, strict=True):
            if run.before and at > line:
                self._line(line, at, heading)
                line = at
            heading = run.heading or (heading and not run.before)
            self._starts.append(at)
            at += len(part)
        self._line(line, at, heading)
        self._cursor = self._misses = 0

    def _line(self, start: int, end: int, heading: bool) -> None:
        key = self._flat[start:end]
        self._lines.setdefault(key, []).append(start)
        self._beginnings.setdefault(key[:_BEGINNING], []).append(start)
        if heading:
            self._titles.setdefault(key, start)

    def spans(self, text: str, kind: BlockKind | None) -> list[Span]:
        """Where a piece stands, in parts if the page has more between them; none if it is not on the page.

        Pieces are asked for in their order: each is looked for behind the last, then before it.
        """
        key = _squeezed(text)
        if not key:
            return []
        found = self._whole(key, kind)
        if found is not None:
            spans = [(found, found + len(key))]
        elif (found := self._opened(key)) is not None:
            spans = list(self._parts(key, found))
        else:
            return []
        self._cursor = spans[-1][1]
        return spans

    def _whole(self, key: str, kind: BlockKind | None) -> int | None:
        if kind == "title" and key in self._titles:
            return self._titles[key]
        found = self._next(self._lines.get(key, ()))
        return self._find(key) if found is None else found

    def _opened(self, key: str) -> int | None:
        """Where a piece begins that does not stand in the page as a whole."""
        for length in _OPENINGS:
            if len(key) > length and (found := self._find(key[:length])) is not None:
                return found
        return self._next(self._beginnings.get(key[:_BEGINNING], ()))

    def _next(self, places: Sequence[int]) -> int | None:
        """The first of sorted places behind the last piece, or else the first of all."""
        behind = bisect_left(places, self._cursor)
        return places[behind] if behind < len(places) else next(iter(places), None)

    def _find(self, key: str) -> int | None:
        far = self._misses < _MISSES
        found = self._flat.find(key, self._cursor, len(self._flat) if far else self._cursor + len(key) + _NEAR)
        if found < 0 and far:
            self._misses += 1
            found = self._flat.find(key, 0, self._cursor + len(key))
        return None if found < 0 else found

    def _parts(self, key: str, start: int) -> Iterator[Span]:
        """The piece from `start` on, without what the page has and the piece has not."""
        flat = self._flat
        done, at = 0, start
        while done < len(key) and at < len(flat):
            length = _shared(key, done, flat, at)
            if length:
                yield at, at + length
                done, at = done + length, at + length
                continue
            probe = key[done : done + _RESUMING]
            found = flat.find(probe, at, at + (_LEFT_OUT if len(probe) == _RESUMING else _SOFT))
            if found < 0:
                done += 1 if len(probe) < _RESUMING else _RESUMING
            else:
                at = found

    def uncovered(self, covered: Sequence[Span]) -> Iterator[tuple[int, str]]:
        """Place and text of each container of visible lines, as far as the sorted spans leave them uncovered."""
        lines: list[str] = []
        held: list[str] = []
        place = 0

        def end_line() -> None:
            line = " ".join("".join(held).split())
            held.clear()
            if any(c.isalnum() for c in line):
                lines.append(line)

        spans = _merged(covered)
        ends = [end for _, end in spans]
        for run, start in zip(self._runs, self._starts, strict=True):
            if run.before:
                end_line()
            if run.before is Break.CONTAINER and lines:
                yield place, "\n".join(lines)
                lines.clear()
            for at, text in _pieces(run.text, start, spans, bisect_right(ends, start)):
                if text is None:
                    end_line()
                    if lines:
                        yield place, "\n".join(lines)
                        lines.clear()
                    continue
                if not lines and not held:
                    place = at
                held.append(text)
        end_line()
        if lines:
            yield place, "\n".join(lines)


def _pieces(text: str, start: int, spans: Sequence[Span], index: int) -> Iterator[tuple[int, str | None]]:
    """The parts of a run that no span covers, and None for each that one does, from span `index` on."""
    end = start + len(_squeezed(text))
    if index == len(spans) or spans[index][0] >= end:
        yield start, text
        return
    if spans[index][0] <= start and end <= spans[index][1]:
        if end > start:
            yield start, None
        return
    held: list[str] = []
    at = first = start
    for c in text:
        counts = not c.isspace() and c.isprintable()
        while index < len(spans) and spans[index][1] <= at:
            index += 1
        if counts and index < len(spans) and spans[index][0] <= at:
            if held:
                yield first, "".join(held)
                held.clear()
            if at == start or at == spans[index][0]:
                yield at, None
        else:
            first = first if held else at
            held.append(c)
        at += counts
    if held:
        yield first, "".join(held)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _shared(one: str, i: int, other: str, j: int) -> int:
    """The length of what two texts share from `i` and `j` on."""
    length = 0
    while (stretch := one[i + length : i + length + _STRETCH]) and other.startswith(stretch, j + length):
        length += len(stretch)
    for a, b in zip(stretch, other[j + length : j + length + _STRETCH], strict=False):
        if a != b:
            break
        length += 1
    return length


def _squeezed(text: str) -> str:
    """The text without white space and without what does not print: the extraction drops soft hyphens and the like."""
    flat = "".join(text.split())
    return flat if flat.isprintable() else "".join(filter(str.isprintable, flat))
