"""Comparing articles for a request: at once when they are short, as a job when they are long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from schemas.api import FieldProblem
from service.backend import Backend
from service.errors import FetchingIsOff, NotFound, NothingComparable, ServiceError, UnreadableArticle
from service.jobs import work
from service.jobs.kinds import Do
from service.storage import articles as kept_articles
from service.storage import jobs as kept_jobs
from service.storage import reconciliations
from service.storage.tables import JobRow, ReconciliationRow

Wanted = Sequence[dict[str, Any]]
"""The articles of a request, each as plain JSON."""


def characters(wanted: Wanted) -> int:
    """How much there is to read, of what the request holds itself."""
    return sum(len(given.get("text") or given.get("html") or "") for given in wanted)


async def gathered(backend: Backend, session: AsyncSession, wanted: Wanted) -> list[work.Given]:
    """The articles of a request as work takes them.

    Raises:
        NotFound: the service has no article of an id.
        FetchingIsOff: an article is given by address, and that is not enabled.
    """
    ids = [given["article"] for given in wanted if "article" in given]
    documents = await kept_articles.documents(session, ids)
    lacking = [
        FieldProblem(pointer=f"/articles/{at}/article", detail=f"there is no article {given['article']}")
        for at, given in enumerate(wanted)
        if "article" in given and given["article"] not in documents
    ]
    if lacking:
        raise NotFound("; ".join(problem.detail for problem in lacking), tuple(lacking))
    if any("address" in given for given in wanted) and not backend.settings.fetch:
        raise FetchingIsOff("this service fetches nothing; send the article's text or page")
    return [
        work.Given(kept=documents[given["article"]]) if "article" in given else work.Given(json=given)
        for given in wanted
    ]


async def compare(
    backend: Backend, given: Sequence[work.Given], strict: bool, do: Do, left_out: Sequence[dict[str, Any]] = ()
) -> work.Compared:
    """The articles and the document.

    Raises:
        UnreadableArticle: fewer than two articles could be read, or, if `strict`, one could not.
        NothingComparable: fewer than two have a claim.
    """
    found: work.Compared = await do(work.compare, given, backend.settings.max_article_characters, strict, left_out)
    if found.made is None:
        problems = tuple(FieldProblem(pointer=f"/articles/{at}", detail=why.detail) for at, why in found.refused)
        where = ", ".join(problem.pointer for problem in problems)
        raise UnreadableArticle(f"no article could be read in {where}", problems)
    if not found.made.comparable:
        raise NothingComparable("fewer than two of the articles hold a statement that could be read")
    return found


async def keep(
    session: AsyncSession, row: ReconciliationRow | None, wanted: Wanted, found: work.Compared, lang: str
) -> ReconciliationRow:
    """Keep the articles that are new, and the document as the reconciliation's, a new one when `row` is None."""
    assert found.made is not None
    article_ids = []
    refused = {at for at, _ in found.refused}
    for at, given in enumerate(wanted):
        if at in refused:
            continue
        if at in found.articles:
            article, _ = await kept_articles.keep(session, found.articles[at])
            article_ids.append(article.id)
        else:
            article_ids.append(given["article"])
    if row is None:
        row = await reconciliations.start(session, article_ids, lang)
    else:
        await reconciliations.name_articles(session, row.id, article_ids)
    await reconciliations.finish(session, row, found.made)
    return row


async def accept(
    backend: Backend, session: AsyncSession, wanted: Wanted, lang: str, strict: bool, by: str, batch: str | None = None
) -> tuple[ReconciliationRow, JobRow]:
    """A reconciliation and the job that makes its document, in the caller's transaction. Raises TooBusy."""
    row = await reconciliations.start(session, (), lang)
    parameters = {"articles": list(wanted), "strict": strict}
    return row, await backend.jobs.accept(session, "reconcile", row.id, parameters, by, batch)


class Reconcile:
    """The job of kind `reconcile`: its parameters hold the articles of a request."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def run(self, job: JobRow, do: Do) -> None:
        wanted, strict = job.parameters["articles"], job.parameters["strict"]
        async with self._backend.database.reading() as session:
            given = await gathered(self._backend, session, wanted)
        found = await compare(self._backend, given, strict, do)
        async with self._backend.database.writing() as session:
            row = await reconciliations.get(session, job.subject)
            if row is None or not await kept_jobs.still(session, job):
                return
            await keep(session, row, wanted, found, row.lang)
            await kept_jobs.end(session, job.id, "done")

    async def ended(self, session: AsyncSession, job: JobRow, state: str, problem: dict[str, Any] | None) -> None:
        row = await reconciliations.get(session, job.subject)
        if row is not None:
            row.status, row.error = state, problem


def refusal(why: work.Refusal) -> ServiceError:
    """A refusal of a single article as an error."""
    return UnreadableArticle(why.detail)
