"""The tables, made by migrations, and what the service promises of its transactions."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

from service.jobs import work
from service.storage import articles
from service.storage.database import Database, DatabaseAway
from service.storage.tables import ArticleRow, Base
from tests.service.conftest import DATABASES, on_postgres, postgres_url


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"
        return
    name = f"empty_{uuid4().hex}"
    on_postgres(f"CREATE DATABASE {name}")
    yield postgres_url(name)
    on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def opened(url: str) -> Database:
    return Database(url.replace("sqlite:", "sqlite+aiosqlite:"))


def differences(connection: Connection) -> list[Any]:
    compares_types = connection.dialect.name != "sqlite"  # which knows five types, and keeps no others
    options = {"compare_type": compares_types, "compare_server_default": compares_types}
    context = MigrationContext.configure(connection, opts=options)
    return [
        found for found in compare_metadata(context, Base.metadata)
        if not (found[0] == "remove_table" and found[1].name == "schema_version")
    ]  # fmt: skip


def test_migrations_make_the_tables_of_the_models_from_nothing_and_a_second_time_change_nothing(empty: str) -> None:
    async def run() -> list[Any]:
        database = Database(empty)
        await database.migrate()
        await database.migrate()
        async with database.engine.connect() as connection:
            found = await connection.run_sync(differences)
        await database.close()
        return found

    assert asyncio.run(run()) == []


def test_two_that_start_at_once_make_the_tables_once(empty: str) -> None:
    code = f"import asyncio; from service.storage.database import Database; asyncio.run(Database({empty!r}).migrate())"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]

    async def run() -> int:
        database = Database(empty)
        async with database.reading() as session:
            found = (await session.execute(text("SELECT count(*) FROM schema_version"))).scalar_one()
        await database.close()
        return int(found)

    assert asyncio.run(run()) == 1


def read(title: str, url: str | None, digest: str) -> work.ReadArticle:
    return work.ReadArticle(
        id=f"a{digest}", source_digest=digest, url=url, title=title, outlet=None, published=None, language="ko",
        characters=1, claim_count=0, document=b"", claims=b"",
    )  # fmt: skip


def test_articles_of_one_address_kept_at_once_are_numbered_one_by_one(database: str) -> None:
    async def run() -> list[int]:
        opened_now = opened(database)

        async def keep(at: int) -> None:
            async with opened_now.writing() as session:
                await articles.keep(session, read("가", "https://a.example/1", f"{at // 2:02}"))

        await asyncio.gather(*map(keep, range(16)))
        async with opened_now.reading() as session:
            found = list(await session.scalars(select(ArticleRow.revision).order_by(ArticleRow.revision)))
        await opened_now.close()
        return found

    assert asyncio.run(run()) == list(range(1, 9))


def test_a_transaction_that_fails_leaves_nothing(database: str) -> None:
    async def run() -> list[str]:
        opened_now = opened(database)
        with pytest.raises(ZeroDivisionError):
            async with opened_now.writing() as session:
                await articles.keep(session, read("가", None, "1"))
                _ = 1 // 0
        async with opened_now.reading() as session:
            found = list(await session.scalars(select(ArticleRow.id)))
        await opened_now.close()
        return found

    assert asyncio.run(run()) == []


def test_a_reader_sees_one_state_while_another_writes(database: str) -> None:
    async def run() -> tuple[int, int]:
        opened_now = opened(database)
        count = text("SELECT count(*) FROM article")
        async with opened_now.reading() as reader:
            before = (await reader.execute(count)).scalar_one()
            async with opened_now.writing() as session:
                await articles.keep(session, read("가", None, "1"))
            after = (await reader.execute(count)).scalar_one()
        await opened_now.close()
        return int(before), int(after)

    assert asyncio.run(run()) == (0, 0)


def test_a_database_that_cannot_be_reached_is_told_apart_from_a_wrong_statement(database: str, tmp_path: Path) -> None:
    async def run() -> None:
        nowhere = Database("postgresql+asyncpg://nobody@127.0.0.1:9/none")
        with pytest.raises(DatabaseAway):
            async with nowhere.reading():
                pass
        await nowhere.close()
        opened_now = opened(database)
        with pytest.raises(Exception, match="no_such") as raised:
            async with opened_now.reading() as session:
                await session.execute(text("SELECT * FROM no_such"))
        assert not isinstance(raised.value, DatabaseAway)
        await opened_now.close()

    asyncio.run(run())


def test_a_file_that_another_program_keeps_locked_is_away(migrated: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "locked.sqlite3"
    file.write_bytes(Path(migrated["sqlite"]).read_bytes())

    async def run() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        async with database.writing() as session:
            await session.execute(text("PRAGMA busy_timeout=1"))
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseAway):
            async with database.writing():
                pass
        other.close()
        await database.close()

    asyncio.run(run())
