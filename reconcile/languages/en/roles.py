"""What English figures count or measure, by the words around them.

a 34-storey residential tower        →  residential tower    the noun behind
a development value of £420m         →  development value     the noun before of
its operating profit rose 12%        →  operating profit      the subject of a verb of amounts
raise the share to 50%               →  share                 the object whose amount is set
51 were taken to hospital            →  taken                 no noun: the predicate counts
the toll rose to 41. It had stood at 38   →  toll          what `it` stands for in the sentence before
Where nothing is named, there is no role.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause
from reconcile.languages.en.phrases import Word, adjectives, row, singular
from reconcile.languages.en.role_nouns import Nouns
from reconcile.languages.en.role_phrases import Span
from reconcile.languages.lexicon import lexicon
from reconcile.languages.roles import Measured
from reconcile.text.token import Passage, beginning_in
from schemas.values import FigureValue

_ASIDE = 6
"""Words between a figure and an aside that tells its change: £512m on Tuesday, up 3%."""
_PARTS = 8
"""Figures that are looked at for the whole that one is a part of."""
_TERM = 5
"""Words before a length of time in which what it is the term of stands: banned from driving for 12 years."""
_EACH = (" a ", " an ", " per ", " each ", " every ")
_PLACED = frozenset(("place", "person", "organisation"))
_FAR_TERM = 12
"""The same where `to` or `for` leads to the length: sentenced on Friday at the city's court to nine years."""
_PRONOUN = 10
"""Words before a figure in which a pronoun stands that takes its role from the sentence before."""
_REFERRING = frozenset(("it", "that", "this", "there", "they"))
Told = Sequence[tuple[FigureValue, Measured]]
"""Figures with what they measure, in order."""


def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
    """What each figure of the passage measures."""
    taken = [c for c in candidates if c.kind in ("figure", "date")]
    found: dict[int, Measured] = {}
    if not any(c.kind == "figure" for c in taken):
        return found
    names = [c for c in candidates if c.kind in _PLACED]
    tokens = passage.tokens
    at = detail = clause = 0
    before: Told = ()
    while clause < len(clauses):
        start, end = clauses[clause].sentence
        while clause < len(clauses) and clauses[clause].sentence == (start, end):
            clause += 1
        while detail < len(taken) and taken[detail].end <= start:
            detail += 1
        inside = detail
        while inside < len(taken) and taken[inside].start < end:
            inside += 1
        here = taken[detail:inside]
        if not any(c.kind == "figure" for c in here):
            continue
        at, stop = beginning_in(start, end, tokens, at)
        around = [c for c in names if start <= c.start < end]
        sentence = _Sentence(passage.text, row(tokens, at, stop, here), around, before)
        found.update(sentence.roles())
        before = sentence.told
        at = stop
    return found


