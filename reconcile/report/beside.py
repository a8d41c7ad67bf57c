"""Sides of a finding beside each other: a column for each source, as many as the page carries, the rest below.

   5 min  independent sources: 3                 │ 15 min  independent sources: 1
   Nakdong Wire          ┊ Palgong Daily         │ Chimsan News
   everyone was out      ┊ out of the building   │ all had left within
   within «5» minutes.   ┊ in «5» minutes.       │ «15» minutes.
                         ┊                       │
   Daegu Courier         ┊                       │
   …

A side keeps its columns. It has one, and more where the page is wide and many sources stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from reconcile.report.context import Fragment
from reconcile.report.messages import Language, text
from reconcile.report.page import Page, Styled
from reconcile.report.view import SideView, Voice, independent, word_changes

NARROWEST = 28
"""Cells of a column: a narrower one is hard to read."""
_BETWEEN_SIDES, _BETWEEN_SOURCES = " │ ", " ┊ "
_BAR = len(_BETWEEN_SIDES)


@dataclass(frozen=True, slots=True)
class Lanes:
    """A side and the widths of its columns."""

    side: SideView
    widths: tuple[int, ...]

    @property
    def cells(self) -> int:
        return sum(self.widths) + _BAR * (len(self.widths) - 1)


def room(width: int) -> int:
    """How many columns so many cells carry."""
    return max(0, (width + _BAR) // (NARROWEST + _BAR))


def show(page: Page, sides: Sequence[SideView], language: Language, *, indent: int) -> bool:
    """Print the sides beside each other; False, and nothing, where the page is too narrow for two columns."""
    width = page.width - indent
    columns = room(width)
    if columns < 2:
        return False
    shown = narrowed(sides)
    for first in range(0, len(shown), columns):
        lanes = laid_out(shown[first : first + columns], width, columns)
        if first:
            page.line([])
        page.beside(
            [(_head(each.side, language), each.cells) for each in lanes], [_BETWEEN_SIDES] * (len(lanes) - 1), indent
        )
        for at in range(max(-(-len(each.side.voices) // len(each.widths)) for each in lanes)):
            _voices(page, lanes, at, indent)
    return True


def laid_out(sides: Sequence[SideView], width: int, columns: int) -> list[Lanes]:
    """The sides with their columns: one each, and what is left of `columns` to those with most sources a column."""
    counts = [1] * len(sides)
    while sum(counts) < columns:
        waiting = [(len(side.voices) / count, -at) for at, (side, count) in enumerate(zip(sides, counts, strict=True))]
        most, at = max(waiting)
        if most <= 1:
            break
        counts[-at] += 1
    each, left = divmod(width - _BAR * (sum(counts) - 1), sum(counts))
    widths = iter([each + 1] * left + [each] * (sum(counts) - left))
    return [Lanes(side, tuple(islice(widths, count))) for side, count in zip(sides, counts, strict=True)]


def narrowed(sides: Sequence[SideView]) -> list[SideView]:
    """The sides with only those words of their values marked that the most alike value of another side does not have.

    대구 «북구 침산동»에서, 대구 «서구 침산동»에서  →  대구 «북구» 침산동에서, 대구 «서구» 침산동에서. Values without a
    common word, and without another one, stay marked whole.
    """
    marked = [[_value(voice) for voice in side.voices] for side in sides]
    found = []
    for at, side in enumerate(sides):
        others = [words for other in (*marked[:at], *marked[at + 1 :]) for words in other if words]
        voices = tuple(_narrowed(voice, own, others) for voice, own in zip(side.voices, marked[at], strict=True))
        found.append(replace(side, voices=voices))
    return found


def _value(voice: Voice) -> list[str]:
    """The words of the one marked value; none where words that differ are marked already."""
    marked = [fragment.text for fragment in voice.context if fragment.mark]
    return marked[0].split() if len(marked) == 1 else []


def _narrowed(voice: Voice, own: list[str], others: Sequence[list[str]]) -> Voice:
    if not own or not others:
        return voice
    alike = max(others, key=lambda other: fuzz.ratio(own, other))
    changed = word_changes(own, alike)[0]
    if not any(fragment.mark for fragment in changed):
        return voice
    context: list[Fragment] = []
    for fragment in voice.context:
        context += changed if fragment.mark else [fragment]
    return replace(voice, context=tuple(context))


def _head(side: SideView, language: Language) -> list[Styled]:
    if not side.voices:
        return [*([(side.value, "bold"), ("  ", "")] if side.value else []), (text(language, "report.basis"), "dim")]
    count = independent(side.independent, language)
    return [*([(side.value, "bold"), ("  ", "")] if side.value else []), (count, "dim")]


def _voices(page: Page, lanes: Sequence[Lanes], at: int, indent: int) -> None:
    """The sources that stand beside each other in row `at`: their names, and below them their words."""
    names: list[tuple[list[Styled], int]] = []
    words: list[tuple[list[Styled], int]] = []
    bars: list[str] = []
    for each in lanes:
        count = len(each.widths)
        voices = [*each.side.voices[at * count : (at + 1) * count], *[None] * count]
        for voice, width in zip(voices, each.widths, strict=False):
            names.append(([(voice.source, "bold underline")] if voice else [], width))
            words.append((_words(page, voice) if voice else [], width))
            bars.append(_BETWEEN_SOURCES)
        bars[-1] = _BETWEEN_SIDES
    if at:
        page.beside([([], width) for _, width in names], bars[:-1], indent)
    page.beside(names, bars[:-1], indent)
    page.beside(words, bars[:-1], indent)


def _words(page: Page, voice: Voice) -> list[Styled]:
    return [*page.fragments(voice.context), *([(f" ×{voice.times}", "dim")] if voice.times > 1 else [])]
