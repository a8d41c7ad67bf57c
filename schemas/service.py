"""What the service keeps and tells beside documents: records of articles, reconciliations, stories, jobs, reviews.

Times are ISO 8601 in UTC. A page of a list holds `items` and, when there is more, the cursor of the `next` page.
"""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from schemas.api import ISO_DATE, Problem
from schemas.article import Article
from schemas.base import Model
from schemas.claim import Claim
from schemas.reconciliation import ReconciledEntry, Verdict
from schemas.values import DetailKind

Item = TypeVar("Item")
Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_.:-]+$")]
Lang = Literal["ko", "en", "auto"]
Status = Literal["queued", "running", "done", "failed", "cancelled"]
EventType = Literal[
    "article_added", "article_removed", "article_corrected", "conflict_new", "conflict_gone", "agreement_gained",
    "agreement_lost", "update_new", "reconciled", "failed",
]  # fmt: skip
Standing = Literal["current", "carried", "orphaned"]
DeliveryStatus = Literal["due", "delivered", "failed"]
ReviewAction = Literal["confirm", "reject", "relink", "comment"]
Scope = Literal["read", "write", "review", "admin"]


class Page(Model, Generic[Item]):
    """Part of a list."""

    items: tuple[Item, ...]
    next: str | None = Field(default=None, description="give it as `cursor` for the next page; null: this is the last")
    previous: str | None = Field(
        default=None,
        description="give it as `cursor` for the page before; null: this is the first, or a list that leads one way",
    )


class ArticleCorrection(Model):
    """Fields of an article to put right; one that is not named stays, null means not known."""

    outlet: str | None = Field(default=None, max_length=300)
    published: str | None = Field(default=None, pattern=ISO_DATE)
    language: str | None = Field(default=None, pattern=r"^[A-Za-z-]{2,35}$")


class Correction(Model):
    """Who put a field right, and when."""

    by: str
    at: str


class ArticleRecord(Model):
    """An article as the service keeps it."""

    id: Id
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str | None
    characters: int
    claims: int = Field(description="how many claims it has")
    revision: int = Field(description="its number among the articles of its address, from 1")
    corrected: dict[str, Correction] = Field(default={}, description="by field")
    created: str
    updated: str


class ArticleDocument(ArticleRecord):
    """The same with the article itself."""

    article: Article


class ArticleCorrected(ArticleRecord):
    """The record of an article that was put right, and the jobs that reconcile again what used it."""

    jobs: tuple[Id, ...]


class JobRecord(Model):
    """Work that was accepted."""

    id: Id
    kind: Literal["reconcile", "grow"]
    status: Status
    progress: int = Field(ge=0, le=100, description="per cent")
    attempt: int = Field(description="how often it was begun")
    subject: Id = Field(description="the reconciliation or story that it is for")
    batch: Id | None = None
    error: Problem | None = None
    created: str
    started: str | None = None
    finished: str | None = None


class ReconciliationRecord(Model):
    """A reconciliation; its document is its own resource."""

    id: Id
    status: Status
    lang: Lang
    version: int = Field(description="how many documents it has had")
    story: Id | None = None
    job: Id | None = Field(default=None, description="the job that makes its document")
    articles: tuple[Id, ...]
    summary: dict[str, Any] | None = None
    error: Problem | None = None
    etag: str | None = None
    created: str
    updated: str


class ReviewInput(Model):
    """What a person says of an entry."""

    entry: Id
    action: ReviewAction
    relink: tuple[str, ...] | None = Field(
        default=None, min_length=1, max_length=50, description="claims that belong together instead, for `relink`"
    )
    comment: str | None = Field(default=None, max_length=10_000)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.action == "relink") != (self.relink is not None):
            raise ValueError("give `relink` the claims that belong together, and give them with no other action")
        if self.action == "comment" and not (self.comment or "").strip():
            raise ValueError("a comment needs its text")
        return self


