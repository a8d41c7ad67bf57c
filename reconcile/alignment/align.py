"""Articles one by one, and the groups of details that answer one question: alignment, kept while a story grows.

    add        an article is read for what others meet in it, and takes its place among its nearest
    refresh    articles that have not met yet do; what the others had for each other is known
    groups     what met is joined over all articles

An article brings the meetings with its own partners, and with those for whose claims its own are the nearest. The
order of adding makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reconcile.alignment import semantic
from reconcile.alignment.across import names_around, namesakes, shown
from reconcile.alignment.blocking import PROPOSING
from reconcile.alignment.cluster import Group, Link, agree, contained, linked
from reconcile.alignment.components import Groups
from reconcile.alignment.echoes import told_otherwise
from reconcile.alignment.meeting import NAMES, Meeting, alone, meet
from reconcile.alignment.nearest import ALL_MEET, Nearest
from reconcile.alignment.parts import Part, part, restricted
from reconcile.alignment.related import Related, profile
from reconcile.alignment.romanise import one_name
from reconcile.alignment.short_names import FullNames, full_names, resolved
from reconcile.alignment.statements import of_two_articles
from reconcile.alignment.tellings import Claims, Tellings
from reconcile.claims.extract import Extraction
from reconcile.claims.mention import Meaning, Mention
from reconcile.knowledge.gazetteer import Gazetteer
from reconcile.progress import OnProgress, counted
from reconcile.settings import Settings

_Seen = tuple[tuple[str, str], ...] | None
"""What names of an article have namesakes in another script, with the key that they share; None in one language."""


class Alignment:
    """The alignment of a growing set of articles."""

    def __init__(self, settings: Settings, gazetteer: Gazetteer) -> None:
        self._settings = settings
        self._gazetteer = gazetteer
        self._extractions: dict[str, Extraction] = {}
        self._named: dict[str, tuple[FullNames, Sequence[Mention]]] = {}
        self._meanings: dict[str, Mapping[str, Meaning]] = {}
        self._parts: dict[str, tuple[Sequence[Mention], _Seen, Part]] = {}
        self._meetings: dict[tuple[str, str], tuple[Part, Part, Claims | None, Meeting]] = {}
        self._one_name: dict[tuple[str, str, str], bool] = {}
        self._pairs = Pairs(gazetteer)
        self.related = Related()
        """Whether two articles are on one event."""
        self._nearest = Nearest(self.related)
        self._tellings = Tellings(self.related)

    def add(self, extraction: Extraction) -> None:
        """One article more."""
        article = extraction.article.id
        self._extractions[article] = extraction
        about = extraction.once(profile)
        self.related.add(about)
        self._nearest.add(about)

    def remove(self, article: str) -> None:
        """One article less. Raises KeyError when it is not there."""
        del self._extractions[article]
        for kept in (self._named, self._meanings, self._parts):
            kept.pop(article, None)
        self._nearest.remove(article)
        self._tellings = Tellings(self.related)
        self.related.remove(article)

    @property
    def extractions(self) -> list[Extraction]:
        """In order of the ids of their articles."""
        return [self._extractions[article] for article in sorted(self._extractions)]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All details as they are compared, in order of their keys."""
        return tuple(m for p in self._refreshed() for m in p.mentions)

    def meet(self, on_progress: OnProgress | None = None) -> Met:
        """All that the articles have for each other; `on_progress` hears of each pair of articles."""
        parts = self._refreshed()
        by_article = {p.article: p for p in parts}
        kept = {}
        for (a, b), claims in counted(sorted(self._partners().items()), "pairs", on_progress):
            one, other = by_article[a], by_article[b]
            known = self._meetings.get((a, b))
            if known is None or known[0] is not one or known[1] is not other or known[2] != claims:
                known = (one, other, claims, self._meeting(one, other, claims))
            kept[a, b] = known
        self._meetings = kept
        self._pairs.begin()
        return Met(parts, [meeting for *_, meeting in kept.values()], self.related, self._pairs)

    def _partners(self) -> Mapping[tuple[str, str], Claims | None]:
        """The pairs of articles that meet, each with itself too; with the claims where it is for some of them only."""
        whole: dict[tuple[str, str], Claims | None] = {(a, a): None for a in self._extractions}
        whole |= dict.fromkeys(self._nearest.pairs())
        if len(self._extractions) <= ALL_MEET:
            return whole
        for article, extraction in self._extractions.items():
            if article not in self._tellings:
                self._tellings.add(extraction)
        return {**self._tellings.pairs(), **whole}

    def _meeting(self, one: Part, other: Part, claims: Claims | None) -> Meeting:
        if one is other:
            own = self._extractions[one.article]
            return own.once(_alone, self._gazetteer) if one is own.once(_own_part) else alone(one, self._gazetteer)
        if claims is not None:
            one, other = restricted(one, claims), restricted(other, claims)
        return meet(one, other, self.related, self._gazetteer, statements=self._settings.statements)

    def _refreshed(self) -> list[Part]:
        """The articles as others meet them: with the full names that only others have, and between languages with what
        both can compare.
        """
        extractions = self.extractions
        named = self._in_full(extractions)
        across = len({m.language for mentions in named for m in mentions[:1]}) > 1
        keys = namesakes((m for mentions in named for m in mentions), self._is_one_name) if across else {}
        found = []
        for extraction, mentions in zip(extractions, named, strict=True):
            article = extraction.article.id
            seen: _Seen = None
            if across:
                seen = tuple(sorted((name, keys[name]) for name in names_around(mentions) if name in keys))
            known = self._parts.get(article)
            if known is None or known[0] is not mentions or known[1] != seen:
                as_shown = mentions if seen is None else shown(mentions, keys, self._meaning(extraction))
                read = extraction.once(_own_part) if as_shown is extraction.mentions else part(article, as_shown)
                known = self._parts[article] = (mentions, seen, read)
            found.append(known[2])
        return found

    def _in_full(self, extractions: Sequence[Extraction]) -> list[Sequence[Mention]]:
        """The mentions of each article with short names resolved; the same object while the same names are."""
        of_article: dict[str, dict[tuple[str, str, str], str]] = {}
        for key, name in full_names(m for e in extractions for m in e.mentions).items():
            of_article.setdefault(key[1], {})[key] = name
        found = []
        for extraction in extractions:
            article = extraction.article.id
            names = of_article.get(article, {})
            known = self._named.get(article)
            if known is None or known[0] != names:
                known = self._named[article] = (names, resolved(extraction.mentions, names))
            found.append(known[1])
        return found

    def _is_one_name(self, kind: str, a: str, b: str) -> bool:
        if (kind, a, b) not in self._one_name:
            self._one_name[kind, a, b] = one_name(kind, a, b)
        return self._one_name[kind, a, b]

    def _meaning(self, extraction: Extraction) -> Mapping[str, Meaning]:
        if not self._settings.semantic or not semantic.available():
            return {}
        article = extraction.article.id
        if article not in self._meanings:
            self._meanings[article] = semantic.meanings_of(extraction)
        return self._meanings[article]


