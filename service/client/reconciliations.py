"""What may be asked about reconciliations and what people said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from schemas.reconciliation import Reconciliation, Verdict
from schemas.service import (
    CaseFolder,
    EntryView,
    Lang,
    ReconciliationRecord,
    Review,
    ReviewAction,
    ReviewInput,
    Standing,
    Status,
)
from schemas.values import DetailKind
from service.client import jobs
from service.client.articles import Given, as_json, said
from service.client.errors import NotReady, UnexpectedAnswer
from service.client.flow import Ask, Flow, Listing, below, checked, creating, parsed

_PATH = "/v1/reconciliations"
_ACCEPTED, _NOT_MODIFIED = 202, 304


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A document, the id of its reconciliation, and the tag that changes with it."""

    id: str
    document: Reconciliation
    etag: str | None


def create(
    articles: Sequence[Given],
    *,
    strict: bool = False,
    lang: Lang = "auto",
    timeout: float = 600,
    on_progress: jobs.OnProgress | None = None,
    idempotency_key: str | None = None,
) -> Flow[Reconciled]:
    """Compare articles; where that takes a job, wait for it up to `timeout` seconds.

    `on_progress` is given the job's record each time that it is another. Raises ProblemError, JobFailed, WaitedTooLong.
    """
    response = yield _asked(articles, strict, lang, idempotency_key, prefer=None)
    if checked(response).status_code == _ACCEPTED:
        record = parsed(ReconciliationRecord, response)
        return (yield from _made(record, timeout, on_progress))
    return _reconciled(response.headers.get("content-location", "").rpartition("/")[2], response)


def submit(
    articles: Sequence[Given], *, strict: bool = False, lang: Lang = "auto", idempotency_key: str | None = None
) -> Flow[ReconciliationRecord]:
    """Have articles compared as a job, and do not wait. Raises ProblemError."""
    response = yield _asked(articles, strict, lang, idempotency_key, prefer="respond-async")
    return parsed(ReconciliationRecord, response)


def wait(
    reconciliation_id: str, *, timeout: float = 600, on_progress: jobs.OnProgress | None = None
) -> Flow[Reconciled]:
    """The document when it is made. Raises JobFailed, WaitedTooLong, ProblemError."""
    record = yield from get_record(reconciliation_id)
    return (yield from _made(record, timeout, on_progress))


def get(reconciliation_id: str) -> Flow[Reconciled]:
    """The document. Raises NotReady while it is being made, NotFound, Conflict when it never will be."""
    response = yield Ask("GET", below("reconciliations", reconciliation_id))
    return _ready(reconciliation_id, response)


def get_changed(reconciliation_id: str, etag: str) -> Flow[Reconciled | None]:
    """The document unless it is the one that has this tag: then None. Raises what `get` raises."""
    headers = {"If-None-Match": etag}
    response = yield Ask("GET", below("reconciliations", reconciliation_id), headers=headers)
    return None if response.status_code == _NOT_MODIFIED else _ready(reconciliation_id, response)


def get_record(reconciliation_id: str) -> Flow[ReconciliationRecord]:
    """How a reconciliation stands, without its document. Raises NotFound."""
    return parsed(ReconciliationRecord, (yield Ask("GET", below("reconciliations", reconciliation_id, "record"))))


def listed(
    *, status: Status | None = None, story: str | None = None, article: str | None = None, limit: int = 50
) -> Listing[ReconciliationRecord]:
    """The reconciliations, the newest first: of a status, a story, an article."""
    asked = {"status": status, "story": story, "article": article, "limit": limit}
    return Listing(_PATH, ReconciliationRecord, asked)


def claims(
    reconciliation_id: str,
    *,
    verdict: Verdict | Sequence[Verdict] | None = None,
    kind: DetailKind | None = None,
    article: str | None = None,
    q: str | None = None,
    limit: int = 50,
) -> Listing[EntryView]:
    """The entries in the order of the document: of verdicts, a kind of detail, an article, with words.

    Raises NotFound.
    """
    verdicts = [verdict] if isinstance(verdict, str) else list(verdict or ())
    asked = {"verdict": verdicts, "kind": kind, "article": article, "q": q, "limit": limit}
    return Listing(below("reconciliations", reconciliation_id, "claims"), EntryView, asked)


