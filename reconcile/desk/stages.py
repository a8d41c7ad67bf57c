"""What alignment sees of a run, for those who ask about a pair: the stages' own functions, none of their rules.

The document says how everything came out; this says what stood behind it: the mentions with their features, whether
articles were taken to be on one event, which pairs blocking proposed, how values stand and what the features weigh.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.alignment import cluster, refusals
from reconcile.alignment.align import align
from reconcile.alignment.blocking import PROPOSING
from reconcile.alignment.echoes import echoes, in_one_clause
from reconcile.alignment.levels import Score
from reconcile.alignment.statements import Statements
from reconcile.alignment.values import Relating, relate_details
from reconcile.claims.extract import extract_all
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.settings import Settings
from schemas.article import Article
from schemas.knowledge import OwnKnowledge

Key = tuple[str, int, int, str]


class Stages:
    """The stages of one run, up to the questions."""

    def __init__(self, articles: Sequence[Article], own: OwnKnowledge, settings: Settings) -> None:
        self._gazetteer = Gazetteer.load(own.place)
        extractions = extract_all(sorted(articles, key=lambda a: a.id), own)
        self._alignment = align(extractions, settings, self._gazetteer)
        self.mentions = self._alignment.mentions
        self._echoes: dict[tuple[str, str], dict[frozenset[Mention], Relating]] = {}
        self._partners: dict[tuple[Key, str, str], tuple[float, Mention] | None] = {}
        self._statements = Statements(self.mentions, self._alignment.related, self._gazetteer)

    # -- articles ----------------------------------------------------------------------------------------------------

    def related(self, a: str, b: str) -> bool:
        """Whether two articles are taken to be on one event."""
        return self._alignment.related(a, b)

    def shared_words(self, a: str, b: str) -> float:
        """Share of the shorter article's distinct words that the other has."""
        return self._alignment.related.share(a, b)

    def shared_marks(self, a: str, b: str) -> int:
        """How many names, exact dates and distinctive figures both have."""
        return self._alignment.related.marks(a, b)

    # -- pairs -------------------------------------------------------------------------------------------------------

    def relating(self, a: Mention, b: Mention) -> Relating:
        """How the two values stand."""
        if a.detail.kind == "statement":
            return self._statements.relate(a, b)
        echo = self._between(a.article, b.article).get(frozenset((a, b)))
        return relate_details(a.detail, b.detail, self._gazetteer) if echo is None else echo

    def echo(self, a: Mention, b: Mention) -> bool:
        """Whether one clause holds both, and they are all that differs in it."""
        return frozenset((a, b)) in self._between(a.article, b.article)

    def _between(self, one: str, other: str) -> dict[frozenset[Mention], Relating]:
        """The echoes of two articles that are two answers, with how their values stand."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._echoes:
            found = self._echoes[pair] = {}
            if one != other and self.related(one, other):
                for a, b in echoes(m for m in self.mentions if m.article in pair):
                    relating = in_one_clause(a, b, relate_details(a.detail, b.detail, self._gazetteer))
                    if relating is not None:
                        found[frozenset((a, b))] = relating
        return self._echoes[pair]

    def score(self, a: Mention, b: Mention) -> Score:
        """What the features of the two weigh."""
        first, second = sorted((a, b), key=lambda m: m.key)
        return Score(first, second, self.relating(first, second))

    def refusal(self, a: Mention, b: Mention) -> str | None:
        """The code of the rule that keeps the two apart; None where no rule does, or none gives its name."""
        if a.detail.kind == "statement":
            return self._statements.refusal(a, b)
        if self.relating(a, b).standing == "same":
            return cluster.of_two_things(a, b)
        if self.relating(a, b).standing != "different" or a.detail.kind not in (*refusals.DISPUTE_AT, "quote"):
            return None
        refusal = refusals.refusal(self._link(a, b))
        return None if refusal == "below_threshold" else refusal

    def proposed(self, a: Mention, b: Mention) -> bool:
        """Whether blocking proposes the two as one value."""
        if a.detail.kind not in PROPOSING:
            return False
        two = [m for m in self.mentions if m.detail.kind == a.detail.kind and m.article in (a.article, b.article)]
        return any({p, q} == {a, b} for p, q in PROPOSING[a.detail.kind](two))

    def threshold(self, a: Mention, b: Mention) -> float | None:
        """Bits from which the two are taken to answer one question; None where bits do not decide."""
        kind = a.detail.kind
        if kind not in cluster.AGREE_AT:
            return None
        link = self._link(a, b)
        return cluster.least(link) if self.relating(a, b).standing == "same" else refusals.least(link)

    def _link(self, a: Mention, b: Mention) -> cluster.Link:
        first, second = sorted((a, b), key=lambda m: m.key)
        return cluster.Link(first, second, self.score(first, second), echo=self.echo(first, second))

    def better(self, a: Mention, b: Mention) -> tuple[Mention, Mention, Score] | None:
        """The partner that one of the two has in the other's article and that keeps the pair from standing.

        Gives the one that has it, the partner, and what they weigh; the best first.
        """
        if a.detail.kind == "statement":
            return None
        standing = self.relating(a, b).standing
        mine = self._weight(a, b, standing)
        found = []
        for one, other in ((a, b), (b, a)):
            best = self._best(one, other.article, standing)
            if best is not None and best[0] - cluster.NEAR_BEST > mine:
                found.append((-best[0], one.key, one, best[1]))
        if not found:
            return None
        *_, one, rival = min(found, key=lambda f: f[:2])
        return one, rival, self.score(one, rival)

    def _best(self, one: Mention, article: str, standing: str) -> tuple[float, Mention] | None:
        """The partner of `one` in an article that weighs most: its echo, or one whose value stands so to its own."""
        asked = (one.key, article, standing)
        if asked not in self._partners:
            weighed = [
                (self._weight(one, rival, standing), rival)
                for rival in self.mentions
                if rival.article == article
                and rival.detail.kind == one.detail.kind
                and rival is not one
                and (self.relating(one, rival).standing == standing or self.echo(one, rival))
            ]
            self._partners[asked] = min(weighed, key=lambda w: (-w[0], w[1].key), default=None)
        return self._partners[asked]

    def _weight(self, a: Mention, b: Mention, standing: str) -> float:
        """What is held against other partners: of different values the bits of the question alone."""
        score = self.score(a, b)
        bits = score.total if standing == "same" else score.without("value")
        return bits + (cluster.ECHO if self.echo(a, b) else 0.0)
