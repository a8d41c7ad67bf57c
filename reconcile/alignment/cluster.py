"""From mentions to questions: which details of which articles answer one question, and with which values.

1. Pairs that the blocking proposes, and whose values agree, are scored; a pair stands when it reaches the threshold
   and neither side has a clearly better partner in the other's article.
2. Standing pairs are joined, the best first, as long as all values of a group agree with one another: a *side*.
3. Sides whose values differ are held against each other when they answer one question beyond doubt: a *dispute*.

Everything is ordered by score and then by content, never by the order in which articles came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reconcile.alignment.blocking import Pair
from reconcile.alignment.counts import count_other_states, runs_on
from reconcile.alignment.levels import Score
from reconcile.alignment.translations import translated
from reconcile.alignment.values import Relating, relate_details
from reconcile.claims.mention import Mention
from reconcile.claims.tallies import value_key
from reconcile.knowledge.gazetteer import Gazetteer
from schemas.values import DateValue, PlaceValue

AGREE_AT = {"figure": -0.5, "date": -1.0, "place": 1.0}
"""Bits from which two agreeing values are taken to answer one question."""
LOOSELY_AT = {"figure": -0.5, "date": 0.5, "place": 1.0}
"""The same for values of which one only contains or bounds the other."""
TELLING_AT = -2.0
"""The same for figures of two digits and more that are equal, or as good as, and where the surroundings are close."""
WITHIN_ARTICLE, HEADING_TO_BODY = 6.0, 1.0
"""Bits more that two details of one article need, since it names a day, a town or a number for many reasons; less
between a headline or a caption and the text that it stands over.
"""
UNDER_A_PICTURE = 0.5
"""The same for dates of which one stands in a caption."""
OF_A_PAST_YEAR = 2.0
"""The same for figures of which only one is told of a past year (the 2 dead of 2025)."""
PART_OF_WHOLE = 12.0
"""Bits more where one wording makes its figure a part of a whole and the other does not."""
NEAR_BEST = 1.0
"""How many bits less than its best partner in an article a pair may have."""
_CHECKED_AGAINST = 8


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A scored pair of mentions that stands. `echo`: one clause holds both, and they are all that differs in it."""

    first: Mention
    second: Mention
    score: Score
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one kind whose values agree: a side. `links` are the pairs that brought them together."""

    mentions: tuple[Mention, ...]
    links: tuple[Link, ...] = ()
    articles: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "articles", frozenset([m.article for m in self.mentions]))

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.mentions[0].key


def agree(a: Mention, b: Mention, gazetteer: Gazetteer) -> bool:
    """Whether two details of one kind may stand on one side."""
    if a.detail.kind in ("person", "organisation"):
        return True
    if a.detail.kind == "quote" and a.article == b.article:
        return True  # one source quotes in two what another quotes in one
    if a.detail.kind == "quote" and a.language != b.language:
        return translated(a, b)
    if of_two_things(a, b) is not None:
        return False
    return relate_details(a.detail, b.detail, gazetteer).standing == "same"


def of_two_things(a: Mention, b: Mention) -> str | None:
    """The code of what makes two details tell of two things whatever their values; None where nothing does.

    A town where it happened, and one 30 miles off; the day of a vote, and that of the release on it.
    """
    if a.detail.kind == "figure":
        return "other_state" if count_other_states(a, b) else None
    if a.detail.kind == "date":
        if _year_of_a_day(a, b) or _year_of_a_day(b, a):
            return "granularity_differs"
        return "dateline" if a.dateline != b.dateline else None
    measured = {m.place_role == "measured" for m in (a, b) if m.place_role is not None}
    return "part_played_differs" if len(measured) > 1 else None


_DAYS = frozenset({"minute", "hour", "day"})


def _year_of_a_day(year: Mention, other: Mention) -> bool:
    """Whether one is a year of which its own clause tells the day, and the other a day: the 2027 fair opens on 17 July.

    The answer of that clause is its day.
    """
    value, day = year.detail.value, other.detail.value
    if not isinstance(value, DateValue) or not isinstance(day, DateValue):
        return False
    if value.granularity != "year" or day.granularity not in _DAYS:
        return False
    return any(d.granularity in _DAYS and d.edtf[:4] == value.edtf[:4] for d in year.dates)


def linked(a: Mention, b: Mention, gazetteer: Gazetteer) -> Link:
    """The two with what their features weigh."""
    return _weighed(a, b, relate_details(a.detail, b.detail, gazetteer))


def _weighed(a: Mention, b: Mention, relating: Relating) -> Link:
    first, second = (a, b) if a.key <= b.key else (b, a)
    return Link(first, second, Score(first, second, relating))


def agreeing(kind: str, pairs: Iterable[Pair], rivals: Iterable[Link], gazetteer: Gazetteer) -> list[Link]:
    """Of pairs of two articles, or of one, the links that stand: their values agree, and nothing near is better.

    `rivals` are links between details of the two whose values differ: a detail goes with the partner that most likely
    answers its question, and not with whoever happens to state its number.
    """
    if kind not in AGREE_AT:
        return [linked(a, b, gazetteer) for a, b in pairs if agree(a, b, gazetteer)]
    related = ((a, b, relate_details(a.detail, b.detail, gazetteer)) for a, b in pairs if of_two_things(a, b) is None)
    links = [_weighed(a, b, relating) for a, b, relating in related if relating.standing == "same"]
    good = [k for k in links if k.score.total >= least(k)]
    kept = set(standing([*good, *rivals]))
    return [k for k in good if k in kept]


def contained(
    groups: Sequence[Group],
    lying: Mapping[Mention, Sequence[Mention]],
    link: Callable[[Mention, Mention], Link],
    together: Callable[[Mention, Mention], bool],
) -> list[Group]:
    """Places of one article only, joined with a place of another that contains them or lies in them.

    `lying` are the places of other articles that contain a place, or lie in it.
    """
    home = {m: g for g in groups for m in g.mentions}
    stands_for = {m for g in groups for m in {m.article: m for m in reversed(g.mentions)}.values()}
    links = []
    for group in groups:
        if len(group.articles) > 1:
            continue
        a = group.mentions[0]
        for b in lying.get(a, ()):
            other = home[b]
            if b in stands_for and other is not group:
                found = link(a, b)
                both_alone = len(other.articles) == 1
                if _one_spot(a, b) or (both_alone and found.score.total >= LOOSELY_AT["place"]):
                    first, second = home[found.first].mentions[0], home[found.second].mentions[0]
                    links.append(Link(first, second, found.score))
    merged = []
    for made in join([g.mentions[0] for g in groups], standing(links), together):
        parts = [home[m] for m in made.mentions]
        if len(parts) == 1:
            merged += parts
            continue
        mentions = sorted((m for g in parts for m in g.mentions), key=lambda m: m.key)
        merged.append(Group(tuple(mentions), (*made.links, *(k for g in parts for k in g.links))))
    return merged


def fold_repeats(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one article that say the same of the same, together: they are compared once."""
    alike: dict[tuple[object, ...], list[list[Mention]]] = {}
    folded: list[list[Mention]] = []
    for m in mentions:
        key = (m.article, m.block, value_key(m.detail.value), m.measure, m.predicate, m.part, m.modality)
        homes = alike.setdefault(key, [])  # hashing whole values costs more than comparing the few that are left
        same = next((s for s in homes if s[0].detail.value == m.detail.value and s[0].dates == m.dates), None)
        if same is None:
            homes.append([m])
            folded.append(homes[-1])
        else:
            same.append(m)
    return folded


