"""The wording around one detail: its stems by closeness, and the letters of its claim without its own.

Most details are never held against another, so each of these is made when it is first asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reconcile.claims.build import Found
from reconcile.claims.reading import Reading
from reconcile.claims.tallies import Tallies
from reconcile.claims.vector import Stems, Vector
from schemas.claim import Claim
from schemas.values import PlaceValue

_FRAME_LETTERS, _FRAME_WORDS = 8, 3
"""What a clause needs around a detail to be known again."""
_GAP = "\x1f"
_MARKS = re.compile(r"[\W_]+")


@dataclass(eq=False)
class Setting:
    """What stands around a detail of a claim, as `Mention` has it; `tallies` are those of its article."""

    reading: Reading
    claim: Claim
    found: Found
    tallies: Tallies

    @cached_property
    def context(self) -> Stems:
        candidate = self.found.candidate
        return tuple(sorted(self.reading.around.context(candidate.start, candidate.end).items()))

    @cached_property
    def around(self) -> Vector:
        return self.tallies.weigh(self.context)

    @cached_property
    def rest(self) -> str:
        claim, detail = self.claim, self.found.detail
        start, end = detail.start - claim.start, detail.end - claim.start
        return f"{claim.text[:start]} {claim.text[end:]}"

    @cached_property
    def frames(self) -> tuple[str, ...]:
        claim, detail = self.claim, self.found.detail
        own = _frame(claim.text, detail.start - claim.start, detail.end - claim.start)
        if own is None:
            first, last = self.reading.clauses[self.found.clause].sentence
            start, end = self.found.candidate.start - first, self.found.candidate.end - first
            own = _frame(self.reading.around.text[first:last], start, end)
        parts = detail.value.parts if isinstance(detail.value, PlaceValue) else ()
        others = [_frame(claim.text, part.start - claim.start, part.end - claim.start) for part in parts]
        return tuple(dict.fromkeys(frame for frame in (own, *others) if frame is not None))


def _frame(text: str, start: int, end: int) -> str | None:
    before, behind = text[:start], text[end:]
    if len(before.split()) + len(behind.split()) < _FRAME_WORDS:
        return None
    left, right = _MARKS.sub("", before.casefold()), _MARKS.sub("", behind.casefold())
    return f"{left}{_GAP}{right}" if len(left) + len(right) >= _FRAME_LETTERS else None