def _own_part(extraction: Extraction) -> Part:
    """An article as others meet it that know no more of its names."""
    return part(extraction.article.id, extraction.mentions)


def _alone(extraction: Extraction, gazetteer: Gazetteer) -> Meeting:
    return alone(extraction.once(_own_part), gazetteer)


class Pairs:
    """What details are to each other, kept from one document to the next as long as somebody asks."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._links: dict[tuple[Mention, Mention], Link] = {}
        self._agreeing: dict[tuple[Mention, Mention], bool] = {}
        self._groups: dict[str, Groups] = {}
        self.begin()

    def begin(self) -> None:
        """Forgets what was not asked for since the last call."""
        self._old = self._links, self._agreeing
        self._links, self._agreeing = {}, {}

    def groups(self, kind: str) -> Groups:
        """The groups of a kind of detail."""
        return self._groups.setdefault(kind, Groups())

    def link(self, a: Mention, b: Mention) -> Link:
        """The two with what their features weigh."""
        known = self._links.get((a, b))
        if known is None:
            known = self._links[a, b] = self._old[0].get((a, b)) or linked(a, b, self._gazetteer)
        return known

    def agree(self, a: Mention, b: Mention) -> bool:
        """Whether the two may stand on one side."""
        known = self._agreeing.get((a, b))
        if known is None:
            known = self._old[1].get((a, b))
            known = self._agreeing[a, b] = agree(a, b, self._gazetteer) if known is None else known
        return known


class Met:
    """What all articles have for each other, joined into groups."""

    def __init__(
        self,
        parts: Sequence[Part],
        meetings: Sequence[Meeting],
        related: Related,
        pairs: Pairs,
    ) -> None:
        self._parts = parts
        self._meetings = meetings
        self._related = related
        self._pairs = pairs
        self.rivals = [k for meeting in meetings for k in meeting.rivals]
        """Links between details whose values differ and that answer one question, as far as the two can tell."""

    def groups(self) -> list[Group]:
        """Every typed detail in exactly one group."""
        found: list[Group] = []
        echoed = told_otherwise(k for meeting in self._meetings for k in meeting.against)
        whole = {m: same for p in self._parts for m, same in p.folded.items() if len(same) > 1}

        def together(a: Mention, b: Mention) -> bool:
            """An article has answered in its own words what it tells otherwise: it does not stand beside the other."""
            apart = b.article in echoed.get(a, ()) or a.article in echoed.get(b, ())
            return not apart and self._pairs.agree(a, b)

        for kind in sorted({k for p in self._parts for k in p.first} - {"statement"}):
            mentions = [m for p in self._parts for m in p.first.get(kind, ())]
            links = self._links(kind, mentions)
            joined = self._pairs.groups(kind).join(mentions, links, together, whole=whole, echoed=echoed)
            found += self._contained(joined, together) if kind == "place" else joined
        return sorted(found, key=lambda g: g.key)

    def _links(self, kind: str, mentions: Sequence[Mention]) -> list[Link]:
        """Names are linked each with the next of its bucket, other details article by article."""
        if kind in NAMES:
            pairs = PROPOSING[kind](mentions)
            return [self._pairs.link(a, b) for a, b in pairs if self._related(a.article, b.article)]
        return [k for meeting in self._meetings for k in meeting.links.get(kind, ())]

    def statements(self) -> list[Group]:
        """Every statement in exactly one group."""
        links = [k for meeting in self._meetings for k in meeting.statements]
        mentions = [m for p in self._parts for m in p.first["statement"]]
        return self._pairs.groups("statement").join(mentions, links, of_two_articles, whole={}, echoed={})

    def _contained(self, groups: Sequence[Group], together: Callable[[Mention, Mention], bool]) -> list[Group]:
        lying: dict[Mention, list[Mention]] = {}
        for meeting in self._meetings:
            for mention, others in meeting.lying.items():
                lying.setdefault(mention, []).extend(others)
        return contained(groups, lying, self._pairs.link, together)


def align(extractions: Iterable[Extraction], settings: Settings, gazetteer: Gazetteer) -> Alignment:
    """The alignment of these articles."""
    found = Alignment(settings, gazetteer)
    for extraction in extractions:
        found.add(extraction)
    return found
