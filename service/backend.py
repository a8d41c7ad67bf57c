"""What every request shares: settings, the database, the pool, the jobs, and who waits for news."""

from __future__ import annotations

from dataclasses import dataclass, field

from anyio import CapacityLimiter

from service.jobs.jobs import Jobs
from service.jobs.pool import Pool
from service.metrics import Metrics
from service.news import News
from service.settings import ServiceSettings
from service.storage import upkeep
from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Backend:
    """One application's. `pool` may be shared by several, in tests."""

    settings: ServiceSettings
    database: Database
    pool: Pool
    news: News
    jobs: Jobs
    metrics: Metrics = field(default_factory=Metrics)
    shares_pool: bool = field(default=False)
    rendering: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))
    """Reports are written one at a time: each keeps the interpreter busy, so that two at once would be no faster and
    leave less of it to other requests."""
    keys_under_way: set[tuple[str, str]] = field(default_factory=set)
    """Each Idempotency-Key, with its owner, whose request is being answered."""

    @classmethod
    def open(cls, settings: ServiceSettings, pool: Pool | None = None) -> Backend:
        """Connects nothing and starts nothing yet but the pool's processes."""
        database, news = Database(settings.database), News()
        working = pool or Pool(settings.workers, settings.job_seconds)
        jobs = Jobs(settings, database, working, news)
        return cls(settings, database, working, news, jobs, shares_pool=pool is not None)

    async def start(self) -> None:
        """Bring the database up to date, and let the processes load what they need, which no request waits for.

        Raises DatabaseRefused.
        """
        if self.settings.migrate:
            await upkeep.upgrade(self.database)
        await upkeep.check(self.database)
        if not self.shares_pool:
            self.pool.warm()
        await self.jobs.start()

    async def stop(self) -> None:
        """Close everything, once the queue's worker has let what ran end."""
        await self.jobs.stop()
        if not self.shares_pool:
            await self.pool.close()
        await self.database.close()
