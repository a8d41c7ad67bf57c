"""The whole run, from articles to the reconciled claim set: a story filled at once.

articles → extract → claims, mentions
         → align   → questions, each with the sides that answer it
         → judge   → comparisons, checks, copies
         → entries → the document
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reconcile.claims.extract import Extraction
from reconcile.claims.extract import extract as extract_claims
from reconcile.own import checked
from reconcile.progress import OnProgress
from reconcile.report import notebook as notebook  # documents show themselves in a notebook
from reconcile.settings import Settings
from reconcile.story import Story
from schemas.article import Article
from schemas.claim import Claim
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import NotCompared, Reconciliation


def extract(article: Article, *, own: OwnKnowledge = NOTHING) -> tuple[Claim, ...]:
    """The claim records of one article, in order; none where its language is not read here.

    `own` is what the user knows beside the packaged data. Raises OwnKnowledgeRefused when it contradicts that.
    """
    return extract_claims(article, checked(own)).claims


def reconcile(
    articles: Sequence[Article],
    *,
    own: OwnKnowledge = NOTHING,
    settings: Settings | None = None,
    not_compared: Sequence[NotCompared] = (),
    on_progress: OnProgress | None = None,
) -> Reconciliation:
    """The reconciled claim set of the articles.

    `articles` keep the order given; everything else is ordered by (article id, start) and does not depend on it.
    `own` is what the user knows beside the packaged data; `not_compared` are inputs that did not become articles;
    `on_progress` hears how far the run has come (a step, items done, items in all).
    Raises RepeatedArticle when two articles have one id (`sources.assign_ids` gives a repeated text its own), and
    OwnKnowledgeRefused when `own` contradicts the packaged data.
    """
    story = Story(own=own, settings=settings, on_progress=on_progress)
    story.extend(articles)
    return story.document([a.id for a in articles], not_compared)


def reconcile_extracted(
    extractions: Iterable[Extraction],
    *,
    own: OwnKnowledge = NOTHING,
    settings: Settings | None = None,
    not_compared: Sequence[NotCompared] = (),
) -> Reconciliation:
    """`reconcile` of articles that `claims.extract` has read before, with the same own knowledge."""
    story = Story(own=own, settings=settings)
    given = list(extractions)
    for extraction in given:
        story.add_extracted(extraction)
    return story.document([e.article.id for e in given], not_compared)