def unfolded(group: Group, whole: Mapping[Mention, Sequence[Mention]]) -> Group:
    """The group with all that its mentions stand for, `whole`."""
    if not any(m in whole for m in group.mentions):
        return group
    mentions = sorted((x for m in group.mentions for x in whole.get(m, [m])), key=lambda m: m.key)
    return Group(tuple(mentions), group.links)


def _one_spot(a: Mention, b: Mention) -> bool:
    """Whether the outer of two places is so small that naming it and a place in it is about one spot.

    A neighbourhood in its district; a hall in a building that both name.
    """
    places = [m.detail.value for m in (a, b) if isinstance(m.detail.value, PlaceValue)]
    levels = [p.level for p in places]
    landmarks = all(p.id is None and p.level not in ("road", "area", "locality") for p in places)
    return ("district" in levels and "neighbourhood" in levels) or landmarks


_TELLING = frozenset({"equal_two", "equal_three", "converted_close", "rounded_close"})
_LOOSE = ("contained", "bound", "compatible")


def least(link: Link) -> float:
    """Bits from which two agreeing values of a figure, a date or a place are taken to answer one question."""
    value = link.score.level("value") or ""
    loose = _is_loose(link)
    telling = value in _TELLING and link.score.level("unit") == "specific"
    close = loose and link.score.level("context") == "close"
    bits = TELLING_AT if telling or close else (LOOSELY_AT if loose else AGREE_AT)[link.first.detail.kind]
    if link.first.detail.kind == "date" and link.score.level("position") == "caption":
        bits = max(bits, UNDER_A_PICTURE)
    if _of_a_past_year(link):
        bits = max(bits, OF_A_PAST_YEAR)
    if link.score.level("scope") == "part":
        bits += PART_OF_WHOLE
    if link.first.article == link.second.article:
        over = (link.first.block == "paragraph") != (link.second.block == "paragraph")
        bits += HEADING_TO_BODY if over else WITHIN_ARTICLE
    return bits


