"""One browser for the tests of this folder, and pages that fail their test when anything goes wrong in them.

`scripts/chromium.sh` finds or installs the browser; without one these tests are skipped, and fail in CI. The browser
lives as long as the package: Playwright leaves its event loop running in this thread, where other tests run their own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reconcile.cli import run
from service.jobs.pool import Pool
from service.settings import ServiceSettings
from tests.browser.services import Door
from tests.browser.watch import Watch
from tests.service.servers import Running

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-features=Translate,OptimizationHints,MediaRouter",
)  # fmt: skip
WAIT = 30_000
"""Milliseconds for anything on a page, the comparing behind it included: an end to waiting, not a measure."""
OpenPage = Callable[..., Page]
Serve = Callable[..., str]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("RECONCILE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        assert not os.environ.get("CI"), "no Chromium, which CI must have: scripts/chromium.sh"
        pytest.skip("no Chromium: scripts/chromium.sh find says how to get one")
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS), timeout=WAIT)
        yield launched
        launched.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What goes wrong on the test's pages; told, and the test failed, when it ends."""
    made = Watch()
    yield made
    assert made.faults == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Opens a page in a Korean browser of its own: `open_page(address, width=375, **as new_context)`."""
    contexts = []

    def opened(address: str | Path | None, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **{"locale": "ko-KR", **options})
        context.set_default_timeout(WAIT)
        contexts.append(context)
        watch.over(context)
        page = context.new_page()
        if address is not None:
            page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on the bundled articles as the command writes it, in Korean and in English."""
    folder = tmp_path_factory.mktemp("reports")
    files = {language: folder / f"{language}.html" for language in ("ko", "en")}
    for language, file in files.items():
        assert run(["demo", "--lang", language, "--html", str(file)]) == 0
    return files


@pytest.fixture(scope="package")
def serve(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts a service on a database of its own: `serve(work=a_pool, **settings)` gives its address."""
    with ExitStack() as started:

        def served(*, work: Pool = pool, **given: Any) -> str:
            file = tmp_path_factory.mktemp("service") / "reconcile.sqlite3"
            settings = ServiceSettings(**{"database": f"sqlite:///{file}", "rate": 0, **given})
            return started.enter_context(Running(settings, work).in_thread())

        yield served


@pytest.fixture(scope="package")
def desk(serve: Serve) -> str:
    """The address of a service as it is started without settings."""
    return serve()


@pytest.fixture(scope="package")
def behind_door(serve: Serve, pool: Pool) -> tuple[str, Door]:
    """A service that does all its comparing as jobs, and the door before them."""
    door = Door(pool)
    return serve(work=door, sync_characters=0), door


@pytest.fixture
def slow(behind_door: tuple[str, Door]) -> Iterator[tuple[str, Door]]:
    """The same; whatever a test does, the door stands open after it."""
    yield behind_door
    behind_door[1].open.set()
