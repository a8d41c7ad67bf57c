"""Names that stand in two scripts, under one key.

    @윤서하 in one article, @Seo-ha Yoon in another       both are known as @Seo-ha Yoon
    @다온머티리얼즈, @Daon Materials, @Daon Materials Co.  all are known as @Daon Materials

Only what two languages compare is touched (`Mention.across`). In one language nothing is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    keys = _keys(mentions)
    found = []
    for mention in mentions:
        names = names_of(mention)
        own = keys.get(f"@{names[0]}") if names else None
        meaning = meanings.get(mention.detail.id) or meanings.get(mention.claim)
        found.append(replace(mention, across=across(mention, keys, own, meaning)))
    return found


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
