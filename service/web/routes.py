"""All routes of the web page; none of them is part of the API, nor of its description."""

from __future__ import annotations

from service.web import assets, compare, downloads, history, reconciliations, reviewing, signing, stories

HANDLERS = [
    *compare.HANDLERS, *reconciliations.HANDLERS, *history.HANDLERS, *reviewing.HANDLERS, *downloads.HANDLERS,
    *stories.HANDLERS, *signing.HANDLERS,
    *assets.HANDLERS,
]  # fmt: skip
