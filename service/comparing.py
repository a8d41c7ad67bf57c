"""The work behind a request: read each article, reconcile them, write the document."""

from __future__ import annotations

import sources
from reconcile.errors import NothingToCompare
from reconcile.pipeline import reconcile
from reconcile.report.json import render
from schemas.api import ArticleInput, FieldProblem, ReconciliationRequest
from schemas.article import Article
from service.errors import NothingComparable, UnreadableArticle


def compare(request: ReconciliationRequest) -> bytes:
    """The document as UTF-8 JSON. Works for a second or more: call it off the event loop.

    Raises:
        UnreadableArticle: naming every article in which no reader found one.
        NothingComparable: fewer than two articles have a claim.
    """
    articles = sources.assign_ids(_read_all(request))
    try:
        document = reconcile(articles)
    except NothingToCompare as error:
        raise NothingComparable(str(error)) from error
    return render(document).encode()


def _read_all(request: ReconciliationRequest) -> list[Article]:
    articles: list[Article] = []
    problems: list[FieldProblem] = []
    for at, given in enumerate(request.articles):
        try:
            articles.append(given if isinstance(given, Article) else _read(given))
        except sources.SourceError as error:
            remedy = f"; {error.remedy}" if error.remedy else ""
            problems.append(FieldProblem(pointer=f"/articles/{at}", detail=f"{error.problem}{remedy}"))
    if problems:
        where = ", ".join(p.pointer for p in problems)
        raise UnreadableArticle(f"no article could be read in {where}", tuple(problems))
    return articles


def _read(given: ArticleInput) -> Article:
    known = given.model_dump(include={"title", "outlet", "url", "published", "language"})
    if given.text is not None:
        return sources.from_text(given.text, **known)
    # As bytes, never as a name: a request cannot make this process open a file or an address.
    page = (given.html or "").encode("utf-8", "replace")
    return sources.read(page, media_type="text/html; charset=utf-8", **known)
