"""The judge: a question with its sides becomes a comparison with verdict, relation, reason and evidence.

Which verdict it gets is told by the table in `rules`. What every rule needs is here: who published what and when, what
a reader calls an article, how many sources are independent, and how a comparison is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reconcile.alignment.cluster import Group
from reconcile.alignment.disputes import Question
from reconcile.claims.mention import Mention
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.verdicts.dates import WEEKDAY_MISMATCH
from reconcile.verdicts.evidence import evidence, most_precise, role_of
from reconcile.verdicts.ids import digest_id
from reconcile.verdicts.independence import Independence
from reconcile.verdicts.rules import decide
from schemas.article import Article
from schemas.reconciliation import (
    Basis,
    Comparison,
    Derivation,
    Evidence,
    Explanation,
    Reason,
    Relation,
    Side,
    Verdict,
)

__all__ = ["WEEKDAY_MISMATCH", "Judge"]

Explain = Callable[[Reason], Explanation]
_NAME_FROM_TITLE = 24


class Judge:
    """Makes comparisons."""

    def __init__(
        self, articles: Sequence[Article], independence: Independence, gazetteer: Gazetteer, explain: Explain
    ) -> None:
        self._articles = {a.id: a for a in articles}
        self._independence = independence
        self.gazetteer = gazetteer
        self._explain = explain
        self._explained: dict[tuple[object, ...], Explanation] = {}
        self._counted: dict[tuple[Mention, ...], int] = {}
        self._only_in: dict[str, Reason] = {}

    def comparison(self, question: Question) -> Comparison:
        """The comparison of one question, by the first rule that decides."""
        return decide(question, self)

    def explain(self, reason: Reason) -> Explanation:
        """The sentences of a reason; what many comparisons say is rendered once."""
        key = (reason.code, *reason.params.items())
        if key not in self._explained:
            self._explained[key] = self._explain(reason)
        return self._explained[key]

    def make(
        self,
        question: Question,
        verdict: Verdict,
        relation: Relation | None,
        reason: Reason,
        *,
        sides: Sequence[Group] | None = None,
        known: Sequence[Side] = (),
        basis: Sequence[Basis] = (),
        derivation: Derivation | None = None,
        more: Sequence[Evidence] = (),
    ) -> Comparison:
        """A comparison with its evidence in order.

        `sides` are those of the question where none are given; `known` are sides that no article states; `more` is
        evidence that stands for no side.
        """
        groups = question.sides if sides is None else sides
        everything, indices = _in_order(groups, more)
        made = [
            Side.unchecked(
                value=most_precise(side.mentions).value,
                independent_sources=1 if len(side.articles) == 1 else self.sources(side.mentions),
                evidence=found,
            )
            for side, found in zip(groups, indices, strict=True)
        ]
        valued = [e for e in everything if e.use == "value"]
        spans = [(e.article, e.start, e.end) for e in valued]
        return Comparison.unchecked(
            id=digest_id("c", [question.kind, relation if relation == "derived" else "", *spans]),
            kind=question.kind,
            role=role_of(question),
            verdict=verdict,
            relation=relation,
            reason=reason,
            explanation=self.explain(reason),
            independent_sources=(made[0].independent_sources if len(made) == 1 else self._independence.sources(spans)),
            sides=(*made, *known),
            evidence=everything,
            basis=tuple(basis),
            derivation=derivation,
        )

    def independent(self, articles: Iterable[str]) -> int:
        """Independent sources among the articles."""
        return self._independence.count(articles)

    def sources(self, mentions: Iterable[Mention]) -> int:
        """Independent sources of what is mentioned there: those that print one sentence count once."""
        asked = tuple(mentions)
        if asked not in self._counted:
            self._counted[asked] = self._independence.sources((m.article, m.start, m.end) for m in asked)
        return self._counted[asked]

    def published(self, article: str) -> str | None:
        """When an article was published, as it says."""
        return self._articles[article].published

    def only_in(self, article: str) -> Reason:
        """That one article alone has it: said of most details, and so made once."""
        if article not in self._only_in:
            self._only_in[article] = Reason(code="unique.only_in", params={"sources": (self.outlet(article),)})
        return self._only_in[article]

    def outlet(self, article: str) -> str:
        """What a reader calls an article."""
        found = self._articles[article]
        return found.outlet or (found.title or "")[:_NAME_FROM_TITLE].strip() or article

    def text(self, side: Group) -> str:
        """The most precise wording of a side."""
        return most_precise(side.mentions).detail.text

    def claim_text(self, side: Group) -> str:
        """The claim of a side's first mention."""
        mention = side.mentions[0]
        start, end = (int(x) for x in mention.claim.rpartition(":")[2].split("-"))
        return " ".join(self._articles[mention.article].text[start:end].split())


def _in_order(groups: Sequence[Group], more: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], list[tuple[int, ...]]]:
    """All evidence in order, and which of it stands for each side."""
    if len(groups) == 1 and not more:  # the mentions of a group stand in order
        everything = tuple([evidence(m) for m in groups[0].mentions])
        return everything, [tuple(range(len(everything)))]
    rows: list[tuple[Evidence, int | None]] = [(evidence(m), n) for n, side in enumerate(groups) for m in side.mentions]
    rows += [(e, None) for e in more]
    rows.sort(key=lambda r: (r[0].article, r[0].start, r[0].end, r[0].use))
    indices: list[list[int]] = [[] for _ in groups]
    for i, (_, n) in enumerate(rows):
        if n is not None:
            indices[n].append(i)
    return tuple([e for e, _ in rows]), [tuple(found) for found in indices]
