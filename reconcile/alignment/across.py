"""Names that stand in two scripts, under one key.

    @윤서하 in one article, @Seo-ha Yoon in another       both are known as @Seo-ha Yoon
    @다온머티리얼즈, @Daon Materials, @Daon Materials Co.  all are known as @Daon Materials

Only what two languages compare is touched (`Mention.across`). In one language nothing is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from reconcile.alignment.romanise import one_name
from reconcile.alignment.romanise_table import has_hangul
from reconcile.claims.across import across
from reconcile.claims.mention import Meaning, Mention
from schemas.values import OrganisationValue, PersonValue, PlaceValue


def read_across(mentions: Sequence[Mention], meanings: Mapping[str, Meaning]) -> Sequence[Mention]:
    """The mentions, each with what it shows to another language; as they are where all are in one language.

    `meanings` are what quotes and the sentences of claims mean, by the id of the detail or the claim; empty without
    the extra.
    """
    if len({m.language for m in mentions}) < 2:
        return mentions
    return shown(mentions, namesakes(mentions), meanings)


def shown(mentions: Iterable[Mention], keys: Mapping[str, str], meanings: Mapping[str, Meaning]) -> list[Mention]:
    """The mentions, each with what it shows to another language; `keys` are the `namesakes` of the run."""
    found = []
    for mention in mentions:
        names = names_of(mention)
        own = keys.get(f"@{names[0]}") if names else None
        meaning = meanings.get(mention.detail.id) or meanings.get(mention.claim)
        found.append(replace(mention, across=across(mention, keys, own, meaning)))
    return found


def names_around(mentions: Iterable[Mention]) -> frozenset[str]:
    """The names under which anything of the mentions may have a namesake."""
    found: set[str] = set()
    for mention in mentions:
        found.update("@" + name for name in names_of(mention)[:1])
        found.update(stem for stem in mention.around.weights if stem[0] == "@")
        found.update(mention.names)
        found.update(mention.measure)
    return frozenset(found)


OneName = Callable[[str, str, str], bool]


def namesakes(mentions: Iterable[Mention], one: OneName = one_name) -> dict[str, str]:
    """For each name that has a namesake in the other script the key that they share: the first in order of names.

    `one` says of a kind and two names whether they are one.
    """
    kinds: dict[str, dict[str, set[str]]] = {}
    for mention in mentions:
        found = names_of(mention)
        if found:
            kinds.setdefault(mention.detail.kind, {}).setdefault(found[0], set()).update(found)
    home: dict[str, set[str]] = {}
    for kind, written in sorted(kinds.items()):
        hangul = sorted(name for name in written if has_hangul(name))
        latin = sorted(name for name in written if not has_hangul(name))
        for first in hangul:
            for second in latin:
                if any(one(kind, a, b) for a in sorted(written[first]) for b in sorted(written[second])):
                    together = home.get(first, {first}) | home.get(second, {second})
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
