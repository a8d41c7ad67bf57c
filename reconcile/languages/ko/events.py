"""What a date of a Korean sentence is the date of.

2016년 문을 닫은 조선소            → closing, the first deed behind the date
개막식은 26일 오후 7시에 열린다     → opening_ceremony, the subject of a verb that only holds it
준공은 내년 5월로 예정됐다          → completion, the topic that the date is told of
2단계 증설이 끝나는 2030년에는      → completion, the deed right before the date
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from reconcile.languages.base import Candidate
from reconcile.languages.clauses import Clause, Spans
from reconcile.languages.events import Events, Sighting, table
from reconcile.languages.roles import Measured
from reconcile.text.token import Passage, Token, beginning_in

_NOUNS = frozenset(("NNG", "NNP", "XR", "SL"))
_VERBS = frozenset(("VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I"))
_PARTS = _NOUNS | {"XSN"}
_MAKERS = frozenset(("XSV", "XSA"))
_ENDS_OF_VERBS = frozenset(("EP", "XSV", "XSA", "VX", "EC"))
_HELD = "held"
"""What is held without a noun that tells what."""
_PHRASE = 5
"""Tokens of a noun phrase behind a verb that are looked at for the event that it holds."""
_LEFT = 24
"""Tokens before a verb in which its subject or object is looked for."""
_AHEAD = 40
"""Tokens behind a date in which its event is looked for."""
_CLEFT = 4
"""Tokens of the end of a verb, its ending, a noun and a particle."""
_ADNOMINAL = 6
"""Tokens from a date to a verb before a noun within which the date is told of that verb."""


@cache
def _events() -> Events:
    return Events(table("ko"))


def read(passage: Passage, clauses: Sequence[Clause], candidates: Sequence[Candidate]) -> dict[int, Measured]:
    """The event of each date of the passage that has one, by the offset where the date starts."""
    dates = [c for c in candidates if c.kind == "date"]
    found: dict[int, Measured] = {}
    tokens = passage.tokens
    at = detail = 0
    for start, end in sorted({clause.sentence for clause in clauses}) if dates else ():
        detail, upto = beginning_in(start, end, dates, detail)
        if upto == detail:
            continue
        at, stop = beginning_in(start, end, tokens, at)
        found.update(_Sentence(tokens[at:stop], dates[detail:upto]).events())
        at, detail = stop, upto
    return found


class _Sentence:
    """The tokens of one sentence with the events that they name."""

    def __init__(self, tokens: Sequence[Token], dates: Sequence[Candidate]) -> None:
        self._tokens = tokens
        self._dates = dates
        spans = Spans((d.start, d.end) for d in dates)
        self._starts = [t.start for t in tokens]
        self._in_date = [spans.hold(t.start, t.start + 1) for t in tokens]
        keys = [
            "" if hidden or t.tag[0] not in "NVXSM" else t.form for t, hidden in zip(tokens, self._in_date, strict=True)
        ]
        seen = [s for s in _events().sightings(keys) if not self._goes_on(s)]
        self._at = {s.first: s for s in seen}
        self._sayings = {s.last - 1: s for s in seen if s.last - s.first > 1}

    def _goes_on(self, seen: Sighting) -> bool:
        """Whether the word is only the first part of another: 영업이익, 출하량, 연구거점."""
        tokens = self._tokens
        if seen.last >= len(tokens) or tokens[seen.last - 1].tag not in _NOUNS:
            return False
        following = tokens[seen.last]
        joined = following.start == tokens[seen.last - 1].end and following.tag in _PARTS
        return joined and following.form not in _events().telling

    def events(self) -> dict[int, Measured]:
        """The event of each date, by the offset where the date starts."""
        found: dict[int, Measured] = {}
        for date in self._dates:
            first, last = bisect_left(self._starts, date.start), bisect_left(self._starts, date.end)
            if first == last:
                continue
            if last < len(self._tokens) and self._tokens[last].form in _events().counting:
                continue
            told = (
                self._right_before(first, last)
                or self._cleft(first)
                or self._told_of(first, last)
                or self._ahead(first, last)
            )
            if told is not None and told[1] is not None:
                (begin, end), event = told
                begun, ended = self._tokens[begin], self._tokens[end - 1]
                found[date.start] = Measured(begun.start, max(begun.end, ended.end), (f"={event}",), event)
        return found

    def _right_before(self, first: int, last: int) -> _Told | None:
        """Of a verb right before the date that leads to it: 사고가 난 12일에는, and not 전날 공개한 1월 매출."""
        if first < 2 or self._tokens[first - 1].tag != "ETM":
            return None
        if last < len(self._tokens) and self._tokens[last].tag in _NOUNS:
            return None
        verb = self._verb_at(first - 2)
        return None if verb is None else self._deed(verb, ahead=False)

    def _cleft(self, first: int) -> _Told | None:
        """Of the verb of a topic that asks for the date: 불이 시작된 것은 7일 오전 3시께, 문을 연 때는 지난해다."""
        if first < _CLEFT:
            return None
        verb, ending, noun, particle = self._tokens[first - _CLEFT : first]
        asked = ending.tag == "ETM" and noun.form in _events().asking and particle.tag == "JX"
        at = self._verb_at(first - _CLEFT) if asked and verb.tag[0] in "VNXE" else None
        return None if at is None else self._deed(at, ahead=False)

    def _told_of(self, first: int, last: int) -> _Told | None:
        """Of the topic, where the clause says of it that it is at the date."""
        k = last
        while k < len(self._tokens) and self._tokens[k].tag[0] == "J":
            k += 1
        known = _events()
        if k < len(self._tokens) and self._tokens[k].tag != "VCP" and self._tokens[k].form not in known.setting:
            return None
        if k >= len(self._tokens) or (self._tokens[k].tag != "VCP" and k == last):
            return None
        return self._left_of(first)

    def _ahead(self, first: int, last: int) -> _Told | None:
        """Of the first deed behind the date; failing that of the first noun on the way that names an event.

        Behind a subject a date belongs to the clause, and not to what is told of a noun in it: 판사는 16일 사고를 내고
        구속 기소된 운전자에게 금고 3년을 선고했다.
        """
        subject = first > 0 and self._tokens[first - 1].tag in ("JX", "JKS")
        noun: Sighting | None = None
        k = last
        while k < min(len(self._tokens), last + _AHEAD):
            token = self._tokens[k]
            if self._in_date[k]:
                k += 1
                continue
            verb = self._is_verb(k)
            if verb:
                leads = self._leads(k)
                if token.form in _events().citing and (leads or k - last > _ADNOMINAL):
                    k += 1
                    continue
                if leads and subject and k - last > _ADNOMINAL:
                    noun = None
                    k += 1
                    continue
                deed = self._deed(k, ahead=True)
                if deed is not None and (noun is None or deed[1] != _HELD):
                    return deed
                if noun is not None:
                    break
                if token.form not in _events().passing:
                    behind = self._behind(k) if leads else None
                    if behind is not None or not leads or k - last <= _ADNOMINAL:
                        return behind
            elif token.tag == "VCP":
                break
            elif noun is None and (seen := self._at.get(k)) is not None and token.tag in _NOUNS:
                noun = seen
            k += 1
        return None if noun is None else ((noun.first, noun.last), noun.alone)

    def _is_verb(self, k: int) -> bool:
        tokens = self._tokens
        if tokens[k].tag in _VERBS:
            return True
        return tokens[k].tag in _NOUNS and k + 1 < len(tokens) and tokens[k + 1].tag in _MAKERS

    def _verb_at(self, k: int) -> int | None:
        """The verb that ends at token `k`, tense and auxiliaries passed over."""
        while k >= 0 and self._tokens[k].tag in ("EP", "XSV", "XSA", "VX"):
            k -= 1
        return k if k >= 0 and (self._tokens[k].tag in _VERBS or self._tokens[k].tag in _NOUNS) else None

    def _leads(self, verb: int) -> bool:
        """Whether a noun follows that the verb is told of: 시내버스가 빠진 사고."""
        for token in self._tokens[verb + 1 : verb + 5]:
            if token.tag == "ETM":
                return True
            if token.tag not in _ENDS_OF_VERBS:
                return False
        return False

    def _deed(self, verb: int, *, ahead: bool) -> _Told | None:
        known, form = _events(), self._tokens[verb].form
        ended = self._sayings.get(verb)
        if ended is not None:
            return (ended.first, ended.last), ended.event
        if form in known.phasing:
            act = self._before(verb)
            if act is not None and act.act is not None:
                return (act.first, verb + 1), known.phase(act.act, form)
            own = self._at.get(verb)
            if act is not None and own is None:
                return (act.first, act.last), act.alone
        if form in known.holding:
            held = self._behind(verb) if ahead and self._leads(verb) else None
            held = held or self._left_of(verb)
            if held is not None:
                return held
        own = self._at.get(verb)
        return None if own is None else ((own.first, own.last), own.alone)

    def _before(self, verb: int) -> Sighting | None:
        """What is named nearest before the verb, with no other verb between."""
        for k in range(verb - 1, max(verb - _LEFT, -1), -1):
            if self._in_date[k]:
                continue
            if k in self._at and self._tokens[k].tag in _NOUNS:
                return self._at[k]
            if self._is_verb(k) or self._tokens[k].tag in ("EC", "EF"):
                return None
        return None

    def _left_of(self, at: int) -> _Told | None:
        seen = self._before(at)
        return None if seen is None else ((seen.first, seen.last), seen.alone)

    def _behind(self, verb: int) -> _Told | None:
        """What the noun phrase behind a verb names: 지난 5월 벌인 지하 탐사."""
        k = verb + 1
        while k < len(self._tokens) and self._tokens[k].tag in _ENDS_OF_VERBS | {"ETM"}:
            k += 1
        for i in range(k, min(k + _PHRASE, len(self._tokens))):
            if self._in_date[i] or self._tokens[i].tag[0] in "JE" or self._is_verb(i):
                return None
            if i in self._at:
                seen = self._at[i]
                return (seen.first, seen.last), seen.alone
        return None


_Told = tuple[tuple[int, int], str | None]
"""The tokens that tell an event, and its id."""
