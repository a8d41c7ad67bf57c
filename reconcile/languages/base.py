"""What a language gives to the stages after it: a pack of readers with one signature.

Every reader takes the passages of one article in reading order and gives, for each passage, the
candidates found in it. Offsets are into the passage's text. Readers see *views* (reconcile.text.view):
NFC Hangul, half-width digits, plain spaces; they never see an article's raw text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reconcile.text.token import Passage, Token
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.values import DetailKind, Value

__all__ = ["NOTHING", "Candidate", "OwnKnowledge", "Passage", "Reader", "Token"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A detail before it has an article: `start` and `end` are offsets into the passage's text.

    `PlacePart` offsets inside a value are relative to the passage as well.
    """

    kind: DetailKind
    start: int
    end: int
    value: Value
    rule: str
    assumptions: tuple[str, ...] = field(default=())


Reader = Callable[[Sequence[Passage], OwnKnowledge], list[list[Candidate]]]
"""passages, what the user knows beside the packaged data"""
