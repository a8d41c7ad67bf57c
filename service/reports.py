"""A stored document as the report that a reader asks for."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.report import csv, html, json, jsonld, markdown, text
from reconcile.report.messages import Language
from schemas.reconciliation import Reconciliation
from service import documents

JSON, HTML = "application/json", "text/html"
REPORTS: dict[str, Callable[[Reconciliation, Language | None], str]] = {
    JSON: lambda document, _: json.render(document),
    "text/markdown": lambda document, language: markdown.render(document, language=language),
    "text/plain": lambda document, language: text.render(document, language=language),
    HTML: lambda document, language: html.render(document, language=language),
    "text/csv": lambda document, language: csv.render(document, language=language),
    "application/ld+json": lambda document, _: jsonld.render(document),
}
"""By media type. The document, in JSON, explains itself in both languages; a report is in one."""


def render(document: str, media_type: str, lang: str) -> bytes:
    """The report of a document in one of REPORTS, as UTF-8. Takes a while for a long one: call it off the event loop.

    `document` is JSON as it is kept; `lang` is ko, en, or auto: that of most articles.
    """
    if media_type == JSON:
        return document.encode("utf-8")
    language: Language | None = "ko" if lang == "ko" else "en" if lang == "en" else None
    return REPORTS[media_type](documents.kept(document), language).encode("utf-8", "replace")


def headers(media_type: str) -> dict[str, str]:
    """What has to go with a report: a page may use its own style and script, and nothing from anywhere."""
    return {"Content-Security-Policy": html.content_security_policy()} if media_type == HTML else {}
