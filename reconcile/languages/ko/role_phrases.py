"""The noun phrases of a Korean sentence that can be roles, and what stands around a figure in its row of chunks."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.knowledge import units
from reconcile.languages.clauses import Clause
from reconcile.languages.ko.chunks import Chunk
from reconcile.languages.ko.role_words import table
from reconcile.languages.roles import Measures, measures
from reconcile.text.token import Passage
from schemas.values import FigureValue

Span = tuple[int, int]
"""Tokens [first, last)."""
LONGEST = 5
"""Words of a role."""
_GOES_ON = frozenset(("NNG", "NNP", "NP", "SL", "SH", "XR"))
"""Tags of what makes the word before it a cut one, where no space parts them."""
FAR = 14
"""Chunks that are looked at before a figure."""


class Phrases:
    """One sentence's chunks with its noun phrases."""

    def __init__(self, passage: Passage, row: list[Chunk], clauses: Sequence[Clause], names: set[int]) -> None:
        """`names` are the offsets where places, people and organisations end."""
        self.text, self.tokens, self.row = passage.text, passage.tokens, row
        self.words = table()
        self.measures: Measures = measures("ko")
        self.names = names
        self._starts = [c.start for c in clauses]

    def value(self, i: int) -> FigureValue:
        """The value of the figure at chunk `i`."""
        candidate = self.row[i].candidate
        assert candidate is not None and isinstance(candidate.value, FigureValue)
        return candidate.value

    def previous(self, i: int) -> int:
        """The chunk before `i`, adverbs and dates without particle passed over."""
        i -= 1
        while i >= 0 and (self.row[i].kind == "adverb" or (self.row[i].kind == "date" and not self.row[i].mark)):
            i -= 1
        return i

    def noun(self, i: int) -> Span | None:
        """The tokens of the noun phrase at chunk `i` behind its last relational word; None where that is its head."""
        if i < 0 or i >= len(self.row) or self.row[i].kind != "noun":
            return None
        chunk = self.row[i]
        first, last = chunk.first, chunk.last
        while first < last and self.tokens[first].tag in ("XSN", "SN", "NR"):
            first += 1
        if first == chunk.first and i and self.total(first):
            first -= 1
        if first == last:
            return None
        if last - first > 1 and self.tokens[last - 1].form == "화" and self.spaced(last - 2, first):
            last -= 2
        head = self.tokens[last - 1].form
        if last - first > 1 and self.tokens[last - 1].tag == "XSN" and not self.spaced(last - 1, first):
            joined = self.tokens[last - 2].form + head
            if joined in self.words.relational and self.spaced(last - 2, first):
                return None
        if last - first == 1 and len(head) == 1 and self.tokens[first].tag == "NNP":
            return None  # a surname
        if (head in self.words.relational or head in self.words.cutting) and self.spaced(last - 1, first):
            return None
        if head in self.words.per and self.tokens[last - 1].tag == "XSN":
            return None
        for k in range(last - 2, first - 1, -1):
            if self.tokens[k].form in self.words.per and self.tokens[k].tag == "XSN" and self.spaced(k + 1, first):
                first = k + 1
                break
            if self.tokens[k].form in self.words.cutting and self.spaced(k, first) and self.spaced(k + 1, first):
                first = k + 1
                break
        spaces = [k for k in range(first + 1, last) if self.tokens[k - 1].end < self.tokens[k].start]
        if len(spaces) >= LONGEST:
            first = spaces[-LONGEST + 1]
        return first, last

    def cut(self, first: int, last: int) -> Span | None:
        cut = Chunk("noun", first, last, self.tokens[first].start, self.tokens[last - 1].end)
        self.row.append(cut)
        span = self.noun(len(self.row) - 1)
        self.row.pop()
        return span

    def total(self, first: int) -> bool:
        """Whether the determiner before the token is written with it: 총투자액."""
        before = self.tokens[first - 1]
        return before.tag == "MM" and before.end == self.tokens[first].start

    def spaced(self, k: int, first: int) -> bool:
        """Whether token `k` begins a word of the phrase that begins at `first`."""
        return k == first or self.tokens[k - 1].end < self.tokens[k].start

    def is_name(self, i: int) -> bool:
        return self.row[i].end in self.names

    def is_measure(self, span: Span) -> bool:
        head = self.tokens[span[1] - 1]
        known = self.measures.of(self.forms(span))
        if known is not None:
            return known in self.measures.quantities
        if len(head.form) == 1:
            return head.form in self.words.suffixes and (head.tag == "XSN" or span[1] - span[0] > 1)
        return head.form.endswith(self.words.long_suffixes) or (
            head.tag == "NNG" and len(head.form) > 2 and head.form[-1] in self.words.ends
        )

    def is_change(self, span: Span) -> bool:
        return span[1] - span[0] == 1 and self.tokens[span[0]].form in self.words.changing

    def cut_at(self, chunk: Chunk) -> int:
        """The token behind the phrase's part before its first cutting word: 추돌 사고 [당시 트럭], [동안 기업]."""
        for k in range(chunk.first, chunk.last):
            if self.tokens[k].form in self.words.cutting and self.spaced(k, chunk.first):
                alone = k + 1 == chunk.last or self.spaced(k + 1, chunk.first)
                if alone:
                    return k
        return chunk.last

    def adjoins(self, a: Chunk, b: Chunk) -> bool:
        gap = self.text[a.reach or a.end : b.start]
        return len(gap) <= 2 and not any(c in ",;()[]" for c in gap)

    def stem(self, k: int) -> str:
        return self.tokens[self.row[k].first].form

    def leftward(self, i: int) -> range:
        """Chunks before the figure in its clause, nearest first."""
        clause = max((s for s in self._starts if s <= self.row[i].start), default=0)
        low = i
        while low > 0 and i - low < FAR and self.row[low - 1].start >= clause:
            low -= 1
        return range(i - 1, low - 1, -1)

    def is_share(self, i: int) -> bool:
        """Whether the figure is a share or a change of something: %, points, times."""
        unit = self.value(i).unit
        return unit in ("%", "pp", "x") or units.dimension(unit) in ("ratio", "points")

    def is_count(self, i: int) -> bool:
        return units.is_counted(self.value(i).unit)

    def noun_is_idle(self, chunk: Chunk) -> bool:
        form = self.tokens[chunk.last - 1].form
        return form in self.words.relational or form in self.words.cutting

    def alike(self, i: int, k: int) -> bool:
        """Whether two figures can be amounts of one thing."""
        a, b = self.value(i).unit, self.value(k).unit
        return a == b or units.dimension(a) == units.dimension(b) != "count"

    def whole(self, span: Span | None) -> Span | None:
        """The part of the phrase that is whole words; a word that is cut at its end falls away: 남성 정[모] → 남성."""
        if span is None:
            return None
        first, last = span
        if last < len(self.tokens):
            follower = self.tokens[last]
            cut = follower.start == self.tokens[last - 1].end and follower.tag in _GOES_ON
            while cut and last > first:
                last -= 1
                cut = last > first and not self.spaced(last, first)
        if first and self.tokens[first - 1].end == self.tokens[first].start and self.tokens[first - 1].form in ")]":
            return None
        return (first, last) if first < last else None

    def forms(self, span: Span) -> list[str]:
        return [t.form for t in self.tokens[span[0] : span[1]]]
