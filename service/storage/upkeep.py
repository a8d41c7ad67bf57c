"""Whether the database can be used, and its tables: before anything is served."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import String, column, inspect, select, table, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from service.settings import ServiceRefused
from service.storage.database import MIGRATIONS, VERSION_TABLE, Database

_version = table(VERSION_TABLE, column("version_num", String()))


class DatabaseRefused(ServiceRefused):
    """The database cannot be opened or written, or its tables are of another version than this program."""


def shown(url: str) -> str:
    """Where a database is, without its password."""
    parts = make_url(url)
    return parts.set(drivername=parts.get_backend_name()).render_as_string(hide_password=True)


def opened(url: str) -> Database:
    """The database, where there is one; makes the file of SQLite, and its folder. Raises DatabaseRefused."""
    with _refusing(url):
        database = Database(url)
        if database.is_sqlite:  # aiosqlite leaves a thread behind when it cannot open a file
            with closing(sqlite3.connect(str(make_url(url).database))) as connection:
                connection.execute("PRAGMA schema_version")
    return database


async def upgrade(database: Database) -> None:
    """Bring the tables up to date, or make them. Raises DatabaseRefused."""
    with _refusing(database.url):
        await database.migrate()


async def version(database: Database) -> str | None:
    """What the tables were last brought to; None where there are none. Raises DatabaseRefused."""
    with _refusing(database.url):
        async with database.engine.connect() as connection:
            there = await connection.run_sync(lambda each: inspect(each).has_table(_version.name))
            return await connection.scalar(select(_version.c.version_num)) if there else None


async def check(database: Database) -> None:
    """Raises DatabaseRefused: it cannot be opened, its tables are not of this program, it cannot be written."""
    found, newest = await version(database), newest_version()
    if found != newest:
        what = "has no tables yet" if found is None else f"has its tables at {found}, not {newest}"
        raise DatabaseRefused(f"the database {shown(database.url)} {what}: run `reconcile db upgrade`")
    with _refusing(database.url):
        async with database.engine.connect() as connection:
            await connection.execution_options(writes=True)
            await connection.execute(update(_version).values(version_num=_version.c.version_num))
            await connection.rollback()


def newest_version() -> str | None:
    """The last migration that this program has."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


@contextmanager
def _refusing(url: str) -> Iterator[None]:
    """What a database or its driver says of not being there, as DatabaseRefused."""
    from alembic.util import CommandError

    try:
        yield
    except CommandError:
        raise DatabaseRefused(f"the database {shown(url)} has tables of another version of this program") from None
    except Exception as error:
        if not isinstance(error, OSError | SQLAlchemyError | sqlite3.Error) and not hasattr(
            error, "sqlstate"
        ):  # asyncpg's own
            raise
        why = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise DatabaseRefused(f"the database {shown(url)} cannot be used: {why}") from None