def _of_a_past_year(link: Link) -> bool:
    """Whether only one figure is told of a past year, and no noun says that it is that of the other all the same.

    The dead of a year and those of a crash have one noun.
    """
    if link.first.past_year == link.second.past_year or link.score.level("time") not in ("apart", "other"):
        return False
    running = runs_on(link.first) and runs_on(link.second)
    return running or link.score.level("measure") not in ("phrase", "head", "narrowed", "concept")


def _is_loose(link: Link) -> bool:
    """Whether one value only contains or bounds the other."""
    return (link.score.level("value") or "").startswith(_LOOSE)


ECHO = 20.0
"""Bits more that an echo has than any other partner: a clause told word for word leaves nothing to weigh."""


def _total(link: Link) -> float:
    return link.score.total + (ECHO if link.echo else 0.0)


def standing(links: Iterable[Link], weight: Callable[[Link], float] = _total) -> list[Link]:
    """The links that are near the best of both their mentions in the other's article.

    A headline or a caption is no rival of the body that it stands over: it repeats it, or contradicts it.
    """
    weighed = [(link, weight(link), *_slots(link)) for link in links]
    best: dict[tuple[Mention, str, bool], float] = {}
    for _, bits, one, other in weighed:
        best[one] = max(bits, best.get(one, bits))
        best[other] = max(bits, best.get(other, bits))
    return [k for k, bits, one, other in weighed if bits >= max(best[one], best[other]) - NEAR_BEST]


def _slots(link: Link) -> tuple[tuple[Mention, str, bool], tuple[Mention, str, bool]]:
    """Each mention with the other's article, and whether it is the body of it."""
    first, second = link.first, link.second
    return (first, second.article, second.block == "paragraph"), (second, first.article, first.block == "paragraph")


def join(mentions: Sequence[Mention], links: Sequence[Link], agree: Callable[[Mention, Mention], bool]) -> list[Group]:
    """Join linked mentions, the best link first, while every value of a group agrees with every other."""
    home: dict[Mention, list[Mention]] = {m: [m] for m in mentions}
    used: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda k: (-k.score.total, k.first.key, k.second.key)):
        one, two = home[link.first], home[link.second]
        if one is two:
            used[id(one)].append(link)
            continue
        if not all(agree(a, b) for a in one[:_CHECKED_AGAINST] for b in two[:_CHECKED_AGAINST]):
            continue
        one.extend(two)
        used[id(one)] = [*used.get(id(one), ()), *used.pop(id(two), ()), link]
        for mention in two:
            home[mention] = one
    seen: set[int] = set()
    groups = []
    for mention in mentions:
        members = home[mention]
        if id(members) not in seen:
            seen.add(id(members))
            groups.append(Group(tuple(sorted(members, key=lambda m: m.key)), tuple(used.get(id(members), ()))))
    return groups
