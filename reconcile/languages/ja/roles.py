"""What a Japanese figure counts or measures: the noun that a particle ties to it.

被害額は約2億3000万円  →  被害額      住民32世帯  →  住民
3人が死亡した          →  死亡, dead   工場で火災、3人が  →  nothing before the comma
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause, Stem
from reconcile.languages.roles import Measured
from reconcile.text.token import Passage
from schemas.values import FigureValue

_TO_FIGURE = re.compile(r"(?:の)?(?:は|が|を|も|に|で)?、?(?:前年比|前年同期比)?")
_OF_FIGURE = re.compile(r"の|が|を|")
_TIMES = ("a", "mo", "wk", "d", "h", "min", "s")


def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> Mapping[int, Measured]:
    """The measured noun of each figure, by the offset where the figure starts; a stretch of time measures none."""
    nouns = [stem for clause in clauses for stem in clause.stems]
    starts = [noun.start for noun in nouns]
    found = {}
    for candidate in candidates:
        value = candidate.value
        if not isinstance(value, FigureValue) or value.unit in _TIMES:
            continue
        at = bisect_left(starts, candidate.start)
        before = nouns[at - 1] if at else None
        behind = next((n for n in nouns[at : at + 4] if n.start >= candidate.end), None)
        noun = None
        if (
            behind is not None
            and units.is_counted(value.unit)
            and _OF_FIGURE.fullmatch(passage.text, candidate.end, behind.start)
        ):
            noun = behind
        elif before is not None and _TO_FIGURE.fullmatch(passage.text, before.end, candidate.start):
            noun = before
        if noun is not None:
            found[candidate.start] = _measured(noun)
    return found


def _measured(noun: Stem) -> Measured:
    return Measured(noun.start, noun.end, (noun.stem,), noun.stem[1:] if noun.stem.startswith("=") else None)
