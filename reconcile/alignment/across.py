"""Names that stand in two scripts, under one key.

    @윤서하 in one article, @Seo-ha Yoon in another       both are known as @Seo-ha Yoon
    @다온머티리얼즈, @Daon Materials, @Daon Materials Co.  all are known as @Daon Materials

Only the features by which two languages are compared change: who is named around a detail, and under which keys a
name meets others. In one language nothing is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reconcile.alignment.romanise import has_hangul, one_name
from reconcile.claims.mention import Mention, vector
from schemas.values import OrganisationValue, PersonValue, PlaceValue


def bridged(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, with names that two languages write in two scripts under one key; in their order."""
    if len({m.language for m in mentions}) < 2:
        return mentions
    keys = _keys(mentions)
    return [_known_as(m, keys) for m in mentions] if keys else mentions


def _keys(mentions: Iterable[Mention]) -> dict[str, str]:
    """For each name that has a namesake in the other script the key that they share: the first in order of names."""
    kinds: dict[str, dict[str, set[str]]] = {}
    for mention in mentions:
        found = names_of(mention)
        if found:
            kinds.setdefault(mention.detail.kind, {}).setdefault(found[0], set()).update(found)
    home: dict[str, set[str]] = {}
    for kind, written in sorted(kinds.items()):
        hangul = sorted(name for name in written if has_hangul(name))
        latin = sorted(name for name in written if not has_hangul(name))
        for one in hangul:
            for other in latin:
                if any(one_name(kind, a, b) for a in sorted(written[one]) for b in sorted(written[other])):
                    together = home.get(one, {one}) | home.get(other, {other})
                    home.update(dict.fromkeys(together, together))
    return {"@" + name: "@" + min(together) for name, together in home.items()}


def names_of(mention: Mention) -> tuple[str, ...]:
    """The names of a person or a body, its id first; of a place only where no gazetteer has it."""
    value = mention.detail.value
    if isinstance(value, PersonValue):
        return (value.id or value.name, value.name)
    if isinstance(value, OrganisationValue):
        return (value.id or value.name, value.name, *value.aliases)
    if isinstance(value, PlaceValue) and value.id is None:
        return value.path[-1:]
    return ()


def _known_as(mention: Mention, keys: dict[str, str]) -> Mention:
    own = {keys[key] for name in names_of(mention)[:1] if (key := "@" + name) in keys}
    around = mention.concepts_around.weights
    if not own and mention.names.isdisjoint(keys) and keys.keys().isdisjoint(around):
        return mention
    weights: dict[str, float] = {}
    for stem, weight in around.items():
        known = keys.get(stem, stem)
        weights[known] = max(weight, weights.get(known, 0.0))
    return replace(
        mention,
        names=frozenset(keys.get(name, name) for name in mention.names),
        concepts_around=vector(weights),
        known_as=frozenset(own),
    )
