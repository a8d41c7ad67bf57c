"""Nouns beside a Korean figure that it is a figure of: right before, behind, in brackets, as the object.

입주 기업 100개 · 연면적 27만㎡ · 5000억원 규모의 펀드 · 인재(13위) · 응답자 중 45% · 인재를 1만명 양성
"""

from __future__ import annotations

from reconcile.languages.ko.role_phrases import Phrases, Span

SUBJECT = frozenset(("이", "가", "은", "는", "도", "께서", "ᆫ", "만"))
OBJECT = frozenset(("을", "를", "ᆯ"))


class Nouns(Phrases):
    """Roles that stand beside their figure."""

    def bracketed(self, i: int) -> int | None:
        """The noun before a bracket that opens with the figure: 인재(13위), 김모(45) 씨."""
        if i < 2 or self.row[i - 1].kind != "open" or self.row[i - 2].kind not in ("noun",):
            return None
        return i - 2

    def copula(self, i: int) -> Span | None:
        """제한속도인 시속 70㎞."""
        if i < 2 or self.row[i - 1].kind != "verb" or self.row[i - 1].mark != "ETM":
            return None
        if self.tokens[self.row[i - 1].first].tag != "VCP" or self.row[i - 2].kind != "noun":
            return None
        span = self.noun(i - 2)
        return span if span is not None and self.is_measure(span) else None

    def quantity(self, i: int) -> Span | None:
        """The noun right before, where it measures: 연면적 27만㎡."""
        span = self.bare(i, True)
        return span if span is not None and self.is_measure(span) else None

    def bare(self, i: int, measure: bool = False) -> Span | None:
        """The noun right before: 입주 기업 100개, 연면적 27만㎡; with `measure`, only one that the tables know."""
        before = self.previous(i)
        while before >= 0 and self.row[before].kind == "noun" and not self.row[before].mark:
            if self.is_name(before) and not measure:
                return None
            span = self.noun(before)
            if span is not None:
                if self.is_change(span):
                    return None
                known = not measure or self.is_measure(span) or self.measures.of(self.forms(span)) is not None
                return span if known else None
            if self.row[before].last - self.row[before].first > 1:
                return None
            before = self.previous(before)
        return None

    def behind(self, i: int) -> Span | None:
        """The noun that the figure stands before: 6개 규제 특례, 5000억원 규모의 펀드, 130명이 넘는 시민."""
        chunk = self.row[i]
        k = chunk.next
        size = len(self.row)
        if chunk.mark in ("이", "가", "을", "를", "에", "도") and k < size and self.reaches(k):
            k += 1
        elif chunk.mark not in ("", "의", "인"):
            return None
        elif not chunk.mark and k < size and self.is_sized(i, k):
            k += 1
        elif chunk.mark == "의" and self.text[chunk.start : chunk.end].endswith(self.words.own_noun):
            return None
        while k < size and (
            self.row[k].kind == "adverb"
            or (self.row[k].kind == "verb" and chunk.mark == "의" and self.row[k].mark == "ETM")
        ):
            k += 1
        if k >= size or self.row[k].kind != "noun" or self.is_name(k):
            return None
        if not chunk.mark and k == chunk.next and not self.adjoins(chunk, self.row[k]):
            return None
        if self.row[k].mark == "의" and k + 1 < size and self.row[k + 1].kind == "noun" and self.noun(k) is None:
            k += 1
        if self.tokens[self.row[k].first].form in self.words.gaps:
            return self.gap(i, k)
        first, last = self.row[k].first, self.cut_at(self.row[k])
        if not chunk.mark and self.text[chunk.start : chunk.end].endswith(self.words.next_word):
            last = next((n for n in range(first + 1, last) if self.spaced(n, first)), last)
        while last - first > 1 and self.tokens[last - 1].form in self.words.acts and self.spaced(last - 1, first):
            last -= 1
        span = self.cut(first, last) if last > first else None
        return None if span is None or self.is_change(span) else span

    def gap(self, i: int, k: int) -> Span | None:
        """The difference that the figure is: 1천 표 차로 이겼다; what other figures are a difference of is not told."""
        first = self.row[k].first
        return (first, first + 1) if self.value(i).unit == "vote" else None

    def is_gap(self, i: int) -> bool:
        """Whether a noun of difference stands right behind the figure."""
        k = self.row[i].next
        near = k < len(self.row) and self.row[k].kind == "noun" and self.adjoins(self.row[i], self.row[k])
        return near and not self.row[i].mark and self.tokens[self.row[k].first].form in self.words.gaps

    def is_sized(self, i: int, k: int) -> bool:
        """10배 큰 규모, 5% 오른 가격."""
        if self.value(i).unit not in ("%", "pp", "x"):
            return False
        return self.row[k].kind == "verb" and self.row[k].mark == "ETM" and self.stem(k) in self.words.changing

    def reaches(self, k: int) -> bool:
        return self.row[k].kind == "verb" and self.row[k].mark == "ETM" and self.stem(k) in self.words.reaching

    def ends_phrase(self, i: int) -> bool:
        k = self.row[i].next
        return bool(self.row[i].mark and self.row[i].mark != "의") or k >= len(self.row) or self.row[k].kind != "noun"

    def share(self, i: int) -> Span | None:
        """What the figure is a share of: 주민의 30%, 응답자 중 45%, 매출의 두 배."""
        before = self.previous(i)
        if before >= 0 and self.row[before].kind == "noun" and self.row[before].mark in ("의", "중", "보다"):
            if self.row[before].mark == "보다":
                return None
            return self.noun(before)
        return None

    def partitive(self, i: int) -> Span | None:
        before = self.previous(i)
        if before < 0 or self.row[before].kind != "noun":
            return None
        chunk = self.row[before]
        if chunk.mark == "중":
            return self.noun(before)
        last = self.tokens[chunk.last - 1]
        if not chunk.mark and last.form in self.words.partitive and chunk.last - chunk.first > 1:
            return self.cut(chunk.first, chunk.last - 1)
        return None

    def object(self, i: int) -> Span | None:
        """The object whose amount the figure is: 인재를 1만명 양성, 펀드를 5000억원 규모로."""
        if self.row[i].mark not in ("", "로", "으로", "까지", "에서", "씩"):
            return None
        for k in self.leftward(i):
            chunk = self.row[k]
            if chunk.kind == "verb":
                return None
            if chunk.kind == "noun" and chunk.mark in OBJECT:
                return self.noun(k)
            if chunk.kind == "noun" and chunk.mark in SUBJECT:
                return None
        return None

    def means(self, i: int) -> Span | None:
        """What the sum is paid as: 연구개발비로 1조 원을 썼다."""
        before = self.previous(i)
        if before < 0 or self.row[before].kind != "noun" or self.row[before].mark not in ("로", "으로"):
            return None
        span = self.noun(before)
        return span if span is not None and self.is_measure(span) else None
