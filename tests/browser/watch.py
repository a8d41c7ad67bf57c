"""What must never happen on a page of ours: an error, a dialog, a request that leaves the machine."""

from __future__ import annotations

import json
import re
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

_OURS = re.compile(r"(file:///|data:|blob:|http://127\.0\.0\.1:\d+/)")
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = AXE_FILE_PATH.read_text(encoding="utf-8")


class Watch:
    """Listens to every page of the contexts that it is put over, and keeps what went wrong, in words.

    A test that brings about an error on purpose says so by `expected`, a pattern for the fault that it means.
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.expected: list[str] = []
        self._faults: list[str] = []

    @property
    def faults(self) -> list[str]:
        return [fault for fault in self._faults if not any(re.search(one, fault) for one in self.expected)]

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._faults.append(f"error: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._faults.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self._faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, address: str) -> None:
        self.requests.append(address)
        if not _OURS.match(address):
            self._faults.append(f"left the machine: {address}")


def violations(page: Page, within: str = "html") -> list[str]:
    """What axe-core finds against WCAG 2.2 AA or its best practices, with the elements; nothing is left unlaid out."""
    page.evaluate(
        """() => { const all = new CSSStyleSheet(); all.replaceSync('*{content-visibility:visible!important}');
        document.adoptedStyleSheets = [all]; }"""
    )
    page.evaluate(_AXE)
    found: Any = page.evaluate(
        f"axe.run({json.dumps(within)}, {json.dumps({'runOnly': _RULES, 'resultTypes': ['violations']})})"
    )
    page.evaluate("document.adoptedStyleSheets = []")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']} in {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def wider(page: Page) -> list[str]:
    """What makes the page scroll sideways, where it does: elements that reach beyond its width, and by how much."""
    return page.evaluate(
        """() => {
        const root = document.documentElement, width = root.clientWidth;
        if (root.scrollWidth <= width) return [];
        return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => e.outerHTML.slice(0, 120)).slice(0, 8).concat(`${root.scrollWidth} > ${width}`); }"""
    )
