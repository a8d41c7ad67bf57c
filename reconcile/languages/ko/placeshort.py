"""Korean places written short: without the word for their kind, or joined to a word that stands before a country.

    철원 임남의 기온        → 임남면 of 철원군
    은평구 … 은평의 한 골목  → 은평구, once the article has it in full
    대중국·대미 수출        → China, the United States: the countries that trade is with
    피레우스에 본사를 둔     → a place that no gazetteer has in Korean

Most short forms are ordinary words as well (동작, 중앙), so the analyser must take the word for a proper noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from reconcile.knowledge.gazetteer import Place
from reconcile.languages.base import Passage, Token
from reconcile.languages.ko.placenames import Names
from reconcile.languages.places import Mention

_REST = re.compile(r"[가-힣A-Za-z0-9]{0,40}")
_WORD = re.compile(r" ([가-힣]{2,6})(?![A-Za-z0-9])")
_KINDS = "면읍"
_SHORTENED = "구면읍"
_OUTER = ("city", "county", "district")
_LEAST = 2


class ShortNames:
    """Reads the short forms of the names of a gazetteer."""

    def __init__(self, names: Names) -> None:
        self._names, self._words = names, names.words
        seats = "|".join(map(re.escape, self._words.seats))
        self._seated = re.compile(rf"(?<![가-힣A-Za-z0-9])([가-힣]{{3,8}})에 (?:{seats})(?![가-힣]{{2}})")

    def inside(self, text: str, tokens: Sequence[Token], outer: Mention) -> Mention | None:
        """The township that is named without its kind behind the county it lies in: 철원 임남."""
        if outer.level not in _OUTER or not outer.places or not outer.places[0].id.startswith("KR-"):
            return None
        word = _WORD.match(text, outer.end)
        if word is None:
            return None
        for length in range(len(word[1]), _LEAST - 1, -1):
            name = word[1][:length]
            start = word.start(1)
            if not self._words.ends(word[1][length:]) or not _may_be_name(tokens, start, start + length):
                continue
            places = self._children(outer.places, name)
            if places:
                return Mention(start, start + length, name, places, "neighbourhood", rule="short")
        return None

    def _children(self, outer: Sequence[Place], name: str) -> tuple[Place, ...]:
        held = self._names.gazetteer
        return tuple(
            place
            for kind in _KINDS
            for place in held.lookup(name + kind)
            if any(held.contains(o.id, place.id) for o in outer)
        )

    def again(self, passages: Sequence[Passage], found: list[list[Mention]]) -> list[list[Mention]]:
        """Adds the short forms of the districts and townships that the article names in full."""
        full = {m.name[:-1]: m for m in chain(*found) if m.name[-1] in _SHORTENED and len(m.name) > _LEAST and m.places}
        full = {name: m for name, m in full.items() if m.level in ("district", "neighbourhood") and m.rule != "short"}
        if not full:
            return found
        pattern = re.compile(rf"(?<![가-힣A-Za-z0-9])(?:{'|'.join(map(re.escape, sorted(full)))})")
        return [
            _merged(mentions, self._shortened(passage, pattern, full))
            for passage, mentions in zip(passages, found, strict=True)
        ]

    def _shortened(self, passage: Passage, pattern: re.Pattern[str], full: dict[str, Mention]) -> Iterator[Mention]:
        for match in pattern.finditer(passage.text):
            rest = _REST.match(passage.text, match.end())
            if rest and self._words.ends(rest[0]) and _may_be_name(passage.tokens, *match.span()):
                known = full[match[0]]
                yield Mention(*match.span(), match[0], known.places, known.level, rule="short")

    def seated(self, passage: Passage, mentions: list[Mention]) -> list[Mention]:
        """Adds the unknown names where somebody has a seat: 피레우스에 본사를 둔."""
        found = [
            Mention(*match.span(1), match[1], (), "locality", rule="seated")
            for match in self._seated.finditer(passage.text)
            if is_proper(passage.tokens, *match.span(1))
        ]
        return _merged(mentions, found) if found else mentions

    def toward(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Adds the countries behind 대: 대중국 수출, 대미 투자."""
        found = []
        for match in self._words.toward.finditer(text):
            name = match[1]
            place = self._words.dotted.get(name)
            places = (self._names.gazetteer.place(place),) if place else self._names.places(name)
            if places and places[0].level in ("country", "continent", "region"):
                found.append(Mention(*match.span(1), name, places, places[0].level, rule="toward"))
            elif name in self._words.blocs:
                found.append(Mention(*match.span(1), name, (), "area", rule="toward"))
        return _merged(mentions, found)


def is_proper(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the analyser has a proper noun at just this span."""
    at = bisect_left(tokens, start, key=_token_start)
    return at < len(tokens) and (tokens[at].start, tokens[at].end, tokens[at].tag) == (start, end, "NNP")


def _may_be_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the analyser has a proper noun at this span, or knows no word there: 서+종."""
    at = bisect_left(tokens, start, key=_token_start)
    while at < len(tokens) and start < end and tokens[at].start == start:
        if tokens[at].end - start > 1 and (tokens[at].tag, tokens[at].end) != ("NNP", end):
            return False
        if tokens[at].tag[0] in "JEV":
            return False
        start, at = tokens[at].end, at + 1
    return start == end


def _merged(mentions: Sequence[Mention], more: Iterator[Mention] | Sequence[Mention]) -> list[Mention]:
    """Both, by position; of two that overlap the first list's."""
    taken = {at for m in mentions for at in range(m.start, m.end)}
    new = [m for m in more if taken.isdisjoint(range(m.start, m.end))]
    return sorted((*mentions, *new), key=_mention_start) if new else list(mentions)


def _token_start(token: Token) -> int:
    return token.start


def _mention_start(mention: Mention) -> int:
    return mention.start
