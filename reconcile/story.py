"""A story that grows: articles come one by one, and the reconciled claim set is there at any time.

    story = Story()
    story.add(morning)
    story.add(evening)
    story.reconciliation()      the document of both
    story.add(follow_up)        is compared with its nearest; what the others have for each other is known
    story.reconciliation()      the document of all three

The document is that of `reconcile` over the same articles, sorted by id, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.alignment.align import Alignment
from reconcile.alignment.components import Questions
from reconcile.alignment.disputes import Question
from reconcile.claims.extract import Extraction, extract_all
from reconcile.document import Entries, engine, explain, left_out
from reconcile.errors import RepeatedArticle
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.own import checked
from reconcile.progress import OnProgress
from reconcile.report.summary import summarise
from reconcile.settings import Settings
from reconcile.verdicts.arithmetic import Implied, Ledger, implied
from reconcile.verdicts.checks import Checks
from reconcile.verdicts.derivation import corroborate
from reconcile.verdicts.independence import Independence, wordings
from reconcile.verdicts.judge import Judge
from reconcile.verdicts.places import split_chains
from reconcile.verdicts.quotes import tell_once
from schemas.article import Article
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import Comparison, NotCompared, Reconciliation


class Story:
    """Articles on one event, kept with all that was found out about them.

    `own` is what the user knows beside the packaged data. Raises OwnKnowledgeRefused when it contradicts that.
    `on_progress` hears how far the story is with articles that it takes and with pairs of them that it compares.
    """

    def __init__(
        self,
        *,
        own: OwnKnowledge = NOTHING,
        settings: Settings | None = None,
        on_progress: OnProgress | None = None,
    ) -> None:
        self._on_progress = on_progress
        self._own = checked(own)
        self._settings = settings or Settings()
        self._gazetteer = Gazetteer.load(self._own.place)
        self._alignment = Alignment(self._settings, self._gazetteer)
        self._asked = Questions(self._gazetteer)
        self._extractions: dict[str, Extraction] = {}
        self._implied: dict[str, list[Implied]] = {}
        self._independence = Independence()
        self._ledger = Ledger()
        self._entries = Entries()
        self._comparisons: dict[tuple[object, ...], Comparison] = {}

    def __len__(self) -> int:
        return len(self._extractions)

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._extractions

    def add(self, article: Article) -> None:
        """One article more. Raises RepeatedArticle when the story has one of its id."""
        self.extend([article])

    def extend(self, articles: Iterable[Article]) -> None:
        """Several articles more. Raises RepeatedArticle, and takes none, when an id is there or comes twice."""
        given = list(articles)
        self._new(given)
        for extraction in extract_all(given, self._own, self._on_progress):
            self._take(extraction)

    def add_extracted(self, extraction: Extraction) -> None:
        """An article more that was extracted before, with the same own knowledge. Raises what `add` raises."""
        self._new([extraction.article])
        self._take(extraction)

    def remove(self, article_id: str) -> None:
        """One article less. Raises KeyError when the story does not have it."""
        del self._extractions[article_id], self._implied[article_id]
        self._alignment.remove(article_id)
        self._independence = Independence()
        for extraction in self._extractions.values():
            self._independence.add(extraction.article, extraction.once(wordings))
        self._ledger = Ledger()
        for found in self._implied.values():
            self._ledger.add(found)

    def reconciliation(self, not_compared: Sequence[NotCompared] = ()) -> Reconciliation:
        """The reconciled claim set of all articles, which stand in order of their ids.

        `not_compared` are inputs that did not become articles.
        """
        return self.document(sorted(self._extractions), not_compared)

    def document(self, order: Sequence[str], not_compared: Sequence[NotCompared] = ()) -> Reconciliation:
        """The same with the articles in the given order of their ids."""
        extractions = [e for _, e in sorted(self._extractions.items())]
        articles = [e.article for e in extractions]
        claims = [c for e in extractions for c in e.claims]

        judge = Judge(articles, self._independence, self._gazetteer, explain)
        asked = self._questions()
        comparisons = self._judged(asked, judge)
        asked, comparisons = corroborate(asked, comparisons, self._ledger, self._alignment.related, judge)
        comparisons = tell_once(asked, comparisons, judge)
        checks = Checks(extractions, judge, self._gazetteer).run(asked, comparisons)

        entries = self._entries.write(claims, asked, comparisons)
        return Reconciliation(
            articles=tuple(self._extractions[article].article for article in order),
            claims=tuple(claims),
            reconciled=tuple(entries),
            checks=checks,
            copies=self._independence.groups,
            not_compared=(*not_compared, *left_out(extractions, self._settings)),
            summary=summarise(articles, claims, entries),
            engine=engine(self._settings, self._own, extractions),
        )

    def _judged(self, asked: Sequence[Question], judge: Judge) -> list[Comparison]:
        """The comparisons of the questions; of one that stands as it stood, and whose sources do, the one made then."""
        kept: dict[tuple[object, ...], Comparison] = {}
        found = []
        for question in asked:
            sides = tuple([side.mentions for side in question.sides])
            articles = question.sides[0].articles
            several = len(articles) > 1 or any(side.articles != articles for side in question.sides[1:])
            places = ((m.article, m.start, m.end) for m in question.mentions)
            mark = (question.kind, sides, self._independence.mark(places) if several else ())
            kept[mark] = comparison = self._comparisons.get(mark) or judge.comparison(question)
            found.append(comparison)
        self._comparisons = kept
        return found

    def _new(self, articles: Sequence[Article]) -> None:
        seen = set(self._extractions)
        for article in articles:
            if article.id in seen:
                raise RepeatedArticle(article.id)
            seen.add(article.id)

    def _take(self, extraction: Extraction) -> None:
        article = extraction.article
        self._extractions[article.id] = extraction
        self._alignment.add(extraction)
        self._independence.add(article, extraction.once(wordings))
        self._implied[article.id] = extraction.once(implied)
        self._ledger.add(self._implied[article.id])

    def _questions(self) -> list[Question]:
        """Typed details first; a statement is asked about when it meets another, or when its claim has nothing else."""
        met = self._alignment.meet(self._on_progress)
        groups = met.groups()
        others = {m.claim for g in groups for m in g.mentions}
        groups, chains = split_chains(groups, self._alignment.related, self._gazetteer)
        asked = [*self._asked.ask(groups, met.rivals), *chains]
        for group in met.statements() if self._settings.statements else ():
            if len(group.articles) > 1 or group.mentions[0].claim not in others:
                asked.append(Question("statement", (group,), group.links))
        return sorted(asked, key=lambda q: q.key)
