"""What stands around a detail: stems by closeness, names and dates of the clause.

Closeness: 1 in the same segment (no comma, bracket or connective between), 0.6 in the same clause, 0.35 in the same
sentence, 0.12 in the sentence before. The numbers only order what is near; the weights of alignment are fitted on
top of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from reconcile.languages.clauses import Clause

SAME_SEGMENT, SAME_CLAUSE, SAME_SENTENCE, SENTENCE_BEFORE = 1.0, 0.6, 0.35, 0.12
_BREAK = re.compile(r"[,;:(){}\[\]·…]|(?<=\s)[-–—](?=\s)")
_STEMS_AROUND = 40
_start = itemgetter(0)


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
        own = sorted([(start, end, stem) for c in clauses for stem, start, end, _ in c.stems])
        stems = sorted(_apart_from(sorted(covered), own) + [(at, at + 1, name) for name, at in names])
        self._stem_starts, self._stem_ends, self._stems = map(list, zip(*stems, strict=True)) if stems else ([], [], [])

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
        starts, stems = self._stem_starts, self._stems
        middle = bisect_left(starts, start)
        first, last = max(0, middle - _STEMS_AROUND), min(middle + _STEMS_AROUND, len(stems))
        behind = bisect_left(starts, end + 1, middle, last)
        near, places = stems[first:last], starts[first:last]
        for i in range(behind - 1, middle - 1, -1):
            if self._stem_ends[i] <= end:
                del near[i - first], places[i - first]
        layers = {  # from the widest to the closest, which has the last word; of equal ones only the closest
            before: SENTENCE_BEFORE,
            here.sentence: SAME_SENTENCE,
            (here.start, here.end): SAME_CLAUSE,
            self.segment(start, here): SAME_SEGMENT,
        }
        found: dict[str, float] = {}
        for (begin, until), weight in layers.items():
            at = bisect_left(places, begin)
            found.update(dict.fromkeys(near[at : bisect_left(places, until, at)], weight))
        return found

    def words_before(self, offset: int, clause: Clause, reach: int) -> str:
        """The text of the clause before `offset`, at most `reach` characters, lower case."""
        return self.text[max(clause.start, offset - reach) : offset].casefold()


def _apart_from(spans: Sequence[tuple[int, int]], stems: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The stems but for those that lie in the last of the spans to begin before them; all are in order."""
    kept, at = [], 0
    for number, (start, end) in enumerate(spans, 1):
        until = min(end, spans[number][0]) if number < len(spans) else end
        first = bisect_left(stems, start, at, key=_start)
        last = bisect_left(stems, until, first, key=_start)
        kept += stems[at:first]
        kept += [stem for stem in stems[first:last] if stem[1] > end]
        at = last
    return kept + stems[at:]
