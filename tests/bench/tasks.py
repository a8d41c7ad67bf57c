"""How long a browser is kept busy by one task while somebody scrolls and filters: by its own trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

CATEGORIES = ("toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata")
STEP = 700
"""Pixels of a turn of the wheel."""
_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MOST = 2000
_AT_END = "() => [scrollY + innerHeight >= document.documentElement.scrollHeight - 2, scrollY <= 0]"
_SETTLED = 200
"""Milliseconds after which the page has done what typing asks for; it waits for 120 itself."""


class Longest(NamedTuple):
    """The longest task of the page's main thread, in milliseconds: by the clock, and of the processor."""

    wall: float
    cpu: float


def longest(browser: str, file: Path) -> dict[str, Longest]:
    """By what somebody does with the page in the file."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser, args=["--disable-gpu"])
        found = {}
        for name, act in (("scrolling", _scroll), ("filtering", _filter), ("the other language", _speak)):
            page = launched.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(file.as_uri())
            page.evaluate(_FRAMES)
            launched.start_tracing(page=page, categories=list(CATEGORIES))
            act(page)
            found[name] = _longest(launched.stop_tracing())
            page.context.close()
        launched.close()
        return found


def _scroll(page: Page) -> None:
    """From top to bottom and back; beside the texts, where nothing else scrolls."""
    page.mouse.move(5, 450)
    for direction in (STEP, -STEP):
        for _ in range(MOST):
            page.mouse.wheel(0, direction)
            page.evaluate(_FRAMES)
            if page.evaluate(_AT_END)[direction < 0]:
                break
        else:
            raise SystemExit("the page has no end")


def _filter(page: Page) -> None:
    """Each way to filter, then everything again."""
    form = page.locator("#filter")
    steps: tuple[Callable[[], object], ...] = (
        lambda: form.locator("[value=unique]").uncheck(),
        lambda: form.locator("[value=agreement]").uncheck(),
        lambda: form.locator("[name=k]").select_option("figure"),
        lambda: form.locator("[name=s]").select_option("3"),
        lambda: form.locator("[type=reset]").click(),
        lambda: form.locator("[name=q]").press_sequentially("사고"),
        lambda: form.locator("[name=q]").fill("없는 말"),
        lambda: form.locator("[type=reset]").click(),
    )
    for step in steps:
        step()
        page.wait_for_timeout(_SETTLED)
        page.evaluate(_FRAMES)


def _speak(page: Page) -> None:
    page.locator("[data-language=en]").click()
    page.wait_for_timeout(_SETTLED)
    page.evaluate(_FRAMES)


def _longest(trace: bytes) -> Longest:
    """Of the threads named CrRendererMain."""
    events = json.loads(trace)["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event
        for event in events
        if event["name"] in ("RunTask", "ThreadControllerImpl::RunTask") and (event["pid"], event["tid"]) in main
    ]
    return Longest(max(task.get("dur", 0) for task in tasks) / 1000, max(task.get("tdur", 0) for task in tasks) / 1000)
