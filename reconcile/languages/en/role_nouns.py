"""Nouns beside an English figure that it is a figure of.

34-storey tower · 240 acres of farmland · a fine of £500 · Turnout: 45% · £95m for the project · 109 metres tall
"""

from __future__ import annotations

from reconcile.knowledge import units
from reconcile.languages.en.phrases import adjectives
from reconcile.languages.en.role_phrases import Span
from reconcile.languages.en.role_verbs import Verbs

_CONVERTED = 4
"""Words that may stand between a figure and its adjective or worth: the brackets that convert it."""


class Nouns(Verbs):
    """Roles that stand beside their figure."""

    def behind(self, i: int) -> Span | None:
        if i + 1 >= len(self.row) or not self.adjoin(i, i + 1) or self.row[i + 1].kind != "n":
            return None
        span = self.phrase(i + 1)
        if span is not None and self.head(span) in self.table.generic:
            return None
        return self.settled(span)

    def of(self, i: int) -> Span | None:
        if i + 1 >= len(self.row):
            return None
        if self.row[i + 1].lower == "of":
            return self.settled(self.phrase(i + 2))
        if self.value(i).unit == "x" and self.row[i + 1].lower in self.table.skipped:
            return self.settled(self.phrase(i + 1))
        return None

    def label(self, i: int) -> Span | None:
        """Magnitude 6.1, Turnout: 45%, operating profit (£3m)."""
        last = i
        if i and self.row[i - 1].lower in (":", "("):
            last = i - 1
        span = self.phrase_before(last)
        if span is not None and self.head(span) in self.table.stating:
            return None
        if span is None or (last == i and not self.adjoin(i - 1, i)):
            return None
        if last < i and self.row[last].lower == "(" and not self.is_name(*span):
            return span
        return span if self.measures.of(self.words(span)) in self.measures.quantities else None

    def purpose(self, i: int) -> Span | None:
        """£95m for the project."""
        if i + 2 >= len(self.row) or self.row[i + 1].lower not in self.table.purpose:
            return None
        return self.settled(self.phrase(i + 2))

    def measured_in(self, i: int) -> Span | None:
        """What the wording names behind in: 30 metres in thickness, £5,000 in compensation."""
        if i + 2 >= len(self.row) or self.row[i + 1].lower != "in":
            return None
        span = self.phrase(i + 2)
        return span if span is not None and self.measures.of(self.words(span)) in self.measures.quantities else None

    def compared(self, i: int) -> Span | None:
        """The noun before a change with its comparative behind: fares 4.6% higher."""
        if i + 1 >= len(self.row) or self.row[i + 1].lower not in self.table.comparatives:
            return None
        return self.phrase_before(i) if i and self.adjoin(i - 1, i) else None

    def adjective(self, i: int) -> Span | None:
        """109 metres tall, 25 miles (40 km) east, as hot as 40C."""
        k = i + 1
        while k < len(self.row) and k - i < _CONVERTED and (self.row[k].kind == "figure" or self.row[k].lower in "()"):
            k += 1
        length = units.dimension(self.value(i).unit) == "length"
        if k < len(self.row) and (k == i + 1 or length) and (named := adjectives().get(self.row[k].lower)):
            return (k, k + 1) if length or named != "distance" else None
        if i > 1 and self.row[i - 1].lower == "as" and self.row[i - 2].lower in adjectives():
            return i - 2, i - 1
        return None

    def worth(self, i: int) -> Span | None:
        """The deal, worth £3m."""
        k = i - 1
        while k > 0 and i - k < _CONVERTED and self.row[k].lower in self.table.links:
            k -= 1
        if k < 1 or self.row[k].lower != "worth":
            return None
        return self.phrase_before(k - 1 if self.row[k - 1].lower == "," else k)

    def before_of(self, i: int) -> Span | None:
        """A budget of £3m, a fine of up to £500."""
        if i < 2 or self.row[i - 1].lower not in ("of", "at"):
            return None
        span = self.phrase_before(i - 1)
        if span is None or self.is_name(*span):
            return None
        if self.head(span) in self.table.idle or self.head(span) in self.table.change:
            first = span[0]
            while first and self.row[first - 1].lower in self.table.skipped:
                first -= 1
            if self.head(span) in self.table.change and i + 2 < len(self.row) and self.row[i + 1].lower in ("in", "on"):
                changed = self.settled(self.phrase(i + 2))
                if changed is not None:
                    return changed  # a gain of 0.7% in its margin
            known = span[1] - span[0] > 1 and self.measures.of(self.words(span)) is not None
            return span if known else self.subject(first) or self.predicate_before(first)
        if self.row[i - 1].lower != "of":
            return None
        if span[0] > 1 and self.row[span[0] - 1].lower == "of":
            wider = self.phrase_before(span[0] - 1)
            if wider is not None and self.measures.of(self.words((wider[0], span[1]))) is not None:
                return wider[0], span[1]
        return span
