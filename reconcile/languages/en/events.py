"""What a date of an English clause is the date of.

The plant opened in June                      → opening, the nearest deed before the date
Production is expected to start in June       → production_start, what the verb says begins
On Tuesday the council voted on the plan      → vote, the first deed behind a date that leads
the Sept. 9 storm, Tuesday's vote             → storm, vote, the noun that the date qualifies
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause, Spans
from reconcile.languages.events import Events, Sighting, table
from reconcile.languages.lexicon import lexicon
from reconcile.languages.roles import Measured
from reconcile.text.token import Passage, Token

_LEFT, _RIGHT = 16, 20
"""Words before and behind a date in which its event is looked for."""
_NEXT = 3
"""The same behind a date that does not lead: yesterday announced."""
_SAID, _BESIDE_SAID = "announce", 6
"""What follows a verb of saying at a greater distance is in what was said: said the rise in April had been planned."""
_NOUN_BEHIND = 3
_BEFORE_ACT = 8


@cache
def _events() -> Events:
    return Events(table("en"), _key)


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    lower = word.lower().replace("’", "'").removesuffix("'s")
    return lower if lower in table("en").forms else lexicon("en").stem(lower)


def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
    """The event of each date of the passage that has one, by the offset where the date starts."""
    dates = [c for c in candidates if c.kind == "date"]
    found: dict[int, Measured] = {}
    if not dates or not clauses:
        return found
    starts = [clause.start for clause in clauses]
    tokens = passage.tokens
    at = [token.start for token in tokens]
    taken = Spans((date.start, date.end) for date in dates)
    read_clauses: dict[int, _Words] = {}
    for date in dates:
        index = max(bisect_right(starts, date.start) - 1, 0)
        words = read_clauses.get(index)
        if words is None:
            clause = clauses[index]
            inside = tokens[bisect_right(at, clause.start - 1) : bisect_right(at, clause.end - 1)]
            words = read_clauses[index] = _Words(inside, clause, taken)
        told = words.event(date)
        if told is not None:
            found[date.start] = told
    return found


class _Words:
    """The words of one clause with the events that they name."""

    def __init__(self, tokens: Sequence[Token], clause: Clause, dates: Spans) -> None:
        self._tokens = tokens
        self._starts = [t.start for t in tokens]
        self._in_date = [dates.hold(t.start, t.start + 1) for t in tokens]
        self._keys = [
            "" if hidden or not t.form[0].isalpha() else _key(t.form)
            for t, hidden in zip(tokens, self._in_date, strict=True)
        ]
        verbs = {stem.start for stem in clause.stems if not stem.noun}
        self._verb = [t.start in verbs for t in tokens]
        seen = _events().sightings(self._keys)
        self._at = {i: s for s in seen for i in (s.first, s.last - 1)}
        for i, s in self._at.items():
            self._verb[i] = self._verb[i] or (s.act is None and self._is_present(i))

    def _is_present(self, i: int) -> bool:
        """Whether a word looks like a verb of the present: it opens, and not the games, two deaths."""
        form, before = self._tokens[i].form, self._tokens[i - 1].form.lower() if i else ""
        if not form.endswith("s") or form.endswith("ss") or form[0].isupper():
            return False
        return (
            before.isalpha()
            and before not in _events().leading
            and before not in _events().determining
            and not before.endswith("ed")
        )

    def event(self, date: Candidate) -> Measured | None:
        """The event that the date is told of."""
        first, last = bisect_left(self._starts, date.start), bisect_left(self._starts, date.end)
        if first == last:
            return None
        if " ".join(t.form.lower() for t in self._tokens[max(0, first - 2) : first]) in _events().counting:
            return None
        told = self._qualified(first, last) or self._left(first)
        if told is None:
            told = self._right(last, _RIGHT if self._leads(first) else _NEXT)
        if told is None or told[1] is None:
            return None
        seen, event = told
        return Measured(self._tokens[seen.first].start, self._tokens[seen.last - 1].end, (f"={event}",), event)

    def _leads(self, first: int) -> bool:
        before = zip(self._tokens[:first], self._in_date, strict=False)
        return first <= _LEFT and all(token.form.lower() in _events().leading or hidden for token, hidden in before)

    def _qualified(self, first: int, last: int) -> _Told | None:
        """The noun that the date stands before: the Sept. 9 storm, Tuesday's vote."""
        tokens = self._tokens
        owns = tokens[last - 1].form.endswith(("'s", "’s")) or (
            last < len(tokens) and tokens[last].form in ("'s", "’s")
        )
        around = {token.form.lower() for token in tokens[max(0, first - 1) : first + 1]}
        if not owns and around.isdisjoint(_events().determining):
            return None
        for k in range(last, min(last + _NOUN_BEHIND, len(tokens))):
            if k in self._at and not self._verb[k]:
                return self._at[k], self._at[k].alone
            word = tokens[k].form.lower()
            if word in _events().leading or not (word[0].isalpha() or word in ("'s", "’s")):
                return None
        return None

    def _left(self, first: int) -> _Told | None:
        """The nearest deed before the date; a noun on the way counts where no deed is told."""
        known = _events()
        noun: Sighting | None = None
        held: Sighting | None = None
        phase = ""
        asked = False
        k = first
        while k > max(first - _LEFT, 0):
            k -= 1
            key = self._keys[k]
            if asked and self._tokens[k].form == ",":
                k = self._aside(k)
                continue
            if not phase and self._tokens[k].form in (",", ";", "(", ")", ":", "–", "—"):
                if noun is not None or self._tokens[k].form != ",":
                    break
                if any(self._verb[k + 1 : first]) or k < first - 2:
                    break
                continue
            asked = asked or (noun is None and (key in known.holding or key in known.phasing))
            seen = self._at.get(k)
            if phase:
                if seen is not None and seen.act is not None:
                    return seen, known.phase(seen.act, phase)
                continue
            if seen is not None and seen.last - seen.first == 1 and key in known.holding:
                held = held or seen
            elif seen is not None:
                if seen.act is not None and (verb := self._phase_before(k)) is not None:
                    return seen, known.phase(seen.act, verb)
                if seen.event == _SAID and noun is None and first - k > _BESIDE_SAID:
                    break
                if seen.last - seen.first > 1 or (self._verb[k] and seen.act is None and held is None):
                    return seen, seen.alone
                if not self._verb[k]:
                    noun = noun or seen
            elif key in known.phasing:
                phase = key
            elif self._verb[k] and key not in known.passing and key not in known.holding:
                break
        if phase and noun is not None and noun.act is not None:
            return noun, known.phase(noun.act, phase)
        noun = noun or held
        return None if noun is None else (noun, noun.alone)

    def _aside(self, k: int) -> int:
        """Where what stands before the comma at `k` goes on to the left: past an aside with a comma of its own."""
        return next((n for n in range(k - 1, max(k - _LEFT, -1), -1) if self._tokens[n].form == ","), k)

    def _phase_before(self, at: int) -> str | None:
        """The verb before an act that begins or ends it: begin a second trial."""
        known = _events()
        for k in range(at - 1, max(at - 1 - _BEFORE_ACT // 2, -1), -1):
            if self._keys[k] in known.phasing:
                return self._keys[k]
            if k in self._at or not self._tokens[k].form[0].isalnum():
                return None
        return None

    def _right(self, last: int, reach: int) -> _Told | None:
        """The first deed behind a date that leads its clause."""
        known = _events()
        noun: Sighting | None = None
        for k in range(last, min(last + reach, len(self._tokens))):
            key = self._keys[k]
            if reach == _NEXT and not self._tokens[k].form[0].isalnum():
                break
            seen = self._at.get(k)
            if seen is not None and seen.first == k:
                if seen.act is not None and (verb := self._phase_before(k)) is not None:
                    return seen, known.phase(seen.act, verb)
                if seen.last - seen.first > 1 or (self._verb[k] and seen.act is None):
                    return seen, seen.alone
                noun = noun or seen
            elif noun is not None and noun.act is not None and key in known.phasing:
                return noun, known.phase(noun.act, key)
            elif self._verb[k] and key not in known.passing and (noun or key not in known.phasing | known.holding):
                break
        return None if noun is None else (noun, noun.alone)


_Told = tuple[Sighting, str | None]
"""What tells an event, and its id."""
