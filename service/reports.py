"""A stored document as the report that a reader asks for."""

from __future__ import annotations

import json as plain
from collections.abc import Callable

from reconcile.report import json, markdown, text
from reconcile.report.messages import Language
from schemas.reconciliation import Reconciliation
from schemas.validate import load_reconciliation

JSON = "application/json"
REPORTS: dict[str, Callable[[Reconciliation, Language | None], str]] = {
    JSON: lambda document, _: json.render(document),
    "text/markdown": lambda document, language: markdown.render(document, language=language),
    "text/plain": lambda document, language: text.render(document, language=language),
}
"""By media type. The document, in JSON, explains itself in both languages; a report is in one."""


def render(document: str, media_type: str, lang: str) -> bytes:
    """The report of a document in one of REPORTS, as UTF-8. Takes a while for a long one: call it off the event loop.

    `document` is JSON as it is kept; `lang` is ko, en, or auto: that of most articles.
    """
    if media_type == JSON:
        return document.encode("utf-8")
    language: Language | None = "ko" if lang == "ko" else "en" if lang == "en" else None
    return REPORTS[media_type](load_reconciliation(plain.loads(document)), language).encode("utf-8", "replace")
