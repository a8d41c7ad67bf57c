"""Comparing articles for a request: at once when they are short, as a job when they are long."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from reconcile.document import unreadable
from schemas.api import FieldProblem, ReconciliationRequest
from service.backend import Backend
from service.errors import FetchingIsOff, NotFound, NothingComparable, ServiceError, UnreadableArticle
from service.fetching import fetched
from service.jobs import work
from service.jobs.kinds import Do
from service.storage import articles as kept_articles
from service.storage import jobs as kept_jobs
from service.storage import reconciliations
from service.storage.tables import JobRow, ReconciliationRow

Wanted = Sequence[dict[str, Any]]
"""The articles of a request, each as plain JSON."""


def plain(request: ReconciliationRequest) -> Wanted:
    """The articles of a request, without what they do not say."""
    return [{k: v for k, v in given.to_json_dict().items() if v is not None} for given in request.articles]


def characters(wanted: Wanted) -> int:
    """How much there is to read, of what the request holds itself."""
    return sum(len(given.get("text") or given.get("html") or given.get("data") or "") for given in wanted)


def refuse_addresses(backend: Backend, wanted: Wanted) -> None:
    """Raises FetchingIsOff when an article is given by address, and that is not enabled."""
    if any("address" in given for given in wanted) and not backend.settings.fetch:
        raise FetchingIsOff("this service fetches nothing; send the article's text or page")


async def gathered(backend: Backend, session: AsyncSession, wanted: Wanted) -> list[work.Given]:
    """The articles of a request as work takes them; those by address are not fetched yet.

    Raises:
        NotFound: the service has no article of an id.
        FetchingIsOff: an article is given by address, and that is not enabled.
    """
    documents = await kept_articles.documents(session, _ids(wanted))
    lacking = [
        FieldProblem(pointer=f"/articles/{at}/article", detail=f"there is no article {given['article']}")
        for at, given in enumerate(wanted)
        if "article" in given and given["article"] not in documents
    ]
    if lacking:
        raise NotFound("; ".join(problem.detail for problem in lacking), tuple(lacking))
    refuse_addresses(backend, wanted)
    return [
        work.Given(kept=documents[given["article"]]) if "article" in given else work.Given(json=given)
        for given in wanted
    ]


def _ids(wanted: Wanted) -> list[str]:
    return [given["article"] for given in wanted if "article" in given]


async def compare(
    backend: Backend, given: Sequence[work.Given], strict: bool, do: Do, left_out: Sequence[dict[str, Any]] = ()
) -> work.Compared:
    """The articles and the document.

    Raises:
        UnreadableArticle: fewer than two articles could be read, or, if `strict`, one could not.
        NothingComparable: fewer than two have a claim.
    """
    pages = await fetched(backend.settings, given)
    found: work.Compared = await do(work.compare, pages, backend.settings.max_article_characters, strict, left_out)
    if found.made is None:
        problems = tuple(why.field(f"/articles/{at}") for at, why in found.refused)
        where = ", ".join(problem.pointer for problem in problems)
        raise UnreadableArticle(f"no article could be read in {where}", problems)
    if not found.made.comparable:
        raise NothingComparable("fewer than two of the articles hold a statement that could be read")
    return found


async def compare_and_keep(
    backend: Backend,
    wanted: Wanted,
    strict: bool,
    do: Do,
    keep: Callable[[AsyncSession, work.Compared], Awaitable[None]],
    left_out: Sequence[dict[str, Any]] = (),
) -> work.Compared:
    """Compare, and have `keep` write what came of it, in one transaction; anew when an article was put right meanwhile.

    Raises what `gathered` and `compare` raise.
    """
    while True:
        async with backend.database.reading() as session:
            stamps = await kept_articles.stamps(session, _ids(wanted))
            given = await gathered(backend, session, wanted)
        found = await compare(backend, given, strict, do, left_out)
        async with backend.database.writing() as session:
            if await kept_articles.stamps(session, _ids(wanted), hold=True) == stamps:
                await keep(session, found)
                return found


async def keep(
    session: AsyncSession, row: ReconciliationRow | None, wanted: Wanted, found: work.Compared, lang: str
) -> ReconciliationRow:
    """Keep the articles that are new, and the document as the reconciliation's, a new one when `row` is None."""
    assert found.made is not None
    article_ids = []
    refused = dict(found.refused)
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
    missing = [unreadable(f"/articles/{at}", why.detail).to_json_dict() for at, why in found.refused]
    row.not_compared = [*row.not_compared, *missing]
    await reconciliations.finish(session, row, found.made)
    return row


async def accept(
    backend: Backend, session: AsyncSession, wanted: Wanted, lang: str, strict: bool, by: str, batch: str | None = None
) -> tuple[ReconciliationRow, JobRow]:
    """A reconciliation and the job that makes its document, in the caller's transaction. Raises TooBusy."""
    row = await reconciliations.start(session, (), lang)
    parameters = {"articles": list(wanted), "strict": strict}
    return row, await backend.jobs.accept(session, "reconcile", row.id, parameters, by, batch)


async def again(backend: Backend, session: AsyncSession, reconciliation_id: str, by: str) -> JobRow | None:
    """The job that makes a document anew of the same articles in their order; None where there is none to renew.

    What was left out stays left out, and reviews are found again. Until it is done, the document is the one before.
    A job that is under way already will do: it looks at the end whether an article was put right meanwhile.
    Raises TooBusy.
    """
    row = await reconciliations.get(session, reconciliation_id)
    if row is None or row.version == 0:
        return None
    row.status, row.error = "queued", None
    if found := await kept_jobs.of_subject(session, row.id):
        return found
    return await backend.jobs.accept(session, "reconcile", row.id, {"again": True}, by)


class Reconcile:
    """The job of kind `reconcile`: its parameters hold the articles of a request, or say `again`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def run(self, job: JobRow, do: Do) -> None:
        wanted: Wanted = job.parameters.get("articles", ())
        left_out: list[dict[str, Any]] = []
        if "again" in job.parameters:
            async with self._backend.database.reading() as session:
                row = await reconciliations.get(session, job.subject)
                if row is None:
                    return
                left_out = row.not_compared
                wanted = [{"article": article} for article in await reconciliations.article_ids(session, row.id)]

        async def effect(session: AsyncSession, found: work.Compared) -> None:
            row = await reconciliations.get(session, job.subject)
            if row is not None and await kept_jobs.still(session, job):
                await keep(session, row, wanted, found, row.lang)
                await kept_jobs.end(session, job.id, "done")

        strict = job.parameters.get("strict", False)
        await compare_and_keep(self._backend, wanted, strict, do, effect, left_out)

    async def ended(self, session: AsyncSession, job: JobRow, state: str, problem: dict[str, Any] | None) -> None:
        row = await reconciliations.get(session, job.subject)
        if row is not None:
            row.status = "done" if state == "cancelled" and row.version else state
            row.error = problem


def refusal(why: work.Refusal) -> ServiceError:
    """A refusal of a single article as an error."""
    return UnreadableArticle(why.detail, (why.field(),))
