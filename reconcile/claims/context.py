"""What stands around a detail: stems by closeness, names and dates of the clause.

Closeness: 1 in the same segment (no comma, bracket or connective between), 0.6 in the same clause, 0.35 in the same
sentence, 0.12 in the sentence before. The numbers only order what is near; the weights of alignment are fitted on
top of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reconcile.languages.clauses import Clause, Stem

SAME_SEGMENT, SAME_CLAUSE, SAME_SENTENCE, SENTENCE_BEFORE = 1.0, 0.6, 0.35, 0.12
_BREAK = re.compile(r"[,;:(){}\[\]·…]|(?<=\s)[-–—](?=\s)")
_STEMS_AROUND = 40


class Surroundings:
    """The clauses of one passage, ready to be asked what stands around a span."""

    def __init__(
        self,
        text: str,
        clauses: Sequence[Clause],
        names: Sequence[tuple[str, int]] = (),
        covered: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`names` are ids of places, people, dates and figures with the offset where each stands, in order.

        Stems inside a `covered` span (a date, a figure) are left to its name.
        """
        self.text = text
        self.clauses = clauses
        self._starts = [c.start for c in clauses]
        self._breaks = [m.start() for m in _BREAK.finditer(text)]
        named = [Stem(name, at, at + 1, True) for name, at in names]
        inside = sorted(covered)
        own = [s for c in clauses for s in c.stems if not _lies_in(s, inside)]
        self._stems = sorted(own + named, key=lambda s: (s.start, s.end, s.stem))
        self._stem_starts = [s.start for s in self._stems]

    def clause_at(self, offset: int) -> int:
        """Index of the clause that holds `offset`."""
        return max(bisect_left(self._starts, offset + 1) - 1, 0)

    def segment(self, offset: int, clause: Clause) -> tuple[int, int]:
        """The stretch around `offset` without a break, inside the clause."""
        at = bisect_left(self._breaks, offset)
        start = self._breaks[at - 1] + 1 if at else 0
        end = self._breaks[at] if at < len(self._breaks) else len(self.text)
        return max(start, clause.start), min(end, clause.end)

    def context(self, start: int, end: int) -> dict[str, float]:
        """Stems around [start, end) with their closeness; at most 40 on each side are looked at."""
        if not self.clauses:
            return {}
        here = self.clauses[self.clause_at(start)]
        before = self.clauses[self.clause_at(max(0, here.sentence[0] - 2))].sentence
        middle = bisect_left(self._stem_starts, start)
        first, last = max(0, middle - _STEMS_AROUND), min(middle + _STEMS_AROUND, len(self._stems))
        found: dict[str, float] = {}
        for (begin, until), weight in (  # from the widest to the closest, which has the last word
            (before, SENTENCE_BEFORE),
            (here.sentence, SAME_SENTENCE),
            ((here.start, here.end), SAME_CLAUSE),
            (self.segment(start, here), SAME_SEGMENT),
        ):
            at = bisect_left(self._stem_starts, begin, first, last)
            for stem in self._stems[at : bisect_left(self._stem_starts, until, at, last)]:
                if stem.start < start or stem.end > end:
                    found[stem.stem] = weight
        return found

    def words_before(self, offset: int, clause: Clause, reach: int) -> str:
        """The text of the clause before `offset`, at most `reach` characters, lower case."""
        return self.text[max(clause.start, offset - reach) : offset].casefold()


def _lies_in(stem: Stem, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (stem.start + 1, 0)) - 1
    return at >= 0 and stem.end <= spans[at][1]
