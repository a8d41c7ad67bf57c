"""What Korean figures count or measure, by the noun phrases, particles and verbs around them.

연면적 27만㎡ 규모의 테크시티      →  연면적         bare before a measure
5000억원 규모의 펀드               →  펀드           behind 의
매출은 전년보다 12% 줄었고         →  매출           the subject that changed
대학을 통해 6000명, 기업 4000명의 인재를  →  인재    shared by what is listed
3명이 숨지고                       →  숨지 (dead)    no noun: the predicate counts
Words that place or time (전년 대비, 5년 동안) are passed over. Where nothing is named, there is no role.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reconcile.knowledge import units
from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause
from reconcile.languages.ko.chunks import NOUNS, Chunk, chunks
from reconcile.languages.lexicon import Lexicon, lexicon
from reconcile.languages.loader import load_table
from reconcile.languages.roles import Measured, Measures, measures
from reconcile.text.token import Passage, Token
from schemas.base import Model
from schemas.values import FigureValue

_SUBJECT = frozenset(("이", "가", "은", "는", "도", "께서", "ᆫ", "만"))
_TOPIC = frozenset(("은", "는", "ᆫ"))
_OBJECT = frozenset(("을", "를", "ᆯ"))
_LONGEST = 5
"""Words of a role."""
_FAR = 14
"""Chunks that are looked at on each side of a figure."""


class RoleTable(Model):
    """The rows of roles.toml."""

    extensions: frozenset[str]
    relational: frozenset[str]
    cutting: frozenset[str]
    partitive: frozenset[str]
    agents: frozenset[str]
    suffixes: frozenset[str]
    reaching: frozenset[str]
    stating: frozenset[str]
    changing: frozenset[str]
    lasting: frozenset[str]
    rankings: frozenset[str]
    acts: frozenset[str]
    next_word: tuple[str, ...]
    own_noun: tuple[str, ...]
    age_ends: tuple[str, ...]


@cache
def _table() -> RoleTable:
    return load_table("ko", "roles", RoleTable)


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
            while at < len(tokens) and tokens[at].start < start:
                at += 1
            stop = at
            while stop < len(tokens) and tokens[stop].start < end:
                stop += 1
            row = chunks(tokens, at, stop, passage.text, here, _table().extensions)
            sentence = _Sentence(passage, row, clauses[clause:upto], names)
            found.update(sentence.roles())
            found.update(sentence.ages(candidates))
            at = stop
        clause = upto
    return found


class _Sentence:
    """One sentence's chunks, asked figure by figure."""

    def __init__(self, passage: Passage, row: list[Chunk], clauses: Sequence[Clause], names: set[int]) -> None:
        self.text, self.tokens, self.row = passage.text, passage.tokens, row
        self.words: RoleTable = _table()
        self.lexicon: Lexicon = lexicon("ko")
        self.measures: Measures = measures("ko")
        self.names = names
        self._starts = [c.start for c in clauses]

    def roles(self) -> dict[int, Measured]:
        figures = [i for i, chunk in enumerate(self.row) if chunk.kind == "figure"]
        found: dict[int, tuple[int, int] | None] = {i: self._named(i) for i in figures}
        for i in reversed(figures):
            if found[i] is None:
                found[i] = self._shared_behind(i, found)
        for i in figures:
            if found[i] is None:
                found[i] = self._shared_before(i, found) or self._by_predicate(i)
        return {self.row[i].start: self._measured(span) for i in figures if (span := found[i]) is not None}

    def ages(self, candidates: Sequence[Candidate]) -> dict[int, Measured]:
        """Whose an age in brackets is: 김모(45) 씨, 박민수(31) 씨."""
        found: dict[int, Measured] = {}
        people = {c.end: c for c in candidates if c.kind == "person"}
        for i, chunk in enumerate(self.row):
            if chunk.kind != "figure" or not i or self.row[i - 1].kind != "open":
                continue
            person = people.get(self.row[i - 1].start)
            value = chunk.candidate.value if chunk.candidate else None
            if person is not None and isinstance(value, FigureValue) and units.dimension(value.unit) == "calendar":
                found[chunk.start] = Measured(person.start, person.end, (), None)
        return found

    # ---- where a role may stand -------------------------------------------------------------------------------

    def _named(self, i: int) -> tuple[int, int] | None:
        """Tokens of the noun phrase that the figure at `i` measures, looked for in the order of its kind."""
        value = self.row[i].candidate.value if self.row[i].candidate else None
        assert isinstance(value, FigureValue)
        unit, dimension = value.unit, units.dimension(value.unit)
        share = unit in ("%", "pp", "x") or dimension in ("ratio", "points")
        bracket = self._bracketed(i)
        if bracket is not None:
            named = self._is_name(bracket) and dimension == "count" and unit != "rank"
            return None if named else self._noun(bracket)
        before = self._copula(i)
        if before is not None:
            return before
        if unit in ("score", "ratio"):
            return None
        if share:
            return self._share(i) or self._bare(i) or self._object(i) or self._subject(i, True) or self._behind(i)
        if dimension in ("calendar", "time"):
            aged = unit == "a" and self.text[self.row[i].start : self.row[i].end].endswith(self.words.age_ends)
            return (self._bare(i) or self._behind(i) or self._subject(i, False)) if aged else self._duration(i)
        if unit == "rank":
            return self._bare(i) or self._behind(i) or self._ranking(i) or self._subject(i, True)
        if unit in ("time", "round") and not value.ordinal:
            return self._bare(i, True) or self._behind(i) or self._act(i)
        if unit is None or value.ordinal:
            return self._behind(i) or self._bare(i) or self._subject(i, False)
        if unit in ("item", "kind", "generation", "stage", "round") and not self._ends_phrase(i):
            return self._bare(i, True) or self._behind(i) or self._bare(i) or self._object(i) or self._subject(i, False)
        if dimension == "count":
            return self._partitive(i) or self._bare(i) or self._behind(i) or self._object(i) or self._subject(i, False)
        return self._bare(i, True) or self._behind(i) or self._bare(i) or self._object(i) or self._subject(i, False)

    def _copula(self, i: int) -> tuple[int, int] | None:
        """제한속도인 시속 70㎞."""
        if i < 2 or self.row[i - 1].kind != "verb" or self.row[i - 1].mark != "ETM":
            return None
        if self.tokens[self.row[i - 1].first].tag != "VCP" or self.row[i - 2].kind != "noun":
            return None
        span = self._noun(i - 2)
        return span if span is not None and self._is_measure(span) else None

    def _act(self, i: int) -> tuple[int, int] | None:
        """What was done so many times: 10회 운용했다."""
        for k in range(self.row[i].next, min(i + 5, len(self.row))):
            chunk = self.row[k]
            if chunk.kind in ("figure", "comma", "open"):
                return None
            if chunk.kind == "verb":
                return (chunk.first, chunk.first + 1) if self.tokens[chunk.first].tag in NOUNS else None
        return None

    def _previous(self, i: int) -> int:
        """The chunk before `i`, adverbs and dates without particle passed over."""
        i -= 1
        while i >= 0 and (self.row[i].kind == "adverb" or (self.row[i].kind == "date" and not self.row[i].mark)):
            i -= 1
        return i

    def _noun(self, i: int) -> tuple[int, int] | None:
        """The tokens of the noun phrase at chunk `i` behind its last relational word; None where that is its head."""
        if i < 0 or i >= len(self.row) or self.row[i].kind != "noun":
            return None
        chunk = self.row[i]
        first, last = chunk.first, chunk.last
        while first < last and self.tokens[first].tag in ("XSN", "SN", "NR"):
            first += 1
        if first == chunk.first and i and self._total(first):
            first -= 1
        if first == last:
            return None
        if last - first > 1 and self.tokens[last - 1].form == "화" and self._spaced(last - 2, first):
            last -= 2
        head = self.tokens[last - 1].form
        if (head in self.words.relational or head in self.words.cutting) and self._spaced(last - 1, first):
            return None
        for k in range(last - 2, first - 1, -1):
            if self.tokens[k].form in self.words.cutting and self._spaced(k, first) and self._spaced(k + 1, first):
                first = k + 1
                break
        spaces = [k for k in range(first + 1, last) if self.tokens[k - 1].end < self.tokens[k].start]
        if len(spaces) >= _LONGEST:
            first = spaces[-_LONGEST + 1]
        return first, last

    def _total(self, first: int) -> bool:
        """Whether the determiner before the token is written with it: 총투자액."""
        before = self.tokens[first - 1]
        return before.tag == "MM" and before.end == self.tokens[first].start

    def _spaced(self, k: int, first: int) -> bool:
        """Whether token `k` begins a word of the phrase that begins at `first`."""
        return k == first or self.tokens[k - 1].end < self.tokens[k].start

    def _is_name(self, i: int) -> bool:
        return self.row[i].end in self.names

    def _is_measure(self, span: tuple[int, int]) -> bool:
        head = self.tokens[span[1] - 1]
        known = self.measures.of(self._forms(span))
        if known is not None:
            return known in self.measures.quantities
        if len(head.form) == 1:
            return head.form in self.words.suffixes and (head.tag == "XSN" or span[1] - span[0] > 1)
        return any(head.form.endswith(s) for s in self.words.suffixes if len(s) > 1) or (
            head.tag == "NNG" and head.form[-1] in "률율액량" and len(head.form) > 2
        )

    def _bare(self, i: int, measure: bool = False) -> tuple[int, int] | None:
        """The noun right before: 입주 기업 100개, 연면적 27만㎡; with `measure`, only one that the tables know."""
        before = self._previous(i)
        while before >= 0 and self.row[before].kind == "noun" and not self.row[before].mark:
            if self._is_name(before) and not measure:
                return None
            span = self._noun(before)
            if span is not None:
                if self._is_change(span):
                    return None
                known = not measure or self._is_measure(span) or self.measures.of(self._forms(span)) is not None
                return span if known else None
            if self.row[before].last - self.row[before].first > 1:
                return None
            before = self._previous(before)
        return None

    def _is_change(self, span: tuple[int, int]) -> bool:
        return span[1] - span[0] == 1 and self.tokens[span[0]].form in self.words.changing

    def _behind(self, i: int) -> tuple[int, int] | None:
        """The noun that the figure stands before: 6개 규제 특례, 5000억원 규모의 펀드, 130명이 넘는 시민."""
        chunk = self.row[i]
        k = chunk.next
        size = len(self.row)
        if chunk.mark in ("이", "가", "을", "를", "에", "도") and k < size and self._reaches(k):
            k += 1
        elif chunk.mark not in ("", "의", "인"):
            return None
        elif not chunk.mark and k < size and self._is_sized(i, k):
            k += 1
        elif chunk.mark == "의" and self.text[chunk.start : chunk.end].endswith(self.words.own_noun):
            return None
        while k < size and (
            self.row[k].kind == "adverb"
            or (self.row[k].kind == "verb" and chunk.mark == "의" and self.row[k].mark == "ETM")
        ):
            k += 1
        if k >= size or self.row[k].kind != "noun" or self._is_name(k):
            return None
        if not chunk.mark and k == chunk.next and not self._adjoins(chunk, self.row[k]):
            return None
        if self.row[k].mark == "의" and k + 1 < size and self.row[k + 1].kind == "noun" and self._noun(k) is None:
            k += 1
        first, last = self.row[k].first, self._cut_at(self.row[k])
        if not chunk.mark and self.text[chunk.start : chunk.end].endswith(self.words.next_word):
            last = next((n for n in range(first + 1, last) if self._spaced(n, first)), last)
        while last - first > 1 and self.tokens[last - 1].form in self.words.acts and self._spaced(last - 1, first):
            last -= 1
        span = self._cut(first, last) if last > first else None
        return None if span is None or self._is_change(span) else span

    def _is_sized(self, i: int, k: int) -> bool:
        """10배 큰 규모, 5% 오른 가격."""
        value = self.row[i].candidate.value if self.row[i].candidate else None
        share = isinstance(value, FigureValue) and value.unit in ("%", "pp", "x")
        return (
            share and self.row[k].kind == "verb" and self.row[k].mark == "ETM" and self._stem(k) in self.words.changing
        )

    def _cut_at(self, chunk: Chunk) -> int:
        """The token behind the phrase's part before its first cutting word: 추돌 사고 [당시 트럭], [동안 기업]."""
        for k in range(chunk.first, chunk.last):
            if self.tokens[k].form in self.words.cutting and self._spaced(k, chunk.first):
                alone = k + 1 == chunk.last or self._spaced(k + 1, chunk.first)
                if alone:
                    return k
        return chunk.last

    def _adjoins(self, a: Chunk, b: Chunk) -> bool:
        gap = self.text[a.reach or a.end : b.start]
        return len(gap) <= 2 and not any(c in ",;()[]" for c in gap)

    def _reaches(self, k: int) -> bool:
        return self.row[k].kind == "verb" and self.row[k].mark == "ETM" and self._stem(k) in self.words.reaching

    def _stem(self, k: int) -> str:
        return self.tokens[self.row[k].first].form

    def _ends_phrase(self, i: int) -> bool:
        k = self.row[i].next
        return bool(self.row[i].mark and self.row[i].mark != "의") or k >= len(self.row) or self.row[k].kind != "noun"

    def _bracketed(self, i: int) -> int | None:
        """The noun before a bracket that opens with the figure: 인재(13위), 김모(45) 씨."""
        if i < 2 or self.row[i - 1].kind != "open" or self.row[i - 2].kind not in ("noun",):
            return None
        return i - 2

    def _share(self, i: int) -> tuple[int, int] | None:
        """What the figure is a share of: 주민의 30%, 응답자 중 45%, 매출의 두 배."""
        before = self._previous(i)
        if before >= 0 and self.row[before].kind == "noun" and self.row[before].mark in ("의", "중", "보다"):
            if self.row[before].mark == "보다":
                return None
            return self._noun(before)
        return None

    def _partitive(self, i: int) -> tuple[int, int] | None:
        before = self._previous(i)
        if before < 0 or self.row[before].kind != "noun":
            return None
        chunk = self.row[before]
        if chunk.mark == "중":
            return self._noun(before)
        last = self.tokens[chunk.last - 1]
        if not chunk.mark and last.form in self.words.partitive and chunk.last - chunk.first > 1:
            return self._cut(chunk.first, chunk.last - 1)
        return None

    def _cut(self, first: int, last: int) -> tuple[int, int] | None:
        cut = Chunk("noun", first, last, self.tokens[first].start, self.tokens[last - 1].end)
        self.row.append(cut)
        span = self._noun(len(self.row) - 1)
        self.row.pop()
        return span

    def _object(self, i: int) -> tuple[int, int] | None:
        """The object whose amount the figure is: 인재를 1만명 양성, 펀드를 5000억원 규모로."""
        if self.row[i].mark not in ("", "로", "으로", "까지", "에서", "씩"):
            return None
        for k in self._leftward(i):
            chunk = self.row[k]
            if chunk.kind == "verb":
                return None
            if chunk.kind == "noun" and chunk.mark in _OBJECT:
                return self._noun(k)
            if chunk.kind == "noun" and chunk.mark in _SUBJECT:
                return None
        return None

    def _leftward(self, i: int) -> range:
        """Chunks before the figure in its clause, nearest first."""
        clause = max((s for s in self._starts if s <= self.row[i].start), default=0)
        low = i
        while low > 0 and i - low < _FAR and self.row[low - 1].start >= clause:
            low -= 1
        return range(i - 1, low - 1, -1)

    def _subject(self, i: int, change: bool) -> tuple[int, int] | None:
        """The subject that is said to be of the amount, or, with `change`, to change by it."""
        stated = self._stated(i)
        value = self.row[i].candidate.value if self.row[i].candidate else None
        count = self._is_count(i)
        floating = not self.row[i].mark and count
        counted = count and self.row[i].mark in ("이", "가")
        crossed = False
        for k in self._leftward(i):
            chunk = self.row[k]
            if chunk.kind == "open" and count:
                return None
            if chunk.kind == "verb" and not (chunk.mark == "EC" and self._stem(k) in self.words.changing):
                crossed = True
            if chunk.kind != "noun" or chunk.mark not in _SUBJECT:
                continue
            span = self._noun(k)
            if span is None:
                continue
            if self._is_measure(span):
                return span
            if crossed and chunk.mark not in _TOPIC:
                continue
            agent = self._is_name(k) or self.tokens[span[1] - 1].form in self.words.agents
            if (change and not agent) or (change and self._changes(i)):
                return span
            if not agent and (stated or floating):
                return span
            if counted and not agent and chunk.mark in _TOPIC and self.measures.of(self._forms(span)) is not None:
                return span
            if chunk.mark in _TOPIC or not crossed:
                break
        return self._topic_before(i) if change or stated else None

    def _topic_before(self, i: int) -> tuple[int, int] | None:
        """The topic of an earlier clause of the sentence, where it is a measure: 매출은 3조원으로, … 12% 늘었다."""
        low = min(self._leftward(i), default=i)
        for k in range(low - 1, max(low - _FAR, -1), -1):
            chunk = self.row[k]
            if chunk.kind == "noun" and chunk.mark in _TOPIC:
                span = self._noun(k)
                return span if span is not None and self._is_measure(span) else None
        return None

    def _stated(self, i: int) -> bool:
        """Whether the clause says of its subject that it is the amount: 3명이다, 3명으로 늘었다, 3조원을 기록했다."""
        chunk = self.row[i]
        if chunk.mark == "이다":
            return True
        k = chunk.next
        while k < len(self.row) and self.row[k].kind == "adverb":
            k += 1
        if k >= len(self.row):
            return not chunk.mark or chunk.mark in ("로", "으로", "까지")
        if self.row[k].kind == "verb" and chunk.mark:
            return self._stem(k) in self.words.stating
        return self.row[k].kind in ("figure", "date") and chunk.mark in ("에서", "로", "으로")

    def _changes(self, i: int) -> bool:
        for k in range(i + 1, min(i + 4, len(self.row))):
            if self.row[k].kind in ("verb", "noun"):
                return self._stem(k) in self.words.changing
        return False

    def _duration(self, i: int) -> tuple[int, int] | None:
        bare = self._bare(i, True)
        if bare is not None:
            return bare
        behind = self._behind(i)
        if behind is not None and (self.row[i].mark or self._is_measure(behind)):
            return behind
        lasting = any(
            self.row[k].kind == "verb" and self._stem(k) in self.words.lasting
            for k in range(i + 1, min(i + 3, len(self.row)))
        )
        if not (lasting or self._stated(i)):
            return None
        for k in self._leftward(i):
            chunk = self.row[k]
            if chunk.kind == "noun" and chunk.mark in _SUBJECT:
                span = self._noun(k)
                if span is None:
                    continue
                return span if lasting or self._is_measure(span) else None
        return None

    def _ranking(self, i: int) -> tuple[int, int] | None:
        for k in self._leftward(i):
            chunk = self.row[k]
            if (
                chunk.kind == "noun"
                and chunk.mark in ("에서", "중")
                and self.tokens[chunk.last - 1].form in self.words.rankings
            ):
                return self._noun(k)
        return None

    # ---- roles that others name ---------------------------------------------------------------------------------

    def _shared_behind(self, i: int, found: dict[int, tuple[int, int] | None]) -> tuple[int, int] | None:
        """The role of the next figure of a list: 기업 4000명, 대학 6000명의 인재."""
        if self.row[i].mark not in ("", "과", "와", "이나"):
            return None
        for k in range(i + 1, min(i + 8, len(self.row))):
            chunk = self.row[k]
            if chunk.kind == "figure":
                span = found.get(k)
                behind = span is not None and self.tokens[span[0]].start >= chunk.end
                return span if behind and self._alike(i, k) else None
            if chunk.kind == "verb" and chunk.mark != "EC":
                return None
        return None

    def _shared_before(self, i: int, found: dict[int, tuple[int, int] | None]) -> tuple[int, int] | None:
        """The role of the figure before: A에서 B로, 672억 달러(약 97조 원)."""
        before = [k for k in self._leftward(i) if self.row[k].kind == "figure"]
        if not before:
            return None
        k = before[0]
        between = self.row[k + 1 : i]
        if [c.kind for c in between] == ["open"] and (self._alike(i, k) or not self._is_count(i)):
            return found[k]
        outer = next((n for n in before if self.row[n].next > i), None)
        if outer is not None and self._alike(i, outer):
            return found[outer]
        if not self._alike(i, k):
            return None
        only = all(
            c.kind in ("date", "adverb", "open", "close", "figure") or (c.kind == "noun" and self._noun_is_idle(c))
            for c in between
        )
        if self.row[k].mark == "에서" and only:
            return found[k]
        previous = next((n for n in before if self.row[n].next > k + 1 and self.row[n].mark == "에서"), None)
        return found[previous] if previous is not None and self._alike(i, previous) else None

    def _is_count(self, i: int) -> bool:
        value = self.row[i].candidate.value if self.row[i].candidate else None
        return isinstance(value, FigureValue) and units.is_counted(value.unit)

    def _noun_is_idle(self, chunk: Chunk) -> bool:
        form = self.tokens[chunk.last - 1].form
        return form in self.words.relational or form in self.words.cutting

    def _alike(self, i: int, k: int) -> bool:
        a, b = self.row[i].candidate, self.row[k].candidate
        if a is None or b is None or not isinstance(a.value, FigureValue) or not isinstance(b.value, FigureValue):
            return False
        return a.value.unit == b.value.unit or (
            units.dimension(a.value.unit) == units.dimension(b.value.unit) != "count"
        )

    def _by_predicate(self, i: int) -> tuple[int, int] | None:
        """The verb that tells what is counted, where no noun does: 숨진 3명, 3명이 숨졌다, 3조원을 투자."""
        chunk = self.row[i]
        value = chunk.candidate.value if chunk.candidate else None
        kind = units.dimension(value.unit) if isinstance(value, FigureValue) and not value.ordinal else None
        if kind not in ("count", "currency", "length", "area", "mass", "volume"):
            return None
        if i and self.row[i - 1].kind == "verb" and self.row[i - 1].mark == "ETM":
            head = self.row[i - 1].first
            if self.tokens[head].form in self.measures.by_predicate:
                return head, head + 1
        if chunk.mark not in ("", "이", "가", "은", "는", "을", "를", "도"):
            return None
        for k in range(chunk.next, min(chunk.next + 5, len(self.row))):
            if self.row[k].kind == "figure" and not chunk.mark:
                continue
            if self.row[k].kind in ("verb", "figure"):
                head = self.row[k].first
                known = self.row[k].kind == "verb" and self.tokens[head].form in self.measures.by_predicate
                return (head, head + 1) if known else None
            if self.row[k].kind == "noun" and self.row[k].mark in _OBJECT | {""}:
                head = self.row[k].last - 1
                if self.tokens[head].form in self.measures.by_predicate:
                    return head, head + 1
        return None

    # ---- what a role says ----------------------------------------------------------------------------------------

    def _forms(self, span: tuple[int, int]) -> list[str]:
        return [t.form for t in self.tokens[span[0] : span[1]]]

    def _measured(self, span: tuple[int, int]) -> Measured:
        tokens: Sequence[Token] = self.tokens[span[0] : span[1]]
        forms = [t.form for t in tokens]
        concept = self.measures.of(forms)
        if concept is None and len(tokens) == 1:
            concept = self.measures.by_predicate.get(forms[0])
        stems: list[str] = []
        for token in reversed(tokens):
            if token.tag not in NOUNS and len(tokens) > 1:
                continue
            stem = self.lexicon.content(token.form)
            if stem is None or (len(token.form) == 1 and stem[0] != "="):
                continue
            stems.append(stem)
        if concept is None and stems and stems[0][0] == "=" and self.lexicon.content(forms[-1]) == stems[0]:
            concept = stems[0][1:]
        if concept is not None:
            stems = [f"={concept}", *(s for s in stems if s != f"={concept}")]
        return Measured(tokens[0].start, max(t.end for t in tokens), tuple(stems[:4]), concept)
