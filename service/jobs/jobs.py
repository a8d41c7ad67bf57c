"""Jobs: accepted in the transaction that makes what they are for, done by the pool, each once in its effect.

    accepted    a row of `job`, and of the queue, in the caller's transaction
    running     a worker of the queue took it up; `attempt` counts how often that happened
    done        its effect is written in the transaction that says so, and only while the attempt is the latest

The queue (litestar-queues, docs/decisions/0010) gives a job whose worker gave no sign for STALE seconds to another.
A row of the queue bears its job's id as key, so that what the two say can be held against each other (`sweep`).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from litestar_queues import QueueConfig, QueuePlugin, RetryBackoff, WorkerConfig, task
from litestar_queues.backends.advanced_alchemy import SQLAlchemyBackendConfig
from litestar_queues.backends.advanced_alchemy.service import QueueTaskService
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from service.errors import ServiceError, TooBusy, problem_of
from service.jobs.pool import Cancelled, Pool, TookTooLong, WorkerKilled
from service.news import News
from service.settings import ServiceSettings
from service.storage import ids
from service.storage import jobs as kept
from service.storage.database import Database, DatabaseAway
from service.storage.tables import JobRow, QueueMaintenanceRow, QueueTaskRow

if TYPE_CHECKING:
    from service.jobs.kinds import Kind

STALE = 5.0
"""Seconds without a sign after which a job is given to another worker."""
BEGUN_AT_MOST = 20
"""Times that a job is begun, however often the service itself is killed."""
SWEEP = 5.0
"""Seconds between two looks for jobs that the queue forgot or gave up."""
ENDED_FOR = timedelta(minutes=1)
"""How long a row of the queue outlives its work: whoever ends it may still look at it."""
_OVER = ("completed", "failed", "cancelled", "expired")
_log = logging.getLogger(__name__)
_queue = QueueTaskService.for_model(QueueTaskRow)


@task(
    "reconcile.job", retries=BEGUN_AT_MOST, requeue_on_shutdown=True,
    retry_backoff=RetryBackoff(initial_delay=0.5, multiplier=2, max_delay=30),
)  # fmt: skip
async def _job(job_id: str, jobs: Jobs) -> None:
    await jobs.run(job_id)


class Jobs:
    """The jobs of one application. `kinds` says what each kind of job does; see service.jobs.kinds."""

    def __init__(self, settings: ServiceSettings, database: Database, pool: Pool, news: News) -> None:
        self._settings, self._database, self._pool, self._news = settings, database, pool, news
        self._kinds: Mapping[str, Kind] = {}
        self._stopping: dict[str, asyncio.Event] = {}
        self._sweeper: asyncio.Task[None] | None = None
        self._plugin = self._made_plugin()

    def know(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = kinds

    def plugin(self) -> QueuePlugin:
        """What runs the queue's worker inside the application."""
        return self._plugin

    def works(self, state: Mapping[str, Any]) -> bool:
        """Whether the application of that state has a worker that takes jobs up."""
        worker = state.get(self._plugin.config.worker_state_key)
        return worker is not None and worker.is_running

    async def start(self) -> None:
        """Enqueue what waits without a place in the queue, and go on looking for such jobs."""
        await self.sweep()
        self._sweeper = asyncio.create_task(self._sweep_on())

    async def stop(self) -> None:
        if self._sweeper is not None:
            self._sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeper

    def _made_plugin(self) -> QueuePlugin:
        return QueuePlugin(
            QueueConfig(
                queue_backend=SQLAlchemyBackendConfig(
                    sqlalchemy_config=self._database.for_queue(),
                    model_class=QueueTaskRow,
                    maintenance_model_class=QueueMaintenanceRow,
                ),
                worker=WorkerConfig(
                    placement="asgi",
                    max_concurrency=self._settings.workers,
                    batch_size=self._settings.workers,
                    poll_interval=0.2,
                    poll_backoff_max=None,
                    heartbeat_interval=1,
                    stale_after=STALE,
                    stale_check_interval=1,
                    cancellation_poll_interval=0.5,
                    graceful_shutdown_timeout=max(self._settings.stop_seconds, 0.1),
                    requeue_on_shutdown=True,
                    hard_exit_timeout=None,
                ),
                task_dependency_resolver=self._given,
            )
        )

    async def _given(self, *_: object) -> Mapping[str, object]:
        return {"jobs": self}

    async def accept(
        self, session: AsyncSession, kind: str, subject: str, parameters: dict[str, Any], by: str,
        batch: str | None = None,
    ) -> JobRow:  # fmt: skip
        """A job of the caller's transaction. Raises TooBusy when as many wait as may."""
        if await kept.under_way(session) >= self._settings.queue:
            raise TooBusy("as many comparisons wait as this service takes; try again later", retry_after=10)
        row = await kept.add(session, kind, subject, parameters, by, batch)
        await _enqueue(session, row.id)
        return row

    async def sweep(self) -> None:
        """Hold jobs against the queue: give a place to those under way that have none, as after a backup of other
        tables was restored; fail those whose place was given up; forget places whose work is over.
        """
        placed = select(QueueTaskRow.task_key).where(QueueTaskRow.task_key.is_not(None))
        given_up = placed.where(QueueTaskRow.status.in_(_OVER))
        waiting = JobRow.state.in_(kept.UNDER_WAY)
        async with self._database.writing() as session:
            for job_id in await session.scalars(select(JobRow.id).where(waiting, JobRow.id.not_in(placed))):
                await _enqueue(session, job_id)
            lost = (await session.scalars(select(JobRow).where(waiting, JobRow.id.in_(given_up)))).all()
            for row in lost:
                problem = problem_of(WorkerKilled(f"begun {row.attempt} times and never ended")).to_json_dict()
                await self._kinds[row.kind].ended(session, row, "failed", problem)
                await kept.end(session, row.id, "failed", problem)
            await session.execute(
                delete(QueueTaskRow).where(
                    QueueTaskRow.status.in_(_OVER), QueueTaskRow.completed_at < ids.now() - ENDED_FOR
                )
            )
        for row in lost:
            _log.error("job given up by the queue", extra={"job": row.id})
            self._news.tell(row.id)
            self._news.tell(row.subject)

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self.sweep()
            except DatabaseAway:
                _log.warning("jobs not swept: the database does not answer")
            except Exception:
                _log.exception("jobs not swept")

    async def run(self, job_id: str) -> None:
        """Do a job. Called by the queue; never raises what the job failed of, which is kept with it."""
        async with self._database.writing() as session:
            row = await kept.begin(session, job_id)
        if row is None:
            return
        if row.cancel or row.attempt > BEGUN_AT_MOST:
            await self._end(row, "cancelled" if row.cancel else "failed", _given_up(row))
            return
        stop = self._stopping.setdefault(job_id, asyncio.Event())
        try:
            await self._kinds[row.kind].run(row, self._doing(row, stop))
        except Cancelled:
            await self._end(row, "cancelled", None)
        except (ServiceError, TookTooLong, WorkerKilled) as error:
            await self._end(row, "failed", error)
        except asyncio.CancelledError:
            raise  # the service stops; the queue gives the job out again
        except DatabaseAway:
            raise  # the queue tries again
        except Exception as error:
            _log.exception("job failed", extra={"job": job_id})
            await self._end(row, "failed", error)
        finally:
            self._stopping.pop(job_id, None)
            self._news.tell(job_id)
            self._news.tell(row.subject)

    def _doing(self, row: JobRow, stop: asyncio.Event) -> Callable[..., Awaitable[Any]]:
        """What does work of this job in the pool: again, when the process was killed under it."""

        async def progress(percent: int) -> None:
            async with self._database.writing() as session:
                asked = await session.execute(
                    update(JobRow).where(JobRow.id == row.id).values(progress=percent).returning(JobRow.cancel)
                )
                if asked.scalar_one_or_none() is not False:
                    stop.set()
            self._news.tell(row.id)

        async def do(work: Callable[..., Any], *args: Any, affinity: str | None = None) -> Any:
            attempt = 1
            while True:
                try:
                    return await self._pool.run(work, *args, affinity=affinity, on_progress=progress, cancelled=stop)
                except WorkerKilled:
                    if attempt == self._settings.attempts:
                        raise
                    attempt += 1
                    async with self._database.writing() as session:
                        if not await kept.begin_again(session, row):
                            raise
                    _log.warning("worker killed, job begun again", extra={"job": row.id})

        return do

    async def _end(self, row: JobRow, state: str, error: Exception | None) -> None:
        problem = problem_of(error).to_json_dict() if error else None
        async with self._database.writing() as session:
            if await kept.still(session, row):
                await self._kinds[row.kind].ended(session, row, state, problem)
                await kept.end(session, row.id, state, problem)

    async def cancel(self, job_id: str) -> bool:
        """Take a job back; whether it was under way."""
        async with self._database.writing() as session:
            row = await session.get(JobRow, job_id)
            if row is None or row.state not in kept.UNDER_WAY:
                return False
            row.cancel = True
            if row.state == "queued":
                await self._kinds[row.kind].ended(session, row, "cancelled", None)
                await kept.end(session, row.id, "cancelled")
        if job_id in self._stopping:
            self._stopping[job_id].set()
        self._news.tell(job_id)
        return True

    async def wait(self, job_id: str, seconds: float) -> JobRow | None:
        """The job once it is over, or as it stands when the seconds are; None when it is gone."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            async with self._database.reading() as session:
                row = await session.get(JobRow, job_id)
            left = until - loop.time()
            if row is None or row.state not in kept.UNDER_WAY or left <= 0:
                return row
            await self._news.wait(job_id, min(left, 0.5))


def _given_up(row: JobRow) -> Exception | None:
    return None if row.cancel else WorkerKilled(f"begun {row.attempt - 1} times and never ended")


async def _enqueue(session: AsyncSession, job_id: str) -> None:
    """A place in the queue, in the caller's transaction."""
    await _queue(session=session).enqueue(
        _job.name, args=(), kwargs={"job_id": job_id}, queue=_job.queue, priority=0, max_retries=_job.retries,
        scheduled_at=None, key=job_id, execution_backend="local", execution_profile=None,
        metadata=_job.metadata(None), id=uuid4(),
    )  # fmt: skip
