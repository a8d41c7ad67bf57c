"""Independence: which articles carry the same text, and how many independent sources stand behind a statement.

    A  "배가 기울자 승객 31명 가운데 8명이 먼저 구명정에 옮겨 탔다." and nine sentences more, from an agency
    B  the same ten, one name changed, a by-line added   →  A and B are copies: one source for all that they say
    C  "배가 기울자 승객 31명 가운데 8명이 먼저 구명정으로 옮겼다." in an article of its own
                                                         →  with A one source for this sentence, else another

Sentences are compared by their pairs of neighbouring words. One is a copy of another when most pairs of the shorter
stand in the other, so that a word changed, an ending changed, a clause cut or put before makes no other sentence;
short ones have to be the same word for word. Articles are copies when most of what the shorter says is copied.

What stands in quotation marks does not count: two reporters who heard one minister write down the same words. So two
outlets that each tell in their own words what one ministry, or one agency, said are two sources; they become one
where they print its text.

Everything is found by look-up in an exact index, so that adding an article costs in proportion to it, and nothing
depends on the order of adding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from reconcile.claims.extract import Extraction
from reconcile.text.sentences import sentences
from reconcile.text.words import words
from schemas.article import Article, Block

COPIED_SHARE = 0.6
"""Share of the shorter article's words in sentences that the other must carry, and share of the pairs of words of the
shorter sentence: measured in decision 0003.
"""
_LEAST_WORDS = 5
"""Words that a sentence needs to tell, the same word for word, a copy from a coincidence."""
_LEAST_SIZE = 45
"""Bytes of UTF-8 that the words of a sentence need to tell a near-copy: some 15 syllables of Hangul, 45 letters, which
say about as much.
"""
_SILENT = frozenset({"furniture", "byline"})
_QUOTED = re.compile(r"[“「『][^“”「」『』]{0,400}[”」』]|\"[^\"“”\n]{0,400}\"|‘[^‘’]{12,400}’")

Place = tuple[str, int, int]
"""A span of an article: its id, start and end."""
Wording = tuple[int, int, tuple[str, ...], frozenset[tuple[str, str]]]
"""Start, end and words of a sentence, and its pairs of neighbouring words; none where it has to be the same."""


class Independence:
    """`groups` of article ids that share a text, and counts of independent sources."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._texts: dict[str, str] = {}
        """The first article of each text."""
        self._wordings: dict[tuple[str, ...], int] = {}
        self._pairs: list[frozenset[tuple[str, str]]] = []
        """Of each wording, by its number, its pairs of neighbouring words; none where it has to be the same."""
        self._with: dict[tuple[str, str], list[int]] = {}
        """The wordings that have a pair of words."""
        self._copies: list[set[int]] = []
        """Of each wording, those that are copies of it, and itself."""
        self._articles: list[list[str]] = []
        """Of each wording, the articles that have it."""
        self._weights: dict[str, dict[int, int]] = {}
        """Of each article, its wordings and how many words they have."""
        self._totals: dict[str, int] = {}
        """Of each article, the words of its wordings."""
        self._places: dict[str, list[tuple[int, int, int]]] = {}
        """Of each article, its sentences in order: start, end, wording."""
        self._starts: dict[str, list[int]] = {}
        """Of each article, where its sentences start."""
        self._source = _Parts()
        self._sentence = _Parts()
        for article in articles:
            self.add(article)

    def add(self, article: Article, told: Sequence[Wording] | None = None) -> None:
        """One article more, with its `wordings` where they have been read."""
        name = article.id
        self._source.join(self._texts.setdefault(_telling(article), name), name)
        self._weights[name] = weights = {}
        self._places[name] = places = []
        for start, end, found, pairs in _wordings(article) if told is None else told:
            wording = self._wordings.get(found)
            if wording is None:
                wording = self._new(found, pairs)
            places.append((start, end, wording))
            weights[wording] = len(found)
        self._starts[name] = [start for start, _, _ in places]
        self._totals[name] = sum(weights.values())
        self._join(name)
        for wording in weights:
            self._articles[wording].append(name)

    def _new(self, found: tuple[str, ...], pairs: frozenset[tuple[str, str]]) -> int:
        """The number of a wording that no article had so far."""
        number = self._wordings[found] = len(self._wordings)
        having = [self._with.setdefault(pair, []) for pair in pairs]
        shared = Counter(chain.from_iterable(having))
        for others in having:
            others.append(number)
        self._pairs.append(pairs)
        self._articles.append([])
        self._copies.append({number})
        for other, count in shared.items():
            if count >= COPIED_SHARE * min(len(pairs), len(self._pairs[other])):
                self._copies[number].add(other)
                self._copies[other].add(number)
                self._sentence.join(other, number)
        return number

    def _join(self, name: str) -> None:
        """Joins the article with those that it is a copy of."""
        weights = self._weights[name]
        met: Counter[str] = Counter()
        for wording in weights:
            for other in self._copies[wording]:
                met.update(self._articles[other])
        for article, sentences_met in sorted(met.items()):
            others = self._weights[article]
            longest = max(*weights.values(), *others.values())
            if sentences_met * longest < COPIED_SHARE * min(self._totals[name], self._totals[article]):
                continue
            if self._source.of(article) != self._source.of(name) and self._share(name, article) >= COPIED_SHARE:
                self._source.join(article, name)

    def _share(self, first: str, second: str) -> float:
        """The share of the words of the shorter article that stand in copied sentences; of two of one length the
        larger.
        """
        least = min(self._totals[first], self._totals[second])
        copied = [
            sum(size for w, size in self._weights[a].items() if not self._copies[w].isdisjoint(self._weights[b]))
            for a, b in ((first, second), (second, first))
            if self._totals[a] == least
        ]
        return max(copied) / least

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Articles that are copies of each other, in order of their ids."""
        members: dict[object, list[str]] = {}
        for name in sorted(self._places):
            members.setdefault(self._source.of(name), []).append(name)
        return tuple(tuple(group) for group in members.values() if len(group) > 1)

    def count(self, articles: Iterable[str]) -> int:
        """Independent sources among the articles as wholes: copies of one text count once."""
        return len({self._source.of(a) for a in articles})

    def sources(self, places: Iterable[Place]) -> int:
        """Independent sources behind what stands at the places: articles that are copies count once, and so do those
        that print one sentence there.
        """
        standing: dict[str, list[tuple[int, int]]] = {}
        for name, start, end in places:
            standing.setdefault(name, []).append((start, end))
        if len(standing) < 2:
            return len(standing)
        joined = _Parts()  # of names of articles and numbers of wordings
        for name, spans in standing.items():
            source = self._source.of(name)
            for start, end in spans:
                wording = self._at(name, start, end)
                if wording is not None:
                    joined.join(source, self._sentence.of(wording))
        return len({joined.of(self._source.of(name)) for name in standing})

    def mark(self, places: Iterable[Place]) -> tuple[object, ...]:
        """What counts of what stands at the places depend on: equal as long as they cannot have changed."""
        found: list[object] = []
        for name, start, end in places:
            wording = self._at(name, start, end)
            found += [self._source.of(name), None if wording is None else self._sentence.of(wording)]
        return tuple(found)

    def _at(self, name: str, start: int, end: int) -> int | None:
        """The wording of the sentence in which the span begins, if it tells."""
        at = bisect_right(self._starts.get(name, ()), start) - 1
        if at < 0:
            return None
        _, until, wording = self._places[name][at]
        return wording if start < until else None


class _Parts:
    """What was joined, directly or over others, is one part."""

    def __init__(self) -> None:
        self._over: dict[object, object] = {}

    def of(self, one: object) -> object:
        """What stands for the part that `one` is in."""
        last = one
        while (over := self._over.get(last, last)) != last:
            last = over
        while one != last:  # the next look-up goes straight there
            one, self._over[one] = self._over[one], last
        return last

    def join(self, one: object, other: object) -> None:
        """Makes one part of two; what stood for that of `one` stands for both."""
        first, second = self.of(one), self.of(other)
        if first != second:
            self._over[second] = first


def wordings(extraction: Extraction) -> Sequence[Wording]:
    """The sentences of an article that tell."""
    return tuple(_wordings(extraction.article))


def _telling(article: Article) -> str:
    """The text without furniture: the menus of two pages may differ around one article."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture"]
    return "\n".join(told) or article.text


def _wordings(article: Article) -> Iterator[Wording]:
    """Each sentence of the article that tells."""
    blocks = article.blocks or (Block(kind="paragraph", start=0, end=len(article.text)),)
    for block in blocks:
        if block.kind in _SILENT:
            continue
        text = article.text[block.start : block.end]
        for start, end in sentences(text):
            found = tuple(words(_QUOTED.sub(" ", text[start:end])))
            if len(found) >= _LEAST_WORDS:
                pairs = frozenset(pairwise(found)) if _size(found) >= _LEAST_SIZE else frozenset()
                yield block.start + start, block.start + end, found, pairs


def _size(found: tuple[str, ...]) -> int:
    return len("".join(found).encode("utf-8", "surrogatepass"))
