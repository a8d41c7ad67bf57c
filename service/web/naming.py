"""What a comparison is called: its story, else the headline of its first article and how many others there are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reconcile.report.messages import Language
from service.backend import Backend
from service.storage import articles, jobs, stories
from service.web.words import say

_LONGEST = 60
"""Characters of a headline."""


def headline(title: str | None, text: str) -> str:
    """The title of an article, else how its text begins: one line, cut where it is long; empty where there is none."""
    line = " ".join((title or "").split()) or " ".join(text.strip().partition("\n")[0].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


async def names(backend: Backend, records: Sequence[Mapping[str, Any]], language: Language) -> dict[str, str]:
    """The name of each comparison, by its id; of one that came to nothing, by the articles that it was asked for."""
    lost = [row["id"] for row in records if not (row["story"] or row["articles"])]
    async with backend.database.reading() as session:
        titles = await stories.titles(session, [row["story"] for row in records if row["story"]])
        known = await articles.named(session, [row["articles"][0] for row in records if row["articles"]])
        asked = await jobs.asked(session, lost)
    heads = {each["id"]: headline(each["title"], each["start"]) for each in known}
    found = {}
    for row in records:
        if row["story"]:
            found[row["id"]] = titles.get(row["story"], "")
            continue
        given = asked.get(row["id"], ())
        first = next(filter(None, (headline(each.get("title"), each.get("text") or "") for each in given)), "")
        name = heads.get(row["articles"][0], "") if row["articles"] else first
        found[row["id"]] = _with_others(language, name, len(row["articles"] or given))
    return found


def _with_others(language: Language, name: str, count: int) -> str:
    if not name:
        return say(language, "history.unnamed_articles")
    return say(language, "history.and_others", name=name, count=count - 1) if count > 1 else name


def slug(name: str) -> str:
    """A name for files, of letters and digits of any script."""
    return re.sub(r"[\W_]+", "-", name).strip("-")[:_LONGEST]
