"""The database: its engine, its sessions, its migrations."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from advanced_alchemy.config import AlembicAsyncConfig, AsyncSessionConfig, EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncSession

from service.storage.tables import METADATA_KEY, Base

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "schema_version"
_BUSY_MILLISECONDS = 30_000
_AWAY_POSTGRESQL = ("08", "53", "57P", "40")
"""How an SQLSTATE begins when the same again may succeed: connection lost, resources used up, shutting down or
starting, and transactions that got into each other's way."""
_AWAY_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)


UNFIT = "the request holds a text or number that cannot be kept or looked for, such as the character U+0000"


class DatabaseAway(Exception):
    """The database does not answer now; nothing of the transaction is kept. The same again may succeed."""

    retry_after = 2


class NotStorable(Exception):
    """A text or number of the request that the database has no form for, such as a NUL character or half a pair."""


class Database:
    """Where everything is kept.

    On SQLite a transaction that writes takes the write lock as it begins: one that read first and then wants to
    write would otherwise fail at once when another wrote in between. Readers are never kept waiting (WAL).
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        if self.is_sqlite and (file := make_url(url).database):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        self.config = self._connected(self._engine(10))
        self.engine = self.config.get_engine()
        self._sessions = self.config.create_session_maker()
        self._of_queue: SQLAlchemyAsyncConfig | None = None

    def _engine(self, size: int) -> EngineConfig:
        # hide_parameters: what was to be written does not belong in an error, and so in a log
        if self.is_sqlite:
            return EngineConfig(hide_parameters=True)
        return EngineConfig(pool_size=size, max_overflow=size, pool_pre_ping=True, hide_parameters=True)

    def _connected(self, engine: EngineConfig, *, writes: bool = False) -> SQLAlchemyAsyncConfig:
        config = SQLAlchemyAsyncConfig(
            connection_string=self.url,
            engine_config=engine,
            session_config=AsyncSessionConfig(expire_on_commit=False),
            metadata=Base.metadata,
            bind_key=METADATA_KEY,
            alembic_config=AlembicAsyncConfig(
                script_location=str(MIGRATIONS), version_table_name=VERSION_TABLE, render_as_batch=True
            ),
        )
        if self.is_sqlite:
            event.listen(config.get_engine().sync_engine, "connect", _open_sqlite)
            event.listen(config.get_engine().sync_engine, "begin", _begin_writing if writes else _begin_sqlite)
        return config

    def for_queue(self) -> SQLAlchemyAsyncConfig:
        """Connections for a library that does not say beforehand what it is going to write."""
        self._of_queue = self._connected(self._engine(5), writes=True)
        return self._of_queue

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one state of the database and changes nothing. Raises DatabaseAway."""
        with _telling_away():
            async with self._sessions() as session:
                if not self.is_sqlite:  # there every statement would see a state of its own
                    await session.connection(execution_options=_ONE_STATE)
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are committed at its end, all or, when something is raised, none.

        Raises DatabaseAway.
        """
        with _telling_away():
            async with self._sessions() as session:
                await session.connection(execution_options={"writes": True})
                yield session
                await session.commit()

    async def migrate(self) -> None:
        """Bring the tables up to date, with connections of its own: Alembic works in a thread and loop of its own."""
        from advanced_alchemy.alembic.commands import AlembicCommands

        await asyncio.to_thread(AlembicCommands(Database(self.url).config).upgrade)

    async def answers(self) -> bool:
        """Whether the database can be asked."""
        async with self.reading() as session:
            return (await session.execute(text("SELECT 1"))).scalar() == 1

    async def close(self) -> None:
        await self.engine.dispose()
        if self._of_queue is not None:
            await self._of_queue.get_engine().dispose()


async def one_by_one(session: AsyncSession) -> None:
    """Until its end no other transaction passes here: two that keep the same article at once. SQLite's never do."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text(f"SELECT pg_advisory_xact_lock({_KEEPING})"))


_KEEPING = 7_265_637
"""Any number that nothing else of this database locks, migrations included."""
_ONE_STATE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def _telling_away() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, OSError, NoConnectionFree, UnicodeEncodeError, OverflowError) as error:
        raise _meant(error) from error
    except Exception as error:
        if hasattr(error, "sqlstate"):  # the driver's own, while it connects
            raise _meant(error) from error
        raise


def _meant(error: Exception) -> Exception:
    """What an error of the database comes to; itself, when it says that the statement was wrong."""
    away, unfit = DatabaseAway("the database does not answer; try again"), NotStorable(UNFIT)
    if isinstance(error, UnicodeEncodeError | OverflowError):
        return unfit
    if isinstance(error, OSError | NoConnectionFree):
        return away
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(cause, "sqlstate", None) or "")
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(cause, OverflowError | UnicodeEncodeError) or state.startswith("22"):
        return unfit
    if state.startswith(_AWAY_POSTGRESQL) or (code is not None and code & 0xFF in _AWAY_SQLITE):
        return away
    lost = isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error, InterfaceError))
    return away if lost and code is None else error


def _open_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; see _begin_sqlite
    try:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_BUSY_MILLISECONDS}",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except BaseException:  # no pool knows of it yet
        connection.close()
        raise


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_writing(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
