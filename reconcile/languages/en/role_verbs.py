"""What an English verb says has an amount: its subject, its object, or the deed itself.

profit rose to £3m · raise the share to 50% · 51 were taken to hospital · invest £810m
"""

from __future__ import annotations

from reconcile.knowledge import units
from reconcile.languages.en.role_phrases import Phrases, Span

_PASSIVE = ("be", "been", "being", "was", "were", "is", "are")
_FAR = 8
"""Words behind a figure in which its predicate is looked for."""
_CLAUSE = 24
"""Words before a verb in which its subject is looked for."""
_COUNTED_IN = frozenset({"of", "from", "in", "at"})
_COORDINATING = frozenset({"and", "but", "or"})


class Verbs(Phrases):
    """Roles that a verb gives."""

    def verb_before(self, i: int) -> int:
        """The verb of amounts that leads to word `i`, links, dates and figures passed over; -1 where none does."""
        if i > 1 and self.row[i - 1].lower == "for" and self.row[i - 2].lower in self.table.trading:
            return i - 2
        k = i - 1
        steps = 0
        while k >= 0 and steps < 8:
            word = self.row[k]
            if word.lower in self.table.stating and word.kind != "figure":
                if word.lower in self.table.links and k and self.row[k - 1].lower in self.table.stating:
                    k -= 1
                    continue
                return k
            if word.lower in self.table.setting and k and self.row[k - 1].lower in _PASSIVE:
                return k
            if self.doubles(k):
                return k
            linking = word.lower in self.table.links or word.kind in ("figure", "date") or word.lower.endswith("ly")
            if not linking:
                return -1
            k -= 1
            steps += 1
        return -1

    def doubles(self, i: int) -> bool:
        """Whether the figure is a verb itself: more than doubled."""
        word = self.row[i]
        return word.kind == "figure" and self.value(i).unit == "x" and self.text[: word.end].endswith("ed")

    def is_money(self, i: int) -> bool:
        return units.dimension(self.value(i).unit) == "currency"

    def subject(self, i: int) -> Span | None:
        verb = i if self.doubles(i) else self.verb_before(i)
        if verb < 1:
            return None
        if self.row[verb].lower in ("made", "lost") and self.row[i].kind == "figure" and self.is_money(i):
            return None  # who made the money
        lasting = units.dimension(self.value(i).unit) in ("time", "calendar") if self.row[i].kind == "figure" else False
        if lasting and any(self.row[k].kind == "figure" for k in range(verb, i)):
            return None
        end = verb
        while end > 0 and (self.row[end - 1].lower in self.table.auxiliaries or self.row[end - 1].lower.endswith("ly")):
            end -= 1
        while end > 0 and self.row[end - 1].lower in self.table.stating and self.row[end - 1].kind in ("v", "f"):
            end -= 1
        if end > 1 and self.row[end - 1].lower == "and" and self.joins_clauses(end - 1):
            return self.earlier_subject(end - 1)
        if end > 1 and self.row[end - 1].lower == ",":
            end = next((k for k in range(end - 2, max(end - _CLAUSE, -1), -1) if self.row[k].lower == ","), end)
        if (numbered := self.numbered(end)) is not None:
            return numbered
        begin = end
        while begin > 0 and end - begin < _CLAUSE:
            before = self.row[begin - 1]
            if before.lower in self.table.breaks or (before.kind == "v" and not self.are_people(begin - 1)):
                break
            if before.lower in ("and", "or") and self.joins_clauses(begin - 1):
                break
            begin -= 1
        return self.first_noun(begin, end)

    def numbered(self, end: int) -> Span | None:
        """What is counted before word `end`, far from its verb: the number of people hurt when it sank rose to 12."""
        for k in range(end - 2, max(end - _CLAUSE, -1), -1):
            word, behind = self.row[k], self.row[k + 1].lower
            if word.kind == "figure" or (word.lower in self.table.stating and behind in self.table.links):
                return None
            if word.lower in self.measures.counting and behind in _COUNTED_IN:
                span = (k, k + 1) if behind == "of" else self.phrase_before(k + 1)
                if span is None or (span[0] > 0 and self.row[span[0] - 1].lower != "the"):
                    return None
                return self.settled(span)
        return None

    def raced(self, i: int) -> Span | None:
        """The verb of the race that was run in a time: won the marathon on Sunday in 2:09:14."""
        for k in range(i - 2, max(i - _CLAUSE, -1), -1):
            word = self.row[k].lower
            if word in self.measures.by_time:
                return k, k + 1
            if word in self.table.breaks and word != ",":
                return None
        return None

    def subject_of(self, verb: int) -> Span | None:
        """The noun phrase right before a verb: the crossing took."""
        span = self.phrase_before(verb)
        return None if span is None or self.is_name(*span) else self.settled(span)

    def earlier_subject(self, k: int) -> Span | None:
        """The subject of the clause before word `k`, which the verb behind shares: the fire burned … and is …."""
        begin = k
        while begin > 0 and k - begin < _CLAUSE and self.row[begin - 1].lower not in self.table.breaks:
            begin -= 1
        verb = next(
            (n for n in range(begin, k) if self.row[n].kind == "v" or self.row[n].lower in self.table.auxiliaries), k
        )
        return self.first_noun(begin, verb)

    def joins_clauses(self, k: int) -> bool:
        """Whether what stands before the `and` at word `k` is a clause: a figure or a verb is in it."""
        for word in reversed(self.row[max(0, k - _CLAUSE) : k]):
            if word.lower in self.table.breaks:
                return False
            if word.kind in ("figure", "v") or word.lower in self.table.auxiliaries:
                return True
        return False

    def first_noun(self, begin: int, end: int) -> Span | None:
        """The head phrase of words [begin, end): before its first preposition, a leading In 2024 passed over."""
        k = begin
        while k < end:
            word = self.row[k]
            if word.kind == "n":
                span = self.phrase(k)
                after = self.behind_short_name(k) if span is None else k
                if after > k:
                    k = after
                    continue
                if span is None:
                    return None
                if span[1] + 1 < end and self.row[span[1]].lower in ("'", "’"):
                    span = self.phrase(span[1] + 1) or span
                span = span[0], min(span[1], end)
                settled = self.settled(span)
                return settled if settled is not None and settled[1] <= end else None
            if word.kind == "f" and word.lower in ("in", "on", "at", "for", "during", "by", "since", "from"):
                while k < end and self.row[k].lower != "," and self.row[k].kind != "date":
                    k += 1
            elif word.kind == "f" and word.lower in ("he", "she", "it", "they", "we", "there", "i", "you"):
                return None
            k += 1
        return None

    def behind_short_name(self, k: int) -> int:
        """The noun behind a name in letters with dots that begins at word `k`: U.S. consumer prices; else `k`."""
        name = next((c for c in self.names if c.start == self.row[k].start and self.text[c.end - 1] == "."), None)
        if name is None:
            return k
        after = next((n for n in range(k, len(self.row)) if self.row[n].start >= name.end), k)
        return after if self.row[after].kind == "n" else k

    def object(self, i: int) -> Span | None:
        """Raise that share to 50%, values the development at £420m."""
        k = i - 1
        while k > 0 and i - k < 4 and (self.row[k].lower in self.table.links or self.row[k].kind == "date"):
            k -= 1
        if k == i - 1 or k < 1 or self.row[k].kind != "n":
            return None
        span = self.phrase_before(k + 1)
        if span is None:
            return None
        before = span[0] - 1
        while before >= 0 and self.row[before].lower in self.table.skipped:
            before -= 1
        if before >= 0 and self.row[before].lower in self.table.setting:
            return span
        first = span[0]
        return (first + 1, span[1]) if self.row[first].lower in self.table.setting and span[1] - first > 1 else None

    def predicate_behind(self, i: int) -> Span | None:
        for k in range(i + 1, min(i + _FAR, len(self.row))):
            word = self.row[k]
            if word.lower in self.measures.by_predicate:  # killed three people and injured 12: of the 12
                return None if self.row[k - 1].lower in _COORDINATING else (k, k + 1)
            passing = word.lower in self.table.auxiliaries or word.lower in self.table.passing
            if word.kind in ("figure", "p") or (word.kind == "v" and not passing):
                return None
        return None

    def predicate_before(self, i: int) -> Span | None:
        k = i - 1
        while k >= 0 and (
            self.row[k].lower in self.table.skipped
            or self.row[k].lower in ("at", "least", "about", "up", "to", "over", "than", "more", "some", "as", "many")
        ):
            k -= 1
        if k >= 0 and self.leads(k, i):
            return k, k + 1
        for n in range(k, max(k - 4, -1), -1):
            if self.row[n].kind == "v":
                fined = (
                    self.row[i].kind == "figure" and self.leads(n, i) and self.measures.by_amount.get(self.row[n].lower)
                )
                return (n, n + 1) if fined == "fine" else None
        return None

    def leads(self, k: int, i: int) -> bool:
        """Whether word `k` tells what the figure behind it amounts to: invest £3m, killing 7, pay £12 an hour."""
        unit = self.value(i).unit if self.row[i].kind == "figure" else "%"
        return self.row[k].lower in self.measures.telling(unit)
