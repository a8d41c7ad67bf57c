"""What a Korean clause says has an amount: its subject, what lasts, what ranks, or the deed itself.

매출은 3조원을 기록했다 · 회의는 3시간 이어졌다 · 순위에서 6위 · 10회 운용했다 · 3명이 숨졌다
"""

from __future__ import annotations

from reconcile.knowledge import units
from reconcile.languages.ko.chunks import NOUNS
from reconcile.languages.ko.role_nouns import OBJECT, SUBJECT, Nouns
from reconcile.languages.ko.role_phrases import FAR, Span

_AT = frozenset(("에", "로", "으로"))
_BEHIND_DEEDS = frozenset(("XSV", "EP", "VX", "EC"))
_TOPIC = frozenset(("은", "는", "ᆫ"))


class Verbs(Nouns):
    """Roles that the clause gives."""

    def subject(self, i: int, change: bool) -> Span | None:
        """The subject that is said to be of the amount, or, with `change`, to change by it."""
        stated = self.stated(i)
        count = self.is_count(i)
        floating = not self.row[i].mark and count
        counted = count and self.row[i].mark in ("이", "가")
        crossed = owner = False
        for k in self.leftward(i):
            chunk = self.row[k]
            if chunk.kind == "open" and count:
                return None
            if chunk.kind == "verb" and not (chunk.mark == "EC" and self.stem(k) in self.words.changing):
                crossed = True
            if chunk.kind != "noun" or chunk.mark not in SUBJECT:
                continue
            span = self.noun(k)
            if span is None:
                continue
            if self.is_measure(span):
                return span
            owner = owner or (chunk.mark in _TOPIC and self.is_name(k))
            if crossed and chunk.mark not in _TOPIC:
                continue
            agent = self.is_name(k) or self.tokens[span[1] - 1].form in self.words.agents
            if change and not self.is_name(k) and (not agent or self.changes(i)):
                return span
            if not agent and (stated or floating):
                return span
            if counted and not agent and chunk.mark in _TOPIC and self.measures.of(self.forms(span)) is not None:
                return span
            if chunk.mark in _TOPIC or not crossed:
                break
        return self.topic_before(i, owner) if stated or self.is_share(i) else None

    def topic_before(self, i: int, owner: bool) -> Span | None:
        """The topic of an earlier clause of the sentence, where it is a measure: 매출은 3조원으로, … 12% 늘었다.

        A new `owner` leaves only the measure of it: 가당 지지율은 41%로 …, 나당은 29%다 (지지율).
        """
        low = min(self.leftward(i), default=i)
        for k in range(low - 1, max(low - FAR, -1), -1):
            chunk = self.row[k]
            if chunk.kind == "noun" and chunk.mark in _TOPIC:
                span = self.noun(k)
                if span is None or not self.is_measure(span):
                    return None
                return self.unowned(span) if owner else span
        return None

    def unowned(self, span: Span) -> Span | None:
        """The last word of a measure, where it alone is that measure."""
        first = next((k for k in range(span[1] - 1, span[0], -1) if self.spaced(k, span[0])), span[0])
        head = (first, span[1])
        return head if self.measures.of(self.forms(head)) == self.measures.of(self.forms(span)) else None

    def share_given(self, i: int) -> Span | None:
        """The verb right behind that tells what share somebody gets: 52.3%를 얻었다."""
        k = self.row[i].next
        if k >= len(self.row) or self.row[k].kind != "verb" or self.row[i].mark not in OBJECT | {""}:
            return None
        head = self.row[k].first
        known = self.value(i).unit == "%" and self.tokens[head].form in self.measures.by_share
        return (head, head + 1) if known else None

    def stated(self, i: int) -> bool:
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
            return self.stem(k) in self.words.stating
        if self.row[k].kind in ("noun", "comma") and chunk.mark in ("로", "으로"):
            return True
        return self.row[k].kind in ("figure", "date") and chunk.mark in ("에서", "로", "으로")

    def changes(self, i: int) -> bool:
        for k in range(i + 1, min(i + 4, len(self.row))):
            if self.row[k].kind in ("verb", "noun"):
                return self.stem(k) in self.words.changing
        return False

    def duration(self, i: int) -> Span | None:
        bare = self.bare(i, True)
        if bare is not None:
            return bare
        behind = self.behind(i)
        if behind is not None and (self.row[i].mark or self.is_measure(behind)):
            return behind
        lasting = any(
            self.row[k].kind == "verb" and self.stem(k) in self.words.lasting
            for k in range(i + 1, min(i + 3, len(self.row)))
        )
        if not (lasting or self.stated(i)):
            return None
        for k in self.leftward(i):
            chunk = self.row[k]
            if chunk.kind == "noun" and chunk.mark in SUBJECT:
                span = self.noun(k)
                if span is None:
                    continue
                return span if lasting or self.is_measure(span) else None
        return None

    def ranking(self, i: int) -> Span | None:
        for k in self.leftward(i):
            chunk = self.row[k]
            if (
                chunk.kind == "noun"
                and chunk.mark in ("에서", "중")
                and self.tokens[chunk.last - 1].form in self.words.rankings
            ):
                return self.noun(k)
        return None

    def act(self, i: int) -> Span | None:
        """What was done so many times: 10회 운용했다."""
        for k in range(self.row[i].next, min(i + 5, len(self.row))):
            chunk = self.row[k]
            if chunk.kind in ("figure", "comma", "open"):
                return None
            if chunk.kind == "verb":
                return (chunk.first, chunk.first + 1) if self.tokens[chunk.first].tag in NOUNS else None
        return None

    def deed(self, i: int, span: Span) -> Span | None:
        """What they did, where the noun says only that somebody did it: 다친 사람은 12명이다."""
        first, last = span
        if last - first != 1 or self.tokens[first].form not in self.words.anyone or first < 2:
            return None
        if self.tokens[first - 1].tag != "ETM":
            return None
        at = first - 2
        while at > 0 and self.tokens[at].tag in _BEHIND_DEEDS:
            at -= 1
        return (at, at + 1) if self.tokens[at].form in self.measures.telling(self.value(i).unit) else None

    def by_predicate(self, i: int) -> Span | None:
        """The verb that tells what is counted, where no noun does: 숨진 3명, 3명이 숨졌다, 3조원을 투자."""
        chunk = self.row[i]
        value = self.value(i)
        kind = None if value.ordinal else units.dimension(value.unit)
        if kind not in ("count", "currency", "length", "area", "mass", "volume", "time", "calendar", "speed"):
            return None
        telling = self.measures.telling(value.unit)
        if i and self.row[i - 1].kind == "verb" and self.row[i - 1].mark == "ETM":
            head = self.row[i - 1].first
            if self.tokens[head].form in telling:
                return head, head + 1
        if chunk.mark not in ("", "이", "가", "은", "는", "을", "를", "도") and (
            kind == "count" or chunk.mark not in _AT
        ):
            return None
        for k in range(chunk.next, min(chunk.next + 5, len(self.row))):
            if self.row[k].kind == "figure" and not chunk.mark:
                continue
            if self.row[k].kind in ("verb", "figure"):
                head = self.row[k].first
                known = self.row[k].kind == "verb" and self.tokens[head].form in telling
                return (head, head + 1) if known else None
            if self.row[k].kind == "noun" and self.row[k].mark in OBJECT | {""}:
                head = self.row[k].last - 1
                if self.tokens[head].form in telling:
                    return head, head + 1
        return None
