"""Who is named: the mentions of one article gathered to persons and organisations.

Before: ``윤서하 다온 대표이사 사장``, later ``윤 사장``, later ``윤서하``.
After:  three mentions of one person, each with the same id, titles and organisation.

A language finds the mentions; this module merges what they say, drops overlaps, and makes candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from reconcile.languages.base import Candidate
from reconcile.languages.own_names import OwnName, OwnNames
from schemas.values import OrganisationValue, PersonValue


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a person: `id` and `name` are those of the full form."""

    passage: int
    start: int
    end: int
    id: str
    name: str
    titles: tuple[str, ...] = ()
    organisation: str | None = None
    rule: str = "person"


@dataclass(frozen=True, slots=True)
class BodyMention:
    """One place that names an organisation."""

    passage: int
    start: int
    end: int
    id: str
    rule: str = "organisation"


@dataclass(slots=True)
class Body:
    """An organisation while its article is read: its full name and the other names defined for it."""

    name: str
    aliases: list[str] = field(default_factory=list)

    def add(self, alias: str) -> None:
        """Record another name, once."""
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)


_Any = TypeVar("_Any", Mention, BodyMention)


def own_persons(found: Iterable[OwnName], known: OwnNames, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with the user's names: under their canonical names, and added where no rule saw one."""
    given = [
        Mention(one.passage, one.start, one.end, one.id, one.name, rule="own.alias")
        for one in found
        if one.kind == "person"
    ]
    renamed = []
    for mention in mentions:
        row = known.of(mention.name, "person")
        renamed.append(mention if row is None else replace(mention, id=row.key, name=row.name))
    return sorted([*given, *renamed], key=lambda one: (one.passage, one.start, one.end, one.rule))


def person_candidates(mentions: Iterable[Mention], count: int) -> list[list[Candidate]]:
    """Candidates for `count` passages; a person has the titles and the organisation of all its mentions.

    A title that is the end of a longer one (사장 beside 대표이사 사장) is not repeated; of two mentions
    that overlap, the earlier and longer stays.
    """
    every = sorted(mentions, key=lambda one: (one.passage, one.start, one.end))
    kept = _without_overlaps(every)
    titles: dict[str, list[str]] = {}
    organisations: dict[str, str] = {}
    for mention in every:
        known = titles.setdefault(mention.id, [])
        known.extend(title for title in mention.titles if title and title not in known)
        if mention.organisation:
            organisations.setdefault(mention.id, mention.organisation)
    values: dict[tuple[str, str], PersonValue] = {}
    answer: list[list[Candidate]] = [[] for _ in range(count)]
    for mention in kept:
        value = values.get((mention.id, mention.name))
        if value is None:
            own = titles[mention.id]
            full = tuple(title for title in own if not any(title != other and other.endswith(title) for other in own))
            value = PersonValue(
                id=mention.id, name=mention.name, titles=full, organisation=organisations.get(mention.id)
            )
            values[mention.id, mention.name] = value
        answer[mention.passage].append(Candidate("person", mention.start, mention.end, value, mention.rule))
    return answer


def body_candidates(mentions: Iterable[BodyMention], bodies: dict[str, Body], count: int) -> list[list[Candidate]]:
    """Candidates for `count` passages from the mentions of `bodies`, which are keyed by id."""
    values: dict[str, OrganisationValue] = {}
    answer: list[list[Candidate]] = [[] for _ in range(count)]
    for mention in _without_overlaps(mentions):
        value = values.get(mention.id)
        if value is None:
            body = bodies[mention.id]
            value = OrganisationValue(id=mention.id, name=body.name, aliases=tuple(body.aliases))
            values[mention.id] = value
        answer[mention.passage].append(Candidate("organisation", mention.start, mention.end, value, mention.rule))
    return answer


def merged(*readings: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Several readings of the same passages as one, each passage in order of position."""
    return [
        sorted((one for part in parts for one in part), key=lambda one: (one.start, one.end, one.kind))
        for parts in zip(*readings, strict=True)
    ]


def _without_overlaps(mentions: Iterable[_Any]) -> list[_Any]:
    kept: list[_Any] = []
    for mention in sorted(mentions, key=lambda one: (one.passage, one.start, -one.end, one.rule)):
        if kept and kept[-1].passage == mention.passage and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