def report(reconciliation_id: str, *, media_type: str = "text/markdown", lang: Lang | None = None) -> Flow[str]:
    """A report of the document, such as text/markdown or text/html. Raises NotReady, ProblemError."""
    path, headers = below("reconciliations", reconciliation_id, "report"), {"Accept": media_type}
    response = checked((yield Ask("GET", path, {"lang": lang}, headers=headers)))
    _refuse_unmade(response)
    return response.text


def delete(reconciliation_id: str) -> Flow[None]:
    """Delete a reconciliation with its entries and reviews; its articles stay. Raises NotFound, Conflict."""
    checked((yield Ask("DELETE", below("reconciliations", reconciliation_id))))


def review(
    reconciliation_id: str,
    entry: str,
    action: ReviewAction,
    *,
    comment: str | None = None,
    relink: Sequence[str] | None = None,
    idempotency_key: str | None = None,
) -> Flow[Review]:
    """Say of an entry: confirm, reject, relink (to the claims that belong together), or comment.

    Raises ProblemError, and ValueError for what no review is.
    """
    said_of = ReviewInput(entry=entry, action=action, comment=comment, relink=None if relink is None else tuple(relink))
    body = said(said_of.to_json_dict())
    path = below("reconciliations", reconciliation_id, "reviews")
    return parsed(Review, (yield Ask("POST", path, json=body, headers=creating(idempotency_key))))


def reviews(
    reconciliation_id: str,
    *,
    action: ReviewAction | None = None,
    standing: Standing | None = None,
    entry: str | None = None,
    limit: int = 50,
) -> Listing[Review]:
    """What people said, the newest first: of an action, a standing, an entry. Raises NotFound."""
    asked = {"action": action, "standing": standing, "entry": entry, "limit": limit}
    return Listing(below("reconciliations", reconciliation_id, "reviews"), Review, asked)


def delete_review(review_id: str) -> Flow[None]:
    """Take a review back. Raises NotFound."""
    checked((yield Ask("DELETE", below("reviews", review_id))))


def case(review_id: str) -> Flow[CaseFolder]:
    """The files of a regression case for `reconcile cases run`, from a review. Raises NotFound, Conflict."""
    path, headers = below("reviews", review_id, "case"), {"Accept": "application/json"}
    return parsed(CaseFolder, (yield Ask("POST", path, headers={**headers, **creating(None)})))


def _asked(articles: Sequence[Given], strict: bool, lang: Lang, key: str | None, prefer: str | None) -> Ask:
    headers = {**creating(key), "Accept": "application/json", **said({"Prefer": prefer})}
    body = {"articles": as_json(articles), "strict": strict, "lang": lang}
    return Ask("POST", _PATH, json=body, headers=headers)


def _made(record: ReconciliationRecord, timeout: float, on_progress: jobs.OnProgress | None) -> Flow[Reconciled]:
    if record.job is not None and record.status in ("queued", "running"):
        yield from jobs.wait(record.job, timeout=timeout, on_progress=on_progress)
    return (yield from get(record.id))


def _ready(reconciliation_id: str, response: httpx.Response) -> Reconciled:
    checked(response)
    _refuse_unmade(response)
    return _reconciled(reconciliation_id, response)


def _refuse_unmade(response: httpx.Response) -> None:
    if response.status_code == _ACCEPTED:
        raise NotReady(parsed(ReconciliationRecord, response))


def _reconciled(reconciliation_id: str, response: httpx.Response) -> Reconciled:
    document = parsed(Reconciliation, response)
    if not reconciliation_id:
        raise UnexpectedAnswer(f"{response.request.url} did not say where it keeps the document")
    return Reconciled(reconciliation_id, document, response.headers.get("etag"))
