"""One clause in two articles, word for word, with another value in one place.

    쓰레기 73톤은 20일까지 수거됐다 / 쓰레기 73톤은 19일까지 수거됐다       20일, 19일
    the firm was fined $500 in 2021 / the firm was fined £500 in 2021     $500, £500
    용암동에서 둑이 무너졌다 / 남주동에서 둑이 무너졌다                      용암동, 남주동

Newsrooms copy sentences, and a slip is made in one word of them. Where everything else is the same, nothing has to be
weighed: the clause asks one question. So such a pair is proposed whatever its values are, it counts for more than a
like value elsewhere, and values that by themselves tell nothing of each other (two bounds, two currencies, two counts
without a noun) are two answers. A clause that both articles have with both values asks two questions, and is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reconcile.alignment.blocking import Pair
from reconcile.alignment.cluster import Link
from reconcile.alignment.dates import relate_dates
from reconcile.alignment.relating import DIFFERENT, Relating
from reconcile.claims.mention import Mention
from reconcile.knowledge import units
from schemas.values import DateValue, FigureValue, PlaceValue

_KINDS = frozenset({"figure", "date", "place"})
_LEAST_TAIL = 2
_SAME_WORDS = frozenset({"same", "equal"})


def echoes(mentions: Iterable[Mention]) -> Iterator[Pair]:
    """Of the details of two articles, pairs that stand at one place of one clause and are written otherwise."""
    frames: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for mention in sorted(mentions, key=lambda m: m.key):
        for frame in mention.frames if mention.detail.kind in _KINDS else ():
            frames.setdefault((mention.detail.kind, frame), {}).setdefault(mention.article, []).append(mention)
    found: set[Pair] = set()
    for by_article in frames.values():
        if len(by_article) > 1:
            one, other = (by_article[article] for article in sorted(by_article))
            found.update(_told_otherwise(one, other))
    yield from sorted(found, key=lambda pair: (pair[0].key, pair[1].key))


def told_otherwise(rivals: Iterable[Link]) -> dict[Mention, set[str]]:
    """The details that have an echo, each with the articles that tell it otherwise and so have their answer."""
    found: dict[Mention, set[str]] = {}
    for link in rivals:
        if link.echo:
            found.setdefault(link.first, set()).add(link.second.article)
            found.setdefault(link.second, set()).add(link.first.article)
    return found


def _told_otherwise(one: list[Mention], other: list[Mention]) -> Iterator[Pair]:
    texts = [{m.detail.text for m in side} for side in (one, other)]
    if len(texts[0] - texts[1]) == len(texts[1] - texts[0]) == 1:
        yield (
            next(m for m in one if m.detail.text not in texts[1]),
            next(m for m in other if m.detail.text not in texts[0]),
        )


def in_one_clause(a: Mention, b: Mention, relating: Relating) -> Relating | None:
    """How the values of an echo stand to each other, where they are two answers; None where they are not."""
    one, other = a.detail.value, b.detail.value
    if relating.standing == "different":
        return relating
    if relating.standing == "same":
        return DIFFERENT if _two_spans(one, other) or _two_chains(one, other) else None
    if isinstance(one, FigureValue) and isinstance(other, FigureValue):
        return DIFFERENT if _unit_mistaken(one, other) else None
    if isinstance(one, DateValue) and isinstance(other, DateValue):
        return DIFFERENT if _two_bounds(one, other) else None
    if isinstance(one, PlaceValue) and isinstance(other, PlaceValue):
        return DIFFERENT if one.path and other.path and _two_names(one.path[-1], other.path[-1]) else None
    return None


def printed_again(link: Link) -> bool:
    """Whether two dates are one word in one sentence, which each article counts from a day of its own.

    "As of yesterday", printed a week later, says the same of another day.
    """
    a, b = link.first.detail, link.second.detail
    if a.text != b.text or link.score.level("wording") not in _SAME_WORDS:
        return False
    return all(isinstance(d.value, DateValue) and d.value.resolved_from is not None for d in (a, b))


def _unit_mistaken(a: FigureValue, b: FigureValue) -> bool:
    """Whether one number is told of two units of a kind: dollars and pounds, per cent and points, weeks and months."""
    if a.amount is None or a.amount != b.amount or a.per != b.per or a.unit is None or b.unit is None:
        return False
    kinds = {_KINDS_OF_UNIT.get(d, d) for u in (a.unit, b.unit) if (d := units.dimension(u)) is not None}
    dollars = all(units.table()[u].en.endswith("dollars") for u in (a.unit, b.unit) if u in units.table())
    return len(kinds) == 1 and kinds <= _MISTAKEN and not dollars


_KINDS_OF_UNIT = {"calendar": "time", "points": "ratio"}
_MISTAKEN = frozenset({"currency", "ratio", "time"})


def _two_bounds(a: DateValue, b: DateValue) -> bool:
    """Whether two dates bound on one side and on one scale; until March and until May are both kept in February."""
    if a.bound is None or a.bound != b.bound or a.granularity != b.granularity:
        return False
    plain = [value.model_copy(update={"bound": None}) for value in (a, b)]
    return relate_dates(*plain).standing == "different"


def _two_spans(a: object, b: object) -> bool:
    """Whether both are stretches of time whose two ends are told, and not the same."""
    if not isinstance(a, DateValue) or not isinstance(b, DateValue) or a.granularity != b.granularity:
        return False
    return "/" in a.edtf and "/" in b.edtf and None not in (a.start, b.start) and (a.start, a.end) != (b.start, b.end)


def _two_chains(a: object, b: object) -> bool:
    """Whether two written chains of places have other places at one level: 연수구 문학터널, 미추홀구 문학터널."""
    if not isinstance(a, PlaceValue) or not isinstance(b, PlaceValue):
        return False
    if a.id is not None and a.id == b.id:  # a town that has changed its county is one town
        return False
    ids = {part.level: part.id for part in a.parts if part.id is not None}
    return any(part.id is not None and ids.get(part.level, part.id) != part.id for part in b.parts)


def _two_names(a: str, b: str) -> bool:
    """Whether two names of spots are of one kind and name two: 인천공항 and 부산공항, Kent Road and Dover Road."""
    if a in b or b in a:
        return False
    if " " in a or " " in b:
        first, second = a.split(), b.split()
        return len(first) == len(second) and sum(x != y for x, y in zip(first, second, strict=True)) == 1
    return len(a) == len(b) and a[-_LEAST_TAIL:] == b[-_LEAST_TAIL:]
