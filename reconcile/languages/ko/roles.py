"""What Korean figures count or measure, by the noun phrases, particles and verbs around them.

연면적 27만㎡ 규모의 테크시티      →  연면적         bare before a measure
5000억원 규모의 펀드               →  펀드           behind 의
매출은 전년보다 12% 줄었고         →  매출           the subject that changed
대학을 통해 6000명, 기업 4000명의 인재를  →  인재    shared by what is listed
3명이 숨지고                       →  숨지 (dead)    no noun: the predicate counts
Words that place or time (전년 대비, 5년 동안) are passed over. Where nothing is named, there is no role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause
from reconcile.languages.ko.chunks import NOUNS, chunks
from reconcile.languages.ko.role_nouns import OBJECT, SUBJECT
from reconcile.languages.ko.role_phrases import Span
from reconcile.languages.ko.role_verbs import Verbs
from reconcile.languages.ko.role_words import table
from reconcile.languages.lexicon import lexicon
from reconcile.languages.roles import Measured
from reconcile.text.token import Passage, beginning_in

Told = tuple[str | None, Measured]
"""The unit of a figure and what it measures."""


def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
    """What each figure of the passage measures."""
    taken = [c for c in candidates if c.kind in ("figure", "date")]
    if not any(c.kind == "figure" for c in taken):
        return {}
    names = {i for c in candidates if c.kind in ("place", "organisation", "person") for i in (c.end,)}
    found: dict[int, Measured] = {}
    tokens = passage.tokens
    at = 0
    detail = 0
    clause = 0
    told: Told | None = None
    while clause < len(clauses):
        start, end = clauses[clause].sentence
        upto = clause
        while upto < len(clauses) and clauses[upto].sentence == (start, end):
            upto += 1
        while detail < len(taken) and taken[detail].end <= start:
            detail += 1
        inside = detail
        while inside < len(taken) and taken[inside].start < end:
            inside += 1
        here = taken[detail:inside]
        if any(c.kind == "figure" for c in here):
            at, stop = beginning_in(start, end, tokens, at)
            row = chunks(tokens, at, stop, passage.text, here, table().extensions)
            sentence = _Sentence(passage, row, clauses[clause:upto], names)
            roles = sentence.roles()
            if told is not None:
                roles.update(sentence.going_on(roles, told))
            found.update(roles)
            told = sentence.last_told(roles)
            found.update(sentence.ages(candidates))
            at = stop
        else:
            told = None
        clause = upto
    return found


class _Sentence(Verbs):
    """One sentence's figures, each asked in the order of its kind."""

    def roles(self) -> dict[int, Measured]:
        figures = [i for i, chunk in enumerate(self.row) if chunk.kind == "figure"]
        found: dict[int, Span | None] = {i: self._named(i) for i in figures}
        for i in figures:
            if (start := self.start_of_range(i)) is not None:
                found[i] = found[start] or found[i]
        for i in reversed(figures):
            if found[i] is None:
                found[i] = self._shared_behind(i, found)
        for i in figures:
            if found[i] is None:
                told = self.by_predicate(i) if self.is_count(i) and self.row[i].mark in SUBJECT else None
                found[i] = told or self._shared_before(i, found) or self.by_predicate(i)
        return {
            self.row[i].start: role
            for i in figures
            if (span := self._told(i, found[i])) is not None and (role := self._measured(i, span)) is not None
        }

    def _told(self, i: int, named: Span | None) -> Span | None:
        """The phrase that names what the figure measures, or the deed that tells it better."""
        span = self.whole(named)
        return span and (self.deed(i, span) or span)

    def last_told(self, roles: Mapping[int, Measured]) -> Told | None:
        """What the last figure said of its subject measures: 부상자는 12명이다."""
        for i in range(len(self.row) - 1, -1, -1):
            chunk = self.row[i]
            if chunk.kind == "figure" and chunk.start in roles and self.stated(i):
                return self.value(i).unit, roles[chunk.start]
        return None

    def going_on(self, roles: Mapping[int, Measured], told: Told) -> dict[int, Measured]:
        """What figures measure that go on from the sentence before without a subject: 하루 전에는 9명이었다."""
        unit, measured = told
        return {
            self.row[i].start: measured
            for i, chunk in enumerate(self.row)
            if chunk.kind == "figure"
            and chunk.start not in roles
            and self.value(i).unit == unit
            and not self.value(i).ordinal
            and (self.stated(i) or (chunk.mark in ("로", "으로") and self.changes(i)))
            and not any(self._names_other(k) for k in range(i))
        }

    def _names_other(self, k: int) -> bool:
        """Whether a chunk before a figure is a subject, another figure or the like that it may be a figure of."""
        chunk = self.row[k]
        if chunk.kind == "noun":
            return not self.is_name(k) and self.noun(k) is not None and chunk.mark in SUBJECT | OBJECT
        return chunk.kind in ("figure", "open", "verb")

    def ages(self, candidates: Sequence[Candidate]) -> dict[int, Measured]:
        """Whose an age in brackets is: 김모(45) 씨, 박민수(31) 씨."""
        found: dict[int, Measured] = {}
        people = {c.end: c for c in candidates if c.kind == "person"}
        for i, chunk in enumerate(self.row):
            if chunk.kind != "figure" or not i or self.row[i - 1].kind != "open":
                continue
            person = people.get(self.row[i - 1].start)
            value = self.value(i)
            if person is not None and units.dimension(value.unit) == "calendar":
                found[chunk.start] = Measured(person.start, person.end, (), None)
        return found

    def _named(self, i: int) -> Span | None:
        """Tokens of the noun phrase that the figure at `i` measures, looked for in the order of its kind."""
        value = self.value(i)
        unit, dimension = value.unit, units.dimension(value.unit)
        bracket = self.bracketed(i)
        if bracket is not None:
            named = self.is_name(bracket) and unit != "rank" and (dimension == "count" or self.is_share(i))
            return None if named else self.noun(bracket)
        before = self.copula(i)
        if before is not None:
            return before
        if unit in ("score", "ratio"):
            span = self.bare(i, True) or self.behind(i) or self.subject(i, False)
            return span if span is not None and self.is_measure(span) else None
        if self.is_gap(i):
            return self.behind(i)
        if self.is_share(i):
            given = self.share_given(i)
            if given is not None:
                return given
            stated = self.subject(i, True) if unit == "x" else self.measured_behind(i)
            if stated is not None and self.is_measure(stated):
                return stated
            return self.share(i) or self.bare(i) or self.object(i) or self.subject(i, True) or self.behind(i)
        if dimension in ("calendar", "time"):
            aged = unit == "a" and self.text[self.row[i].start : self.row[i].end].endswith(self.words.age_ends)
            return (
                (
                    self.quantity(i)
                    or self.behind(i)
                    or self.measured_subject(i)
                    or self.bare(i)
                    or self.subject(i, False)
                )
                if aged
                else self.duration(i)
            )
        if unit == "rank":
            return self.bare(i) or self.behind(i) or self.ranking(i) or self.subject(i, True)
        if unit in ("time", "round") and not value.ordinal:
            return self.bare(i, True) or self.behind(i) or self.act(i)
        if unit is None or value.ordinal:
            return self.behind(i) or self.bare(i) or self.subject(i, False)
        if unit in ("item", "kind", "generation", "stage", "round") and not self.ends_phrase(i):
            return self.behind(i) or self.bare(i) or self.object(i) or self.subject(i, False)
        if dimension == "count":
            part = self.partitive(i)
            if part is not None:  # 응답자 가운데 6명이 다쳤다
                return (self.by_predicate(i) if self.row[i].mark in SUBJECT else None) or part
            return self.bare(i) or self.behind(i) or self.object(i) or self.subject(i, False)
        return (
            self.quantity(i)
            or self.behind(i)
            or self.means(i)
            or self.measured_subject(i)
            or self.bare(i)
            or self.object(i)
            or self.subject(i, False)
        )

    def measured_behind(self, i: int) -> Span | None:
        """95% 신뢰수준."""
        return self.behind(i) if not self.row[i].mark else None

    def measured_subject(self, i: int) -> Span | None:
        """The subject, where it is a measure: 입장료는 어른 8천 원."""
        span = self.subject(i, False)
        return span if span is not None and self.is_measure(span) else None

    def _shared_behind(self, i: int, found: dict[int, Span | None]) -> Span | None:
        """The role of the next figure of a list: 기업 4000명, 대학 6000명의 인재."""
        if self.row[i].mark not in ("", "과", "와", "이나"):
            return None
        for k in range(i + 1, min(i + 8, len(self.row))):
            chunk = self.row[k]
            if chunk.kind == "figure":
                span = found.get(k)
                behind = span is not None and self.tokens[span[0]].start >= chunk.end
                return span if behind and self.alike(i, k) else None
            if chunk.kind == "verb" and chunk.mark != "EC":
                return None
        return None

    def _shared_before(self, i: int, found: dict[int, Span | None]) -> Span | None:
        """The role of the figure before: A에서 B로, 672억 달러(약 97조 원)."""
        before = [k for k in self.leftward(i) if self.row[k].kind == "figure"]
        if not before:
            return None
        k = before[0]
        between = self.row[k + 1 : i]
        if [c.kind for c in between] == ["open"] and (self.alike(i, k) or not self.is_count(i)):
            return found[k]
        outer = next((n for n in before if self.row[n].next > i), None)
        if outer is not None and self.alike(i, outer):
            return found[outer]
        if not between and (self._of_these(k) or not self.row[k].mark):
            return found[k]
        if not self.alike(i, k):
            return None
        only = all(
            c.kind in ("date", "adverb", "open", "close", "figure") or (c.kind == "noun" and self.noun_is_idle(c))
            for c in between
        )
        if self.row[k].mark == "에서" and only:
            return found[k]
        previous = next((n for n in before if self.row[n].next > k + 1 and self.row[n].mark == "에서"), None)
        return found[previous] if previous is not None and self.alike(i, previous) else None

    def start_of_range(self, i: int) -> int | None:
        """The figure right before that this one goes on from, where a measure stands at it: 반경 20㎞에서 30㎞로."""
        k = i - 1
        ranged = k >= 0 and self.row[k].kind == "figure" and self.row[k].mark == "에서" and self.alike(i, k)
        return k if ranged and self.quantity(k) is not None else None

    def _of_these(self, k: int) -> bool:
        """Whether the figure at `k` is what others are a part of: 참가자 1천200명 중 72%."""
        chunk = self.row[k]
        return self.text[chunk.end : chunk.reach].strip() in self.words.partitive

    def _governed(self, i: int, concept: str) -> str:
        """The measure as the next verb takes it: 징역 10년을 구형했다 is no sentence passed."""
        verb = next((c for c in self.row[i + 1 :] if c.kind == "verb"), None)
        taken = self.measures.deeds.get(self.tokens[verb.first].form, {}) if verb is not None else {}
        return taken.get(concept, concept)

    def _measured(self, i: int, span: Span) -> Measured | None:
        unit = self.value(i).unit
        tokens = self.tokens[span[0] : span[1]]
        forms = [t.form for t in tokens]
        known = lexicon("ko")
        concept = self.measures.by_unit.get(unit or "") or self.measures.of(forms)
        if unit == "vote" and forms[-1] in self.words.gaps:
            concept = "vote_gap"
        if concept is None and len(tokens) == 1:
            concept = self.measures.telling(unit).get(forms[0]) or self.measures.by_share.get(forms[0])
        if concept is None and len(tokens) == 1 and len(forms[0]) == 1:
            return None  # 충, 제: the tables know every word of one syllable that is a measure
        taking_part = self.measures.taking_part.get(unit or "", {}).get(concept or "")
        if taking_part is not None:
            return Measured(
                tokens[0].start, max(t.end for t in tokens), (f"={taking_part}", f"={concept}"), taking_part
            )
        if concept is not None and self.measures.deeds:
            concept = self._governed(i, concept)
        stems: list[str] = []
        for token in reversed(tokens):
            if token.tag not in NOUNS and len(tokens) > 1:
                continue
            stem = known.content(token.form)
            if stem is None or (len(token.form) == 1 and stem[0] != "="):
                continue
            stems.append(stem)
        if concept is None and stems and stems[0][0] == "=" and known.content(forms[-1]) == stems[0]:
            concept = stems[0][1:]
        if concept is not None:
            stems = [f"={concept}", *(s for s in stems if s != f"={concept}")]
        return Measured(tokens[0].start, max(t.end for t in tokens), tuple(stems[:4]), concept)
