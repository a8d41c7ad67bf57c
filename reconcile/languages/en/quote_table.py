"""How English news quotes: the rows of en/lexicon_quotes.toml."""

from __future__ import annotations

from schemas.base import Model


class QuotesTable(Model):
    """The rows of en/lexicon_quotes.toml; see the head of that file for what they mean."""

    verbs: tuple[str, ...]
    calling: tuple[str, ...]
    sources: tuple[str, ...]
    last_person: tuple[str, ...]
    clausal: tuple[str, ...]
    heard: tuple[str, ...]
