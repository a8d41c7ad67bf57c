"""Names that one article shortens and another has in full.

    기 시장 in one article, 기운찬 전주시장 in another      기 시장 is 기운찬
    Lally in one article, Fintan Lally in another         Lally is Fintan Lally
    재단 in one article, 새벽문화재단 in another            재단 is 새벽문화재단

Within one article its reader does this. Between articles a short name is resolved where a single full name of the
others fits; where two do (기운찬 시장, 기도훈 시장), it stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reconcile.alignment.romanise_table import has_hangul
from reconcile.claims.mention import Mention
from schemas.claim import Detail
from schemas.values import OrganisationValue, PersonValue

FullNames = Mapping[tuple[str, str, str], str]
"""By kind, article and the id that a short name has there, the id of the full name."""

_NAMED = frozenset({"person", "organisation"})
_NAMES = (PersonValue, OrganisationValue)
_BY_KIND = ".kind"
"""End of the rule by which a body is read from the word for its kind alone (the foundation, the county)."""
_SURNAMES = (1, 2)
"""Syllables that a surname in Hangul has."""
_ONE_MORE = frozenset("도")
"""What may stand alone before a title and leave it the same office: 도지사, and not 부시장."""


def with_full_names(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, those of a person or body by a short name with the id of the full one (see `full_names`)."""
    return resolved(mentions, full_names(mentions))


def resolved(mentions: Sequence[Mention], names: FullNames) -> Sequence[Mention]:
    """The mentions, with the short names among `names` resolved; what their articles have is in `Mention.stated`."""
    if not names:
        return mentions
    return [_resolved(mention, names) for mention in mentions]


def full_names(mentions: Iterable[Mention]) -> dict[tuple[str, str, str], str]:
    """The full names of the persons and bodies that only other articles name in full."""
    named = [(m.article, m.detail, m.detail.value) for m in mentions if m.detail.kind in _NAMED]
    short: dict[tuple[str, str, str], PersonValue | OrganisationValue] = {}
    for article, detail, value in named:
        if isinstance(value, _NAMES) and _is_short(detail, value):
            short.setdefault((detail.kind, article, value.id or value.name), value)
    asked = {f"{kind} {value.name}" for (kind, _, _), value in short.items()}
    full: dict[str, dict[str, list[tuple[str, PersonValue | OrganisationValue]]]] = {}
    for article, detail, value in named if asked else ():
        if isinstance(value, _NAMES):
            for ending in asked.intersection(_shortened(detail, value)):
                full.setdefault(ending, {}).setdefault(value.id or value.name, []).append((article, value))
    found: dict[tuple[str, str, str], str] = {}
    for (kind, article, id_), value in sorted(short.items(), key=lambda item: item[0]):
        fitting = [
            name
            for name, bearers in sorted(full.get(f"{kind} {value.name}", {}).items())
            if any(where != article and _of_one_office(value, bearer) for where, bearer in bearers)
        ]
        if len(fitting) == 1:
            found[kind, article, id_] = fitting[0]
    return found


def _is_short(detail: Detail, value: PersonValue | OrganisationValue) -> bool:
    """Whether a name is short, and its article has no longer one for it."""
    if isinstance(value, OrganisationValue):
        return detail.rule.endswith(_BY_KIND) and value.id in (None, value.name)
    if has_hangul(value.name):
        return len(value.name) in _SURNAMES and value.id in {f"{value.name} {title}" for title in value.titles}
    return " " not in value.name and value.id in (None, value.name)


def _shortened(detail: Detail, value: PersonValue | OrganisationValue) -> Iterable[str]:
    """What a full name may be shortened to, under its kind; nothing for a short one."""
    name = value.id or value.name
    if _is_short(detail, value):
        return ()
    if isinstance(value, OrganisationValue):
        return (f"{detail.kind} {name[at:]}" for at in range(1, len(name)))
    if " " in name:
        return (f"{detail.kind} {name.rsplit(' ', 1)[1]}",)
    return (f"{detail.kind} {name[:length]}" for length in _SURNAMES if has_hangul(name) and length < len(name))


def _of_one_office(short: PersonValue | OrganisationValue, full: PersonValue | OrganisationValue) -> bool:
    """Whether the titles beside a surname are those of the full name, or its ends: 시장, 전주시장."""
    if not isinstance(short, PersonValue) or not isinstance(full, PersonValue) or not has_hangul(short.name):
        return True
    return any(_ends(a, b) or _ends(b, a) for a in short.titles for b in full.titles)


def _ends(title: str, end: str) -> bool:
    before = title.removesuffix(end)
    return title.endswith(end) and (len(before) != 1 or before in _ONE_MORE)


def _resolved(mention: Mention, names: FullNames) -> Mention:
    detail, value = mention.detail, mention.detail.value
    around = frozenset(_named(mention.article, name, names) for name in mention.names)
    if around != mention.names:
        mention = replace(mention, names=around)
    if not isinstance(value, PersonValue | OrganisationValue):
        return mention
    full = names.get((detail.kind, mention.article, value.id or value.name))
    if full is None:
        return mention
    known = value.model_copy(update={"id": full})
    return replace(mention, detail=detail.model_copy(update={"value": known}), stated=value)


def _named(article: str, name: str, names: FullNames) -> str:
    for kind in ("person", "organisation"):
        full = names.get((kind, article, name[1:]))
        if full is not None:
            return f"@{full}"
    return name
