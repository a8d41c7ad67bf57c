"""Alembic's entry point, called by `Database.migrate` and `reconcile db upgrade`."""

from __future__ import annotations

import asyncio
from typing import Any

from alembic import context
from sqlalchemy import Connection, text

from service.storage.tables import Base

config: Any = context.config
_LOCK = 7_265_636  # any number that nothing else of this database locks


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # two servers that start at once: one migrates, one waits
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=config.version_table_name,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


async def _online() -> None:
    async with config.engine.connect() as connection:
        await connection.execution_options(writes=True)
        await connection.run_sync(_run)
    await config.engine.dispose()


asyncio.run(_online())
