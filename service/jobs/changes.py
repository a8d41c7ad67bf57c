"""What changed between two documents of one story, as the events that tell it.

    before                                  after, with article C
    cmp-1 conflict   A:10-14 | B:8-12       cmp-4 conflict   A:10-14 | B:8-12, C:3-7    the same one, joined: no event
    cmp-2 agreement  A:20-25, B:30-35       cmp-5 conflict   A:20-25, B:30-35 | C:9-14  agreement_lost, conflict_new
    cmp-3 unique     B:40-45                cmp-6 agreement  B:40-45, C:20-25           agreement_gained

The id of a comparison changes with its evidence, so a comparison after descends from every one before with which it
shares a value: the same characters of the same article, read as the same kind of detail. A conflict is new when it
descends from none, and gone when none descends from it; likewise the others.

    between(standing(before), standing(after))
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from schemas.service import EventType

Document = Mapping[str, Any]
_TEXT = ("text", "blocks")
"""Fields of an article that its id is made from; what else changes was put right by somebody."""
_BEGUN: tuple[tuple[str, EventType], ...] = (
    ("conflict", "conflict_new"), ("update", "update_new"), ("agreement", "agreement_gained"),
)  # fmt: skip
_ENDED: tuple[tuple[str, EventType], ...] = (("conflict", "conflict_gone"), ("agreement", "agreement_lost"))


@dataclass(frozen=True, slots=True)
class Change:
    """One event to be. `entry` is of the document after; `comparison` of that in which it stands or last stood."""

    type: EventType
    explanation: dict[str, str]
    article: str | None = None
    entry: str | None = None
    comparison: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Comparison:
    id: str
    entry: str
    kind: str
    verdict: str
    explanation: Mapping[str, str]
    values: frozenset[tuple[str, int, int, str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a document the next one is held against: small enough to be kept."""

    articles: Sequence[Document] = ()
    comparisons: Sequence[_Comparison] = ()


def standing(document: Document) -> Standing:
    """That of a document, which is plain JSON."""
    articles = [{k: v for k, v in article.items() if k not in _TEXT} for article in document["articles"]]
    return Standing(articles, _comparisons(document))


def between(before: Standing, after: Standing) -> list[Change]:
    """The changes from one document to the next, articles first."""
    conflicts = sum(comparison.verdict == "conflict" for comparison in after.comparisons)
    return [
        *_of_articles(before.articles, after.articles),
        *_begun(before.comparisons, after.comparisons),
        *_ended(before.comparisons, after.comparisons),
        Change("reconciled", _told("reconciled", len(after.articles), conflicts=conflicts)),
    ]


def failed(detail: str) -> Change:
    """That a story could not be reconciled."""
    return Change("failed", _told("failed", detail))


def _of_articles(before: Sequence[Document], after: Sequence[Document]) -> Iterator[Change]:
    old, new = {a["id"]: a for a in before}, {a["id"]: a for a in after}
    for ident in sorted(new.keys() - old.keys()):
        yield _of_article("article_added", new[ident])
    for ident in sorted(new.keys() & old.keys()):
        if old[ident] != new[ident]:
            yield _of_article("article_corrected", new[ident])
    for ident in sorted(old.keys() - new.keys()):
        yield _of_article("article_removed", old[ident])


def _of_article(type_: EventType, article: Document) -> Change:
    title, outlet = article.get("title") or article["id"], article.get("outlet")
    return Change(type_, _told(type_, f"{title} ({outlet})" if outlet else title), article=article["id"])


def _begun(old: Sequence[_Comparison], new: Sequence[_Comparison]) -> Iterator[Change]:
    for verdict, type_ in _BEGUN:
        stood = _values(each for each in old if each.verdict == verdict)
        for each in new:
            if each.verdict == verdict and not any(value in stood for value in each.values):
                yield _of_comparison(type_, each, each.entry)


def _ended(old: Sequence[_Comparison], new: Sequence[_Comparison]) -> Iterator[Change]:
    now = _values(new)
    for verdict, type_ in _ENDED:
        for each in old:
            heirs = [heir for value in sorted(each.values) for heir in now.get(value, ())]
            if each.verdict == verdict and all(heir.verdict != verdict for heir in heirs):
                yield _of_comparison(type_, each, heirs[0].entry if heirs else None)


def _of_comparison(type_: EventType, of: _Comparison, entry: str | None) -> Change:
    return Change(type_, _told(type_, of.explanation), entry=entry, comparison=of.id, kind=of.kind)


def _comparisons(document: Document) -> list[_Comparison]:
    return [
        _Comparison(
            id=found["id"],
            entry=entry["id"],
            kind=found["kind"],
            verdict=found["verdict"],
            explanation=found["explanation"],
            values=frozenset(
                (e["article"], e["start"], e["end"], found["kind"]) for e in found["evidence"] if e["use"] == "value"
            ),
        )
        for entry in document["reconciled"]
        for found in entry["comparisons"]
    ]


def _values(comparisons: Iterable[_Comparison]) -> dict[tuple[str, int, int, str], list[_Comparison]]:
    found = defaultdict(list)
    for comparison in comparisons:
        for value in comparison.values:
            found[value].append(comparison)
    return dict(found)


def _told(type_: EventType, what: str | int | Mapping[str, str], **more: int) -> dict[str, str]:
    said = what if isinstance(what, Mapping) else dict.fromkeys(_sentences()[type_], str(what))
    return {lang: sentence.format(what=said[lang], **more) for lang, sentence in _sentences()[type_].items()}


@cache
def _sentences() -> dict[str, dict[str, str]]:
    """Sentences by type of event and language."""
    return tomllib.loads(files(__package__).joinpath("changes.toml").read_text(encoding="utf-8"))
