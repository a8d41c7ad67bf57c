"""How far a run has come, told as it works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Literal, Protocol, TypeVar

Step = Literal["articles", "claims", "pairs", "copies", "cases", "lines"]
"""What is being worked on: articles that are read, those whose claims are found, pairs of them that meet, changed
copies of the bench, cases, lines of texts.
"""
OnProgress = Callable[[Step, int, int], object]
"""Called with a step, how many of its items are done, and how many there are; 0 where that is not known."""
T_co = TypeVar("T_co", covariant=True)


class Items(Sized, Iterable[T_co], Protocol[T_co]):
    """What can be counted and gone through."""


def counted(items: Items[T_co], step: Step, told: OnProgress | None) -> Iterator[T_co]:
    """The items, one after the other; `told` hears of each that is done."""
    if told is None:
        yield from items
        return
    told(step, 0, len(items))
    for done, item in enumerate(items, 1):
        yield item
        told(step, done, len(items))
