"""What a story's page shows that changes: what conflicts now, what each set of articles changed, its articles.

events, the newest first                                 one `ChangeSet`
reconciled · agreement_gained · agreement_gained ·       기사 추가 저녁신문 · 새 불일치 1건 · 일치 2건 추가
conflict_new · article_added, then those of the          the conflict told, the agreements folded away
document before, which end in its own `reconciled`
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from anyio import to_thread

from reconcile.report import html
from reconcile.report.messages import Language
from reconcile.report.values import label
from reconcile.report.web_build import cards
from reconcile.report.web_view import SYMBOLS
from schemas.reconciliation import VERDICTS, Reconciliation, Verdict
from service import documents
from service.backend import Backend
from service.storage import articles
from service.storage.paging import MOST
from service.web.inside import Inside
from service.web.pages import Asked
from service.web.reconciliations import verdict_names
from service.web.words import chosen, say

SETS = 8
"""Sets of changes on a page."""
_NAMES = 3
"""Articles of a set that are named in its line."""
_SHOWN: tuple[Verdict, ...] = ("conflict", "update")
_KEPT = 16
"""Documents whose cards are kept: every event has each page that shows the story ask for them."""
_ENDS = ("reconciled", "failed")
"""The last event of a set: with it a job tells how it ended."""
_FOLDED = ("agreement_gained", "agreement_lost")
_COUNTED = ("conflict_new", "conflict_gone", "update_new", *_FOLDED)
_ORDER = ("failed", "conflict_new", "update_new", "conflict_gone")
_SIGNS: dict[str, Verdict] = {"conflict_new": "conflict", "update_new": "update"}

Event = Mapping[str, Any]


@dataclass(slots=True)
class ChangeSet:
    """The events that came with one document of a story, or with a failure to make one."""

    first: int
    """The id of its oldest event."""
    at: str
    events: list[Event] = field(default_factory=list)
    line: str = ""
    """All of it in one line."""

    def take(self, event: Event) -> None:
        self.events.append(event)
        self.first = event["id"]

    @property
    def key(self) -> int:
        """What it is known by: the id of its last event."""
        return int(self.events[0]["id"])

    @property
    def told(self) -> list[Event]:
        """What a reader must not miss, the gravest first."""
        found = [event for event in reversed(self.events) if event["type"] in _ORDER]
        return sorted(found, key=lambda event: _ORDER.index(event["type"]))

    @property
    def folded(self) -> list[Event]:
        """What is shown on demand."""
        return [event for event in reversed(self.events) if event["type"] in _FOLDED]


async def change_sets(request: Asked, backend: Backend, story_id: str, before: int | None) -> dict[str, Any]:
    """The newest sets of changes, or the newest before an event; `older` is the event before which others are."""
    found: list[ChangeSet] = []
    older, cursor = None, None
    while older is None:
        query = {"order": "newest", "before": before, "cursor": cursor, "limit": MOST}
        page = (await Inside(request).get(f"/v1/stories/{story_id}/events", query)).data
        for event in page["items"]:
            if not found or event["type"] in _ENDS:
                if len(found) == SETS:
                    older = found[-1].first
                    break
                found.append(ChangeSet(event["id"], event["at"]))
            found[-1].take(event)
        cursor = page["next"]
        if cursor is None:
            break
    about = {event["article"] for each in found for event in each.events if event["article"]}
    async with backend.database.reading() as session:
        names = {each["id"]: name(each) for each in await articles.named(session, sorted(about))}
    for each in found:
        each.line = " · ".join(_line(each, names, chosen(request)))
    told = [each for each in found if each.line]  # of no article nothing is told
    return {
        "sets": told,
        "older": older,
        "before": before,
        "kind_name": partial(kind_name, chosen(request)),
        "signs": {t: (v, SYMBOLS[v]) for t, v in _SIGNS.items()},
    }


async def live(request: Asked, backend: Backend, story_id: str, before: int | None = None) -> dict[str, Any]:
    """What the live part shows. Raises Refused."""
    inside, language = Inside(request), chosen(request)
    newest = (await inside.get(f"/v1/stories/{story_id}/events", {"order": "newest", "limit": 1})).data["items"]
    story = (await inside.get(f"/v1/stories/{story_id}")).data
    async with backend.database.reading() as session:
        members = await articles.named(session, story["articles"])
    place = f"/v1/reconciliations/{story['reconciliation']}"
    record = (await inside.get(f"{place}/record")).data
    shown: dict[str, Any] = {"cards": dict.fromkeys(_SHOWN, ()), "of": {}, "about": {}, "ids": ()}
    if record["version"]:
        document = (await inside.get(place)).raw
        shown = await to_thread.run_sync(_cards, document, limiter=backend.rendering)
    numbers = {article_id: number for number, article_id in enumerate(shown["ids"], 1)}
    counts = (record["summary"] or {}).get("by_verdict")
    return {
        **html.for_cards(language), **shown, **await change_sets(request, backend, story_id, before),
        "last": newest[0]["id"] if newest else 0,
        "story": story, "report": f"/reconciliations/{story['reconciliation']}", "names": verdict_names(language),
        "articles": sorted(members, key=lambda each: numbers.get(each["id"], len(numbers) + 1)), "numbers": numbers,
        "counts": [(v, counts.get(v, 0)) for v in VERDICTS] if counts is not None else None,
        "under_way": story["status"] in ("queued", "running"), "added": "", "problem": None,
    }  # fmt: skip


def kind_name(language: Language, event: Event) -> str:
    """What kind of detail an event is about."""
    return label(language, "kind", event["kind"]) if event["kind"] else ""


def name(article: Mapping[str, Any]) -> str:
    """What an article is called in a line: its outlet, else its title, else how its text begins."""
    return str(article["outlet"] or article["title"] or article["start"])


@lru_cache(_KEPT)  # many may look at one story
def _cards(raw: bytes) -> dict[str, Any]:
    """The cards of a document, and by the id of each what of the articles it is about: that stays as it grows."""
    document = documents.kept(raw)
    made = cards(document, _SHOWN)
    ids = {card.item.id for of_verdict in made.values() for card in of_verdict}
    return {
        "cards": made, "of": dict(_values(document, ids)), "ids": tuple(article.id for article in document.articles),
        "about": {card.item.id: card.item.about for of_verdict in made.values() for card in of_verdict},
    }  # fmt: skip


def _values(document: Reconciliation, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    for entry in document.reconciled:
        for found in entry.comparisons:
            if found.id in wanted:
                spans = (f"{item.article}:{item.start}" for item in found.evidence if item.use == "value")
                yield found.id, " ".join(dict.fromkeys(spans))


def _line(changed: ChangeSet, names: Mapping[str, str], language: Language) -> Iterator[str]:
    of_type: dict[str, list[Event]] = {}
    for event in reversed(changed.events):
        of_type.setdefault(event["type"], []).append(event)
    if "failed" in of_type:
        yield say(language, "event.failed")
    for type_, found in of_type.items():
        if type_.startswith("article_"):
            called = [names.get(event["article"]) or (event["explanation"] or {}).get(language, "") for event in found]
            listed = ", ".join(called[:_NAMES])
            if len(called) > _NAMES:
                listed = say(language, "history.more", names=listed, count=len(called) - _NAMES)
            yield say(language, f"story.line_{type_}", names=listed)
    for type_ in _COUNTED:
        if type_ in of_type:
            yield say(language, f"story.count_{type_}", count=len(of_type[type_]))
