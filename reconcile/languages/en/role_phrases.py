"""The noun phrases of an English sentence that can be roles, in its row of words."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.languages.base import Candidate
from reconcile.languages.en.phrases import Word, singular, table
from reconcile.languages.roles import measures
from schemas.values import FigureValue

Span = tuple[int, int]
"""Words [first, last) of the row."""
_COSTS = frozenset(("cost", "costs"))
"""Verbs that look like the head of the phrase before them."""
LONGEST = 5
"""Words of a role."""


class Phrases:
    """One sentence's words with its noun phrases."""

    def __init__(self, text: str, words: list[Word], names: Sequence[Candidate]) -> None:
        self.text, self.row, self.names = text, words, names
        self.table = table()
        self.measures = measures("en")

    def value(self, i: int) -> FigureValue:
        candidate = self.row[i].candidate
        assert candidate is not None and isinstance(candidate.value, FigureValue)
        return candidate.value

    def adjoin(self, a: int, b: int) -> bool:
        return self.text[self.row[a].end : self.row[b].start] in ("", " ", "-")

    def phrase(self, k: int) -> Span | None:
        """The noun phrase that begins at word `k`."""
        while k < len(self.row) and self.row[k].lower in self.table.skipped:
            k += 1
        last = k
        while last < len(self.row) and self.row[last].kind == "n" and (last == k or self.adjoin(last - 1, last)):
            spending = last > k and self.row[last].lower in _COSTS
            if spending and last + 1 < len(self.row) and self.row[last + 1].kind == "figure":
                break  # the verb: the visit cost £3m
            last += 1
        if last == k or self.is_name(k, last):
            return None
        return max(k, last - LONGEST), last

    def phrase_before(self, last: int) -> Span | None:
        """The noun phrase that ends before word `last`."""
        first = last
        while first > 0 and self.row[first - 1].kind == "n" and (first == last or self.adjoin(first - 1, first)):
            lower = self.row[first - 1].lower
            if first < last and lower.endswith("s") and not lower.endswith("'s") and lower not in self.table.modifiers:
                break
            first -= 1
        return (max(first, last - LONGEST), last) if first < last else None

    def is_name(self, first: int, last: int) -> bool:
        start, end = self.row[first].start, self.row[last - 1].end
        return any(c.start <= start and end <= c.end for c in self.names)

    def head(self, span: Span) -> str:
        return self.row[span[1] - 1].lower

    def settled(self, span: Span | None) -> Span | None:
        """The phrase, or the one that its head leaves it to: a rise in profits → profits."""
        for _ in range(3):
            if span is None:
                return None
            head = self.head(span)
            known = self.measures.of(self.words(span)) in self.measures.quantities
            leaving = head in self.table.change or head in self.table.idle or head in self.table.sorts
            if not leaving or (known and span[1] - span[0] > 1):
                return span
            follows = self.row[span[1]].lower if span[1] < len(self.row) else ""
            behind = self.phrase(span[1] + 1) if follows in ("in", "of", "on", "to", "for") else None
            if follows == "of" and (befallen := self.befallen(span[1] + 1)) is not None:
                return befallen
            if behind is None and head in self.table.change and span[1] - span[0] > 1:
                return span[0], span[1] - 1
            if behind is None:
                return span if known or head == "rate" else None
            span = behind
        return None

    def befallen(self, k: int) -> Span | None:
        """The predicate that stands for those whom it befell, from word `k`: the injured, people killed."""
        while k < len(self.row) and (
            self.row[k].lower in self.table.skipped or self.row[k].lower in ("people", "those")
        ):
            k += 1
        return (k, k + 1) if k < len(self.row) and self.row[k].lower in self.measures.by_predicate else None

    def are_people(self, k: int) -> bool:
        """Whether a verb stands for those whom it befell: the injured, of killed."""
        before = self.row[k - 1].lower if k else ""
        return self.row[k].lower in self.measures.by_predicate and before in ("of", "the", "people", "those")

    def words(self, span: Span) -> list[str]:
        words = [w.lower for w in self.row[span[0] : span[1]]]
        return [*words[:-1], singular(words[-1])] if words else words
