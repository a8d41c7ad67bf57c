"""Names of people and bodies: one name, or another name of the same, also across Hangul and Latin letters."""

from __future__ import annotations

from functools import lru_cache

from reconcile.alignment.relating import ALIAS, DIFFERENT, EQUAL, Relating
from reconcile.alignment.romanise import one_name
from schemas.values import OrganisationValue, PersonValue


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """A name as it is compared: no case, spaces, dots or hyphens."""
    return "".join(c for c in name.casefold() if c.isalnum())


def relate_persons(a: PersonValue, b: PersonValue) -> Relating:
    """Equal by the name that is written, alias by the name that it stands for in its article."""
    return _relate("person", (a.name, a.id or a.name), (b.name, b.id or b.name))


def relate_organisations(a: OrganisationValue, b: OrganisationValue) -> Relating:
    """As persons are related; the aliases that an article defines are names too."""
    return _relate("organisation", (a.name, a.id or a.name, *a.aliases), (b.name, b.id or b.name, *b.aliases))


def _relate(kind: str, a: tuple[str, ...], b: tuple[str, ...]) -> Relating:
    first, second = {name_key(n) for n in a} - {""}, {name_key(n) for n in b} - {""}
    if not first & second:
        return ALIAS if any(one_name(kind, x, y) for x in a for y in b) else DIFFERENT
    return EQUAL if name_key(a[0]) == name_key(b[0]) else ALIAS
