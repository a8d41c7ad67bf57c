"""The whole run, from articles to the reconciled claim set.

articles → extract → claims, mentions
         → align   → questions, each with the sides that answer it
         → judge   → comparisons, checks, copies
         → entries → the document
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from reconcile.alignment import semantic, weights
from reconcile.alignment.align import Met, align
from reconcile.alignment.cluster import Link
from reconcile.alignment.disputes import Question, questions
from reconcile.alignment.entries import Entry, entries
from reconcile.alignment.related import Related
from reconcile.claims.extract import Extraction, extract_all
from reconcile.claims.extract import extract as extract_claims
from reconcile.errors import RepeatedArticle
from reconcile.knowledge import units
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.own import checked
from reconcile.report.messages import render
from reconcile.report.summary import summarise
from reconcile.settings import Settings
from reconcile.verdicts.checks import Checks
from reconcile.verdicts.derivation import corroborate
from reconcile.verdicts.ids import digest_id
from reconcile.verdicts.independence import Independence
from reconcile.verdicts.judge import Judge
from reconcile.verdicts.places import split_chains
from reconcile.verdicts.quotes import tell_once
from schemas.article import Article
from schemas.claim import Claim
from schemas.knowledge import NOTHING, OwnKnowledge
from schemas.reconciliation import (
    VERDICTS,
    Because,
    Comparison,
    Engine,
    Explanation,
    KnowledgeVersion,
    NotCompared,
    Reason,
    ReconciledEntry,
    Reconciliation,
)


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
) -> Reconciliation:
    """The reconciled claim set of the articles.

    `articles` keep the order given; everything else is ordered by (article id, start) and does not depend on it.
    `own` is what the user knows beside the packaged data; `not_compared` are inputs that did not become articles.
    Raises RepeatedArticle when two articles have one id (`sources.assign_ids` gives a repeated text its own), and
    OwnKnowledgeRefused when `own` contradicts the packaged data.
    """
    for article, count in Counter(a.id for a in articles).items():
        if count > 1:
            raise RepeatedArticle(article)
    settings = settings or Settings()
    gazetteer = Gazetteer.load(checked(own).place)
    extractions = extract_all(sorted(articles, key=lambda a: a.id), own)
    claims = [c for e in extractions for c in e.claims]

    alignment = align(extractions, settings, gazetteer)
    related = alignment.related
    asked = _questions(alignment.meet(), related, gazetteer, settings)
    independence = Independence(articles)
    judge = Judge(articles, independence, gazetteer, _explain)
    comparisons = [judge.comparison(q) for q in asked]
    asked, comparisons = corroborate(asked, comparisons, extractions, related, judge)
    comparisons = tell_once(asked, comparisons, judge)
    checks = Checks(articles, extractions, judge, gazetteer).run(asked, comparisons)

    reconciled = [_entry(entry, comparisons) for entry in entries(claims, asked)]
    return Reconciliation(
        articles=tuple(articles),
        claims=tuple(claims),
        reconciled=tuple(reconciled),
        checks=checks,
        copies=independence.groups,
        not_compared=(*not_compared, *_left_out(articles, extractions, settings)),
        summary=summarise(sorted(articles, key=lambda a: a.id), claims, reconciled),
        engine=_engine(settings, own, extractions),
    )


def _questions(met: Met, related: Related, gazetteer: Gazetteer, settings: Settings) -> list[Question]:
    """Typed details first; a statement is asked about when it meets another, or when its claim has nothing else."""
    groups = met.groups()
    others = {m.claim for g in groups for m in g.mentions}
    groups, chains = split_chains(groups, related, gazetteer)
    asked = [*questions(groups, met.rivals), *chains]
    for group in met.statements() if settings.statements else ():
        if len(group.articles) > 1 or group.mentions[0].claim not in others:
            asked.append(Question("statement", (group,), group.links))
    return sorted(asked, key=lambda q: q.key)


def _entry(entry: Entry, comparisons: Sequence[Comparison]) -> ReconciledEntry:
    shown = sorted((comparisons[i] for i in entry.questions), key=_place_of)
    verdicts = {c.verdict for c in shown}
    verdict = next((v for v in VERDICTS if v in verdicts), "unique")
    aligned = verdict != "unique"
    because = tuple(
        Because(between=(k.first.claim, k.second.claim), feature=s.feature, level=s.level, bits=round(s.bits, 3))
        for k in (_best_links(entry) if aligned else ())
        for s in k.score.steps
    )
    best = max((k.score.total for k in entry.links), default=0.0)
    return ReconciledEntry(
        id=digest_id("r", entry.claims),
        verdict=verdict,
        claims=entry.claims,
        also_in=entry.also_in,
        score=round(best, 3) if aligned else None,
        because=because,
        comparisons=tuple(shown),
    )


def _best_links(entry: Entry) -> list[Link]:
    """The best link between each two claims of the entry."""
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(entry.links, key=lambda k: (-k.score.total, k.first.key, k.second.key)):
        best.setdefault((link.first.claim, link.second.claim), link)
    return [best[pair] for pair in sorted(best)]


def _place_of(comparison: Comparison) -> tuple[str, int, int, str]:
    first = comparison.evidence[0]
    return first.article, first.start, first.end, comparison.id


def _explain(reason: Reason) -> Explanation:
    return render(reason.code, reason.params)


def _left_out(articles: Sequence[Article], extractions: Sequence[Extraction], settings: Settings) -> list[NotCompared]:
    found = []
    name = {a.id: a.outlet or a.title or a.id for a in articles}
    for extraction in extractions:
        what = name[extraction.article.id]
        if extraction.language is None:
            params = {"what": what, "language": extraction.article.language or "?"}
            found.append(_not_compared(what, "language_without_pack", params))
        elif not extraction.claims:
            found.append(_not_compared(what, "furniture_only", {"what": what}))
    languages = Counter(e.language for e in extractions if e.language)
    if len(languages) > 1 and not (settings.semantic and semantic.available()):
        what = " · ".join(sorted(languages))
        found.append(_not_compared(what, "cross_language_without_semantic", {"what": what}))
    return found


def _not_compared(what: str, reason: str, params: dict[str, str]) -> NotCompared:
    return NotCompared(what=what, reason=reason, explanation=render(f"not_compared.{reason}", params))


def _engine(settings: Settings, own: OwnKnowledge, extractions: Sequence[Extraction]) -> Engine:
    gazetteer = Gazetteer.load()
    knowledge = {
        "places": KnowledgeVersion(digest=gazetteer.digest(), date=gazetteer.date()),
        "units": KnowledgeVersion(digest=units.digest(), date=weights.weights().date),
        "weights": KnowledgeVersion(digest=weights.digest(), date=weights.weights().date),
    }
    if own != NOTHING:
        knowledge["own"] = KnowledgeVersion(digest=own.digest, date=own.date or "")
    across = len({e.language for e in extractions if e.language}) > 1
    extras = (semantic.EXTRA,) if across and settings.semantic and semantic.available() else ()
    if extras:
        knowledge[semantic.EXTRA] = KnowledgeVersion(digest=semantic.release(), date="")
    return Engine(
        version=_release(),
        settings=settings.to_json_dict(),
        extras=extras,
        knowledge=knowledge,
    )


@cache
def _release() -> str:
    try:
        return version("reconcile")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