class _Sentence(Nouns):
    """One sentence's figures, each asked in the order of its kind."""

    def __init__(self, text: str, words: list[Word], names: Sequence[Candidate], before: Told) -> None:
        super().__init__(text, words, names)
        self._before = before
        self.told: Told = ()

    def roles(self) -> dict[int, Measured]:
        """What each figure of the sentence measures, by where it starts."""
        found: dict[int, Measured | None] = {}
        for i, word in enumerate(self.row):
            if word.kind == "figure":
                found[i] = self._role(i, found)
        self.told = [(self.value(i), role) for i, role in found.items() if role is not None]
        return {self.row[i].start: role for i, role in found.items() if role is not None}

    def _role(self, i: int, found: dict[int, Measured | None]) -> Measured | None:
        person = self._person(i)
        if person is not None:
            return Measured(person.start, person.end, (), None)
        own = self._own_noun(i) or self._shared(i, found)
        if own is not None:
            return own
        span = self._named(i)
        if span is None:
            return self._of_them(i, found) or self._referred(i)
        return self._measured(span, self.value(i).unit)

    def _of_them(self, i: int, found: dict[int, Measured | None]) -> Measured | None:
        """What a part of a count named before counts: 12 of them."""
        if units.dimension(self.value(i).unit) not in ("count", None):
            return None
        them = [w.lower for w in self.row[i + 1 : i + 3]]
        return self._whole(i, found) if them in (["of", "them"], ["of", "those"], ["of", "these"]) else None

    def _referred(self, i: int) -> Measured | None:
        """The role that a pronoun takes over from the sentence before: It had stood at 38. By noon there were four."""
        subject = ""
        for word in reversed(self.row[max(0, i - _PRONOUN) : i]):
            if word.kind in ("n", "p", "figure") or word.lower in self.table.breaks:
                break
            if word.lower in _REFERRING:
                subject = word.lower
                break
        unit = self.value(i).unit
        dimension = units.dimension(unit)
        if not subject or dimension in ("time", "calendar"):
            return None
        for value, role in reversed(self._before):
            if units.dimension(value.unit) in (dimension, "count" if dimension is None else dimension, None):
                people = role.concept in self.measures.befalling
                same = subject == "they" and value.unit == unit
                return role if people or same or subject in ("it", "that", "this") else None
        return None

    def _named(self, i: int) -> Span | None:
        value = self.value(i)
        dimension = units.dimension(value.unit)
        if value.unit in ("score", "ratio"):
            return None
        if value.unit in ("%", "pp", "x") or dimension in ("ratio", "points") or value.change and value.unit == "point":
            return (
                self.of(i)
                or self.behind(i)
                or self.compared(i)
                or self.subject(i)
                or self.object(i)
                or self.before_of(i)
                or self.label(i)
            )
        if dimension == "currency":
            return (
                self.behind(i)
                or self.of(i)
                or self.before_of(i)
                or self.label(i)
                or self.subject(i)
                or self.object(i)
                or self.measured_in(i)
                or self.worth(i)
                or self.predicate_before(i)
                or self.purpose(i)
            )
        if dimension in ("time", "calendar"):
            return self._duration(i)
        if value.unit == "rank" or value.ordinal:
            return self.behind(i) or self.subject(i)
        if dimension == "count" or value.unit is None:
            return (
                self.behind(i)
                or self.of(i)
                or self.predicate_behind(i)
                or self.predicate_before(i)
                or self.subject(i)
                or self.before_of(i)
                or self.label(i)
                or self.object(i)
            )
        return (
            self.adjective(i)
            or self.measured_in(i)
            or self.behind(i)
            or self.of(i)
            or self.before_of(i)
            or self.label(i)
            or self.subject(i)
            or self.object(i)
            or self.predicate_before(i)
        )

    def _duration(self, i: int) -> Span | None:
        word = self.row[i]
        text = self.text[word.start : word.end].lower()
        if text.startswith("within "):
            return None
        if "old" in text or "aged" in text:
            return self.behind(i)
        if i and self.row[i - 1].lower == "aged":
            return self.phrase_before(i - 1)
        adjective = self.adjective(i)
        if adjective is not None:
            return adjective
        if i + 1 < len(self.row) and ("-" in text or text.endswith("'") or self.text[word.end : word.end + 1] in "'’"):
            behind = self.behind(i + 1 if self.row[i + 1].lower in ("'", "’") else i)
            if behind is not None:
                return behind
        adding = self.of(i)
        if adding is not None and self.measures.of(self.words(adding)) is not None:
            return adding
        if i + 2 < len(self.row) and self.row[i + 1].lower == "in" and self.row[i + 2].lower in self.table.prisons:
            return i + 2, i + 3
        led = i > 0 and self.row[i - 1].lower in ("to", "for")
        for k in range(i - 1, max(i - (_FAR_TERM if led else _TERM), -1), -1):
            if self.row[k].lower in self.table.breaks or self.row[k].kind == "figure":
                break
            if self.row[k].lower in self.measures.by_term:
                return k, k + 1
        if i and self.row[i - 1].lower == "in" and (raced := self.raced(i)) is not None:
            return raced
        if i and self.row[i - 1].lower in self.measures.by_lasting:
            return self.subject_of(i - 1) or (i - 1, i)
        named = self.before_of(i) or self.subject(i)
        if named is not None and self.measures.of(self.words(named)) in self.measures.quantities:
            return named
        verb = self.verb_before(i)
        return named if verb >= 0 and self.row[verb].lower.startswith("last") else None

    def _person(self, i: int) -> Candidate | None:
        """Whose age stands between commas or in brackets behind a name: Ann Lee, 30, a nurse."""
        if i < 1 or self.value(i).unit != "a" or self.row[i - 1].lower not in (",", "("):
            return None
        comma = self.row[i - 1].start
        return next((c for c in self.names if c.kind == "person" and 0 <= comma - c.end <= 1), None)

    def _shared(self, i: int, found: dict[int, Measured | None]) -> Measured | None:
        """The role of the figure before: 1.2tn won (US$810m), from £2m to £3m, £3m on Tuesday, up 12%, of whom 71%."""
        k = next(reversed(found), None)
        if k is None:
            return None
        between = [w.lower for w in self.row[k + 1 : i]]
        a, b = self.value(i).unit, self.value(k).unit
        alike = units.dimension(a) == units.dimension(b)
        verbs = any(w.kind == "v" for w in self.row[k + 1 : i])
        last = between[-1] if between else ""
        if between in (["("], ["or"], [",", "or"]) and (alike or units.dimension(a) != "count"):
            return found[k]
        if between[-2:] in (["of", "whom"], ["of", "which"], ["of", "them"], ["of", "those"]):
            return self._whole(i, found)
        whole = found[k]
        if between == ["to"] and (b in ("x", "vote") or whole is not None and whole.concept == "votes"):
            return whole
        if last == "to" and alike and len(between) <= 3 and self._from(k):
            return found[k]
        if last == "from" and alike and len(between) <= 3 and between[0] not in (",", "and"):
            return found[k]
        if between in ([",", "down", "from"], [",", "up", "from"]) and alike:
            return found[k]
        apposed = between[-4:-2] in ([",", "a"], [",", "an"]) and last == "of"
        if apposed and between[-2] in self.table.change and not verbs:
            return found[k]  # 6.8% of sales, a gain of 0.7 points
        changed = last == "to" and between[0] in self.table.change
        if changed and b in ("%", "x") and not verbs and len(between) <= _ASIDE:
            return found[k]
        ups = last in ("up", "down") and between[-2:-1] in ([","], ["–"], ["-"], ["("])
        higher = last == "," and i + 1 < len(self.row) and self.row[i + 1].lower in self.table.comparatives
        if (ups or higher) and len(between) <= _ASIDE and not verbs:
            return found[k]
        listed = last in ("and", ",") and alike and len(between) <= 3
        both = all(n + 1 < len(self.row) and self.row[n + 1].lower == "for" for n in (i, k))
        return found[k] if listed and both else None

    def _whole(self, i: int, found: dict[int, Measured | None]) -> Measured | None:
        """What the figure is a part of: the last count before it that is greater, or for a share the last count."""
        part = self.value(i)
        for k in islice(reversed(found), _PARTS):
            whole = self.value(k)
            counted = units.is_counted(whole.unit) and whole.amount is not None and found[k] is not None
            if counted and (part.unit == "%" or float(whole.amount or 0) > float(part.amount or 0)):
                return found[k]
        return None

    def _from(self, k: int) -> bool:
        return k > 0 and self.row[k - 1].lower == "from"

    def _own_noun(self, i: int) -> Measured | None:
        """The counted noun inside the figure: 1,204 homes; people are told by what befell them (killed)."""
        value = self.value(i)
        if units.dimension(value.unit) != "count" or value.unit == "rank":
            return None
        if value.unit == "time" or (value.unit == "point" and value.change is not None):
            return None
        word = self.row[i]
        text = self.text[word.start : word.end]
        if value.per is not None:
            text = next((text[: text.find(sign)] for sign in _EACH if sign in text), text)
        cut = max(text.rfind(" "), text.rfind("-")) + 1
        noun = text[cut:].lower()
        if not cut or not noun.isalpha() or (len(text) > cut and text[cut - 1] == "-"):
            return None
        if noun in self.measures.by_predicate:
            name = self.measures.by_predicate[noun]
            return Measured(word.start + cut, word.start + len(text), (f"={name}",), name)
        if noun in self.table.sorts and i + 1 < len(self.row) and self.row[i + 1].lower == "of":
            span = self.settled(self.phrase(i + 2))
            if span is not None:
                return self._measured(span, self.value(i).unit)
        if value.unit in ("floor", "bedroom", "room") and (of := self.before_of(i)) is not None:
            return self._measured(of, value.unit)
        if noun in self.table.generic:
            counted = self.predicate_behind(i) or self.predicate_before(i)
            return self._measured(counted, value.unit) if counted is not None else None
        known = self.measures.of([singular(noun)])
        if known is None and value.unit == "person" and noun in self.table.function:
            return None
        if not noun.endswith("s") and known is None and value.amount != "1" and not value.ordinal:
            return None
        stem = f"={known}" if known else lexicon("en").stem(noun)
        return Measured(word.start + cut, word.start + len(text), (stem,), known)

    def _measured(self, span: Span, unit: str | None) -> Measured:
        words = self.row[span[0] : span[1]]
        known = lexicon("en")
        concept = self.measures.by_unit.get(unit or "") or self.measures.of(self.words(span))
        if len(words) == 1 and words[0].lower in adjectives():
            concept = adjectives()[words[0].lower]
        elif concept is None and len(words) == 1:
            lower = words[0].lower
            concept = self.measures.telling(unit).get(lower)
            if concept is None and units.dimension(unit) in ("time", "calendar"):
                beside = span[1] < len(self.row) and self.row[span[1]].kind == "figure"  # took two hours
                concept = (self.measures.by_lasting if beside else self.measures.by_time).get(lower)
        if concept in self.measures.befalling and units.dimension(unit) == "currency":
            concept = None  # the toll of a bridge
        stems: list[str] = []
        for word in reversed(words):
            lower = word.lower.removesuffix("'s")
            stem = known.content(known.stem(lower), lower)
            if stem is not None:
                stems.append(stem)
        if concept is None and stems and stems[0][0] == "=":
            concept = stems[0][1:]
        if concept is not None:
            stems = [f"={concept}", *(s for s in stems if s != f"={concept}")]
        return Measured(words[0].start, words[-1].end, tuple(stems[:4]), concept)
