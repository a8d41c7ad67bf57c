"""An article as others meet it: what is worked out of its details once, whoever it meets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reconcile.alignment.cluster import fold_repeats
from reconcile.alignment.lines import Line, Name, lines
from reconcile.claims.mention import Mention


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """`mentions` are all, in order of their keys; `first` by kind those that stand for the ones that say the same.

    Those are together in `folded`.
    """

    article: str
    mentions: tuple[Mention, ...]
    first: Mapping[str, Sequence[Mention]]
    folded: Mapping[Mention, Sequence[Mention]]
    stands_for: Mapping[Mention, Mention]
    lines: Mapping[Name, Line]
    """Its details by what they may be held against."""


def part(article: str, mentions: Sequence[Mention]) -> Part:
    """The article of these mentions."""
    ordered = tuple(sorted(mentions, key=lambda m: m.key))
    by_kind: dict[str, list[Mention]] = {}
    for mention in ordered:
        by_kind.setdefault(mention.detail.kind, []).append(mention)
    first: dict[str, list[Mention]] = {"statement": by_kind.pop("statement", [])}
    folded: dict[Mention, list[Mention]] = {}
    for kind, line in by_kind.items():
        same = fold_repeats(line)
        first[kind] = [mentions[0] for mentions in same]
        folded.update((mentions[0], mentions) for mentions in same)
    stands_for = {m: one for one, mentions in folded.items() for m in mentions}
    return Part(article, ordered, first, folded, stands_for, lines(ordered))


def restricted(whole: Part, claims: Collection[str]) -> Part:
    """The article as far as these claims go; a detail that says the same as others still stands for them."""
    mentions = tuple([m for m in whole.mentions if m.claim in claims])
    standing = {whole.stands_for.get(m, m) for m in mentions}
    first = {kind: [m for m in line if m in standing] for kind, line in whole.first.items()}
    return Part(whole.article, mentions, first, whole.folded, whole.stands_for, lines(mentions))
