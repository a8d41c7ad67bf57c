"""Values in the words of the reader, with what the articles that state them tell about how to put them.

43 years by the rule for ages          → 43세 · 43 years old
160 minutes, written “2시간 40분”       → 2시간 40분 · 2 h 40 min; 160분 where it is written so
강원특별자치도 강릉시, for English       → Gangneung, Gangwon: the gazetteer's names
해양경찰청, for English                → Coast Guard, as an English article on that side calls it
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from reconcile.report.context import Fragment, plain
from reconcile.report.messages import Language, text
from reconcile.report.values import in_parts, show
from schemas.reconciliation import Basis, Evidence, Reconciliation
from schemas.values import FigureValue, OrganisationValue, PersonValue, PlaceValue, Value

_WEEKDAY = re.compile(
    r"[(（][월화수목금토일][)）]|[월화수목금토일]요일|\b(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b"
)
_HANGUL = re.compile("[가-힣]")
_PLAIN_WORDS = 2
"""Words of a length of time in one unit: ninety minutes."""
_NUMBER = re.compile(r"[0-9]+")


class Wordings:
    """How the values of a document are put for a reader of one language."""

    def __init__(self, document: Reconciliation, language: Language) -> None:
        self._language: Language = language
        self._of = {article.id: (article.language or "").split("-")[0] for article in document.articles}
        details = [detail for claim in document.claims for detail in claim.details]
        self._ages = frozenset(detail.id for detail in details if detail.rule.endswith(".age"))
        self._wrong_weekdays = frozenset(detail.id for detail in details if "weekday_mismatch" in detail.assumptions)

    def show(self, value: Value | None, evidence: Iterable[Evidence]) -> str:
        """`value` as `evidence`, which states it, lets it be put; a dash for none."""
        stating = [item for item in evidence if item.use == "value"]
        if isinstance(value, FigureValue):
            value = self.aged(value, stating)
            return in_parts(value, self._language) if _written_in_parts(value, stating) else show(value, self._language)
        shown = show(value, self._language)
        named = isinstance(value, PlaceValue | PersonValue | OrganisationValue)
        return self._in_own_words(value, shown, stating) if named and not self._reads(shown) else shown

    def aged(self, value: FigureValue, evidence: Iterable[Evidence]) -> FigureValue:
        """The value in years of age, where it is one of years and all that state it are ages."""
        if value.unit != "a" or not (told := list(evidence)) or any(item.detail not in self._ages for item in told):
            return value
        return value.model_copy(update={"unit": "year_of_age"})

    def written(self, item: Evidence) -> str:
        """The words of `item`; an age that is a bare number there is told as one."""
        words = plain(item.text)
        return self.show(item.value, [item]) if item.detail in self._ages and words.isdecimal() else words

    def first(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """The evidence with that of articles in the reader's language first, else in its order."""
        return sorted(evidence, key=lambda item: self._of.get(item.article) != self._language)

    def weekday(self, item: Evidence) -> tuple[Fragment, ...]:
        """The words of `item` with the weekday alone marked that the calendar contradicts; nothing for others."""
        found = _WEEKDAY.search(item.text) if item.detail in self._wrong_weekdays else None
        if found is None:
            return ()
        cut = (item.text[: found.start()], found[0], item.text[found.end() :])
        pieces = (Fragment(words, mark=at == 1) for at, words in enumerate(cut))
        return tuple(piece for piece in pieces if piece.text)

    def basis(self, basis: Basis, *, sourced: bool = True) -> str:
        """A fact that no article states, and whose word it is where that is `sourced`."""
        say = partial(text, self._language)
        statement, source = plain(basis.statement), plain(basis.source)
        if basis.kind == "calendar":
            from datetime import date

            day = statement[:10]
            weekday = date.fromisoformat(day).isoweekday()
            return say("basis.calendar", {"statement": say("report.weekday", {"date": day, "weekday": weekday})})
        if basis.kind == "gazetteer" and source.startswith("places "):
            source = f"{say('report.source_places')} {source.removeprefix('places ')}"
        told = say(f"basis.{basis.kind}", {"statement": statement})
        return f"{told} ({say('report.source', {'source': source})})" if sourced else told

    def _reads(self, words: str) -> bool:
        return bool(_HANGUL.search(words)) == (self._language == "ko")

    def _in_own_words(self, value: Value | None, shown: str, evidence: list[Evidence]) -> str:
        """What the gazetteer calls a place; else the longest name that an article in the reader's language has."""
        if isinstance(value, PlaceValue) and (known := _gazetteer_name(value, self._language)):
            return known
        own = [item for item in evidence if self._of.get(item.article) == self._language and self._reads(item.text)]
        if isinstance(value, PlaceValue):
            own = [item for item in own if isinstance(item.value, PlaceValue) and item.value.id == value.id is not None]
        return max((plain(item.text) for item in own), key=len, default=shown)


def _written_in_parts(value: FigureValue, evidence: list[Evidence]) -> bool:
    """Whether the first article that states a length of time counts it in two units."""
    first = next((item for item in evidence if item.value is not None), None)
    if first is None or value.unit not in ("s", "min", "h", "mo") or not (value.amount or "").isdecimal():
        return False
    written = _NUMBER.findall(first.text.replace(",", ""))
    return value.amount not in written if written else len(first.text.split()) > _PLAIN_WORDS


def _gazetteer_name(value: PlaceValue, language: Language) -> str:
    """A place and what contains it, by their first names in `language`; empty where the gazetteer lacks one."""
    from reconcile.knowledge.gazetteer import Gazetteer

    gazetteer = Gazetteer.load()
    found: list[str] = []
    for name in value.path:
        called = [place for place in gazetteer.lookup(name) if place.name == name]
        called = [place for place in called if place.id == value.id] or called
        names = {one for place in called for one in (place.ko if language == "ko" else place.en)[:1]}
        if len(names) != 1:
            return ""
        found += names
    return " ".join(found) if language == "ko" else ", ".join(reversed(found))
