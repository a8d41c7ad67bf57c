"""The work behind a request: read each article, reconcile them, write the report asked for."""

from __future__ import annotations

from collections.abc import Callable

import sources
from reconcile.pipeline import reconcile
from reconcile.report import json, markdown, text
from reconcile.report.messages import Language
from schemas.api import ArticleInput, FieldProblem, ReconciliationRequest
from schemas.article import Article
from schemas.reconciliation import Reconciliation
from service.errors import NothingComparable, UnreadableArticle

JSON = "application/json"
REPORTS: dict[str, Callable[[Reconciliation, Language | None], str]] = {
    JSON: lambda document, _: json.render(document),
    "text/markdown": lambda document, language: markdown.render(document, language=language),
    "text/plain": lambda document, language: text.render(document, language=language),
}
"""By media type. The document, in JSON, explains itself in both languages; a report is in one."""


def compare(request: ReconciliationRequest, media_type: str = JSON) -> bytes:
    """The report of a request in one of REPORTS, as UTF-8. Works for a second or more: call it off the event loop.

    Raises:
        UnreadableArticle: naming every article in which no reader found one.
        NothingComparable: fewer than two articles have a claim.
    """
    document = reconcile(sources.assign_ids(_read_all(request)))
    if len({claim.article for claim in document.claims}) < 2:
        raise NothingComparable("fewer than two of the articles hold a statement that could be read")
    return REPORTS[media_type](document, None if request.lang == "auto" else request.lang).encode()


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