class Review(Model):
    """A review as it is kept. `said_of` is the entry it was said of; `entry` the one that it stands by now."""

    id: Id
    reconciliation: Id
    entry: Id
    said_of: Id
    claims: tuple[str, ...]
    action: ReviewAction
    verdict: Verdict = Field(description="of the entry, by the engine, when this was said of it")
    relink: tuple[str, ...] | None = None
    comment: str | None = None
    standing: Standing = Field(
        description="current: of this entry; carried: the entry changed and was found again; orphaned: it is gone"
    )
    by: str
    created: str


class EntryView(Model):
    """An entry with the texts of its claims, and apart from what the engine suggests, what people said of it."""

    entry: ReconciledEntry
    texts: dict[str, str] = Field(description="by claim")
    reviews: tuple[Review, ...] = ()


class StoryInput(Model):
    """A story to begin, with the articles that are there already."""

    title: str = Field(min_length=1, max_length=300)
    lang: Lang = "auto"
    articles: tuple[Id, ...] = Field(default=(), max_length=1000, description="articles that the service has")


class StoryRecord(Model):
    """A story. `reconciliation` is of all its articles."""

    id: Id
    title: str
    lang: Lang
    articles: tuple[Id, ...]
    reconciliation: Id
    status: Status
    version: int = Field(default=0, description="how many documents its reconciliation has had")
    job: Id | None = Field(default=None, description="the newest job that makes its document")
    error: Problem | None = None
    created: str
    updated: str


class StoryChange(Model):
    """What of a story is to be changed; what is not named stays."""

    title: str | None = Field(default=None, min_length=1, max_length=300)
    lang: Lang | None = None


class Event(Model):
    """Something that changed in a story, as the stream and webhooks tell it."""

    id: int
    story: Id
    type: EventType
    at: str
    article: Id | None = None
    entry: Id | None = Field(default=None, description="of the story's reconciliation")
    comparison: Id | None = None
    kind: DetailKind | None = None
    explanation: dict[str, str] | None = Field(default=None, description="by language, ko and en")
    version: int | None = Field(default=None, description="of the reconciliation")


class ClaimChange(Model):
    """A claim that reads differently in the later revision."""

    before: Claim
    after: Claim
    verdict: str
    explanation: dict[str, str]


class RevisionDiff(Model):
    """Which claims changed between two revisions of an address."""

    before: Id
    after: Id
    changed: tuple[ClaimChange, ...]
    added: tuple[Claim, ...]
    removed: tuple[Claim, ...]
    kept: int = Field(description="how many claims both have")


class WebhookInput(Model):
    """Where events are to be posted."""

    address: str = Field(min_length=8, max_length=2000, pattern=r"^https?://")
    story: Id | None = Field(default=None, description="null: every story")
    events: tuple[EventType, ...] = Field(default=(), description="none: all")


class WebhookRecord(Model):
    """A webhook. `secret` is given once, when it is made."""

    id: Id
    address: str
    story: Id | None = None
    events: tuple[EventType, ...]
    active: bool
    secret: str | None = None
    created: str


class Delivery(Model):
    """An event owed to a webhook, and what came of it."""

    id: Id
    webhook: Id
    event: int
    status: DeliveryStatus
    attempts: int
    answer: int | None = Field(default=None, description="HTTP status of the last attempt")
    error: str | None = None
    next: str | None = None


class WebhookBody(Model):
    """What is posted to a webhook; `Reconcile-Signature` holds t=<seconds>,v1=<HMAC-SHA256 of `t.body`, hex>."""

    delivery: Id
    webhook: Id
    event: Event


class CaseFolder(Model):
    """A regression case: its files by name, `case.toml` and the articles."""

    name: str = Field(description="of the folder")
    files: dict[str, str]


class BatchInput(Model):
    """Several comparisons at once; one bad does not take the others down."""

    requests: tuple[dict[str, Any], ...] = Field(
        min_length=1, max_length=100, description="each as `reconciliation-request-1` describes it"
    )


class BatchItem(Model):
    """One request of a batch: the reconciliation and its job, or why there is none; why the job failed."""

    reconciliation: Id | None = None
    job: Id | None = None
    status: Status | None = None
    error: Problem | None = None


class Batch(Model):
    """A batch that was accepted: what came of each request, in the order given."""

    id: Id
    created: str
    items: tuple[BatchItem, ...]
