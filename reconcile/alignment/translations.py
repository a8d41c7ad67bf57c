"""Quotes that are one saying in two languages.

    "연료를 덜 쓰는 배가 결국 값싼 배", 노은재        "A ship that burns less fuel …", Noh Eun-jae     0.64: one saying
    "탈을 쓰면 누구나 말할 수 있다", 권새림           "A city that dances together …", Kwon Sae-rim    0.12: two sayings

The speaker decides first: nothing said by two people is one saying, however alike. Of one speaker's sayings the one
that is nearest in meaning is meant, when it is near at all. Whether every word of it was kept nobody compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.alignment.names import name_key
from reconcile.alignment.romanise import one_name
from reconcile.claims.mention import Mention
from schemas.values import QuoteValue

NEAR = 0.40
"""Likeness from which two sayings of one speaker are one; seven of seven pairs above it were, and none below."""


def translations(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Quotes of two articles in two languages, each the nearest of the other's article, in order of content."""
    quotes = [m for m in sorted(mentions, key=lambda m: m.key) if m.detail.kind == "quote" and m.across is not None]
    near = [
        (likeness(a, b), a, b)
        for i, a in enumerate(quotes)
        for b in quotes[i + 1 :]
        if a.article != b.article and a.language != b.language and translated(a, b)
    ]
    best: dict[tuple[object, str], float] = {}
    for alike, a, b in near:
        for one, other in ((a, b), (b, a)):
            best[one.key, other.article] = max(alike, best.get((one.key, other.article), alike))
    for alike, a, b in near:
        if alike == best[a.key, b.article] == best[b.key, a.article]:
            yield a, b


def translated(a: Mention, b: Mention) -> bool:
    """Whether two quotes are by one speaker and near in meaning; False without an encoder."""
    return _one_speaker(a, b) and likeness(a, b) >= NEAR


def likeness(a: Mention, b: Mention) -> float:
    """How alike two quotes are in meaning; -1 where no encoder has read them."""
    if a.across is None or b.across is None or a.across.meaning is None or b.across.meaning is None:
        return -1.0
    return a.across.meaning.likeness(b.across.meaning)


def _one_speaker(a: Mention, b: Mention) -> bool:
    first, second = _speaker(a), _speaker(b)
    if not name_key(first) or not name_key(second):
        return False
    return name_key(first) == name_key(second) or one_name("person", first, second)


def _speaker(mention: Mention) -> str:
    value = mention.detail.value
    return value.speaker.name if isinstance(value, QuoteValue) and value.speaker is not None else ""
