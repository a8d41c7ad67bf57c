"""What tests of the web page need of a service: a door before its work, keys, and articles to give it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import Page, expect

from schemas.service import Scope
from service.jobs.pool import Cancelled, Pool
from service.settings import ServiceSettings
from service.storage import keys, upkeep

MORNING = """해솔시 새 도서관 5월에 문 연다

해솔시는 도서관 신축에 45억 원을 투입한다고 밝혔다.
새 도서관은 5월 11일 문을 연다.
김다온 시장은 “모두의 서재가 될 것”이라고 말했다."""
EVENING = """해솔시 도서관에 54억 원

해솔시는 도서관 신축에 54억 원을 투입한다고 밝혔다.
새 도서관은 5월 11일 문을 연다.
열람실은 300석 규모다."""
NIGHT = """도서관 개관 하루 늦춰

해솔시는 도서관 신축에 45억 원을 투입한다고 밝혔다.
새 도서관은 5월 12일 문을 연다."""
PUBLISHED = "2026-03-04"


class Door(Pool):
    """Another pool behind a door: while it is closed, work waits at 40 per cent and may be taken back."""

    def __init__(self, inner: Pool) -> None:
        self._inner = inner
        self.open = threading.Event()
        self.open.set()

    async def run(
        self,
        work: Callable[..., Any],
        /,
        *args: Any,
        affinity: str | None = None,
        on_progress: Callable[[int], Awaitable[Any]] | None = None,
        cancelled: asyncio.Event | None = None,
    ) -> Any:
        if on_progress is not None and not self.open.is_set():
            await on_progress(40)
        while not self.open.is_set():
            if cancelled is not None and cancelled.is_set():
                raise Cancelled("taken back")
            await asyncio.sleep(0.02)
        return await self._inner.run(work, *args, affinity=affinity, on_progress=on_progress, cancelled=cancelled)

    def __len__(self) -> int:
        return len(self._inner)

    @property
    def waiting(self) -> int:
        return self._inner.waiting

    def warm(self) -> None:
        self._inner.warm()


def make_key(settings: ServiceSettings, name: str, *scopes: Scope) -> str:
    """A key of the service's database. In a thread: Playwright's event loop runs in this one."""

    async def make() -> str:
        database = upkeep.opened(settings.database)
        async with database.writing() as session:
            made = await keys.create(session, name, scopes, None)
        await database.close()
        return made

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, make()).result()


def give(page: Page, *articles: tuple[str, str]) -> None:
    """Fill the form of the first page with outlets and texts."""
    for number, (outlet, text) in enumerate(articles, 1):
        field = page.locator(f"#a{number}")
        field.locator("[name=text]").fill(text)
        field.locator("[name=outlet]").fill(outlet)
        field.locator("[name=published]").fill(PUBLISHED)


def compare(page: Page, address: str) -> None:
    """From the first page to the report on two articles that tell the cost otherwise."""
    page.goto(address)
    give(page, ("가온일보", MORNING), ("저녁신문", EVENING))
    page.locator("#compare button.main").click()
    expect(page.locator("#conflict .card")).to_have_count(1)
