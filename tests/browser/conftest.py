"""One browser for the tests of this folder, and pages that fail their test when anything goes wrong in them.

`scripts/chromium.sh` finds or installs the browser; without one these tests are skipped, and fail in CI. The browser
lives as long as the package: Playwright leaves its event loop running in this thread, where other tests run their own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reconcile.cli import run
from tests.browser.watch import Watch

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-features=Translate,OptimizationHints,MediaRouter",
)  # fmt: skip
WAIT = 15_000
"""Milliseconds for anything on a page; a page of ours takes a hundredth."""
OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("RECONCILE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        assert not os.environ.get("CI"), "no Chromium, which CI must have: scripts/chromium.sh"
        pytest.skip("no Chromium: scripts/chromium.sh find says how to get one")
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(FLAGS), timeout=4 * WAIT)
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
    """Opens a page in a context of its own: `open_page(address, width=375, **what Browser.new_context takes)`."""
    contexts = []

    def opened(address: str | Path | None, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
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
