"""The tables. Documents are kept as they were made, compressed; what is asked for stands in columns beside them.

article ──< story_article >── story ──1 reconciliation ──< entry
   └──────< reconciliation_article >──────┘      └──< review
job · batch · event ──< delivery >── webhook · key · idempotency
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from advanced_alchemy.base import CommonTableAttributes, metadata_registry
from advanced_alchemy.mixins import AuditColumns, UUIDPrimaryKey
from advanced_alchemy.types import DateTimeUTC
from litestar_queues.backends.advanced_alchemy import QueueMaintenanceModelMixin, QueueTaskModelMixin
from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

METADATA_KEY = "reconcile"
_IN_FULL = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up only what is an INTEGER."""


class Base(CommonTableAttributes, DeclarativeBase):
    registry = registry(
        metadata=metadata_registry.get(METADATA_KEY),
        type_annotation_map={
            datetime: DateTimeUTC(timezone=True),
            dict[str, Any]: JSON,
            list[str]: JSON,
            list[dict[str, Any]]: JSON,
            str: Text,
        },
    )


def _parent(column: str, *, nullable: bool = False) -> Any:
    return mapped_column(String(40), ForeignKey(column, ondelete="CASCADE"), nullable=nullable, index=True)


class ArticleRow(Base):
    """An article. `revision` counts those of one address, from 1; `corrected` says who put right which field."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("address", "revision"), Index("article_by_age", "created_at", "id"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    digest: Mapped[str] = mapped_column(String(80), index=True)
    address: Mapped[str | None]
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str | None]
    outlet: Mapped[str | None] = mapped_column(index=True)
    published: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str | None] = mapped_column(String(35))
    characters: Mapped[int]
    claim_count: Mapped[int]
    corrected: Mapped[dict[str, Any]]
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    claims: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ReconciliationRow(Base):
    """A reconciliation and its document, once there is one. `version` counts its documents."""

    __tablename__ = "reconciliation"
    __table_args__ = (Index("reconciliation_by_age", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    status: Mapped[str] = mapped_column(String(12), index=True)
    lang: Mapped[str] = mapped_column(String(8), default="auto")
    version: Mapped[int] = mapped_column(default=0)
    story_id: Mapped[str | None] = _parent("story.id", nullable=True)
    etag: Mapped[str | None] = mapped_column(String(80))
    summary: Mapped[dict[str, Any] | None]
    not_compared: Mapped[list[dict[str, Any]]]
    error: Mapped[dict[str, Any] | None]
    document: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ReconciliationArticleRow(Base):
    """That a reconciliation is of an article, and the article's place in the order given."""

    __tablename__ = "reconciliation_article"

    reconciliation_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("reconciliation.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = _parent("article.id")


class EntryRow(Base):
    """One reconciled entry of the current document: what is asked for, and the entry with its claims as JSON.

    `kinds` and `articles` stand between spaces (" date figure "), so that one can be looked for; `words` is in
    lower case.
    """

    __tablename__ = "entry"

    reconciliation_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("reconciliation.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(80), index=True)
    verdict: Mapped[str] = mapped_column(String(12))
    kinds: Mapped[str]
    articles: Mapped[str]
    words: Mapped[str]
    body: Mapped[str]


class StoryRow(Base):
    """A story: articles that come one by one, and the one reconciliation of them all."""

    __tablename__ = "story"
    __table_args__ = (Index("story_by_age", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str]
    lang: Mapped[str] = mapped_column(String(8), default="auto")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class StoryArticleRow(Base):
    __tablename__ = "story_article"

    story_id: Mapped[str] = mapped_column(String(40), ForeignKey("story.id", ondelete="CASCADE"), primary_key=True)
    article_id: Mapped[str] = mapped_column(
        String(40), ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[datetime]


class EventRow(Base):
    """What changed in a story, numbered over all stories."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(_IN_FULL, primary_key=True, autoincrement=True)
    story_id: Mapped[str] = _parent("story.id")
    type: Mapped[str] = mapped_column(String(40))
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class ReviewRow(Base):
    """What a person said of an entry. `claims` are the entry's when it was said, to find it again by.

    `verdict` and `seen` are what the engine had made of it then: what was confirmed or rejected.
    """

    __tablename__ = "review"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    reconciliation_id: Mapped[str] = _parent("reconciliation.id")
    entry_id: Mapped[str] = mapped_column(String(80), index=True)
    said_of: Mapped[str] = mapped_column(String(80))
    claims: Mapped[list[str]]
    verdict: Mapped[str] = mapped_column(String(12))
    seen: Mapped[list[dict[str, Any]]]
    action: Mapped[str] = mapped_column(String(12))
    comment: Mapped[str | None]
    relink: Mapped[list[str] | None]
    standing: Mapped[str] = mapped_column(String(12))
    by: Mapped[str]
    created_at: Mapped[datetime]


class WebhookRow(Base):
    __tablename__ = "webhook"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    story_id: Mapped[str | None] = _parent("story.id", nullable=True)
    address: Mapped[str]
    secret: Mapped[str]
    events: Mapped[list[str]]
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class DeliveryRow(Base):
    """That an event is owed to a webhook, and what came of it."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_due", "state", "next_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    webhook_id: Mapped[str] = _parent("webhook.id")
    event_id: Mapped[int] = mapped_column(_IN_FULL, ForeignKey("event.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    status: Mapped[int | None]
    error: Mapped[str | None]
    created_at: Mapped[datetime]


class KeyRow(Base):
    """An API key, as its digest; the key itself is shown once and not kept."""

    __tablename__ = "api_key"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(String(80), unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class JobRow(Base):
    """Work that was accepted. `subject` is what it is for; `attempt` counts how often it was begun."""

    __tablename__ = "job"
    __table_args__ = (Index("job_by_age", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), index=True)
    progress: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    subject: Mapped[str] = mapped_column(String(40), index=True)
    batch_id: Mapped[str | None] = mapped_column(String(40), index=True)
    parameters: Mapped[dict[str, Any]]
    error: Mapped[dict[str, Any] | None]
    cancel: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class BatchRow(Base):
    """Comparisons asked for together. `items` are the reconciliation and job of each, or the problem."""

    __tablename__ = "batch"
    __table_args__ = (Index("batch_by_age", "created_at", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    items: Mapped[list[dict[str, Any]]]
    by: Mapped[str]
    created_at: Mapped[datetime]


class IdempotencyRow(Base):
    """What a request of an Idempotency-Key was answered, for the same request again."""

    __tablename__ = "idempotency"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    owner: Mapped[str] = mapped_column(String(80), primary_key=True)
    request: Mapped[str] = mapped_column(String(80))
    status: Mapped[int]
    location: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class QueueTaskRow(UUIDPrimaryKey, AuditColumns, QueueTaskModelMixin, Base):
    """The queue's own table: that a job waits for a worker, or which one has it, and when it last gave a sign."""

    __tablename__ = "queue_task"


class QueueMaintenanceRow(UUIDPrimaryKey, AuditColumns, QueueMaintenanceModelMixin, Base):
    """The queue's own table: which worker looks after those that gave no sign."""

    __tablename__ = "queue_maintenance"
