"""What each kind of job does: gather its input, have the pool work, write the effect with the job's end."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from service.storage.tables import JobRow

Do = Callable[..., Awaitable[Any]]
"""`do(work, *args, affinity=…)`: has the pool do work of this job. Raises PoolError."""


class Kind(Protocol):
    async def run(self, job: JobRow, do: Do) -> None:
        """Do the job and write its effect, in one transaction with its end. Raises ServiceError when it cannot."""

    async def ended(self, session: AsyncSession, job: JobRow, state: str, problem: dict[str, Any] | None) -> None:
        """The job failed or was cancelled: tell what it is for."""
