"""Take docs/screenshots: the report on the bundled articles, and the web page of the service.

    scripts/chromium.sh run python -m scripts.take_screenshots

The face is that of Debian's fonts-noto-cjk, so that the pictures come out alike on every machine that has it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from reconcile.cli.demo import articles
from reconcile.pipeline import reconcile
from reconcile.report import html
from service.app import create_app
from service.server import Server
from service.settings import ServiceSettings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
LARGEST = 300_000
FACE = "body{font-family:'Noto Sans CJK KR',sans-serif!important}"


class Shot(NamedTuple):
    """A picture: its name, the part of the page that it begins at, and how the browser is set."""

    name: str
    at: str
    width: int
    height: int
    language: str = "ko"
    scheme: str = "light"


REPORT = (
    Shot("report", "body", 1280, 1240),
    Shot("report-conflicts", "#conflict", 1280, 900, "en"),
    Shot("report-figures", "#figures", 1280, 760),
    Shot("report-articles", "#articles", 1280, 900, "ko", "dark"),
    Shot("report-narrow", "body", 375, 812),
    Shot("report-narrow-dark", "#conflict", 375, 812, "en", "dark"),
)


def take(browser: Browser, shot: Shot, address: str, *, prepare: str = "") -> None:
    """One picture of a page as it is opened."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme,  # type: ignore[arg-type]
        locale={"ko": "ko-KR", "en": "en-GB"}[shot.language], reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.goto(address)
    snap(page, shot, prepare)
    context.close()


def snap(page: Page, shot: Shot, prepare: str = "") -> None:
    """What the window shows of the page, from the part on."""
    page.evaluate(
        "css => { const all = new CSSStyleSheet(); all.replaceSync(css); document.adoptedStyleSheets = [all]; }", FACE
    )
    page.evaluate("document.fonts.ready")
    if prepare:
        page.evaluate(prepare)
    if shot.at != "body":
        for _ in range(3):  # what comes into view is laid out, and moves what is below it
            page.evaluate(
                "at => scrollTo(0, document.querySelector(at).getBoundingClientRect().top + scrollY - 16)", shot.at
            )
            page.wait_for_timeout(150)
    file = FOLDER / f"{shot.name}.png"
    page.screenshot(path=file)
    size = file.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{file.name} has {size:,} bytes, more than {LARGEST:,}")
    print(f"{file.relative_to(FOLDER.parent.parent)}  {size:,}")


def of_report(browser: Browser, folder: Path) -> None:
    document = reconcile(articles())
    for shot in REPORT:
        file = folder / f"{shot.language}.html"
        file.write_text(html.render(document, language=shot.language), encoding="utf-8")  # type: ignore[arg-type]
        take(browser, shot, file.as_uri())


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The service on a free port, for as long as pictures are taken."""
    settings = ServiceSettings(database=f"sqlite:///{folder}/reconcile.sqlite3", port=0, rate=0, workers=1)
    with Server(create_app(settings), settings).in_thread() as address:
        yield address


def of_service(browser: Browser, address: str) -> None:
    """The first page, a report with the tools of review open, and a story."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="ko-KR", color_scheme="light", reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    snap(page, Shot("web-compare", "body", 1280, 900))
    page.locator("form.example button").click()
    card = page.locator("#conflict .card").first
    card.locator("details.review > summary").click()
    card.locator("[name=comment]").fill("북구청에 전화로 확인함")
    card.locator("[value=confirm]").click()
    card.locator(".reviews li").wait_for()
    snap(page, Shot("web-review", "#conflict", 1280, 900))
    page.locator("form[action='/stories'] button").click()
    page.locator("#live .card.v-conflict").first.wait_for()
    page.reload()
    page.locator("#line[data-state=on]").wait_for()
    snap(page, Shot("web-story", "body", 1280, 900))
    context.close()


def main() -> None:
    program = os.environ.get("RECONCILE_TEST_CHROMIUM")
    if not program:
        raise SystemExit("no Chromium: make screenshots finds or installs one")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as given, sync_playwright() as playwright:
        folder = Path(given)
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", "--lang=ko-KR"])
        of_report(browser, folder)
        with serving(folder) as address:
            of_service(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
