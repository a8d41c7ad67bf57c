"""Going through a page by keys."""

from __future__ import annotations

from playwright.sync_api import Page


def press(page: Page, key: str, until: str, most: int = 80) -> None:
    """Press `key` until what has the focus matches the selector `until`."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", until):
            return
    raise AssertionError(f"{most} times {key} and no {until}")
